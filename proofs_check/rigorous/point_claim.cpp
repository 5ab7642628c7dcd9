#include "proofs_check/rigorous/point_claim.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace flowcert::proofs {

using integrators::Ball;
using integrators::Rational;
using integrators::Tape;
using theorems::Op;
using theorems::Term;

struct PointClaim::Node {
  Op op = Op::true_value;
  std::vector<std::shared_ptr<const Node>> children;  // of logical operations
  Term term;
  std::optional<Tape> sides;             // of a relation, when it compiles
  std::optional<ClaimProgram> in_balls;  // of a relation or quantifier
};

namespace {

Truth exactly(Op op, const Rational& left, const Rational& right) {
  const auto truth = [](bool value) { return value ? Truth::yes : Truth::no; };
  switch (op) {
    case Op::equal:
      return truth(left == right);
    case Op::not_equal:
      return truth(left != right);
    case Op::less:
      return truth(left < right);
    case Op::less_equal:
      return truth(left <= right);
    case Op::greater:
      return truth(left > right);
    default:
      return truth(left >= right);
  }
}

std::optional<Truth> exact_relation(Op op, const Tape& sides, std::span<const Rational> point) {
  try {
    const std::vector<Rational> values = integrators::evaluate<Rational>(sides, point);
    return exactly(op, values[0], values[1]);
  } catch (const integrators::Undefined&) {
    return Truth::no;
  } catch (const integrators::NotRational&) {
    return std::nullopt;
  } catch (const std::invalid_argument&) {
    return std::nullopt;  // a function that has no method over the rationals
  }
}

std::vector<Ball> balls(std::span<const Rational> point) {
  std::vector<Ball> result;
  result.reserve(point.size());
  for (const Rational& value : point) result.emplace_back(value);
  return result;
}

/// A relation's text for a message: the report has the whole claim beside it.
std::string shortened(std::string text) {
  constexpr std::size_t longest = 160;
  if (text.size() > longest) text = text.substr(0, longest) + " ...";
  return text;
}

double slack(Op op, const Ball& left, const Ball& right) {
  const Ball difference = right - left;
  const double size = 1 + std::abs(left.midpoint_double()) + std::abs(right.midpoint_double());
  const double gap = difference.midpoint_double() / size;
  switch (op) {
    case Op::equal:
      return -std::abs(gap);
    case Op::not_equal:
      return std::abs(gap);
    case Op::less:
    case Op::less_equal:
      return gap;
    default:
      return -gap;
  }
}

}  // namespace

std::shared_ptr<const PointClaim::Node> PointClaim::build(const Term& term, const std::vector<std::string>& inputs) {
  auto node = std::make_shared<Node>();
  node->op = term.op();
  node->term = term;
  switch (term.op()) {
    case Op::true_value:
    case Op::false_value:
      return node;
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not:
    case Op::implies:
      for (const Term& arg : term.args()) node->children.push_back(build(arg, inputs));
      return node;
    default:
      break;
  }
  node->in_balls.emplace(term, inputs);
  if (is_relation(term.op())) {
    const auto infinite = [](const Term& side) { return side.op() == Op::infinity; };
    if (!std::any_of(term.args().begin(), term.args().end(), infinite)) {
      node->sides = Tape::compile(term.args(), inputs);
    }
  }
  return node;
}

PointClaim::PointClaim(const Term& claim, const std::vector<std::string>& inputs) : root_(build(claim, inputs)) {}

Truth PointClaim::at(std::span<const Rational> point, int digits, const Deadline& deadline) const {
  const integrators::ScopedDigits precision(digits);
  const std::vector<Ball> inputs = balls(point);
  const auto walk = [&](const auto& self, const Node& node) -> Truth {
    switch (node.op) {
      case Op::true_value:
        return Truth::yes;
      case Op::false_value:
        return Truth::no;
      case Op::logical_not:
        return negate(self(self, *node.children[0]));
      case Op::implies: {
        const Truth guard = negate(self(self, *node.children[0]));
        return guard == Truth::yes ? guard : either(guard, self(self, *node.children[1]));
      }
      case Op::logical_and: {
        Truth result = Truth::yes;
        for (const auto& child : node.children) {
          if (result != Truth::no) result = both(result, self(self, *child));
        }
        return result;
      }
      case Op::logical_or: {
        Truth result = Truth::no;
        for (const auto& child : node.children) {
          if (result != Truth::yes) result = either(result, self(self, *child));
        }
        return result;
      }
      default:
        break;
    }
    if (node.sides) {
      if (const auto truth = exact_relation(node.op, *node.sides, point)) return *truth;
    }
    return node.in_balls->over(inputs, deadline);
  };
  return walk(walk, *root_);
}

Truth PointClaim::at_escalating(std::span<const Rational> point, int most_digits, const Deadline& deadline) const {
  Truth truth = Truth::unknown;
  for (long digits = 30; truth == Truth::unknown; digits *= 4) {
    const int now = static_cast<int>(std::min<long>(digits, most_digits));
    truth = at(point, now, deadline);
    if (now == most_digits || deadline.passed()) break;
  }
  return truth;
}

std::optional<double> PointClaim::robustness(std::span<const Rational> point) const {
  const integrators::ScopedDigits precision(30);
  const std::vector<Ball> inputs = balls(point);
  bool failed = false;
  const auto walk = [&](const auto& self, const Node& node) -> double {
    switch (node.op) {
      case Op::true_value:
        return 1;
      case Op::false_value:
        return -1;
      case Op::logical_not:
        return -self(self, *node.children[0]);
      case Op::implies:
        return std::max(-self(self, *node.children[0]), self(self, *node.children[1]));
      case Op::logical_and:
      case Op::logical_or: {
        double result = self(self, *node.children[0]);
        for (std::size_t k = 1; k < node.children.size(); ++k) {
          const double next = self(self, *node.children[k]);
          result = node.op == Op::logical_and ? std::min(result, next) : std::max(result, next);
        }
        return result;
      }
      default:
        break;
    }
    if (!is_relation(node.op)) {
      const Truth truth = node.in_balls->over(inputs, Deadline::in(0.05));
      return truth == Truth::yes ? 1 : (truth == Truth::no ? -1 : 0);
    }
    const auto relations = node.in_balls->relations(inputs, Deadline::in(1));
    const double result = slack(node.op, relations[0].left.value, relations[0].right.value);
    failed = failed || !std::isfinite(result);
    return result;
  };
  const double result = walk(walk, *root_);
  return failed ? std::nullopt : std::optional(result);
}

std::optional<PointClaim::Sides> PointClaim::failing_sides(std::span<const Rational> point, int digits) const {
  const integrators::ScopedDigits precision(digits + 10);
  const std::vector<Ball> inputs = balls(point);
  std::optional<Sides> result;
  const auto walk = [&](const auto& self, const Node& node) -> void {
    for (const auto& child : node.children) self(self, *child);
    if (result || !is_relation(node.op)) return;
    const auto relations = node.in_balls->relations(inputs, Deadline::in(1));
    const bool holds = node.sides && exact_relation(node.op, *node.sides, point).value_or(Truth::unknown) == Truth::yes;
    if (relations[0].truth == Truth::yes || holds) return;
    const auto text = [&](const Enclosed& side) {
      return side.defined == Truth::no ? std::string("undefined") : side.value.text(digits);
    };
    result = Sides{shortened(to_text(node.term)), text(relations[0].left), text(relations[0].right)};
  };
  walk(walk, *root_);
  return result;
}

}  // namespace flowcert::proofs
