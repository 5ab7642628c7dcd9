"""Flows of matrix models written out as systems.

Gradient and normalized flows of every linear model are systems in the layers' entries. Spectral flows are so from an
aligned start, where each mode moves by itself. The target and the start of a numeric file are asked from the program
(`simulate`), the target through a linear model that starts at zero: W(t) = (1 - exp(-t)) M.
"""
import csv
import io
import os
import re
import subprocess
import tempfile
from fractions import Fraction

from mpmath import mp, mpf

from .claimfile import tree
from .evaluate import Evaluator
from .matrices import Matrix, transpose, zeros
from .matrix_functions import from_mp, size, to_mp
from .numbers import Unsupported
from .syntax import parse
from .tomltext import write

ANSWERS = {}


def simulate(program, tables, *options):
    """The rows that `simulate` prints for a file."""
    text = write(tables)
    if (text, options) in ANSWERS:
        return ANSWERS[text, options]
    if len(ANSWERS) > 200:
        ANSWERS.clear()
    with tempfile.TemporaryDirectory(prefix="hunt-") as folder:
        path = os.path.join(folder, "flow.toml")
        with open(path, "w") as file:
            file.write(text)
        try:
            done = subprocess.run([program, "simulate", path, *options], capture_output=True, text=True, timeout=10)
        except subprocess.TimeoutExpired as fault:
            raise Unsupported("simulate takes too long") from fault
    if done.returncode:
        raise Unsupported("simulate fails")
    ANSWERS[text, options] = rows = list(csv.reader(io.StringIO(done.stdout)))
    return rows


def gathered(names, values, prefix):
    """The matrix whose entries are named prefix[i,j]."""
    entries = {}
    for name, value in zip(names, values):
        match = re.fullmatch(re.escape(prefix) + r"\[(\d+),(\d+)\]", name)
        if match:
            entries[int(match.group(1)), int(match.group(2))] = value
    if not entries:
        return None
    rows, cols = max(i for i, _ in entries), max(j for _, j in entries)
    return Matrix([[entries[i, j] for j in range(1, cols + 1)] for i in range(1, rows + 1)])


