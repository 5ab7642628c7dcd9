// Whatever the rule for words accepts is true of random matrices, evaluated entry by entry, with derivatives along the
// flow as dual numbers: an arithmetic that knows nothing of words.
#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/exact/words/reasons.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "theorems/matrices/matrix_statement.hpp"
#include "theorems/matrices/rational_matrix.hpp"

namespace {

using namespace flowcert::proofs;
using namespace flowcert::theorems;

std::mt19937 random_numbers(11);

std::size_t below(std::size_t n) {
  return random_numbers() % n;
}

RationalMatrix random_matrix(std::size_t rows, std::size_t columns) {
  RationalMatrix result{rows, columns, {}};
  for (std::size_t k = 0; k < rows * columns; ++k) result.entries.emplace_back(static_cast<long>(below(9)) - 4);
  return result;
}

RationalMatrix sum(RationalMatrix a, const RationalMatrix& b) {
  REQUIRE((a.rows == b.rows && a.columns == b.columns));
  for (std::size_t k = 0; k < a.entries.size(); ++k) a.entries[k] += b.entries[k];
  return a;
}

RationalMatrix scaled(RationalMatrix a, const Rational& by) {
  for (Rational& entry : a.entries) entry *= by;
  return a;
}

/// A value and how it changes along the flow.
struct Dual {
  RationalMatrix value, change;
};

Dual product(const Dual& a, const Dual& b) {
  if (a.value.rows == 1 && a.value.columns == 1 && b.value.rows != 1) {
    const Rational number = a.value.entries[0];
    REQUIRE(a.change.entries[0] == 0);
    return {scaled(b.value, number), scaled(b.change, number)};
  }
  return {a.value * b.value, sum(a.change * b.value, a.value * b.change)};
}

/// A two-layer net at a moment of gradient flow.
struct World {
  std::map<std::string, RationalMatrix> matrices;
  RationalMatrix U, V, M;
  std::size_t m = 2, h = 3, q = 2;

  [[nodiscard]] std::size_t size(const Term& term) const {
    if (term.is_number()) return static_cast<std::size_t>(numerator(term.number()).convert_to<long>());
    return term.name() == "m" ? m : term.name() == "H" ? h : q;
  }

  [[nodiscard]] Dual residual() const {
    const Dual w = at(matrix_leaf(MatrixOp::network, variable("m"), variable("q")));
    return {sum(M, scaled(w.value, -1)), scaled(w.change, -1)};
  }

  [[nodiscard]] Dual layer(long number) const {
    const RationalMatrix error = sum(M, scaled(V * U, -1));
    return number == 1 ? Dual{U, transpose(V) * error} : Dual{V, error * transpose(U)};
  }

  [[nodiscard]] Dual at(const MatrixTerm& term) const {
    const auto constant = [](const RationalMatrix& value) { return Dual{value, scaled(value, 0)}; };
    std::vector<Dual> args;
    for (const MatrixTerm& arg : term.args()) args.push_back(at(arg));
    switch (term.op()) {
      case MatrixOp::letter:
        return constant(matrices.at(term.name()));
      case MatrixOp::layer:
        return layer(term.index().offset);
      case MatrixOp::network:
        return product(layer(2), layer(1));
      case MatrixOp::residual:
        return residual();
      case MatrixOp::scalar:
        return constant({1, 1, {term.scalar().number()}});
      case MatrixOp::add: {
        Dual all = args[0];
        for (std::size_t k = 1; k < args.size(); ++k)
          all = {sum(all.value, args[k].value), sum(all.change, args[k].change)};
        return all;
      }
      case MatrixOp::multiply: {
        Dual all = args[0];
        for (std::size_t k = 1; k < args.size(); ++k) all = product(all, args[k]);
        return all;
      }
      case MatrixOp::transpose:
        return {transpose(args[0].value), transpose(args[0].change)};
      case MatrixOp::ddt:
        return constant(args[0].change);  // its own change is not asked for
      case MatrixOp::trace: {
        Dual all = constant({1, 1, {Rational(0)}});
        for (std::size_t k = 0; k < args[0].value.rows; ++k) {
          all.value.entries[0] += args[0].value.at(k, k);
          all.change.entries[0] += args[0].change.at(k, k);
        }
        return all;
      }
      default:
        FAIL("an operation that the test does not know");
        return args.at(0);
    }
  }

