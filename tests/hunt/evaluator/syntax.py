"""Texts of the claim language to trees: the lexer and the parser.

    claim    = implied {'iff' implied}
    implied  = or ['implies' implied]
    or       = and {'or' and}            and = not {'and' not}      not = 'not' not | relation
    relation = sum {('=='|'!='|'<'|'<='|'>'|'>='|'~') sum}
    sum      = product {('+'|'-') product}      product = unary {('*'|'/') unary}
    unary    = '-' unary | power                power = postfix ['^' unary]
    postfix  = primary {'[' claim {',' claim} ']'}
"""
import re
from fractions import Fraction

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*)"
    r"|(?P<sign>==|!=|<=|>=|\.\.|->|[-+*/^()\[\],<>~])|(?P<end>$))")
RELATIONS = ("==", "!=", "<", "<=", ">", ">=", "~")
WORDS = ("and", "or", "not", "implies", "iff", "in")


class SyntaxFault(Exception):
    """The text is not an expression of the language."""


class Node:
    """One node of a tree, with its place in the text: text[start:end]."""
    __slots__ = ("kind", "value", "args", "start", "end", "extra")

    def __init__(self, kind, value=None, args=(), start=0, end=0, extra=None):
        self.kind, self.value, self.args = kind, value, tuple(args)
        self.start, self.end, self.extra = start, end, extra

    def __repr__(self):
        inside = " ".join([repr(self.value)] * (self.value is not None) + [repr(a) for a in self.args])
        return f"({self.kind} {inside})"


class Binder:
    """`name in low..high`, or `name in [low, high]` with open or closed ends."""
    __slots__ = ("name", "is_range", "low", "high", "low_open", "high_open", "places")

    def __init__(self, name, is_range, low, high, low_open=False, high_open=False, places=()):
        self.name, self.is_range, self.low, self.high = name, is_range, low, high
        self.low_open, self.high_open, self.places = low_open, high_open, places


def tokenize(text):
    """(kind, text, start, end) of every token, the last of kind 'end'."""
    found, at = [], 0
    while True:
        match = TOKEN.match(text, at)
        if not match:
            raise SyntaxFault(f"unexpected {text[at:at + 10]!r}")
        kind = match.lastgroup
        found.append((kind, match.group(kind), match.start(kind), match.end(kind)))
        if kind == "end":
            return found
        at = match.end()


def exact(text):
    """The exact value of a decimal number as it is written."""
    match = re.fullmatch(r"(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?", text)
    exponent = int(match.group(3) or 0)
    if abs(exponent) > 100000:
        raise SyntaxFault("exponent too large")
    digits = match.group(2) or ""
    return Fraction(int(match.group(1) + digits)) * Fraction(10) ** (exponent - len(digits))


