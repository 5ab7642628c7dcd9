#include "proofs_check/along/sides_figure.hpp"

#include <fmt/format.h>

#include <cmath>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;

namespace {
constexpr std::size_t most_points = 160;
constexpr std::size_t fewest_points = 3;
}  // namespace

std::vector<FigureData> sides_figures(const std::vector<SidesAt>& samples, const std::string& time_name,
                                      bool with_difference) {
  if (samples.size() < fewest_points) return {};
  Series left{"left side", {}, {}, false};
  Series right{"right side", {}, {}, false};
  Series difference{"difference", {}, {}, true};
  const std::size_t stride = 1 + samples.size() / most_points;
  for (std::size_t k = 0; k < samples.size(); k += stride) {
    const SidesAt& sample = samples[k];
    const double x = Ball(sample.time).midpoint_double();
    left.x.push_back(x);
    left.y.push_back(sample.left.midpoint_double());
    right.x.push_back(x);
    right.y.push_back(sample.right.midpoint_double());
    const double size = integrators::log10_of(sample.left - sample.right);
    if (!with_difference || !std::isfinite(size)) continue;
    difference.x.push_back(x);
    difference.y.push_back(size);
  }
  std::vector<FigureData> figures;
  figures.push_back({"trajectory", "Both sides of the claim", time_name, "value", {left, right}});
  if (difference.x.size() >= fewest_points) {
    figures.push_back({"error", "Difference of the two sides, upper bound", time_name, "difference", {difference}});
  }
  return figures;
}

std::string sides_text(const integrators::Ball& left, const integrators::Ball& right) {
  constexpr int digits = 30;
  const std::string a = left.text(digits), b = right.text(digits);
  std::string result = fmt::format("left side {}, right side {}", a, b);
  if (a.substr(0, digits) == b.substr(0, digits)) result += fmt::format(", difference {}", (left - right).text(10));
  return result;
}

}  // namespace flowcert::proofs
