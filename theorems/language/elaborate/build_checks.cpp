#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "theorems/language/elaborate/integer_range.hpp"
#include "theorems/language/elaborate/problem_builder.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::size_t most_claims = 200'000;
constexpr long most_limit_values = 1'000;

bool mentions_limit(const Term& term, std::unordered_map<const TermNode*, bool>& seen) {
  if (const auto found = seen.find(term.id()); found != seen.end()) return found->second;
  bool result = term.op() == Op::asymptotic || (term.op() == Op::order && term.name().empty());
  for (const Term& arg : term.args()) result = result || mentions_limit(arg, seen);
  seen.emplace(term.id(), result);
  return result;
}

bool is_time_name(const std::string& name) {
  return name == "t" || name == "n";
}

/// The same whole numbers between closed ends, where the ends are numbers.
void close_ends(Binding& range) {
  if (range.low.is_number() && range.low_open && is_integer(range.low.number())) {
    range.low = Term(Rational(range.low.number() + 1));
    range.low_open = false;
  }
  if (range.high.is_number() && range.high_open && is_integer(range.high.number())) {
    range.high = Term(Rational(range.high.number() - 1));
    range.high_open = false;
  }
}

}  // namespace

LimitVariable limit_variable(Evaluator& evaluator, const ParameterSyntax& syntax) {
  LimitVariable variable;
  variable.name = syntax.name;
  variable.to = evaluator.end(*syntax.to, nullptr);
  const Rational from = evaluator.rational(*syntax.from, nullptr, "'from'");
  const Rational ratio = evaluator.rational(*syntax.ratio, nullptr, "'ratio'");
  const long steps = evaluator.integer(*syntax.steps, nullptr, "'steps'");
  if (steps < 1 || steps > most_limit_values) {
    throw LocatedError{syntax.steps->offset,
                       fmt::format("'steps' must be from 1 to {}, not {}", most_limit_values, steps)};
  }
  const bool to_infinity = variable.to.op() == Op::infinity;
  if (!to_infinity && !variable.to.is_number()) {
    throw LocatedError{syntax.to->offset, "a limit must be a rational number or inf"};
  }
  if (to_infinity ? ratio <= 1 : (ratio <= 0 || ratio >= 1)) {
    throw LocatedError{syntax.ratio->offset,
                       fmt::format("with this 'ratio' the values do not go to {}: it must be {}", to_text(variable.to),
                                   to_infinity ? "larger than 1" : "between 0 and 1")};
  }
  if (to_infinity ? from <= 0 : from == variable.to.number()) {
    throw LocatedError{syntax.from->offset,
                       to_infinity ? "'from' must be positive" : "'from' must differ from the limit"};
  }
  const Rational base = to_infinity ? Rational(0) : variable.to.number();
  Rational distance = from - base;
  std::size_t bits = 0;
  for (long i = 0; i < steps; ++i) {
    variable.values.push_back(base + distance);
    distance *= ratio;
    bits += msb(Integer(abs(numerator(distance)) + 1)) + msb(Integer(denominator(distance)));
    if (bits > 100'000'000)
      throw LocatedError{syntax.offset, "the values on the way to the limit have too many digits"};
  }
  return variable;
}

void ProblemBuilder::add_time_limit(const CheckSyntax& syntax, GroundCheck& check) {
  const Term to = evaluator_.end(*syntax.limit->to, nullptr);
  if (to.op() != Op::infinity) {
    throw LocatedError{syntax.limit->to->offset,
                       fmt::format("the {} can only go to inf in a limit, not to {}",
                                   syntax.limit->variable == "n" ? "step number" : "time", to_text(to))};
  }
  check.limit = LimitVariable{syntax.limit->variable, to, {}};
  if (syntax.rate != nullptr) check.rate = evaluator_.scalar(*syntax.rate, nullptr);
}

void ProblemBuilder::add_limit(const CheckSyntax& syntax, GroundCheck& check) {
  if (is_time_name(syntax.limit->variable)) return add_time_limit(syntax, check);
  const ParameterSyntax& parameter = *model_.parameter(syntax.limit->variable);
  check.limit = limit_variable(evaluator_, parameter);
  const Term to = evaluator_.end(*syntax.limit->to, nullptr);
  if (to != check.limit->to) {
    throw LocatedError{syntax.limit->to->offset, fmt::format("'{}' goes to {} in [parameters], not to {}",
                                                             parameter.name, to_text(check.limit->to), to_text(to))};
  }
  if (syntax.rate != nullptr) check.rate = evaluator_.scalar(*syntax.rate, nullptr);
}

