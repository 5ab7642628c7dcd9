// A check whose sizes stay symbolic, as a claim over matrices.
#include <fmt/format.h>

#include "theorems/language/elaborate/problem_builder.hpp"
#include "theorems/language/matrices/matrix_reader.hpp"

namespace flowcert::theorems {

namespace {

/// Runs over the binders of `for`: numbers are unrolled, symbolic ranges become indices, reals are free.
class CaseReader {
 public:
  CaseReader(Evaluator& evaluator, MatrixReader& reader, const CheckSyntax& syntax, MatrixClaim& claim)
      : evaluator_(evaluator), reader_(reader), syntax_(syntax), claim_(claim) {}

  void run() { bind(0, "", nullptr); }

 private:
  static constexpr std::size_t most_cases = 1'000;

  void bind(std::size_t k, const std::string& label, const MatrixScope* scope) {
    if (k == syntax_.binders.size()) {
      claim_.cases.push_back({label, reader_.indices, reader_.statement(*syntax_.claim.expression, scope)});
      if (claim_.cases.size() > most_cases) throw NotInMatrices{"too many cases"};
      return;
    }
    const Binder& bound = syntax_.binders[k];
    if (bound.name == "n") throw NotInMatrices{"steps of an optimizer"};
    if (!bound.range) {
      if (bound.name == "t") return bind(k + 1, label, scope);
      const MatrixScope inner{scope, bound.name, number_term(variable(bound.name))};
      return bind(k + 1, label, &inner);
    }
    const IndexForm low = end(*bound.low, scope);
    const IndexForm high = end(*bound.high, scope);
    if (low.base.empty() && high.base.empty()) {
      for (long i = low.offset; i <= high.offset; ++i) {
        const MatrixScope inner{scope, bound.name, number_term(Term(Rational(i)))};
        bind(k + 1, fmt::format("{}{}{} = {}", label, label.empty() ? "" : ", ", bound.name, i), &inner);
      }
      return;
    }
    for (const MatrixIndex& other : reader_.indices) {
      if (other.name == bound.name) throw NotInMatrices{"two indices of the same name"};
    }
    if (evaluator_.model().parameter(bound.name) != nullptr) throw NotInMatrices{"an index named like a parameter"};
    reader_.indices.push_back({bound.name, low, high});
    const MatrixScope inner{scope, bound.name, number_term(variable(bound.name))};
    bind(k + 1, label, &inner);
    reader_.indices.pop_back();
  }

  IndexForm end(const Expression& e, const MatrixScope* scope) {
    const MatrixTerm value = reader_.number(e, scope);
    IndexForm form;
    if (!value.is_scalar() || !index_form(value.scalar(), form)) throw NotInMatrices{"a range with such an end"};
    return form;
  }

  Evaluator& evaluator_;
  MatrixReader& reader_;
  const CheckSyntax& syntax_;
  MatrixClaim& claim_;
};

}  // namespace

/// Such hypotheses are among the problem's.
bool ProblemBuilder::is_about_numbers(const Formula& formula) {
  try {
    (void)evaluator_.truth(*formula.expression, nullptr);
    return true;
  } catch (const NeedsSize&) {
    return false;
  }
}

void ProblemBuilder::state_every_size(const CheckSyntax& syntax, GroundCheck& check) {
  try {
    if (syntax.limit) throw NotInMatrices{"limits"};
    if (model_.dynamics) throw NotInMatrices{"written-out dynamics"};
    auto claim = std::make_shared<MatrixClaim>();
    MatrixReader reader(evaluator_);
    // Before the flow is read: hypotheses must not depend on the time.
    for (const Formula& formula : model_.assume) {
      if (!is_about_numbers(formula)) claim->hypotheses.push_back(reader.statement(*formula.expression, nullptr));
    }
    reader.read_flow();
    CaseReader(evaluator_, reader, syntax, *claim).run();
    if (claim->cases.empty()) throw NotInMatrices{"an empty range"};
    claim->flow = reader.flow();
    for (const auto& [name, matrix] : reader.matrices()) claim->matrices.push_back(matrix);
    check.every_size = std::move(claim);
    check.unsupported.clear();
  } catch (const LocatedError& error) {
    diagnostics_.add(error);
  } catch (const NotInMatrices& stop) {
    check.unsupported = "sizes stay symbolic: " + stop.reason;
  } catch (const NeedsSize& needs) {
    check.unsupported = fmt::format("'{}' stays symbolic where a number is needed", *needs.names.begin());
  }
}

}  // namespace flowcert::theorems
