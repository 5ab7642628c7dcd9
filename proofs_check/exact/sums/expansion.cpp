#include "proofs_check/exact/sums/expansion.hpp"

#include <algorithm>

#include "proofs_check/exact/polynomial.hpp"

namespace flowcert::proofs::exact::sums {

using theorems::Op;

namespace {

constexpr std::size_t most_parts = 200;
constexpr long highest_expanded_power = 8;

std::vector<Part> joined(const std::vector<Part>& parts) {
  std::vector<Part> result;
  for (const Part& part : parts) {
    const auto same = std::find_if(result.begin(), result.end(), [&](const Part& known) {
      return std::equal(
          known.monomial.begin(), known.monomial.end(), part.monomial.begin(), part.monomial.end(),
          [](const auto& a, const auto& b) { return a.first == b.first && a.second.second == b.second.second; });
    });
    if (same == result.end()) {
      result.push_back(part);
    } else {
      same->coefficient = same->coefficient + part.coefficient;
    }
  }
  if (result.size() > most_parts) throw GiveUp{"a sum's body has too many terms"};
  return result;
}

std::vector<Part> distributed(const std::vector<Part>& a, const std::vector<Part>& b) {
  if (a.size() * b.size() > most_parts) throw GiveUp{"a sum's body has too many terms"};
  std::vector<Part> result;
  for (const Part& x : a)
    for (const Part& y : b) result.push_back({x.coefficient * y.coefficient, product(x.monomial, y.monomial)});
  return joined(result);
}

std::vector<Part> scaled(std::vector<Part> parts, const Term& by) {
  for (Part& part : parts) part.coefficient = part.coefficient * by;
  return parts;
}

std::vector<Part> atom(const Term& term) {
  return {{Term(1), {{theorems::to_text(term), {term, 1}}}}};
}

std::vector<Part> power(const Term& term) {
  const Term& exponent = term.arg(1);
  const bool whole = exponent.is_number() && theorems::is_integer(exponent.number()) && exponent.number() > 0 &&
                     exponent.number() <= highest_expanded_power;
  if (!whole) return atom(term);
  const std::vector<Part> base = expand(term.arg(0));
  std::vector<Part> result{{Term(1), {}}};
  for (long k = 0; k < numerator(exponent.number()).convert_to<long>(); ++k) result = distributed(result, base);
  return result;
}

}  // namespace

std::string entry_name(const std::string& vector, const std::string& index) {
  return vector + "[" + index + "]";
}

std::string vector_of(const std::string& name, const std::string& index) {
  const std::string ending = "[" + index + "]";
  return name.size() > ending.size() && name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : "";
}

bool depends_on_class(const Term& term) {
  const std::vector<std::string> names = free_variables(term);
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name == class_index || !vector_of(name, class_index).empty();
  });
}

Term at_class(const Term& term, const std::string& index) {
  theorems::Substitution replace;
  for (const std::string& name : free_variables(term)) {
    const std::string vector = vector_of(name, class_index);
    if (!vector.empty()) replace.emplace(name, theorems::variable(entry_name(vector, index)));
  }
  return substitute(term, replace);
}

Term term_of(const Monomial& monomial) {
  std::vector<Term> factors;
  for (const auto& [text, power] : monomial) {
    factors.push_back(power.second == 1 ? power.first
                                        : theorems::pow(power.first, Term(theorems::Rational(power.second))));
  }
  return factors.empty() ? Term(1) : theorems::multiply(factors);
}

Monomial product(const Monomial& a, const Monomial& b) {
  Monomial result = a;
  for (const auto& [text, power] : b) {
    const auto [place, is_new] = result.emplace(text, power);
    if (!is_new) place->second.second += power.second;
  }
  return result;
}

std::vector<Part> expand(const Term& term) {
  if (!depends_on_class(term)) return {{term, {}}};
  switch (term.op()) {
    case Op::add: {
      std::vector<Part> result;
      for (const Term& arg : term.args()) {
        const std::vector<Part> parts = expand(arg);
        result.insert(result.end(), parts.begin(), parts.end());
      }
      return joined(result);
    }
    case Op::subtract: {
      std::vector<Part> result = expand(term.arg(0));
      const std::vector<Part> less = scaled(expand(term.arg(1)), Term(-1));
      result.insert(result.end(), less.begin(), less.end());
      return joined(result);
    }
    case Op::negate:
      return scaled(expand(term.arg(0)), Term(-1));
    case Op::multiply: {
      std::vector<Part> result{{Term(1), {}}};
      for (const Term& arg : term.args()) result = distributed(result, expand(arg));
      return result;
    }
    case Op::divide:
      if (!depends_on_class(term.arg(1))) return scaled(expand(term.arg(0)), Term(1) / term.arg(1));
      return distributed(expand(term.arg(0)), atom(Term(1) / term.arg(1)));
    case Op::power:
      return power(term);
    default:
      return atom(term);
  }
}

}  // namespace flowcert::proofs::exact::sums
