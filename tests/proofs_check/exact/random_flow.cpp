#include "tests/proofs_check/exact/random_flow.hpp"

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::test {

namespace {

using theorems::Op;
using theorems::Term;
using Numbers = std::vector<long double>;
using Values = std::map<std::string, long double>;

constexpr long double huge = 1e9L;

std::vector<std::string> names_for(const theorems::Problem& problem, const Values& values) {
  std::vector<std::string> names = problem.dynamics->state;
  names.emplace_back("t");
  for (const auto& [name, value] : values) names.push_back(name);
  return names;
}

/// State, time, parameters: the inputs of a program.
Numbers inputs_of(const Numbers& state, long double time, const Values& values) {
  Numbers inputs = state;
  inputs.push_back(time);
  for (const auto& [name, value] : values) inputs.push_back(value);
  return inputs;
}

class Field {
 public:
  Field(const theorems::Problem& problem, const Values& values) : values_(values) {
    for (const Term& f : problem.dynamics->right_hand_side) programs_.emplace_back(f, names_for(problem, values));
  }

  /// False where it is undefined.
  bool at(const Numbers& state, long double time, Numbers& velocity) const {
    const Numbers inputs = inputs_of(state, time, values_);
    velocity.clear();
    for (const auto& program : programs_) {
      const auto value = program(inputs);
      if (!value) return false;
      velocity.push_back(*value);
    }
    return true;
  }

 private:
  const Values& values_;
  std::vector<Program<long double>> programs_;
};

Numbers moved(const Numbers& from, const Numbers& by, long double factor) {
  Numbers result = from;
  for (std::size_t i = 0; i < from.size(); ++i) result[i] += factor * by[i];
  return result;
}

bool take_step(const Field& field, Numbers& x, long double t, long double h) {
  Numbers a, b, c, d;
  if (!field.at(x, t, a) || !field.at(moved(x, a, h / 2), t + h / 2, b) ||
      !field.at(moved(x, b, h / 2), t + h / 2, c) || !field.at(moved(x, c, h), t + h, d))
    return false;
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
  return true;
}

class Slack {
 public:
  Slack(const theorems::Problem& problem, const Values& values, const Flow& flow, std::size_t k)
      : problem_(problem), values_(values), flow_(flow), k_(k) {}

  [[nodiscard]] long double of(const Term& claim) const {
    switch (claim.op()) {
      case Op::logical_and:
      case Op::logical_or: {
        long double result = of(claim.arg(0));
        for (const Term& part : claim.args())
          result = claim.op() == Op::logical_and ? std::min(result, of(part)) : std::max(result, of(part));
        return result;
      }
      case Op::logical_not:
        return -of(claim.arg(0));
      case Op::implies:
        return std::max(-of(claim.arg(0)), of(claim.arg(1)));
      case Op::true_value:
        return 1;
      case Op::false_value:
        return -1;
      default:
        return relation(claim);
    }
  }

 private:
  struct Unknown {};

  [[nodiscard]] long double relation(const Term& r) const {
    try {
      const auto a = value(r.arg(0), k_), b = value(r.arg(1), k_);
      if (!a || !b) return -1;
      const long double gap = (*b - *a) / (1 + std::abs(*a) + std::abs(*b));
      if (r.op() == Op::equal) return -std::abs(gap);
      if (r.op() == Op::not_equal) return std::abs(gap);
      return r.op() == Op::less || r.op() == Op::less_equal ? gap : -gap;
    } catch (const Unknown&) {
      return 0;
    }
  }

  [[nodiscard]] std::optional<long double> value(const Term& term, std::size_t k) const {
    Values all = values_;
    int fresh = 0;
    const Term plain = without_moments(term, k, all, fresh);
    return Program<long double>(
        plain, names_for(problem_, all))(inputs_of(flow_.states[k], static_cast<long double>(k) * flow_.step, all));
  }

  /// Derivatives and moments by new names with their values.
  Term without_moments(const Term& term, std::size_t k, Values& all, int& fresh) const {
    if (term.op() != Op::ddt && term.op() != Op::at)
      return theorems::map_args(term, [&](const Term& arg) { return without_moments(arg, k, all, fresh); });
    const auto found = term.op() == Op::ddt ? derivative(term.arg(0), k) : moment(term.arg(0), term.arg(1), k);
    if (!found) throw Unknown{};
    const std::string name = "moment" + std::to_string(fresh++);
    all[name] = *found;
    return theorems::variable(name);
  }

  [[nodiscard]] std::optional<long double> derivative(const Term& e, std::size_t k) const {
    if (k == 0 || k + 1 >= flow_.states.size()) throw Unknown{};
    const auto before = value(e, k - 1), now = value(e, k), after = value(e, k + 1);
    if (!before || !now || !after) return std::nullopt;
    const long double left = (*now - *before) / flow_.step, right = (*after - *now) / flow_.step;
    if (std::abs(left - right) > 1e-2L * (1 + std::abs(left) + std::abs(right))) throw Unknown{};
    return (left + right) / 2;
  }

  [[nodiscard]] std::optional<long double> moment(const Term& e, const Term& time, std::size_t k) const {
    const auto at = value(time, k);
    if (!at || *at < 0) return std::nullopt;
    const long double place = *at / flow_.step;
    const auto left = static_cast<std::size_t>(place);
    if (left + 1 >= flow_.states.size()) {
      if (std::abs(place - static_cast<long double>(flow_.states.size() - 1)) > 1e-9L) throw Unknown{};
      return value(e, flow_.states.size() - 1);
    }
    const auto a = value(e, left), b = value(e, left + 1);
    if (!a || !b) return std::nullopt;
    return *a + (place - static_cast<long double>(left)) * (*b - *a);
  }

  const theorems::Problem& problem_;
  const Values& values_;
  const Flow& flow_;
  std::size_t k_;
};

}  // namespace

Flow run(const theorems::Problem& problem, const Values& values, double end, int steps, long double offset) {
  Flow flow;
  flow.step = end / steps;
  const Field field(problem, values);
  Numbers state, velocity;
  for (const Term& initial : problem.dynamics->initial) {
    const auto value = Program<long double>(
        initial, names_for(problem, values))(inputs_of(Numbers(problem.dynamics->state.size()), 0, values));
    if (!value) return flow;
    state.push_back(*value + offset);
  }
  for (int k = 0; k <= steps; ++k) {
    const long double t = static_cast<long double>(k) * flow.step;
    if (!field.at(state, t, velocity)) return flow;
    if (std::any_of(state.begin(), state.end(), [](long double x) { return std::abs(x) > huge; })) return flow;
    flow.states.push_back(state);
    if (k < steps && !take_step(field, state, t, flow.step)) return flow;
  }
  flow.whole = true;
  return flow;
}

long double slack(const theorems::Problem& problem, const Term& claim, const Values& values, const Flow& flow,
                  std::size_t k) {
  return Slack(problem, values, flow, k).of(claim);
}

}  // namespace flowcert::proofs::test
