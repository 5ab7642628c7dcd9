#include "proofs_check/certificates/row.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_terms = 160;
constexpr std::size_t longest = 800;  // bits of a number

Row::Kind kind_of(KnownFact::Kind kind) {
  switch (kind) {
    case KnownFact::Kind::zero:
      return Row::Kind::zero;
    case KnownFact::Kind::nonnegative:
      return Row::Kind::nonnegative;
    default:
      return Row::Kind::positive;
  }
}

Row::Kind product_kind(Row::Kind a, Row::Kind b) {
  if (a == Row::Kind::zero || b == Row::Kind::zero) return Row::Kind::zero;
  return a == Row::Kind::positive && b == Row::Kind::positive ? Row::Kind::positive : Row::Kind::nonnegative;
}

}  // namespace

AtomSigns::AtomSigns(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (row.poly.terms().size() != 1) continue;
    const auto& [monomial, scale] = *row.poly.terms().begin();
    if (monomial.size() != 1) continue;
    if (monomial[0].second == 2 && row.kind == Row::Kind::positive && scale > 0 && row.by.facts.size() == 1) {
      known_.try_emplace(monomial[0].first, Known{row, scale});  // not 0
      continue;
    }
    if (monomial[0].second != 1) continue;
    const auto [place, is_new] = known_.try_emplace(monomial[0].first, Known{row, scale});
    const bool better = row.kind != Row::Kind::nonnegative &&
                        (place->second.row.kind == Row::Kind::nonnegative || total_degree(place->second.row.poly) == 2);
    if (!is_new && (better || total_degree(place->second.row.poly) == 2)) place->second = {row, scale};
  }
}

bool AtomSigns::is_positive(Atom atom) const {
  const auto found = known_.find(atom);
  return found != known_.end() && found->second.row.kind == Row::Kind::positive && found->second.scale > 0 &&
         total_degree(found->second.row.poly) == 1;
}

int AtomSigns::sign_of(const Monomial& monomial) const {
  int sign = 1;
  for (const auto& [atom, exponent] : monomial) {
    if (exponent % 2 == 0) continue;
    const auto found = known_.find(atom);
    if (found == known_.end() || total_degree(found->second.row.poly) != 1) return 0;
    if (found->second.scale < 0) sign = -sign;
  }
  return sign;
}

std::optional<Row> AtomSigns::row_of(const Monomial& monomial) const {
  const int sign = sign_of(monomial);
  if (sign == 0) return std::nullopt;
  Row row{polynomial_of(monomial, sign), Row::Kind::positive, {}};
  Monomial root;
  for (const auto& [atom, exponent] : monomial) {
    const auto found = known_.find(atom);
    const bool strict = found != known_.end() && found->second.row.kind != Row::Kind::nonnegative;
    const bool squared = strict && total_degree(found->second.row.poly) == 2;
    // facts of strict signs for all of the power, else a square and one fact for an odd exponent
    const std::uint32_t times = squared ? exponent / 2 : (strict ? exponent : exponent % 2);
    for (std::uint32_t k = 0; k < times; ++k) {
      row.by.facts.insert(row.by.facts.end(), found->second.row.by.facts.begin(), found->second.row.by.facts.end());
      row.by.coefficient *= found->second.row.by.coefficient / found->second.scale;
    }
    if (times > 0) row.kind = product_kind(row.kind, found->second.row.kind);
    if (strict) continue;
    row.kind = product_kind(row.kind, Row::Kind::nonnegative);
    if (exponent > 1) root.emplace_back(atom, exponent / 2);
  }
  if (row.kind == Row::Kind::zero) return std::nullopt;  // equations are used otherwise
  if (row.by.coefficient < 0) row.by.coefficient = -row.by.coefficient;
  row.by.factor = polynomial_of(root);
  return row;
}

std::vector<Row> rows_of(const std::vector<KnownFact>& facts) {
  std::vector<Row> rows;
  for (std::size_t k = 0; k < facts.size(); ++k) {
    Polynomial p = facts[k].poly;
    if (p.number() || p.terms().size() > most_terms || longest_number(p) > longest) continue;
    if (facts[k].kind == KnownFact::Kind::nonzero) {
      if (p.terms().size() > 12) continue;
      p = p * p;
    }
    rows.push_back({std::move(p), kind_of(facts[k].kind), {1, Polynomial(1), {k}}});
  }
  return rows;
}

Row product(const Row& a, const Row& b) {
  Row result{a.poly * b.poly, product_kind(a.kind, b.kind), {}};
  result.by.coefficient = a.by.coefficient * b.by.coefficient;
  const bool a_zero = a.kind == Row::Kind::zero, b_zero = b.kind == Row::Kind::zero, zero = a_zero || b_zero;
  // A summand with an equality takes its factor as it is, one without takes the square.
  const Polynomial left = zero && !a_zero ? a.by.factor * a.by.factor : a.by.factor;
  const Polynomial right = zero && !b_zero ? b.by.factor * b.by.factor : b.by.factor;
  result.by.factor = left * right;
  result.by.facts = a.by.facts;
  result.by.facts.insert(result.by.facts.end(), b.by.facts.begin(), b.by.facts.end());
  return result;
}

Row square(const Polynomial& root) {
  return {root * root, Row::Kind::nonnegative, {1, root, {}}};
}

}  // namespace flowcert::proofs::certificates
