#include "proofs_check/certificates/roots.hpp"

#include <algorithm>

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t highest_degree = 24;  // of all polynomials together
constexpr std::size_t longest = 240;        // bits of a number
constexpr std::size_t most_work = 1500;     // degrees times bits

kernel::Outcomes outcomes_of(Signs signs) {
  return {.less = (signs & negative) != 0, .equal = (signs & zero) != 0, .greater = (signs & positive) != 0};
}

/// Facts about one atom: those of higher degree, and the closest bounds.
class AboutOne {
 public:
  void add(std::size_t fact, KnownFact::Kind kind, kernel::Dense dense) {
    if (dense.size() == 2 && (kind == KnownFact::Kind::positive || kind == KnownFact::Kind::nonnegative)) {
      const bool from_below = dense[1] > 0;
      const Rational at = -dense[0] / dense[1];
      auto& bound = from_below ? lower_ : upper_;
      const bool closer = !bound || (from_below ? at > bound->at : at < bound->at) ||
                          (at == bound->at && kind == KnownFact::Kind::positive);
      if (closer) bound = Bound{at, {fact, kind, std::move(dense)}};
    } else {
      take({fact, kind, std::move(dense)});
    }
  }

  /// The facts that have no common solution; none if they have one, or are all linear, or would take long.
  std::vector<std::size_t> contradictory() {
    if (higher_ == 0) return {};  // linear arithmetic takes less time
    if (lower_) take(lower_->one);
    if (upper_) take(upper_->one);
    std::vector<std::size_t> result;
    std::vector<kernel::Clause> clauses;
    for (const One& one : all_) {
      result.push_back(one.fact);
      clauses.push_back({{one.poly, outcomes_of(signs_of(one.kind))}});
    }
    return kernel::no_real_number_satisfies(clauses) ? result : std::vector<std::size_t>{};
  }

 private:
  struct One {
    std::size_t fact;
    KnownFact::Kind kind;
    kernel::Dense poly;
  };
  struct Bound {
    Rational at;
    One one;
  };

  void take(One one) {
    const bool is_new =
        std::none_of(all_.begin(), all_.end(), [&](const One& other) { return other.poly == one.poly; });
    std::size_t bits = 0;
    for (const Rational& c : one.poly)
      bits = std::max<std::size_t>(bits, msb(abs(numerator(c)) + 1) + msb(denominator(c)));
    const std::size_t degree = is_new ? one.poly.size() - 1 : 0;
    if (bits > longest || degrees_ + degree > highest_degree || work_ + degree * bits > most_work) return;
    degrees_ += degree;
    work_ += degree * bits;
    if (one.poly.size() > 2) ++higher_;
    all_.push_back(std::move(one));
  }

  std::optional<Bound> lower_, upper_;
  std::vector<One> all_;
  std::size_t degrees_ = 0, work_ = 0, higher_ = 0;
};

}  // namespace

void contradict_by_roots(Reasoning& reasoning) {
  std::map<Atom, AboutOne> by_atom;
  for (std::size_t k = 0; k < reasoning.facts().size(); ++k) {
    const KnownFact& fact = reasoning.facts()[k];
    std::optional<Atom> atom;
    auto dense = in_one_atom(fact.poly, atom, highest_degree);
    if (dense && atom) by_atom[*atom].add(k, fact.kind, std::move(*dense));
  }
  for (auto& [atom, about] : by_atom) {
    if (reasoning.closed()) return;
    std::vector<std::size_t> facts = about.contradictory();
    if (facts.empty()) continue;
    Refutation end;
    end.kind = Refutation::Kind::roots;
    end.facts = std::move(facts);
    reasoning.close(std::move(end));
  }
}

}  // namespace flowcert::proofs::certificates
