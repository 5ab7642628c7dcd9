"""Walks downhill on the slack of an inequality, one coordinate at a time, to where it may fail."""
import time
from fractions import Fraction

from mpmath import mp, mpf

from .evaluate import Evaluator
from .matrices import Matrix, column
from .numbers import Undefined, Unsupported, Unsure, real


def slack(node, scope, evaluator):
    """How far a claim is from being false, relatively (negative: false); None where that means nothing."""
    kind = node.kind
    if kind == "rel":
        sides = [evaluator.value(x, scope) for x in node.args]
        if any(isinstance(x, Matrix) for x in sides):
            return None
        found = None
        for op, a, b in zip(node.value, sides, sides[1:]):
            if op in ("==", "!="):
                continue
            a, b = real(a), real(b)
            gap = (b - a if op in ("<", "<=") else a - b) / (abs(a) + abs(b) + mpf(10) ** -30)
            found = gap if found is None or gap < found else found
        return found
    if kind == "implies":
        premise = evaluator.truth(node.args[0], scope)
        return slack(node.args[1], scope, evaluator) if premise is True else None
    if kind in ("and", "or"):
        parts = [p for p in (slack(x, scope, evaluator) for x in node.args) if p is not None]
        return None if not parts else min(parts) if kind == "and" else max(parts)
    return None


def measured(node, scope):
    try:
        with mp.workdps(25):
            return slack(node, scope, Evaluator())
    except (Undefined, Unsure, Unsupported, ArithmeticError, ValueError):
        return None


def within(binders, scope):
    """Whether the bound reals lie in their intervals."""
    evaluator = Evaluator()
    for b in binders:
        if b.is_range:
            continue
        value = real(scope.find(b.name))
        try:
            low, high = evaluator.end(b.low, scope), evaluator.end(b.high, scope)
        except (Undefined, Unsure):
            return False
        if low is not None and (value < real(low) or b.low_open and value == real(low)):
            return False
        if high is not None and (value > real(high) or b.high_open and value == real(high)):
            return False
    return True


def coordinates(claim, sampler, binders, scope):
    """(scope that holds it, name, entry or None, parameter or None) of every real that may move."""
    found = []
    for b in binders:
        if not b.is_range:
            home = scope
            while b.name not in home.names:
                home = home.outer
            if isinstance(home.names[b.name], Fraction):
                found.append((home, b.name, None, None))
    home = scope
    while home.outer is not None:
        home = home.outer
    for p in claim.parameters.values():
        if p.kind not in ("real", "box"):
            continue
        value = home.names.get(p.name)
        if isinstance(value, Fraction):
            found.append((home, p.name, None, p))
        elif isinstance(value, Matrix) and value.exact():
            found += [(home, p.name, i, p) for i in range(len(value.rows))]
    return found


def descend(claim, sampler, check, scope, deadline, rng, rounds=5):
    """Moves the values of a scope downhill in place; whether the check is false in the end."""
    best = measured(check.claim, scope)
    if best is None:
        return False
    places = coordinates(claim, sampler, check.binders, scope)
    size, rounds = Fraction(1, 2), 14 if len(places) <= 2 else rounds
    for _ in range(rounds):
        rng.shuffle(places)
        moved = False
        for home, name, entry, p in places:
            if time.monotonic() > deadline:
                return False
            before = home.names[name]
            old = before if entry is None else before.rows[entry][0]
            for new in (old * (1 + size), old * (1 - size), old + size, old - size):
                new = Fraction(new).limit_denominator(10 ** 9) if abs(new) > Fraction(1, 1000) else new
                home.names[name] = new if entry is None else column(
                    [new if i == entry else r[0] for i, r in enumerate(before.rows)])
                found = None
                if (p is None or sampler.allowed(p, home.names[name], home)) and within(check.binders, scope) \
                        and all(Evaluator().truth(h, scope) is True for h in sampler.hypotheses):
                    found = measured(check.claim, scope)
                if found is not None and found < best:
                    best, moved = found, True
                    before = home.names[name]
                    if best < 0:
                        return True
                    break
                home.names[name] = before
        if not moved:
            size /= 4
    return best < 0
