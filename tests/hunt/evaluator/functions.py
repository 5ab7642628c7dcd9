"""The scalar functions of the language."""
import math
from fractions import Fraction

from mpmath import mp

from .numbers import (Undefined, Unsure, compare, divide, exponential, multiply, real, settle, sign_of, square_root,
                      subtract, whole_part)


def at_zero(function, value_at_zero):
    """A function that is exact at zero and computed elsewhere."""
    def apply(x):
        if isinstance(x, Fraction) and x == 0:
            return Fraction(value_at_zero)
        if abs(x) > 10 ** 12:
            raise Unsure("a huge argument")
        return settle(function(real(x)))
    return apply


def inside(function, low, high, exact_values=()):
    """A function with the domain [low, high]."""
    exact_values = dict(exact_values)

    def apply(x):
        if isinstance(x, Fraction) and x in exact_values:
            return Fraction(exact_values[x])
        for end, side in ((low, -1), (high, 1)):
            if end is None:
                continue
            order = compare(x, Fraction(end))
            if order is None:
                raise Unsure("an argument near the end of the domain")
            if order == side:
                raise Undefined("outside the domain")
        return settle(function(real(x)))
    return apply


def logarithm(x):
    if sign_of(x) <= 0:
        raise Undefined("logarithm of a number that is not positive")
    return Fraction(0) if x == 1 and isinstance(x, Fraction) else settle(mp.log(real(x)))


def tangent(x):
    if x == 0 and isinstance(x, Fraction):
        return Fraction(0)
    sign_of(mp.cos(real(x)))
    return settle(mp.tan(real(x)))


def gamma(x):
    if isinstance(x, Fraction) and x.denominator == 1:
        if x <= 0:
            raise Undefined("gamma at a pole")
        if x < 500:
            return Fraction(math.factorial(int(x) - 1))
    if abs(x) > 10000:
        raise Unsure("gamma of a huge number")
    return settle(mp.gamma(real(x)))


def factorial(x):
    if isinstance(x, Fraction) and x.denominator == 1:
        if x < 0:
            raise Undefined("factorial of a negative number")
        return gamma(x + 1)
    raise Unsure("factorial of a number that is no integer")


def binomial(n, k):
    if not all(isinstance(v, Fraction) and v.denominator == 1 and 0 <= v < 2000 for v in (n, k)):
        raise Unsure("binomial beyond small integers")
    return Fraction(math.comb(int(n), int(k)))


def modulo(a, b):
    return subtract(a, multiply(b, whole_part(divide(a, b), math.floor)))


def arctangent2(y, x):
    sx, sy = sign_of(x), sign_of(y)
    if sx == 0 and sy == 0:
        raise Unsure("atan2 at the origin")
    return Fraction(0) if sy == 0 and sx > 0 else settle(mp.atan2(real(y), real(x)))


def magnitude(x):
    return abs(x)


def least(*args):
    return pick(args, -1)


def greatest(*args):
    return pick(args, 1)


def pick(args, wanted):
    best = args[0]
    for value in args[1:]:
        if (compare(value, best) or 0) == wanted:
            best = value
    return best


SCALAR = {
    "exp": exponential, "log": logarithm, "ln": logarithm, "sqrt": square_root, "abs": magnitude,
    "sign": lambda x: Fraction(sign_of(x)), "min": least, "max": greatest,
    "sin": at_zero(mp.sin, 0), "cos": at_zero(mp.cos, 1), "tan": tangent,
    "sinh": at_zero(mp.sinh, 0), "cosh": at_zero(mp.cosh, 1), "tanh": at_zero(mp.tanh, 0),
    "asin": inside(mp.asin, -1, 1, {0: 0}), "acos": inside(mp.acos, -1, 1, {1: 0}),
    "atan": at_zero(mp.atan, 0), "asinh": at_zero(mp.asinh, 0), "acosh": inside(mp.acosh, 1, None, {1: 0}),
    "erf": at_zero(mp.erf, 0), "gamma": gamma, "factorial": factorial, "binomial": binomial,
    "mod": modulo, "atan2": arctangent2,
    "floor": lambda x: whole_part(x, math.floor), "ceil": lambda x: whole_part(x, math.ceil),
}


def open_inside(x):
    """atanh, whose domain is open."""
    order_low, order_high = compare(x, Fraction(-1)), compare(x, Fraction(1))
    if order_low is None or order_high is None:
        raise Unsure("an argument near the end of the domain")
    if order_low <= 0 or order_high >= 0:
        raise Undefined("outside the domain")
    return Fraction(0) if x == 0 and isinstance(x, Fraction) else settle(mp.atanh(real(x)))


SCALAR["atanh"] = open_inside
