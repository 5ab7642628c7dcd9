#include "integrators/flows/flow_computation.hpp"

#include <flint/flint.h>
#include <mpfr.h>

#include <future>

#include "integrators/flows/flow_start.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/scalar.hpp"

namespace flowcert::integrators {

namespace {

struct Precision {
  int path_digits, working, order;
};

/// Working digits beyond those aimed at: for what orth loses near small singular values.
constexpr int guard = 16;

/// The main computation aims at `digits` with a margin; the second one has other digits, order and steps.
Precision main_precision(int digits) {
  return {digits + 4, digits + guard + 4, int((digits + 4) * 1.15) + 4};
}
Precision check_precision(int digits) {
  return {digits + 1, digits + guard, int((digits + 1) * 1.15) + 8};
}

/// Gives back what the number libraries keep for each thread.
struct ThreadCaches {
  ThreadCaches() = default;
  ThreadCaches(const ThreadCaches&) = delete;
  ThreadCaches& operator=(const ThreadCaches&) = delete;
  ~ThreadCaches() {
    flint_cleanup();
    mpfr_free_cache();
  }
};

void compute(Computation& computation, const theorems::FlowDescription& description, const FlowOptions& options,
             const Precision& precision) {
  const ScopedDigits digits(precision.working);
  computation.working = precision.working;
  computation.setup = make_setup(description);
  if (description.discrete) {
    computation.run = run_optimizer(description, computation.setup, precision.path_digits, options.stop);
    return;
  }
  computation.law = flow_law(description);
  const bool smoothed = options.smoothing > 0;
  if (smoothed) {
    if (computation.law.kind != FlowLaw::Kind::spectral || computation.law.newton_schulz)
      throw std::invalid_argument("only the spectral flow has a smoothed version");
    computation.law.kind = FlowLaw::Kind::smoothed;
    computation.law.delta = options.smoothing;
  }
  FlowPathOptions path;
  path.digits = precision.path_digits;
  path.order = std::size_t(precision.order);
  path.end = options.t_end;
  path.stop = options.stop;
  if (const auto doubt = smoothed ? std::nullopt : doubtful_start(description, precision.path_digits)) {
    computation.path.trouble = *doubt;
    computation.path.end = 0;
    computation.path.last = flow_start(description, computation.setup);
    return;
  }
  computation.path =
      integrate_flow(computation.setup, computation.law, flow_start(description, computation.setup), path);
}

}  // namespace

FlowTrajectory::Implementation::Implementation(const theorems::FlowDescription& description, const FlowOptions& options)
    : description_(description), discrete_(description.discrete.has_value()), digits_(options.digits) {
  main_.emplace();
  if (!options.cross_check) {
    compute(*main_, description, options, main_precision(options.digits));
    return;
  }
  // The two computations share nothing but the description: side by side.
  check_.emplace();
  std::future<void> second = std::async(std::launch::async, [&] {
    const ThreadCaches caches;
    compute(*check_, description, options, check_precision(options.digits));
  });
  try {
    compute(*main_, description, options, main_precision(options.digits));
  } catch (...) {
    second.wait();
    throw;
  }
  second.get();
}

Real FlowTrajectory::Implementation::saturation_time(const Computation& computation, std::size_t k) {
  const FlowSetup& setup = computation.setup;
  const Matrix direction = columns_of(setup.left_modes, k, 1);
  for (const FlowEvent& event : computation.path.events) {
    if (event.layer + 1 != setup.layer_count()) continue;
    const Matrix share = transpose(event.left) * direction;
    if (2 * inner(share, share) > 1) return event.time;
  }
  return Scalar<Real>::undefined();
}

}  // namespace flowcert::integrators
