#include "reports/proof/motion_argument.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/kernel/motion.hpp"
#include "reports/proof/motion_parts.hpp"
#include "reports/proof/rule_words.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Judgement;
using proofs::kernel::Motion;
using proofs::kernel::Rule;
using proofs::kernel::Sequent;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;
using theorems::Op;
using theorems::Term;

namespace {

constexpr std::size_t longest_repeated = 100;  // characters of an expression that is said once more

Term mark(const std::string& what) {  // a name that no claim file has
  return relation(Op::equal, theorems::variable("\x03" + what), Term(0));
}

/// "for all t >= 0", "up to t = T".
Sentence through_times(Notation& notation, const Motion& motion) {
  const Formula t = formula_of(theorems::variable(motion.time));
  if (!motion.horizon) return {words(" for all times")};
  return {words(motion.horizon_open ? " up to any time before " : " up to "),
          shown(chain({t, notation.formula(*motion.horizon)}))};
}

class MotionTeller {
 public:
  MotionTeller(Writer& writer, const Step& step, const Show& show) : writer_(writer), step_(step), show_(show) {}

  Source tell() {
    switch (step_.rule) {
      case Rule::linear_comparison:
        return linear_comparison();
      case Rule::barrier:
        return barrier();
      case Rule::induction:
        return induction();
      case Rule::run:
        return run();
      case Rule::solution:
        return tell_solution(writer_, step_, show_);
      case Rule::value_of_solution:
      case Rule::life_by_solution:
      case Rule::along:
        return last_premise();
      case Rule::moment:
        return moment();
      case Rule::start:
        return start();
      case Rule::life_by_growth:
        return life(": the right-hand sides are defined and continuous for all states", "",
                    " and grow at most linearly in them, so that no solution runs off in finite time");
      case Rule::life_by_bound:
        return life_by_bound();
      default:
        return plain(step_.premises, words_of(step_.rule).words);
    }
  }

 private:
  Notation& notation() { return writer_.notation(); }
  const Term& claim() const { return step_.conclusion.claim; }
  const StepPtr& premise(std::size_t k) const { return step_.premises.at(k); }
  const Motion& motion() const { return *step_.conclusion.context->motion; }

  Source plain(const std::vector<StepPtr>& premises, const std::string& why) {
    Sentence reason{words(why)};
    append(reason, by_after_comma(writer_, sources_of(premises, show_)));
    return writer_.line(key_of(step_.conclusion), std::move(reason));
  }

  Source last_premise() {
    Source source;
    for (const StepPtr& one : step_.premises) source = show_(one);
    writer_.learn(key_of(step_.conclusion), source);
    return source;
  }

  /// The expression, or what it is where saying it again would be long.
  Piece compared() {
    Formula e = notation().formula(claim().arg(0));
    if (e.text.size() > longest_repeated) return words("the left side minus the right one");
    return shown(std::move(e));
  }

  Sentence at_the_start(const std::vector<Source>& sources) {
    const std::string sign = claim().op() == Op::equal           ? "0"
                             : claim().op() == Op::greater       ? "positive"
                             : claim().op() == Op::greater_equal ? "not negative"
                             : claim().op() == Op::less          ? "negative"
                             : claim().op() == Op::less_equal    ? "not positive"
                                                                 : "not 0";
    Sentence result{words(" is " + sign + " at the start")};
    append(result, by_after_comma(writer_, sources));
    if (result.size() > 1) result.push_back(words(","));
    return result;
  }

