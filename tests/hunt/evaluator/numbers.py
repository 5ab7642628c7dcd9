"""Exact and rounded numbers: Fraction where the value is known exactly, mpf (at mp.dps digits) elsewhere.

What cannot be told at the working precision raises Unsure, never a guess.
"""
from fractions import Fraction
from math import isqrt

from mpmath import mp, mpf


class Undefined(Exception):
    """The term is clearly undefined: a relation that contains it is false."""


class Unsure(Exception):
    """The working precision does not tell."""


class Unsupported(Exception):
    """The evaluator cannot evaluate this."""


LARGEST_EXACT = 6000  # bits


def real(value):
    """The mpf nearest to a number."""
    if isinstance(value, Fraction):
        return mpf(value.numerator) / value.denominator
    return value if isinstance(value, mpf) else mpf(value)


def settle(value):
    """An exact number that has grown too long becomes a rounded one."""
    if isinstance(value, Fraction):
        if value.numerator.bit_length() > LARGEST_EXACT or value.denominator.bit_length() > LARGEST_EXACT:
            return real(value)
        return value
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, mpf):
        if not mp.isfinite(value):
            raise Unsure("overflow")
        return value
    raise Unsupported("not a real number")


def both_exact(a, b):
    return isinstance(a, Fraction) and isinstance(b, Fraction)


def near_zero(value):
    """Whether a rounded number might be zero."""
    return abs(value) < mpf(10) ** (-mp.dps * 7 // 10)


def sign_of(value):
    """-1, 0 or 1, or Unsure."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if near_zero(value):
        raise Unsure("a sign near zero")
    return 1 if value > 0 else -1


def magnitude(value):
    """The binary magnitude of an mpf that is not zero."""
    return value._mpf_[2] + value._mpf_[3]


def rounded_sum(a, b):
    """a + b, or Unsure where most digits cancel."""
    total = a + b
    if total == 0:
        if a == 0 and b == 0:
            return total
        raise Unsure("cancellation")
    if a != 0 and mp.isfinite(total) and magnitude(a) - magnitude(total) > mp.prec * 6 // 10:
        raise Unsure("cancellation")
    return total


def add(a, b):
    return settle(a + b if both_exact(a, b) else rounded_sum(real(a), real(b)))


def subtract(a, b):
    return settle(a - b if both_exact(a, b) else rounded_sum(real(a), -real(b)))


def multiply(a, b):
    if both_exact(a, b):
        return settle(a * b)
    if a == 0 and isinstance(a, Fraction) or b == 0 and isinstance(b, Fraction):
        return Fraction(0)
    return settle(real(a) * real(b))


def divide(a, b):
    if sign_of(b) == 0:
        raise Undefined("division by zero")
    return settle(a / b if both_exact(a, b) else real(a) / real(b))


def square_root(value):
    sign = sign_of(value)
    if sign < 0:
        raise Undefined("root of a negative number")
    if sign == 0:
        return Fraction(0)
    if isinstance(value, Fraction):
        top, bottom = isqrt(value.numerator), isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    return mp.sqrt(real(value))


def exact_root(value, degree):
    """The exact root of a positive fraction, or None."""
    parts = []
    for part in (value.numerator, value.denominator):
        guess = int(mp.nint(mp.root(mpf(part), degree))) if part.bit_length() < 150 else 0
        if guess ** degree != part:
            return None
        parts.append(guess)
    return Fraction(*parts)


def power(base, exponent):
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        count = exponent.numerator
        if count < 0 and sign_of(base) == 0:
            raise Undefined("zero to a negative power")
        if isinstance(base, Fraction):
            size = max(base.numerator.bit_length(), base.denominator.bit_length()) - 1
            if size * abs(count) <= LARGEST_EXACT:
                return settle(base ** count)
            if abs(count) > 10 ** 9:
                raise Unsure("a huge power")
        return settle(real(base) ** count)
    sign = sign_of(base)
    if sign == 0:
        if sign_of(exponent) > 0:
            return Fraction(0)
        raise Undefined("zero to a negative power")
    if sign < 0:
        raise Unsure("a negative number to a power that is no integer")
    if base == 1 and isinstance(base, Fraction):
        return base
    if both_exact(base, exponent) and exponent.denominator <= 64:
        root = exact_root(base, exponent.denominator)
        if root is not None:
            return power(root, Fraction(exponent.numerator))
    return exponential(real(exponent) * mp.log(real(base)))


def exponential(value):
    if value == 0 and isinstance(value, Fraction):
        return Fraction(1)
    if abs(value) > 10 ** 12:
        raise Unsure("a huge exponent")
    return mp.exp(real(value))


def whole_part(value, function):
    """floor and ceil."""
    if isinstance(value, Fraction):
        return Fraction(function(value))
    if abs(value) > mpf(10) ** (mp.dps // 2) or near_zero(value - mp.nint(value)):
        raise Unsure("a whole part near an integer")
    return Fraction(int(mp.floor(value) if function.__name__ == "floor" else mp.ceil(value)))


def compare(a, b, tolerance=None):
    """-1, 0, 1 for a < b, a = b, a > b; None if too close to tell."""
    if both_exact(a, b):
        return (a > b) - (a < b)
    a, b = real(a), real(b)
    difference = a - b
    bound = tolerance if tolerance is not None else mpf(10) ** (-mp.dps * 2 // 3)
    if abs(difference) <= bound * max(abs(a), abs(b)) or abs(difference) <= mpf(10) ** (-mp.dps * 8 // 10):
        return None
    if tolerance is not None and abs(difference) <= bound:
        return None
    return 1 if difference > 0 else -1
