#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "integrators/numbers/ball.hpp"
#include "integrators/taylor/convolution.hpp"
#include "integrators/taylor/jets.hpp"
#include "tests/integrators/function_inside.hpp"

using namespace flowcert;
using namespace flowcert::integrators;
using theorems::apply;
using theorems::Op;
using theorems::Term;

namespace {
const Term x = theorems::variable("x"), t = theorems::variable("t");

Tape tape_of(const std::vector<Term>& outputs) {
  const std::vector<std::string> names{"x", "t"};
  return Tape::compile(outputs, names);
}

/// Jets of term(x(t)) for x(t) = 3/7 + t/2 - t^2/5 + t^3.
template <class T>
std::vector<T> jets_of(const Term& term, std::size_t order) {
  const std::vector<Rational> input{Rational(3, 7), Rational(1, 2), Rational(-1, 5), Rational(1)};
  std::vector<T> series;
  for (const Rational& c : input) {
    if constexpr (std::is_same_v<T, Block>)
      series.emplace_back(to_real(c));
    else if constexpr (std::is_same_v<T, Real>)
      series.push_back(to_real(c));
    else if constexpr (std::is_same_v<T, double>)
      series.push_back(c.convert_to<double>());
    else
      series.emplace_back(c);
  }
  const JetProgram program(tape_of({term}), {false, true});
  return compose_jets<T>(program, {series, {T(0)}}, order).front();
}

std::vector<Term> smooth_terms() {
  std::vector<Term> terms;
  for (const Op op : theorems::functions::ops)
    if (theorems::function_of(op)->slope != nullptr || op == Op::sign) terms.push_back(test::function_inside(op, x));
  terms.push_back(theorems::pow(x, Term(7)));
  terms.push_back(theorems::pow(x, Term(-3)));
  terms.push_back(theorems::pow(x, Term(Rational(5, 3))));
  terms.push_back(apply(Op::power, {x, x + Term(1)}));
  terms.push_back(apply(Op::power, {Term(2), x}));
  terms.push_back(x * x / (Term(1) + x));
  terms.push_back(apply(Op::min, {x, Term(1) - x}));
  terms.push_back(apply(Op::max, {x, Term(1) - x}));
  return terms;
}
}  // namespace

TEST_CASE("Jets follow the chain rule: the derivative's jets are the jets' derivative") {
  const ScopedDigits digits(40);
  for (const Term& term : smooth_terms()) {
    if (term.op() == Op::sign) continue;
    INFO(theorems::to_text(term));
    // d/dt f(x(t)) = f'(x) x'(t), with x'(t) = 1/2 - 2t/5 + 3t^2 written out in t.
    const std::vector<Real> f = jets_of<Real>(term, 14);
    const std::vector<Real> slope = jets_of<Real>(theorems::derivative(term, "x"), 14);
    for (std::size_t k = 0; k < 12; ++k) {
      Real expected = slope[k] / 2;
      if (k >= 1) expected -= slope[k - 1] * 2 / 5;
      if (k >= 2) expected += slope[k - 2] * 3;
      const Real error = abs(Real(f[k + 1] * (k + 1) - expected));
      CHECK(error < Real("1e-30") * (1 + abs(expected)));
    }
  }
}

TEST_CASE("Every number type computes the same jets, and balls contain them") {
  const ScopedDigits digits(50);
  for (const Term& term : smooth_terms()) {
    INFO(theorems::to_text(term));
    const std::vector<Real> real = jets_of<Real>(term, 20);
    const std::vector<Block> block = jets_of<Block>(term, 20);
    const std::vector<Ball> ball = jets_of<Ball>(term, 20);
    const std::vector<double> rough = jets_of<double>(term, 20);
    std::vector<Ball> sharp;
    {
      const ScopedDigits more(90);
      sharp = jets_of<Ball>(term, 20);
    }
    for (std::size_t k = 0; k <= 20; ++k) {
      const Real size = 1 + abs(real[k]);
      CHECK(abs(Real(real[k] - block[k].real())) < Real("1e-44") * size);
      CHECK(ball[k].finite());
      CHECK(ball[k].contains(sharp[k]));
      CHECK(ball[k].radius_log10() < -35);
      CHECK(std::abs(rough[k] - real[k].convert_to<double>()) < 1e-8 * size.convert_to<double>());
    }
  }
}

