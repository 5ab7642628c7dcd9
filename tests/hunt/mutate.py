"""Changes one thing in a claim file."""
import random
import re
from fractions import Fraction

from evaluator.syntax import RELATIONS, SyntaxFault, parse, parse_binders, walk
from slots import find_slots, role

NEIGHBOURS = {
    "sin": ("cos", "tanh"), "cos": ("sin", "cosh"), "tan": ("tanh", "sin"), "sinh": ("cosh", "tanh"),
    "cosh": ("sinh", "cos"), "tanh": ("sin", "atan"), "asin": ("acos", "atan"), "acos": ("asin",), "atan": ("tanh",),
    "exp": ("cosh",), "log": ("sqrt",), "sqrt": ("log", "abs"), "abs": ("sign", "sqrt"), "sign": ("tanh", "abs"),
    "min": ("max",), "max": ("min",), "floor": ("ceil",), "ceil": ("floor",), "norm": ("opnorm", "nuclear"),
    "opnorm": ("norm", "nuclear"), "nuclear": ("norm", "opnorm"), "sqrtm": ("orth",), "orth": ("transpose",),
    "trace": ("det", "norm"), "det": ("trace",), "inner": (), "sum": ("prod",), "prod": ("sum",),
    "exists": ("forall",), "forall": ("exists",), "sup": ("inf",), "inf": ("sup",), "transpose": ("orth",),
}
SIGNS = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "and": ("or",), "or": ("and",), "implies": ("and", "or")}
OPTIMIZERS = ("gradient", "normalized", "sign", "spectral")
MODELS = ("linear", "two-layer")
HYPOTHESIS = re.compile(r'"[^"\n]*"\s*,?\s*')
FLAG = re.compile(r',\s*(?:positive|nonnegative|nonzero)\s*=\s*true|,\s*(?:min|max)\s*=\s*(?:"[^"]*"|[-\w./]+)')
DROPPED = re.compile(r'^(?:id|title|source|statement|status|expect|evidence|note|budget)\s*=.*\n?', re.M)
# A place where a term or a derivative does not exist, in {e} an expression and {n} a name of it.
TRAPS = ("{e} + 0/({n} - {c})", "({e})*({n} - {c})/({n} - {c})", "{e} + 0*log({n} - {c})", "{e} + 0*sqrt({n} - {c})",
         "sqrt(({e})^2)", "abs({e})", "({e})*sign({n} - {c})^2", "max({e}, -({e}))", "min({e}, {n})",
         "{e} + max(0, 1 - 1000000*abs({n} - {c}))", "{e} + 1e-9*exp(-(1000*({n} - {c}))^2)", "{e} + 0*{n}^(-1)",
         "{e} + floor({n})*0", "exp(log({e}))", "({e})^1", "{e} + sin(24*pi*{n})*1e-3")


class Change:
    """Replace text[start:end]."""
    __slots__ = ("kind", "start", "end", "new")

    def __init__(self, kind, start, end, new):
        self.kind, self.start, self.end, self.new = kind, start, end, new

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]


def strip_head(text):
    """The file without its head: a mutant expects nothing and has another name."""
    first = re.search(r"^\s*\[", text, re.M)
    split = first.start() if first else len(text)
    kept = [line for line in text[:split].splitlines(True) if not DROPPED.match(line)]
    return "".join(kept) + text[split:]


def varied(text, rng):
    """A number near another, as the language writes it."""
    value = Fraction(text) if re.fullmatch(r"\d+(\.\d+)?([eE][+-]?\d+)?", text) else Fraction(1)
    whole = re.fullmatch(r"\d+", text) is not None
    ways = ["factor", "near", "nearer"] + ["step"] * 3 * whole + ["zero"] * (value != 0)
    way = rng.choice(ways)
    if way == "step":
        value += rng.choice((1, -1)) if value > 0 else 1
    elif way == "factor":
        value = value * rng.choice((2, Fraction(1, 2), 10, Fraction(1, 10), Fraction(3, 2))) if value else Fraction(1, 10)
    elif way == "near":
        value = value * (1 + Fraction(rng.choice((1, -1)), rng.choice((100, 1000)))) if value else Fraction(1, 1000)
    elif way == "nearer":
        value = value * (1 + Fraction(rng.choice((1, -1)), 10 ** 9)) if value else Fraction(1, 10 ** 9)
    else:
        value = Fraction(0)
    return str(value) if value.denominator == 1 else f"({value})"


