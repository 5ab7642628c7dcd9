"""Attacks on claims about flows of matrix models: as attacks on the systems that flows.py writes out."""
import random
import time

from mpmath import mp

from . import attack_system
from .claimfile import tree
from .evaluate import Definition
from .flows import Flow
from .sampling import NoPoint, Sampler

PROGRAM = None


class WrittenOut:
    """A claim about a flow, as the claim about a system that attack_system reads."""

    def __init__(self, claim, scope, flow):
        states, rates, definitions, self.items, constants = flow.system()
        self.parameters, self.hypotheses, self.lets = claim.parameters, claim.hypotheses, claim.lets
        self.state = {name: Definition(None, None) for name in states}
        self.rates, self.dynamics, self.original = rates, "system", claim
        self.t_end = tree(claim.moving["t_end"]) if "t_end" in claim.moving else None
        self.constants = dict(constants)
        self.starts, self.definitions = states, definitions
        self.state = {name: tree(f"start_{name}") for name in states}

    def scope(self, values):
        made = self.original.scope(values)
        made.names.update(self.constants)
        made.names.update({f"start_{name}": value for name, value in self.starts.items()})
        for name, body in self.definitions.items():
            made.names.setdefault(name, Definition(body, made))
        return made


def attack_check(claim, index, check, report, deadline, seed):
    """Draws points; each gives a system."""
    with mp.workdps(attack_system.CHECK_DIGITS):
        rng = random.Random(seed)
        sampler, tried, stuck = Sampler(claim, rng, gentle=True), 0, None
        fixed = all(p.kind == "value" for p in claim.parameters.values())
        binders = [b for b in check.binders if b.name != "t"]
        window = next((b for b in check.binders if b.name == "t"), None)
        for _ in range(1 if fixed else 3):
            if time.monotonic() > deadline:
                break
            try:
                drawn = sampler.draw()
            except NoPoint:
                continue
            written = WrittenOut(claim, drawn, Flow(claim, drawn, PROGRAM, rng))
            scope = attack_system.rebuilt(written, drawn)
            with mp.workdps(attack_system.DIGITS):
                solution = attack_system.Solution(written, scope, deadline, items=written.items)
                try:
                    found, used = attack_system.attack_solution(written, index, check, solution, binders, window, rng,
                                                                deadline, 16)
                except attack_system.Stuck as fault:
                    found, used, stuck = None, fault.asked, fault
            tried += used
            if found:
                return found
        if tried:
            report.attacked += 1
        else:
            report.skip(f"flow: {stuck or 'no solution could be followed'}")
        return None
