#include <fmt/format.h>

#include <algorithm>

#include "reports/expectation.hpp"
#include "reports/html/context.hpp"
#include "reports/html/witness.hpp"
#include "reports/markup.hpp"
#include "reports/terminal.hpp"

namespace flowcert::reports::html {

namespace {

constexpr std::size_t columns = 7;

struct Choice {
  std::string value, label;
};

/// The statuses that occur, in order of first appearance.
std::vector<Choice> statuses(const Context& page) {
  std::vector<Choice> result;
  for (const Entry& entry : page.entries) {
    const std::string& status = entry.claim->head.status;
    const bool known =
        std::any_of(result.begin(), result.end(), [&](const Choice& c) { return c.value == slug(status); });
    if (!known) result.push_back({slug(status), status.empty() ? "no status" : status});
  }
  return result;
}

std::vector<Choice> verdicts(const Context& page) {
  std::vector<Choice> result;
  for (const char* verdict : {"proved", "certified", "confirmed", "undecided", "refuted"})
    if (std::any_of(page.entries.begin(), page.entries.end(),
                    [&](const Entry& e) { return proofs::to_text(e.claim->verdict) == verdict; }))
      result.push_back({verdict, verdict});
  return result;
}

/// Boxes that hide rows when they are unchecked, by rules of style alone.
std::string filter(const std::string& name, const std::string& legend, const std::vector<Choice>& choices) {
  std::string boxes;
  std::string rules;
  for (const Choice& choice : choices) {
    const std::string id = fmt::format("show-{}-{}", name, choice.value);
    boxes += fmt::format("<label><input type=\"checkbox\" id=\"{0}\" checked> {1}</label>\n", id,
                         escape_markup(choice.label));
    rules += fmt::format("body:has([id=\"{0}\"]:not(:checked)) [data-{1}=\"{2}\"]{{display:none}}\n", id, name,
                         choice.value);
  }
  return fmt::format("<fieldset><legend>{}</legend>\n{}<style>\n{}</style></fieldset>\n", legend, boxes, rules);
}

std::string filters(const Context& page) {
  std::vector<Choice> papers;
  for (const std::string& paper : page.papers) papers.push_back({slug(paper), (paper_title(paper))});
  return "<form class=\"filters\" aria-label=\"Which claims are shown\">\n"
         "<p id=\"search\" hidden><label>Search <input type=\"search\" id=\"search-text\" "
         "autocomplete=\"off\"></label> "
         "<span id=\"search-count\" role=\"status\"></span></p>\n" +
         filter("paper", "Paper", papers) + filter("status", "Status", statuses(page)) +
         filter("verdict", "Verdict", verdicts(page)) + "</form>\n";
}

/// The id without the paper's name, which stands above.
std::string short_name(const Entry& entry) {
  const std::string& id = entry.claim->head.id;
  return id.rfind(entry.paper + "/", 0) == 0 ? id.substr(entry.paper.size() + 1) : id;
}

std::string row(const Entry& entry) {
  const ClaimRecord& claim = *entry.claim;
  std::string html = fmt::format(
      "<tr data-paper=\"{}\" data-status=\"{}\" data-verdict=\"{}\">\n<th scope=\"row\"><a "
      "href=\"#{}\">{}</a>{}</th>\n",
      slug(entry.paper), slug(claim.head.status), proofs::to_text(claim.verdict), entry.anchor,
      escape_markup(short_name(entry)),
      claim.head.source.empty() ? "" : "<span class=\"source\">" + escape_markup(claim.head.source) + "</span>");
  html += fmt::format("<td class=\"statement\">{}{}</td>", escape_markup(claim.head.title), entry.math);
  html += fmt::format("<td>{}</td>", escape_markup(claim.head.status));
  html += fmt::format("<td>{}{}</td>", badge(claim.verdict),
                      entry.unexpected ? "<span class=\"unexpected\">not as expected</span>" : "");
  html += fmt::format("<td class=\"evidence\">{}</td>", escape_markup(shortened(evidence(claim), 160)));
  html += fmt::format("<td class=\"accuracy\">{}</td>", escape_markup(shortened(accuracy(claim), 60)));
  html += fmt::format("<td class=\"time\">{}</td></tr>\n", duration_text(claim.seconds));
  return html;
}

}  // namespace

std::string table_section(const Context& page) {
  std::string html =
      "<section id=\"table\" aria-labelledby=\"h-table\">\n<h2 id=\"h-table\">All claims</h2>\n" + filters(page) +
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"All claims\"><table class=\"claims\">"
      "<caption>Every claim with its verdict; its name leads to the evidence</caption>\n"
      "<colgroup><col><col><col><col><col><col><col></colgroup>\n<thead><tr>"
      "<th scope=\"col\">Claim</th><th scope=\"col\">Statement</th><th scope=\"col\">Status</th><th "
      "scope=\"col\">Verdict</th>"
      "<th scope=\"col\">Evidence</th><th scope=\"col\">Resolution or margin</th><th "
      "scope=\"col\">Time</th></tr></thead>\n";
  for (const std::string& paper : page.papers) {
    html += fmt::format(
        "<tbody id=\"p-{0}\" data-paper=\"{0}\">\n<tr class=\"paper\"><th scope=\"rowgroup\" "
        "colspan=\"{1}\">{2}</th></tr>\n",
        slug(paper), columns, paper_title(paper));
    for (const Entry& entry : page.entries)
      if (entry.paper == paper) html += row(entry);
    html += "</tbody>\n";
  }
  return html + "</table></div>\n</section>\n";
}

}  // namespace flowcert::reports::html