def traps(node, inside, local, rng):
    """A change that makes a term undefined, kinked or oscillating somewhere."""
    made = rng.choice(TRAPS).format(e=inside, n=rng.choice(local), c=rng.choice(("0", "1", "1/2", "1/3", "-1", "2")))
    return Change("trap", node.start, node.end, f"({made})")


def tree_changes(tree, text, names, rng, functions=(), moving=False):
    """Changes of one expression; places are inside its text."""
    found = []
    indexed = {n.args[0] for n in walk(tree) if n.kind == "index"}
    local = sorted({n.value for n in walk(tree) if n.kind == "name" and n not in indexed and n.value != "inf"})
    local += ["t"] * (1 + len(local) // 2) if moving else []
    exponents = {n.args[1] for n in walk(tree) if n.kind == "^"}
    indices = {i for n in walk(tree) if n.kind == "index" for i in n.args[1:]}
    for node in walk(tree):
        inside = text[node.start:node.end]
        if node.kind == "num":
            kind = "exponent" if node in exponents else "index" if node in indices else "constant"
            if kind != "index":
                found.append(Change(kind, node.start, node.end, varied(inside.strip("() "), rng)))
            if kind == "index" or kind == "exponent" and node.value.denominator == 1:
                found.append(Change(kind, node.start, node.end, str(int(node.value) + rng.choice((1, -1)))))
        elif node.kind == "name" and node.end > node.start:
            if node in indices:
                found.append(Change("index", node.start, node.end, inside + rng.choice((" + 1", " - 1"))))
            for other in names.get(node.value, ()):
                found.append(Change("name", node.start, node.end, other))
        elif node.kind in ("call", "bind"):
            for other in NEIGHBOURS.get(node.value, ()):
                found.append(Change("function", node.start, node.start + len(node.value), other))
            if node.kind == "call" and len(node.args) == 1 and node.value not in functions:
                argument = text[node.args[0].start:node.args[0].end]
                if node.value == "exp":
                    found.append(Change("function", node.start, node.end, f"(1 + ({argument}))"))
                elif node.value not in ("ddt", "initial", "at"):
                    found.append(Change("function", node.start, node.end, f"({argument})"))
            if node.kind == "bind":
                found += end_changes(node.extra, text, rng)
        elif node.kind == "rel":
            for op, start, end in node.extra:
                for other in RELATIONS[:6]:
                    if other != op:
                        found.append(Change("relation", start, end, other))
        elif node.kind == "neg":
            inner = node.args[0]
            found.append(Change("sign", node.start, node.end, f"({text[inner.start:inner.end]})"))
        elif node.kind == "not":
            inner = node.args[0]
            found.append(Change("relation", node.start, node.end, f"({text[inner.start:inner.end]})"))
        if node.kind in SIGNS:
            for other in SIGNS[node.kind]:
                found.append(Change("sign", *node.extra, other))
            for kept in node.args:
                found.append(Change("drop", node.start, node.end, f"({text[kept.start:kept.end]})"))
        if node.kind in ("+", "-", "*", "/", "^", "call") and node.end > node.start:
            extra = rng.choice(["+ 1/1000", "- 1", "+ 1e-12", "* 2", "+ 0"] + [f"+ {n}" for n in names if "[" not in n][:6])
            found.append(Change("add", node.start, node.end, f"(({inside}) {extra})"))
            if local:
                found.append(traps(node, inside, local, rng))
    return found


def end_changes(binders, text, rng):
    """Changes of the ends of intervals: open or closed."""
    found = []
    for binder in binders:
        if not binder.is_range and binder.places:
            for (start, end), other in zip(binder.places, ("([", ")]")):
                found.append(Change("end", start, end, other[1] if text[start:end] == other[0] else other[0]))
    return found


def kinds_of_names(slots, text):
    """Names that may stand for one another: scalars of [parameters] and states, by name."""
    parameters, states, shapes = [], [], {}
    for slot in slots:
        section, key = slot.path[:2]
        if section == "parameters" and key is not None:
            line = text[text.rfind("\n", 0, slot.start) + 1:text.find("\n", slot.start)]
            shape = "matrix" if "matrix" in line else "vector" if "size" in line or "[" in line.split("=", 1)[-1][:3] \
                else "integer" if "integer" in line else "real"
            shapes.setdefault(shape, []).append(key)
        if section in ("system", "iteration") and key == "state" and isinstance(slot.path[2], str):
            states.append(slot.path[2])
    groups = [sorted(set(g)) for g in list(shapes.values()) + [states]] + [parameters]
    groups.append(["U", "V"])
    return {name: [o for o in group if o != name] for group in groups for name in group}


def changes(text, rng):
    """All changes of a file, each of one thing."""
    slots, found = find_slots(text), []
    names = kinds_of_names(slots, text)
    for slot in slots:
        inside, what = text[slot.start:slot.end], role(slot)
        local = []
        try:
            if what == "expression" and slot.kind == "text":
                moving = slot.path[:2] in (("check", "claim"), ("system", "equations")) and ("[system" in text or "[flow" in text)
                local = tree_changes(parse(inside), inside, names, rng, moving=moving)
            elif what in ("interval", "binders"):
                prefix = "" if what == "binders" else "x in "
                binders = parse_binders(prefix + inside)
                shifted = end_changes(binders, prefix + inside, rng)
                for binder in binders:
                    for tree in (binder.low, binder.high):
                        for change in tree_changes(tree, prefix + inside, names, rng):
                            change.kind = "end"
                            shifted.append(change)
                for change in shifted:
                    change.start -= len(prefix)
                    change.end -= len(prefix)
                local = [c for c in shifted if c.start >= 0]
            elif what == "number" and re.fullmatch(r"\d+", inside):
                local = [Change("setting", 0, len(inside), str(max(0, int(inside) + d))) for d in (1, -1)]
            elif what == "name":
                group = OPTIMIZERS if inside in OPTIMIZERS else MODELS if inside in MODELS else ()
                local = [Change("setting", 0, len(inside), other) for other in group if other != inside]
        except SyntaxFault:
            continue
        found += [Change(c.kind, c.start + slot.start, c.end + slot.start, c.new) for c in local]
        if slot.path[:2] == ("", "assume"):
            match = HYPOTHESIS.match(text, slot.outer_start)
            found.append(Change("hypothesis", match.start(), match.end(), ""))
    for match in FLAG.finditer(text):
        found.append(Change("hypothesis", match.start(), match.end(), ""))
    return [c for c in found if text[c.start:c.end] != c.new]


def mutants(sources, count, seed, wanted=None, kinds=()):
    """(number, source, kind, text) of `count` mutants, spread evenly over sources and kinds; the same for the same seed.

    Only mutants of `wanted` sources are given and counted; the others' numbers are passed over, so that a source
    whose verdict depends on the time it got does not change the other sources' mutants.
    """
    rng = random.Random(seed)
    cache, seen, made, turn = {}, set(), 0, 0
    order = sorted(sources)
    failures = number = 0
    wanted = set(sources) if wanted is None else wanted
    while made < count and failures < 50 * count + 1000:
        if turn % len(order) == 0:
            rng.shuffle(order)
        source = order[turn % len(order)]
        turn += 1
        if source not in cache:
            cache[source] = strip_head(sources[source])
        text = cache[source]
        options = {}
        for change in changes(text, rng):
            if not kinds or change.kind in kinds:
                options.setdefault(change.kind, []).append(change)
        if not options:
            failures += 1
            continue
        kind = rng.choice(sorted(options))
        mutant = rng.choice(options[kind]).apply(text)
        if mutant in seen:
            failures += 1
            continue
        seen.add(mutant)
        number += 1
        if source in wanted:
            made += 1
            yield number, source, kind, mutant
