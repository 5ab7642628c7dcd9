"""Attacks on claims about iterations: states are exact fractions, or rounded at several precisions."""
import random
import time
from fractions import Fraction

from mpmath import mp

from .attack_formula import PRECISIONS, bind, witness
from .evaluate import Evaluator, Moved
from .findings import Finding
from .numbers import Undefined, Unsupported, Unsure
from .sampling import NoPoint, Sampler

LONGEST = 400


class Run:
    """The states of one parameter point, one list per precision."""

    def __init__(self, claim, scope):
        self.claim, self.scope, self.states = claim, scope, {}

    def state(self, n):
        """State after n steps; Undefined where a step is undefined."""
        if n < 0:
            raise Undefined("before the start")
        if n > LONGEST * 3:
            raise Unsupported("a long iteration")
        states = self.states.setdefault(mp.dps, [])
        if not states:
            evaluator = Evaluator()
            states.append({k: evaluator.value(v, self.scope) for k, v in self.claim.state.items()})
        while len(states) <= n:
            moment = IterationMoment(self, len(states) - 1)
            evaluator = Evaluator(moment)
            old = states[-1]
            states.append({k: evaluator.value(self.claim.rates[k], self.scope) if k in self.claim.rates else old[k]
                           for k in old})
        return states[n]


class IterationMoment:
    """The state after n steps."""

    def __init__(self, run, n):
        self.run, self.n = run, n

    def value(self, name, evaluator):
        if name == "n":
            return Fraction(self.n)
        state = self.run.state(self.n)
        if name in state:
            return state[name]
        raise Unsupported(f"the name '{name}'")

    def item(self, name, indices):
        """What an indexed name of a flow stands for, or None."""
        return None

    def special(self, name, node, scope, evaluator):
        if name == "ddt":
            raise Unsupported("ddt in an iteration")
        if name == "next":
            n = self.n + 1
        else:
            when = Fraction(0) if name == "initial" else evaluator.scalar(node.args[1], scope)
            if not isinstance(when, Fraction) or when.denominator != 1:
                raise Unsure("a step that is no integer")
            n = int(when)
        return Moved(IterationMoment(self.run, n)).evaluate(evaluator, lambda: evaluator.value(node.args[0], scope))

    def times(self, low, high, binder):
        raise Unsupported("t in an iteration")


def last_step(claim, scope):
    """The number of steps, or None."""
    if claim.steps is None:
        return None
    if isinstance(claim.steps, int):
        return claim.steps
    from .claimfile import tree
    value = Evaluator().scalar(tree(claim.steps), scope)
    return int(value) if isinstance(value, Fraction) else None


def steps_to_ask(claim, window, bound, rng):
    """Step numbers of the check's range: its ends, the first ones and some others."""
    last, low, low_open, high_open = last_step(claim, bound), 0, False, False
    evaluator = Evaluator()
    if window is not None:
        a, b = evaluator.end(window.low, bound), evaluator.end(window.high, bound)
        if isinstance(a, Fraction):
            low = int(-(-a // 1)) + (window.low_open and a.denominator == 1)
        last = last if b is None and last is not None else None if b is None else \
            int(b // 1) - (window.high_open and b.denominator == 1)
        del low_open, high_open
    if last is None:
        last = low + rng.choice((12, 12, 40, 120))
    low = max(low, 0)
    if last < low:
        return []
    last = min(last, LONGEST)
    chosen = {low, last, *range(low, min(last, low + 60) + 1)}
    chosen |= {rng.randint(low, last) for _ in range(12)} if last >= low else set()
    return sorted(n for n in chosen if low <= n <= last)


def attack_check(claim, index, check, report, deadline, seed, points=12):
    """Look for a parameter point and a step where a check is false."""
    rng = random.Random(seed)
    sampler = Sampler(claim, rng)
    window = next((b for b in check.binders if b.name == "n"), None)
    binders = [b for b in check.binders if b.name != "n"]
    fixed = all(p.kind == "value" for p in claim.parameters.values())
    asked = doubts = 0
    for _ in range(1 if fixed else points):
        if time.monotonic() > deadline:
            break
        try:
            scope = sampler.draw()
            run = Run(claim, scope)
            for _ in range(2 if binders else 1):
                bound = bind(binders, scope, rng)
                if bound is None:
                    continue
                for n in steps_to_ask(claim, window, bound, rng):
                    if time.monotonic() > deadline:
                        break
                    asked += 1
                    if false_at(check, run, bound, n) and doubts < 4:
                        doubts += 1
                        if sure(claim, sampler, check, run, bound, n):
                            return Finding("false in the iteration", index, f"{witness(claim, check, bound)}, n = {n}")
        except (NoPoint, Unsure):
            continue
        except Undefined:
            asked += 1  # a step is undefined: reported by the false checks of such points only
            continue
    if asked:
        report.attacked += 1
    else:
        report.skip("iteration: no admitted point found")
    return None


def false_at(check, run, bound, n):
    return Evaluator(IterationMoment(run, n)).truth(check.claim, bound) is False


def sure(claim, sampler, check, run, bound, n):
    """Whether the check is false at higher precisions too."""
    for digits in PRECISIONS:
        with mp.workdps(digits):
            if not false_at(check, run, bound, n):
                return False
            if any(Evaluator().truth(h, bound) is False for h in sampler.hypotheses
                   if not sampler.is_vector_definition(h)):
                return False
    return True
