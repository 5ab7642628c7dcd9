"""Claim files to Claims: parameters, hypotheses, definitions, what moves, and checks, as trees."""
import re
import tomllib

from .evaluate import Definition, Function, Scope
from .numbers import Unsupported
from .syntax import Node, SyntaxFault, parse, parse_binders, parse_interval


class Decimal(str):
    """A TOML float, kept as it is written."""


def load(text):
    """The file's tables, floats as texts."""
    return tomllib.loads(text, parse_float=Decimal)


def tree(value):
    """The tree of a value: an expression, a number, or an array of them."""
    if isinstance(value, bool):
        raise Unsupported("a truth value as a number")
    if isinstance(value, (int, str)):
        return parse(str(value))
    if isinstance(value, list):
        return Node("list", None, [tree(x) for x in value])
    raise Unsupported("a value of this type")


class Parameter:
    """One entry of [parameters]: kind is 'value', 'box', 'real', 'integer', 'matrix', 'each' or 'limit'."""

    def __init__(self, name, spec):
        self.name, self.spec = name, spec
        self.size = self.rows = self.cols = None
        self.tree = self.interval = self.choices = None
        if not isinstance(spec, dict):
            self.kind, self.tree = "value", tree(spec)
            return
        if "in" in spec:
            self.kind, self.interval = "box", parse_interval(spec["in"])
        elif "each" in spec:
            self.kind = "each"
            if isinstance(spec["each"], str):
                binder = parse_binders("x in " + spec["each"])[0]
                if not binder.is_range:
                    raise Unsupported("each of an interval")
                self.choices = binder
            else:
                self.choices = [tree(x) for x in spec["each"]]
        elif "to" in spec:
            self.kind = "limit"
            self.choices = tuple(tree(spec.get(k, d)) for k, d in
                                 (("to", 0), ("from", "1/100"), ("ratio", "1/10"), ("steps", 4)))
        elif spec.get("any") in ("real", "integer", "matrix"):
            self.kind = spec["any"]
        else:
            raise Unsupported("a parameter of this kind")
        for key in ("size", "rows", "cols", "min", "max"):
            if key in spec:
                setattr(self, key if key not in ("min", "max") else key + "imum", tree(spec[key]))
        if self.kind == "matrix" and (self.rows is None or self.cols is None):
            raise Unsupported("a matrix without a shape")

    minimum = maximum = None

    def flag(self, name):
        return bool(isinstance(self.spec, dict) and self.spec.get(name, False))


class Check:
    """A [[check]] or [[step]]."""

    def __init__(self, table):
        self.table, self.name = table, table.get("name")
        self.claim = parse(table["claim"])
        self.binders = parse_binders(table["for"]) if "for" in table else []
        self.limit = table.get("limit")


class Claim:
    """A whole file. `dynamics` is None, 'system', 'iteration' or 'flow'."""

    def __init__(self, text):
        try:
            self.tables = load(text)
        except tomllib.TOMLDecodeError as fault:
            raise SyntaxFault(str(fault)) from fault
        tables = self.tables
        self.parameters = {k: Parameter(k, v) for k, v in tables.get("parameters", {}).items()}
        self.hypotheses = [parse(h) for h in tables.get("assume", [])]
        self.lets = [read_let(k, v) for k, v in tables.get("let", {}).items()]
        kinds = [k for k in ("system", "iteration", "flow") if k in tables]
        self.dynamics = kinds[0] if kinds else None
        self.moving = tables.get(self.dynamics, {}) if self.dynamics else {}
        self.state, self.rates = {}, {}
        if self.dynamics in ("system", "iteration"):
            self.state = {k: tree(v) for k, v in self.moving.get("state", {}).items()}
            field = self.moving.get("equations" if self.dynamics == "system" else "step", {})
            self.rates = {k: tree(v) for k, v in field.items()}
        self.t_end = tree(self.moving["t_end"]) if "t_end" in self.moving and self.dynamics == "system" else None
        self.steps = self.moving.get("steps") if self.dynamics == "iteration" else None
        self.checks = [Check(t) for t in tables.get("check", [])]
        self.proof_steps = [Check(t) for t in tables.get("step", [])]

    def scope(self, values):
        """The scope of a parameter point: definitions over parameters."""
        outer = Scope(dict(values))
        for name, arguments, body in self.lets:
            if arguments is None:
                outer.names[name] = Definition(body, outer)
            else:
                outer.names[name] = Function(arguments, body, outer)
        return outer


def read_let(head, value):
    """(name, arguments or None, tree) of one entry of [let]."""
    match = re.fullmatch(r"\s*(\w+)\s*(?:[\[(]([\w\s,]*)[\])])?\s*", head)
    if not match:
        raise Unsupported("such a definition")
    arguments = None if match.group(2) is None else [a.strip() for a in match.group(2).split(",")]
    return match.group(1), arguments, tree(value)
