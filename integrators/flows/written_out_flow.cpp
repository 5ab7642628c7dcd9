#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/observable_name.hpp"
#include "integrators/flows/scalar_flow.hpp"
#include "integrators/flows/scalar_laws.hpp"
#include "integrators/numbers/random.hpp"

namespace flowcert::integrators {

namespace {

using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::FlowTarget;
using theorems::Rational;
using theorems::Term;
using Terms = std::vector<Term>;
using Kind = Observable::Kind;

/// A small matrix of terms; zero entries are the number 0 and are skipped in products.
struct TermMatrix {
  std::size_t rows = 0, columns = 0;
  Terms entries;
  TermMatrix(std::size_t m, std::size_t n) : rows(m), columns(n), entries(m * n, Term(0)) {}
  Term& at(std::size_t i, std::size_t j) { return entries[i * columns + j]; }
  [[nodiscard]] const Term& at(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
};

Term sum(const Terms& terms) {
  if (terms.empty()) return {0};
  return terms.size() == 1 ? terms[0] : theorems::add(terms);
}

TermMatrix transposed(const TermMatrix& a) {
  TermMatrix result(a.columns, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.columns; ++j) result.at(j, i) = a.at(i, j);
  return result;
}

TermMatrix operator*(const TermMatrix& a, const TermMatrix& b) {
  TermMatrix result(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < b.columns; ++j) {
      Terms parts;
      for (std::size_t k = 0; k < a.columns; ++k)
        if (!a.at(i, k).is_number(0) && !b.at(k, j).is_number(0)) parts.push_back(a.at(i, k) * b.at(k, j));
      result.at(i, j) = sum(parts);
    }
  return result;
}

TermMatrix operator-(const TermMatrix& a, const TermMatrix& b) {
  TermMatrix result(a.rows, a.columns);
  for (std::size_t k = 0; k < a.entries.size(); ++k) result.entries[k] = a.entries[k] - b.entries[k];
  return result;
}

/// Everything about the model in exact terms of the entries.
struct WrittenModel {
  std::vector<TermMatrix> layers, gradients;
  TermMatrix product{0, 0}, residual{0, 0}, target{0, 0};
  std::optional<TermMatrix> covariance;
};

std::string entry_name(const char* kind, std::size_t layer, std::size_t i, std::size_t j) {
  return std::string(kind) + "[" + std::to_string(layer + 1) + "][" + std::to_string(i + 1) + "," +
         std::to_string(j + 1) + "]";
}

TermMatrix target_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  TermMatrix result(target.rows, target.columns);
  if (target.kind == FlowTarget::Kind::matrix) result.entries = target.matrix;
  for (std::size_t k = 0; k < target.singular_values.size(); ++k) result.at(k, k) = target.singular_values[k];
  for (std::size_t c = 0; c < target.priors.size(); ++c) result.at(c, c) = target.mean * target.priors[c];
  return result;
}

std::optional<TermMatrix> covariance_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  const bool mixture = target.kind == FlowTarget::Kind::mixture;
  if (!mixture && description.input_covariance.empty()) return std::nullopt;
  TermMatrix result(target.columns, target.columns);
  if (!description.input_covariance.empty()) {
    result.entries = description.input_covariance;
    return result;
  }
  for (std::size_t j = 0; j < target.columns; ++j) {
    result.at(j, j) = target.noise * target.noise;
    if (j < target.priors.size()) result.at(j, j) = result.at(j, j) + target.mean * target.mean * target.priors[j];
  }
  return result;
}

WrittenModel write_model(const FlowDescription& description) {
  WrittenModel model;
  model.target = target_of(description);
  model.covariance = covariance_of(description);
  const std::size_t count = description.layers();
  std::vector<TermMatrix> prefixes;
  for (std::size_t l = 0; l < count; ++l) {
    TermMatrix layer(description.widths[l + 1], description.widths[l]);
    for (std::size_t i = 0; i < layer.rows; ++i)
      for (std::size_t j = 0; j < layer.columns; ++j) layer.at(i, j) = theorems::variable(entry_name("layer", l, i, j));
    prefixes.push_back(l == 0 ? layer : layer * prefixes.back());
    model.layers.push_back(std::move(layer));
  }
  model.product = prefixes.back();
  const TermMatrix response = model.covariance ? model.product * *model.covariance : model.product;
  model.residual = model.target - response;
  TermMatrix back = response - model.target;
  for (std::size_t l = count; l-- > 0;) {
    model.gradients.insert(model.gradients.begin(), l == 0 ? back : back * transposed(prefixes[l - 1]));
    back = transposed(model.layers[l]) * back;
  }
  return model;
}

/// The start's entry as an exact term; gaussian numbers are exact.
Term start_entry(const FlowDescription& description, std::size_t l, std::size_t i, std::size_t j) {
  const FlowStart& start = description.start;
  const auto scale = [](const Terms& scales, std::size_t k) { return scales[scales.size() == 1 ? 0 : k]; };
  if (start.kind == FlowStart::Kind::gaussian)
    return scale(start.right_scale, l) *
           Term(gaussian_number(start.seed, streams::layer + l + 1, i * description.widths[l] + j));
  if (start.kind == FlowStart::Kind::zero || i != j || i >= description.modes()) return {0};
  const bool last = l + 1 == description.layers();
  return scale(last && !start.left_scale.empty() ? start.left_scale : start.right_scale, i);
}

Term squared_norm(const TermMatrix& a) {
  Terms squares;
  for (const Term& entry : a.entries)
    if (!entry.is_number(0)) squares.push_back(entry * entry);
  return sum(squares);
}

const Term half(Rational(1, 2));

std::optional<Term> loss(const FlowDescription& description, const WrittenModel& model) {
  if (!model.covariance) return half * squared_norm(model.residual);
  // With another covariance the constant that makes the least value 0 needs its inverse.
  if (description.target.kind != FlowTarget::Kind::mixture) return std::nullopt;
  const TermMatrix response = model.product * *model.covariance;
  Terms parts{half};
  for (std::size_t k = 0; k < response.entries.size(); ++k)
    parts.push_back(model.product.entries[k] * (half * response.entries[k] - model.target.entries[k]));
  return sum(parts);
}

Term class_loss(const FlowDescription& description, const WrittenModel& model, std::size_t c) {
  const FlowTarget& target = description.target;
  Terms squares;
  for (std::size_t i = 0; i < model.product.rows; ++i) {
    const Term error = Term(i == c ? 1 : 0) - target.mean * model.product.at(i, c);
    squares.push_back(error * error);
  }
  return half * sum(squares) + half * target.noise * target.noise * squared_norm(model.product);
}

std::optional<Term> observable_term(const FlowDescription& description, const WrittenModel& model,
                                    std::string_view name) {
  if (name == "t") return scalar_time(description);
  const auto observable = parse_observable(name, description);
  if (!observable) return std::nullopt;
  const auto [kind, first, second, third] = *observable;
  const bool diagonal = description.target.kind != FlowTarget::Kind::matrix;
  switch (kind) {
    case Kind::loss:
      return loss(description, model);
    case Kind::product:
      return model.product.at(first - 1, second - 1);
    case Kind::residual:
      return model.residual.at(first - 1, second - 1);
    case Kind::layer:
      return model.layers[first - 1].at(second - 1, third - 1);
    case Kind::gradient:
      return model.gradients[first - 1].at(second - 1, third - 1);
    case Kind::mode:
      return diagonal ? std::optional(model.product.at(first - 1, first - 1)) : std::nullopt;
    case Kind::off_diagonal: {
      if (!diagonal) return std::nullopt;
      TermMatrix rest = model.product;
      for (std::size_t k = 0; k < description.modes(); ++k) rest.at(k, k) = Term(0);
      return theorems::apply(theorems::Op::sqrt, {squared_norm(rest)});
    }
    case Kind::class_loss:
      return class_loss(description, model, first - 1);
    case Kind::balanced_loss: {
      if (description.target.kind != FlowTarget::Kind::mixture) return std::nullopt;
      Terms losses;
      for (std::size_t c = 0; c < description.modes(); ++c) losses.push_back(class_loss(description, model, c));
      return sum(losses) / Term(Rational(losses.size()));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<ScalarFlow> write_out_flow(const FlowDescription& description, std::size_t max_states) {
  std::size_t states = 0;
  for (std::size_t l = 0; l < description.layers(); ++l) states += description.widths[l + 1] * description.widths[l];
  if (states > max_states || description.target.random_bases) return std::nullopt;
  if (description.start.kind == FlowStart::Kind::orthogonal) return std::nullopt;
  if (description.start.kind == FlowStart::Kind::aligned && description.target.kind == FlowTarget::Kind::matrix)
    return std::nullopt;
  WrittenModel model = write_model(description);
  std::vector<ScalarWeight> weights;
  for (std::size_t l = 0; l < description.layers(); ++l)
    for (std::size_t i = 0; i < model.layers[l].rows; ++i)
      for (std::size_t j = 0; j < model.layers[l].columns; ++j)
        weights.push_back({entry_name("layer", l, i, j), entry_name("momentum", l, i, j), l,
                           start_entry(description, l, i, j), model.gradients[l].at(i, j)});
  auto dynamics = scalar_dynamics(description, weights, OrthOnWeights::unknown);
  if (!dynamics) return std::nullopt;
  return ScalarFlow{std::move(*dynamics), [description, model = std::move(model)](std::string_view name) {
                      return observable_term(description, model, name);
                    }};
}

}  // namespace flowcert::integrators
