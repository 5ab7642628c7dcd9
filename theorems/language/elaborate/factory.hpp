#pragma once

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// Makes terms that share equal parts (so that identity is equality and expansion stays as small as the text), and
/// counts what is made: an expansion that grows beyond these bounds is an error, never a crash.
class TermFactory {
 public:
  static constexpr std::size_t most_nodes = 6'000'000;  // nodes and edges of one problem
  static constexpr std::size_t deepest_term = 1'500;    // also bounds everybody's recursion over terms
  static constexpr double largest_claim = 8e6;  // nodes of one claim written out, shared parts counted each time
  static constexpr std::size_t most_work = 30'000'000;  // arguments and limbs of numbers touched

  /// Where the text is that is being expanded now: what errors point to.
  std::size_t offset = 0;

  /// All throw LocatedError at `offset` when a bound is passed.
  Term make(TermNode node);
  Term apply(Op op, std::vector<Term> args);
  Term number(const Rational& value) { return intern(Term(value)); }
  Term variable(const std::string& name) { return intern(theorems::variable(name)); }
  /// Numbers are added or multiplied pairwise, so that long ranges stay fast.
  Term add(std::vector<Term> args);
  Term multiply(std::vector<Term> args);
  Term conjunction(std::vector<Term> args);
  Term disjunction(std::vector<Term> args);

  /// Throws when the term would be too large written out.
  void check_size(const Term& term);

 private:
  struct ShallowHash {
    std::size_t operator()(const Term& term) const { return term.node().hash; }
  };
  struct ShallowEqual {
    bool operator()(const Term& a, const Term& b) const;
  };

  Term intern(const Term& term);
  void count_work(const std::vector<Term>& args);
  Term combine(Op op, std::vector<Term> args);
  double written_size(const Term& term);

  std::unordered_set<Term, ShallowHash, ShallowEqual> terms_;
  std::unordered_map<const TermNode*, std::pair<Term, double>> sizes_;  // the term keeps its address in use
  std::size_t nodes_ = 0, work_ = 0;
};

}  // namespace flowcert::theorems
