#include "integrators/flows/fixed_gradient_flow.hpp"

#include <catch2/catch.hpp>

#include "flow_test_support.hpp"
#include "integrators/flows/fixed_series.hpp"
#include "integrators/flows/flow_jets.hpp"
#include "integrators/numbers/precision.hpp"

using namespace flowcert::integrators;
using namespace flow_test;

TEST_CASE("slices hold a matrix to the grid's step") {
  const ScopedDigits digits(60);
  Matrix value(2, 2);
  value.set(0, 0, Real(1) / 3);
  value.set(0, 1, Real(-2) / 7);
  value.set(1, 0, -ten_to(-30));
  const SliceFormat format = slice_format(100, 170);
  SliceDigits slices;
  REQUIRE(to_slices(value, 1, format, slices));
  const Matrix back = from_slices(slices, 2, 2, 1, format);
  CHECK(max_norm(back - value) < pow(Real(2), 1 - long(format.count) * format.width));
  CHECK(max_norm(back - value) < ten_to(-50));
  CHECK_FALSE(to_slices(value, -2, format, slices));  // does not fit
}

TEST_CASE("fixed-point coefficients of gradient flow are those of the floating ones") {
  for (const std::size_t hidden : {2, 3, 5})
    for (const int scale : {0, 6}) {
      const ScopedDigits digits(80);
      auto description = two_layer({2, 1, Rational(1, 3)}, hidden, FlowDescription::Optimizer::gradient);
      start_gaussian(description, small(scale));
      const FlowSetup setup = make_setup(description);
      const std::size_t order = 50;
      const Real step = Real(1) / 20;
      const auto fixed = expand_gradient_flow_fixed(setup, setup.start.layers, order, 50, step);
      REQUIRE(fixed);
      CHECK(fixed->longest >= step);
      CHECK(fixed->longest < step * Real(1.02));
      FlowLaw law;
      ExpansionOptions options;
      options.order = order;
      const FlowExpansion floating = expand_flow(setup, law, setup.start, options);
      Real largest = 0;
      for (const Matrix& layer : setup.start.layers) largest = std::max(largest, max_norm(layer));
      for (std::size_t l = 0; l < 2; ++l)
        for (std::size_t n = 0; n <= order; ++n) {
          const Real difference = max_norm(fixed->layers[l][n] - floating.layers[l][n]) * pow(step, int(n));
          CHECK(difference <= largest * ten_to(-52));
        }
    }
}

TEST_CASE("a step that is much too long is refused") {
  const ScopedDigits digits(60);
  auto description = two_layer({2, 1}, 2, FlowDescription::Optimizer::gradient);
  start_gaussian(description, 1);
  const FlowSetup setup = make_setup(description);
  CHECK_FALSE(expand_gradient_flow_fixed(setup, setup.start.layers, 60, 40, Real(100)));
}
