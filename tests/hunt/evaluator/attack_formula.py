"""Attacks on claims about parameters alone."""
import random
import time
from fractions import Fraction

from mpmath import mp

from .evaluate import Evaluator, Scope
from .descent import descend, measured
from .findings import Finding, shown
from .numbers import Undefined, Unsupported, Unsure, compare, real
from .sampling import NoPoint, Sampler
from .syntax import walk

PRECISIONS = (130, 270)


def attack_check(claim, index, check, report, deadline, seed, points=40):
    """Look for an admitted point where a check is false; a Finding, or None."""
    rng = random.Random(seed)
    sampler = Sampler(claim, rng)
    tried, empty, doubts, near = 0, 0, 0, []
    for _ in range(points):
        if time.monotonic() > deadline:
            break
        try:
            scope = sampler.draw()
        except NoPoint:
            empty += 1
            if empty >= 4 and not tried:
                report.skip("no admitted point found")
                return None
            continue
        for _ in range(1 if not check.binders else 4):
            bound = bind(check.binders, scope, rng)
            if bound is None:
                continue
            tried += 1
            if Evaluator().truth(check.claim, bound) is not False:
                distance = measured(check.claim, bound)
                if distance is not None:
                    near.append((float(distance), len(near), bound))
                continue
            if doubts < 4 and sure(claim, sampler, check, bound):
                return Finding("false at a point", index, witness(claim, check, bound))
            doubts += 1
    for _, _, bound in sorted(near)[:3]:
        if descend(claim, sampler, check, bound, deadline + 0.3, rng) and sure(claim, sampler, check, bound):
            return Finding("false at a point", index, witness(claim, check, bound))
    if tried:
        report.attacked += 1
    else:
        report.skip("no admitted point found")
    return None


def sure(claim, sampler, check, bound):
    """Whether the check is false, and the hypotheses are not, at higher precisions too."""
    for digits in PRECISIONS:
        if digits > 200 and any(n.kind == "bind" and n.value == "integral" for n in walk(check.claim)):
            continue  # integrals are computed to 18 digits
        with mp.workdps(digits):
            if Evaluator().truth(check.claim, bound) is not False:
                return False
            for h in claim.hypotheses:
                if Evaluator().truth(h, bound) is False and h in sampler.hypotheses \
                        and not sampler.is_vector_definition(h):
                    return False
    return True


def bind(binders, scope, rng):
    """A scope with values for the bound variables, or None where a range is empty."""
    for binder in binders:
        evaluator = Evaluator()
        try:
            if binder.is_range:
                values = evaluator.range(binder, scope)
                if not values:
                    return None
                scope = Scope({binder.name: rng.choice(values)}, scope)
                continue
            low, high = evaluator.end(binder.low, scope), evaluator.end(binder.high, scope)
        except (Undefined, Unsure):
            return None
        value = inside(low, high, binder.low_open, binder.high_open, rng)
        if value is None:
            return None
        scope = Scope({binder.name: value}, scope)
    return scope


def inside(low, high, low_open, high_open, rng):
    """A value of an interval; ends often, where they belong to it. None if it is empty."""
    if low is None or high is None:
        size = rng.choice([Fraction(0), Fraction(1), Fraction(rng.randint(1, 60), 7), Fraction(1, 1000),
                           Fraction(1, 10 ** 9), Fraction(rng.randint(1, 40)), Fraction(10 ** 4)])
        if low is None and high is None:
            return size * rng.choice((1, -1))
        if size == 0 and (low_open if high is None else high_open):
            size = Fraction(1, 3)
        if high is None:
            return low + size if isinstance(low, Fraction) else real(low) + real(size)
        return high - size if isinstance(high, Fraction) else real(high) - real(size)
    order = compare(low, high)
    if order is None or order > 0 or order == 0 and (low_open or high_open):
        return None
    choice = rng.random()
    if choice < 0.2 and not low_open:
        return low
    if choice < 0.4 and not high_open:
        return high
    part = rng.choice([Fraction(rng.randint(1, 9999), 10000), Fraction(1, 2), Fraction(1, 10 ** 9),
                       1 - Fraction(1, 10 ** 9), Fraction(rng.randint(1, 11), 12)])
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        return low + (high - low) * part
    return real(low) + (real(high) - real(low)) * real(part)


def witness(claim, check, scope):
    """The values of parameters and bound variables, as a text."""
    parts = []
    for name in list(claim.parameters) + [b.name for b in check.binders]:
        if scope.find(name) is None:
            continue
        try:
            parts.append(f"{name} = {shown(Evaluator().resolve(scope.find(name)))}")
        except (Undefined, Unsure, Unsupported):
            parts.append(f"{name} = ?")
    return ", ".join(parts) or "no parameters"
