#include "proofs_check/numeric/analytic.hpp"

#include <unordered_map>

#include "proofs_check/rigorous/ball_program.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_pieces = 400;
constexpr int working_digits = 25;

class Examination {
 public:
  Examination(const std::vector<Term>& terms, const std::vector<std::string>& names) : program_(names) {
    for (const Term& term : terms) add(term);
  }

  /// The first part that may not be analytic on the box; nothing if all are.
  [[nodiscard]] std::optional<Term> obstacle(const RationalBox& box) const {
    std::vector<Ball> inputs;
    for (std::size_t k = 0; k < box.low.size(); ++k) inputs.push_back(Ball::interval(box.low[k], box.high[k]));
    std::vector<Enclosed> slots;
    program_.run(inputs, slots);
    for (const Part& part : parts_) {
      if (slots[part.slot].defined != Truth::yes || !slots[part.slot].value.finite()) return part.term;
      if (part.moves && !smooth(part, slots)) return part.term;
    }
    return std::nullopt;
  }

 private:
  struct Part {
    Term term;
    std::size_t slot;
    std::vector<std::size_t> args;
    bool moves;  // it depends on a variable
  };

  bool add(const Term& term) {
    if (const auto known = moves_.find(term.id()); known != moves_.end()) return known->second;
    bool moves = term.is_variable();
    for (const Term& arg : term.args()) moves = add(arg) || moves;
    Part part{term, program_.compile(term), {}, moves};
    for (const Term& arg : term.args()) part.args.push_back(program_.compile(arg));
    parts_.push_back(std::move(part));
    moves_.emplace(term.id(), moves);
    return moves;
  }

  static bool within_a_step(const Ball& a) {
    const Ball whole = floor(a);
    return arb_is_exact(whole.raw()) != 0 && (a - whole).certainly_positive() &&
           (whole + Ball(1) - a).certainly_positive();
  }

  static bool apart(const Part& part, const std::vector<Enclosed>& slots) {
    for (std::size_t i = 0; i < part.args.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (!(slots[part.args[i]].value - slots[part.args[j]].value).certainly_nonzero()) return false;
    return true;
  }

  static bool smooth_power(const Part& part, const std::vector<Enclosed>& slots) {
    const Term& exponent = part.term.arg(1);
    if (!exponent.is_number() || !theorems::is_integer(exponent.number()))
      return slots[part.args[0]].value.certainly_positive();
    return exponent.number() >= 0 || slots[part.args[0]].value.certainly_nonzero();
  }

  static bool smooth(const Part& part, const std::vector<Enclosed>& slots) {
    const auto arg = [&](std::size_t k) -> const Ball& { return slots[part.args[k]].value; };
    switch (part.term.op()) {
      case Op::divide:
        return arg(1).certainly_nonzero();
      case Op::power:
        return smooth_power(part, slots);
      case Op::min:
      case Op::max:
        return apart(part, slots);
      case Op::number:
      case Op::variable:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::negate:
        return true;
      default:
        break;
    }
    const theorems::Function* f = theorems::function_of(part.term.op());
    return f != nullptr && smooth_function(*f, arg(0));  // singular values and the like cross
  }

  /// Defined there: no point that the domain leaves out is in the box.
  static bool smooth_function(const theorems::Function& f, const Ball& u) {
    using enum theorems::Smoothness;
    if (f.smoothness == kink_at_0 || f.smoothness == jump_at_0) return u.certainly_nonzero();
    if (f.smoothness == jumps_at_whole_numbers) return within_a_step(u);
    return (!f.domain.low || (u - Ball(*f.domain.low)).certainly_positive()) &&
           (!f.domain.high || (Ball(*f.domain.high) - u).certainly_positive());
  }

  BallProgram program_;
  std::vector<Part> parts_;
  std::unordered_map<const theorems::TermNode*, bool> moves_;
};

}  // namespace

std::optional<std::vector<RationalBox>> analytic_pieces(const std::vector<Term>& terms,
                                                        const std::vector<std::string>& names, const RationalBox& whole,
                                                        const Deadline& deadline, std::string& reason) {
  const integrators::ScopedDigits precision(working_digits);
  const Examination examination(terms, names);
  std::vector<RationalBox> open{whole}, done;
  for (std::size_t count = 0; !open.empty(); ++count) {
    RationalBox box = std::move(open.back());
    open.pop_back();
    const auto obstacle = examination.obstacle(box);
    if (!obstacle) {
      done.push_back(std::move(box));
      continue;
    }
    std::size_t widest = 0;
    for (std::size_t k = 1; k < names.size(); ++k)
      if ((box.high[k] - box.low[k]) * (whole.high[widest] - whole.low[widest]) >
          (box.high[widest] - box.low[widest]) * (whole.high[k] - whole.low[k]))
        widest = k;
    if (names.empty() || box.low[widest] == box.high[widest] || count >= most_pieces || deadline.passed()) {
      reason = "'" + to_text(*obstacle) + "' is not shown to be defined and analytic on the whole box";
      return std::nullopt;
    }
    const Rational middle = (box.low[widest] + box.high[widest]) / 2;
    open.push_back(box);
    open.back().low[widest] = middle;
    open.push_back(std::move(box));
    open.back().high[widest] = middle;
  }
  return done;
}

}  // namespace flowcert::proofs
