#include "proofs_check/certificates/linear.hpp"

#include <algorithm>

#include "proofs_check/certificates/combination.hpp"
#include "proofs_check/certificates/row_makers.hpp"
#include "proofs_check/certificates/unknowns.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_facts = 28;
constexpr std::size_t longest = 200;  // bits of a number that products are worth having of

class Search {
 public:
  Search(Reasoning& reasoning, const Deadline& deadline) : reasoning_(reasoning), deadline_(deadline) {}

  bool found(const std::vector<Row>& rows, const std::vector<Shift>& shifts) {
    if (reasoning_.closed()) return true;
    if (deadline_.passed()) return false;
    auto summands = combination(rows, shifts, deadline_);
    if (summands) reasoning_.close(std::move(*summands));
    return summands.has_value();
  }

  bool found_with_products(const Unknowns& in) {
    std::vector<Row> rows = in.rows;
    add_multiples(rows, in.rows, 1, 3);
    add_completed_squares(rows, in.rows);
    std::vector<Row> with_signs = rows;
    add_monomial_signs(with_signs, in.rows);
    if (found(with_signs, in.shifts)) return true;
    add_squares(rows, in.rows);
    add_products(rows, in.rows);
    add_monomial_signs(rows, in.rows);
    return found(rows, in.shifts);
  }

  bool found_with_all_multiples(const Unknowns& in) {
    std::vector<Row> rows = in.rows;
    add_completed_squares(rows, in.rows);
    add_multiples(rows, in.rows, in.rows.size(), 7);
    add_monomial_signs(rows, in.rows);
    return found(rows, in.shifts);
  }

 private:
  Reasoning& reasoning_;
  const Deadline& deadline_;
};

}  // namespace

void contradict_linearly(Reasoning& reasoning, std::size_t goal, Breadth breadth, const Deadline& deadline) {
  std::vector<Row> base = rows_of(reasoning.facts());
  const auto first = std::find_if(base.begin(), base.end(), [&](const Row& row) { return row.by.facts[0] == goal; });
  if (first != base.end()) std::rotate(base.begin(), first, first + 1);
  Search search(reasoning, deadline);
  if (base.empty() || search.found(base, {}) || breadth == Breadth::as_they_are) return;
  if (longest_number(base[0].poly) > longest) return;
  std::erase_if(base, [](const Row& row) { return longest_number(row.poly) > longest; });
  if (base.size() > most_facts) base.resize(most_facts);
  const Unknowns simpler = simplified(reasoning, base, true);
  if (search.found_with_products(simpler)) return;
  if (breadth == Breadth::goal) return;
  if (search.found_with_products({base, {}})) return;
  search.found_with_all_multiples(simpler);
}

}  // namespace flowcert::proofs::certificates
