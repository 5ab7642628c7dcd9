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
  // matrices of every size
  matrix_words,
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

/// coefficient * left * E * right, where E == 0 is a known equation: the one at its place (matrix_words.hpp), or its
/// transpose. `left` and `right` are words: letters by their places, times two, plus one if transposed.
struct WordSummand {
  std::size_t equation = 0;
  bool transposed = false;
  Term coefficient = Term(1);
  std::vector<std::size_t> left, right;
};

/// A sum of words with coefficients.
using WordLiteral = std::vector<std::pair<Term, std::vector<std::size_t>>>;

/// weight times a number that is not negative, by which two numbers compare.
struct WordBound {
  enum class Kind {
    square,      // trace(a^T a)
    of_norms,    // norm(a) norm(b) - trace(a^T b): Cauchy and Schwarz
    by_duality,  // nuclear(a) opnorm(b) - trace(a^T b)
  } kind = Kind::square;
  Rational weight = 1;
  WordLiteral a, b;
};

/// What a square root is: a sum of words v^T v and v v^T whose square is the radicand, up to these summands; or a new
/// letter.
struct WordRoot {
  std::optional<WordLiteral> value;
  std::vector<WordSummand> summands;
};

/// Why a relation holds: the difference of its sides is the sum of summands and bounds. Or why an equation holds at
/// all times of a flow: the difference is 0 at the start, and its derivative is 0.
struct WordReason {
  bool conserved = false;
  std::vector<WordSummand> summands;
  std::vector<WordBound> bounds;
  std::vector<WordRoot> roots;  // in the order in which they are met
};

/// What a rule needs besides conclusion and premises; holds.cpp says what each rule reads.
struct Data {
  std::vector<Term> terms;
  std::vector<std::size_t> places;
  std::optional<Refutation> refutation;
  std::string name;
  std::vector<WordReason> words = {};  // of the relations that a claim over matrices consists of
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
