#include "theorems/flows/observable_name.hpp"

#include <charconv>
#include <utility>
#include <vector>

namespace flowcert::theorems {

namespace {

using Kind = Observable::Kind;

struct Written {
  std::string_view name;
  std::vector<std::size_t> indices;
};

/// "name[a][b,c]" as a name and its indices.
std::optional<Written> take_apart(std::string_view text) {
  Written written{text.substr(0, text.find('[')), {}};
  std::size_t at = written.name.size();
  while (at < text.size()) {
    if (text[at] != '[' && text[at] != ',' && text[at] != ']') return std::nullopt;
    if (text[at] == ']') {
      ++at;
      continue;
    }
    std::size_t index = 0;
    const char* begin = text.data() + at + 1;
    while (begin < text.data() + text.size() && *begin == ' ') ++begin;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), index);
    if (error != std::errc{} || index == 0) return std::nullopt;
    written.indices.push_back(index);
    at = std::size_t(end - text.data());
  }
  return written;
}

std::optional<Kind> kind_of(std::string_view name) {
  constexpr std::pair<std::string_view, Kind> kinds[] = {
      {"loss", Kind::loss},
      {"W", Kind::product},
      {"E", Kind::residual},
      {"layer", Kind::layer},
      {"grad", Kind::gradient},
      {"sigma", Kind::mode},
      {"off_diagonal", Kind::off_diagonal},
      {"class_loss", Kind::class_loss},
      {"balanced_loss", Kind::balanced_loss},
      {"saturation_time", Kind::saturation_time},
      {"alignment_in", Kind::alignment_in},
      {"alignment_left", Kind::alignment_left},
      {"alignment_right", Kind::alignment_right},
  };
  for (const auto& [known, kind] : kinds)
    if (known == name) return kind;
  return std::nullopt;
}

bool indices_fit(Kind kind, const std::vector<std::size_t>& indices, const FlowDescription& description) {
  const auto within = [&](std::vector<std::size_t> limits) {
    if (indices.size() != limits.size()) return false;
    for (std::size_t i = 0; i < limits.size(); ++i)
      if (indices[i] > limits[i]) return false;
    return true;
  };
  const std::size_t rows = description.widths.back(), columns = description.widths.front();
  switch (kind) {
    case Kind::product:
    case Kind::residual:
      return within({rows, columns});
    case Kind::layer:
    case Kind::gradient:
      return !indices.empty() && indices[0] <= description.layers() &&
             within({description.layers(), description.widths[indices[0]], description.widths[indices[0] - 1]});
    case Kind::mode:
    case Kind::saturation_time:
      return within({description.modes()});
    case Kind::class_loss:
      return description.target.kind == FlowTarget::Kind::mixture && within({description.target.priors.size()});
    default:
      return indices.empty();
  }
}

}  // namespace

std::optional<Observable> parse_observable(std::string_view name, const FlowDescription& description) {
  const auto written = take_apart(name);
  if (!written) return std::nullopt;
  const auto kind = kind_of(written->name);
  if (!kind || !indices_fit(*kind, written->indices, description)) return std::nullopt;
  Observable observable;
  observable.kind = *kind;
  const auto& indices = written->indices;
  if (!indices.empty()) observable.first = indices[0];
  if (indices.size() > 1) observable.second = indices[1];
  if (indices.size() > 2) observable.third = indices[2];
  return observable;
}

}  // namespace flowcert::theorems
