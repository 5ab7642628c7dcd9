"""The functions of matrices: singular values, roots, polar factors, and the table of all by name."""
from fractions import Fraction

from mpmath import mp, mpf

from .matrices import (Matrix, add, column, determinant, eliminate, entrywise, identity, inner, inverse, norm, number,
                       product, square, sum_of, trace, transpose, zeros)
from .numbers import Undefined, Unsupported, Unsure, compare, multiply, real, sign_of, square_root


def to_mp(a):
    return mp.matrix([[real(x) for x in row] for row in a.rows])


def from_mp(a):
    return Matrix([[a[i, j] for j in range(a.cols)] for i in range(a.rows)])


def diagonal_of(a):
    """The diagonal if nothing else is non-zero (and everything exact), else None."""
    if a.exact() and all(x == 0 for i, r in enumerate(a.rows) for j, x in enumerate(r) if i != j):
        return [a.rows[i][i] for i in range(min(a.shape))]
    return None


def singular_values(a):
    diagonal = diagonal_of(a)
    if diagonal is not None:
        return sorted((abs(x) for x in diagonal), reverse=True)
    m = to_mp(a)
    values = mp.svd_r(m if a.shape[0] >= a.shape[1] else m.T, compute_uv=False)
    values = sorted((abs(values[i]) for i in range(len(values))), reverse=True)
    if a.exact():
        rank = eliminate(a)[0]
        return values[:rank] + [Fraction(0)] * (len(values) - rank)
    return values


def symmetric(a):
    """Whether a is symmetric: exactly, or Unsure."""
    n = square(a)
    for i in range(n):
        for j in range(i):
            order = compare(a.rows[i][j], a.rows[j][i])
            if order is None:
                continue  # equal to the working precision; rounding of a symmetric expression
            if order != 0:
                return False
    return True


def eigenvalues(a):
    if not symmetric(a):
        raise Undefined("eigenvalues of a matrix that is not symmetric")
    diagonal = diagonal_of(a)
    if diagonal is not None:
        return sorted(diagonal, reverse=True)
    values = mp.eigsy(to_mp(a), eigvals_only=True)
    return sorted((values[i] for i in range(len(values))), reverse=True)


def semidefinite(a):
    """Whether a is symmetric and positive semidefinite."""
    if not symmetric(a):
        return False
    if a.exact():
        return characteristic_signs(a)
    least = eigenvalues(a)[-1]
    return sign_of(least) > 0


def characteristic_signs(a):
    """Exact test: the characteristic polynomial of a symmetric matrix alternates in sign iff it is semidefinite."""
    n, m = square(a), identity(a.shape[0])
    for k in range(1, n + 1):
        am = product(a, m)
        coefficient = -trace(am) / k
        if coefficient * (-1) ** k < 0:
            return False
        m = entrywise(add, am, identity(n).map(lambda x, c=coefficient: multiply(c, x)))
    return True


