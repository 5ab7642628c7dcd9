"""Trees to graph nodes: mixed into Graph."""
from fractions import Fraction

from mpmath import mp

from .evaluate import Definition, Evaluator, Function, Scope
from .matrices import Matrix
from .matrix_functions import MATRIX
from .numbers import Unsupported


class Builder:
    """Needs the Graph's operations, variables and items."""

    def build(self, node, scope):
        """The node (or Matrix of nodes) of a tree."""
        kind = node.kind
        if kind == "num":
            return self.constant(node.value)
        if kind == "name":
            return self.build_name(node.value, scope)
        if kind == "neg":
            return self.map(self.neg, self.build(node.args[0], scope))
        if kind in ("+", "-"):
            a, b = (self.build(x, scope) for x in node.args)
            operation = self.add if kind == "+" else self.sub
            if isinstance(a, Matrix) and isinstance(b, Matrix) and a.shape == b.shape:
                return Matrix([[operation(x, y) for x, y in zip(r, s)] for r, s in zip(a.rows, b.rows)])
            return operation(self.single(a), self.single(b))
        if kind == "*":
            return self.multiply(*(self.build(x, scope) for x in node.args))
        if kind == "/":
            a, b = self.build(node.args[0], scope), self.single(self.build(node.args[1], scope))
            return self.map(lambda x: self.div(x, b), a)
        if kind == "^":
            return self.power(*(self.single(self.build(x, scope)) for x in node.args))
        if kind == "list":
            rows = [self.build(x, scope) for x in node.args]
            return Matrix([x.entries() if isinstance(x, Matrix) else [x] for x in rows])
        if kind == "index":
            return self.build_index(node, scope)
        if kind == "call":
            found = scope.find(node.value)
            if isinstance(found, Function):
                arguments = [Definition(x, scope) for x in node.args]
                return self.build(found.tree, Scope(dict(zip(found.arguments, arguments)), found.scope))
            args = [self.build(x, scope) for x in node.args]
            if node.value == "transpose" and isinstance(args[0], Matrix):
                return Matrix([list(r) for r in zip(*args[0].rows)])
            if node.value in ("zeros", "eye"):
                return MATRIX[node.value]([Evaluator().value(x, scope) for x in node.args]).map(self.constant)
            if node.value == "trace" and isinstance(args[0], Matrix):
                total = self.constant(Fraction(0))
                for i in range(min(args[0].shape)):
                    total = self.add(total, args[0].rows[i][i])
                return total
            if node.value == "inner" and all(isinstance(a, Matrix) for a in args):
                total = self.constant(Fraction(0))
                for x, y in zip(args[0].entries(), args[1].entries()):
                    total = self.add(total, self.mul(x, y))
                return total
            if node.value == "norm":
                entries = args[0].entries() if isinstance(args[0], Matrix) else [args[0]]
                total = self.constant(Fraction(0))
                for x in entries:
                    total = self.add(total, self.mul(x, x))
                return self.call("sqrt", [total])
            return self.call(node.value, [self.single(a) for a in args])
        if kind == "bind" and node.value in ("sum", "prod"):
            return self.build_sum(node, list(node.extra), scope)
        raise Unsupported(f"'{kind}' along a solution")

    def build_name(self, name, scope):
        if name in self.variables and scope.find(name) is None:
            return self.map(lambda i: self.make("var", i), self.variables[name])
        found = scope.find(name)
        if isinstance(found, Definition):
            return self.build(found.tree, found.scope)
        if found is None and name == "t":
            return self.make("time")
        if found is None and name in ("pi", "e"):
            return self.constant(+getattr(mp, name))
        if found is None or isinstance(found, Function):
            raise Unsupported(f"the name '{name}'")
        return found.map(self.constant) if isinstance(found, Matrix) else self.constant(found)

    def build_index(self, node, scope):
        evaluator = Evaluator()
        places = [int(evaluator.scalar(x, scope)) for x in node.args[1:]]
        if node.args[0].kind == "name" and isinstance(scope.find(node.args[0].value), Function):
            function = scope.find(node.args[0].value)
            arguments = [Definition(x, scope) for x in node.args[1:]]
            return self.build(function.tree, Scope(dict(zip(function.arguments, arguments)), function.scope))
        if node.args[0].kind == "name" and node.args[0].value in self.items and len(places) == 1:
            trees, home = self.items[node.args[0].value]
            if not 1 <= places[0] <= len(trees):
                raise Unsupported("an index out of range")
            return self.build(trees[places[0] - 1], home)
        base = self.build(node.args[0], scope)
        if not isinstance(base, Matrix):
            raise Unsupported("an index of a number")
        i, j = (places[0], 1) if len(places) == 1 else places
        if not (1 <= i <= base.shape[0] and 1 <= j <= base.shape[1]):
            raise Unsupported("an index out of range")
        return base.rows[i - 1][j - 1]

    def build_sum(self, node, binders, scope):
        if not binders:
            return self.single(self.build(node.args[0], scope))
        result = self.constant(Fraction(0 if node.value == "sum" else 1))
        for value in Evaluator().range(binders[0], scope):
            inside = self.build_sum(node, binders[1:], Scope({binders[0].name: value}, scope))
            result = self.add(result, inside) if node.value == "sum" else self.mul(result, inside)
        return result

    def multiply(self, a, b):
        if isinstance(a, Matrix) and isinstance(b, Matrix):
            if a.shape[1] != b.shape[0]:
                raise Unsupported("shapes that do not agree")
            rows = []
            for r in a.rows:
                rows.append([])
                for col in zip(*b.rows):
                    total = self.constant(Fraction(0))
                    for x, y in zip(r, col):
                        total = self.add(total, self.mul(x, y))
                    rows[-1].append(total)
            return Matrix(rows)
        if isinstance(a, Matrix):
            return self.map(lambda x: self.mul(x, b), a)
        return self.map(lambda x: self.mul(a, x), b)

    @staticmethod
    def map(function, value):
        return value.map(function) if isinstance(value, Matrix) else function(value)

    @staticmethod
    def single(value):
        if isinstance(value, Matrix):
            if value.shape != (1, 1):
                raise Unsupported("a matrix where a number is expected")
            return value.rows[0][0]
        return value