  [[nodiscard]] bool holds(const MatrixStatement& equation) const {
    return at(equation.left).value.entries == at(equation.right).value.entries;
  }
};

MatrixStatement equation(const MatrixTerm& left, const MatrixTerm& right) {
  MatrixStatement result;
  result.kind = MatrixStatement::Kind::relation;
  result.left = left;
  result.right = right;
  return result;
}

kernel::Step step_for(const MatrixClaim& claim, const std::vector<kernel::WordReason>& words) {
  kernel::Context context;
  context.matrices = std::make_shared<const MatrixClaim>(claim);
  kernel::Step step;
  step.rule = kernel::Rule::matrix_words;
  step.conclusion = {std::make_shared<const kernel::Context>(context), flowcert::theorems::constant(Op::true_value),
                     kernel::Judgement::every_size};
  step.data.words = words;
  return step;
}

/// Reasons with something changed at random.
kernel::WordReason changed(kernel::WordReason reason) {
  if (reason.summands.empty()) {
    if (below(2) == 0) reason.conserved = !reason.conserved;
    return reason;
  }
  kernel::WordSummand& summand = reason.summands[below(reason.summands.size())];
  std::vector<std::size_t>& word = below(2) == 0 ? summand.left : summand.right;
  switch (below(5)) {
    case 0:
      summand.coefficient = summand.coefficient + Term(1);
      break;
    case 1:
      summand.transposed = !summand.transposed;
      break;
    case 2:
      word.push_back(below(6));
      break;
    case 3:
      if (!word.empty()) word[below(word.size())] ^= 1U;
      break;
    default:
      std::swap(summand.left, summand.right);
  }
  return reason;
}

struct Counts {
  int accepted = 0, refused = 0;
};

/// The claim with reasons that are found for it and with those of `others`, and with either changed: what is accepted
/// must be true in the worlds.
void try_claim(const MatrixClaim& claim, std::vector<kernel::WordReason>& others, const std::vector<World>& worlds,
               Counts& counts) {
  const auto found = exact::words::reasons_of(claim, Deadline::in(5));
  std::vector<kernel::WordReason> all{{}};
  if (found) others.push_back(found->at(0));
  if (found) all.push_back(found->at(0));
  for (int k = 0; k < 4 && !others.empty(); ++k) all.push_back(others[below(others.size())]);
  for (std::size_t k = 0, many = all.size(); k < many; ++k) all.push_back(changed(all[k]));
  for (const kernel::WordReason& reason : all) {
    if (!kernel::holds(step_for(claim, {reason}))) {
      ++counts.refused;
      continue;
    }
    ++counts.accepted;
    for (const World& world : worlds) CHECK(world.holds(claim.cases[0].statement));
  }
}

}  // namespace

TEST_CASE("the kernel: what it accepts of words under hypotheses is true of random matrices") {
  const Term n = variable("q");
  MatrixClaim claim;
  std::vector<MatrixTerm> letters;
  for (const char* name : {"P", "Q", "R"}) {
    claim.matrices.push_back({name, n, n, false, false});
    letters.push_back(matrix_leaf(MatrixOp::letter, n, n, name));
  }
  claim.hypotheses = {equation(product_of({letters[0], letters[1]}), product_of({letters[1], letters[0]}))};
  std::vector<World> worlds;
  for (std::size_t size = 1; size <= 3; ++size) {
    World world;
    world.q = size;
    const RationalMatrix p = random_matrix(size, size);
    world.matrices = {{"P", p}, {"Q", sum(p * p, scaled(p, 3))}, {"R", random_matrix(size, size)}};
    worlds.push_back(world);
  }
  std::vector<kernel::WordReason> reasons;
  Counts counts;
  for (int round = 0; round < 250; ++round) {
    std::vector<MatrixTerm> word;
    for (std::size_t k = 2 + below(3); k > 0; --k) {
      const MatrixTerm& letter = letters[below(3)];
      word.push_back(below(4) == 0 ? transpose_of(letter) : letter);
    }
    std::vector<MatrixTerm> other = word;
    std::swap(other[below(other.size())], other[below(other.size())]);
    MatrixTerm left = product_of(word), right = product_of(other);
    if (below(3) == 0) left = number_of(MatrixOp::trace, {left}), right = number_of(MatrixOp::trace, {right});
    claim.cases = {{"", {}, equation(left, right)}};
    try_claim(claim, reasons, worlds, counts);
  }
  CHECK(counts.accepted > 100);
  CHECK(counts.refused > 100);
}

