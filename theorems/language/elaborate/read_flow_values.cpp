#include "theorems/language/elaborate/read_flow_values.hpp"

#include <fmt/format.h>

#include "theorems/language/elaborate/constant.hpp"
#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::theorems {

namespace {

constexpr long widest_layer = 512;
constexpr long most_layers = 64;
constexpr long most_steps = 1'000'000;

class FlowReader {
 public:
  FlowReader(Evaluator& evaluator, const FlowSyntax& syntax) : evaluator_(evaluator), syntax_(syntax) {}

  FlowDescription run() {
    flow_.name = syntax_.name;
    flow_.where = evaluator_.model().file.position(syntax_.offset);
    flow_.model = syntax_.model;
    flow_.optimizer = syntax_.optimizer;
    read_target();
    read_widths();
    read_start();
    if (syntax_.t_end != nullptr) {
      flow_.t_end = evaluator_.end(*syntax_.t_end, nullptr);
      constant(*flow_.t_end, *syntax_.t_end, "'t_end'");
      require_sign(*flow_.t_end, *syntax_.t_end, "'t_end'", false);
    }
    read_muon();
    if (syntax_.discrete) read_discrete();
    read_covariance();
    return flow_;
  }

 private:
  [[noreturn]] static void fail(const Expression& at, std::string message) {
    throw LocatedError{at.offset, std::move(message)};
  }

  void constant(const Term& term, const Expression& e, std::string_view what) {
    evaluator_.require_constant(term, e, what);
  }

  /// Reports a constant that is negative (or zero, unless that is allowed).
  void require_sign(const Term& term, const Expression& e, std::string_view what, bool zero_allowed) {
    if (term.op() == Op::infinity) return;
    const auto sign = compare_constants(term, Term(0));
    if (!sign || *sign > 0 || (*sign == 0 && zero_allowed)) return;
    fail(e, fmt::format("{} must {}, it is {}", what, zero_allowed ? "not be negative" : "be positive", to_text(term)));
  }

  Term number(const ExpressionPtr& e, const Term& otherwise, std::string_view what) {
    if (e == nullptr) return otherwise;
    const Term term = evaluator_.scalar(*e, nullptr);
    constant(term, *e, what);
    return term;
  }

  long count(const Expression& e, std::string_view what, long least, long most) {
    const long value = evaluator_.integer(e, nullptr, what);
    if (value < least || value > most)
      fail(e, fmt::format("{} must be from {} to {}, not {}", what, least, most, value));
    return value;
  }

