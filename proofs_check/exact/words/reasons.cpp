#include "proofs_check/exact/words/reasons.hpp"

#include "proofs_check/exact/words/combination.hpp"

namespace flowcert::proofs::exact::words {

using kernel::Equation;
using kernel::MatrixReading;
using kernel::MatrixRelation;
using kernel::Polynomial;
using kernel::WordAlgebra;
using kernel::WordBound;
using kernel::WordLiteral;
using kernel::WordReason;
using kernel::WordRoot;
using kernel::WordSum;
using theorems::MatrixOp;
using theorems::Op;
using theorems::Term;

namespace {

const Polynomial minus(-1);

class Reasons {
 public:
  Reasons(const MatrixRelation& relation, const Deadline& deadline) : relation_(relation), deadline_(deadline) {}

  std::optional<WordReason> find() {
    WordReason conserved;
    conserved.conserved = true;
    if (is_shown(conserved)) return conserved;
    try {
      MatrixReading reading = relation_.reading;
      reading.root_of = [this](MatrixReading& here, const WordSum& y) { return root(here, y); };
      const Equation difference = reading.difference(relation_.relation);
      if (const auto summands = combination_of(reading, difference, deadline_)) {
        reason_.summands = *summands;
      } else if (difference.matrix || !find_bound(reading, difference.number)) {
        return std::nullopt;
      }
    } catch (const kernel::Reader::Unreadable&) {
      return std::nullopt;
    } catch (const kernel::TooLarge&) {
      return std::nullopt;
    }
    return is_shown(reason_) ? std::optional(reason_) : std::nullopt;
  }

 private:
  [[nodiscard]] bool is_shown(const WordReason& reason) const {
    try {
      return kernel::is_shown(relation_, reason);
    } catch (const kernel::Reader::Unreadable&) {
      return false;
    } catch (const kernel::TooLarge&) {
      return false;
    } catch (const std::logic_error&) {
      return false;
    }
  }

  /// A^T A or A A^T of a letter, if the known equations say that its square is y; or a new letter.
  WordSum root(MatrixReading& reading, const WordSum& y) {
    for (std::size_t letter = 0; letter < reading.algebra.letters.size(); ++letter) {
      for (const std::size_t first : {2 * letter + 1, 2 * letter}) {
        if (reading.algebra.letters[letter].symmetric || reading.algebra.rows(first) != y.rows || y.rows != y.columns)
          continue;
        const WordSum x = reading.algebra.of({first, first ^ 1U});
        const Equation rest{WordAlgebra::sum(WordAlgebra::product(x, x), y, minus), {}};
        const auto summands = combination_of(reading, rest, deadline_);
        if (!summands) continue;
        reason_.roots.push_back(WordRoot{WordLiteral{{Term(1), {first, first ^ 1U}}}, *summands});
        return x;
      }
    }
    reason_.roots.emplace_back();
    return reading.new_root(y);
  }

  /// A letter or its negative, as a sum of words.
  static WordLiteral literal(std::size_t code, int sign) { return {{Term(sign), {code}}}; }

  bool find_bound(MatrixReading& reading, const Polynomial& difference) {
    const Op op = relation_.relation.relation;
    if (op != Op::less_equal && op != Op::greater_equal) return false;
    const Polynomial gap = op == Op::less_equal ? difference * minus : difference;
    const std::size_t letters = 2 * reading.algebra.letters.size();
    for (const auto kind : {WordBound::Kind::square, WordBound::Kind::of_norms, WordBound::Kind::by_duality})
      for (std::size_t a = 0; a < letters; a += 2)
        for (std::size_t b = 0; b < letters; ++b)
          for (const int sign : {1, -1})
            if (is_bounded_by(reading, gap, {kind, 1, literal(a, 1), literal(b, sign)})) return true;
    return false;
  }

  bool is_bounded_by(const MatrixReading& known, const Polynomial& gap, const WordBound& bound) {
    MatrixReading reading = known;
    try {
      const Polynomial rest = gap - kernel::value_of(reading, bound);
      const auto summands = combination_of(reading, {std::nullopt, rest}, deadline_);
      if (!summands) return false;
      reason_.summands = *summands;
      reason_.bounds = {bound};
      return is_shown(reason_);
    } catch (const kernel::Reader::Unreadable&) {
      return false;
    }
  }

  const MatrixRelation& relation_;
  Deadline deadline_;
  WordReason reason_;
};

}  // namespace

std::optional<std::vector<WordReason>> reasons_of(const theorems::MatrixClaim& claim, const Deadline& deadline) {
  std::vector<WordReason> result;
  try {
    for (const MatrixRelation& relation : kernel::relations_of(claim)) {
      auto reason = Reasons(relation, deadline).find();
      if (!reason) return std::nullopt;
      result.push_back(std::move(*reason));
    }
  } catch (const kernel::Reader::Unreadable&) {
    return std::nullopt;
  } catch (const kernel::TooLarge&) {
    return std::nullopt;
  }
  return result;
}

}  // namespace flowcert::proofs::exact::words
