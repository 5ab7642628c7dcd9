#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/polynomial.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/exact/sign_set.hpp"

namespace flowcert::proofs::exact {

using theorems::FreeParameter;
using theorems::Op;
using theorems::Term;

class SolverSession;
class SolverAnswers;

/// The exponential, root or trigonometric basis has to be refined: start over with the larger table in Proof::units.
struct Restart {};

/// Nothing can be said before a case distinction is made. The cases, truth-valued terms, exhaust all possibilities.
struct Split {
  std::vector<Term> cases;
  std::string about;
  kernel::StepPtr exhaustive;  // that one of the cases holds
};

/// t compared with 0 in these ways, which leave no case out.
struct Scope;
[[nodiscard]] Split split_into(Scope& scope, const Term& t, const std::vector<Op>& relations);

using Point = std::map<std::string, Rational>;

enum class Kind {
  variable,
  pi,
  exponential,
  logarithm,
  root,
  sine,
  cosine,
  arcsine,
  arctangent,
  alternating,
  power,
  opaque,
  function  // of which nothing but theorems/functions is known
};

/// What is shared by all the sub-proofs of one claim.
struct Proof {
  /// `taken`: what earlier runs of the same proof learned of the solver's answers.
  Proof(const Deadline& until, std::shared_ptr<SolverAnswers> taken) : deadline(until), answers(std::move(taken)) {}
  Deadline deadline;
  Trail trail;
  kernel::StepPtr root;              // of a proof about numbers: the step that states it
  std::vector<std::string> queries;  // the Z3 queries that were answered unsat, in SMT-LIB
  std::vector<Point> candidates;     // where something failed: unverified
  std::vector<ClosedFormDefect> defects;
  std::set<std::string> backends;
  std::map<std::string, Symbol> symbols;       // of generators, by what they stand for: the same in every scope
  std::map<std::string, Rational> units;       // of exponents, per basis monomial; see exponential.hpp
  std::map<std::string, SignSet> known_signs;  // answers of the sign oracle, keyed by hypotheses and polynomial
  std::map<std::string, Point> satisfiable;    // questions that the solver answered so: no use in asking again
  int depth = 0;                               // of statements within statements
  int calculus_depth = 0;                      // of derivatives of derivatives
  int calculus_tries = 0;
  bool by_name_only = false;  // variables that a hypothesis defines are not replaced by their values

  std::unordered_map<Poly, Factorisation, PolyHash, PolyEqual> factorisations;
  std::shared_ptr<SolverAnswers> answers;  // what the proof takes on trust until it is found
  bool unconfirmed = false;                // some answer of Z3 could not be confirmed by earlier runs
  std::shared_ptr<SolverSession> solver;   // made by the first query
  SolverSession& session();

  /// The symbol of a generator with this key and value. Symbols of different generators have different names: Z3 takes
  /// equal names for equal numbers, and what is remembered of polynomials is remembered by name. No variable's name has
  /// the brackets of the others' names.
  const Symbol& symbol_for(const std::string& name, Kind kind, const Term& term);

  /// factorise(p), which is asked for again and again.
  const Factorisation& factorisation(const Poly& p);

  void check_time() const {
    if (deadline.passed()) throw GiveUp{"the time is up"};
  }
};

/// numerator / product of factors^exponent; every factor is known to be nonzero wherever the hypotheses hold.
struct Fraction {
  Poly numerator = 0;
  std::map<std::size_t, unsigned long> denominator;  // index into Scope::factors -> exponent
};

/// A real number at every point of the hypotheses, named by a symbol. Relations between generators are true of these
/// real numbers; that the generators be algebraically independent otherwise is never used. (If a polynomial reduces to
/// 0 by true relations, it is 0 at every point. Should the basis be dependent, a true identity may be missed, no more.)
struct Generator {
  Symbol symbol;
  Kind kind = Kind::variable;
  Term term;  // its value
  SignSet sign = signs::any;
  unsigned long order = 0;  // if > 0: symbol^order == relation, a polynomial in earlier generators
  Poly relation = 0;
  Fraction argument;  // exponential: exp(argument); logarithm: log(argument); sine, cosine, ...: likewise
  bool integer = false;
};

struct Factor {
  Poly poly;
  SignSet sign = signs::nonzero;
};

/// poly has one of these signs wherever the hypotheses hold.
struct Fact {
  Poly poly;
  SignSet sign;
};

/// premise (if any) implies conclusion; true of the generators' values, with the lemma's name.
struct Lemma {
  std::optional<Fact> premise;
  Fact conclusion;
  std::string name;         // of the kernel's axiom
  std::vector<Term> about;  // the terms that it is about
};

/// exp(argument) == value, for the lemmas on exponentials that occur.
struct ExpInstance {
  Fraction argument, value;
};

/// One relation's world: variables, hypotheses as facts, generators. Everything in it is true at every point of the
/// hypotheses; at points that violate them nothing is said.
struct Scope {
  explicit Scope(Proof& proof_of) : proof(proof_of) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  Proof& proof;
  std::string key;                   // identifies the hypotheses, for Proof::known_signs
  kernel::ContextPtr context;        // the same hypotheses
  std::vector<Known> ledger;         // what has been shown of them
  std::deque<Generator> generators;  // references to elements stay valid
  std::vector<Factor> factors;
  std::vector<Fact> facts;
  std::vector<ExpInstance> exponentials;
  std::map<std::string, std::size_t> by_name;  // generator's key -> index
  std::unordered_map<Term, Fraction, theorems::TermHash> translated;
  std::map<std::size_t, bool> contradiction_asked;  // number of facts -> whether they contradict each other
  /// While hypotheses are read: a relation that holds has defined terms, so what a term needs to be defined is a fact.
  bool assume_defined = false;

  [[nodiscard]] Generator& generator_of(const Symbol& symbol);
  [[nodiscard]] const Generator* find(const std::string& name) const;
  /// Makes a generator under a key that must be new.
  Generator& make(const std::string& name, Kind kind, const Term& term);
};

/// The term that a polynomial or fraction stands for.
[[nodiscard]] Term term_of(Scope& scope, const Poly& p);
[[nodiscard]] Term term_of(Scope& scope, const Fraction& a);

}  // namespace flowcert::proofs::exact
