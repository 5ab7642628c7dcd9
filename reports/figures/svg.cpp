#include "reports/figures/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/csv.hpp"
#include "reports/figures/slim.hpp"
#include "reports/parts/program.hpp"

namespace flowcert::reports {

using proofs::FigureData;
using proofs::Series;

namespace {

constexpr std::size_t most_points = 160;  // of a series in a drawing that is 640 wide
constexpr double most_tics = 6;
constexpr std::array colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};

bool drawable(const Series& series) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < series.x.size(); ++i) points += std::isfinite(series.x[i]) && std::isfinite(series.y[i]);
  return points >= 2;
}

bool drawable(const FigureData& figure) {
  return std::any_of(figure.series.begin(), figure.series.end(), [](const Series& s) { return drawable(s); });
}

/// gnuplot's single-quoted text, in which nothing but the quote has a meaning: it becomes a prime, as in x'.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'')
      result += "\u2032";
    else
      result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + "'";
}

/// Every n-th point, and always the last; a point that is no number leaves a gap.
std::string points(const Series& series) {
  const std::size_t stride = 1 + (series.x.size() - 1) / most_points;
  std::string text;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (i % stride != 0 && i + 1 != series.x.size()) continue;
    if (std::isfinite(series.x[i]) && std::isfinite(series.y[i]))
      text += fmt::format("{:.9g} {:.9g}\n", series.x[i], series.y[i]);
    else
      text += "\n";
  }
  return text;
}

/// A logarithmic axis from power to power of ten.
std::string decades(const FigureData& figure) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const Series& series : figure.series)
    for (const double y : series.y) {
      if (!std::isfinite(y)) continue;
      low = std::min(low, std::floor(y));
      high = std::max(high, std::ceil(y));
    }
  if (high <= low) high = low + 1;
  const double step = std::max(1.0, std::ceil((high - low) / most_tics));
  return fmt::format("set yrange [{0}:{1}]\nset ytics {0}, {2}\nset format y '1e%g'\n", low, high, step);
}

std::string commands(const FigureData& figure, const std::string& file) {
  std::string text = "reset\n";
  std::vector<std::string> lines;
  const bool log10_y =
      std::any_of(figure.series.begin(), figure.series.end(), [](const Series& s) { return s.log10_y; });
  for (const Series& series : figure.series) {
    if (!drawable(series)) continue;
    const std::size_t k = lines.size();
    text += fmt::format("$data{} << END\n{}END\n", k, points(series));
    lines.push_back(fmt::format("$data{} using 1:2 with lines lc rgb '{}' dt {} lw 2 title {}", k,
                                colours[k % colours.size()], k % 5 + 1, quoted(series.name)));
  }
  text +=
      fmt::format("set output {}\nset grid\nset key outside bottom center horizontal\nset xlabel {}\nset ylabel {}\n",
                  quoted(file), quoted(figure.x_label), quoted(figure.y_label));
  if (log10_y) text += decades(figure);
  return text + fmt::format("plot {}\nset output\n", fmt::join(lines, ", "));
}

}  // namespace

std::vector<std::string> svg(const std::vector<FigureData>& figures, const std::string& ids) {
  std::vector<std::string> result(figures.size());
  const TemporaryFolder folder;
  std::string script = "set terminal svg size 640,300 dynamic noenhanced font 'sans-serif,13'\n";
  bool any = false;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!drawable(figures[i])) continue;
    script += commands(figures[i], (folder.path() / fmt::format("{}.svg", i)).string());
    any = true;
  }
  if (!any || !run_program({"gnuplot", "-"}, script)) return result;
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (const auto text = text_of_file(folder.path() / fmt::format("{}.svg", i)))
      result[i] = slim_svg(*text, figures[i].title, fmt::format("{}{}", ids, i));
  return result;
}

std::string csv_of(const FigureData& figure) {
  std::vector<std::vector<std::string>> rows;
  const auto number = [](double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); };
  for (const Series& series : figure.series)
    for (std::size_t i = 0; i < series.x.size(); ++i)
      rows.push_back({series.name, number(series.x[i]), number(series.y[i])});
  const bool log10_y =
      std::any_of(figure.series.begin(), figure.series.end(), [](const Series& s) { return s.log10_y; });
  return csv_table({"series", figure.x_label, (log10_y ? "log10 of " : "") + figure.y_label}, rows);
}

}  // namespace flowcert::reports
