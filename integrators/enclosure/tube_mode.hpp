#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "integrators/events/resolve.hpp"

namespace flowcert::integrators {

/// A mode with what a tube along it needs besides: the field's Jacobian, and the rates at which its monitors change.
struct TubeMode {
  const Mode* mode = nullptr;
  std::size_t index = 0;  // in the order of first use
  Tape jacobian;          // output i * n + j: df_i/dx_j; inputs: state, time
  /// Per monitor its first and second derivative along the mode's field, as far as these have expressions.
  Tape rates;
  std::vector<std::optional<std::size_t>> first_rate, second_rate;  // outputs of `rates`
};

/// Modes of one system, made when first asked for.
class TubeModes {
 public:
  explicit TubeModes(const PiecewiseSystem& system) : system_(&system), table_(system) {}
  /// nullptr where there is no such mode, or its field has no Jacobian as an expression; `reason` says why.
  const TubeMode* get(const std::vector<int>& signs, std::string& reason);
  [[nodiscard]] const PiecewiseSystem& system() const { return *system_; }
  /// The fields of the modes so far, by their index.
  [[nodiscard]] const std::vector<std::vector<theorems::Term>>& fields() const { return fields_; }

  /// The velocity, as a tape of the state and time, on one side of every surface (signs +1 or -1, 0 seen as +1), and
  /// behind it the rates of the surfaces' own functions there, as far as these have expressions.
  struct Branch {
    Tape tape;
    std::vector<std::optional<std::size_t>> first_rate, second_rate;  // per surface: outputs of the tape
    std::vector<std::size_t> value;                                   // per surface: its function
  };
  const Branch& branch(std::vector<int> signs);

 private:
  const PiecewiseSystem* system_;
  ModeTable table_;
  std::map<std::vector<int>, TubeMode> modes_;
  std::map<std::vector<int>, Branch> branches_;
  std::vector<std::vector<theorems::Term>> fields_;
};

}  // namespace flowcert::integrators
