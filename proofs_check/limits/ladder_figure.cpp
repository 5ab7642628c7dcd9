#include "proofs_check/limits/ladder_figure.hpp"

#include <algorithm>
#include <cmath>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

namespace {

const double ln10 = std::log(10.0);

void draw(const Rung& rung, Series& size, Series& error) {
  const double log = integrators::log10_of(rung.value);
  if (!rung.value.finite() || !std::isfinite(log)) return;
  size.x.push_back(rung.depth / ln10);
  size.y.push_back(log);
  if (arb_is_exact(rung.value.raw()) != 0) return;
  error.x.push_back(rung.depth / ln10);
  error.y.push_back(rung.value.radius_log10());
}

}  // namespace

std::vector<FigureData> ladder_figures(const LimitQuestion& question, const std::vector<Ladder>& ladders) {
  const std::string variable = question.limit.name;
  const std::string label = question.limit.to.is_number() ? "-log10 of the distance of " + variable + " from its limit"
                                                          : "log10 of " + variable;
  std::vector<FigureData> figures;
  for (std::size_t k = 0; k < ladders.size(); ++k) {
    Series size{"size", {}, {}, true}, error{"error estimate", {}, {}, true};
    std::vector<Rung> rungs = ladders[k].main;
    rungs.insert(rungs.end(), ladders[k].between.begin(), ladders[k].between.end());
    std::sort(rungs.begin(), rungs.end(), [](const Rung& a, const Rung& b) { return a.depth < b.depth; });
    for (const Rung& rung : rungs) draw(rung, size, error);
    FigureData figure{"convergence", to_text(question.parts[k].quantity), label, "size", {size}};
    if (!error.x.empty()) figure.series.push_back(error);
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace flowcert::proofs
