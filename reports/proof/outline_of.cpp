#include "reports/proof/outline_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "reports/proof/arithmetic_argument.hpp"
#include "reports/proof/given.hpp"
#include "reports/proof/lemma_argument.hpp"
#include "reports/proof/motion_argument.hpp"
#include "reports/proof/motion_parts.hpp"
#include "reports/proof/remarks.hpp"
#include "reports/proof/rule_words.hpp"
#include "reports/proof/writer.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Context;
using proofs::kernel::Rule;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;
using theorems::Op;
using theorems::Term;

namespace {

class Teller {
 public:
  Teller(const StepPtr& root, const Names& names, std::size_t most_lines)
      : root_(root), names_(names), writer_(Notation(names.lets), most_lines) {}

  Outline outline() {
    Outline result;
    const Inside inside(writer_, root_->conclusion.context);
    result.title = names_.title;
    result.claim = writer_.notation().formula_as_written(names_.claim.value_or(root_->conclusion.claim));
    state_given(writer_, *root_->conclusion.context, names_, result);
    state_shared_facts();
    const Source source = show(root_);
    conclude(source);
    result.remark = remark_on(root_, writer_.full());
    result.items = writer_.finished(result.assumptions);
    std::erase_if(result.assumptions, [&](const Item& item) { return item.number == 0; });
    result.abbreviations = writer_.notation().abbreviations();
    if (writer_.names_differences()) result.abbreviations.push_back(about_differences());
    return result;
  }

 private:
  /// The claim, as the file writes it: its steps know no derivatives.
  void conclude(const Source& source) {
    if (!names_.claim || *names_.claim == root_->conclusion.claim || !root_->conclusion.context->motion) {
      writer_.conclude(root_->conclusion.claim, source);
      return;
    }
    static constexpr std::array derivative{Op::ddt};
    const bool derives = theorems::contains(*names_.claim, derivative);
    writer_.phrase(*names_.claim, writer_.notation().formula_as_written(*names_.claim), {});
    Sentence reason = writer_.by({source});
    if (!reason.empty()) reason.push_back(words(", "));
    reason.push_back(words(derives ? "with the derivatives that the equations give" : "with the values at the start"));
    writer_.line(*names_.claim, std::move(reason));
  }

  /// Facts about functions that several cases use, and that hold without what these assume, come first.
  void state_shared_facts() {
    std::vector<StepPtr> facts;
    std::unordered_map<Term, std::size_t, theorems::TermHash> times;
    std::unordered_set<const Step*> seen;
    std::vector<StepPtr> work{root_};
    while (!work.empty()) {
      const StepPtr step = work.back();
      work.pop_back();
      if (!seen.insert(step.get()).second) continue;
      if (step->rule == Rule::function_fact && ++times[step->conclusion.claim] == 2) facts.push_back(step);
      work.insert(work.end(), step->premises.begin(), step->premises.end());
    }
    const proofs::kernel::ContextPtr& own = root_->conclusion.context;
    std::vector<proofs::kernel::ContextPtr> contexts;  // the more general ones first
    if (own->motion) contexts = {proofs::kernel::of_parameters(*own), proofs::kernel::of_times(*own, false)};
    contexts.push_back(own);
    for (const StepPtr& fact : facts) {
      for (const proofs::kernel::ContextPtr& context : contexts) {
        const auto alone =
            std::make_shared<const Step>(Step{fact->rule, {context, fact->conclusion.claim}, {}, fact->data});
        if (!proofs::kernel::holds(*alone)) continue;
        show(alone);
        break;
      }
    }
  }

  // --- the steps

  Show teller() {
    return [this](const StepPtr& step) { return show(step); };
  }

  Source show(const StepPtr& wrapped) {
    const Inside around(writer_, wrapped->conclusion.context);
    const Term key = key_of(wrapped->conclusion);
    if (const Source* known = writer_.known(key)) return *known;
    if (writer_.full()) return {};
    const StepPtr step = stripped(wrapped);
    bring_hypotheses(*step);
    const Inside inside(writer_, step->conclusion.context);
    if (const Source* known = writer_.known(key)) return *known;
    put_into_words(writer_, step->conclusion);
    const RuleWords how = words_of(step->rule);
    switch (how.telling) {
      case Telling::silent:
        writer_.learn(key, {});
        return {};
      case Telling::folded:
        return folded(*step);
      case Telling::own:
        return in_its_own_way(*step, how);
      case Telling::motion:
        return tell_motion(writer_, *step, teller());
      default:
        return plain_line(*step, how.words);
    }
  }

  /// What the step supposes is known where it is used.
  void bring_hypotheses(const Step& step) {
    if (step.conclusion.context == writer_.knowledge().present()) return;
    for (const Term& hypothesis : step.conclusion.context->hypotheses)
      if (const Source* known = writer_.known(hypothesis))
        writer_.knowledge().learn_hypothesis(hypothesis, Source(*known));
  }

