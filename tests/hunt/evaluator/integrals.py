"""Integrals over a variable or the time: Gauss-Legendre twice, Unsure where the two disagree (kinks, poles)."""
from fractions import Fraction

from mpmath import mp, mpf

from .matrices import number
from .numbers import Undefined, Unsupported, Unsure, real
from .scope import Scope
from .truth import Moved

NODES = {}
TOLERANCE = mpf(10) ** -15  # of relations in whose evaluation an integral took part


def nodes(count):
    """Nodes and weights on [-1, 1] at the present precision."""
    key = count, mp.prec
    if key not in NODES:
        found = []
        for i in range(1, count + 1):
            x = mp.cos(mp.pi * (i - mpf(1) / 4) / (count + mpf(1) / 2))
            for _ in range(60):
                low, high = mpf(1), x
                for n in range(2, count + 1):
                    low, high = high, ((2 * n - 1) * x * high - (n - 1) * low) / n
                slope = count * (x * high - low) / (x * x - 1)
                step = high / slope
                x -= step
                if abs(step) < mpf(10) ** (-mp.dps + 3):
                    break
            found.append((x, 2 / ((1 - x * x) * slope * slope)))
        NODES[key] = found
    return NODES[key]


def panel(function, a, b, count):
    middle, half = (a + b) / 2, (b - a) / 2
    return half * mp.fsum(w * function(middle + half * x) for x, w in nodes(count))


def integral(node, scope, evaluator):
    """The value of `integral(e, x in [a, b])`."""
    if len(node.extra) != 1 or node.extra[0].is_range or len(node.args) != 1:
        raise Unsupported("an integral of this form")
    binder = node.extra[0]
    low, high = evaluator.scalar(binder.low, scope), evaluator.scalar(binder.high, scope)
    if low == high:
        return Fraction(0)
    a, b = real(low), real(high)
    moment = evaluator.moment
    over_time = binder.name == "t" and hasattr(moment, "solution")
    if a > b:
        raise Undefined("an integral from right to left")

    def function(x):
        if over_time:
            there = Moved(type(moment)(moment.solution, x))
            return real(number(there.evaluate(evaluator, lambda: evaluator.value(node.args[0], scope))))
        return real(number(evaluator.value(node.args[0], Scope({binder.name: x}, scope))))

    cuts = [a, (a + b) / 2, b]
    if over_time:
        moment.solution.trajectory.piece_at(b)
        cuts = [a] + [p.end for p in moment.solution.trajectory.pieces if a < p.end < b] + [b]
        if len(cuts) > 20:
            raise Unsupported("an integral over many steps")
    coarse = mp.fsum(panel(function, p, q, 16) for p, q in zip(cuts, cuts[1:]))
    fine = mp.fsum(panel(function, p, q, 22) for p, q in zip(cuts, cuts[1:]))
    if abs(coarse - fine) > mpf(10) ** -18 * (1 + abs(fine)):
        raise Unsure("an integral")
    return fine
