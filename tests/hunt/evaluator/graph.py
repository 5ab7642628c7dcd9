"""Right-hand sides as graphs of scalar operations, for Taylor coefficients and derivatives.

A node is (operation, arguments...); nodes only refer to earlier ones, and equal nodes are one.
"""
from fractions import Fraction

from mpmath import mp

from .build import Builder
from .functions import SCALAR
from .numbers import Unsupported, add, divide, multiply, power

SWITCHES = ("sign", "abs", "min", "max")


class Graph(Builder):
    """Built for one trajectory: `variables` maps state names to variable numbers or matrices of them."""

    def __init__(self, variables):
        self.nodes, self.known, self.variables = [], {}, variables
        self.derivatives, self.items = {}, {}

    # --- making nodes ---

    def make(self, *node):
        found = self.known.get(node)
        if found is None:
            found = self.known[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def constant(self, value):
        return self.make("const", value)

    def constant_value(self, i):
        node = self.nodes[i]
        return node[1] if node[0] == "const" else None

    def fold(self, name, *ids):
        """The value of an operation on constants."""
        values = [self.constant_value(i) for i in ids]
        if any(v is None for v in values):
            return None
        operation = {"add": add, "mul": multiply, "div": divide}.get(name) or SCALAR[name]
        return self.constant(operation(*values))

    def add(self, a, b):
        if self.constant_value(a) == 0:
            return b
        if self.constant_value(b) == 0:
            return a
        folded = self.fold("add", a, b)
        return folded if folded is not None else self.make("add", min(a, b), max(a, b))

    def mul(self, a, b):
        for x, y in ((a, b), (b, a)):
            value = self.constant_value(x)
            if isinstance(value, Fraction) and value == 0:
                return x
            if isinstance(value, Fraction) and value == 1:
                return y
        folded = self.fold("mul", a, b)
        return folded if folded is not None else self.make("mul", min(a, b), max(a, b))

    def neg(self, a):
        return self.mul(self.constant(Fraction(-1)), a)

    def sub(self, a, b):
        return self.add(a, self.neg(b))

    def div(self, a, b):
        value = self.constant_value(b)
        if value is not None:
            return self.mul(a, self.fold("div", self.constant(Fraction(1)), b))
        return self.make("div", a, b)

    def power(self, base, exponent):
        value = self.constant_value(exponent)
        if value is None:
            if self.constant_value(base) is not None and self.constant_value(base) <= 0:
                raise Unsupported("zero to a power that moves")
            return self.call("exp", [self.mul(exponent, self.make("prim", base, base, "power"))])
        if isinstance(value, Fraction) and value.denominator == 1 and abs(value) <= 200:
            node = self.nodes[base]
            if node[0] == "pow" and node[2] == Fraction(1, 2) and value > 0 and value % 2 == 0:
                return self.power(node[1], self.constant(value / 2))
            count, result, square = abs(int(value)), self.constant(Fraction(1)), base
            while count:
                result = self.mul(result, square) if count & 1 else result
                square = self.mul(square, square) if count > 1 else square
                count //= 2
            return result if value >= 0 else self.div(self.constant(Fraction(1)), result)
        if self.constant_value(base) is not None:
            return self.constant(power(self.constant_value(base), value))
        return self.make("pow", base, value)

    def call(self, name, args):
        if name in SCALAR and all(self.constant_value(a) is not None for a in args):
            return self.fold(name, *args)
        one = self.constant(Fraction(1))
        if name in ("min", "max"):
            result = args[0]
            for other in args[1:]:
                result = self.make(name, result, other, self.sub(result, other))
            return result
        if len(args) != 1:
            raise Unsupported(f"{name} along a solution")
        a = args[0]
        if name in ("sign", "abs"):
            return self.make(name, a)
        if name == "sqrt":
            return self.make("pow", a, Fraction(1, 2))
        if name == "exp":
            return self.make("exp", a)
        if name in ("sin", "cos"):
            sine = self.make("sin", a)
            cosine = self.make("cos", a, sine)
            return sine if name == "sin" else cosine
        if name == "tan":
            return self.div(self.call("sin", [a]), self.call("cos", [a]))
        if name in ("sinh", "cosh"):
            up, down = self.make("exp", a), self.make("exp", self.neg(a))
            both = self.add(up, down) if name == "cosh" else self.sub(up, down)
            return self.mul(self.constant(Fraction(1, 2)), both)
        if name == "tanh":
            up = self.make("exp", self.mul(self.constant(Fraction(2)), a))
            return self.sub(one, self.div(self.constant(Fraction(2)), self.add(up, one)))
        square = self.mul(a, a)
        slopes = {"log": lambda: a, "ln": lambda: a, "atan": lambda: self.add(one, square),
                  "asin": lambda: self.make("pow", self.sub(one, square), Fraction(1, 2)),
                  "asinh": lambda: self.make("pow", self.add(one, square), Fraction(1, 2)),
                  "atanh": lambda: self.sub(one, square),
                  "erf": lambda: self.mul(self.make("exp", square), self.constant(mp.sqrt(mp.pi) / 2))}
        if name in slopes:
            return self.make("prim", a, slopes[name](), "log" if name == "ln" else name)
        raise Unsupported(f"{name} along a solution")

    # --- what depends on a side ---

    def below(self, roots):
        """All nodes that roots need, in order."""
        needed, todo = set(), list(roots)
        while todo:
            i = todo.pop()
            if i in needed:
                continue
            needed.add(i)
            todo += self.arguments(self.nodes[i])
        return sorted(needed)

    @staticmethod
    def arguments(node):
        return {"const": (), "var": (), "time": (), "pow": node[1:2], "prim": node[1:3]}.get(node[0], node[1:])

    def chosen(self, i, sides, memo=None):
        """The node with every switch replaced by its side: sides maps a switch function to -1, 0 or 1."""
        memo = {} if memo is None else memo
        for k in self.below([i]):
            node = self.nodes[k]
            op = node[0]
            if op in ("const", "var", "time"):
                memo[k] = k
                continue
            args = [memo[a] for a in self.arguments(node)]
            if op in ("sign", "abs"):
                side = self.constant(Fraction(sides[node[1]]))
                memo[k] = side if op == "sign" else self.mul(side, args[0])
            elif op in ("min", "max"):
                first = sides[node[3]] <= 0 if op == "min" else sides[node[3]] >= 0
                memo[k] = args[0] if first else args[1]
            elif op in ("add", "mul", "div"):
                memo[k] = getattr(self, op)(*args)
            elif op == "pow":
                memo[k] = self.power(args[0], self.constant(node[2]))
            elif op in ("sin", "cos"):
                memo[k] = self.call(op, args[:1])
            elif op == "exp":
                memo[k] = self.call("exp", args)
            elif node[3] == "power":
                memo[k] = self.make("prim", args[0], args[0], "power")
            else:
                memo[k] = self.call(node[3], args[:1])
        return memo[i]

    def switch_functions(self, roots):
        """The functions whose signs decide: argument of sign and abs, difference of min and max."""
        found = []
        for k in self.below(roots):
            node = self.nodes[k]
            if node[0] in SWITCHES:
                function = node[1] if node[0] in ("sign", "abs") else node[3]
                if function not in found:
                    found.append(function)
        return found

    def derivative(self, i, key, seeds):
        """The derivative along `seeds` (variable number or 'time' to node); `key` names the seeds."""
        memo = self.derivatives.setdefault(key, {})
        zero = self.constant(Fraction(0))
        for k in self.below([i]):
            if k in memo:
                continue
            node = self.nodes[k]
            op = node[0]
            if op == "const":
                memo[k] = zero
            elif op in ("var", "time"):
                memo[k] = seeds.get(node[1] if op == "var" else "time", zero)
            elif op == "add":
                memo[k] = self.add(memo[node[1]], memo[node[2]])
            elif op == "mul":
                memo[k] = self.add(self.mul(memo[node[1]], node[2]), self.mul(node[1], memo[node[2]]))
            elif op == "div":
                memo[k] = self.div(self.sub(memo[node[1]], self.mul(k, memo[node[2]])), node[2])
            elif op == "pow":
                memo[k] = zero if memo[node[1]] == zero else self.mul(
                    memo[node[1]], self.mul(self.constant(node[2]), self.power(node[1], self.constant(node[2] - 1))))
            elif op == "exp":
                memo[k] = self.mul(k, memo[node[1]])
            elif op == "sin":
                memo[k] = self.mul(self.call("cos", [node[1]]), memo[node[1]])
            elif op == "cos":
                memo[k] = self.neg(self.mul(node[2], memo[node[1]]))
            elif op == "prim":
                memo[k] = self.div(memo[node[1]], node[2])
            else:
                raise Unsupported("the derivative of a switch")
        return memo[i]

