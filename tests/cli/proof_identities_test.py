#!/usr/bin/env python3
"""The proofs as a sceptical reader has them: proof_identities_test.py FLOWCERT

Every identity in the printed proofs ("as a - b = ...", "0 = ... > 0", and of derivatives "ddt(e) = ... = ...") is computed at
random points to many digits. Where a line says "by (3)" and (3) is an equation, only points at which that holds count.
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import mpmath
from mpmath import mpf

CLAIMS = ["2603.00742/A14-equal-learning", "2603.00742/A20-diagonal", "2510.22980/B5-balanced-gap",
          "2510.22980/B5-step-mode-bound", "2510.22980/B9-monotone", "2603.00742/A7-logistic-law",
          "2603.00742/A17-learned-in-finite-time", "2606.30509/C3-gradient-flow", "2606.30509/C7-linear-time",
          "muon-flow/D1-linear-momentum-law"]
LEAST = 60  # identities, so that the test is not about nothing
POINTS = 12
FUNCTIONS = {"exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "abs": abs, "min": min, "max": max,
             "sin": mpmath.sin, "cos": mpmath.cos, "tanh": mpmath.tanh,
             "pi": mpmath.pi, "e": mpmath.e, "sign": lambda x: mpf((x > 0) - (x < 0))}
RELATION = re.compile(r"^(.*?) (<=|>=|<|>|!=|=) (.*)$")
TIME = re.compile(r"^(?:(\w+) >= 0|0 <= (\w+) <)")


def python(text):
    text = re.sub(r"([A-Za-z_]\w*)\[([\d,]+)\]", lambda m: m[1] + "__" + m[2].replace(",", "_"), text)
    text = re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"mpf(\1)", text.replace("^", "**"))
    return re.sub(r"\bD\(mpf\((\d+)\)\)", r"D_\1", text)


def value(text, names):
    return eval(python(text), {"__builtins__": {}, "mpf": mpf}, names)


def difference(relation, names):
    left, sign, right = RELATION.match(relation).groups()
    a, b = value(left, names), value(right, names)
    return b - a if sign in ("<", "<=") else a - b


def near(a, b):
    return abs(a - b) <= mpf(10) ** -150 * (1 + abs(a) + abs(b))


def lines_of(items):
    for item in items:
        yield item
        for block in item.get("blocks", []):
            yield from lines_of(block["items"])


def is_relation(text):
    """One relation between numbers: no derivative, no chain of equations, no connective."""
    parts = RELATION.match(text)
    return parts and not RELATION.match(parts[3]) and not re.search(r"\b(and|or|not|implies|ddt|at)\b", text)


def claims_of(items):
    for item in items:
        if "claim" in item and "number" in item and "predicate" not in item:
            yield item["number"], item["claim"]["text"]
        for block in item.get("blocks", []):
            formulas = [piece["text"] for piece in block["heading"] if isinstance(piece, dict)]
            if block["number"] and len(formulas) == 1:
                yield block["number"], formulas[0]
            yield from claims_of(block["items"])


def some_number():
    return mpf(random.randint(1, 2000)) / random.choice([333, 700, 1000])


def point(outline, claims):
    """Values of the variables, of the file's names and of the differences D(n), at random."""
    names = dict(FUNCTIONS)
    for piece in outline["variables"] + outline["motion"]:
        if isinstance(piece, dict) and not RELATION.match(piece["text"]):
            names[python(piece["text"])] = some_number()
        time = isinstance(piece, dict) and TIME.match(piece["text"])
        if time:
            names[time[1] or time[2]] = some_number()
    for item in outline["names"]:
        if "claim" in item:
            name, _, meaning = RELATION.match(item["claim"]["text"]).groups()
            names[python(name)] = value(meaning, names)
    for number, claim in claims.items():
        if is_relation(claim):
            names[f"D_{number}"] = difference(claim, names)
    return names


def holds(identity, own, references, names, claims):
    """None where an equation that is referred to does not hold here."""
    for number in references:
        parts = RELATION.match(claims[number]) if is_relation(claims.get(number, "")) else None
        if parts and parts[2] == "=" and not near(value(parts[1], names), value(parts[3], names)):
            return None
    if re.search(r"\bD\b(?!\()", identity):
        names = {**names, "D": difference(own, names)}
    left, _, right = RELATION.match(identity).groups()
    return near(value(left, names), value(right, names))


def identities(item):
    """With the numbers that the sentence refers to after it."""
    reason = item.get("reason", [])
    chain = item["claim"]["text"].split(" = ") if "claim" in item else []
    if len(chain) == 3 and chain[0].startswith("ddt("):
        yield " = ".join(chain[1:]), [number for number in reason if isinstance(number, int)]
    for k, piece in enumerate(reason):
        if not isinstance(piece, dict):
            continue
        text, references = piece["text"], [number for number in reason[k:] if isinstance(number, int)]
        if text.startswith("0 = ") and text.endswith(" > 0"):
            yield text[:-len(" > 0")], references
        elif k > 0 and reason[k - 1] == "as " and " = " in text:
            yield text, references


def check(outline, where):
    claims = dict(claims_of(outline["given"] + outline["lines"]))
    checked = 0
    for item in lines_of(outline["lines"]):
        own = item["claim"]["text"] if "claim" in item else claims.get(item.get("goal"), "")
        for identity, references in identities(item):
            outcomes = []
            for _ in range(POINTS):
                try:
                    outcomes.append(holds(identity, own, references, point(outline, claims), claims))
                except (ZeroDivisionError, TypeError, ValueError):
                    pass  # not defined here, or not real
            if False in outcomes:
                sys.exit(f"{where}: not true: {identity}")
            checked += True in outcomes
    return checked


def main(flowcert):
    random.seed(1)
    mpmath.mp.dps = 200
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report"
        subprocess.run([flowcert, "verify", *CLAIMS, "--report", report], stdout=subprocess.DEVNULL, check=True)
        results = json.loads((report / "results.json").read_text())
        if "\\begin{proof}" not in (report / "proofs.tex").read_text():
            sys.exit("proofs.tex has no proofs")
    checked = 0
    for claim in results["claims"]:
        for one in claim["checks"]:
            for outline in one["outlines"]:
                checked += check(outline, claim["id"] + ", " + one["name"])
    print(f"{checked} identities hold")
    if checked < LEAST:
        sys.exit(f"only {checked} identities were printed, expected {LEAST}")


if __name__ == "__main__":
    main(sys.argv[1])
