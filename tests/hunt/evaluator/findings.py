"""What an attack brings back."""


class Finding:
    """A sure contradiction between a verdict and the evaluator."""

    def __init__(self, kind, check, witness, detail=""):
        self.kind, self.check, self.witness, self.detail = kind, check, witness, detail

    def __str__(self):
        return f"{self.kind}: check {self.check + 1}: {self.witness}" + (f" ({self.detail})" if self.detail else "")


class Report:
    """The outcome of attacking one file: findings, and how many checks were attacked or why not."""

    def __init__(self):
        self.findings, self.attacked, self.reasons = [], 0, {}

    def skip(self, reason):
        self.reasons[reason] = self.reasons.get(reason, 0) + 1


def shown(value):
    """A value as a short text."""
    from fractions import Fraction

    from mpmath import mp
    if isinstance(value, Fraction):
        text = str(value)
        return text if len(text) < 60 else mp.nstr(mp.mpf(value.numerator) / value.denominator, 25)
    if hasattr(value, "rows"):
        return "[" + ", ".join("[" + ", ".join(shown(x) for x in row) + "]" for row in value.rows) + "]"
    return mp.nstr(value, 25)