def root(a):
    """The positive semidefinite root; undefined for other matrices."""
    diagonal = diagonal_of(a)
    if diagonal is not None and square(a):
        roots = [square_root(x) for x in diagonal]
        return Matrix([[roots[i] if i == j else Fraction(0) for j in range(len(roots))] for i in range(len(roots))])
    if not symmetric(a):
        raise Undefined("root of a matrix that is not symmetric")
    if a.exact():
        if not semidefinite(a):
            raise Undefined("root of a matrix that is not semidefinite")
        values, vectors = mp.eigsy(to_mp(a))
    else:
        values, vectors = mp.eigsy(to_mp(a))
        for i in range(len(values)):
            if values[i] < -mpf(10) ** (-mp.dps // 2):
                raise Undefined("root of a matrix that is not semidefinite")
            if abs(values[i]) < mpf(10) ** (-mp.dps // 2):
                raise Unsure("an eigenvalue near zero")
    n = len(values)
    if a.exact():
        dead = n - eliminate(a)[0]
        for i in sorted(range(n), key=lambda i: abs(values[i]))[:dead]:
            values[i] = mpf(0)
    scaled = mp.matrix(n, n)
    for i in range(n):
        for j in range(n):
            scaled[i, j] = vectors[i, j] * mp.sqrt(abs(values[j]))
    return from_mp(scaled * vectors.T)


def polar(a):
    """The compact polar factor: directions of singular value zero get zero."""
    diagonal = diagonal_of(a)
    if diagonal is not None:
        m, n = a.shape
        return Matrix([[Fraction(sign_of(diagonal[i])) if i == j else Fraction(0) for j in range(n)] for i in range(m)])
    wide = a.shape[0] < a.shape[1]
    m = to_mp(transpose(a) if wide else a)
    u, s, v = mp.svd_r(m)
    if a.exact():
        rank = eliminate(a)[0]
    else:
        rank = len(s)
        if min(s[i] for i in range(rank)) < mpf(10) ** (-mp.dps // 2) * (1 + max(s[i] for i in range(rank))):
            raise Unsure("a singular value near zero")
    order = sorted(range(len(s)), key=lambda i: -s[i])[:rank]
    result = mp.matrix(m.rows, m.cols)
    for i in range(m.rows):
        for j in range(m.cols):
            result[i, j] = mp.fsum(u[i, k] * v[k, j] for k in order)
    return from_mp(result.T if wide else result)


def rank(a, tolerance=None):
    if tolerance is None:
        return Fraction(eliminate(a)[0])
    count = 0
    for value in singular_values(a):
        order = compare(value, tolerance)
        if order is None:
            raise Unsure("a singular value at the tolerance")
        count += order > 0
    return Fraction(count)


def kron(a, b):
    return Matrix([[multiply(x, y) for x in r for y in s] for r in a.rows for s in b.rows])


def stacked(a):
    return column([x for col in zip(*a.rows) for x in col])


def diagonal(args):
    if len(args) == 1 and isinstance(args[0], Matrix):
        a = args[0]
        if 1 not in a.shape:
            return column([a.rows[i][i] for i in range(min(a.shape))])
        values = a.entries()
    else:
        values = [number(x) for x in args]
    n = len(values)
    return Matrix([[values[i] if i == j else Fraction(0) for j in range(n)] for i in range(n)])


def exponential(a):
    if all(x == 0 for x in a.entries()) and a.exact():
        return identity(square(a))
    square(a)
    return from_mp(mp.expm(to_mp(a), method="taylor"))


def one(function):
    def apply(args):
        if len(args) != 1:
            raise Unsupported("number of arguments")
        return function(args[0] if isinstance(args[0], Matrix) else Matrix([[args[0]]]))
    return apply


def as_matrix(value):
    return value if isinstance(value, Matrix) else Matrix([[value]])


def size(value):
    value = number(value)
    if not isinstance(value, Fraction) or value.denominator != 1 or not 0 <= value <= 60:
        raise Unsupported("a size that is no small integer")
    return int(value)


MATRIX = {
    "transpose": one(transpose), "trace": one(trace), "norm": one(norm), "det": one(determinant), "inv": one(inverse),
    "opnorm": one(lambda a: singular_values(a)[0]), "nuclear": one(lambda a: sum_of(singular_values(a))),
    "sv": one(lambda a: column(singular_values(a))), "eig": one(lambda a: column(eigenvalues(a))),
    "sqrtm": one(root), "orth": one(polar), "vec": one(stacked), "expm": one(exponential),
    "inner": lambda args: inner(as_matrix(args[0]), as_matrix(args[1])),
    "kron": lambda args: kron(as_matrix(args[0]), as_matrix(args[1])),
    "rank": lambda args: rank(as_matrix(args[0]), *[number(x) for x in args[1:]]), "diag": diagonal,
    "eye": lambda args: identity(size(args[0])), "zeros": lambda args: zeros(size(args[0]), size(args[1])),
}
