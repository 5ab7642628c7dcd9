#include "theorems/language/elaborate/matrix_functions.hpp"

#include <algorithm>
#include <optional>

#include "theorems/matrices/rational_matrix.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::size_t most_exact_entries = 256;  // for exact elimination

std::optional<RationalMatrix> rational(const TermMatrix& a) {
  if (a.entries.size() > most_exact_entries) return std::nullopt;
  RationalMatrix result{a.rows, a.columns, {}};
  for (const Term& entry : a.entries) {
    if (!entry.is_number()) return std::nullopt;
    result.entries.push_back(entry.number());
  }
  return result;
}

/// Whether two terms are shown equal by reordering sums and products alone. Gives up, with no, after some work.
class EqualUpToOrder {
 public:
  bool operator()(const Term& a, const Term& b) {
    if (a.id() == b.id()) return true;
    if (--left_ < 0 || a.op() != b.op() || a.args().size() != b.args().size()) return false;
    if (a.args().empty()) return a == b;
    if (a.op() != Op::add && a.op() != Op::multiply) return a == b;
    std::vector<const Term*> others;
    for (const Term& other : b.args()) others.push_back(&other);
    return std::all_of(a.args().begin(), a.args().end(), [&](const Term& part) {
      const auto found =
          std::find_if(others.begin(), others.end(), [&](const Term* other) { return (*this)(part, *other); });
      if (found == others.end()) return false;
      others.erase(found);
      return true;
    });
  }

 private:
  int left_ = 20'000;
};

class MatrixFunctions {
 public:
  explicit MatrixFunctions(TermFactory& factory) : factory_(factory) {}

  TermMatrix square_root(TermMatrix a) {
    if (a.rows == 1) return {1, 1, {root(a.entries[0])}};
    const std::optional<Term> asymmetry = make_symmetric(a);
    TermMatrix result = root_of_symmetric(a);
    if (!asymmetry) return result;
    // 0 where A is symmetric, undefined elsewhere.
    const Term guard =
        multiply(factory_.number(0), apply(Op::log, {subtract(factory_.number(1), apply(Op::sign, {*asymmetry}))}));
    for (Term& entry : result.entries) entry = factory_.add({entry, guard});
    return result;
  }

  TermMatrix polar_factor(const TermMatrix& a) {
    if (a.entries.size() == 1) return {1, 1, {apply(Op::sign, {a.entries[0]})}};
    const auto numbers = rational(a);
    if (!numbers) return nodes(MatrixFunction::orth_entry, a);
    const RankFactorization parts = rank_factorization(*numbers);
    const std::size_t rank = parts.pivots.size();
    if (rank == 0) return constant(*numbers);
    if (rank == 1) return divided(a, root(factory_.number(trace(gram(*numbers)))));
    const bool full = rank == std::min(a.rows, a.columns);
    if (full && rank > 2) return nodes(MatrixFunction::orth_entry, a);
    if (a.rows == 2 && a.columns == 2) return of_regular_two(*numbers);
    if (rank == a.columns) return product(a, root_of_inverse_gram(*numbers));
    if (rank == a.rows) return product(root_of_inverse_gram(transpose(*numbers)), a);
    // A = B C, B = P S, C = T Q with orthonormal columns (rows) P (Q): orth(A) = P orth(S T) Q.
    const RationalMatrix flat = transpose(parts.right);
    const TermMatrix s = root_of_gram(parts.left), t = root_of_gram(flat);
    const TermMatrix core = product(s, t);
    const TermMatrix middle =
        rank == 2 ? rotation(core, gram(parts.left) * gram(flat)) : nodes(MatrixFunction::orth_entry, core);
    return product(product(product(constant(parts.left), root_of_inverse_gram(parts.left)), middle),
                   product(root_of_inverse_gram(flat), constant(parts.right)));
  }

 private:
  Term apply(Op op, std::vector<Term> args) { return factory_.apply(op, std::move(args)); }
  Term multiply(const Term& a, const Term& b) { return factory_.multiply({a, b}); }
  Term subtract(const Term& a, const Term& b) { return apply(Op::subtract, {a, b}); }

