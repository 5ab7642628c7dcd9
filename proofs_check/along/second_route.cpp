#include "proofs_check/along/second_route.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "integrators/flows/bulirsch_stoer.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;

namespace {

constexpr int route_digits = 22;
constexpr int compared_times = 4;
constexpr int generosity = 100;  // its error estimate is the distance to a tolerance 10^3 times larger

struct Compared {
  std::vector<double> distance, allowed, size;  // per state, log10
};

double larger(double a, const Ball& b) {
  return std::max(a, integrators::log10_of(b));
}

Compared compare(const integrators::SampledSolution& route, const Path& path) {
  const std::size_t states = route.values.at(0).size();
  Compared result{std::vector<double>(states, -HUGE_VAL), std::vector<double>(states, -HUGE_VAL),
                  std::vector<double>(states, -HUGE_VAL)};
  for (std::size_t k = 0; k < route.times.size(); ++k) {
    const std::vector<Ball> state = state_at(path, route.times[k]);
    for (std::size_t i = 0; i < states; ++i) {
      const Ball value = Ball::exactly(route.values[k][i]);
      result.distance[i] = larger(result.distance[i], state[i] - value);
      result.allowed[i] = larger(result.allowed[i], Ball::exactly(route.errors[k][i]) * Ball(generosity));
      result.allowed[i] = larger(result.allowed[i], state[i] - state[i]);
      result.size[i] = larger(result.size[i], value);
    }
  }
  return result;
}

}  // namespace

SecondRoute compare_with_bulirsch_stoer(const theorems::Dynamics& dynamics, const Path& path,
                                        const Deadline& deadline) {
  SecondRoute result;
  std::vector<Rational> times;
  for (int k = 1; k <= compared_times; ++k) times.push_back(path.end * Rational(k) / compared_times);
  integrators::IntegrationOptions options;
  options.digits = route_digits;
  options.stop = [deadline] { return deadline.passed(); };
  const integrators::ScopedDigits precision(path.digits + 10);
  const auto route = integrate_bulirsch_stoer(integrators::make_system(dynamics, {}), {}, times, options);
  if (!route.complete() || route.values.empty()) {
    result.text = route.reason;
    return result;
  }
  const Compared compared = compare(route, path);
  result.answer = SecondRoute::Answer::agrees;
  result.digits = route_digits;
  for (std::size_t i = 0; i < compared.size.size(); ++i) {
    const double size = std::isfinite(compared.size[i]) ? compared.size[i] : 0;
    if (compared.distance[i] > std::max(compared.allowed[i], size - route_digits + 3)) {
      result.answer = SecondRoute::Answer::differs;
      result.text = fmt::format("the two solutions of {} differ by 1e{:.0f}", dynamics.state[i], compared.distance[i]);
      return result;
    }
    if (std::isfinite(compared.distance[i])) {
      result.digits = std::min(result.digits, static_cast<int>(size - compared.distance[i]));
    }
  }
  result.text = fmt::format("agrees with the Taylor solution to {} digits at {} times", result.digits, times.size());
  return result;
}

}  // namespace flowcert::proofs
