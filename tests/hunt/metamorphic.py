"""Variants of a claim whose verdicts must agree, or must not both be positive."""
import random
import re

from attack import POSITIVE, asymptotic
from evaluator.claimfile import Decimal, load
from evaluator.syntax import SyntaxFault, parse, tokenize
from evaluator.tomltext import write

PLAIN = {"name", "method", "using", "any", "bases", "kind", "orthogonalize", "model", "optimizer", "momentum_start",
         "momentum_form", "loss"}


class Variant:
    """A text, and for each of its checks (steps first) the number of the original check that it restates."""

    def __init__(self, name, text, order):
        self.name, self.text, self.order = name, text, order


def variants(text, seed):
    """A few variants of a file without head, chosen by the seed."""
    rng = random.Random(seed)
    try:
        chosen, found = rng.sample(makers() + [negated], 2), []
        for make in dict.fromkeys(chosen):
            made = make(load(text), rng)
            if made is not None:
                changed, order = made
                found.append(Variant(make.__name__.replace("_", " "), write(changed), order))
        return found
    except (SyntaxFault, ValueError, KeyError, TypeError, AttributeError):
        return []


def contradiction(variant, outcome, other):
    """What is wrong with two outcomes, or None."""
    if len(variant.order) != len(other.checks) or max(variant.order, default=0) >= len(outcome.checks):
        return None
    for mine, theirs in zip(variant.order, other.checks):
        first, second = outcome.checks[mine].get("verdict"), theirs.get("verdict")
        if variant.name == "negated":
            if first in POSITIVE and second in POSITIVE and not outcome.checks[mine].get("is_step"):
                return f"check {mine + 1} and its negation are {first} and {second}"
        elif first in POSITIVE and second == "refuted" or first == "refuted" and second in POSITIVE:
            return f"check {mine + 1} is {first}, the variant {second}"
    return None


# --- variants of tables: (tables, order of checks) ---

def same_order(tables):
    return list(range(len(tables.get("step", [])) + len(tables.get("check", []))))


def renamed(tables, rng):
    """Parameters, states and definitions get other names."""
    names = set(tables.get("parameters", {}))
    for section in ("system", "iteration"):
        names |= {n.split("[")[0] for n in tables.get(section, {}).get("state", {})}
    names |= {re.match(r"\w+", n).group() for n in tables.get("let", {})}
    if not names:
        return None
    order = sorted(names)
    rng.shuffle(order)
    table = {name: f"z{i}{rng.choice('abgkw')}" for i, name in enumerate(order)}
    return rewrite(tables, table, ()), same_order(tables)


def rewrite(value, table, path):
    """A value with names replaced in all its expressions and keys."""
    if isinstance(value, dict):
        named = path[-1:] in (("parameters",), ("state",), ("equations",), ("let",)) or path == ("iteration", "step")
        return {(replace(k, table) if named else k): rewrite(v, table, path + (k,)) for k, v in value.items()}
    if isinstance(value, list):
        return [rewrite(v, table, path) for v in value]
    if isinstance(value, str) and path[-1] not in PLAIN and not isinstance(value, Decimal):
        return replace(value, table)
    return value


def replace(text, table):
    """Names of an expression replaced, token by token."""
    if "->" in text or ":" in text:
        return re.sub(r"[A-Za-z_]\w*", lambda m: table.get(m.group(), m.group()), text)
    made, at = [], 0
    for kind, piece, start, end in tokenize(text):
        if kind == "name" and piece in table:
            made += [text[at:start], table[piece]]
            at = end
    return "".join(made) + text[at:]


def reordered(tables, rng):
    """Parameters, states, definitions, hypotheses and checks in another order."""
    steps, checks = len(tables.get("step", [])), len(tables.get("check", []))
    for section in ("parameters", "let"):
        if section in tables:
            tables[section] = shuffled(tables[section], rng)
    for section in ("system", "iteration"):
        for key in ("state", "equations", "step"):
            if isinstance(tables.get(section, {}).get(key), dict):
                tables[section][key] = shuffled(tables[section][key], rng)
    if "assume" in tables:
        rng.shuffle(tables["assume"])
    order = list(range(checks))
    rng.shuffle(order)
    if "check" in tables:
        tables["check"] = [tables["check"][i] for i in order]
    return tables, list(range(steps)) + [steps + i for i in order]


def shuffled(table, rng):
    keys = list(table)
    rng.shuffle(keys)
    return {k: table[k] for k in keys}


def on_claims(tables, change):
    """Every check's claim changed, where `change` gives a text; None if none is."""
    changed = False
    for check in tables.get("check", []):
        tree = parse(check["claim"])
        if asymptotic(tree) or "limit" in check:
            continue
        made = change(check["claim"], tree)
        if made is not None:
            check["claim"], changed = made, True
    return (tables, same_order(tables)) if changed else None


def sides(text, tree, change):
    """A relation with both sides changed."""
    if tree.kind != "rel" or text[tree.start] == "(" and tree.args[0].start != tree.start:
        return None
    made, at = [], tree.args[0].start
    for arg in tree.args:
        made += [text[at:arg.start], change(text[arg.start:arg.end])]
        at = arg.end
    return "".join(made)


def scaled(tables, rng):
    factor = rng.choice(("3", "1/7", "100"))
    return on_claims(tables, lambda text, tree: sides(text, tree, lambda s: f"{factor}*({s})"))


def shifted(tables, rng):
    term = rng.choice(("2", "1/3", "-5"))
    return on_claims(tables, lambda text, tree: sides(text, tree, lambda s: f"({s}) + ({term})"))


def twice_negated(tables, rng):
    return on_claims(tables, lambda text, tree: f"not (not ({text}))")


def with_itself(tables, rng):
    return on_claims(tables, lambda text, tree: f"({text}) and ({text})")


def negated(tables, rng):
    return on_claims(tables, lambda text, tree: f"not ({text})")


def makers():
    """All ways to make a variant."""
    return [renamed, reordered, scaled, shifted, twice_negated, with_itself, negated]
