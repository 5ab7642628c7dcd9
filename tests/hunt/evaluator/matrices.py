"""Matrices of numbers: a Matrix holds rows of Fractions and mpfs; a vector is a matrix of one column."""
from fractions import Fraction

from .numbers import Undefined, Unsupported, both_exact, divide, multiply, real, sign_of, square_root


def add(a, b):
    """A sum of entries; what cancels stays as a number near zero, which comparisons do not trust."""
    return a + b if both_exact(a, b) else real(a) + real(b)


def subtract(a, b):
    return a - b if both_exact(a, b) else real(a) - real(b)


class Matrix:
    __slots__ = ("rows",)

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def entries(self):
        return [x for row in self.rows for x in row]

    def map(self, function):
        return Matrix([[function(x) for x in row] for row in self.rows])

    def exact(self):
        return all(isinstance(x, Fraction) for x in self.entries())

    def __repr__(self):
        return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in self.rows) + "]"


def column(values):
    return Matrix([[x] for x in values])


def identity(n):
    return Matrix([[Fraction(int(i == j)) for j in range(n)] for i in range(n)])


def zeros(m, n):
    return Matrix([[Fraction(0)] * n for _ in range(m)])


def number(value):
    """A 1 x 1 matrix serves as a number."""
    if isinstance(value, Matrix):
        if value.shape != (1, 1):
            raise Unsupported("a matrix where a number is expected")
        return value.rows[0][0]
    return value


def entrywise(operation, a, b):
    if a.shape != b.shape:
        raise Unsupported("shapes that do not agree")
    return Matrix([[operation(x, y) for x, y in zip(r, s)] for r, s in zip(a.rows, b.rows)])


def product(a, b):
    (m, k), (l, n) = a.shape, b.shape
    if k != l:
        if (m, k) == (1, 1):
            return b.map(lambda x: multiply(a.rows[0][0], x))
        if (l, n) == (1, 1):
            return a.map(lambda x: multiply(x, b.rows[0][0]))
        raise Unsupported("shapes that do not agree")
    return Matrix([[dot(row, [b.rows[i][j] for i in range(l)]) for j in range(n)] for row in a.rows])


def dot(a, b):
    total = Fraction(0)
    for x, y in zip(a, b):
        total = add(total, multiply(x, y))
    return total


def transpose(a):
    return Matrix([list(row) for row in zip(*a.rows)])


def square(a):
    if a.shape[0] != a.shape[1]:
        raise Unsupported("not square")
    return a.shape[0]


def trace(a):
    return sum_of(a.rows[i][i] for i in range(square(a)))


def sum_of(values):
    total = Fraction(0)
    for x in values:
        total = add(total, x)
    return total


def inner(a, b):
    if a.shape != b.shape:
        raise Unsupported("shapes that do not agree")
    return dot(a.entries(), b.entries())


def norm(a):
    return square_root(inner(a, a))


def matrix_power(a, count):
    if count < 1:
        raise Unsupported("matrix power below one")
    result = a
    for _ in range(count - 1):
        result = product(result, a)
    return result


def eliminate(a):
    """Rank and determinant (0 unless square) by elimination; pivots must be clearly non-zero."""
    rows, (m, n) = [row[:] for row in a.rows], a.shape
    rank, determinant = 0, Fraction(1)
    for j in range(n):
        candidates = [i for i in range(rank, m) if sign_of(rows[i][j]) != 0]
        if not candidates:
            determinant = Fraction(0)
            continue
        best = max(candidates, key=lambda i: abs(rows[i][j]))
        if best != rank:
            rows[best], rows[rank] = rows[rank], rows[best]
            determinant = -determinant
        pivot = rows[rank][j]
        determinant = multiply(determinant, pivot)
        for i in range(rank + 1, m):
            factor = divide(rows[i][j], pivot)
            rows[i] = [subtract(x, multiply(factor, y)) for x, y in zip(rows[i], rows[rank])]
        rank += 1
        if rank == m:
            break
    return rank, determinant if m == n and rank == n else Fraction(0)


def determinant(a):
    square(a)
    return eliminate(a)[1]


def inverse(a):
    n = square(a)
    if sign_of(determinant(a)) == 0:
        raise Undefined("inverse of a singular matrix")
    rows = [row + other for row, other in zip([r[:] for r in a.rows], identity(n).rows)]
    for j in range(n):
        best = max(range(j, n), key=lambda i: abs(rows[i][j]))
        rows[best], rows[j] = rows[j], rows[best]
        pivot = rows[j][j]
        rows[j] = [divide(x, pivot) for x in rows[j]]
        for i in range(n):
            if i != j and rows[i][j] != 0:
                factor = rows[i][j]
                rows[i] = [subtract(x, multiply(factor, y)) for x, y in zip(rows[i], rows[j])]
    return Matrix([row[n:] for row in rows])
