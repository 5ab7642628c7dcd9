"""Admitted parameter points: values of every parameter that satisfy the hypotheses.

Hypotheses of the form `name == expression` become definitions; other equations are solved exactly where they are
linear (or a rational root exists) in one parameter; inequalities are reached by changing one parameter at a time.
"""
from fractions import Fraction

from mpmath import mp

from . import matrices as mx
from .evaluate import Definition, Evaluator
from .matrices import Matrix
from .hypotheses import Repair
from .matrix_functions import size
from .numbers import Undefined, Unsure, real
from .syntax import Binder, Node, names_in, parse

REALS = [Fraction(x) for x in (0, 1, -1, 2, -2, 3, 10, -5, 100, -100, 1000)] + [
    Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction(3, 5), Fraction(4, 5), Fraction(-3, 4), Fraction(1, 10),
    Fraction(1, 100), Fraction(1, 10 ** 6), Fraction(-1, 10 ** 4), Fraction(10 ** 6), Fraction(7, 5), Fraction(9, 10),
    Fraction(1, 10 ** 12), Fraction(5, 13), Fraction(12, 13), Fraction(6, 5), Fraction(99, 100), Fraction(101, 100)]

GENTLE = [Fraction(x) for x in (0, 1, -1, 2, -2, 3)] + [
    Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction(3, 5), Fraction(4, 5), Fraction(-3, 4), Fraction(1, 10)]


class NoPoint(Exception):
    """No admitted point was found."""


