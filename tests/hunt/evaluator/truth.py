"""Three-valued truth of claims: True, False, or None for what cannot be told. Mixed into Evaluator."""
from fractions import Fraction

from mpmath import mp

from .matrices import Matrix, number
from .matrix_functions import as_matrix, semidefinite
from .numbers import Undefined, Unsupported, Unsure, add, compare, multiply, subtract
from .scope import Definition, Function, Scope


class Truth:
    """Needs the Evaluator's value(), scalar(), range(), moment, tolerance and samples."""

    def truth(self, node, scope):
        kind = node.kind
        if kind == "rel":
            return self.relation(node, scope)
        if kind == "not":
            inside = self.truth(node.args[0], scope)
            return None if inside is None else not inside
        if kind == "and":
            first = self.truth(node.args[0], scope)
            if first is False:
                return False
            second = self.truth(node.args[1], scope)
            return False if second is False else None if first is None or second is None else True
        if kind in ("or", "implies"):
            first = self.truth(node.args[0], scope)
            if kind == "implies" and first is not None:
                first = not first
            if first is True:
                return True
            second = self.truth(node.args[1], scope)
            return True if second is True else None if first is None or second is None else False
        if kind == "iff":
            first, second = (self.truth(x, scope) for x in node.args)
            return None if first is None or second is None else first == second
        if kind == "call" and node.value == "psd":
            return self.guarded(lambda: semidefinite(as_matrix(self.value(node.args[0], scope))))
        if kind == "call" and node.value == "if":
            chosen = self.truth(node.args[0], scope)
            return None if chosen is None else self.truth(node.args[1 if chosen else 2], scope)
        if kind == "bind" and node.value in ("exists", "forall"):
            return self.quantified(node, list(node.extra), scope)
        found = scope.find(node.value) if kind in ("name", "call") else None
        if isinstance(found, Definition):
            return self.truth(found.tree, found.scope)
        if isinstance(found, Function):
            arguments = [Definition(x, scope) for x in node.args]
            return self.truth(found.tree, Scope(dict(zip(found.arguments, arguments)), found.scope))
        raise Unsupported(f"'{kind}' as a claim")

    def guarded(self, question):
        """The answer, False where a term is undefined, None where the precision does not tell."""
        try:
            return question()
        except Undefined:
            return False
        except Unsure:
            return None
        except (ValueError, ZeroDivisionError, ArithmeticError, mp.NoConvergence):
            return None

    def relation(self, node, scope):
        """A chain holds if all its relations do; any clearly undefined term makes it false."""
        answer = self.guarded(lambda: self.chain(node, scope))
        if answer is None and self.tolerance is None and mp.dps < 100:
            with mp.workdps(mp.dps * 2 + 10):
                answer = self.guarded(lambda: self.chain(node, scope, cross_check=True))
        return answer

    def chain(self, node, scope, cross_check=False):
        sides, unsure = [], None
        for arg in node.args:
            try:
                sides.append(self.value(arg, scope))
            except Unsure as fault:
                unsure = fault
        if unsure is not None:
            raise unsure
        answers = []
        for op, a, b in zip(node.value, sides, sides[1:]):
            answers += [self.holds(op, x, y) for x, y in pairs(a, b)]
        if cross_check and answers:
            with mp.workdps(mp.dps * 3 // 4):
                again = self.chain(node, scope)
            if again is False or again is True:
                return again if again == combine(answers) else None
            return None
        return combine(answers)

    def holds(self, op, a, b):
        order = compare(a, b, self.tolerance)
        if order is None:
            return None
        return {"==": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0,
                ">=": order >= 0}[op]

    def quantified(self, node, binders, scope):
        if not binders:
            return self.truth(node.args[0], scope)
        first, rest, exists = binders[0], binders[1:], node.value == "exists"
        values, complete = self.candidates(first, scope)
        if values is None:
            return None
        known = True
        for value in values:
            inside = self.quantified(node, rest, Scope({first.name: value}, scope)) if not isinstance(value, Moved) \
                else value.evaluate(self, lambda: self.quantified(node, rest, scope))
            if inside is exists:
                return exists
            known = known and inside is not None
        return (not exists) if complete and known else None

    def candidates(self, binder, scope):
        """Values of a bound variable, and whether they are all."""
        if binder.is_range:
            return self.range(binder, scope), True
        try:
            low, high = self.end(binder.low, scope), self.end(binder.high, scope)
        except (Undefined, Unsure):
            return None, False
        if binder.name == "t" and self.moment is not None:
            return self.moment.times(low, high, binder), False
        return spread(low, high, binder.low_open, binder.high_open, self.samples), False

    def end(self, tree, scope):
        """An end of an interval; None for infinity."""
        if tree.kind == "name" and tree.value == "inf" or tree.kind == "neg" and tree.args[0].value == "inf":
            return None
        return self.scalar(tree, scope)


class Moved:
    """A time as the value of a quantified t: the moment changes instead of the scope."""

    def __init__(self, moment):
        self.moment = moment

    def evaluate(self, evaluator, question):
        before, evaluator.moment = evaluator.moment, self.moment
        try:
            return question()
        finally:
            evaluator.moment = before


def spread(low, high, low_open, high_open, count):
    """Deterministic values of an interval, ends included where they are closed."""
    if low is None and high is None:
        return [Fraction(x) for x in (0, 1, -1, 3, -3, 20, -20)] + [Fraction(1, 7)]
    if low is None:
        return [subtract(high, Fraction(x)) for x in (0, 1, 3, 20) if x or not high_open]
    if high is None:
        return [add(low, Fraction(x)) for x in (0, 1, 3, 20) if x or not low_open] + [add(low, Fraction(1, 7))]
    order = compare(low, high)
    if order is None or order > 0:
        return []
    parts = [Fraction(i, count - 1) for i in range(count)]
    if low_open:
        parts = [Fraction(1, 1000)] + parts[1:]
    if high_open:
        parts = parts[:-1] + [Fraction(999, 1000)]
    return [add(low, multiply(subtract(high, low), x)) for x in parts]


def pairs(a, b):
    """The entries that a relation compares; a number beside a matrix must be 0 (the zero matrix)."""
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        if a.shape != b.shape:
            if a.shape == (1, 1) or b.shape == (1, 1):
                return [(number(a), number(b))]
            raise Unsupported("shapes that do not agree")
        return list(zip(a.entries(), b.entries()))
    if isinstance(a, Matrix) and a.shape != (1, 1):
        if b != 0:
            raise Unsupported("a matrix compared with a number")
        return [(x, b) for x in a.entries()]
    if isinstance(b, Matrix) and b.shape != (1, 1):
        return [(y, x) for x, y in pairs(b, a)]
    return [(number(a), number(b))]


def combine(answers):
    if any(x is False for x in answers):
        return False
    return None if any(x is None for x in answers) else True