  std::vector<Source> show_premises(const Step& step) {
    std::vector<Source> sources;
    for (const StepPtr& premise : step.premises) sources.push_back(show(premise));
    return sources;
  }

  Source folded(const Step& step) {
    const std::vector<Source> sources = show_premises(step);
    const Term claim = key_of(step.conclusion);
    const Source source = sources.empty() ? Source{Source::Kind::plain, claim, 0} : sources.back();
    writer_.learn(claim, source);
    return source;
  }

  Source line(const Step& step, Sentence reason, const std::vector<Source>& sources) {
    const Sentence by = writer_.by(sources);
    if (!by.empty()) {
      if (!reason.empty()) reason.push_back(words(", "));
      append(reason, by);
    }
    return writer_.line(key_of(step.conclusion), std::move(reason));
  }

  Source plain_line(const Step& step, const std::string& reason) {
    const std::vector<Source> sources = show_premises(step);
    std::string why = reason;
    const bool trusted = step.rule == Rule::unchecked || step.rule == Rule::two_solvers || step.rule == Rule::pending;
    if (trusted && !step.data.name.empty()) why += " (" + step.data.name + ")";
    const Source source = line(step, why.empty() ? Sentence{} : Sentence{words(why)}, sources);
    if (trusted) writer_.keep(source.number);
    return source;
  }

  Source in_its_own_way(const Step& step, const RuleWords& how) {
    switch (step.rule) {
      case Rule::cases:
        return cases(step, how.words);
      case Rule::implication:
        return supposing(step, {step.conclusion.claim.arg(0)}, how.words);
      case Rule::last_of_disjunction:
        return supposing(step, negations(step), how.words);
      case Rule::generalization:
        return generalization(step, how.words);
      case Rule::substitution:
        return substitution(step, how.words);
      case Rule::conjunction:
        return tell_conjunction(writer_, step, teller());
      case Rule::replacement:
        return tell_replacement(writer_, step, how.words, teller());
      case Rule::identity:
        return identity(step, how.words);
      case Rule::certificate:
        return certificate(step, how.words);
      case Rule::function_fact:
        return tell_function_fact(writer_, step, how.words, show_premises(step));
      case Rule::enclosure:
        return plain_line(step, how.words + boxes_of(step));
      default:
        return plain_line(step, how.words);
    }
  }

  Source cases(const Step& step, const std::string& why) {
    const Term claim = key_of(step.conclusion);
    const Source disjunction = show(step.premises[0]);
    const Term& parts = step.premises[0]->conclusion.claim;
    Sentence reason{words(why)};
    if (const Sentence by = writer_.by({disjunction}); !by.empty()) {
      reason.push_back(words(", one of which holds "));
      append(reason, by);
    }
    return writer_.line_with_blocks(claim, reason, claim, [&](std::vector<Block>& blocks) {
      for (std::size_t k = 1; k < step.premises.size(); ++k) {
        const Term assumed = parts.op() == Op::logical_or ? parts.arg(k - 1) : parts;
        blocks.push_back(
            block({words("Case "), shown(writer_.notation().formula(assumed))}, {assumed}, step.premises[k]));
      }
    });
  }

  Block block(Sentence heading, const std::vector<Term>& assumed, const StepPtr& inner) {
    const Inside inside(writer_, inner->conclusion.context);
    return writer_.block(std::move(heading), assumed, [&] {
      const Source source = show(inner);
      writer_.conclude(key_of(inner->conclusion), source);
    });
  }

  static std::vector<Term> negations(const Step& step) {
    const std::vector<Term>& all = step.premises[0]->conclusion.context->hypotheses;
    const std::size_t own = step.conclusion.context->hypotheses.size();
    return {all.begin() + static_cast<std::ptrdiff_t>(std::min(own, all.size())), all.end()};
  }

  Source supposing(const Step& step, const std::vector<Term>& assumed, const std::string& reason) {
    const Term& goal = step.premises[0]->conclusion.claim;
    return writer_.line_with_blocks(step.conclusion.claim, {words(reason)}, goal, [&](std::vector<Block>& blocks) {
      std::vector<Sentence> all;
      for (const Term& one : assumed) all.push_back({shown(writer_.notation().formula(one))});
      Sentence heading{words("Suppose ")};
      append(heading, listed(all));
      blocks.push_back(block(std::move(heading), assumed, step.premises[0]));
    });
  }

