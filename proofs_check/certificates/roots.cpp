#include "proofs_check/certificates/roots.hpp"

#include <algorithm>

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t highest_degree = 24;  // of all polynomials together
constexpr std::size_t longest = 240;        // bits of a number

kernel::Outcomes outcomes_of(Signs signs) {
  return {.less = (signs & negative) != 0, .equal = (signs & zero) != 0, .greater = (signs & positive) != 0};
}

struct AboutOne {
  std::vector<std::size_t> facts;
  std::vector<kernel::Clause> clauses;
  std::vector<kernel::Dense> seen;
  std::size_t degrees = 0;
};

}  // namespace

void contradict_by_roots(Reasoning& reasoning) {
  std::map<Atom, AboutOne> by_atom;
  for (std::size_t k = 0; k < reasoning.facts().size(); ++k) {
    const KnownFact& fact = reasoning.facts()[k];
    std::optional<Atom> atom;
    auto dense = in_one_atom(fact.poly, atom, highest_degree);
    if (!dense || !atom || longest_number(fact.poly) > longest) continue;
    AboutOne& about = by_atom[*atom];
    if (std::find(about.seen.begin(), about.seen.end(), *dense) == about.seen.end()) {
      if (about.degrees + dense->size() - 1 > highest_degree) continue;
      about.degrees += dense->size() - 1;
      about.seen.push_back(*dense);
    }
    about.facts.push_back(k);
    about.clauses.push_back({{std::move(*dense), outcomes_of(signs_of(fact.kind))}});
  }
  for (const auto& [atom, about] : by_atom) {
    if (reasoning.closed()) return;
    if (about.facts.size() < 2 && about.degrees < 2) continue;
    if (!kernel::no_real_number_satisfies(about.clauses)) continue;
    Refutation end;
    end.kind = Refutation::Kind::roots;
    end.facts = about.facts;
    reasoning.close(std::move(end));
  }
}

}  // namespace flowcert::proofs::certificates
