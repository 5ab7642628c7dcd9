#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// How a step's conclusion follows; holds.cpp says of each rule what it demands.
enum class Rule {
  // logic
  truth,
  hypothesis,
  conjunction,
  part_of_conjunction,
  disjunction,
  last_of_disjunction,
  implication,
  same_meaning,
  cases,
  order_cases,
  cut,
  weakening,
  substitution,
  replacement,
  generalization,
  absurd,
  // real arithmetic
  defined,
  identity,
  certificate,
  opposite,
  integer_gap,
  // functions
  exponential_of_sum,
  logarithm,
  function_fact,
  domain,
  // balls
  enclosure,
  // limits
  expansion,
  uniform_limit,
  oscillation,
  // motions
  fact_of_motion,
  linear_comparison,
  barrier,
  induction,
  run,
  solution,
  value_of_solution,
  moment,
  start,
  life_by_growth,
  life_by_bound,
  life_by_solution,
  life_of_iteration,
  known_life,
  defined_in_life,
  in_parts,
  along,
  // not looked into by the kernel
  two_solvers,
  unchecked,
  pending,  // no step of a proof: what a search has not yet found a reason for
};

/// coefficient * factor^2 * product of facts, or coefficient * factor * product if one of these is an equality. A fact
/// "p is not 0" stands for p^2 > 0. The coefficient is not negative unless one of the facts is an equality.
struct Summand {
  Rational coefficient = 1;
  Term factor = Term(1);
  std::vector<std::size_t> facts;
};

/// Why facts about real numbers cannot hold together. Facts are meant by their places; each case appends its own.
struct Refutation {
  enum class Kind {
    summands,     // they add up to 0, but one of them is positive (Stengle's Positivstellensatz)
    roots,        // `facts` are about one number, and none satisfies them: their polynomials' roots are isolated
    cases,        // `about` compares with 0 in one of these ways, which leave none out; each is refuted
    implication,  // two cases: a known implication's premise does not hold, or its conclusion holds
  } kind = Kind::summands;
  std::vector<Summand> summands;
  std::vector<std::size_t> facts;
  std::size_t implication = 0;
  Term about;
  std::vector<std::pair<Op, Refutation>> cases;  // implication: the relations are of no account
};

/// What a rule needs besides conclusion and premises; holds.cpp says what each rule reads.
struct Data {
  std::vector<Term> terms;
  std::vector<std::size_t> places;
  std::optional<Refutation> refutation;
  std::string name;
};

struct Step;
using StepPtr = std::shared_ptr<const Step>;

struct Step {
  Rule rule = Rule::unchecked;
  Sequent conclusion;
  std::vector<StepPtr> premises;
  Data data;
};

}  // namespace flowcert::proofs::kernel
