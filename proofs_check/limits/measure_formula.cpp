#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/limits/along_path.hpp"
#include "proofs_check/limits/measure.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using theorems::Rational;
using Kind = LimitPart::Kind;

namespace {

constexpr int first_digits = 60;
constexpr int most_digits = 8'000;
constexpr double narrow = -16;  // log10 of the relative radius that a value should have
constexpr double narrow_supremum = -5;

bool known_well(const Ball& value, double wanted) {
  return value.finite() && value.certainly_nonzero() &&
         (arb_is_exact(value.raw()) != 0 || value.radius_log10() - integrators::log10_of(value) < wanted);
}

class FormulaMeasure {
 public:
  explicit FormulaMeasure(const LimitQuestion& question)
      : parts_(question.parts), limit_(question.limit), name_(question.limit.name) {
    if (question.claim.reals.size() > 1) throw std::invalid_argument("more than one range");
    if (!question.claim.reals.empty()) range_ = question.claim.reals.front();
  }

  std::vector<Ball> operator()(const Rational& at, const Deadline& deadline) const {
    std::vector<Ball> values;
    for (const LimitPart& part : parts_) {
      const auto rate = rate_at(part, limit_, at);
      values.push_back(rate ? values.back() / *rate : value(part, at, deadline));
    }
    return values;
  }

 private:
  [[nodiscard]] Ball value(const LimitPart& part, const Rational& at, const Deadline& deadline) const {
    for (int digits = first_digits;; digits *= 2) {
      const integrators::ScopedDigits precision(digits);
      const Ball found = range_ ? over_range(part, at, digits, deadline) : at_point(part.quantity, at);
      if (known_well(found, range_ ? narrow_supremum : narrow)) return found;
      if (2 * digits > most_digits || deadline.passed()) throw std::runtime_error("a value is not known well enough");
    }
  }

  [[nodiscard]] Ball at_point(const theorems::Term& quantity, const Rational& at) const {
    BallProgram program({name_});
    const std::size_t slot = program.compile(quantity);
    std::vector<Enclosed> slots;
    const std::vector<Ball> inputs{Ball(at)};
    program.run(inputs, slots);
    return slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate();
  }

  /// The range is the time of a path without states.
  [[nodiscard]] Ball over_range(const LimitPart& part, const Rational& at, int digits, const Deadline& deadline) const {
    if (part.kind == Kind::order) throw std::invalid_argument("an order over a range");
    const theorems::Substitution here{{name_, theorems::Term(at)}};
    const Ball low = closed_value(substitute(range_->low, here)), high = closed_value(substitute(range_->high, here));
    if (!low.finite() || !high.finite()) throw std::invalid_argument("a range without an end");
    PartAlong along{part.kind, {}, integrators::dyadic_midpoint(high.upper())};
    along.statement.from = integrators::dyadic_midpoint(low.lower());
    along.statement.to = along.needed;
    const theorems::Term quantity =
        substitute(substitute(part.quantity, here), {{range_->name, theorems::variable("t")}});
    along.statement.observed.claim = theorems::relation(theorems::Op::equal, quantity, theorems::Term(0));
    Path path;
    path.segments.push_back({along.statement.from, along.statement.to - along.statement.from, {}, {0}});
    path.fields.emplace_back();
    path.end = along.statement.to;
    path.digits = digits;
    return part_over_range(along, path, deadline);
  }

  std::vector<LimitPart> parts_;
  theorems::LimitVariable limit_;
  std::string name_;
  std::optional<theorems::Binding> range_;
};

}  // namespace

Measure measure_of_formula(const LimitQuestion& question) {
  return FormulaMeasure(question);
}

}  // namespace flowcert::proofs
