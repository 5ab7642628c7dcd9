#include "proofs_check/exact/justify_angle.hpp"

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/justify_arithmetic.hpp"
#include "proofs_check/exact/justify_value.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/rules.hpp"

namespace flowcert::proofs::exact {

namespace {

using kernel::Monomial;
using kernel::Op;
using kernel::Reader;
using kernel::Step;
using kernel::StepPtr;
using kernel::Term;
using theorems::Rational;

constexpr int most_parts = 30;

struct Failed {};

void collect_angles(const Term& term, std::vector<Term>& found) {
  if (term.op() == Op::sin || term.op() == Op::cos) found.push_back(term.arg(0));
  for (const Term& arg : term.args()) collect_angles(arg, found);
}

class Angle {
 public:
  Angle(const Step& pending, const Deadline& deadline) : step_(pending), deadline_(deadline) {
    step_.data.places.resize(step_.premises.size(), 0);
    collect_angles(pending.conclusion.claim.arg(1), units_);
  }

  StepPtr read(const Term& angle) {
    Reader reader = kernel::reader_of(step_);
    const kernel::Quotient quotient = reader.read(angle);
    if (!quotient.bottom.empty()) return nullptr;
    for (const auto& [monomial, coefficient] : quotient.top.terms()) add_multiple(reader, monomial, coefficient);
    if (!sum_) {
      define("sin(0)", {});
      define("cos(0)", {});
      sum_ = Term(0);
    }
    if (!(*sum_ == angle)) {
      for (const Op op : {Op::sin, Op::cos}) define("equal arguments", {theorems::apply(op, {angle}), *sum_});
    }
    return std::make_shared<const Step>(step_);
  }

 private:
  void define(const std::string& name, const std::vector<Term>& about) {
    const StepPtr axiom = axiom_about(step_, name, about, deadline_);
    if (!axiom) throw Failed{};
    step_.premises.push_back(axiom);
    step_.data.places.push_back(static_cast<std::size_t>(Use::definition));
  }

  /// coefficient * monomial as a multiple of a unit.
  void add_multiple(Reader& reader, const Monomial& monomial, const Rational& coefficient) {
    const bool single = monomial.size() == 1 && monomial[0].second == 1;
    const Term atom = single ? reader.atoms()[monomial[0].first] : Term(1);
    if (atom.op() == Op::pi) return add_parts_of_pi(atom, coefficient);
    if (atom.op() == Op::asin || atom.op() == Op::atan) {
      const std::string function = atom.op() == Op::asin ? "asin" : "atan";
      return add_times(atom, coefficient, {"sin of " + function, "cos of " + function}, atom.args());
    }
    for (const Term& unit : units_) {
      const kernel::Quotient own = reader.read(unit);
      const auto& terms = own.top.terms();
      if (!own.bottom.empty() || terms.size() != 1 || terms.begin()->first != monomial) continue;
      const Rational times = coefficient / terms.begin()->second;
      if (theorems::is_integer(times)) return add_times(unit, times, {}, {});
    }
    throw Failed{};
  }

  void add_parts_of_pi(const Term& pi, const Rational& coefficient) {
    for (const int part : {2, 4, 6}) {
      const Rational times = coefficient * part;
      const std::string name = "(pi/" + std::to_string(part) + ")";
      if (theorems::is_integer(times)) return add_times(pi / Term(part), times, {"sin" + name, "cos" + name}, {});
    }
    throw Failed{};
  }

  void add_times(const Term& unit, const Rational& times, const std::vector<std::string>& axioms,
                 const std::vector<Term>& about) {
    if (abs(times) > most_parts) throw Failed{};
    for (const std::string& name : axioms) define(name, about);
    Term part = unit;
    if (times < 0) {
      for (const char* name : {"sin is odd", "cos is even"}) define(name, {unit});
      part = -unit;
    }
    for (Rational k = 0; k < abs(times); k += 1) {
      if (sum_)
        for (const char* name : {"sin of a sum", "cos of a sum"}) define(name, {*sum_, part});
      sum_ = sum_ ? *sum_ + part : part;
    }
  }

  Step step_;
  Deadline deadline_;
  std::vector<Term> units_;
  std::optional<Term> sum_;  // whose sine and cosine are defined
};

}  // namespace

StepPtr with_angle(const Step& pending, const Term& angle, const Deadline& deadline) {
  try {
    return Angle(pending, deadline).read(angle);
  } catch (const Failed&) {
  } catch (const Reader::Unreadable&) {
  } catch (const kernel::TooLarge&) {
  }
  return nullptr;
}

}  // namespace flowcert::proofs::exact
