#!/usr/bin/python3
"""Tests of the hunter's own parts; needs no program. Run with /usr/bin/python3 test_hunt.py"""
import pathlib
import random
import sys
import unittest
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from mpmath import mp, mpf  # noqa: E402

from attack import attack  # noqa: E402
from evaluator.claimfile import Claim, load  # noqa: E402
from evaluator.evaluate import Evaluator, Scope  # noqa: E402
from evaluator.syntax import SyntaxFault, parse, parse_binders  # noqa: E402
from metamorphic import makers, write  # noqa: E402
from mutate import changes, mutants, strip_head  # noqa: E402

mp.dps = 60


def truth(text, **names):
    return Evaluator().truth(parse(text), Scope({k: Fraction(v) for k, v in names.items()}))


class Parsing(unittest.TestCase):
    def test_minus_is_looser_than_power(self):
        self.assertEqual(parse("-x^2").kind, "neg")

    def test_power_is_right_associative(self):
        self.assertEqual(Evaluator().value(parse("2^3^2"), Scope()), 512)

    def test_negative_exponent(self):
        self.assertEqual(Evaluator().value(parse("2^-2*4"), Scope()), 1)

    def test_logic(self):
        self.assertEqual(parse("not a == 1 and b == 1 or c == 1 implies d == 1").kind, "implies")
        self.assertEqual(parse("a == 1 implies b == 1 implies c == 1").args[1].kind, "implies")
        self.assertEqual(parse("a == 1 iff b == 1").kind, "iff")

    def test_chain(self):
        self.assertEqual(parse("0 <= x < 1 == y").value, ["<=", "<", "=="])

    def test_calls_and_indices(self):
        self.assertEqual(parse("f(x, 1)[2, 3]").kind, "index")
        self.assertEqual(parse("sum(k in 1..3, k)").extra[0].name, "k")

    def test_binders(self):
        k, t = parse_binders("k in 1..D - 1, t in (0, 2]")
        self.assertTrue(k.is_range and not t.is_range and t.low_open and not t.high_open)

    def test_faults(self):
        for text in ("1 +", "2x", "(1", "x = 1", "and"):
            self.assertRaises(SyntaxFault, parse, text)


class Evaluating(unittest.TestCase):
    def test_exact(self):
        self.assertIs(truth("0.1 + 0.2 == 0.3"), True)
        self.assertIs(truth("sum(k in 1..10, k^2) == 385 and prod(k in 1..4, k) == 24"), True)

    def test_rounded(self):
        self.assertIs(truth("exp(pi*sqrt(163)) < 262537412640768744"), True)
        self.assertIs(truth("exp(pi*sqrt(163)) < 262537412640768743"), False)

    def test_does_not_pretend(self):
        self.assertIsNone(truth("sin(1)^2 + cos(1)^2 == 1"))
        self.assertIsNone(truth("cosh(x)^2 - sinh(x)^2 == 1", x=-40000))

    def test_undefined_is_false(self):
        self.assertIs(truth("log(0) == 0"), False)
        self.assertIs(truth("not (1/0 == 1)"), True)
        self.assertIs(truth("x == 0 or 1/x == 2", x=0), True)

    def test_matrices(self):
        self.assertIs(truth("opnorm([[3, 0], [0, 4]]) == 4 and nuclear([[3, 0], [0, 4]]) == 7"), True)
        self.assertIs(truth("det([[1, 2], [3, 4]]) == -2 and trace([[1, 2], [3, 4]]) == 5"), True)
        self.assertIs(truth("orth([[0, 2], [0, 0]]) != [[1, 2], [1, 1]]"), True)

    def test_definitions_capture_nothing(self):
        claim = Claim('[let]\n"P(y)" = "exists(x in [0, 1], x > y)"\n[[check]]\nclaim = "forall(x in 3..4, P(x))"\n')
        self.assertIsNot(Evaluator().truth(claim.checks[0].claim, claim.scope({})), True)


