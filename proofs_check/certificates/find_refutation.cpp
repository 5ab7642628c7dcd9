#include "proofs_check/certificates/find_refutation.hpp"

#include <algorithm>

#include "proofs_check/certificates/linear.hpp"
#include "proofs_check/certificates/roots.hpp"
#include "proofs_check/certificates/sign_search.hpp"
#include "proofs_check/certificates/sums_of_squares.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr int most_linear_questions = 30;
constexpr int deepest_cases = 2;
constexpr std::size_t most_cases = 6;  // polynomials that are tried, at each depth

using Kind = KnownFact::Kind;
using Cases = std::vector<KnownFact>;

class Search {
 public:
  Search(const std::vector<KnownFact>& facts, const std::vector<KnownImplication>& implications, int depth,
         const Deadline& deadline)
      : reasoning_(facts, implications), depth_(depth), deadline_(deadline) {}

  std::optional<Refutation> run() {
    const Deadline& all = deadline_;
    const auto roots = [&] { contradict_by_roots(reasoning_); };
    const auto linear = [&](Breadth breadth, double share) {
      contradict_linearly(reasoning_, 0, breadth, all.share(share));
    };
    if (!over()) linear(Breadth::as_they_are, 0.5);
    if (!over()) roots();
    if (!over()) apply_implications();
    if (!over()) contradict_by_signs(reasoning_, 0, all.share(0.3));
    if (!over()) linear(Breadth::goal, 0.4);
    if (!over()) roots();
    if (!over()) linear(Breadth::all, 0.4);
    if (!over() && depth_ == 0) contradict_by_squares(reasoning_, 0, all.share(0.4));
    if (!over()) contradict_by_signs(reasoning_, most_linear_questions, all.share(0.4));
    if (!over() && depth_ < deepest_cases) try_cases();
    if (!reasoning_.closed()) return std::nullopt;
    return reasoning_.refutation();
  }

 private:
  [[nodiscard]] bool over() const { return reasoning_.closed() || deadline_.passed(); }

  /// Conclusions of which the premise is known, or follows by linear arithmetic, are learned.
  void apply_implications() {
    std::vector<bool> applied(reasoning_.implications().size(), false);
    for (bool changed = true; changed && !over();) {
      changed = false;
      for (std::size_t k = 0; k < applied.size() && !over(); ++k) {
        if (applied[k]) continue;
        auto no = refuted(negated(reasoning_.implications()[k].premise));
        if (!no) continue;
        reasoning_.apply(k, std::move(*no));
        applied[k] = changed = true;
      }
    }
    std::size_t kept = 0;
    for (std::size_t k = 0; k < applied.size(); ++k)
      if (!applied[k]) open_.push_back(k), ++kept;
  }

  std::optional<Refutation> refuted(const KnownFact& fact) {
    std::vector<KnownFact> facts = reasoning_.facts();
    facts.push_back(fact);
    Reasoning inner(std::move(facts));
    if (!inner.closed()) contradict_linearly(inner, inner.given() - 1, Breadth::as_they_are, deadline_.share(0.1));
    if (!inner.closed()) return std::nullopt;
    return inner.refutation();
  }

  void try_cases() {
    std::size_t tried = 0;
    for (const std::size_t implication : open_) {
      if (over() || ++tried > most_cases) return;
      const KnownImplication& used = reasoning_.implications()[implication];
      try_cases({negated(used.premise), used.conclusion}, implication);
    }
    for (const Cases& cases : candidates()) {
      if (over() || ++tried > most_cases) return;
      try_cases(cases, std::nullopt);
    }
  }

  /// Polynomials that are known not to be 0, and atoms of open sign.
  [[nodiscard]] std::vector<Cases> candidates() const {
    std::vector<Cases> result;
    std::vector<std::set<Atom>> atoms;
    std::map<Atom, std::size_t> odd;
    for (std::size_t k = 0; k < reasoning_.given(); ++k) {
      const KnownFact& fact = reasoning_.facts()[k];
      if (fact.kind == Kind::nonzero && reasoning_.known(fact.poly).signs == nonzero)
        result.push_back({{fact.poly, Kind::positive}, {scaled(fact.poly, -1), Kind::nonnegative}});
      for (const auto& [monomial, coefficient] : fact.poly.terms())
        for (const auto& [atom, exponent] : monomial)
          if (exponent % 2 != 0) ++odd[atom];
    }
    for (const auto& [atom, count] : odd) {
      const Polynomial x = Polynomial::atom(atom);
      const Signs signs = reasoning_.known(x).signs;
      if (signs == any || signs == nonzero) result.push_back({{x, Kind::nonnegative}, {scaled(x, -1), Kind::positive}});
      if (signs == nonnegative || signs == nonpositive) result.push_back({{x, Kind::zero}, {x, Kind::nonzero}});
    }
    return result;
  }

  void try_cases(const Cases& cases, std::optional<std::size_t> implication) {
    Refutation end;
    end.kind = implication ? Refutation::Kind::implication : Refutation::Kind::cases;
    end.implication = implication.value_or(0);
    const Deadline deadline = deadline_.share(0.4);
    for (const KnownFact& one : cases) {
      std::vector<KnownFact> facts = reasoning_.facts();
      facts.push_back(one);
      auto found = Search(facts, reasoning_.implications(), depth_ + 1, deadline).run();
      if (!found) return;
      end.cases.emplace_back(one, std::move(*found));
    }
    reasoning_.close(std::move(end));
  }

  Reasoning reasoning_;
  int depth_;
  Deadline deadline_;
  std::vector<std::size_t> open_;  // implications whose premises do not follow
};

}  // namespace

std::optional<Refutation> find_refutation(const std::vector<KnownFact>& facts,
                                          const std::vector<KnownImplication>& implications, const Deadline& deadline) {
  try {
    auto found = Search(facts, implications, 0, deadline).run();
    if (found && checks(facts, implications, *found)) return found;
  } catch (const kernel::TooLarge&) {  // nothing that could be checked
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs::certificates