  Source linear_comparison() {
    const std::vector<Source> start = sources_of(premise(0), show_), there = sources_of(premise(1), show_);
    std::vector<Source> slope = tell_slope(writer_, claim().arg(0), premise(2), show_, "by the equations");
    slope.insert(slope.end(), there.begin(), there.end());
    const Term& cofactor = step_.data.terms[0];
    Sentence reason{words("as "), compared()};
    append(reason, at_the_start(start));
    if (cofactor.is_number(0)) {
      reason.push_back(words(" and is constant along the solution"));
      append(reason, by_after_comma(writer_, slope));
    } else {
      reason.push_back(words(" and its derivative is a multiple of it"));
      append(reason, by_after_comma(writer_, slope));
      reason.push_back(words(claim().op() == Op::equal ? ", so that it stays 0 (Gronwall)"
                                                       : ", so that it keeps its sign (Gronwall)"));
    }
    return writer_.line(claim(), std::move(reason));
  }

  Source barrier() {
    const std::vector<Source> start = sources_of(premise(0), show_), there = sources_of(premise(1), show_);
    Sentence reason{words("as "), compared()};
    append(reason, at_the_start(start));
    const std::vector<Term> where = added_hypotheses(writer_, premise(2)->conclusion.context);
    if (where.empty()) {
      std::vector<Source> slope = tell_slope(writer_, claim().arg(0), premise(2), show_, "by the equations");
      slope.insert(slope.end(), there.begin(), there.end());
      reason.push_back(words(" and does not decrease along the solution"));
      append(reason, by_after_comma(writer_, slope));
      return writer_.line(claim(), std::move(reason));
    }
    const bool strict = claim().op() == Op::greater;
    reason.push_back(words(strict ? " and its derivative is positive wherever it is 0, so that there is no first time "
                                    "at which it is"
                                  : " and does not decrease where it is negative, so that it never comes to be"));
    append(reason, by_after_comma(writer_, there));
    return writer_.line_with_blocks(claim(), std::move(reason), no_goal(), [&](std::vector<Block>& blocks) {
      const Term slope = premise(2)->conclusion.claim.arg(0);
      Sentence heading{words("Its derivative is "), shown(notation().formula(slope)), words(" by the equations; let ")};
      blocks.push_back(block_of(writer_, std::move(heading), {premise(2)}, show_));
    });
  }

  static Term no_goal() { return theorems::constant(Op::true_value); }

  Source induction() {
    const std::vector<Source> start = sources_of(premise(0), show_);
    const Formula n = formula_of(theorems::variable(motion().time));
    Sentence reason{words("by induction: it is true at the start")};
    append(reason, by_after_comma(writer_, start));
    reason.push_back(words(", and with every step"));
    return writer_.line_with_blocks(claim(), std::move(reason), no_goal(), [&](std::vector<Block>& blocks) {
      Sentence heading{words("The step from "), shown(n), words(" to "), shown({n.text + " + 1", n.latex + " + 1"}),
                       words(": let ")};
      blocks.push_back(block_of(writer_, std::move(heading), {premise(1)}, show_));
    });
  }

  Source run() {
    return writer_.line(
        claim(), {words("as every state up to "),
                  shown(chain({formula_of(theorems::variable(motion().time)), notation().formula(*motion().horizon)})),
                  words(" was computed in exact rational numbers and looked at")});
  }

  Source moment() {
    std::vector<StepPtr> conditions(step_.premises.begin(), step_.premises.begin() + 2);
    std::vector<Source> sources;
    for (std::size_t k = 2; k < step_.premises.size(); ++k) sources.push_back(show_(premise(k)));
    for (const Source& source : sources_of(conditions, show_)) sources.push_back(source);
    Sentence reason{words("the value at this time")};
    append(reason, by_after_comma(writer_, sources));
    return writer_.line(claim(), std::move(reason));
  }

  Source start() {
    if (step_.premises.size() == 1 && premise(0)->conclusion.judgement == Judgement::lives) return last_premise();
    if (motion().iteration) return plain(step_.premises, "as the start is defined");
    const bool jumps = std::any_of(motion().field.begin(), motion().field.end(), proofs::kernel::has_jumps);
    return plain(step_.premises, jumps ? "as the right-hand sides are defined and bounded around the start (Filippov "
                                         "1988, section 7)"
                                       : "as the right-hand sides are continuous around the start (Peano)");
  }

