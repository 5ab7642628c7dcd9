"""Moves a parameter point until the hypotheses hold: mixed into Sampler.

Equations are solved exactly where they are linear in one parameter or have a rational root.
"""
from fractions import Fraction

from . import matrices as mx
from .evaluate import Evaluator
from .matrices import Matrix
from .matrix_functions import size
from .numbers import Undefined, Unsupported, Unsure, exact_root, real
from .syntax import walk


class Repair:
    """Needs the Sampler's claim, rng, sizes, defined, vectors, hypotheses, closure(), fitted() and matrix()."""

    def repair(self, scope):
        """Change parameters until all hypotheses hold; whether that worked."""
        for _ in range(40):
            broken = [h for h in self.hypotheses if Evaluator().truth(h, scope) is not True
                      and not self.is_vector_definition(h)]
            if not broken:
                return self.signs_hold(scope)
            if not self.improve(self.rng.choice(broken), scope):
                return False
        return False

    def is_vector_definition(self, h):
        return h.kind == "bind" and any(n.kind == "name" and n.value in self.vectors for n in walk(h)) and \
            h.args[0].kind == "rel" and h.args[0].args[0].kind == "index" and \
            h.args[0].args[0].args[0].value in self.vectors and h.args[0].value == ["=="]

    def signs_hold(self, scope):
        """Whether parameters that were defined by hypotheses obey their own declarations."""
        for name in list(self.defined) + list(self.vectors):
            p, evaluator = self.claim.parameters[name], Evaluator()
            try:
                value = evaluator.resolve(scope.names[name])
            except (Undefined, Unsure):
                return False
            if isinstance(value, Matrix) and p.kind == "matrix":
                try:
                    shape = tuple(size(evaluator.value(t, scope)) for t in (p.rows, p.cols))
                except (Undefined, Unsure):
                    return False
                if value.shape != shape or p.flag("symmetric"):
                    return False
                continue
            for x in value.entries() if isinstance(value, Matrix) else [value]:
                if p.flag("positive") and not x > 0 or p.flag("negative") and not x < 0:
                    return False
                if p.flag("nonnegative") and not x >= 0 or p.flag("nonzero") and x == 0 or p.flag("nonpositive") and x > 0:
                    return False
                for t, side in ((p.minimum, 1), (p.maximum, -1)):
                    if t is not None and (x - real(evaluator.scalar(t, scope))) * side < 0:
                        return False
        return True

    def slots(self, h):
        """Parameters that a hypothesis depends on and that may be changed: (parameter, entry or None)."""
        found = []
        for name in sorted(self.closure(h)):
            p = self.claim.parameters.get(name)
            if p is None or name in self.defined or name in self.vectors or name in self.sizes \
                    or p.kind in ("value", "limit", "each"):
                continue
            found.append(p)
        return found

    def improve(self, h, scope):
        """Change one parameter so that one hypothesis holds; False if nothing can be changed."""
        slots = self.slots(h)
        if not slots:
            return False
        self.rng.shuffle(slots)
        slots.sort(key=lambda p: p.name in self.sizes)
        for p in slots[:4]:
            before = scope.names[p.name]
            for value in self.proposals(p, before, h, scope):
                scope.names[p.name] = value
                if Evaluator().truth(h, scope) is True and self.allowed(p, value, scope):
                    return True
            scope.names[p.name] = before
        return True  # another hypothesis or parameter may do next time

    def allowed(self, p, value, scope):
        evaluator = Evaluator()
        entries = value.entries() if isinstance(value, Matrix) else [value]
        if p.kind == "matrix":
            return not p.flag("symmetric") or mx.transpose(value).rows == value.rows
        bounds = [(p.minimum, False), (p.maximum, False)]
        if p.kind == "box":
            bounds = [(p.interval.low, p.interval.low_open), (p.interval.high, p.interval.high_open)]
        for x in entries:
            if not isinstance(x, Fraction) or p.kind == "integer" and x.denominator != 1:
                return False
            if self.fitted(p, x, (None, None)) != x or p.name in self.sizes and not 1 <= x <= 6:
                return False
            for (t, is_open), side in zip(bounds, (1, -1)):
                if t is None:
                    continue
                slack = (real(x) - real(evaluator.scalar(t, scope))) * side
                if slack < 0 or is_open and slack == 0:
                    return False
        return True

    def proposals(self, p, before, h, scope):
        """Values that may make a hypothesis true."""
        if p.kind == "matrix":
            if isinstance(before, Matrix):
                others = [v for v in scope.names.values() if isinstance(v, Matrix)]
                for _ in range(12):
                    yield self.matrix(p, *before.shape, others)
            return
        entry = None
        if isinstance(before, Matrix):
            entry = self.rng.randrange(len(before.rows))

        def put(x):
            if entry is None:
                return x
            return mx.column([x if i == entry else r[0] for i, r in enumerate(before.rows)])
        old = before if entry is None else before.rows[entry][0]
        if not isinstance(old, Fraction):
            return
        if h.kind == "rel" and p.kind != "integer":
            for x in self.solutions(h, p.name, put, old, scope):
                yield put(x)
                if "==" not in h.value:
                    yield put(x * Fraction(999, 1000))
                    yield put(x * Fraction(1001, 1000))
        if entry is not None and h.kind == "rel" and h.value == ["=="]:
            total = sum((r[0] for r in before.rows), Fraction(0)) if before.exact() else Fraction(0)
            if total:
                yield before.map(lambda x: x / total)
        if entry is not None:
            yield mx.column(sorted((r[0] for r in before.rows)))
            yield mx.column(sorted((r[0] for r in before.rows), reverse=True))
        step = Fraction(1) if p.kind == "integer" else None
        for factor in (2, Fraction(1, 2), 10, Fraction(1, 10), Fraction(1, 1000), 1000, -1, 0):
            yield put(old * factor if step is None else Fraction(int(old * factor)))
        for x in (1, -1, 2, 5, 10, 50):
            yield put(old + x)

    def solutions(self, h, name, put, old, scope):
        """Values at which two neighbouring sides of a relation are equal: exact, if linear or a rational root."""
        def gap(a, b, x):
            scope.names[name] = put(x)
            evaluator = Evaluator()
            left, right = evaluator.value(a, scope), evaluator.value(b, scope)
            if isinstance(left, Matrix) or isinstance(right, Matrix):
                raise Unsupported("matrices")
            value = left - right if isinstance(left, Fraction) and isinstance(right, Fraction) else None
            if value is None:
                raise Unsure("not exact")
            return value
        for a, b in zip(h.args, h.args[1:]):
            try:
                x0, x1, x2 = old + 1, old + 2, old + 4
                f0, f1, f2 = (gap(a, b, x) for x in (x0, x1, x2))
            except (Undefined, Unsure, Unsupported, ArithmeticError):
                continue
            if f0 != f1:
                yield x0 - f0 * (x1 - x0) / (f1 - f0)
            d01, d12 = (f1 - f0) / (x1 - x0), (f2 - f1) / (x2 - x1)
            c2 = (d12 - d01) / (x2 - x0)
            if c2:
                c1 = d01 - c2 * (x0 + x1)
                c0 = f0 - c1 * x0 - c2 * x0 * x0
                discriminant = c1 * c1 - 4 * c2 * c0
                root = exact_root(discriminant, 2) if discriminant > 0 else (0 if discriminant == 0 else None)
                if root is not None:
                    yield (-c1 + root) / (2 * c2)
                    yield (-c1 - root) / (2 * c2)