  Term root(const Term& x) {
    if (x.is_number() && x.number() >= 0) {
      const Integer top = sqrt(numerator(x.number())), bottom = sqrt(denominator(x.number()));
      if (Rational(top * top, bottom * bottom) == x.number()) return factory_.number(Rational(top, bottom));
    }
    return apply(Op::sqrt, {x});
  }

  TermMatrix nodes(MatrixFunction function, const TermMatrix& a) {
    TermMatrix result{a.rows, a.columns, {}};
    for (std::size_t i = 1; i <= a.rows; ++i)
      for (std::size_t j = 1; j <= a.columns; ++j) {
        TermNode node;
        node.op = Op::matrix_function;
        node.function = function;
        node.rows = a.rows;
        node.columns = a.columns;
        // Roots are symmetric: with one name for both entries, what is made of them shows its symmetry.
        const bool mirrored = function == MatrixFunction::sqrtm_entry && i > j;
        node.i = mirrored ? j : i;
        node.j = mirrored ? i : j;
        node.args = a.entries;
        result.entries.push_back(factory_.make(std::move(node)));
      }
    return result;
  }

  TermMatrix constant(const RationalMatrix& a) {
    TermMatrix result{a.rows, a.columns, {}};
    for (const Rational& entry : a.entries) result.entries.push_back(factory_.number(entry));
    return result;
  }

  TermMatrix product(const TermMatrix& a, const TermMatrix& b) {
    TermMatrix result{a.rows, b.columns, {}};
    for (std::size_t i = 0; i < a.rows; ++i)
      for (std::size_t j = 0; j < b.columns; ++j) {
        std::vector<Term> parts;
        for (std::size_t k = 0; k < a.columns; ++k) parts.push_back(multiply(a.at(i, k), b.at(k, j)));
        result.entries.push_back(factory_.add(std::move(parts)));
      }
    return result;
  }

  TermMatrix divided(TermMatrix a, const Term& by) {
    for (Term& entry : a.entries) entry = apply(Op::divide, {entry, by});
    return a;
  }

  /// Gives mirrored entries one name. Returns the sum of the differences' sizes where they may be different.
  std::optional<Term> make_symmetric(TermMatrix& a) {
    std::vector<Term> differences;
    for (std::size_t i = 0; i < a.rows; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        Term& below = a.entries[i * a.columns + j];
        const Term& above = a.at(j, i);
        if (!EqualUpToOrder()(below, above)) differences.push_back(apply(Op::abs, {subtract(below, above)}));
        below = above;
      }
    if (differences.empty()) return std::nullopt;
    return factory_.add(std::move(differences));
  }

  TermMatrix undefined(std::size_t n) {
    return {n, n, std::vector<Term>(n * n, apply(Op::sqrt, {factory_.number(-1)}))};
  }

  TermMatrix root_of_symmetric(const TermMatrix& a) {
    const auto numbers = rational(a);
    return numbers ? root_of_numbers(*numbers) : nodes(MatrixFunction::sqrtm_entry, a);
  }

  /// A symmetric matrix of rank r is B M B^T with r of its columns B and the inverse M of the block where these columns
  /// meet the rows of the same indices; it is positive semidefinite if that block is positive definite. With B = P S, P
  /// of orthonormal columns, its root is P sqrtm(S M S) P^T.
  TermMatrix root_of_numbers(const RationalMatrix& a) {
    const RankFactorization parts = rank_factorization(a);
    const std::size_t rank = parts.pivots.size();
    if (rank == 0) return constant(a);
    const RationalMatrix block = submatrix(a, parts.pivots, parts.pivots);
    if (!positive_definite(block)) return undefined(a.rows);
    if (rank == 1) return divided(constant(a), root(factory_.number(trace(a))));
    if (rank == a.rows) return root_of_regular(a);
    const TermMatrix s = root_of_gram(parts.left);
    TermMatrix inner = product(product(s, constant(*inverse(block))), s);
    for (std::size_t i = 0; i < rank; ++i)
      for (std::size_t j = 0; j < i; ++j) inner.entries[i * rank + j] = inner.at(j, i);
    const TermMatrix p = product(constant(parts.left), root_of_inverse_gram(parts.left));
    TermMatrix p_transposed{p.columns, p.rows, {}};
    for (std::size_t j = 0; j < p.columns; ++j)
      for (std::size_t i = 0; i < p.rows; ++i) p_transposed.entries.push_back(p.at(i, j));
    const TermMatrix middle =
        rank == 2 ? root_of_two(inner, *inverse(block) * gram(parts.left)) : nodes(MatrixFunction::sqrtm_entry, inner);
    return product(product(p, middle), p_transposed);
  }