TEST_CASE("the kernel: what it accepts of derivatives along gradient flow is true of random nets") {
  const Term m = variable("m"), h = variable("H"), q = variable("q");
  const auto layer = [](long number, const Term& rows, const Term& columns) {
    MatrixNode node;
    node.op = MatrixOp::layer;
    node.is_number = false;
    node.index = {"", number};
    node.rows = rows;
    node.columns = columns;
    return MatrixTerm(node);
  };
  const MatrixTerm U = layer(1, h, q), V = layer(2, m, h), E = matrix_leaf(MatrixOp::residual, m, q);
  const MatrixTerm W = matrix_leaf(MatrixOp::network, m, q);
  const MatrixTerm dU = product_of({transpose_of(V), E}), dV = product_of({E, transpose_of(U)});
  const MatrixTerm dW = sum_of({product_of({E, transpose_of(U), U}), product_of({V, transpose_of(V), E})});
  const std::vector<std::pair<MatrixTerm, MatrixTerm>> all{{U, dU},
                                                           {V, dV},
                                                           {W, dW},
                                                           {E, negative_of(dW)},
                                                           {transpose_of(U), transpose_of(dU)},
                                                           {transpose_of(V), transpose_of(dV)}};
  MatrixClaim claim;
  claim.matrices = {{"M", m, q, false, false}};
  claim.flow = MatrixFlow{FlowDescription::Optimizer::gradient, {"", 2}, 2, m, q, "M", ""};
  std::vector<World> worlds(3);
  for (std::size_t k = 0; k < worlds.size(); ++k) {
    World& world = worlds[k];
    world.m = 2 + k / 2, world.h = 1 + k, world.q = 2;
    world.U = random_matrix(world.h, world.q), world.V = random_matrix(world.m, world.h);
    world.M = random_matrix(world.m, world.q);
    world.matrices = {{"M", world.M}};
  }
  std::vector<kernel::WordReason> reasons;
  Counts counts;
  for (int round = 0; round < 150; ++round) {
    std::vector<std::pair<MatrixTerm, MatrixTerm>> factors{all[below(all.size())]};
    while (factors.size() < 3) {
      const auto& next = all[below(all.size())];
      if (factors.back().first.columns() == next.first.rows()) factors.push_back(next);
      if (factors.size() >= 2 && below(3) == 0) break;
    }
    std::vector<MatrixTerm> plain, changes;
    for (const auto& factor : factors) plain.push_back(factor.first);
    for (std::size_t k = 0; k < factors.size(); ++k) {
      std::vector<MatrixTerm> one = plain;
      one[k] = below(12) == 0 ? negative_of(factors[k].second) : factors[k].second;
      changes.push_back(product_of(one));
    }
    if (below(8) == 0) changes.pop_back();
    MatrixTerm whole = product_of(plain), change = sum_of(changes);
    if (whole.rows() == whole.columns() && below(2) == 0)
      whole = number_of(MatrixOp::trace, {whole}), change = number_of(MatrixOp::trace, {change});
    claim.cases = {{"", {}, equation(same_shape(MatrixOp::ddt, whole), change)}};
    try_claim(claim, reasons, worlds, counts);
  }
  CHECK(counts.accepted > 100);
  CHECK(counts.refused > 50);
}
