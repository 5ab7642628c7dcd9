#include "integrators/events/mode.hpp"

#include <stdexcept>

namespace flowcert::integrators {

using theorems::Term;

namespace {

class ModeMaker {
 public:
  ModeMaker(const PiecewiseSystem& system, const std::vector<int>& signs) : system_(system), signs_(signs) {
    above_ = signs;
    for (std::size_t k = 0; k < signs.size(); ++k) {
      if (signs[k] != 0) continue;
      sliding_.insert(k);
      above_[k] = 1;
    }
  }

  std::variant<Mode, std::string> make() {
    for (const std::size_t k : sliding_) {
      if (!add_sliding(k)) return reason_;
    }
    std::vector<Term> field;
    for (const Term& component : system_.field()) {
      if (!system_.separable(component, sliding_)) {
        return "sliding on several surfaces at once whose velocities multiply each other";
      }
      field.push_back(combined(component));
    }
    for (std::size_t k = 0; k < signs_.size(); ++k) {
      if (signs_[k] != 0 && !watch(k)) return reason_;
    }
    TaylorField smooth(field, system_.state(), system_.time());
    std::vector<std::string> inputs = system_.state();
    inputs.push_back(system_.time());
    Tape tape = Tape::compile(monitored_, inputs);
    JetProgram program(tape, std::vector<bool>(inputs.size(), false));
    return Mode{signs_,          std::move(field),  std::move(smooth), std::move(monitors_), std::move(monitored_),
                std::move(tape), std::move(program)};
  }

 private:
  [[nodiscard]] std::vector<int> below(std::size_t k) const {
    std::vector<int> result = above_;
    result[k] = -1;
    return result;
  }

  [[nodiscard]] Term velocity(const Term& function, const std::vector<int>& signs) const {
    std::vector<std::pair<std::string, Term>> field;
    for (std::size_t i = 0; i < system_.state().size(); ++i) {
      field.emplace_back(system_.state()[i], system_.on_branch(system_.field()[i], signs));
    }
    return theorems::lie_derivative(system_.on_branch(function, signs), field, system_.time());
  }

  bool add_sliding(std::size_t k) {
    const Term& function = system_.surfaces()[k].function;
    const Term up = velocity(function, above_), down = velocity(function, below(k));
    for (const std::size_t other : sliding_) {
      if (system_.surfaces_in(function).contains(other)) {
        reason_ = "sliding on a surface whose own formula switches there";
        return false;
      }
      if (other == k) continue;
      std::vector<int> both = below(other);
      if (!(velocity(function, both) == up)) {
        reason_ = "sliding on several surfaces at once that influence each other";
        return false;
      }
      both[k] = -1;
      if (!(velocity(function, both) == down)) {
        reason_ = "sliding on several surfaces at once that influence each other";
        return false;
      }
    }
    if (up == down) {
      reason_ = "sliding on a surface that both sides cross alike";
      return false;
    }
    weights_.emplace_back(k, (up + down) / (down - up));
    monitors_.push_back({k, Monitor::Kind::exit_above, -1});
    monitored_.push_back(up);
    monitors_.push_back({k, Monitor::Kind::exit_below, 1});
    monitored_.push_back(down);
    return true;
  }

  [[nodiscard]] Term combined(const Term& component) const {
    const Term up = system_.on_branch(component, above_);
    Term result = up;
    for (const auto& [k, weight] : weights_) {
      const Term down = system_.on_branch(component, below(k));
      if (down == up) continue;
      result = result + (weight - Term(1)) / Term(2) * (up - down);
    }
    return result;
  }

  bool watch(std::size_t k) {
    const Term& function = system_.surfaces()[k].function;
    for (const std::size_t nested : system_.surfaces_in(function)) {
      // abs, min and max are continuous: seen from either side they have the same value on their surface.
      if (sliding_.contains(nested) && system_.surfaces()[nested].jumps) {
        reason_ = "a switching function that jumps on a surface slid along";
        return false;
      }
    }
    monitors_.push_back({k, Monitor::Kind::surface, signs_[k]});
    monitored_.push_back(system_.on_branch(function, above_));
    return true;
  }

  const PiecewiseSystem& system_;
  const std::vector<int>& signs_;
  std::vector<int> above_;  // the signs with every sliding surface seen from above
  std::set<std::size_t> sliding_;
  std::vector<std::pair<std::size_t, Term>> weights_;
  std::vector<Monitor> monitors_;
  std::vector<Term> monitored_;
  std::string reason_;
};

}  // namespace

std::variant<Mode, std::string> make_mode(const PiecewiseSystem& system, const std::vector<int>& signs) {
  try {
    return ModeMaker(system, signs).make();
  } catch (const std::invalid_argument& error) {
    return std::string(error.what());
  } catch (const std::domain_error& error) {
    return std::string(error.what());
  }
}

}  // namespace flowcert::integrators
