#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/exact/prove.hpp"
#include "proofs_check/exact/words/instance.hpp"
#include "proofs_check/exact/words/prove_case.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace {

using namespace flowcert;
using proofs::exact::words::Entries;
using proofs::exact::words::Instance;
using theorems::MatrixOp;
using theorems::MatrixStatement;
using theorems::MatrixTerm;
using theorems::product_of;
using theorems::Rational;
using theorems::Term;
using theorems::transpose_of;

const char* const sizes = R"(
[parameters]
m = { any = "integer", min = 1 }
q = { any = "integer", min = 1 }
A = { any = "matrix", rows = "m", cols = "q" }
B = { any = "matrix", rows = "q", cols = "m" }
S = { any = "matrix", rows = "q", cols = "q", symmetric = true }
X = { any = "matrix", rows = "q", cols = "q" }
Y = { any = "matrix", rows = "q", cols = "q" }
mu = { any = "real", positive = true }
c = { any = "real" }
)";

/// The outcome for the claim itself, whose sizes stay symbolic.
proofs::ExactOutcome outcome_of(const std::string& assume, const std::string& claim) {
  const std::string text = "assume = [" + assume + "]\n" + sizes + "[[check]]\nclaim = \"" + claim + "\"\n";
  const auto file = theorems::ClaimFile::parse(text, "test.toml");
  const theorems::Problem problem = file.problem(0, 50);
  INFO(problem.checks[0].unsupported);
  REQUIRE(problem.checks[0].every_size != nullptr);
  return proofs::prove_every_size(problem, *problem.checks[0].every_size, proofs::Deadline::in(20));
}

void holds(const std::string& claim, const std::string& assume = "") {
  INFO(assume << " | " << claim);
  const proofs::ExactOutcome outcome = outcome_of(assume, claim);
  INFO(outcome.reason);
  CHECK(outcome.evidence.has_value());
}

void not_accepted(const std::string& claim, const std::string& assume = "") {
  INFO(assume << " | " << claim);
  const proofs::ExactOutcome outcome = outcome_of(assume, claim);
  if (outcome.evidence) {
    for (const std::string& line : outcome.evidence->trail()) UNSCOPED_INFO(line);
  }
  CHECK_FALSE(outcome.evidence.has_value());
}

}  // namespace

TEST_CASE("identities of matrices of every size") {
  holds("transpose(A*B) == transpose(B)*transpose(A)");
  holds("trace(A*B) == trace(B*A)");
  holds("trace(A*X*B) == trace(transpose(A)*transpose(B)*transpose(X))");
  holds("(X + mu*Y)^2 == X^2 + mu*(X*Y + Y*X) + mu^2*Y^2");
  holds("transpose(X*S*transpose(X)) == X*S*transpose(X)");
  holds("X/mu*mu == X");
  holds("norm(A)^2 == inner(A, A)");
  holds("trace(eye(q)) == q");
  holds("X == X and (Y == X or Y == Y)");
  not_accepted("X*Y == Y*X");
  not_accepted("transpose(X*Y) == transpose(X)*transpose(Y)");
  not_accepted("trace(X*Y*S) == trace(Y*X*S)");
  not_accepted("trace(X*X) == norm(X)^2");
  not_accepted("transpose(X) == X");
  not_accepted("c*X/c == X");
  not_accepted("trace(eye(q)) == m");
  not_accepted("X == Y or Y == transpose(X)");
  not_accepted("not (X == Y)");
}

TEST_CASE("hypotheses as rules") {
  holds("X*Y*X == Y*X*X", "\"X*Y == Y*X\"");
  holds("(X*Y)^3 == X^3*Y^3", "\"X*Y == Y*X\"");
  holds("(A*transpose(A))^2 == A*transpose(A)", "\"transpose(A)*A == eye(q)\"");
  holds("norm(A)^2 == q", "\"transpose(A)*A == eye(q)\"");
  holds("A == zeros(m, q)", "\"transpose(A)*A == zeros(q, q)\"");
  holds("X*Y == Y*X", "\"X == Y^2\"");
  holds("X*Y == zeros(q, q) implies X*Y*X == 0");
  holds("trace(X*Y) == c*q", "\"X*Y == c*eye(q)\"");
  not_accepted("A*transpose(A) == eye(m)", "\"transpose(A)*A == eye(q)\"");
  not_accepted("X == zeros(q, q)", "\"X*X == zeros(q, q)\"");
  not_accepted("transpose(X) == X", "\"X*X == X\"");
  not_accepted("X*Y == Y*X", "\"X*X == Y*Y\"");
  not_accepted("X == Y", "\"c*X == c*Y\"");
  not_accepted("X*Y == Y*X implies X == Y");
}

