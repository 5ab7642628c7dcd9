#include "tests/proofs_check/kernel/changed_steps.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::test {

namespace {

using kernel::Context;
using kernel::ContextPtr;
using kernel::Refutation;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

using Emit = std::function<void(const Term&)>;

constexpr std::array relations{Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater, Op::greater_equal};

/// Operations of the same number of arguments, each to be taken for the next.
std::vector<Op> taken_for(Op op) {
  static const std::vector<std::vector<Op>> circles{
      {Op::exp, Op::log, Op::sqrt, Op::abs, Op::sign, Op::sin, Op::cos, Op::sinh, Op::cosh, Op::tanh, Op::negate},
      {Op::add, Op::multiply},
      {Op::subtract, Op::divide, Op::power},
      {Op::min, Op::max},
      {Op::logical_and, Op::logical_or}};
  if (theorems::is_relation(op)) return {relations.begin(), relations.end()};
  for (const std::vector<Op>& circle : circles) {
    const auto own = std::find(circle.begin(), circle.end(), op);
    if (own != circle.end()) return {own + 1 == circle.end() ? circle.front() : own[1]};
  }
  return {};
}

Term with_args(const Term& term, std::vector<Term> args) {
  theorems::TermNode node = term.node();
  node.args = std::move(args);
  return theorems::make_term(std::move(node));
}

/// Every term that differs in one place.
void each_change(const Term& term, const std::vector<std::string>& names, const Emit& emit) {
  if (term.is_number()) {
    emit(Term(Rational(term.number() + 1)));
    if (term.number() != 0) {
      emit(Term(Rational(-term.number())));
      emit(Term(Rational(term.number() * 2)));
    }
  }
  if (term.is_variable()) {
    const auto own = std::find(names.begin(), names.end(), term.name());
    if (names.size() > 1 && own != names.end())
      emit(theorems::variable(own + 1 == names.end() ? names.front() : own[1]));
    emit(-term);
    emit(term + Term(1));
  }
  for (const Op other : taken_for(term.op()))
    if (other != term.op()) emit(theorems::apply(other, term.args()));
  if (term.args().size() == 2 && !(term.arg(0) == term.arg(1))) emit(with_args(term, {term.arg(1), term.arg(0)}));
  if (term.op() == Op::logical_not) emit(term.arg(0));
  for (std::size_t k = 0; k < term.args().size(); ++k)
    each_change(term.arg(k), names, [&](const Term& changed) {
      std::vector<Term> args = term.args();
      args[k] = changed;
      emit(with_args(term, std::move(args)));
    });
}

class Changes {
 public:
  explicit Changes(const Step& step) : step_(step) {
    for (const kernel::Variable& v : step.conclusion.context->variables) names_.push_back(v.name);
  }

  std::vector<ChangedStep> all() {
    claim();
    hypotheses();
    variables();
    premises();
    rule();
    data();
    refutation();
    judgements();
    motion();
    return std::move(result_);
  }

 private:
  void add(const char* what, const std::function<void(Step&)>& change) {
    Step changed = step_;
    change(changed);
    result_.push_back({what, std::move(changed)});
  }

  void claim() {
    each_change(step_.conclusion.claim, names_,
                [&](const Term& t) { add("claim", [&](Step& s) { s.conclusion.claim = t; }); });
  }

  /// In the conclusion and in the premises, whose contexts start with the same.
  static void change_contexts(Step& step, const std::function<void(Context&)>& change) {
    const auto changed = [&](const ContextPtr& context) {
      Context copy = *context;
      change(copy);
      return std::make_shared<const Context>(std::move(copy));
    };
    step.conclusion.context = changed(step.conclusion.context);
    for (StepPtr& premise : step.premises) {
      Step copy = *premise;
      copy.conclusion.context = changed(copy.conclusion.context);
      premise = std::make_shared<const Step>(std::move(copy));
    }
  }

  static void change_conclusion(Step& step, const std::function<void(Context&)>& change) {
    Context copy = *step.conclusion.context;
    change(copy);
    step.conclusion.context = std::make_shared<const Context>(std::move(copy));
  }

