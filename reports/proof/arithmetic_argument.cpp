#include "reports/proof/arithmetic_argument.hpp"

#include <algorithm>

#include "proofs_check/kernel/rules.hpp"
#include "reports/proof/arithmetic_formulas.hpp"
#include "reports/proof/readable_term.hpp"
#include "reports/proof/refutations.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Outcomes;
using proofs::kernel::Refutation;
using proofs::kernel::Step;
using theorems::Op;
using theorems::Term;
using Kind = Refutation::Kind;

namespace {

constexpr std::size_t none = CertificateFormulas::none;

bool is_leaf(const Refutation& r) {
  return r.kind == Kind::summands || r.kind == Kind::roots;
}

/// A relation that allows just these outcomes, if there is one.
Op relation_for(Outcomes o) {
  if (o.less) return o.equal ? Op::less_equal : o.greater ? Op::not_equal : Op::less;
  if (o.equal) return o.greater ? Op::greater_equal : Op::equal;
  return Op::greater;
}

class CertificateTeller {
 public:
  CertificateTeller(Writer& writer, const Step& step, const std::vector<Source>& sources)
      : writer_(writer), step_(step), facts_(step, writer, sources) {}

  void tell() {
    const Term& claim = step_.conclusion.claim;
    const Refutation refutation = simplified(*step_.data.refutation, facts_.size());
    if (direct(refutation)) {
      argue(refutation);
      return;
    }
    by_contradiction_ = true;
    const Term opposite = proofs::kernel::negated_relation(claim);
    const bool supposes = uses(refutation, 0);
    writer_.line_with_blocks(claim, {words(supposes ? "by contradiction" : "as the assumptions contradict each other")},
                             theorems::constant(Op::false_value), [&](std::vector<Block>& blocks) {
                               Sentence heading;
                               if (supposes)
                                 heading = {words("Suppose that "), shown(writer_.notation().formula(opposite))};
                               const std::vector<Term> assumed = supposes ? std::vector{opposite} : std::vector<Term>{};
                               blocks.push_back(writer_.block(heading, assumed, [&] {
                                 if (supposes) facts_.set_source(0, *writer_.known(opposite));
                                 argue(refutation);
                               }));
                             });
  }

 private:
  // --- what shape the argument has

  /// Where the claim is shown without supposing its opposite: only last lines use that, and as the claim's own
  /// identity.
  bool direct(const Refutation& r) {
    if (is_leaf(r)) return !uses(r, 0) || r.kind == Kind::roots || formulas_.multiplier_of(r, 0) != none;
    const std::size_t rest = remaining(r);
    for (std::size_t k = 0; k < r.cases.size(); ++k) {
      const Refutation& one = r.cases[k].second;
      if (rest != none && k != rest) {
        if (uses(one, 0)) return false;
        continue;
      }
      const bool depends = r.kind == Kind::cases || r.kind == Kind::implication;
      if (depends) push_case(r, k);
      const bool result = direct(one);
      facts_.pop();
      if (!result) return false;
    }
    return true;
  }

  /// The case that remains when those that are refuted at once have been: none if more than one would remain.
  std::size_t remaining(const Refutation& r) const {
    std::size_t result = none, open = 0;
    for (std::size_t k = 0; k < r.cases.size(); ++k) {
      if (is_leaf(r.cases[k].second)) continue;
      ++open;
      result = k;
    }
    if (open > 1) return none;
    if (open == 1) return result;
    for (std::size_t k = 0; k < r.cases.size(); ++k)
      if (uses(r.cases[k].second, 0)) return k;
    return r.cases.size() - 1;
  }

  Term case_relation(const Refutation& r, std::size_t k) const {
    if (r.kind == Kind::cases) return relation(r.cases[k].first, r.about, Term(0));
    const Term& implication = facts_.implication(r.implication);
    return k == 0 ? proofs::kernel::negated_relation(implication.arg(0)) : implication.arg(1);
  }

  void push_case(const Refutation& r, std::size_t k) { facts_.push(case_relation(r, k), {}); }

  // --- the argument

  void argue(const Refutation& r) {
    if (is_leaf(r)) {
      finish(r);
      return;
    }
    const std::size_t rest = remaining(r);
    if (rest == none) {
      by_cases(r);
      return;
    }
    facts_.push(what_remains(r, rest));
    argue(r.cases[rest].second);
    facts_.pop();
  }

  /// The other cases are refuted: the fact that is left, told in a line unless it is one that was told.
  ArithmeticFact what_remains(const Refutation& r, std::size_t rest) {
    if (r.kind == Kind::implication) return by_implication(r, rest);
    Outcomes left{true, true, true};
    for (std::size_t k = 0; k < r.cases.size(); ++k) {
      if (k == rest) continue;
      const Outcomes gone = proofs::kernel::outcomes_of(r.cases[k].first);
      left = {left.less && !gone.less, left.equal && !gone.equal, left.greater && !gone.greater};
    }
    // What the kernel takes the case for may be less than what is left: it is what the rest may use.
    const Op stated = r.cases[rest].first;
    const Outcomes allowed = proofs::kernel::outcomes_of(stated);
    left = {left.less && allowed.less, left.equal && allowed.equal, left.greater && allowed.greater};
    return refuted_but(
        r, rest, relation(left.less || left.equal || left.greater ? relation_for(left) : stated, r.about, Term(0)));
  }