class Parser:
    """Recursive descent over the grammar above."""

    def __init__(self, text):
        self.tokens, self.at = tokenize(text), 0

    def peek(self, *texts):
        kind, text = self.tokens[self.at][:2]
        return kind in ("sign", "name") and text in texts

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, text):
        if not self.peek(text):
            raise SyntaxFault(f"expected {text!r}, found {self.tokens[self.at][1]!r}")
        return self.take()

    def name(self):
        token = self.take()
        if token[0] != "name" or token[1] in WORDS:
            raise SyntaxFault(f"expected a name, found {token[1]!r}")
        return token

    def chain(self, operators, operand):
        left = operand()
        while self.peek(*operators):
            _, op, start, end = self.take()
            right = operand()
            left = Node(op, None, (left, right), left.start, right.end, (start, end))
        return left

    def claim(self):
        return self.chain(("iff",), self.implied)

    def implied(self):
        left = self.disjunct()
        if not self.peek("implies"):
            return left
        _, op, start, end = self.take()
        right = self.implied()
        return Node(op, None, (left, right), left.start, right.end, (start, end))

    def disjunct(self):
        return self.chain(("or",), lambda: self.chain(("and",), self.negated))

    def negated(self):
        if not self.peek("not"):
            return self.relation()
        start = self.take()[2]
        inside = self.negated()
        return Node("not", None, (inside,), start, inside.end)

    def relation(self):
        args, operators = [self.sum()], []
        while self.peek(*RELATIONS):
            operators.append(self.take()[1:])
            args.append(self.sum())
        if not operators:
            return args[0]
        return Node("rel", [o[0] for o in operators], args, args[0].start, args[-1].end, operators)

    def sum(self):
        return self.chain(("+", "-"), lambda: self.chain(("*", "/"), self.unary))

    def unary(self):
        if not self.peek("-"):
            return self.power()
        start = self.take()[2]
        inside = self.unary()
        return Node("neg", None, (inside,), start, inside.end)

    def power(self):
        base = self.postfix()
        if not self.peek("^"):
            return base
        _, op, start, end = self.take()
        exponent = self.unary()
        return Node(op, None, (base, exponent), base.start, exponent.end, (start, end))

    def postfix(self):
        base = self.primary()
        while self.peek("["):
            self.take()
            args = [base, self.claim()]
            while self.peek(","):
                self.take()
                args.append(self.claim())
            base = Node("index", None, args, base.start, self.expect("]")[3])
        return base

    def primary(self):
        kind, text, start, end = self.tokens[self.at]
        if kind == "number":
            self.take()
            return Node("num", exact(text), (), start, end)
        if self.peek("("):
            self.take()
            inside = self.claim()
            closing = self.expect(")")[3]
            return Node(inside.kind, inside.value, inside.args, start, closing, inside.extra)
        if self.peek("["):
            self.take()
            args = [self.claim()]
            while self.peek(","):
                self.take()
                args.append(self.claim())
            return Node("list", None, args, start, self.expect("]")[3])
        text = self.name()[1]
        if not self.peek("("):
            return Node("name", text, (), start, end)
        self.take()
        args, binders = [], []
        while True:
            if self.tokens[self.at][0] == "name" and self.tokens[self.at + 1][1] == "in":
                binders.append(self.binder())
            else:
                args.append(self.claim())
            if not self.peek(","):
                break
            self.take()
        closing = self.expect(")")[3]
        return Node("bind" if binders else "call", text, args, start, closing, binders or None)

    def binder(self):
        name = self.name()[1]
        self.expect("in")
        if self.peek("[") or self.opens_interval():
            opening = self.take()
            low = self.claim()
            self.expect(",")
            high = self.claim()
            closing = self.take()
            if closing[1] not in ("]", ")"):
                raise SyntaxFault("expected the interval's end")
            return Binder(name, False, low, high, opening[1] == "(", closing[1] == ")",
                          ((opening[2], opening[3]), (closing[2], closing[3])))
        low = self.claim()
        self.expect("..")
        return Binder(name, True, low, self.claim())

    def opens_interval(self):
        """Whether a parenthesis here opens `(0, 1]` rather than `(k + 1)..D`."""
        level = 0
        for _, text, _, _ in self.tokens[self.at:]:
            level += (text in ("(", "[")) - (text in (")", "]"))
            if text == "," and level == 1:
                return True
            if level == 0:
                return False
        return False

    def finish(self):
        if self.tokens[self.at][0] != "end":
            raise SyntaxFault(f"unexpected {self.tokens[self.at][1]!r}")


def parse(text):
    """The tree of an expression or claim."""
    parser = Parser(text)
    tree = parser.claim()
    parser.finish()
    return tree


def parse_binders(text):
    """The binders of a `for`."""
    parser = Parser(text)
    found = [parser.binder()]
    while parser.peek(","):
        parser.take()
        found.append(parser.binder())
    parser.finish()
    return found


def parse_interval(text):
    """`[a, b]` with open or closed ends, as a binder without a name."""
    return parse_binders("x in " + text)[0]


def children(node):
    """All trees directly below a node, binders' ends included."""
    for binder in (node.extra or ()) if node.kind == "bind" else ():
        yield binder.low
        yield binder.high
    yield from node.args


def walk(node):
    """A node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def names_in(node):
    """The names that a tree mentions (bound ones too)."""
    return {n.value for n in walk(node) if n.kind in ("name", "call", "bind")}