  void hypotheses() {
    const std::vector<Term>& all = step_.conclusion.context->hypotheses;
    for (std::size_t k = 0; k < all.size(); ++k) {
      const auto here = [&, k](Context& c) { return k < c.hypotheses.size() && c.hypotheses[k] == all[k]; };
      const auto leave_out = [&, k](Context& c) {
        if (here(c)) c.hypotheses.erase(c.hypotheses.begin() + static_cast<std::ptrdiff_t>(k));
      };
      add("hypothesis left out", [&](Step& s) { change_contexts(s, leave_out); });
      add("hypothesis left out of the conclusion", [&](Step& s) { change_conclusion(s, leave_out); });
      each_change(all[k], names_, [&](const Term& t) {
        const auto put = [&, k](Context& c) {
          if (here(c)) c.hypotheses[k] = t;
        };
        add("hypothesis", [&](Step& s) { change_contexts(s, put); });
        add("hypothesis of the conclusion", [&](Step& s) { change_conclusion(s, put); });
      });
    }
  }

  void variables() {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      const auto turn = [&, k](Context& c) {
        if (k < c.variables.size() && c.variables[k].name == names_[k]) c.variables[k].integer ^= true;
      };
      add("whole numbers", [&](Step& s) { change_contexts(s, turn); });
      add("variable left out", [&](Step& s) {
        change_contexts(s, [&](Context& c) {
          std::erase_if(c.variables, [&](const kernel::Variable& v) { return v.name == names_[k]; });
        });
      });
    }
  }

  void premises() {
    for (std::size_t k = 0; k < step_.premises.size(); ++k) {
      const auto place = static_cast<std::ptrdiff_t>(k);
      add("premise left out", [&](Step& s) { s.premises.erase(s.premises.begin() + place); });
      if (k + 1 < step_.premises.size())
        add("premises exchanged", [&](Step& s) { std::swap(s.premises[k], s.premises[k + 1]); });
      each_change(step_.premises[k]->conclusion.claim, names_, [&](const Term& t) {
        add("premise", [&](Step& s) {
          Step premise = *s.premises[k];
          premise.conclusion.claim = t;
          s.premises[k] = std::make_shared<const Step>(std::move(premise));
        });
      });
    }
  }

  /// Those that take nothing on trust.
  void rule() {
    for (int r = static_cast<int>(Rule::truth); r < static_cast<int>(Rule::two_solvers); ++r)
      if (static_cast<Rule>(r) != step_.rule) add("rule", [&](Step& s) { s.rule = static_cast<Rule>(r); });
  }

  void data() {
    for (std::size_t k = 0; k < step_.data.terms.size(); ++k) {
      each_change(step_.data.terms[k], names_,
                  [&](const Term& t) { add("term of the data", [&](Step& s) { s.data.terms[k] = t; }); });
      add("term left out", [&](Step& s) { s.data.terms.erase(s.data.terms.begin() + static_cast<std::ptrdiff_t>(k)); });
    }
    for (std::size_t k = 0; k < step_.premises.size(); ++k)
      for (std::size_t use = 0; use <= 4; ++use)
        add("use of a premise", [&](Step& s) {
          s.data.places.resize(s.premises.size(), 0);
          s.data.places[k] = use;
        });
    if (step_.data.name.empty()) return;
    for (const char* name : {"exp is positive", "exp(x) >= 1 + x", "log(x) <= x - 1", "x*log(x) >= x - 1", "exp of log",
                             "square of a root", "abs of something not negative", "abs of something not positive",
                             "sign of zero", "the least", "the greatest", "no such axiom"})
      add("name", [&](Step& s) { s.data.name = name; });
  }

  void judgements() {
    using kernel::Judgement;
    for (const Judgement other :
         {Judgement::holds, Judgement::starts, Judgement::lives, Judgement::solves, Judgement::along}) {
      if (other != step_.conclusion.judgement) add("judgement", [&](Step& s) { s.conclusion.judgement = other; });
      for (std::size_t k = 0; k < step_.premises.size(); ++k)
        if (other != step_.premises[k]->conclusion.judgement)
          add("judgement of a premise", [&](Step& s) {
            Step premise = *s.premises[k];
            premise.conclusion.judgement = other;
            s.premises[k] = std::make_shared<const Step>(std::move(premise));
          });
    }
  }

