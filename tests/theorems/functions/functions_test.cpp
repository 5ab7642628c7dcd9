#include "theorems/functions/functions.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <optional>
#include <random>
#include <set>

#include "theorems/functions/evaluation.hpp"

namespace {

using namespace flowcert::theorems;

double to_double(const Rational& value) {
  return value.convert_to<double>();
}

/// The term at x = at (and y = other), by the functions' own values in doubles; NaN where it is undefined.
double value_of(const Term& term, double at, double other = 0) {
  const auto arg = [&](std::size_t k) { return value_of(term.arg(k), at, other); };
  switch (term.op()) {
    case Op::number:
      return to_double(term.number());
    case Op::pi:
      return std::acos(-1.0);
    case Op::euler:
      return std::exp(1.0);
    case Op::variable:
      return term.name() == "x" ? at : other;
    case Op::add: {
      double sum = 0;
      for (std::size_t k = 0; k < term.args().size(); ++k) sum += arg(k);
      return sum;
    }
    case Op::multiply: {
      double product = 1;
      for (std::size_t k = 0; k < term.args().size(); ++k) product *= arg(k);
      return product;
    }
    case Op::subtract:
      return arg(0) - arg(1);
    case Op::divide:
      return arg(0) / arg(1);
    case Op::negate:
      return -arg(0);
    case Op::power:
      return std::pow(arg(0), arg(1));
    default:
      return function_of(term.op())->evaluation->of_double(arg(0));
  }
}

bool holds(const Term& statement, double at) {
  const double left = value_of(statement.arg(0), at), right = value_of(statement.arg(1), at);
  switch (statement.op()) {
    case Op::less:
      return left < right;
    case Op::less_equal:
      return left <= right;
    case Op::greater:
      return left > right;
    case Op::greater_equal:
      return left >= right;
    case Op::not_equal:
      return left != right;
    default:
      throw std::logic_error("no relation of a domain");
  }
}

bool is_inside(const Function& f, double at) {
  const std::vector<Term> relations = domain_relations(f, variable("x"));
  return std::all_of(relations.begin(), relations.end(), [&](const Term& r) { return holds(r, at); });
}

std::vector<double> points() {
  std::mt19937 random(20261127);
  std::uniform_real_distribution<double> wide(-4, 4), narrow(-1, 1);
  std::vector<double> result{-2, -1, 0, 1, 2};
  for (int k = 0; k < 40; ++k) result.insert(result.end(), {wide(random), narrow(random)});
  return result;
}

const std::vector<double> all_points = points();

}  // namespace

TEST_CASE("Functions are found by their names, and each has axioms of its own names") {
  std::set<std::string> names;
  for (const Op op : functions::ops) {
    CHECK(function_named(name_of_function(op)) == op);
    CHECK(to_text(apply(op, {variable("x")})) == std::string(name_of_function(op)) + "(x)");
    for (const Axiom& axiom : axioms_of(op)) CHECK(names.insert(axiom.name).second);
  }
  CHECK_FALSE(function_named("min"));
  CHECK_FALSE(function_named("nothing"));
}

TEST_CASE("Functions have a value exactly in their domains") {
  for (const Op op : functions::ops) {
    const Function& f = *function_of(op);
    INFO(name_of_function(op));
    CHECK(is_total(f) == domain_relations(f, variable("x")).empty());
    CHECK(is_total(f) == !domain_claim(f, variable("x")));
    for (const double u : all_points) {
      CHECK(std::isfinite(f.evaluation->of_double(u)) == is_inside(f, u));
      if (const auto claim = domain_claim(f, variable("x"))) CHECK(holds(*claim, u) == is_inside(f, u));
      if (const auto inner = interior_claim(f, variable("x")); inner && holds(*inner, u)) CHECK(is_inside(f, u));
    }
  }
}

TEST_CASE("Functions have the signs, symmetries, order and bounds that are said of them") {
  for (const Op op : functions::ops) {
    const Function& f = *function_of(op);
    INFO(name_of_function(op));
    const auto at = f.evaluation->of_double;
    for (const double u : all_points) {
      if (!is_inside(f, u)) continue;
      if (f.range == Range::positive) CHECK(at(u) > 0);
      if (f.range == Range::not_negative) CHECK(at(u) >= 0);
      if (f.range == Range::sign_of_argument) CHECK((at(u) > 0) - (at(u) < 0) == (u > 0) - (u < 0));
      if (f.parity == Parity::odd) CHECK(at(-u) == Approx(-at(u)));
      if (f.parity == Parity::even) CHECK(at(-u) == Approx(at(u)));
      if (f.whole) CHECK(std::floor(at(u)) == at(u));
      if (f.growth == Growth::bounded) CHECK(std::abs(at(u)) < 4);
      if (f.growth == Growth::linear) CHECK(std::abs(at(u)) <= 2 * (1 + std::abs(u)));
      if (f.by_others != nullptr && u != 1)
        CHECK(value_of(f.by_others(variable("x")), u) == Approx(at(u)).margin(1e-12));
      for (const double v : all_points)
        if (f.increasing && is_inside(f, v) && u < v) CHECK(at(u) < at(v));
    }
    if (f.growth == Growth::bounded && is_total(f)) CHECK(std::abs(at(1e9)) < 4);
    if (f.growth == Growth::linear) CHECK(std::abs(at(1e9)) <= 2e9);
  }
}

TEST_CASE("Slopes are the limits of difference quotients") {
  constexpr double step = 1e-5;
  for (const Op op : functions::ops) {
    const Function& f = *function_of(op);
    if (f.slope == nullptr) continue;
    INFO(name_of_function(op));
    const Term slope = f.slope(apply(op, {variable("x")}));
    for (const double u : all_points) {
      const bool near_kink = f.smoothness == Smoothness::kink_at_0 && std::abs(u) < step;
      if (!is_inside(f, u - 0.05) || !is_inside(f, u + 0.05) || near_kink) continue;
      const auto at = f.evaluation->of_double;
      const double expected = (at(u + step) - at(u - step)) / (2 * step);
      if (std::abs(expected) > 100) continue;  // beside a pole of tan
      CHECK(value_of(slope, u) == Approx(expected).epsilon(1e-4).margin(1e-8));
    }
  }
}

TEST_CASE("Values at rational numbers are those in doubles") {
  for (const Op op : functions::ops) {
    const Function& f = *function_of(op);
    INFO(name_of_function(op));
    for (int k = -8; k <= 8; ++k) {
      const Rational u(k, 4);
      const double rough = f.evaluation->of_double(to_double(u));
      try {
        const double exact = to_double(f.at_rational(u));
        CHECK(exact == Approx(rough).margin(1e-15));
      } catch (const Undefined&) {
        CHECK(std::isnan(rough));
      } catch (const NotRational&) {
        CHECK(std::isfinite(rough));
      }
    }
    if (f.folds) CHECK(apply(op, {Term(Rational(-3, 2))}).is_number());
  }
}