class Mutating(unittest.TestCase):
    TEXT = ('id = "a"\ntitle = "x^2"\nexpect = "holds"\nassume = ["x > 1"]\n[parameters]\nx = { any = "real" }\n'
            '[[check]]\nclaim = "x^2 >= x"  # x^2\n')

    def test_deterministic(self):
        first, second = (list(mutants({"a": self.TEXT}, 20, 5)) for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual(len({m[-1] for m in first}), 20)
        both = {"a": self.TEXT, "b": self.TEXT.replace("x > 1", "x > 2")}
        numbered = {m[0]: m[-1] for m in mutants(both, 20, 5)}
        for number, _, _, text in mutants(both, 5, 5, {"a"}):
            self.assertEqual(numbered[number], text)

    def test_one_change_outside_the_head(self):
        text = strip_head(self.TEXT)
        for change in changes(text, random.Random(1)):
            made = change.apply(text)
            load(made)
            self.assertTrue(made.endswith("# x^2\n"))
            self.assertNotEqual(made, text)

    def test_variants_can_be_read(self):
        for make in makers():
            made = make(load(strip_head(self.TEXT)), random.Random(2))
            Claim(write(made[0]))


HEADS = {
    "r": '[parameters]\nx = { any = "real" }\n', "p": '[parameters]\nx = { any = "real", positive = true }\n',
    "m": '[parameters]\nq = { any = "integer", min = 1 }\nA = { any = "matrix", rows = "q", cols = "q" }\n'
         'B = { any = "matrix", rows = "q", cols = "q" }\n',
    "s": '[system]\nstate = { x = "1" }\nequations = { x = "-x" }\nt_end = "2"\n',
    "e": '[system]\nstate = { x = "1" }\nequations = { x = "-sign(x)" }\nt_end = "2"\n',
    "b": '[system]\nstate = { x = "1" }\nequations = { x = "x^2" }\nt_end = "2"\n',
    "l": '[system]\nstate = { x = "1" }\nequations = { x = "x^2" }\n',
    "i": '[iteration]\nstate = { x = "0" }\nstep = { x = "x + n + 1" }\nsteps = 30\n', "": ""}
FALSE = [("r", "x^2 > 0"), ("r", "x^4 - 2*x^2 + 1 - 1e-9 >= 0"), ("p", "log(x) < x - 1"), ("r", "x/x == 1"),
         ("r", "exp(x) == 1 + x + x^2/2"), ("m", "A*B == B*A"), ("", "exp(1) < 2718281828459045235/10^18"),
         ("r", "max(x, 1) == x"), ("s", "x == exp(-1.000000001*t)"), ("s", "ddt(x) >= -1 + 1e-9"), ("e", "x == 1 - t"),
         ("e", "ddt(x) == -1"), ("b", "x >= 1"), ("l", "at(x, 2) != 0"), ("i", "x == n*(n + 1)/2 + max(n - 29, 0)")]
TRUE = [("r", "x^2 >= 0"), ("p", "log(x) <= x - 1"), ("r", "sin(x)^2 + cos(x)^2 == 1"), ("m", "trace(A*B) == trace(B*A)"),
        ("m", "norm(A + B) <= norm(A) + norm(B)"), ("s", "x == exp(-t)"), ("s", "ddt(x) == -x"), ("l", "x == 1/(1 - t)"),
        ("e", "x == max(1 - t, 0)"), ("i", "x == n*(n + 1)/2"), ("i", "next(x) == x + n + 1"),
        ("m", "inner(A, orth(A)) == nuclear(A)"), ("r", "abs(x)^2 == x^2 and -abs(x) <= x"),
        ("s", "exists(t in [0, 1], x < 1/2)"), ("s", "at(x, 2) == initial(x)*exp(-2)")]


class Attacking(unittest.TestCase):
    def attacked(self, head, claim, verdict="proved"):
        return attack(HEADS[head] + f'[[check]]\nclaim = "{claim}"\n', [{"verdict": verdict}], 4.0)

    def test_finds_falsity(self):
        for head, claim in FALSE:
            with self.subTest(claim=claim):
                self.assertTrue(self.attacked(head, claim).findings)

    def test_finds_nothing_against_truth(self):
        for head, claim in TRUE:
            with self.subTest(claim=claim):
                report = self.attacked(head, claim)
                self.assertEqual([str(f) for f in report.findings], [])
                self.assertTrue(report.attacked, report.reasons)

    def test_reads_witnesses(self):
        text = HEADS["r"] + '[[check]]\nclaim = "x^2 >= 1"\n'
        for x, wrong in (("2", True), ("1/2", False)):
            report = attack(text, [{"verdict": "refuted", "witness": {"x": x}}])
            self.assertEqual(bool(report.findings), wrong)

    def test_limits_are_left_alone(self):
        text = '[parameters]\nh = { to = "0" }\n[[check]]\nclaim = "h == 0"\nlimit = "h -> 0"\n'
        self.assertEqual(attack(text, [{"verdict": "confirmed"}]).reasons, {"limit, order or rate": 1})


class Integrating(unittest.TestCase):
    def test_oscillator(self):
        from evaluator.attack_system import Solution
        claim = Claim('[system]\nstate = { x = "1", y = "0" }\nequations = { x = "y", y = "-x" }\n')
        with mp.workdps(40):
            (x, y), _ = Solution(claim, claim.scope({}), None).trajectory.state_at(mpf(3))
            self.assertLess(abs(x - mp.cos(3)) + abs(y + mp.sin(3)), mpf(10) ** -19)


if __name__ == "__main__":
    unittest.main()
