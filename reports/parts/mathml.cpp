#include "reports/parts/mathml.hpp"

#include <nlohmann/json.hpp>

#include "reports/markup.hpp"
#include "reports/parts/program.hpp"

namespace flowcert::reports {

namespace {

using Json = nlohmann::ordered_json;

/// Pandoc's own document format, so that no character of a formula can mean anything outside it.
std::string document(const Json& version, const std::vector<std::string>& formulas) {
  Json blocks = Json::array();
  for (const std::string& formula : formulas) {
    const Json math = {{"t", "Math"}, {"c", Json::array({{{"t", "DisplayMath"}}, formula})}};
    blocks.push_back({{"t", "Para"}, {"c", Json::array({math})}});
  }
  const Json whole = {{"pandoc-api-version", version}, {"meta", Json::object()}, {"blocks", blocks}};
  return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The version of the document format that this pandoc reads; null when there is none.
Json document_version() {
  const auto empty = run_program({"pandoc", "-f", "markdown", "-t", "json"}, "");
  if (!empty) return nullptr;
  const Json parsed = Json::parse(*empty, nullptr, false);
  return parsed.is_object() && parsed.contains("pandoc-api-version") ? parsed["pandoc-api-version"] : Json(nullptr);
}

/// What stands between <p> and </p>, paragraph by paragraph. A formula's output holds neither.
std::vector<std::string> paragraphs(const std::string& html) {
  std::vector<std::string> result;
  std::size_t begin = 0;
  while ((begin = html.find("<p>", begin)) != std::string::npos) {
    begin += 3;
    const std::size_t end = html.find("</p>", begin);
    if (end == std::string::npos) break;
    result.push_back(html.substr(begin, end - begin));
    begin = end;
  }
  return result;
}

}  // namespace

std::vector<std::string> mathml(const std::vector<std::string>& formulas) {
  std::vector<std::string> result;
  for (const std::string& formula : formulas) result.push_back("<code>" + escape_markup(formula) + "</code>");
  const Json version = document_version();
  if (version.is_null() || formulas.empty()) return result;
  const auto html =
      run_program({"pandoc", "-f", "json", "-t", "html", "--mathml", "--wrap=none"}, document(version, formulas));
  const std::vector<std::string> converted = html ? paragraphs(*html) : std::vector<std::string>();
  if (converted.size() != formulas.size()) return result;
  for (std::size_t i = 0; i < formulas.size(); ++i)
    if (converted[i].rfind("<math", 0) == 0) result[i] = converted[i];
  return result;
}

std::string in_line(std::string math) {
  const std::string block = "display=\"block\"";
  if (const std::size_t at = math.find(block); at != std::string::npos)
    math.replace(at, block.size(), "display=\"inline\" displaystyle=\"true\"");
  return math;
}

}  // namespace flowcert::reports
