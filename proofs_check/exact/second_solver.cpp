#include "proofs_check/exact/second_solver.hpp"

#include <cvc5/cvc5.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <unordered_map>

#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr const char* resources = "60000";  // mostly less than a second
constexpr unsigned most_seconds = 3;        // of the processor
constexpr double patience = 9;              // seconds by the clock, on a busy machine

class Translation {
 public:
  explicit Translation(cvc5::Solver& solver) : solver_(solver) {}

  cvc5::Term relation(const Fact& fact) {
    const cvc5::Term zero = solver_.mkReal(0);
    const cvc5::Term value = polynomial(fact.poly);
    switch (fact.sign.bits) {
      case 1:
        return solver_.mkTerm(cvc5::LT, {value, zero});
      case 2:
        return solver_.mkTerm(cvc5::EQUAL, {value, zero});
      case 3:
        return solver_.mkTerm(cvc5::LEQ, {value, zero});
      case 4:
        return solver_.mkTerm(cvc5::GT, {value, zero});
      case 5:
        return solver_.mkTerm(cvc5::DISTINCT, {value, zero});
      case 6:
        return solver_.mkTerm(cvc5::GEQ, {value, zero});
      case 0:
        return solver_.mkBoolean(false);
      default:
        return solver_.mkBoolean(true);
    }
  }

 private:
  cvc5::Term variable(const Symbol& symbol) {
    const auto found = variables_.find(symbol);
    if (found != variables_.end()) return found->second;
    const cvc5::Term made = solver_.mkConst(solver_.getRealSort(), "v" + std::to_string(variables_.size()));
    variables_.emplace(symbol, made);
    return made;
  }

  cvc5::Term polynomial(const Poly& p) {
    std::vector<cvc5::Term> sum;
    for (const PolyTerm& term : terms_of(p)) {
      std::vector<cvc5::Term> product{solver_.mkReal(theorems::to_text(term.coefficient))};
      for (const auto& [symbol, exponent] : term.powers)
        for (long i = 0; i < exponent; ++i) product.push_back(variable(symbol));
      sum.push_back(product.size() == 1 ? product[0] : solver_.mkTerm(cvc5::MULT, product));
    }
    if (sum.empty()) return solver_.mkReal(0);
    return sum.size() == 1 ? sum[0] : solver_.mkTerm(cvc5::ADD, sum);
  }

  cvc5::Solver& solver_;
  std::unordered_map<Poly, cvc5::Term, PolyHash, PolyEqual> variables_;
};

bool ask_cvc5(const Question& question) {
  try {
    cvc5::Solver solver;
    solver.setLogic("QF_NRA");
    solver.setOption("rlimit", resources);
    Translation translation(solver);
    for (const Fact& fact : question.facts) solver.assertFormula(translation.relation(fact));
    for (const auto& [premise, conclusion] : question.implications)
      solver.assertFormula(
          solver.mkTerm(cvc5::IMPLIES, {translation.relation(premise), translation.relation(conclusion)}));
    return solver.checkSat().isUnsat();
  } catch (const cvc5::CVC5ApiException&) {
    return false;
  }
}

/// In a process of its own: cvc5 looks at no limit inside a step of its simplex, whose numbers may grow for minutes.
bool ask_apart(const Question& question, const Deadline& deadline) {
  int ends[2];
  if (pipe(ends) != 0) return false;
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{most_seconds, most_seconds};
    (void)setrlimit(RLIMIT_CPU, &limit);
    const char answer = ask_cvc5(question) ? 'y' : 'n';
    const bool written = write(ends[1], &answer, 1) == 1;
    _exit(written ? 0 : 1);
  }
  close(ends[1]);
  char answer = 'n';
  if (child > 0) {
    pollfd waiting{ends[0], POLLIN, 0};
    const int milliseconds = static_cast<int>(1000 * std::max(0.05, deadline.within(patience).left()));
    if (poll(&waiting, 1, milliseconds) != 1 || read(ends[0], &answer, 1) != 1) answer = 'n';
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  close(ends[0]);
  return answer == 'y';
}

}  // namespace

std::string text_of(const Question& question) {
  std::string text;
  const auto add = [&](const Fact& fact) { text += std::to_string(fact.sign.bits) + " " + to_text(fact.poly) + ";"; };
  for (const Fact& fact : question.facts) add(fact);
  for (const auto& [premise, conclusion] : question.implications) {
    add(premise);
    text += "=>";
    add(conclusion);
  }
  return text;
}

bool agrees_that_unsatisfiable(const Question& question, const Deadline& deadline) {
  constexpr double least_seconds = 0.05;
  return deadline.left() > least_seconds && ask_apart(question, deadline);
}

}  // namespace flowcert::proofs::exact
