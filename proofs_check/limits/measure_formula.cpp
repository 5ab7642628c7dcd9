#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/limits/measure.hpp"
#include "proofs_check/limits/supremum.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using theorems::Rational;
using Kind = LimitPart::Kind;

namespace {

constexpr int first_digits = 60;
constexpr int most_digits = 8'000;
constexpr double narrow = -16;  // log10 of the relative radius that a value should have
constexpr double narrow_supremum = 1e-7;

bool known_well(const Ball& value) {
  return value.finite() && value.certainly_nonzero() &&
         (arb_is_exact(value.raw()) != 0 || value.radius_log10() - integrators::log10_of(value) < narrow);
}

class FormulaMeasure {
 public:
  explicit FormulaMeasure(const LimitQuestion& question) : parts_(question.parts), name_(question.limit.name) {
    if (question.claim.reals.size() > 1) throw std::invalid_argument("more than one range");
    if (!question.claim.reals.empty()) {
      range_ = question.claim.reals.front();
      names_.push_back(range_->name);
    }
    names_.push_back(name_);
  }

  std::vector<Ball> operator()(const Rational& at, const Deadline& deadline) const {
    std::vector<Ball> values;
    for (const LimitPart& part : parts_) values.push_back(value(part, at, deadline));
    return values;
  }

 private:
  [[nodiscard]] Ball value(const LimitPart& part, const Rational& at, const Deadline& deadline) const {
    BallProgram program(names_);
    const std::size_t slot = program.compile(part.quantity);
    for (int digits = first_digits;; digits *= 2) {
      const integrators::ScopedDigits precision(digits);
      const Ball found = range_ ? over_range(program, slot, part.kind, at, deadline) : at_point(program, slot, at);
      const bool enough = range_ ? found.finite() && found.certainly_nonzero() : known_well(found);
      if (enough || 2 * digits > most_digits || deadline.passed()) return found;
    }
  }

  static Ball run(const BallProgram& program, std::size_t slot, const std::vector<Ball>& inputs) {
    std::vector<Enclosed> slots;
    program.run(inputs, slots);
    return slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate();
  }

  static Ball at_point(const BallProgram& program, std::size_t slot, const Rational& at) {
    return run(program, slot, {Ball(at)});
  }

  [[nodiscard]] Ball over_range(const BallProgram& program, std::size_t slot, Kind kind, const Rational& at,
                                const Deadline& deadline) const {
    if (kind == Kind::order) throw std::invalid_argument("an order over a range");
    const theorems::Substitution here{{name_, theorems::Term(at)}};
    const Ball low = closed_value(substitute(range_->low, here)), high = closed_value(substitute(range_->high, here));
    if (!low.finite() || !high.finite()) throw std::invalid_argument("a range without an end");
    const auto quantity = [&](const Rational& from, const Rational& to) {
      const Ball result = run(program, slot, {Ball::interval(from, to), Ball(at)});
      return kind == Kind::at_most || kind == Kind::below ? result : abs(result);
    };
    return supremum(quantity, {{integrators::dyadic_midpoint(low.lower()), integrators::dyadic_midpoint(high.upper())}},
                    narrow_supremum, deadline);
  }

  const std::vector<LimitPart>& parts_;
  std::string name_;
  std::optional<theorems::Binding> range_;
  std::vector<std::string> names_;
};

}  // namespace

Measure measure_of_formula(const LimitQuestion& question) {
  return FormulaMeasure(question);
}

}  // namespace flowcert::proofs
