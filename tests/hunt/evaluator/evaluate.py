"""Trees to values: numbers, matrices and three-valued truth (True, False, None for what cannot be told).

A Scope maps names to values, to Definitions (a tree read in its own scope, so that nothing is captured) or to
Functions with arguments, which stand for their texts. What moves is asked from `moment`: an object with
`value(name)`, `at(time)` and `velocity()`; see moments.py.
"""
from fractions import Fraction

from mpmath import mp

from . import matrices as mx
from .functions import SCALAR
from .matrices import Matrix, number
from .matrix_functions import MATRIX
from .numbers import Unsupported, Unsure, add, divide, multiply, power, subtract
from .scope import Definition, Function, Scope
from .truth import Moved, Truth

LONGEST_RANGE = 4000


class Evaluator(Truth):
    """Evaluates trees. `tolerance` is the relative error of what moves (None: as exact as the precision)."""

    def __init__(self, moment=None, tolerance=None, samples=9, deadline=None):
        self.moment, self.tolerance, self.samples = moment, tolerance, samples
        self.deadline, self.steps, self.depth = deadline, 0, 0

    # --- values ---

    def value(self, node, scope):
        self.steps += 1
        if self.steps > 400000:
            raise Unsupported("too long to evaluate")
        method = getattr(self, "on_" + VALUE_METHODS.get(node.kind, "other"))
        self.depth += 1
        if self.depth > 250:
            raise Unsupported("nested too deeply")
        try:
            return method(node, scope)
        finally:
            self.depth -= 1

    def scalar(self, node, scope):
        return number(self.value(node, scope))

    def on_other(self, node, scope):
        raise Unsupported(f"'{node.kind}' as a value")

    def on_number(self, node, scope):
        return node.value

    def on_name(self, node, scope):
        found = scope.find(node.value)
        if found is None:
            if node.value == "pi":
                return +mp.pi
            if node.value == "e":
                return +mp.e
            if self.moment is not None:
                return self.moment.value(node.value, self)
            raise Unsupported(f"the name '{node.value}'")
        return self.resolve(found)

    def resolve(self, found):
        if isinstance(found, Definition):
            return self.value(found.tree, found.scope)
        if isinstance(found, Function):
            raise Unsupported("a function without arguments")
        return found

    def on_negation(self, node, scope):
        inside = self.value(node.args[0], scope)
        return inside.map(lambda x: -x) if isinstance(inside, Matrix) else -inside

    def on_sum(self, node, scope):
        a, b = (self.value(x, scope) for x in node.args)
        if isinstance(a, Matrix) and isinstance(b, Matrix):
            return mx.entrywise(mx.add if node.kind == "+" else mx.subtract, a, b)
        operation = add if node.kind == "+" else subtract
        return operation(number(a), number(b))

    def on_product(self, node, scope):
        a, b = (self.value(x, scope) for x in node.args)
        if node.kind == "/":
            b = number(b)
            return a.map(lambda x: divide(x, b)) if isinstance(a, Matrix) else divide(a, b)
        if isinstance(a, Matrix) and isinstance(b, Matrix):
            return mx.product(a, b)
        if isinstance(a, Matrix):
            return a.map(lambda x: multiply(x, b))
        if isinstance(b, Matrix):
            return b.map(lambda x: multiply(a, x))
        return multiply(a, b)

    def on_power(self, node, scope):
        a, b = self.value(node.args[0], scope), self.scalar(node.args[1], scope)
        if isinstance(a, Matrix) and a.shape != (1, 1):
            if not isinstance(b, Fraction) or b.denominator != 1 or b > 50:
                raise Unsupported("a matrix to such a power")
            return mx.matrix_power(a, int(b))
        return power(number(a), b)

    def on_list(self, node, scope):
        entries = [self.value(x, scope) for x in node.args]
        if entries and all(isinstance(x, Matrix) for x in entries) and node.args[0].kind == "list":
            return Matrix([x.entries() for x in entries])
        return mx.column([number(x) for x in entries])

    def on_index(self, node, scope):
        base = node.args[0]
        indices = [self.scalar(x, scope) for x in node.args[1:]]
        if not all(isinstance(i, Fraction) and i.denominator == 1 for i in indices):
            raise Unsupported("an index that is no integer")
        if base.kind == "name":
            found = scope.find(base.value)
            if isinstance(found, Function):
                return self.apply(found, [Definition(x, scope) for x in node.args[1:]])
            if found is None and self.moment is not None:
                item = self.moment.item(base.value, [int(i) for i in indices])
                if item is not None:
                    return self.value(item.tree, item.scope)
        matrix = self.value(base, scope)
        if not isinstance(matrix, Matrix):
            raise Unsupported("an index of a number")
        rows, cols = matrix.shape
        i, j = (int(indices[0]), 1) if len(indices) == 1 else map(int, indices)
        if len(indices) == 1 and rows == 1:
            i, j = 1, i
        if not (1 <= i <= rows and 1 <= j <= cols):
            raise Unsupported("an index out of range")
        return matrix.rows[i - 1][j - 1]

    def apply(self, function, arguments):
        if len(arguments) != len(function.arguments):
            raise Unsupported("number of arguments")
        return self.value(function.tree, Scope(dict(zip(function.arguments, arguments)), function.scope))

    def on_call(self, node, scope):
        name = node.value
        found = scope.find(name)
        if isinstance(found, Function):
            return self.apply(found, [Definition(x, scope) for x in node.args])
        if name == "if":
            chosen = self.truth(node.args[0], scope)
            if chosen is None:
                raise Unsure("the condition of an 'if'")
            return self.value(node.args[1 if chosen else 2], scope)
        if name in ("at", "initial", "ddt", "next"):
            if self.moment is None:
                raise Unsupported(name)
            return self.moment.special(name, node, scope, self)
        args = [self.value(x, scope) for x in node.args]
        if name in MATRIX:
            return MATRIX[name](args)
        if name in SCALAR:
            if len(args) == 1 and isinstance(args[0], Matrix) and args[0].shape != (1, 1):
                if name in ("min", "max"):
                    return SCALAR[name](*args[0].entries())
                if name in ("sign", "abs"):
                    return args[0].map(SCALAR[name])
                raise Unsupported(f"{name} of a matrix")
            return SCALAR[name](*[number(x) for x in args])
        raise Unsupported(f"the function '{name}'")

    def on_binding(self, node, scope):
        if node.value == "integral":
            from .integrals import TOLERANCE, integral
            self.tolerance = max(self.tolerance or 0, TOLERANCE)
            return integral(node, scope, self)
        if node.value not in ("sum", "prod"):
            raise Unsupported(node.value)
        return self.fold(node, list(node.extra), scope)

    def fold(self, node, binders, scope):
        if not binders:
            return self.value(node.args[0], scope)
        first, rest = binders[0], binders[1:]
        total = Fraction(0) if node.value == "sum" else Fraction(1)
        for k, value in enumerate(self.range(first, scope)):
            inside = self.fold(node, rest, Scope({first.name: value}, scope))
            if node.value == "prod":
                total = multiply(total, number(inside))
            elif isinstance(inside, Matrix):
                total = inside if k == 0 else mx.entrywise(mx.add, total, inside)
            else:
                total = add(total, inside)
        return total

    def range(self, binder, scope):
        """The integers of a range."""
        if not binder.is_range:
            raise Unsupported("an interval in a sum")
        low, high = self.scalar(binder.low, scope), self.scalar(binder.high, scope)
        if not all(isinstance(x, Fraction) and x.denominator == 1 for x in (low, high)):
            raise Unsupported("a range whose ends are no integers")
        if high - low > LONGEST_RANGE:
            raise Unsupported("a long range")
        return [Fraction(k) for k in range(int(low), int(high) + 1)]


VALUE_METHODS = {"num": "number", "name": "name", "neg": "negation", "+": "sum", "-": "sum", "*": "product",
                 "/": "product", "^": "power", "list": "list", "index": "index", "call": "call", "bind": "binding"}
__all__ = ["Evaluator", "Scope", "Definition", "Function", "Moved"]
