#include "proofs_check/rigorous/enclosure_search.hpp"

#include <array>
#include <optional>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/kernel/enclosure.hpp"
#include "proofs_check/rigorous/domain.hpp"

namespace flowcert::proofs {

namespace {

using kernel::Box;
using kernel::EnclosedSequent;
using kernel::Rule;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

constexpr std::size_t bits_over_boxes = 96;
constexpr std::array<std::size_t, 6> bits_at_a_point{96, 400, 1600, 6400, 25'600, 170'000};
constexpr std::size_t most_cuts = 200;  // along one path: beyond it a box is narrower than any hope

class EnclosureSearch {
 public:
  EnclosureSearch(const FormulaStatement& statement, const Deadline& deadline)
      : statement_(statement), deadline_(deadline), context_(exact::context_of(statement)) {}

  kernel::StepPtr run() {
    const std::optional<Box> whole = box_of_hypotheses();
    if (!whole) return nullptr;
    if (whole->empty()) return at_the_point();
    return with_bits(*whole, bits_over_boxes);
  }

 private:
  [[nodiscard]] std::optional<Box> box_of_hypotheses() const {
    Box box;
    for (const OuterRange& range : outer_ranges(statement_)) {
      if (!range.bounded()) return std::nullopt;
      const Rational low = range.integer ? -kernel::floor_of(-*range.low) : *range.low;
      const Rational high = range.integer ? kernel::floor_of(*range.high) : *range.high;
      if (low > high) return std::nullopt;
      box.push_back({low, high});
    }
    return box;
  }

  kernel::StepPtr at_the_point() const {
    for (const std::size_t bits : bits_at_a_point) {
      if (deadline_.passed()) return nullptr;
      if (const kernel::StepPtr step = with_bits({}, bits)) return step;
    }
    return nullptr;
  }

  /// Depth first, the lower half of a box before the upper one, as the rule reads the cuts.
  kernel::StepPtr with_bits(const Box& whole, std::size_t bits) const {
    struct Part {
      Box box;
      std::size_t cuts = 0;
    };
    const EnclosedSequent sequent({context_, statement_.claim}, long(bits));
    if (!sequent.within(whole)) return nullptr;
    kernel::Data data;
    for (const kernel::Side& side : whole) data.terms.insert(data.terms.end(), {Term(side.low), Term(side.high)});
    data.places.push_back(bits);
    std::vector<Part> open{{whole, 0}};
    while (!open.empty()) {
      if (deadline_.passed()) return nullptr;
      const Part part = std::move(open.back());
      open.pop_back();
      if (sequent.settled(part.box)) {
        data.places.push_back(0);
        continue;
      }
      const auto side = widest(part.box, whole);
      if (!side || part.cuts >= most_cuts) return nullptr;
      data.places.push_back(*side + 1);
      auto [lower, upper] = kernel::halves(part.box, *side, context_->variables[*side].integer);
      open.push_back({std::move(upper), part.cuts + 1});
      open.push_back({std::move(lower), part.cuts + 1});
    }
    return exact::make_step(Rule::enclosure, context_, statement_.claim, {}, std::move(data));
  }

  /// The side that is the greatest share of the whole one; none of a point.
  static std::optional<std::size_t> widest(const Box& box, const Box& whole) {
    std::optional<std::size_t> result;
    Rational most(0);
    for (std::size_t k = 0; k < box.size(); ++k) {
      const Rational width = box[k].high - box[k].low;
      if (width == 0) continue;
      const Rational share = width / (whole[k].high - whole[k].low);
      if (share <= most) continue;
      most = share;
      result = k;
    }
    return result;
  }

  const FormulaStatement& statement_;
  Deadline deadline_;
  kernel::ContextPtr context_;
};

FormulaStatement with_known_facts(FormulaStatement statement) {
  statement.hypotheses.insert(statement.hypotheses.end(), statement.known.begin(), statement.known.end());
  statement.known.clear();
  return statement;
}

}  // namespace

kernel::StepPtr enclosure_step(const FormulaStatement& statement, const Deadline& deadline) {
  const FormulaStatement all = with_known_facts(statement);
  return EnclosureSearch(all, deadline).run();
}

}  // namespace flowcert::proofs
