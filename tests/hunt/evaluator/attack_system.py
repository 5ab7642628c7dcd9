"""Attacks on claims along the solutions of systems."""
import random
import time
from fractions import Fraction

from mpmath import mp, mpf

from .attack_formula import bind, witness
from .evaluate import Definition, Evaluator, Moved, Scope
from .findings import Finding, shown
from .graph import Graph
from .matrices import Matrix
from .numbers import Undefined, Unsupported, Unsure, real
from .sampling import NoPoint, Sampler
from .series import value_at
from .syntax import names_in
from .trajectory import Ended, StepFault, Trajectory

DIGITS, CHECK_DIGITS = 40, 55
TOLERANCE = mpf(10) ** -16


class Stuck(Exception):
    """A solution could not be followed as far as it was asked for."""

    def __init__(self, why, asked):
        super().__init__(why)
        self.asked = asked


class Solution:
    """The trajectory of one parameter point, with the names that it brings."""

    def __init__(self, claim, scope, deadline, order=26, digits=22, longest=None, items=None):
        self.scope, self.names = scope, {}
        start, self.exact_start = [], {}
        evaluator = Evaluator()
        for name, tree in claim.state.items():
            value = evaluator.value(tree, scope)
            self.exact_start[name] = value
            entries = value.entries() if isinstance(value, Matrix) else [value]
            numbers = list(range(len(start), len(start) + len(entries)))
            start += [real(x) for x in entries]
            if isinstance(value, Matrix):
                columns = value.shape[1]
                self.names[name] = Matrix([numbers[i:i + columns] for i in range(0, len(numbers), columns)])
            else:
                self.names[name] = numbers[0]
        self.gather_vectors()
        self.graph = Graph(self.names)
        self.graph.items = {k: (trees, scope) for k, trees in (items or {}).items()}
        field = []
        for name in claim.state:
            built = self.graph.build(claim.rates[name], scope)
            field += built.entries() if isinstance(built, Matrix) else [built]
        if len(field) != len(start):
            raise Unsupported("shapes of states and equations")
        self.trajectory = Trajectory(self.graph, field, start, order, digits, longest, deadline)

    def gather_vectors(self):
        """States named x[1], x[2], ... are the entries of a vector x."""
        vectors = {}
        for name in list(self.names):
            if name.endswith("]") and "[" in name:
                base, _, place = name[:-1].partition("[")
                vectors.setdefault(base, {})[int(place)] = name
        for base, entries in vectors.items():
            order = [entries[i] for i in sorted(entries)]
            self.names[base] = Matrix([[self.names[n]] for n in order])
            self.exact_start[base] = Matrix([[self.exact_start[n]] for n in order])


class SystemMoment:
    """A time along a solution."""

    def __init__(self, solution, when):
        self.solution, self.when = solution, when
        self.cache = None

    def states(self):
        if self.cache is None:
            try:
                self.cache = self.solution.trajectory.state_at(real(self.when))
            except Ended as end:
                raise Undefined(f"beyond the solution's end: {end.why}") from end
        return self.cache

    def value(self, name, evaluator):
        if name == "t":
            return self.when
        if name not in self.solution.names:
            raise Unsupported(f"the name '{name}'")
        if self.when == 0:
            return self.solution.exact_start[name]
        values = self.states()[0]
        return Graph.map(lambda i: values[i], self.solution.names[name])

    def item(self, name, indices):
        """What an indexed name of a flow stands for, or None."""
        trees, home = self.solution.graph.items.get(name, (None, None))
        if trees is None or len(indices) != 1:
            return None
        if not 1 <= indices[0] <= len(trees):
            raise Unsupported("an index out of range")
        return Definition(trees[indices[0] - 1], home)

    def special(self, name, node, scope, evaluator):
        if name == "next":
            raise Unsupported("next in a system")
        if name == "ddt":
            return self.derivative(node.args[0], scope)
        when = Fraction(0) if name == "initial" else evaluator.scalar(node.args[1], scope)
        if real(when) < 0:
            raise Undefined("before the start")
        return Moved(SystemMoment(self.solution, when)).evaluate(
            evaluator, lambda: evaluator.value(node.args[0], scope))

    def derivative(self, tree, scope):
        values, piece = self.states()
        graph = self.solution.graph
        built = graph.build(tree, scope)
        seeds = dict(enumerate(piece.rates))
        seeds["time"] = graph.make("const", mpf(1))
        when = real(self.when)

        def one(node):
            sides = {}
            for g in graph.switch_functions([node]):
                value = value_at(graph, graph.chosen(g, sides), values, when)
                if abs(value) < mpf(10) ** -12:
                    raise Unsure("a derivative at a kink")
                sides[g] = 1 if value > 0 else -1
            smooth = graph.chosen(node, sides)
            try:
                rate = graph.derivative(smooth, ("flow", tuple(piece.rates)), seeds)
                return value_at(graph, rate, values, when)
            except Undefined as fault:
                raise Unsure("a derivative whose formula is undefined") from fault
        return Graph.map(one, built)

    def times(self, low, high, binder):
        low = Fraction(0) if low is None else low
        high = real(low) + 8 if high is None else high
        return [Moved(SystemMoment(self.solution, real(low) + (real(high) - real(low)) * i / 12))
                for i in range(13) if not (i == 0 and binder.low_open or i == 12 and binder.high_open)]


