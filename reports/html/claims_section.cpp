#include <fmt/format.h>

#include "reports/command.hpp"
#include "reports/expectation.hpp"
#include "reports/figures/svg.hpp"
#include "reports/html/context.hpp"
#include "reports/html/witness.hpp"
#include "reports/markup.hpp"
#include "reports/terminal.hpp"

namespace flowcert::reports::html {

using proofs::VerdictKind;

namespace {

/// The page stays below 5 MB: figures and proofs may take this much of it, the first ones first. All data are in
/// results.json, and all proofs in proofs.html.
struct Room {
  std::size_t figures = 1'700'000, proofs = 1'200'000;
};

constexpr std::size_t longest_reason = 2000;
constexpr std::size_t longest_text = 6000;
constexpr std::size_t most_lines_unfolded = 12;
constexpr std::size_t most_proof_lines = 60;

std::string term(const char* name, const std::string& html) {
  return html.empty() ? std::string() : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

std::string code(const std::string& text) {
  return text.empty() ? std::string() : "<code>" + escape_markup(shortened(text, longest_reason)) + "</code>";
}

std::string tried_table(const CheckRecord& check) {
  if (check.tried.empty()) return {};
  std::string html = fmt::format(
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Tried for {0}\"><table "
      "class=\"tried\"><caption>What was "
      "tried</caption>\n<thead><tr><th scope=\"col\">method</th><th scope=\"col\">outcome</th><th "
      "scope=\"col\">reason</th><th "
      "scope=\"col\">time</th></tr></thead>\n<tbody>\n",
      escape_markup(check.name));
  for (const proofs::Attempt& attempt : check.tried)
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"time\">{}</td></tr>\n",
                        escape_markup(attempt.method), escape_markup(attempt.outcome),
                        escape_markup(shortened(attempt.reason, longest_reason)), duration_text(attempt.seconds));
  return html + "</tbody></table></div>\n";
}

std::string trail(const CheckRecord& check) {
  if (check.proof.empty()) return {};
  const bool is_long = check.proof.size() > most_lines_unfolded;
  const std::string heading = fmt::format("What was proved, and by whom ({} {})", check.proof.size(),
                                          check.proof.size() == 1 ? "step" : "steps");
  std::string html =
      is_long ? "<details class=\"trail\"><summary>" + heading + "</summary>\n" : "<p>" + heading + ":</p>\n";
  html += "<ol class=\"proof\">\n";
  for (std::size_t i = 0; i < check.proof.size() && i < most_proof_lines; ++i)
    html += "<li>" + escape_markup(shortened(check.proof[i], longest_reason)) + "</li>\n";
  html += "</ol>\n";
  if (check.proof.size() > most_proof_lines)
    html += fmt::format("<p>... and {} lines more, in results.json.</p>\n", check.proof.size() - most_proof_lines);
  if (is_long) html += "</details>\n";
  return html;
}

/// The argument where there is one, else the lines that the search left.
std::string proof_block(const CheckRecord& check, const Entry& entry, const Context& page, std::size_t& room) {
  if (check.outlines.empty()) return trail(check);
  const std::string html =
      "<details class=\"trail\"><summary>Proof</summary>\n" + outlines(check, page) + "</details>\n";
  if (html.size() > room)
    return fmt::format("<p><a href=\"proofs.html#{}\">Its proof</a> is in proofs.html, to keep this page small.</p>\n",
                       entry.anchor);
  room -= html.size();
  return html + (check.told_in_part ? trail(check) : std::string());
}

std::string data_link(const proofs::FigureData& figure) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : csv_of(figure)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte > 0x20 && byte < 0x7f && std::string_view("\"#%<>&'").find(c) == std::string_view::npos;
    if (plain)
      encoded += c;
    else
      encoded += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return fmt::format("<a download=\"{}.csv\" href=\"data:text/csv;charset=utf-8,{}\">data (CSV)</a>",
                     slug(figure.kind.empty() ? "figure" : figure.kind), encoded);
}

std::string figures(const CheckRecord& check, const std::string& ids, std::size_t& room) {
  if (check.figures.empty()) return {};
  const std::vector<std::string> drawings = svg(check.figures, ids);
  std::string html;
  for (std::size_t i = 0; i < check.figures.size(); ++i) {
    const std::string title = escape_markup(check.figures[i].title);
    const std::string figure = fmt::format("<figure>{}<figcaption>{} ({})</figcaption></figure>\n", drawings[i], title,
                                           data_link(check.figures[i]));
    if (figure.size() <= room) {
      room -= figure.size();
      html += figure;
    } else {
      html += "<p>" + title + ": left out to keep this page small; its data are in results.json.</p>\n";
    }
  }
  return html;
}

std::string check_block(const CheckRecord& check, const std::string& ids, const Entry& entry, const Context& page,
                        Room& room) {
  std::string uses;
  for (const std::string& name : check.uses) uses += (uses.empty() ? "" : ", ") + escape_markup(name);
  std::string html = fmt::format("<section class=\"check\">\n<h4>{}{} {}</h4>\n<dl>\n", check.is_step ? "Step: " : "",
                                 escape_markup(check.name), badge(check.verdict));
  html += term("claims", code(check.claim)) + term("for", code(check.for_text)) + term("limit", code(check.limit_text));
  html += term("uses", uses);
  if (check.verdict != VerdictKind::undecided)
    html += term("decided by", escape_markup(check.method + (check.backend.empty() ? "" : " (" + check.backend + ")")));
  html += term("digits", check.verdict == VerdictKind::confirmed ? fmt::format("{}", check.digits) : std::string());
  html += term("resolution", code(check.resolution)) + term("margin", code(check.margin));
  html += "</dl>\n";
  if (!check.message.empty()) html += "<p>" + escape_markup(shortened(check.message, longest_reason)) + "</p>\n";
  html += witness_table(check) + figures(check, ids, room.figures) + proof_block(check, entry, page, room.proofs) +
          tried_table(check);
  return html + "</section>\n";
}

std::string fold(const Entry& entry, const Context& page, Room& room) {
  const ClaimRecord& claim = *entry.claim;
  const theorems::Head& head = claim.head;
  std::string hypotheses;
  for (const std::string& text : claim.hypotheses) hypotheses += code(text) + "<br>";
  std::string html = fmt::format(
      "<details class=\"claim\" data-paper=\"{}\" data-status=\"{}\" data-verdict=\"{}\">\n<summary><h3>{} <span "
      "class=\"id\">{}</span>"
      "</h3> {}</summary>\n<div id=\"{}\" class=\"body\">\n",
      slug(entry.paper), slug(head.status), proofs::to_text(claim.verdict), badge(claim.verdict),
      escape_markup(head.id), escape_markup(head.title), entry.anchor);
  html += entry.math;
  html += "<dl>\n" + term("source", escape_markup(head.source)) + term("status", escape_markup(head.status));
  html += term("expected", escape_markup(expectation_text(head)) +
                               (entry.unexpected ? " <strong>(not what came out)</strong>" : ""));
  html += term("hypotheses", hypotheses) + term("note", escape_markup(head.note)) + term("file", code(head.file));
  html += term("reproduce", code(reproducing_command(claim))) + term("time", duration_text(claim.seconds));
  html += term("internal error", escape_markup(claim.internal_error)) + "</dl>\n";
  for (std::size_t i = 0; i < claim.checks.size(); ++i)
    html += check_block(claim.checks[i], fmt::format("{}-f{}-", entry.anchor, i), entry, page, room);
  if (!claim.text.empty())
    html += fmt::format("<h4>The claim file</h4>\n<pre tabindex=\"0\">{}</pre>\n",
                        escape_markup(shortened(claim.text, longest_text)));
  return html + "</div>\n</details>\n";
}

}  // namespace

std::string claims_section(const Context& page) {
  std::string html =
      "<section id=\"claims\" aria-labelledby=\"h-claims\">\n<h2 id=\"h-claims\">Evidence, claim by claim</h2>\n"
      "<p class=\"folds\" hidden><button type=\"button\" id=\"open-all\">Open all</button> <button type=\"button\" "
      "id=\"close-all\">Close all</button></p>\n";
  Room room;
  for (const Entry& entry : page.entries) html += fold(entry, page, room);
  return html + "</section>\n";
}

}  // namespace flowcert::reports::html