void ProblemBuilder::add_check(const CheckSyntax& syntax, int default_digits) {
  GroundCheck check;
  check.name = syntax.name;
  check.is_step = syntax.is_step;
  check.claim_text = syntax.claim.text;
  check.for_text = syntax.for_text;
  check.limit_text = syntax.limit_text;
  check.rate_text = syntax.rate_text;
  check.where = model_.file.position(syntax.claim.offset());
  check.method = syntax.method;
  check.digits = syntax.digits.value_or(default_digits);
  check.uses = syntax.uses;
  const bool made = attempt([&] {
    if (syntax.limit) add_limit(syntax, check);
    bind(Ground{&syntax, &check, "", {}, false}, 0, nullptr);
    if (check.claims.empty() && is_whole_claim()) {
      throw LocatedError{syntax.binders.empty() ? syntax.offset : syntax.binders[0].offset,
                         "nothing is claimed: the range is empty"};
    }
  });
  if (!made) {
    check.claims.clear();
    check.unsupported = "sizes that stay symbolic are not supported here";
  }
  problem_.checks.push_back(std::move(check));
}

void ProblemBuilder::bind(const Ground& ground, std::size_t binder, const Scope* scope) {
  if (binder == ground.syntax->binders.size()) return finish_claim(ground, scope);
  const Binder& bound = ground.syntax->binders[binder];
  if (bound.range && bound.name != "n") {
    bind_range(ground, binder, scope);
  } else {
    bind_interval(ground, binder, scope);
  }
}

void ProblemBuilder::bind_range(const Ground& ground, std::size_t binder, const Scope* scope) {
  const Binder& bound = ground.syntax->binders[binder];
  if (evaluator_.runs_over_classes(bound, scope)) return bind_class(ground, binder, scope);
  const Evaluator::Range values = evaluator_.range(bound, scope);
  // "k in 1..D, j in 1..k-1" has an empty part at k = 1; a range that is empty by itself claims nothing.
  const bool dependent = evaluator_.is_index_bound(*bound.low, scope) || evaluator_.is_index_bound(*bound.high, scope);
  if (values.high < values.low && !dependent && is_whole_claim()) {
    throw LocatedError{bound.offset, fmt::format("the range {}..{} is empty", values.low, values.high)};
  }
  for (long k = values.low; k <= values.high; ++k) {
    Ground inner = ground;
    inner.label += fmt::format("{}{} = {}", inner.label.empty() ? "" : ", ", bound.name, k);
    const Scope here{scope, bound.name, scalar_value(evaluator_.factory().number(k))};
    bind(inner, binder + 1, &here);
  }
}

/// Any one class: its index is a bound integer.
void ProblemBuilder::bind_class(const Ground& ground, std::size_t binder, const Scope* scope) {
  const Binder& bound = ground.syntax->binders[binder];
  Binding binding;
  binding.name = bound.name;
  evaluator_.add_class_index(binding.name);
  binding.low = Term(1);
  binding.high = *evaluator_.classes();
  binding.integer = true;
  Ground inner = ground;
  const Scope here{scope, bound.name, scalar_value(evaluator_.factory().variable(binding.name))};
  inner.reals.push_back(std::move(binding));
  bind(inner, binder + 1, &here);
}

bool ProblemBuilder::counts_steps() const {
  if (model_.dynamics) return model_.dynamics->iteration;
  return model_.has_flow() &&
         std::all_of(model_.flows.begin(), model_.flows.end(), [](const FlowSyntax& flow) { return flow.discrete; });
}

std::optional<Term> ProblemBuilder::last_time() {
  if (problem_.dynamics) return problem_.dynamics->end;
  std::optional<Term> last;
  for (const FlowDescription& flow : problem_.flows) {
    std::optional<Term> end = flow.t_end;
    if (counts_steps()) {
      end.reset();
      if (flow.discrete) end = Term(static_cast<int>(flow.discrete->steps));
    }
    if (!end) continue;
    const auto order = last ? compare_constants(*end, *last) : -1;
    if (order && *order < 0) last = end;
  }
  return last;
}