def attack_check(claim, index, check, report, deadline, seed, points=10, times=24):
    """Look for a parameter point and a time where a check is false."""
    with mp.workdps(DIGITS):
        rng = random.Random(seed)
        sampler = Sampler(claim, rng, gentle=True)
        tried, stuck = 0, None
        binders = [b for b in check.binders if b.name != "t"]
        window = next((b for b in check.binders if b.name == "t"), None)
        only_once = not claim.parameters or all(p.kind == "value" for p in claim.parameters.values())
        for _ in range(1 if only_once else points):
            if time.monotonic() > deadline:
                break
            try:
                scope = sampler.draw()
            except NoPoint:
                continue
            if any(isinstance(scope.names.get(p.name), Fraction) and abs(scope.names[p.name]) > 10 ** 5
                   for p in claim.parameters.values()):
                continue
            try:
                solution = Solution(claim, scope, deadline, items=getattr(claim, "items", None))
            except Undefined as fault:
                if check.binders and bind(binders, scope, rng) is None:
                    continue
                if not depends_on_time(claim, check):
                    continue  # about parameters alone: it needs no solution
                return Finding("positive without a start", index, f"{witness(claim, check, scope)}; {fault}")
            except Unsure:
                continue
            try:
                found, used = attack_solution(claim, index, check, solution, binders, window, rng, deadline, times)
            except Stuck as fault:
                found, used, stuck = None, fault.asked, fault
            tried += used
            if found:
                return found
        if tried:
            report.attacked += 1
        else:
            report.skip(f"system: {stuck or 'no solution could be followed'}")
        return None


def attack_solution(claim, index, check, solution, binders, window, rng, deadline, times):
    """(Finding or None, how many questions were answered) along one solution."""
    answered, doubts, scope, cap = 0, 0, solution.scope, None
    for turn in range(times):
        if time.monotonic() > deadline + (0 if cap is None else 0.4):
            break
        bound = bind(binders, scope, rng) if binders else scope
        if bound is None:
            continue
        when = pick_time(claim, window, bound, rng, turn, cap)
        if when is None:
            return None, answered
        try:
            answer = ask(check, solution, bound, when)
        except StepFault as fault:
            if cap is None and solution.trajectory.time > 0:
                cap = solution.trajectory.time
                continue
            raise Stuck(str(fault), answered) from fault
        except Ended as end:
            if end.time > 0 and window is None and claim.t_end is None:
                cap = end.time * mpf("0.99")  # the claim is about the solution's life
                continue
            if end.time < real(when) * mpf("0.999") and verify_end(claim, scope, when, end):
                text = f"{witness(claim, check, bound)}; the solution ends at t = {shown(end.time)}, {end.why}"
                return Finding("positive beyond the solution's end", index, text), answered
            return None, answered
        answered += 1
        if answer is False:
            if verify(claim, check, scope, binders, bound, when):
                return Finding("false along the solution", index,
                               f"{witness(claim, check, bound)}, t = {shown(when)}"), answered
            doubts += 1
            if doubts > 2:
                break
        if not binders and not depends_on_time(claim, check):
            break
    return None, answered


