"""Solutions of systems by Taylor steps, with switches located by bisection and sliding after Filippov.

A trajectory grows as far as it is asked to. Ended is raised for times beyond its life.
"""
from mpmath import mp, mpf

from .numbers import Undefined, Unsupported, Unsure
from .series import horner, solve, value_at


class Ended(Exception):
    """The solution does not live until the time that was asked for."""

    def __init__(self, time, why):
        super().__init__(why)
        self.time, self.why = time, why


class StepFault(Unsupported):
    """The integrator cannot go on here; elsewhere it may."""


class Piece:
    """One step: coefficients of the states around `start`, valid until `end`; rates are the field's nodes."""
    __slots__ = ("start", "end", "states", "rates")

    def __init__(self, start, end, states, rates):
        self.start, self.end, self.states, self.rates = start, end, states, rates


class Trajectory:
    def __init__(self, graph, field, values, order=26, digits=22, longest=None, deadline=None, most_steps=600):
        self.graph, self.field, self.order = graph, field, order
        self.tolerance, self.longest, self.most_steps = mpf(10) ** -digits, longest, most_steps
        self.pieces, self.time, self.values = [], mpf(0), [mpf(v) for v in values]
        self.start_values = list(self.values)
        self.switches = graph.switch_functions(field)
        self.sides, self.sliding = None, []
        self.ended, self.deadline, self.switch_count = None, deadline, 0

    # --- modes ---

    def settle_sides(self):
        """Sides of all switches at the present point; those at zero are decided by what happens next."""
        sides, zero = dict(self.sides or {}), []
        for g in self.switches:
            smooth = self.graph.chosen(g, sides) if self.graph.switch_functions([g]) else g
            value = value_at(self.graph, smooth, self.values, self.time)
            scale = mpf(10) ** (-mp.dps // 2)
            if abs(value) > scale:
                sides[g] = 1 if value > 0 else -1
            else:
                zero.append(g)
                sides.setdefault(g, 0)
        self.sides = sides
        self.sliding = []
        if zero:
            self.decide(zero)
        self.prepare()

    def gradient(self, g, sides):
        """Derivatives of a switch function by every variable and by the time, as numbers."""
        g = self.graph.chosen(g, sides)
        one, found = self.graph.constant(1), []
        one = self.graph.make("const", mpf(1))
        for key in list(range(len(self.values))) + ["time"]:
            node = self.graph.derivative(g, ("by", key), {key: one})
            found.append(value_at(self.graph, node, self.values, self.time))
        return found

    def decide(self, zero):
        """Choose sides for switch functions that are zero here: crossing, or sliding."""
        groups = []
        for g in zero:
            own = self.gradient(g, {**self.sides, **{z: 1 for z in zero}})
            size = mp.sqrt(mp.fsum(x * x for x in own))
            if size < mpf(10) ** -12:
                raise StepFault("a switch with a vanishing gradient")
            for group in groups:
                cosine = mp.fdot(zip(own, group[0][2])) / size / group[0][3]
                if abs(abs(cosine) - 1) < mpf(10) ** -10:
                    group.append((g, 1 if cosine > 0 else -1, own, size))
                    break
            else:
                groups.append([(g, 1, own, size)])
        for group in groups:
            for g, orientation, _, _ in group:
                self.sides[g] = orientation
        undecided = []
        for group in groups:
            outcomes = [self.leads(group, side, [o for o in groups if o is not group]) for side in (1, -1)]
            if outcomes == [True, True]:
                raise StepFault("a solution that is not unique")
            if outcomes == [False, False]:
                undecided.append(group)
            else:
                side = 1 if outcomes[0] else -1
                for g, orientation, _, _ in group:
                    self.sides[g] = side * orientation
        if len(groups) > 1 and len(undecided) != len(groups) and len(groups) - len(undecided) > 1:
            raise StepFault("several switches at once")
        self.sliding = [[(g, o) for g, o, _, _ in group] for group in undecided]

    def leads(self, group, side, others):
        """Whether taking a side of a surface leads to that side."""
        sides = dict(self.sides)
        for g, orientation, _, _ in group:
            sides[g] = side * orientation
        rates = [self.graph.chosen(f, sides) for f in self.field]
        watched = self.graph.chosen(group[0][0], sides)
        _, (coefficients,) = solve(self.graph, rates, self.values, self.time, 8, [watched])
        for c in coefficients[1:]:
            if abs(c) > mpf(10) ** (-mp.dps // 3):
                return (c > 0) == (side > 0)
        return False

    def prepare(self):
        """The field of the present mode, and the nodes whose signs end it."""
        graph, sides = self.graph, self.sides
        rates = [graph.chosen(f, sides) for f in self.field]
        self.watched = []
        if self.sliding:
            rates = self.sliding_field(rates)
        held = {g for group in self.sliding for g, _ in group}
        for g in self.switches:
            if g not in held:
                smooth = graph.chosen(g, sides)
                if graph.constant_value(smooth) is None:
                    self.watched.append((smooth, sides[g]))
        self.rates = rates

    def sliding_field(self, plus):
        """The field on the surfaces: plus - sum of mu_j (plus - minus_j), tangent to every surface."""
        graph = self.graph
        one = graph.make("const", mpf(1))
        sides = dict(self.sides)
        for group in self.sliding:
            for g, orientation in group:
                sides[g] = orientation
        plus = [graph.chosen(f, sides) for f in self.field]
        result = list(plus)
        for j, group in enumerate(self.sliding):
            other = dict(sides)
            for g, orientation in group:
                other[g] = -orientation
            minus = [graph.chosen(f, other) for f in self.field]
            gap = [graph.sub(p, m) for p, m in zip(plus, minus)]
            seeds = dict(enumerate(plus))
            seeds["time"] = one
            surface = graph.chosen(group[0][0], sides)
            up = graph.derivative(surface, ("along", tuple(plus)), seeds)
            across = graph.derivative(surface, ("across", tuple(gap)), dict(enumerate(gap)))
            for other_group in self.sliding:
                if other_group is not group:
                    second = graph.chosen(other_group[0][0], sides)
                    mixed = graph.derivative(second, ("across", tuple(gap)), dict(enumerate(gap)))
                    if abs(value_at(graph, mixed, self.values, self.time)) > mpf(10) ** -20:
                        raise StepFault("surfaces that depend on one another")
            if abs(value_at(graph, across, self.values, self.time)) < mpf(10) ** -20:
                continue  # the same field on both sides
            share = graph.div(up, across)
            result = [graph.sub(r, graph.mul(share, d)) for r, d in zip(result, gap)]
            for node, name in ((share, 1), (graph.sub(one, share), 1)):
                if graph.constant_value(node) is None:
                    self.watched.append((node, name))
        return result

    # --- steps ---

    def step(self):
        import time as clock
        if self.deadline is not None and clock.monotonic() > self.deadline:
            raise StepFault("too slow to integrate")
        if len(self.pieces) >= self.most_steps:
            raise StepFault("too many steps")
        try:
            if self.sides is None:
                self.settle_sides()
            states, watched = solve(self.graph, self.rates, self.values, self.time, self.order,
                                    [w for w, _ in self.watched])
        except Undefined as fault:
            if self.time == 0:
                self.stop(f"the field is undefined: {fault}")
            raise StepFault("a field that becomes undefined") from fault
        except (Unsure, ArithmeticError, ValueError) as fault:
            raise StepFault(str(fault)[:60]) from fault
        h = self.length(states)
        h, switched = self.first_switch(watched, h)
        if h < mpf(10) ** -10 * (1 + self.time) and not switched:
            largest = max([abs(v) for v in self.values] or [mpf(0)])
            speed = max([abs(s[1]) for s in states] or [mpf(0)])
            before = max([abs(v) for v in self.start_values] or [mpf(0)]) + 1
            if largest > 10 ** 6 * before and speed > 10 ** 6 * largest and self.time > mpf(10) ** -4:
                self.stop("the solution grows beyond bounds")
            raise StepFault("steps that become too small")
        self.pieces.append(Piece(self.time, self.time + h, states, self.rates))
        self.values = [horner(s, h) for s in states]
        self.time += h
        if max([abs(v) for v in self.values] or [0]) > mpf(10) ** 60:
            raise StepFault("huge values")
        if switched:
            self.switch_count += 1
            if self.switch_count > 60:
                raise StepFault("too many switches")
            try:
                self.settle_sides()
            except (Undefined, Unsure, ArithmeticError, ValueError) as fault:
                raise StepFault(f"at a switch: {str(fault)[:40]}") from fault

    def stop(self, why):
        self.ended = Ended(self.time, why)
        raise self.ended

    def length(self, states):
        """A step whose last terms are below the tolerance."""
        best = self.longest or mpf(4)
        for s in states:
            scale = max(mpf(1), abs(s[0]))
            for k in (self.order, self.order + 1):
                if s[k]:
                    best = min(best, mp.root(self.tolerance * scale / abs(s[k]), k))
        return best * mpf("0.8")

    def first_switch(self, watched, h):
        """The step until a watched function first leaves its side, and whether one does. Looked for more closely just
        after the step's beginning: a function that is small there may leave its side for a short while only."""
        count, first = 24, None
        looked_at = [h / count / 2 ** k for k in range(40, 0, -1)] + [h * i / count for i in range(1, count + 1)]
        for coefficients, (_, side) in zip(watched, self.watched):
            if side == 0:
                continue
            before = mpf(0)
            for at in looked_at:
                if horner(coefficients, at) * side < 0:
                    low, high = before, at
                    for _ in range(int(mp.prec) + 10):
                        middle = (low + high) / 2
                        if horner(coefficients, middle) * side < 0:
                            high = middle
                        else:
                            low = middle
                    if first is None or high < first:
                        first = high
                    break
                before = at
        return (h, False) if first is None else (first, True)

    def piece_at(self, time):
        """The piece that covers a time; grows the trajectory."""
        if self.ended is not None and time > self.time:
            raise self.ended
        while not self.pieces or self.pieces[-1].end < time:
            self.step()
        low, high = 0, len(self.pieces) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.pieces[middle].end >= time else (middle + 1, high)
        return self.pieces[low]

    def state_at(self, time):
        piece = self.piece_at(time)
        return [horner(s, time - piece.start) for s in piece.states], piece
