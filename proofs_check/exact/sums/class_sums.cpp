#include "proofs_check/exact/sums/class_sums.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/decide/used_steps.hpp"
#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/sums/expansion.hpp"
#include "proofs_check/exact/view.hpp"
#include "theorems/terms/rewrite.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact::sums {

namespace {

constexpr std::size_t most_sums = 14;
constexpr double lemma_seconds = 0.5;  // for one premise of a lemma

struct ClassSum {
  Monomial monomial;
  Term variable;                               // stands for the sum
  bool nonnegative = false, positive = false;  // every term of it
};

class ClassSums {
 public:
  ClassSums(Proof& proof, const theorems::Problem& problem, const theorems::GroundClaim& claim)
      : proof_(proof), classes_(*problem.classes) {
    for (const theorems::FreeParameter& p : problem.parameters) {
      const std::string vector = vector_of(p.name, class_index);
      if (vector.empty()) {
        scalars_.push_back(p);
      } else {
        vectors_.push_back(vector);
      }
    }
    for (const theorems::Binding& bound : claim.reals) {
      theorems::FreeParameter p;
      p.name = bound.name;
      p.integer = bound.integer;
      scalars_.push_back(p);
      for (const Term& end : range_of(bound)) facts_.push_back(end);
    }
    facts_.push_back(relation(Op::greater_equal, classes_, Term(1)));
    for (const Term& hypothesis : problem.hypotheses) read(hypothesis);
    for (const theorems::GroundClaim* step : used_steps(problem, claim)) use(*step);
    for (const std::string& vector : vectors_) {
      Monomial entry;
      const Term term = theorems::variable(entry_name(vector, class_index));
      entry.emplace(to_text(term), std::pair(term, 1L));
      (void)sum_of(entry);
    }
    claim_ = without_sums(claim.claim);
  }

  void run() {
    note_entries(claim_);
    for (const Term& fact : facts_) note_entries(fact);
    find_signs();
    sum_entry_facts();
    compare_termwise();
    add_cauchy_schwarz();
    if (contradictory(proof_, of_one_class(theorems::constant(Op::true_value))))
      throw GiveUp{"nothing satisfies the hypotheses"};
    std::string reason;
    if (try_statement(proof_, whole(claim_), reason)) return;
    if (termwise(claim_)) return;
    throw GiveUp{reason};
  }

 private:
  /// A step of the parameters alone, or of every class.
  void use(const theorems::GroundClaim& step) {
    if (step.reals.empty()) return read(step.claim);
    const theorems::Binding& bound = step.reals[0];
    const bool every_class =
        step.reals.size() == 1 && bound.integer && bound.low.is_number(1) && bound.high == classes_;
    if (!every_class || mentions(step.claim, bound.name)) return;
    theorems::Substitution general;
    for (const std::string& vector : vectors_)
      general.emplace(entry_name(vector, bound.name), theorems::variable(entry_name(vector, class_index)));
    // The step's own class is no summation index: sums are made variables of before it becomes the one in general.
    for (const Term& part : conjunction_parts(step.claim))
      class_facts_.push_back(substitute(without_sums(part), general));
  }

  /// A hypothesis about one class in general, about the sums, or about neither.
  void read(const Term& hypothesis) {
    for (const Term& part : conjunction_parts(hypothesis)) {
      if (part.op() == Op::for_all && part.name() == class_index) {
        read_of_every_class(part.arg(2));
      } else {
        const Term fact = without_sums(part);  // with what [parameters] says of a vector's entries
        (depends_on_class(fact) ? class_facts_ : facts_).push_back(fact);
      }
    }
  }

  void read_of_every_class(const Term& fact) {
    for (const Term& part : conjunction_parts(fact)) class_facts_.push_back(without_sums(part));
  }

  Term without_sums(const Term& term) {
    return theorems::rewrite(term, [&](const Term& node) -> std::optional<Term> {
      if (node.op() == Op::symbolic_product || node.op() == Op::for_all || node.op() == Op::exists)
        throw GiveUp{"a product or a quantifier over the classes inside a claim"};
      if (node.op() != Op::symbolic_sum) return std::nullopt;
      const Term body = without_sums(node.arg(2));
      defined_.push_back(relation(Op::equal, body, body));
      return linear(expand(body));
    });
  }

  Term linear(const std::vector<Part>& parts) {
    std::vector<Term> result{Term(0)};
    for (const Part& part : parts) result.push_back(part.coefficient * sum_of(part.monomial));
    return theorems::add(result);
  }