class Flow:
    """One flow at one parameter point: start matrices, target, and the trees of its names."""

    def __init__(self, claim, scope, program, rng):
        flow = claim.moving
        if "model" not in flow:
            raise Unsupported("several flows")
        for key in ("discrete", "input_covariance", "weight_decay", "loss", "friction"):
            if key in flow:
                raise Unsupported(f"{key}")
        if "mixture" in flow.get("target", {}):
            raise Unsupported("mixture")
        self.optimizer = flow["optimizer"]
        if self.optimizer not in ("gradient", "normalized", "spectral"):
            raise Unsupported(f"{self.optimizer}")
        self.evaluator, self.scope = Evaluator(), scope
        symbolic = any(p.kind == "integer" for p in claim.parameters.values())
        if symbolic or program is None:
            if "matrix" not in flow["target"] or self.optimizer == "spectral":
                raise Unsupported("symbolic" if symbolic else "flow: no program to ask")
            self.target = self.evaluator.value(tree(flow["target"]["matrix"]), scope)
            self.layers = self.random_layers(flow, rng)
        else:
            self.ask(claim, scope, program)
        if self.optimizer != "spectral" and sum(len(m.entries()) for m in self.layers) > 40:
            raise Unsupported("too large")

    def random_layers(self, flow, rng):
        count = {"linear": 1, "two-layer": 2}.get(flow["model"]) or size(self.evaluator.value(tree(flow["layers"]), self.scope))
        rows, cols = self.target.shape
        hidden = flow.get("hidden", min(rows, cols))
        widths = hidden if isinstance(hidden, list) else [hidden] * (count - 1)
        sizes = [cols] + [size(self.evaluator.value(tree(h), self.scope)) for h in widths] + [rows]
        return [Matrix([[Fraction(rng.randint(-6, 6), 4) for _ in range(a)] for _ in range(b)])
                for a, b in zip(sizes, sizes[1:])]

    def ask(self, claim, scope, program):
        """Start and target of a numeric flow."""
        tables = {k: v for k, v in claim.tables.items() if k in ("parameters", "let", "flow")}
        values = {}
        for name, spec in tables.get("parameters", {}).items():
            p = claim.parameters[name]
            value = self.evaluator.resolve(scope.names[name]) if p.kind != "value" else None
            values[name] = spec if value is None else str(value) if isinstance(value, Fraction) else \
                [str(x) for x in value.entries()]
        flow = {k: v for k, v in tables["flow"].items() if k in ("target",)}
        check = [{"claim": "t >= 0"}]
        plain = dict(tables, parameters=values, check=check)
        rows = simulate(program, plain, "--initial")
        names, entries = [r[0] for r in rows[1:]], [Fraction(r[1]) for r in rows[1:]]
        self.layers = []
        while (found := gathered(names, entries, f"layer[{len(self.layers) + 1}]")) is not None:
            self.layers.append(found)
        linear = dict(plain, flow=dict(flow, model="linear", optimizer="gradient", init={"kind": "zero"}, t_end="1"))
        rows = simulate(program, linear, "--times", "0:1:1", "--csv", "-")
        product = gathered(rows[0], [mpf(x) for x in rows[-1]], "W")
        self.target = product.map(lambda x: x / (1 - mp.exp(-1)))

    # --- as a system ---

    def system(self):
        """(states, rates, definitions, items): trees by name."""
        constants = {"target_": self.target}
        count = len(self.layers)
        if self.optimizer == "spectral":
            states, rates, layers, more = self.modes()
            constants.update(more)
        else:
            layers = [f"layer_{i}" for i in range(1, count + 1)]
            states = {name: m for name, m in zip(layers, self.layers)}
            rates = None
        chain = "*".join(f"({x})" for x in reversed(layers))
        error = f"(target_ - {chain})"
        gradients = []
        for i in range(count):
            after = "*".join(f"({x})" for x in reversed(layers[i + 1:]))
            before = "*".join(f"({x})" for x in reversed(layers[:i]))
            gradients.append("-1*" + (f"transpose({after})*" if after else "") + error
                             + (f"*transpose({before})" if before else ""))
        if rates is None:
            whole = "sqrt(" + " + ".join(f"norm({g})^2" for g in gradients) + ")"
            divisor = "" if self.optimizer == "gradient" else f"/{whole}"
            rates = {name: parse(f"-1*({g}){divisor}") for name, g in zip(layers, gradients)}
        definitions = {"W": parse(chain), "E": parse(error), "loss": parse(f"norm({error})^2/2")}
        if count == 2:
            definitions |= {"U": parse(layers[0]), "V": parse(layers[1]), "P": parse(layers[1]),
                            "Q": parse(f"transpose({layers[0]})")}
        items = {"layer": [parse(x) for x in layers], "grad": [parse(g) for g in gradients]}
        planes = self.planes()
        if planes:
            for k, plane in enumerate(planes, 1):
                constants[f"plane_{k}"] = plane
            items["sigma"] = [parse(f"inner(plane_{k}, {chain})") for k in range(1, len(planes) + 1)]
            rest = " - ".join([chain] + [f"inner(plane_{k}, {chain})*plane_{k}" for k in range(1, len(planes) + 1)])
            definitions["off_diagonal"] = parse(f"norm({rest})")
            constants["D"] = Fraction(len(planes))
        return states, rates, definitions, items, constants

    def pairs(self):
        """(s, q, r) of the target's modes; None if two are equal or one is zero."""
        wide = self.target.shape[0] < self.target.shape[1]
        u, s, v = mp.svd_r(to_mp(transpose(self.target) if wide else self.target))
        u, v = from_mp(u), from_mp(v)
        if wide:
            u, v = transpose(v), transpose(u)
        order = sorted(range(len(s)), key=lambda i: -s[i])
        values = [s[i] for i in order]
        if any(a - b < mpf(10) ** -6 for a, b in zip(values, values[1:] + [mpf(0)])):
            return None
        return [(s[i], Matrix([[row[i]] for row in u.rows]), Matrix([[x] for x in v.rows[i]])) for i in order]

    def planes(self):
        pairs = self.pairs()
        return None if pairs is None else [outer(q, r) for _, q, r in pairs]

    def modes(self):
        """An aligned two-layer start under spectral flow: one pair of numbers per mode."""
        pairs = self.pairs()
        if len(self.layers) != 2 or pairs is None:
            raise Unsupported("spectral, not aligned")
        first, second = self.layers
        states, rates, constants, left, right = {}, {}, {}, [], []
        total_u, total_v = zeros(*first.shape), zeros(*second.shape)
        for k, (s, q, r) in enumerate(pairs, 1):
            h = times(transpose(second), q)
            a = mp.sqrt(mp.fsum(x * x for x in h.entries()))
            if a < mpf(10) ** -30:
                raise Unsupported("spectral, not aligned")
            h = h.map(lambda x: x / a)
            b = times(transpose(h), times(first, r)).rows[0][0]
            constants |= {f"v_{k}": outer(q, h), f"u_{k}": outer(h, r), f"s_{k}": s}
            total_v = plus(total_v, outer(q, h).map(lambda x: x * a))
            total_u = plus(total_u, outer(h, r).map(lambda x: x * b))
            states |= {f"a_{k}": a, f"b_{k}": b}
            rates |= {f"a_{k}": parse(f"sign(b_{k}*(s_{k} - a_{k}*b_{k}))"),
                      f"b_{k}": parse(f"sign(a_{k}*(s_{k} - a_{k}*b_{k}))")}
            left.append(f"a_{k}*v_{k}")
            right.append(f"b_{k}*u_{k}")
        for total, start in ((total_u, first), (total_v, second)):
            if max(abs(x - y) for x, y in zip(total.entries(), start.entries())) > mpf(10) ** -25:
                raise Unsupported("spectral, not aligned")
        return states, rates, [" + ".join(right), " + ".join(left)], constants


def times(a, b):
    return Matrix([[mp.fsum(mpf(x.numerator) / x.denominator * b.rows[i][j] if isinstance(x, Fraction) else x * b.rows[i][j]
                            for i, x in enumerate(row)) for j in range(b.shape[1])] for row in a.rows])


def plus(a, b):
    return Matrix([[mp.mpf(x.numerator) / x.denominator + y if isinstance(x, Fraction) else x + y
                    for x, y in zip(r, s)] for r, s in zip(a.rows, b.rows)])


def outer(q, r):
    return Matrix([[x * y for y in r.entries()] for x in q.entries()])

