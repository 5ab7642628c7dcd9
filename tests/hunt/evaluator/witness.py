"""Reads a refutation's witness and evaluates the claim there."""
import re
from fractions import Fraction

from .attack_formula import PRECISIONS
from .evaluate import Evaluator, Scope
from .matrices import Matrix
from .numbers import Unsupported, Unsure, Undefined
from .syntax import SyntaxFault, parse

from mpmath import mp


def read_values(claim, check, texts):
    """Exact values by name, or None where one is missing or only enclosed."""
    values, entries = {}, {}
    for name, text in texts.items():
        if not isinstance(text, (str, int)) or "+/-" in str(text):
            return None
        try:
            value = Evaluator().value(parse(str(text)), Scope())
        except (SyntaxFault, Unsupported, Unsure, Undefined):
            return None
        match = re.fullmatch(r"(\w+)\[(\d+)(?:,\s*(\d+))?\]", name)
        if match:
            place = (int(match.group(2)), int(match.group(3) or 1))
            entries.setdefault(match.group(1), {})[place] = value
        else:
            values[name] = value
    for name, places in entries.items():
        rows, cols = max(i for i, _ in places), max(j for _, j in places)
        if len(places) != rows * cols:
            return None
        values[name] = Matrix([[places[i, j] for j in range(1, cols + 1)] for i in range(1, rows + 1)])
    for p in claim.parameters.values():
        if p.kind != "value" and p.name not in values:
            return None
    if any(b.name not in values for b in check.binders):
        return None
    return values


def true_at_witness(claim, check, texts):
    """Whether the check is surely true (at two precisions) at the values of a witness, or they are not admitted."""
    values = read_values(claim, check, texts)
    if values is None:
        return False
    scope = claim.scope({k: v for k, v in values.items() if k in claim.parameters})
    for p in claim.parameters.values():
        if p.kind == "value":
            from .evaluate import Definition
            scope.names[p.name] = Definition(p.tree, scope)
    bound = Scope({b.name: values[b.name] for b in check.binders}, scope)
    for digits in PRECISIONS:
        with mp.workdps(digits):
            if Evaluator().truth(check.claim, bound) is not True and admitted(claim, bound):
                return False
    return True


def admitted(claim, scope):
    """Whether no hypothesis and no bound of a parameter is clearly broken."""
    if any(Evaluator().truth(h, scope) is False for h in claim.hypotheses):
        return False
    for p in claim.parameters.values():
        value = scope.find(p.name)
        for x in value.entries() if isinstance(value, Matrix) else [value]:
            if not isinstance(x, Fraction):
                continue
            if p.flag("positive") and x <= 0 or p.flag("negative") and x >= 0 or p.kind == "integer" and x.denominator != 1:
                return False
            if p.kind == "box":
                low, high = (Evaluator().scalar(t, scope) for t in (p.interval.low, p.interval.high))
                if x < low or x > high:
                    return False
            for t, side in ((p.minimum, 1), (p.maximum, -1)):
                if t is not None and (x - Evaluator().scalar(t, scope)) * side < 0:
                    return False
    return True