  Source generalization(const Step& step, const std::string& why) {
    for (std::size_t k = 0; k + 1 < step.premises.size(); ++k) show(step.premises[k]);
    const StepPtr& inner = step.premises.back();
    const Context& context = *inner->conclusion.context;
    const std::vector<Term> assumed(
        context.hypotheses.begin() + static_cast<std::ptrdiff_t>(step.conclusion.context->hypotheses.size()),
        context.hypotheses.end());
    return writer_.line_with_blocks(
        step.conclusion.claim, {words(why)}, inner->conclusion.claim, [&](std::vector<Block>& blocks) {
          const proofs::kernel::Variable& fresh = context.variables.back();
          Sentence heading{words("Let "), shown(formula_of(theorems::variable(fresh.name))),
                           words(fresh.integer ? " be a whole number" : " be a real number")};
          std::vector<Sentence> all;
          for (const Term& one : assumed) all.push_back({shown(writer_.notation().formula(one))});
          if (!all.empty()) heading.push_back(words(" with "));
          append(heading, listed(all));
          blocks.push_back(block(std::move(heading), assumed, inner));
        });
  }

  Source substitution(const Step& step, const std::string& why) {
    const Source equality = show(step.premises[0]);
    const StepPtr& inner = step.premises[1];
    const bool same = inner->conclusion.claim == step.conclusion.claim;
    if (same && is_evident(inner)) return writer_.line(step.conclusion.claim, {words("multiplied out")});
    Sentence reason{words(why), shown(writer_.notation().formula(step.premises[0]->conclusion.claim))};
    if (equality.kind == Source::Kind::numbered) {
      reason.push_back(words(", "));
      append(reason, writer_.by({equality}));
    }
    const Term& rest = inner->conclusion.claim;
    if (theorems::is_relation(rest.op()) && rest.arg(0) == rest.arg(1))
      return writer_.line(step.conclusion.claim, std::move(reason));
    return writer_.line_with_blocks(step.conclusion.claim, reason, inner->conclusion.claim,
                                    [&](std::vector<Block>& blocks) {
                                      blocks.push_back(writer_.block({}, {}, [&] {
                                        const std::vector<Term>&old = step.conclusion.context->hypotheses,
                                              &now = inner->conclusion.context->hypotheses;
                                        for (std::size_t k = 0; k < std::min(old.size(), now.size()); ++k)
                                          if (const Source* known = writer_.known(old[k]))
                                            writer_.knowledge().learn_hypothesis(now[k], Source(*known));
                                        const Inside inside(writer_, inner->conclusion.context);
                                        writer_.conclude(inner->conclusion.claim, show(inner));
                                      }));
                                    });
  }

  Source identity(const Step& step, const std::string& why) {
    const std::vector<Source> sources = show_premises(step);
    const std::vector<std::size_t>& places = step.data.places;
    std::vector<Source> put_in;
    for (std::size_t k = 0; k < std::min(places.size(), sources.size()); ++k)
      if (places[k] == 1 || places[k] == 2) put_in.push_back(sources[k]);
    std::vector<Source> conditions;  // under which the terms are defined
    for (std::size_t k = 0; k < sources.size(); ++k)
      if ((k >= places.size() || places[k] == 0) && sources[k].kind == Source::Kind::numbered)
        conditions.push_back(sources[k]);
    const bool rewritten = !places.empty() && places.back() == 3 && places.size() == sources.size();
    const Term& claim = step.conclusion.claim;
    if (says_defined(claim)) {
      writer_.learn(claim, {});
      return {};
    }
    if (!rewritten) {
      Sentence reason = writer_.by(put_in);
      if (claim.op() != Op::equal)
        reason.insert(reason.begin(), words(reason.empty() ? "as both sides are equal" : "as both sides are equal "));
      reason.push_back(words((reason.empty() ? "" : ", ") + why));
      if (const Sentence by = writer_.by(conditions); !by.empty()) {
        reason.push_back(words(", defined "));
        append(reason, by);
      }
      return line(step, std::move(reason), {});
    }
    const Source& other = sources.back();
    Sentence reason = writer_.by({other});
    reason.insert(reason.begin(), words("rearranged"));
    if (reason.size() > 1) reason.insert(reason.begin() + 1, words(", "));
    std::erase(put_in, other);
    return line(step, std::move(reason), put_in);
  }

  Source certificate(const Step& step, const std::string& reason) {
    if (step.conclusion.claim.op() == Op::not_equal)
      if (const Source* known = known_condition(writer_, step.conclusion.claim)) return *known;
    const std::vector<Source> sources = show_premises(step);
    const Term& claim = step.conclusion.claim;
    if (const Source* known = claim.op() == Op::not_equal ? known_condition(writer_, claim) : writer_.known(claim))
      return *known;
    if (writer_.full()) return {};
    if (!tell_certificate(writer_, step, sources)) return line(step, {words(reason)}, sources);
    const Source* known = writer_.known(step.conclusion.claim);
    return known != nullptr ? *known : Source{};
  }

  StepPtr root_;
  const Names& names_;
  Writer writer_;
};

}  // namespace

Outline outline_of(const StepPtr& root, const Names& names, std::size_t most_lines) {
  return Teller(root, names, most_lines).outline();
}

}  // namespace flowcert::reports::proof
