#include "integrators/enclosure/tube_mode.hpp"

#include <stdexcept>

namespace flowcert::integrators {

using theorems::Term;

namespace {

std::vector<std::pair<std::string, Term>> named(const PiecewiseSystem& system, const std::vector<Term>& field) {
  std::vector<std::pair<std::string, Term>> result;
  for (std::size_t i = 0; i < field.size(); ++i) result.emplace_back(system.state()[i], field[i]);
  return result;
}

std::vector<std::string> inputs_of(const PiecewiseSystem& system) {
  std::vector<std::string> inputs = system.state();
  inputs.push_back(system.time());
  return inputs;
}

/// Appends a function's first and second derivative along the field, where these have expressions.
void add_rates(const PiecewiseSystem& system, const std::vector<Term>& field, const Term& function,
               std::vector<Term>& outputs, std::vector<std::optional<std::size_t>>& first,
               std::vector<std::optional<std::size_t>>& second) {
  first.emplace_back();
  second.emplace_back();
  try {
    const Term rate = theorems::lie_derivative(function, named(system, field), system.time());
    first.back() = outputs.size();
    outputs.push_back(rate);
    const Term change = theorems::lie_derivative(rate, named(system, field), system.time());
    second.back() = outputs.size();
    outputs.push_back(change);
  } catch (const std::domain_error&) {  // no expression: then not used
  }
}

}  // namespace

const TubeMode* TubeModes::get(const std::vector<int>& signs, std::string& reason) {
  if (const auto found = modes_.find(signs); found != modes_.end()) return &found->second;
  const Mode* mode = table_.get(signs, reason);
  if (mode == nullptr) return nullptr;
  TubeMode result;
  result.mode = mode;
  result.index = fields_.size();
  std::vector<Term> jacobian, rates;
  try {
    for (const Term& f : mode->terms)
      for (const std::string& x : system_->state()) jacobian.push_back(theorems::derivative(f, x));
  } catch (const std::domain_error& error) {
    reason = error.what();
    return nullptr;
  }
  for (const Term& function : mode->monitored)
    add_rates(*system_, mode->terms, function, rates, result.first_rate, result.second_rate);
  result.jacobian = Tape::compile(jacobian, inputs_of(*system_));
  result.rates = Tape::compile(rates, inputs_of(*system_));
  fields_.push_back(mode->terms);
  return &modes_.emplace(signs, std::move(result)).first->second;
}

const TubeModes::Branch& TubeModes::branch(std::vector<int> signs) {
  for (int& sign : signs)
    if (sign == 0) sign = 1;
  if (const auto found = branches_.find(signs); found != branches_.end()) return found->second;
  Branch result;
  std::vector<Term> outputs;
  for (const Term& f : system_->field()) outputs.push_back(system_->on_branch(f, signs));
  const std::vector<Term> field = outputs;
  for (const Surface& surface : system_->surfaces()) {
    const Term function = system_->on_branch(surface.function, signs);
    result.value.push_back(outputs.size());
    outputs.push_back(function);
    add_rates(*system_, field, function, outputs, result.first_rate, result.second_rate);
  }
  result.tape = Tape::compile(outputs, inputs_of(*system_));
  return branches_.emplace(signs, std::move(result)).first->second;
}

}  // namespace flowcert::integrators