  Source life(const std::string& before, const std::string& middle, const std::string& after) {
    Sentence reason{words("as" + before.substr(1))};
    append(reason, by_after_comma(writer_, sources_of(step_.premises, show_)));
    reason.push_back(words((reason.size() > 1 ? "," : "") + middle + after));
    return writer_.line(key_of(step_.conclusion), std::move(reason));
  }

  /// |x| <= w V + k and V' <= K (1 + V).
  Source life_by_bound() {
    const std::vector<Term>& bounds = step_.data.terms;
    const std::size_t about_size = 2 * motion().state.size() + 1;
    const std::vector<StepPtr> conditions(step_.premises.begin(),
                                          step_.premises.end() - static_cast<std::ptrdiff_t>(about_size) - 1);
    const std::vector<StepPtr> size(step_.premises.end() - static_cast<std::ptrdiff_t>(about_size) - 1,
                                    step_.premises.end() - 1);
    const std::vector<Source> there = sources_of(conditions, show_), sizes = sources_of(size, show_);
    const std::vector<Source> slope = tell_slope(writer_, bounds[0], step_.premises.back(), show_, "by the equations");
    const Term v = theorems::variable("V");
    Sentence reason{words("as the function "), shown(chain({formula_of(v), notation().formula(bounds[0])})),
                    words(" has ")};
    const Formula rise = notation().formula(bounds[1] * (Term(1) + v));
    reason.push_back(shown({"V' <= " + rise.text, "V' \\le " + rise.latex}));
    append(reason, by_after_comma(writer_, slope));
    reason.push_back(
        words(", so that it is bounded on bounded times (Gronwall), and the states with it: each is at "
              "most "));
    reason.push_back(shown(notation().formula(bounds[2] * v + bounds[3])));
    reason.push_back(words(" in size"));
    append(reason, by_after_comma(writer_, sizes));
    reason.push_back(words("; the right-hand sides are continuous for all states"));
    append(reason, by_after_comma(writer_, there));
    return writer_.line(key_of(step_.conclusion), std::move(reason));
  }

  Writer& writer_;
  const Step& step_;
  const Show& show_;
};

}  // namespace

Term key_of(const Sequent& sequent) {
  switch (sequent.judgement) {
    case Judgement::starts:
      return mark("starts");
    case Judgement::lives:
      return mark("lives");
    case Judgement::solves:
      return theorems::conjunction({sequent.claim, mark("solves")});
    default:
      return sequent.claim;
  }
}

void put_into_words(Writer& writer, const Sequent& sequent) {
  if (sequent.judgement == Judgement::holds || sequent.judgement == Judgement::along || !sequent.context->motion)
    return;
  const Motion& motion = *sequent.context->motion;
  const bool solves = sequent.judgement == Judgement::solves;
  Sentence predicate;
  if (solves) {
    const bool one = theorems::conjunction_parts(sequent.claim).size() == 1;
    predicate = {words(one ? " is the solution" : " are the solution")};
  } else {
    predicate = {words(motion.iteration ? "The iteration" : "Every solution")};
    if (sequent.judgement == Judgement::starts)
      predicate = {words(motion.iteration ? "The iteration starts" : "A solution starts")};
    else
      predicate[0].words += motion.iteration ? " goes on" : " lives";
  }
  if (sequent.judgement != Judgement::starts) append(predicate, through_times(writer.notation(), motion));
  if (solves) predicate.push_back(words(", and the only one"));
  std::optional<Formula> formula;
  if (solves) formula = writer.notation().formula(sequent.claim);
  writer.phrase(key_of(sequent), std::move(formula), std::move(predicate));
}

Source tell_motion(Writer& writer, const Step& step, const Show& show) {
  return MotionTeller(writer, step, show).tell();
}

}  // namespace flowcert::reports::proof