  Term sum_of(const Monomial& monomial) {
    if (monomial.empty()) return classes_;
    const Term term = term_of(monomial);
    for (const ClassSum& known : sums_)
      if (term_of(known.monomial) == term) return known.variable;
    if (sums_.size() >= most_sums) throw GiveUp{"too many different sums"};
    const std::string name = "<sum of " + to_text(term) + ">";  // ends like no entry's name
    theorems::FreeParameter p;
    p.name = name;
    scalars_.push_back(p);
    sums_.push_back({monomial, theorems::variable(name)});
    return sums_.back().variable;
  }

  /// Entries at an index of their own, p[1] or p[c]: one more point at which what holds of every class holds.
  void note_entries(const Term& term) {
    for (const std::string& name : free_variables(term)) {
      const auto bracket = name.rfind('[');
      if (bracket == std::string::npos || name.back() != ']') continue;
      const std::string index = name.substr(bracket + 1, name.size() - bracket - 2);
      if (index == class_index ||
          std::find(vectors_.begin(), vectors_.end(), name.substr(0, bracket)) == vectors_.end())
        continue;
      if (std::find(indices_.begin(), indices_.end(), index) == indices_.end()) indices_.push_back(index);
    }
  }

  /// What is known of one class in general, to prove `claim` of it.
  [[nodiscard]] FormulaStatement of_one_class(const Term& claim) const {
    FormulaStatement statement{scalars_, facts_, claim};
    for (const std::string& vector : vectors_) {
      theorems::FreeParameter p;
      p.name = entry_name(vector, class_index);
      statement.variables.push_back(p);
    }
    add_entries(statement);
    statement.hypotheses.insert(statement.hypotheses.end(), class_facts_.begin(), class_facts_.end());
    return statement;
  }

  [[nodiscard]] FormulaStatement whole(const Term& claim) const {
    FormulaStatement statement{scalars_, facts_, claim};
    add_entries(statement);
    return statement;
  }

  void add_entries(FormulaStatement& statement) const {
    for (const std::string& index : indices_) {
      for (const std::string& vector : vectors_) {
        theorems::FreeParameter p;
        p.name = entry_name(vector, index);
        statement.variables.push_back(p);
      }
      for (const Term& fact : class_facts_) statement.hypotheses.push_back(at_class(fact, index));
    }
  }

  bool holds_of_one_class(const Term& claim) {
    const Deadline outer = proof_.deadline;
    const std::size_t candidates = proof_.candidates.size();
    proof_.deadline = outer.within(lemma_seconds);
    proof_.by_name_only = true;  // what is known of a value by its definition alone should be a step
    std::string reason;
    const bool holds = try_statement(proof_, of_one_class(claim), reason) != nullptr;
    proof_.by_name_only = false;
    proof_.deadline = outer;
    proof_.candidates.resize(std::min(candidates, proof_.candidates.size()));  // a question, not a claim
    return holds;
  }

  void learn(const Term& fact, const std::string& lemma) {
    facts_.push_back(fact);
    proof_.trail.push_back("lemma, " + lemma + ": " + to_text(fact));
  }

  /// Every sum's body must be defined; the sums of terms of one sign have that sign, and are at least each term.
  void find_signs() {
    for (const Term& body : defined_) {
      std::string reason;
      if (!try_statement(proof_, of_one_class(body), reason)) throw GiveUp{"a sum's terms may be undefined: " + reason};
    }
    for (ClassSum& sum : sums_) {
      const Term term = term_of(sum.monomial);
      sum.positive = holds_of_one_class(relation(Op::greater, term, Term(0)));
      sum.nonnegative = sum.positive || holds_of_one_class(relation(Op::greater_equal, term, Term(0)));
      if (!sum.nonnegative) continue;
      learn(relation(sum.positive ? Op::greater : Op::greater_equal, sum.variable, Term(0)),
            "a sum of terms of one sign");
      class_facts_.push_back(relation(Op::less_equal, term, sum.variable));
      proof_.trail.push_back("lemma, a term is at most the sum of nonnegative terms: " + to_text(class_facts_.back()));
    }
  }

  /// L <= R of every class, times a nonnegative monomial, summed over the classes.
  void sum_entry_facts() {
    const std::vector<Term> class_facts = class_facts_;
    const std::vector<ClassSum> sums = sums_;
    for (const Term& fact : class_facts) {
      const bool up = fact.op() == Op::less_equal || fact.op() == Op::less;
      const bool down = fact.op() == Op::greater_equal || fact.op() == Op::greater;
      if (!up && !down && fact.op() != Op::equal) continue;
      const Term gap = up ? fact.arg(1) - fact.arg(0) : fact.arg(0) - fact.arg(1);
      for (std::size_t k = 0; k <= sums.size(); ++k) {
        if (k > 0 && fact.op() != Op::equal && !sums[k - 1].nonnegative) continue;
        const Term factor = k == 0 ? Term(1) : term_of(sums[k - 1].monomial);
        const std::vector<Part> parts = expand(factor * gap);
        if (!all_known(parts)) continue;
        const Term total = linear(parts);
        learn(relation(fact.op() == Op::equal ? Op::equal : Op::greater_equal, total, Term(0)),
              "a fact of every class, summed");
      }
    }
  }