  void motion() {
    if (!step_.conclusion.context->motion) return;
    const kernel::Motion& own = *step_.conclusion.context->motion;
    add("motion left out", [](Step& s) { change_conclusion(s, [](Context& c) { c.motion = nullptr; }); });
    const auto change = [&](const std::function<void(kernel::Motion&)>& of) {
      add("motion of the conclusion", [&](Step& s) {
        change_conclusion(s, [&](Context& c) {
          kernel::Motion copy = *c.motion;
          of(copy);
          c.motion = std::make_shared<const kernel::Motion>(std::move(copy));
        });
      });
    };
    change([](kernel::Motion& m) { m.iteration ^= true; });
    change([](kernel::Motion& m) { m.horizon_open ^= true; });
    change([](kernel::Motion& m) { m.lives ^= true; });
    change([](kernel::Motion& m) { m.whole_life ^= true; });
    change([](kernel::Motion& m) { m.known.push_back(relation(Op::equal, Term(0), Term(1))); });
    change([](kernel::Motion& m) { m.horizon = m.horizon ? *m.horizon + Term(1) : Term(1); });
    if (own.horizon) change([](kernel::Motion& m) { m.horizon.reset(); });
    for (std::size_t i = 0; i < own.state.size(); ++i) {
      each_change(own.field[i], names_, [&](const Term& t) { change([&](kernel::Motion& m) { m.field[i] = t; }); });
      each_change(own.initial[i], names_, [&](const Term& t) { change([&](kernel::Motion& m) { m.initial[i] = t; }); });
    }
  }

  void refutation() {
    if (!step_.data.refutation) return;
    change_refutation(*step_.data.refutation, [&](const char* what, const Refutation& changed) {
      add(what, [&](Step& s) { s.data.refutation = changed; });
    });
    add("refutation left out", [](Step& s) { s.data.refutation.reset(); });
    add("refutation emptied", [](Step& s) { s.data.refutation = Refutation{}; });
  }

  using EmitRefutation = std::function<void(const char*, const Refutation&)>;

  void change_refutation(const Refutation& r, const EmitRefutation& emit) {
    const auto with = [&](const char* what, const std::function<void(Refutation&)>& change) {
      Refutation copy = r;
      change(copy);
      emit(what, copy);
    };
    for (int kind = 0; kind < 4; ++kind)
      with("kind", [&](Refutation& c) { c.kind = static_cast<Refutation::Kind>(kind); });
    for (std::size_t k = 0; k < r.summands.size(); ++k) {
      with("summand left out",
           [&](Refutation& c) { c.summands.erase(c.summands.begin() + static_cast<std::ptrdiff_t>(k)); });
      with("summand's sign", [&](Refutation& c) { c.summands[k].coefficient = -c.summands[k].coefficient; });
      with("summand's coefficient", [&](Refutation& c) { c.summands[k].coefficient += Rational(1, 3); });
      with("summand's size", [&](Refutation& c) { c.summands[k].coefficient *= 2; });
      each_change(r.summands[k].factor, names_,
                  [&](const Term& t) { with("summand's factor", [&](Refutation& c) { c.summands[k].factor = t; }); });
      for (std::size_t f = 0; f < r.summands[k].facts.size(); ++f) {
        with("summand's fact", [&](Refutation& c) { ++c.summands[k].facts[f]; });
        with("claim for a fact", [&](Refutation& c) { c.summands[k].facts[f] = 0; });
        with("fact left out", [&](Refutation& c) { c.summands[k].facts.pop_back(); });
      }
    }
    for (std::size_t k = 0; k < r.facts.size(); ++k) {
      with("fact", [&](Refutation& c) { ++c.facts[k]; });
      with("fact left out", [&](Refutation& c) { c.facts.erase(c.facts.begin() + static_cast<std::ptrdiff_t>(k)); });
    }
    with("implication", [](Refutation& c) { ++c.implication; });
    each_change(r.about, names_,
                [&](const Term& t) { with("term of the cases", [&](Refutation& c) { c.about = t; }); });
    for (std::size_t k = 0; k < r.cases.size(); ++k) {
      with("case left out", [&](Refutation& c) { c.cases.erase(c.cases.begin() + static_cast<std::ptrdiff_t>(k)); });
      for (const Op op : relations) with("case", [&](Refutation& c) { c.cases[k].first = op; });
      change_refutation(r.cases[k].second, [&](const char* what, const Refutation& changed) {
        with(what, [&](Refutation& c) { c.cases[k].second = changed; });
      });
    }
  }

  const Step& step_;
  std::vector<std::string> names_;
  std::vector<ChangedStep> result_;
};

}  // namespace

std::vector<ChangedStep> changes_of(const Step& step) {
  return Changes(step).all();
}

}  // namespace flowcert::proofs::test
