#include <stdexcept>

#include "theorems/functions/functions.hpp"

namespace flowcert::theorems {

namespace {

class Differentiator {
 public:
  explicit Differentiator(const std::unordered_map<std::string, Term>& seeds) : seeds_(seeds) {}

  Term operator()(const Term& term) {
    if (const auto found = done_.find(term.id()); found != done_.end()) return found->second;
    Term result = compute(term);
    kept_.push_back(term);
    done_.emplace(term.id(), result);
    return result;
  }

 private:
  static bool zero(const Term& term) { return term.is_number(0); }
  static Term times(const Term& a, const Term& b) { return zero(a) || zero(b) ? Term(0) : a * b; }

  Term compute(const Term& term) {
    if (term.is_variable()) {
      const auto found = seeds_.find(term.name());
      return found == seeds_.end() ? Term(0) : found->second;
    }
    switch (term.op()) {
      case Op::number:
      case Op::pi:
      case Op::euler:
        return Term(0);
      case Op::add:
        return sum(term);
      case Op::subtract:
        return difference((*this)(term.arg(0)), (*this)(term.arg(1)));
      case Op::negate:
        return negated((*this)(term.arg(0)));
      case Op::multiply:
        return product(term);
      case Op::divide:
        return quotient(term);
      case Op::power:
        return power(term);
      case Op::min:
      case Op::max:
        return extremum(term);
      default:
        break;
    }
    if (term.args().empty()) throw std::domain_error("no derivative of '" + to_text(term) + "'");
    bool constant_args = true;
    for (const Term& arg : term.args()) constant_args = constant_args && zero((*this)(arg));
    if (constant_args && !is_truth_valued(term.op())) return Term(0);
    return times(outer(term), (*this)(term.arg(0)));
  }

  static Term negated(const Term& a) { return zero(a) ? a : -a; }
  static Term difference(const Term& a, const Term& b) { return zero(b) ? a : (zero(a) ? -b : a - b); }

  Term sum(const Term& term) {
    std::vector<Term> parts;
    for (const Term& arg : term.args()) {
      Term part = (*this)(arg);
      if (!zero(part)) parts.push_back(std::move(part));
    }
    return add(std::move(parts));
  }

  Term product(const Term& term) {
    std::vector<Term> parts;
    for (std::size_t k = 0; k < term.args().size(); ++k) {
      const Term inner = (*this)(term.arg(k));
      if (zero(inner)) continue;
      std::vector<Term> factors = term.args();
      factors[k] = inner;
      parts.push_back(multiply(std::move(factors)));
    }
    return add(std::move(parts));
  }

  Term quotient(const Term& term) {
    const Term& a = term.arg(0);
    const Term& b = term.arg(1);
    const Term da = (*this)(a);
    const Term db = (*this)(b);
    if (zero(db)) return zero(da) ? Term(0) : da / b;
    return difference(times(da, b), times(a, db)) / pow(b, Term(2));
  }

  Term power(const Term& term) {
    const Term& base = term.arg(0);
    const Term& exponent = term.arg(1);
    const Term dbase = (*this)(base);
    const Term dexponent = (*this)(exponent);
    if (zero(dbase) && zero(dexponent)) return Term(0);
    if (zero(dexponent)) return times(exponent * pow(base, exponent - Term(1)), dbase);
    const Term by_exponent = times(term * apply(Op::log, {base}), dexponent);
    return zero(dbase) ? by_exponent : by_exponent + times(exponent * pow(base, exponent - Term(1)), dbase);
  }

  // max(a, b)' = a' + (b' - a')(1 + sign(b - a))/2, valid off the diagonal; folded from the left for more arguments.
  Term extremum(const Term& term) {
    Term value = term.arg(0);
    Term slope = (*this)(value);
    for (std::size_t k = 1; k < term.args().size(); ++k) {
      const Term& next = term.arg(k);
      const Term gap = term.op() == Op::max ? next - value : value - next;
      const Term weight = (Term(1) + apply(Op::sign, {gap})) / Term(2);
      const Term change = difference((*this)(next), slope);
      slope = zero(change) ? slope : slope + times(change, weight);
      value = apply(term.op(), {value, next});
    }
    return slope;
  }

  /// f'(u) for f(u) = term.
  static Term outer(const Term& term) {
    const Function* f = function_of(term.op());
    if (f == nullptr || f->slope == nullptr) throw std::domain_error("no derivative of '" + to_text(term) + "'");
    return f->slope(term);
  }

  const std::unordered_map<std::string, Term>& seeds_;
  std::unordered_map<const TermNode*, Term> done_;
  std::vector<Term> kept_;  // keeps memo keys alive
};

}  // namespace

Term derivative(const Term& term, const std::string& variable_name) {
  const std::unordered_map<std::string, Term> seeds{{variable_name, Term(1)}};
  return Differentiator(seeds)(term);
}

Term lie_derivative(const Term& term, const std::vector<std::pair<std::string, Term>>& field, const std::string& time) {
  std::unordered_map<std::string, Term> seeds(field.begin(), field.end());
  seeds.insert_or_assign(time, Term(1));
  return Differentiator(seeds)(term);
}

}  // namespace flowcert::theorems