void ProblemBuilder::check_time_range(const Binder& binder, const Binding& binding) {
  if (const auto sign = compare_constants(binding.low, Term(0)); sign && *sign < 0) {
    throw LocatedError{binder.low->offset,
                       fmt::format("{} starts at 0, not at {}", binding.name == "n" ? "the step number" : "the time",
                                   to_text(binding.low))};
  }
  if (counts_steps() != (binding.name == "n")) return;  // a discrete optimizer's t
  const auto last = last_time();
  if (!last || last->op() == Op::infinity) return;
  const auto beyond =
      binding.high.op() == Op::infinity ? std::optional<int>(1) : compare_constants(binding.high, *last);
  if (!beyond || *beyond <= 0) return;
  throw LocatedError{binder.high->offset,
                     fmt::format("'for' goes beyond the end of the dynamics: to {}, but {} is {}",
                                 to_text(binding.high), binding.name == "n" ? "'steps'" : "'t_end'", to_text(*last))};
}

void ProblemBuilder::bind_interval(const Ground& ground, std::size_t binder, const Scope* scope) {
  const Binder& bound = ground.syntax->binders[binder];
  const bool time = is_time_name(bound.name);
  Binding binding;
  binding.name = bound.name;
  binding.low = evaluator_.end(*bound.low, scope);
  binding.high = evaluator_.end(*bound.high, scope);
  binding.low_open = bound.low_open;
  binding.high_open = bound.high_open;
  binding.integer = bound.name == "n";
  binding.where = model_.file.position(bound.offset);
  if (binding.integer) include_ends(binding.low, binding.low_open, binding.high, binding.high_open);
  if (binding.low.op() == Op::infinity ||
      certainly_empty(binding.low, binding.low_open, binding.high, binding.high_open, binding.integer)) {
    if (!is_whole_claim()) return;  // for this choice of the parameters
    throw LocatedError{bound.offset, fmt::format("the interval of '{}' is empty: from {} to {}", bound.name,
                                                 to_text(binding.low), to_text(binding.high))};
  }
  if (binding.integer) close_ends(binding);
  Ground inner = ground;
  if (time) {
    for (const Binding& other : ground.reals) {
      if (other.name == bound.name) throw LocatedError{bound.offset, fmt::format("'{}' is bound already", bound.name)};
    }
    check_time_range(bound, binding);
    inner.time_was_bound = true;
  }
  const std::string name = binding.name;
  inner.reals.push_back(std::move(binding));
  const Scope here{scope, bound.name, scalar_value(evaluator_.factory().variable(name))};
  bind(inner, binder + 1, time ? scope : &here);
}

std::optional<Binding> ProblemBuilder::time_binding() {
  if (!model_.dynamics && !model_.has_flow()) return std::nullopt;
  Binding binding;
  binding.integer = counts_steps();
  binding.name = std::string(1, binding.integer ? 'n' : 't');
  binding.low = Term(0);
  const auto last = last_time();
  binding.high = last ? *last : constant(Op::infinity);
  binding.high_open = binding.high.op() == Op::infinity;
  return binding;
}

void ProblemBuilder::finish_claim(const Ground& ground, const Scope* scope) {
  TermFactory& factory = evaluator_.factory();
  GroundClaim claim;
  claim.label = ground.label;
  claim.claim = evaluator_.truth(*ground.syntax->claim.expression, scope);
  factory.offset = ground.syntax->claim.offset();
  factory.check_size(claim.claim);
  check_limit_claims(*ground.syntax, claim.claim);
  claim.time_was_bound = ground.time_was_bound;
  // Where the time itself goes to its limit it has no range.
  const bool time_has_limit = ground.check->limit && is_time_name(ground.check->limit->name);
  if (!ground.time_was_bound && !time_has_limit) {
    if (auto time = time_binding()) claim.reals.push_back(std::move(*time));
  }
  claim.reals.insert(claim.reals.end(), ground.reals.begin(), ground.reals.end());
  ground.check->claims.push_back(std::move(claim));
  if (ground.check->claims.size() > most_claims) {
    throw LocatedError{ground.syntax->binders[0].offset,
                       fmt::format("'for' makes too many claims: at most {}", most_claims)};
  }
}

void ProblemBuilder::check_limit_claims(const CheckSyntax& syntax, const Term& claim) {
  if (syntax.limit) return;
  std::unordered_map<const TermNode*, bool> seen;
  if (mentions_limit(claim, seen)) {
    throw LocatedError{syntax.claim.offset(),
                       "'~' and 'order' need a limit variable: write limit = \"eps -> 0\", or order(A, t)"};
  }
}

}  // namespace flowcert::theorems
