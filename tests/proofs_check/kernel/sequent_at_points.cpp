#include "tests/proofs_check/kernel/sequent_at_points.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <unordered_map>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/real.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::proofs::test {

namespace {

using integrators::Real;
using integrators::Tape;
using kernel::Context;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

struct Program {
  std::vector<std::string> names;
  std::optional<Tape> tape;  // none: the term has no value of its own
};

const Program& program_of(const Term& term) {
  static std::unordered_map<Term, Program, theorems::TermHash> known;
  const auto [place, is_new] = known.try_emplace(term);
  if (!is_new) return place->second;
  Program& program = place->second;
  program.names = theorems::free_variables(term);
  try {
    program.tape = Tape::compile(std::vector<Term>{term}, program.names);
  } catch (const std::exception&) {
  }
  return program;
}

/// less, equal, greater; or undefined.
enum class Comparison { less, equal, greater, undefined };

Comparison compared(const Rational& a, const Rational& b) {
  return a < b ? Comparison::less : (a > b ? Comparison::greater : Comparison::equal);
}

Comparison compared(const Real& a, const Real& b, const char* resolution) {
  if (isnan(a) || isnan(b)) return Comparison::undefined;
  if (abs(a - b) <= Real(resolution) * (1 + abs(a) + abs(b))) return Comparison::equal;
  return a < b ? Comparison::less : Comparison::greater;
}

/// Nothing if a side has no value to look at. Throws NotRational where T is too narrow.
template <class T>
std::optional<T> value_of(const Term& term, const Values& values, const auto& from) {
  const Program& program = program_of(term);
  if (!program.tape) return std::nullopt;
  std::vector<T> inputs;
  for (const std::string& name : program.names) {
    const auto value = values.find(name);
    if (value == values.end()) return std::nullopt;
    inputs.push_back(from(value->second));
  }
  return integrators::evaluate<T>(*program.tape, inputs)[0];
}

std::optional<Comparison> compare(const Term& a, const Term& b, const Values& values) {
  try {
    const auto same = [](const Rational& value) { return value; };
    const auto left = value_of<Rational>(a, values, same), right = value_of<Rational>(b, values, same);
    if (!left || !right) return std::nullopt;
    return compared(*left, *right);
  } catch (const integrators::Undefined&) {
    return Comparison::undefined;
  } catch (const integrators::NotRational&) {
  }
  const auto at = [&](int many, const char* resolution) -> std::optional<Comparison> {
    const integrators::ScopedDigits digits(many);
    const auto left = value_of<Real>(a, values, integrators::to_real),
               right = value_of<Real>(b, values, integrators::to_real);
    if (!left || !right) return std::nullopt;
    return compared(*left, *right, resolution);
  };
  const auto found = at(60, "1e-40");
  // erf(10) differs from 1 in its 45th digit.
  return found == Comparison::equal ? at(1000, "1e-900") : found;
}

std::optional<bool> relation_at(const Term& r, const Values& values) {
  const auto found = compare(r.arg(0), r.arg(1), values);
  if (!found) return std::nullopt;
  const bool less = *found == Comparison::less, equal = *found == Comparison::equal,
             greater = *found == Comparison::greater;
  switch (r.op()) {
    case Op::equal:
      return equal;
    case Op::not_equal:
      return less || greater;
    case Op::less:
      return less;
    case Op::less_equal:
      return less || equal;
    case Op::greater:
      return greater;
    default:
      return greater || equal;
  }
}

std::optional<bool> opposite(std::optional<bool> truth) {
  return truth ? std::optional(!*truth) : std::nullopt;
}

/// Whether all of them are `wanted`; the opposite of that if one is not.
std::optional<bool> all_are(bool wanted, const std::vector<std::optional<bool>>& truths) {
  if (std::find(truths.begin(), truths.end(), std::optional(!wanted)) != truths.end()) return false;
  if (std::find(truths.begin(), truths.end(), std::nullopt) != truths.end()) return std::nullopt;
  return true;
}

std::optional<bool> all_true(const std::vector<Term>& statements, const Values& values) {
  std::vector<std::optional<bool>> truths;
  for (const Term& statement : statements) truths.push_back(truth_at(statement, values));
  return all_are(true, truths);
}

std::optional<bool> sequent_at(const kernel::Sequent& sequent, const Values& values) {
  const auto hypotheses = all_true(sequent.context->hypotheses, values);
  if (hypotheses == false) return true;
  const auto claim = truth_at(sequent.claim, values);
  if (claim == true || hypotheses == true) return claim;
  return std::nullopt;
}

/// Chooses values one variable after the other, going back where a hypothesis fails.
class Choosing {
 public:
  Choosing(const Context& context, unsigned seed) : context_(context), random_(seed) {}