def depends_on_time(claim, check):
    names, todo, lets = set(), [check.claim], {name: body for name, _, body in claim.lets}
    while todo:
        for name in names_in(todo.pop()) - names:
            names.add(name)
            if name in lets:
                todo.append(lets[name])
    bases = {n.partition("[")[0] for n in claim.state} | set(claim.state) | {"t"}
    return bool(names & bases)


def ask(check, solution, bound, when, tolerance=TOLERANCE):
    """Truth of a check at a time."""
    moment = SystemMoment(solution, when)
    solution.trajectory.piece_at(real(when))
    return Evaluator(moment, tolerance).truth(check.claim, bound)


def pick_time(claim, window, bound, rng, turn, cap=None):
    """A time of the check's range, its ends first, not beyond `cap`; None if the range is empty."""
    evaluator = Evaluator()
    try:
        low, low_open, high, high_open = Fraction(0), False, None, False
        if window is not None:
            if window.is_range:
                raise Unsupported("a time in a range of integers")
            low, high = evaluator.end(window.low, bound), evaluator.end(window.high, bound)
            low_open, high_open = window.low_open, window.high_open
        elif claim.t_end is not None:
            high = evaluator.end(claim.t_end, bound)
    except (Undefined, Unsure):
        return None
    low = Fraction(0) if low is None or real(low) < 0 else low
    if high is None:
        high = real(low) + rng.choice((mpf(1), mpf(2), mpf(5)))
    if cap is not None and real(high) > cap:
        high, high_open = cap, False
    if real(high) < real(low):
        return None
    if turn == 0:
        return high if not high_open else real(low) + (real(high) - real(low)) * mpf("0.99999")
    if turn == 1 and not low_open:
        return low
    if turn in (2, 3):
        return real(low) + (real(high) - real(low)) * mpf(10) ** (-3 * turn + 3)
    if turn % 3 == 0:  # a simple fraction, exactly
        part = Fraction(rng.randint(0, 24), rng.choice((2, 3, 4, 6)))
        if real(low) < real(part) < real(high):
            return part
    return real(low) + (real(high) - real(low)) * rng.randint(1, 9999) / 10000


def again(claim, scope, steps):
    return Solution(claim, scope, time.monotonic() + 6, order=34, digits=40, longest=steps,
                    items=getattr(claim, "items", None))


def verify(claim, check, scope, binders, bound, when):
    """Whether the check is false at a second solution: other order, digits and steps."""
    with mp.workdps(CHECK_DIGITS):
        try:
            solution = again(claim, rebuilt(claim, scope), mpf(1) / 7)
            return ask(check, solution, rebound(bound, scope, solution.scope), when) is False
        except (Ended, Undefined, Unsure, Unsupported):
            return False


def rebuilt(claim, scope):
    """The same point; constants are computed anew at the present precision."""
    return claim.scope({k: v for k, v in scope.names.items() if k in claim.parameters and not isinstance(v, Definition)}
                       | {k: Definition(v.tree, scope) for k, v in scope.names.items()
                          if k in claim.parameters and isinstance(v, Definition)})


def rebound(bound, old, new):
    """The bound variables of a scope, over another scope."""
    if bound is old:
        return new
    return Scope(dict(bound.names), rebound(bound.outer, old, new))


def verify_end(claim, scope, when, end):
    """Whether a second solution ends at the same time."""
    with mp.workdps(CHECK_DIGITS):
        try:
            again(claim, rebuilt(claim, scope), mpf(1) / 7).trajectory.piece_at(real(when))
        except Ended as other:
            return abs(other.time - end.time) < mpf(10) ** -6 * (1 + end.time)
        except (Undefined, Unsure, Unsupported):
            pass
        return False