class Sampler(Repair):
    """Draws admitted points of a claim with a random.Random."""

    def __init__(self, claim, rng, gentle=False):
        self.claim, self.rng, self.gentle = claim, rng, gentle
        self.sizes = set()
        for p in claim.parameters.values():
            for t in (p.size, p.rows, p.cols):
                if t is not None:
                    self.sizes |= names_in(t)
        for key in ("hidden", "layers"):
            entry = claim.moving.get(key)
            for one in entry if isinstance(entry, list) else [entry]:
                self.sizes |= names_in(parse(one)) if isinstance(one, str) else set()
        self.defined, self.vectors, self.hypotheses = {}, {}, []
        for h in claim.hypotheses:
            self.sort_hypothesis(h)
        self.evaluator = None

    def sort_hypothesis(self, h):
        """Keep a hypothesis as a definition where it is one, else as a condition."""
        if h.kind == "and":
            for part in h.args:
                self.sort_hypothesis(part)
            return
        if h.kind == "rel" and h.value == ["=="]:
            for left, right in (h.args, h.args[::-1]):
                free = self.closure(right)
                if left.kind == "name" and self.free_real(left.value) and left.value not in free:
                    self.defined[left.value] = right
                    return
        if h.kind == "bind" and h.value == "forall" and len(h.extra) == 1 and h.extra[0].is_range:
            body = h.args[0]
            if body.kind == "rel" and body.value == ["=="]:
                left, right = body.args
                if (left.kind == "index" and len(left.args) == 2 and left.args[0].kind == "name"
                        and left.args[1].kind == "name" and left.args[1].value == h.extra[0].name
                        and self.free_real(left.args[0].value) and left.args[0].value not in self.closure(right)):
                    self.vectors[left.args[0].value] = (h.extra[0].name, right)
                    self.hypotheses.append(h)
                    return
        self.hypotheses.append(h)

    def free_real(self, name):
        p = self.claim.parameters.get(name)
        return (p is not None and p.kind in ("real", "matrix") and name not in self.defined
                and name not in self.vectors and name not in self.sizes)

    def closure(self, tree):
        """All names that a tree depends on."""
        found, todo = set(), [tree]
        lets = {name: body for name, _, body in self.claim.lets}
        while todo:
            for name in names_in(todo.pop()) - found:
                found.add(name)
                if name in lets:
                    todo.append(lets[name])
                if name in self.defined:
                    todo.append(self.defined[name])
                if name in self.vectors:
                    todo.append(self.vectors[name][1])
                p = self.claim.parameters.get(name)
                if p is not None and p.kind == "value":
                    todo.append(p.tree)
        return found

    # --- one parameter ---

    def scalar(self, p, bounds, attempt):
        """A value of a real parameter or box."""
        rng = self.rng
        if p.kind == "box":
            (low, high), binder = bounds, p.interval
            choice = rng.random()
            if choice < 0.25 and not binder.low_open:
                return low
            if choice < 0.5 and not binder.high_open:
                return high
            special = [Fraction(x, 2) for x in range(-8, 9) if real(low) < mp.mpf(x) / 2 < real(high)]
            if choice < 0.65 and special:
                return rng.choice(special)
            part = rng.choice([Fraction(rng.randint(1, 999), 1000), Fraction(1, 2), Fraction(1, 10 ** 6),
                               1 - Fraction(1, 10 ** 6), Fraction(rng.randint(1, 19), 20)])
            if isinstance(low, Fraction) and isinstance(high, Fraction):
                return low + (high - low) * part
            return real(low) + (real(high) - real(low)) * real(part)
        for _ in range(30):
            kind = rng.random()
            if self.gentle:
                value = rng.choice(GENTLE) if kind < 0.5 else Fraction(rng.randint(-30, 30), 10)
            elif kind < 0.25:
                value = Fraction(rng.choice((0, 1, -1)))
            elif kind < 0.55:
                value = rng.choice(REALS)
            elif kind < 0.8:
                value = Fraction(rng.randint(-40, 40), rng.choice((1, 2, 3, 5, 7, 10)))
            else:
                value = Fraction(rng.randint(1, 99), 10) * Fraction(10) ** rng.randint(-6, 4) * rng.choice((1, 1, -1))
            if not self.gentle and rng.random() < 0.1:
                value *= Fraction(10) ** rng.choice((-30, -15, 15, 30))
            value = self.fitted(p, value, bounds)
            if value is not None:
                return value
        raise NoPoint(f"no value of {p.name}")

    def fitted(self, p, value, bounds):
        """The value, changed to obey signs and bounds, or None."""
        low, high = bounds
        if p.flag("positive") or p.flag("nonnegative"):
            value = abs(value)
        if p.flag("negative") or p.flag("nonpositive"):
            value = -abs(value)
        if value == 0 and (p.flag("positive") or p.flag("negative") or p.flag("nonzero")):
            return None
        if low is not None and value < low:
            value = low + abs(value) if self.rng.random() < 0.7 else low
        if high is not None and value > high:
            value = high - abs(value) if low is None else high
        return value if low is None or value >= low else None

    def integer(self, p, bounds):
        low, high = bounds
        rng, is_size = self.rng, p.name in self.sizes
        if low is None:
            low = high - 4 if high is not None else Fraction(0 if is_size else rng.choice((0, 0, 1, -3, -10)))
        reach = rng.choice((0, 1) if self.gentle else (0, 1, 2, 3)) if is_size else rng.choice((0, 1, 2, 3, 4, 5, 8, 13, 40, 60, 1000))
        value = -(-low // 1) + reach
        if is_size:
            value = max(value, 1)
        if high is not None and value > high:
            value = high // 1
        if p.flag("positive") and value <= 0:
            value = Fraction(1)
        if p.flag("negative") and value >= 0:
            value = Fraction(-1)
        if p.flag("nonnegative"):
            value = abs(value)
        if p.flag("nonzero") and value == 0:
            value = Fraction(1)
        return Fraction(value)

    def matrix(self, p, rows, cols, others):
        """Small structured or random integer matrices; sometimes one made from another parameter's value."""
        rng = self.rng
        choice = rng.random()
        if choice < 0.1:
            made = mx.zeros(rows, cols)
        elif choice < 0.25:
            made = Matrix([[Fraction(int(i == j)) for j in range(cols)] for i in range(rows)])
        elif choice < 0.35:
            made = Matrix([[Fraction(rng.randint(-3, 3)) if i == j else Fraction(0) for j in range(cols)]
                           for i in range(rows)])
        elif choice < 0.45 and others:
            other = rng.choice(others)
            made = rng.choice([other, mx.transpose(other), other.map(lambda x: 2 * x), other.map(lambda x: -x)])
            if made.shape != (rows, cols):
                made = None
        elif choice < 0.55:
            order = list(range(max(rows, cols)))
            rng.shuffle(order)
            made = Matrix([[Fraction(int(order[i] == j) * rng.choice((1, -1))) for j in range(cols)] for i in range(rows)])
        elif choice < 0.62:
            c, s = rng.choice(((Fraction(3, 5), Fraction(4, 5)), (Fraction(5, 13), Fraction(-12, 13))))
            turn = {(0, 0): c, (0, 1): s, (1, 0): -s, (1, 1): c}
            made = Matrix([[turn.get((i, j), Fraction(int(i == j))) for j in range(cols)] for i in range(rows)])
        else:
            made = None
        if made is None:
            made = Matrix([[Fraction(rng.randint(-4, 4), rng.choice((1, 1, 2))) for _ in range(cols)] for _ in range(rows)])
        if p.flag("symmetric"):
            made = Matrix([[made.rows[max(i, j)][min(i, j)] for j in range(cols)] for i in range(rows)])
        return made

    # --- a point ---

    def draw(self, attempts=12):
        """An admitted point: values by name. Raises NoPoint."""
        for attempt in range(attempts):
            try:
                point = self.raw(attempt)
            except (Undefined, Unsure):
                continue
            if self.repair(point):
                return point
        raise NoPoint("no point satisfies the hypotheses")

    def raw(self, attempt):
        """A point that obeys the parameters' own bounds."""
        claim, values = self.claim, {}
        scope = claim.scope(values)
        values = scope.names
        evaluator = Evaluator()
        pending = list(claim.parameters.values())
        for name, right in self.defined.items():
            values[name] = Definition(right, scope)
        pending = [p for p in pending if p.name not in self.defined]
        pending.sort(key=lambda p: (p.kind == "value", p.name not in self.sizes, p.kind == "matrix"))
        for p in pending:
            if p.kind == "value":
                values[p.name] = Definition(p.tree, scope)
        for p in pending:
            if p.kind != "value":
                values[p.name] = self.one(p, evaluator, scope, values, attempt)
        self.make_equal(values)
        return scope

    def make_equal(self, values):
        """Sometimes gives one real parameter the value of another."""
        names = [p.name for p in self.claim.parameters.values() if p.kind == "real" and p.minimum is None
                 and p.maximum is None and isinstance(values.get(p.name), Fraction)]
        if len(names) > 1 and self.rng.random() < 0.2:
            first, second = self.rng.sample(names, 2)
            p, value = self.claim.parameters[first], values[second]
            if self.fitted(p, value, (None, None)) == value:
                values[first] = value

    def one(self, p, evaluator, scope, values, attempt):
        if p.kind == "each":
            choices = evaluator.range(p.choices, scope) if not isinstance(p.choices, list) else p.choices
            chosen = self.rng.choice(choices)
            return chosen if isinstance(chosen, Fraction) else evaluator.value(chosen, scope)
        if p.kind == "limit":
            to, start, ratio, steps = (evaluator.scalar(t, scope) for t in p.choices)
            return to + (start - to) * ratio ** self.rng.randint(0, int(steps) - 1)
        if p.kind == "matrix":
            rows, cols = (size(evaluator.value(t, scope)) for t in (p.rows, p.cols))
            others = [v for v in values.values() if isinstance(v, Matrix)]
            return self.matrix(p, rows, cols, others)
        bounds = tuple(None if t is None else evaluator.scalar(t, scope) for t in (p.minimum, p.maximum))
        if p.kind == "box":
            bounds = tuple(evaluator.scalar(t, scope) for t in (p.interval.low, p.interval.high))
        make = (lambda: self.integer(p, bounds)) if p.kind == "integer" else (lambda: self.scalar(p, bounds, attempt))
        if p.size is None:
            return make()
        count = size(evaluator.value(p.size, scope))
        if p.name in self.vectors:
            index, right = self.vectors[p.name]
            return VectorDefinition(index, right, scope, count)
        return mx.column([make() for _ in range(count)])


class VectorDefinition(Definition):
    """A vector each of whose entries is defined by a hypothesis over its index."""
    __slots__ = ("index", "count")

    def __init__(self, index, tree, scope, count):
        super().__init__(list_tree(index, tree, count), scope)


def list_tree(index, tree, count):
    """[tree with index = 1, ..., tree with index = count]."""
    entries = []
    for i in range(1, count + 1):
        value = Node("num", Fraction(i))
        entries.append(Node("bind", "sum", (tree,), extra=[Binder(index, True, value, value)]))
    return Node("list", None, entries)