  std::optional<Values> point() {
    Values values;
    if (!choose(0, values)) return std::nullopt;
    return values;
  }

 private:
  static constexpr int most_tries = 400, tries_each = 9;

  bool fits(const Values& values) const {
    return std::all_of(context_.hypotheses.begin(), context_.hypotheses.end(), [&](const Term& h) {
      const std::vector<std::string> names = theorems::free_variables(h);
      const bool ready =
          std::all_of(names.begin(), names.end(), [&](const auto& name) { return values.contains(name); });
      return !ready || truth_at(h, values) == true;
    });
  }

  /// A hypothesis may say what the variable is.
  std::optional<Rational> prescribed(const std::string& name, const Values& values) const {
    for (const Term& h : context_.hypotheses) {
      if (h.op() != Op::equal || !h.arg(0).is_variable() || h.arg(0).name() != name) continue;
      try {
        return value_of<Rational>(h.arg(1), values, [](const Rational& value) { return value; });
      } catch (const std::exception&) {
      }
    }
    return std::nullopt;
  }

  Rational any(bool integer) {
    static const std::vector<Rational> values{0,       1,       2,        3,       5,       -1,      -2,
                                              {1, 2},  {1, 3},  {2, 5},   {1, 7},  {9, 10}, {1, 20}, {5, 4},
                                              {-1, 2}, {-7, 5}, {1, 100}, {11, 3}, 40};
    const Rational value = values[random_() % values.size()];
    return integer && !theorems::is_integer(value) ? Rational(static_cast<int>(random_() % 7) - 2) : value;
  }

  bool choose(std::size_t k, Values& values) {
    if (k == context_.variables.size()) return true;
    const kernel::Variable& variable = context_.variables[k];
    for (int i = 0; i < tries_each && tries_ < most_tries; ++i) {
      ++tries_;
      const auto value = i == 0 ? prescribed(variable.name, values) : std::nullopt;
      values[variable.name] = value ? *value : any(variable.integer);
      if (fits(values) && choose(k + 1, values)) return true;
    }
    values.erase(variable.name);
    return false;
  }

  const Context& context_;
  std::minstd_rand random_;
  int tries_ = 0;
};

}  // namespace

std::optional<bool> truth_at(const Term& statement, const Values& values) {
  if (theorems::is_relation(statement.op())) return relation_at(statement, values);
  std::vector<std::optional<bool>> parts;
  switch (statement.op()) {
    case Op::true_value:
      return true;
    case Op::false_value:
      return false;
    case Op::logical_not:
      return opposite(truth_at(statement.arg(0), values));
    case Op::logical_and:
      return all_true(statement.args(), values);
    case Op::logical_or:
      for (const Term& part : statement.args()) parts.push_back(truth_at(part, values));
      return opposite(all_are(false, parts));
    case Op::implies:
      return opposite(
          all_are(true, {truth_at(statement.arg(0), values), opposite(truth_at(statement.arg(1), values))}));
    default:
      return std::nullopt;
  }
}

std::vector<Values> points_of(const Context& context, std::size_t most) {
  std::vector<Values> result;
  std::set<Values> seen;
  for (unsigned seed = 1; seed <= 2 * most && result.size() < most; ++seed) {
    const auto point = Choosing(context, seed).point();
    if (point && seen.insert(*point).second) result.push_back(*point);
  }
  return result;
}

std::optional<Values> point_against(const kernel::Step& step, const std::vector<Values>& points) {
  for (const Values& values : points) {
    if (sequent_at(step.conclusion, values) != false) continue;
    const bool premises = std::all_of(step.premises.begin(), step.premises.end(), [&](const kernel::StepPtr& premise) {
      return sequent_at(premise->conclusion, values) == true;
    });
    if (premises) return values;
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs::test