  TermMatrix root_of_regular(const RationalMatrix& a) {
    return a.rows == 1   ? TermMatrix{1, 1, {root(factory_.number(a.entries[0]))}}
           : a.rows == 2 ? root_of_two(constant(a), a)
                         : nodes(MatrixFunction::sqrtm_entry, constant(a));
  }

  /// The root of a positive definite 2 x 2 matrix A with the trace and determinant of `alike`:
  /// (A + d)/sqrt(trace A + 2 d) with d = sqrt(det A), by Cayley and Hamilton.
  TermMatrix root_of_two(const TermMatrix& a, const RationalMatrix& alike) {
    const Term d = root(factory_.number(determinant(alike)));
    return divided({2, 2, {factory_.add({a.at(0, 0), d}), a.at(0, 1), a.at(1, 0), factory_.add({a.at(1, 1), d})}},
                   root(factory_.add({factory_.number(trace(alike)), multiply(factory_.number(2), d)})));
  }

  /// The polar factor of a 2 x 2 matrix A with a positive determinant, A^T A having the trace and determinant of
  /// `square`: A + cof(A), scaled.
  TermMatrix rotation(const TermMatrix& a, const RationalMatrix& square) {
    const Term d = root(factory_.number(determinant(square)));
    const Term cosine = factory_.add({a.at(0, 0), a.at(1, 1)}), sine = subtract(a.at(1, 0), a.at(0, 1));
    return divided({2, 2, {cosine, apply(Op::negate, {sine}), sine, cosine}},
                   root(factory_.add({factory_.number(trace(square)), multiply(factory_.number(2), d)})));
  }

  /// With a negative determinant: of A with its second column turned round, and the column turned back.
  TermMatrix of_regular_two(RationalMatrix a) {
    const bool turned = determinant(a) < 0;
    const auto turn = [](auto& m) {
      m.entries[1] = -m.entries[1];
      m.entries[3] = -m.entries[3];
    };
    if (turned) turn(a);
    TermMatrix result = rotation(constant(a), gram(a));
    if (turned) turn(result);
    return result;
  }

  static Rational trace(const RationalMatrix& a) {
    Rational sum = 0;
    for (std::size_t i = 0; i < a.rows; ++i) sum += a.at(i, i);
    return sum;
  }

  static RationalMatrix gram(const RationalMatrix& b) { return transpose(b) * b; }

  static bool positive_definite(const RationalMatrix& a) {
    std::vector<std::size_t> leading;
    for (std::size_t k = 0; k < a.rows; ++k) {
      leading.push_back(k);
      if (determinant(submatrix(a, leading, leading)) <= 0) return false;
    }
    return true;
  }

  /// sqrtm(B^T B) and its inverse, B of full column rank.
  TermMatrix root_of_gram(const RationalMatrix& b) { return root_of_regular(gram(b)); }
  TermMatrix root_of_inverse_gram(const RationalMatrix& b) { return root_of_regular(*inverse(gram(b))); }

  TermFactory& factory_;
};

}  // namespace

TermMatrix square_root(TermFactory& factory, const TermMatrix& a) {
  return MatrixFunctions(factory).square_root(a);
}

TermMatrix polar_factor(TermFactory& factory, const TermMatrix& a) {
  return MatrixFunctions(factory).polar_factor(a);
}

}  // namespace flowcert::theorems