  ArithmeticFact refuted_but(const Refutation& r, std::size_t rest, const Term& remains) {
    push_case(r, rest);
    ArithmeticFact fact = facts_[facts_.size() - 1];
    facts_.pop();
    Sentence reason;
    for (std::size_t k = 0; k < r.cases.size(); ++k) {
      if (k == rest) continue;
      push_case(r, k);
      const std::size_t place = facts_.size() - 1;
      const Refutation& one = r.cases[k].second;
      const std::size_t with = one.kind == Kind::summands ? formulas_.multiplier_of(one, place) : none;
      if (with != none && r.cases.size() == 2) {
        if (const auto same = formulas_.same_fact(one, place, with)) {
          fact.source = same->source;
          fact.expression = same->expression;
          fact.brief = same->brief;
          facts_.pop();
          return fact;
        }
        reason = formulas_.identity(one, place, with);
      } else if (remains.op() == Op::equal && formulas_.from_equations(one, place)) {
        if (reason.empty()) reason = formulas_.equations(one, place);  // the same for both signs
      } else {
        reason.push_back(words(reason.empty() ? "as otherwise " : "; and for "));
        if (reason.size() > 1) reason.push_back(shown(writer_.notation().formula(facts_[place].relation)));
        if (reason.size() > 2) reason.push_back(words(", "));
        append(reason, formulas_.contradiction(one, place));
      }
      facts_.pop();
    }
    if (const Source* known = writer_.known(remains)) {
      fact.source = *known;
    } else {
      fact.source = writer_.line(remains, reason);
    }
    ArithmeticFacts::abbreviate(fact);
    return fact;
  }

  ArithmeticFact by_implication(const Refutation& r, std::size_t rest) {
    const Term implication = facts_.implication(r.implication);
    if (rest == 0) return refuted_but(r, rest, case_relation(r, 0));
    // Its premise holds, so its conclusion does.
    push_case(r, 0);
    const std::size_t place = facts_.size() - 1;
    const Refutation& one = r.cases[0].second;
    const std::size_t with = one.kind == Kind::summands ? formulas_.multiplier_of(one, place) : none;
    Source premise;
    if (const Source* known = writer_.known(implication.arg(0))) {
      premise = *known;
    } else {
      Sentence reason;
      if (with != none) {
        reason = formulas_.identity(one, place, with);
      } else {
        reason.push_back(words("as otherwise "));
        append(reason, formulas_.contradiction(one, place));
      }
      premise = writer_.line(implication.arg(0), reason);
    }
    facts_.pop();
    push_case(r, 1);
    ArithmeticFact fact = facts_[facts_.size() - 1];
    facts_.pop();
    if (const Source* known = writer_.known(implication.arg(1))) {
      fact.source = *known;
      return fact;
    }
    std::vector<Source> from{premise};
    if (const Source* rule = writer_.known(implication)) from.push_back(*rule);
    fact.source = writer_.line(implication.arg(1), writer_.by(from));
    return fact;
  }

  void by_cases(const Refutation& r) {
    const Term goal = by_contradiction_ ? theorems::constant(Op::false_value) : step_.conclusion.claim;
    const auto fill = [&](std::vector<Block>& blocks) {
      for (std::size_t k = 0; k < r.cases.size(); ++k) {
        const Term assumed = case_relation(r, k);
        blocks.push_back(writer_.block({words("Case "), shown(writer_.notation().formula(assumed))}, {assumed}, [&] {
          facts_.push(assumed, *writer_.known(assumed));
          argue(r.cases[k].second);
          facts_.pop();
        }));
      }
    };
    const Sentence reason{words("by cases")};
    if (by_contradiction_) {
      writer_.remark({words("This is impossible, by cases")}, fill);
    } else {
      writer_.line_with_blocks(goal, reason, goal, fill);
    }
  }

  /// The last line; none where the claim is a fact that is there, written in another way.
  void finish(const Refutation& r) {
    const Term& claim = step_.conclusion.claim;
    if (by_contradiction_) {
      Sentence reason = formulas_.contradiction(r, none);
      reason.push_back(words(", which is impossible"));
      writer_.remark(std::move(reason));
      return;
    }
    const std::size_t with = r.kind == Kind::summands ? formulas_.multiplier_of(r, 0) : none;
    if (with != none) {
      const auto same = formulas_.same_fact(r, 0, with);
      const bool rearranged = same && same_summands(turned(facts_[0].expression), same->expression);
      if (rearranged && !writer_.is_goal(claim) && facts_.put_in({claim}).empty()) {
        writer_.learn(claim, same->source);
      } else {
        writer_.line(claim, formulas_.identity(r, 0, with));
      }
      return;
    }
    Sentence reason{words(uses(r, 0) ? "as " : "as this does not occur: ")};
    append(reason, formulas_.contradiction(r, 0));
    writer_.line(claim, reason);
  }

  Writer& writer_;
  const Step& step_;
  ArithmeticFacts facts_;
  CertificateFormulas formulas_{writer_, facts_};
  bool by_contradiction_ = false;
};

}  // namespace

bool tell_certificate(Writer& writer, const Step& step, const std::vector<Source>& sources) {
  if (!step.data.refutation) return false;
  try {
    CertificateTeller(writer, step, sources).tell();
    return true;
  } catch (const proofs::kernel::Reader::Unreadable&) {
    return false;
  } catch (const proofs::kernel::TooLarge&) {
    return false;
  }
}

}  // namespace flowcert::reports::proof