TEST_CASE("roots, polar factors and inequalities of every size") {
  holds("transpose(A)*A == sqrtm((transpose(A)*A)^2)");
  holds("sqrtm(transpose(A)*A)^2 == transpose(A)*A");
  holds("X == sqrtm(X*X)", "\"X == A*transpose(A)\", \"m == q\"");
  holds("inner(A, orth(A)) == nuclear(A)");
  holds("transpose(orth(A))*orth(A)*transpose(A) == transpose(A)");
  holds("inner(A, transpose(B)) <= nuclear(A)*opnorm(transpose(B))");
  holds("inner(X, Y)^2 <= norm(X)^2*norm(Y)^2");
  holds("trace(transpose(A)*A) >= 0");
  not_accepted("S == sqrtm(S*S)");
  not_accepted("X == sqrtm(transpose(X)*X)");
  not_accepted("transpose(orth(A))*orth(A) == eye(q)");
  not_accepted("nuclear(A) == norm(A)");
  not_accepted("trace(S) >= 0");
  not_accepted("norm(X*Y) == norm(X)*norm(Y)");
}

TEST_CASE("hypotheses that no example satisfies prove nothing") {
  not_accepted("X == zeros(q, q)", "\"X*Y - Y*X == eye(q)\"");
  not_accepted("X == zeros(q, q)", "\"transpose(X)*X == -eye(q)\"");
  not_accepted("X == zeros(q, q)", "\"eye(q) == zeros(q, q)\"");
}

TEST_CASE("shapes that do not fit are errors at their place") {
  const auto message = [](const std::string& claim) -> std::string {
    try {
      (void)theorems::ClaimFile::parse(std::string(sizes) + "[[check]]\nclaim = \"" + claim + "\"\n", "test.toml");
    } catch (const theorems::InputError& error) {
      return theorems::to_text(error.diagnostics()[0]);
    }
    return "accepted";
  };
  CHECK(message("A*A == 0") ==
        "test.toml:13:12: error: shapes do not fit: a matrix of m rows and q columns times a matrix of m rows and q "
        "columns");
  CHECK(message("A + B == 0") ==
        "test.toml:13:14: error: cannot add a matrix of m rows and q columns and a matrix of q rows and m columns");
  CHECK(message("trace(A) == 0") ==
        "test.toml:13:16: error: 'trace' needs a square matrix, found a matrix of m rows and q columns");
}

// What is proved holds at random matrices, evaluated by an arithmetic that knows nothing of words.
TEST_CASE("whatever is proved of random expressions holds at random matrices") {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const Term n = theorems::variable("n");
  theorems::MatrixClaim claim;
  std::vector<MatrixTerm> letters;
  for (const char* name : {"P", "Q", "R"}) {
    claim.matrices.push_back({name, n, n, false});
    letters.push_back(theorems::matrix_leaf(MatrixOp::letter, n, n, name));
  }
  const auto word = [&] {
    MatrixTerm result = letters[static_cast<std::size_t>(below(3))];
    for (int k = below(3); k > 0; --k) {
      MatrixTerm next = letters[static_cast<std::size_t>(below(3))];
      if (below(3) == 0) next = transpose_of(next);
      result = below(2) == 0 ? product_of({result, next}) : product_of({next, result});
      if (below(4) == 0) result = transpose_of(result);
    }
    return result;
  };
  int proved = 0;
  for (int round = 0; round < 400; ++round) {
    MatrixStatement statement;
    statement.kind = MatrixStatement::Kind::relation;
    const MatrixTerm a = word();
    const MatrixTerm b = word();
    const bool traces = below(2) == 0;
    const auto shown = [&](const MatrixTerm& term) { return traces ? number_of(MatrixOp::trace, {term}) : term; };
    const MatrixTerm turned =
        below(2) == 0 ? product_of({b, a}) : transpose_of(product_of({transpose_of(b), transpose_of(a)}));
    statement.left = shown(product_of({a, b}));
    statement.right = shown(turned);
    claim.hypotheses.clear();
    if (below(3) == 0) {  // P Q == Q P, satisfied below by polynomials in one matrix
      MatrixStatement commute;
      commute.kind = MatrixStatement::Kind::relation;
      commute.left = product_of({letters[0], letters[1]});
      commute.right = product_of({letters[1], letters[0]});
      claim.hypotheses.push_back(commute);
    }
    claim.cases = {{"", {}, statement}};
    const auto outcome = proofs::prove_every_size({}, claim, proofs::Deadline::in(10));
    if (!outcome.evidence) continue;
    ++proved;
    for (std::size_t size = 1; size <= 3; ++size) {
      Instance instance;
      instance.numbers["n"] = Term(Rational(static_cast<long>(size)));
      for (const char* name : {"P", "Q", "R"}) {
        Entries entries{size, size, {}};
        for (std::size_t k = 0; k < size * size; ++k) entries.values.emplace_back(below(7) - 3);
        instance.matrices[name] = entries;
      }
      if (!claim.hypotheses.empty()) {  // Q = P^2 commutes with P
        instance.matrices["Q"] = *instance.evaluate(product_of({letters[0], letters[0]}));
      }
      CHECK(instance.holds(statement) == true);
    }
  }
  CHECK(proved > 50);
}
