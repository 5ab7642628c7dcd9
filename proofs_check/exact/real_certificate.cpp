#include "proofs_check/exact/real_certificate.hpp"

#include <algorithm>
#include <unordered_map>

#include "proofs_check/certificates/find_refutation.hpp"
#include "proofs_check/certificates/reasoning.hpp"

namespace flowcert::proofs::exact {

namespace {

using certificates::KnownFact;
using kernel::Polynomial;

class Numbering {
 public:
  /// Nothing for what says nothing.
  std::optional<KnownFact> fact(const Fact& fact) {
    if (fact.sign == signs::any) return std::nullopt;
    if (fact.sign.bits == 0) return KnownFact{Polynomial(), KnownFact::Kind::positive};
    return certificates::fact_of(polynomial(fact.poly), fact.sign.bits);
  }
  std::vector<Symbol> atoms;

 private:
  Polynomial polynomial(const Poly& p) {
    Polynomial result;
    for (const PolyTerm& term : terms_of(p)) {
      kernel::Monomial monomial;
      for (const Power& power : term.powers)
        monomial.emplace_back(atom(power.symbol), static_cast<std::uint32_t>(power.exponent));
      std::sort(monomial.begin(), monomial.end());
      result.add(monomial, term.coefficient);
    }
    return result;
  }
  std::uint32_t atom(const Symbol& symbol) {
    const auto [place, is_new] = places_.emplace(symbol, static_cast<std::uint32_t>(atoms.size()));
    if (is_new) atoms.push_back(symbol);
    return place->second;
  }
  std::unordered_map<Poly, std::uint32_t, PolyHash, PolyEqual> places_;
};

}  // namespace

NumberedQuestion numbered(const Question& question) {
  NumberedQuestion result;
  Numbering numbering;
  for (const Fact& fact : question.facts) {
    auto known = numbering.fact(fact);
    const bool again = known && std::find(result.facts.begin(), result.facts.end(), *known) != result.facts.end();
    if (known && !again) result.facts.push_back(std::move(*known));
  }
  for (const auto& [premise, conclusion] : question.implications) {
    auto from = numbering.fact(premise), to = numbering.fact(conclusion);
    if (from && to) result.implications.push_back({std::move(*from), std::move(*to)});
  }
  result.atoms = std::move(numbering.atoms);
  return result;
}

std::optional<certificates::Refutation> certificate_of(const Question& question, const Deadline& deadline) {
  try {
    const NumberedQuestion asked = numbered(question);
    return certificates::find_refutation(asked.facts, asked.implications, deadline);
  } catch (const GiveUp&) {
    return std::nullopt;  // no polynomials
  } catch (const kernel::TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::exact
