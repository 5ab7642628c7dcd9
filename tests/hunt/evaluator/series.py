"""Taylor coefficients of graphs, order by order."""
from fractions import Fraction

from mpmath import mp, mpf

from .functions import SCALAR
from .numbers import Undefined, Unsure, real


class Series:
    """Coefficients of the nodes that some roots need; the variables' own are filled in by the caller."""

    def __init__(self, graph, roots, values, time, extra=None):
        self.graph, self.order = graph, -1
        self.needed = graph.below(roots)
        self.coefficients = {k: [] for k in self.needed}
        self.states = [[v] for v in values]
        self.time, self.extra = time, extra

    def extend(self):
        """One more order of every node."""
        self.order += 1
        k = self.order
        for i in self.needed:
            self.coefficients[i].append(self.next(self.graph.nodes[i], i, k))

    def next(self, node, i, k):
        op, c = node[0], self.coefficients
        if op == "const":
            return real(node[1]) if k == 0 else mpf(0)
        if op == "var":
            return self.states[node[1]][k]
        if op == "time":
            return self.time if k == 0 else mpf(int(k == 1))
        a = c[node[1]]
        if op == "add":
            return a[k] + c[node[2]][k]
        if op == "mul":
            b = c[node[2]]
            return mp.fdot(zip(a, reversed(b))) if k else a[0] * b[0]
        own = c[i]
        if op == "div":
            b = c[node[2]]
            if b[0] == 0:
                raise Undefined("division by zero")
            return (a[k] - mp.fdot(zip(own, b[k:0:-1]))) / b[0] if k else a[0] / b[0]
        if k == 0:
            return self.start(op, node, a)
        if op == "pow":
            r = real(node[2])
            if a[0] == 0:
                raise Unsure("a power at zero")
            return mp.fsum((j * r - (k - j)) * a[j] * own[k - j] for j in range(1, k + 1)) / (k * a[0])
        if op == "exp":
            return mp.fsum(j * a[j] * own[k - j] for j in range(1, k + 1)) / k
        if op == "sin":
            cosine = c.get(self.graph.known.get(("cos", node[1], i)))
            return mp.fsum(j * a[j] * cosine[k - j] for j in range(1, k + 1)) / k
        if op == "cos":
            sine = c[node[2]]
            return -mp.fsum(j * a[j] * sine[k - j] for j in range(1, k + 1)) / k
        if op == "prim":
            q = c[node[2]]
            if q[0] == 0:
                raise Undefined("a singular slope")
            return (k * a[k] - mp.fsum(j * own[j] * q[k - j] for j in range(1, k))) / (k * q[0])
        raise Unsure(f"a {op} whose side is not chosen")

    def start(self, op, node, a):
        if op == "pow":
            if a[0] < 0:
                raise Undefined("a root of a negative number")
            if not a[0]:
                if node[2] < 0:
                    raise Undefined("zero to a negative power")
                return mpf(0)
            return mp.power(a[0], real(node[2]))
        if op == "exp":
            if a[0] > 10 ** 6:
                raise Unsure("a huge exponent")
            return mp.exp(a[0])
        if op in ("sin", "cos"):
            return getattr(mp, op)(a[0])
        if op == "prim" and node[3] == "power":
            if a[0] <= 0:
                raise Unsure("a power of a number that is not positive")
            return mp.log(a[0])
        if op == "prim":
            return real(SCALAR[node[3]](a[0] if a[0] else Fraction(0)))
        raise Unsure(f"a {op} whose side is not chosen")


def value_at(graph, node, values, time):
    """The value of one node at given states."""
    series = Series(graph, with_cosines(graph, [node]), values, time)
    series.extend()
    return series.coefficients[node][0]


def with_cosines(graph, roots):
    """The roots and every cosine that a sine among their nodes needs."""
    extra = []
    for i in graph.below(roots):
        node = graph.nodes[i]
        if node[0] == "sin":
            extra.append(graph.make("cos", node[1], i))
    return list(roots) + extra


def solve(graph, rates, values, time, order, watched=()):
    """Taylor coefficients of the states (and of watched nodes) of x' = rates at a point."""
    series = Series(graph, with_cosines(graph, list(rates) + list(watched)), values, time)
    for k in range(order + 1):
        series.extend()
        for state, rate in zip(series.states, rates):
            state.append(series.coefficients[rate][k] / (k + 1))
    return series.states, [series.coefficients[w] for w in watched]


def horner(coefficients, h):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * h + c
    return total