  [[nodiscard]] bool all_known(const std::vector<Part>& parts) const {
    return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
      return part.monomial.empty() || std::any_of(sums_.begin(), sums_.end(), [&](const ClassSum& known) {
               return term_of(known.monomial) == term_of(part.monomial);
             });
    });
  }

  void compare_termwise() {
    for (const ClassSum& a : sums_) {
      for (const ClassSum& b : sums_) {
        if (&a == &b) continue;
        const Term less = relation(Op::less_equal, term_of(a.monomial), term_of(b.monomial));
        if (holds_of_one_class(less)) learn(relation(Op::less_equal, a.variable, b.variable), "termwise");
      }
    }
  }

  /// (sum of f)^2 <= (sum of g) * (sum of h) where f^2 = g*h and g, h are nonnegative.
  void add_cauchy_schwarz() {
    std::vector<ClassSum> all = sums_;
    all.push_back({{}, classes_, true, true});
    for (std::size_t g = 0; g < all.size(); ++g) {
      for (std::size_t h = g + 1; h < all.size(); ++h) {
        if (!all[g].nonnegative || !all[h].nonnegative) continue;
        Monomial square = product(all[g].monomial, all[h].monomial);
        bool even = true;
        for (auto& [text, power] : square) {
          even = even && power.second % 2 == 0;
          power.second /= 2;
        }
        const auto root = std::find_if(all.begin(), all.end(), [&](const ClassSum& known) {
          return even && term_of(known.monomial) == term_of(square);
        });
        if (root == all.end()) continue;
        learn(relation(Op::less_equal, root->variable * root->variable, all[g].variable * all[h].variable),
              "Cauchy-Schwarz");
      }
    }
  }

  /// Both sides as sums over the classes, compared class by class; what is no sum is spread over the classes by weights
  /// whose sum is 1.
  bool termwise(const Term& claim) {
    if (!theorems::is_relation(claim.op()) || claim.op() == Op::not_equal) return false;
    const Term gap = claim.arg(0) - claim.arg(1);
    std::vector<Term> weights{Term(1) / classes_};
    for (const ClassSum& sum : sums_) {
      std::string reason;
      if (sum.monomial.size() == 1 && try_statement(proof_, whole(relation(Op::equal, sum.variable, Term(1))), reason))
        weights.push_back(term_of(sum.monomial));
    }
    theorems::Substitution none;
    for (const ClassSum& sum : sums_) none.emplace(sum.variable.name(), Term(0));
    const Term rest = substitute(gap, none);
    std::vector<Term> of_class, straight{rest};
    for (const ClassSum& sum : sums_) {
      const std::vector<std::string> names = free_variables(gap);
      if (!std::binary_search(names.begin(), names.end(), sum.variable.name())) continue;
      theorems::Substitution one = none;
      one.at(sum.variable.name()) = Term(1);
      const Term coefficient = substitute(gap, one) - rest;
      of_class.push_back(coefficient * term_of(sum.monomial));
      straight.push_back(coefficient * sum.variable);
    }
    std::string why;  // the sums must come in linearly
    if (!try_statement(proof_, whole(relation(Op::equal, gap, theorems::add(straight))), why)) return false;
    for (const Term& weight : weights) {
      std::vector<Term> parts = of_class;
      parts.push_back(rest * weight);
      const Term one = relation(claim.op(), theorems::add(parts), Term(0));
      std::string reason;
      if (!try_statement(proof_, of_one_class(one), reason)) continue;
      proof_.trail.push_back("lemma, termwise: summed over the classes this is " + to_text(claim));
      return true;
    }
    return false;
  }

  Proof& proof_;
  Term classes_;
  std::vector<theorems::FreeParameter> scalars_;
  std::vector<std::string> vectors_, indices_;
  std::vector<Term> facts_, class_facts_, defined_;
  std::vector<ClassSum> sums_;
  Term claim_;
};

}  // namespace

void prove_class_sums(Proof& proof, const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  ClassSums(proof, problem, claim).run();
}

}  // namespace flowcert::proofs::exact::sums