  std::uint64_t seed(const ExpressionPtr& e) {
    return e == nullptr ? 0 : static_cast<std::uint64_t>(count(*e, "a seed", 0, 1'000'000'000));
  }

  Value matrix(const Expression& e, std::string_view what) {
    Value value = evaluator_.evaluate(e, nullptr);
    if (!value.is_matrix()) fail(e, fmt::format("{} must be a vector or a matrix, found {}", what, describe(value)));
    for (const Term& entry : value.entries) constant(entry, e, what);
    return value;
  }

  std::vector<Term> vector(const Expression& e, std::string_view what) {
    const Value value = evaluator_.evaluate(e, nullptr);
    if (!value.is_scalar() && !(value.is_matrix() && value.is_vector)) {
      fail(e, fmt::format("{} must be a number or a vector, found {}", what, describe(value)));
    }
    for (const Term& entry : value.entries) constant(entry, e, what);
    return value.entries;
  }

  void read_target() {
    FlowTarget& target = flow_.target;
    const FlowTargetSyntax& text = syntax_.target;
    target.kind = text.kind;
    if (text.kind == FlowTarget::Kind::matrix) {
      const Value value = matrix(*text.matrix, "the target");
      target.rows = value.rows;
      target.columns = value.columns;
      target.matrix = value.entries;
    } else if (text.kind == FlowTarget::Kind::mixture) {
      read_mixture();
    } else {
      read_singular_values();
    }
    for (const std::size_t side : {target.rows, target.columns}) {
      if (side > static_cast<std::size_t>(widest_layer)) {
        throw LocatedError{text.offset, fmt::format("the target is too large: at most {0} x {0}", widest_layer)};
      }
    }
  }

  void read_singular_values() {
    FlowTarget& target = flow_.target;
    const FlowTargetSyntax& text = syntax_.target;
    target.singular_values = vector(*text.singular_values, "the singular values");
    for (std::size_t k = 0; k < target.singular_values.size(); ++k) {
      require_sign(target.singular_values[k], entry_of(*text.singular_values, k),
                   fmt::format("singular value {}", k + 1), true);
    }
    target.random_bases = text.random_bases;
    target.seed = seed(text.seed);
    const auto given = static_cast<long>(target.singular_values.size());
    const auto side = [&](const ExpressionPtr& e, std::string_view what) {
      if (e == nullptr) return static_cast<std::size_t>(given);
      const long size = count(*e, what, 1, widest_layer);
      if (size < given) fail(*e, fmt::format("{} is {}, but there are {} singular values", what, size, given));
      return static_cast<std::size_t>(size);
    };
    target.rows = side(text.rows, "'rows'");
    target.columns = side(text.columns, "'cols'");
  }

  /// The element of an array as it is written, or the whole expression.
  static const Expression& entry_of(const Expression& e, std::size_t k) {
    return e.kind == Syntax::literal && k < e.args.size() ? *e.args[k] : e;
  }

  void read_mixture() {
    FlowTarget& target = flow_.target;
    const FlowTargetSyntax& text = syntax_.target;
    target.priors = vector(*text.priors, "the priors");
    for (std::size_t c = 0; c < target.priors.size(); ++c) {
      require_sign(target.priors[c], entry_of(*text.priors, c), fmt::format("prior {}", c + 1), false);
    }
    const Term total = evaluator_.factory().add(target.priors);
    if (const auto apart = compare_constants(total, Term(1)); apart && *apart != 0) {
      fail(*text.priors, fmt::format("the priors must sum to 1, their sum is {}", to_text(total)));
    }
    target.mean = number(text.mean, Term(0), "the mean");
    require_sign(target.mean, *text.mean, "the mean", false);
    target.noise = number(text.noise, Term(0), "the noise");
    require_sign(target.noise, *text.noise, "the noise", true);
    target.rows = target.priors.size();
    target.columns = target.rows;
    if (text.dimension == nullptr) return;
    const long dimension = count(*text.dimension, "'dimension'", 1, widest_layer);
    if (dimension < static_cast<long>(target.rows)) {
      fail(*text.dimension,
           fmt::format("'dimension' is {}, but {} classes need as many orthogonal means", dimension, target.rows));
    }
    target.columns = static_cast<std::size_t>(dimension);
  }

  void read_widths() {
    long layers = syntax_.model == FlowDescription::Model::linear ? 1 : 2;
    if (syntax_.layers != nullptr) layers = count(*syntax_.layers, "'layers'", 1, most_layers);
    const auto hidden_layers = static_cast<std::size_t>(layers - 1);
    std::vector<std::size_t> hidden(hidden_layers, flow_.modes());
    if (syntax_.hidden != nullptr) {
      const Value widths = evaluator_.evaluate(*syntax_.hidden, nullptr);
      const bool one = widths.is_scalar();
      if (!one && widths.entries.size() != hidden_layers) {
        fail(*syntax_.hidden, fmt::format("'hidden' has {} widths, but {} layers have {} hidden ones",
                                          widths.entries.size(), layers, hidden_layers));
      }
      for (std::size_t i = 0; i < hidden_layers; ++i) {
        const Expression& e = one ? *syntax_.hidden : entry_of(*syntax_.hidden, i);
        hidden[i] = static_cast<std::size_t>(one || &e != syntax_.hidden.get() ? count(e, "'hidden'", 1, widest_layer)
                                                                               : width(widths.entries[i], e));
      }
    }
    flow_.widths = {flow_.target.columns};
    flow_.widths.insert(flow_.widths.end(), hidden.begin(), hidden.end());
    flow_.widths.push_back(flow_.target.rows);
  }

  static long width(const Term& term, const Expression& e) {
    if (!term.is_number() || !is_integer(term.number()) || term.number() < 1 || term.number() > widest_layer) {
      fail(e, fmt::format("'hidden' must be from 1 to {}, not {}", widest_layer, to_text(term)));
    }
    return numerator(term.number()).convert_to<long>();
  }

  std::vector<Term> scales(const ExpressionPtr& e, std::size_t several, std::string_view what) {
    std::vector<Term> values = vector(*e, what);
    if (values.size() != 1 && values.size() != several) {
      fail(*e, fmt::format("{} has {} values, expected 1 or {}", what, values.size(), several));
    }
    return values;
  }

  void read_start() {
    FlowStart& start = flow_.start;
    start.kind = syntax_.start;
    start.seed = seed(syntax_.start_seed);
    const auto complain = [&](const ExpressionPtr& e, std::string message) {
      if (e != nullptr) fail(*e, std::move(message));
    };
    if (start.kind == FlowStart::Kind::zero) {
      for (const ExpressionPtr& e : {syntax_.scale, syntax_.left_scale, syntax_.right_scale}) {
        complain(e, "kind = \"zero\" has no scale");
      }
      return;
    }
    if (start.kind == FlowStart::Kind::aligned) return read_aligned();
    for (const ExpressionPtr& e : {syntax_.left_scale, syntax_.right_scale}) {
      complain(e, "only kind = \"aligned\" has a left and a right scale");
    }
    if (syntax_.scale == nullptr) throw LocatedError{syntax_.start_offset, "'init' needs 'scale'"};
    start.right_scale = scales(syntax_.scale, flow_.layers(), "'scale'");
    for (const Term& value : start.right_scale) require_sign(value, *syntax_.scale, "'scale'", true);
  }

  void read_aligned() {
    FlowStart& start = flow_.start;
    if (syntax_.scale == nullptr && (syntax_.left_scale == nullptr || syntax_.right_scale == nullptr)) {
      throw LocatedError{syntax_.start_offset, "'init' needs 'scale', or both 'left_scale' and 'right_scale'"};
    }
    // Orthonormal columns Z carry the modes from layer to layer: a narrower hidden layer cannot hold them all.
    for (std::size_t i = 1; i + 1 < flow_.widths.size(); ++i) {
      if (flow_.widths[i] >= flow_.modes()) continue;
      throw LocatedError{
          syntax_.start_offset,
          fmt::format("an aligned start needs hidden width at least D = {}, not {}", flow_.modes(), flow_.widths[i])};
    }
    const bool both = syntax_.scale != nullptr;
    start.right_scale =
        scales(both ? syntax_.scale : syntax_.right_scale, flow_.modes(), both ? "'scale'" : "'right_scale'");
    start.left_scale = both ? start.right_scale : scales(syntax_.left_scale, flow_.modes(), "'left_scale'");
  }

  void read_muon() {
    MuonSettings& muon = flow_.muon;
    muon.tau = number(syntax_.tau, Term(0), "'tau'");
    if (syntax_.tau != nullptr) require_sign(muon.tau, *syntax_.tau, "'tau'", true);
    muon.newton_schulz = syntax_.newton_schulz;
    if (syntax_.newton_schulz_steps != nullptr) {
      muon.newton_schulz_steps = static_cast<int>(count(*syntax_.newton_schulz_steps, "'steps'", 1, 100));
    }
    muon.momentum_starts_at_gradient = syntax_.muon_starts_at_gradient;
  }

  void read_discrete() {
    DiscreteSettings& discrete = flow_.discrete.emplace();
    if (syntax_.step != nullptr) {
      discrete.step = number(syntax_.step, Term(0), "'step'");
      require_sign(*discrete.step, *syntax_.step, "'step'", false);
    }
    if (syntax_.steps != nullptr)
      discrete.steps = static_cast<std::size_t>(count(*syntax_.steps, "'steps'", 1, most_steps));
    if (syntax_.schedule != nullptr) read_schedule(discrete);
    const auto fraction = [&](const ExpressionPtr& e, std::string_view what) {
      const Term value = number(e, Term(0), what);
      if (e == nullptr) return value;
      require_sign(value, *e, what, true);
      if (const auto sign = compare_constants(value, Term(1)); sign && *sign >= 0) {
        fail(*e, fmt::format("{} must be less than 1, not {}", what, to_text(value)));
      }
      return value;
    };
    discrete.momentum = fraction(syntax_.momentum, "'momentum'");
    discrete.momentum_averages = syntax_.momentum_averages;
    if (syntax_.momentum != nullptr) flow_.optimizer = facts_of(flow_.optimizer).with_momentum;
    discrete.nesterov = syntax_.nesterov;
    discrete.momentum_starts_at_gradient = syntax_.momentum_starts_at_gradient;
    discrete.beta2 = fraction(syntax_.beta2, "'beta2'");
    discrete.epsilon = number(syntax_.epsilon, Term(0), "'epsilon'");
    if (syntax_.epsilon != nullptr) require_sign(discrete.epsilon, *syntax_.epsilon, "'epsilon'", true);
    discrete.accumulate = syntax_.accumulate;
  }

  /// An array lists the step sizes; an expression gives step n's, a factor of 'step' if that is there too.
  void read_schedule(DiscreteSettings& discrete) {
    const Value value = evaluator_.evaluate(*syntax_.schedule, nullptr);
    if (value.is_matrix() && value.is_vector) {
      if (discrete.step) fail(*syntax_.schedule, "a list of step sizes stands instead of 'step', not beside it");
      if (discrete.steps == 0) discrete.steps = value.entries.size();
      if (discrete.steps != value.entries.size()) {
        fail(*syntax_.schedule,
             fmt::format("'schedule' lists {} step sizes, but 'steps' is {}", value.entries.size(), discrete.steps));
      }
      discrete.step_list = value.entries;
      return;
    }
    if (!value.is_scalar())
      fail(*syntax_.schedule,
           fmt::format("'schedule' must be an expression in n or a list of numbers, found {}", describe(value)));
    TermFactory& factory = evaluator_.factory();
    discrete.step = discrete.step ? factory.multiply({*discrete.step, value.term()}) : value.term();
  }

  void read_covariance() {
    if (syntax_.input_covariance == nullptr) return;
    const Value value = matrix(*syntax_.input_covariance, "the input covariance");
    const std::size_t side = flow_.target.columns;
    if (value.rows != side || value.columns != side) {
      fail(*syntax_.input_covariance,
           fmt::format("the input covariance must be a {0}x{0} matrix, found {1}", side, describe(value)));
    }
    for (std::size_t i = 0; i < side; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (value.at(i, j) == value.at(j, i)) continue;
        fail(*syntax_.input_covariance,
             fmt::format("the input covariance must be symmetric, entries ({0},{1}) and ({1},{0}) differ", i + 1,
                         j + 1));
      }
    }
    flow_.input_covariance = value.entries;
  }

  Evaluator& evaluator_;
  const FlowSyntax& syntax_;
  FlowDescription flow_;
};

}  // namespace

FlowDescription describe_flow(Evaluator& evaluator, const FlowSyntax& syntax) {
  return FlowReader(evaluator, syntax).run();
}

}  // namespace flowcert::theorems