TEST_CASE("Fast convolutions agree with the plain one") {
  const ScopedDigits digits(60);
  std::mt19937_64 random(5);
  std::vector<Real> a, b;
  std::vector<Block> block_a, block_b;
  std::vector<Ball> ball_a, ball_b;
  for (int j = 0; j < 40; ++j) {
    const Rational p(static_cast<long>(random() % 2001) - 1000, 7), q(static_cast<long>(random() % 2001) - 1000, 11);
    a.push_back(to_real(p));
    b.push_back(to_real(q));
    block_a.emplace_back(a.back());
    block_b.emplace_back(b.back());
    ball_a.emplace_back(p);
    ball_b.emplace_back(q);
  }
  for (const std::size_t n : {0U, 1U, 2U, 7U, 40U}) {
    const std::size_t last = n == 0 ? 0 : n - 1;
    const Real plain = convolve_plain(a.data(), b.data() + last, n);
    CHECK(abs(Real(plain - convolve(a.data(), b.data() + last, n))) < Real("1e-50"));
    CHECK(abs(Real(plain - convolve(block_a.data(), block_b.data() + last, n).real())) < Real("1e-50"));
    const Ball fast = convolve(ball_a.data(), ball_b.data() + last, n);
    CHECK((fast - convolve_plain(ball_a.data(), ball_b.data() + last, n)).contains_zero());
    CHECK(fast.radius_log10() < -50);
  }
}

TEST_CASE("The solution's jets are those of the closed form") {
  const ScopedDigits digits(50);
  const JetProgram growth(tape_of({x}), {false, false});
  const auto exponential = solution_jets<Ball>(growth, std::vector<Ball>{Ball(1), Ball(0)}, 30);
  Rational factorial = 1;
  for (int k = 1; k <= 30; ++k) {
    factorial *= k;
    CHECK(exponential[0][static_cast<std::size_t>(k)].contains(1 / factorial));
  }
  const JetProgram in_time(tape_of({t * t}), {false, false});
  const auto cubic = solution_jets<Ball>(in_time, std::vector<Ball>{Ball(5), Ball(2)}, 4);
  CHECK(cubic[0][1].contains(Rational(4)));
  CHECK(cubic[0][2].contains(Rational(2)));
  CHECK(cubic[0][3].contains(Rational(1, 3)));
  CHECK(cubic[0][4].contains(Rational(0)));
}

TEST_CASE("Where a function is not smooth there is no jet") {
  const ScopedDigits digits(30);
  for (const Term& term : {apply(Op::sqrt, {x - Term(Rational(3, 7))}), apply(Op::log, {x - Term(1)}),
                           theorems::pow(x - Term(Rational(3, 7)), Term(Rational(1, 3)))}) {
    INFO(theorems::to_text(term));
    const auto estimate = jets_of<Real>(term, 2);
    const auto enclosure = jets_of<Ball>(term, 2);
    const auto is_nan = [](const Real& value) { return mpfr_nan_p(value.backend().data()) != 0; };
    CHECK((is_nan(estimate[0]) || is_nan(estimate[2])));
    CHECK_FALSE((enclosure[0].finite() && enclosure[2].finite()));
  }
  const JetProgram kink(tape_of({apply(Op::abs, {x}), apply(Op::sign, {x}), apply(Op::floor, {x})}), {false, true});
  const auto across = compose_jets<Ball>(kink, {{Ball::interval(-1, 1), Ball(1)}, {Ball(0)}}, 1);
  for (const auto& series : across) CHECK_FALSE(series[1].finite());
}

TEST_CASE("Integer powers have jets at zero") {
  const ScopedDigits digits(30);
  const JetProgram cube(tape_of({theorems::pow(x, Term(3))}), {false, true});
  const auto jets = compose_jets<Real>(cube, {{Real(0), Real(1)}, {Real(0)}}, 4).front();
  CHECK(jets[3] == 1);
  CHECK(jets[2] == 0);
  CHECK(jets[4] == 0);
}
