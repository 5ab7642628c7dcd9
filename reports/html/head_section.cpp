#include <fmt/format.h>

#include <array>

#include "reports/expectation.hpp"
#include "reports/html/context.hpp"
#include "reports/markup.hpp"

namespace flowcert::reports::html {

using proofs::VerdictKind;

namespace {

constexpr std::array kinds = {VerdictKind::proved, VerdictKind::certified, VerdictKind::confirmed,
                              VerdictKind::undecided, VerdictKind::refuted};

template <class Wanted>
std::size_t count(const Context& page, Wanted wanted) {
  std::size_t result = 0;
  for (const Entry& entry : page.entries) result += wanted(entry) ? 1 : 0;
  return result;
}

std::string tiles(const Context& page) {
  std::string html = "<ul class=\"tiles\">\n";
  for (const VerdictKind kind : kinds) {
    const std::size_t number = count(page, [&](const Entry& e) { return e.claim->verdict == kind; });
    html += fmt::format("<li class=\"tile {}\"><span class=\"number\">{}</span> {}</li>\n", proofs::to_text(kind),
                        number, badge(kind));
  }
  return html + "</ul>\n";
}

std::string by_paper(const Context& page) {
  std::string html =
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Counts by paper\"><table class=\"counts\">"
      "<caption>Claims by paper and verdict</caption>\n<thead><tr><th scope=\"col\">Paper</th>";
  for (const VerdictKind kind : kinds) html += fmt::format("<th scope=\"col\">{}</th>", proofs::to_text(kind));
  html += "<th scope=\"col\">not as expected</th></tr></thead>\n<tbody>\n";
  for (const std::string& paper : page.papers) {
    html += fmt::format("<tr><th scope=\"row\"><a href=\"#p-{}\">{}</a></th>", slug(paper), paper_title(paper));
    for (const VerdictKind kind : kinds)
      html += fmt::format("<td>{}</td>",
                          count(page, [&](const Entry& e) { return e.paper == paper && e.claim->verdict == kind; }));
    html += fmt::format("<td>{}</td></tr>\n",
                        count(page, [&](const Entry& e) { return e.paper == paper && e.unexpected; }));
  }
  return html + "</tbody></table></div>\n";
}

std::string verdict_on_run(const Context& page) {
  const std::size_t surprises = count(page, [](const Entry& e) { return e.unexpected; });
  std::string html;
  if (surprises == 0) {
    html = fmt::format("<p class=\"banner good\">All {} claims came out as expected.</p>\n", page.entries.size());
  } else {
    html = fmt::format("<div class=\"banner bad\"><p>{} of {} claims did not come out as expected:</p>\n<ul>\n",
                       surprises, page.entries.size());
    for (const Entry& entry : page.entries)
      if (entry.unexpected)
        html += fmt::format("<li>{} <a href=\"#{}\">{}</a> (expected: {})</li>\n", badge(entry.claim->verdict),
                            entry.anchor, escape_markup(entry.claim->head.id),
                            escape_markup(expectation_text(entry.claim->head)));
    html += "</ul></div>\n";
  }
  if (page.run->interrupted)
    html += "<p class=\"banner bad\">The run was interrupted: this is what was decided before.</p>\n";
  if (page.run->errors.empty()) return html;
  html += "<div class=\"banner bad\"><p>Errors of input:</p><ul>\n";
  for (const theorems::Diagnostic& error : page.run->errors)
    html += fmt::format("<li><code>{}</code></li>\n", escape_markup(to_text(error)));
  return html + "</ul></div>\n";
}

}  // namespace

std::string head_section(const Context& page) {
  const RunRecord& run = *page.run;
  return fmt::format(
      "<header>\n<h1>Claims about training dynamics, decided</h1>\n"
      "<p>{} claims, decided by flowcert {} on <time>{}</time>, at {} digits, with at most {:g} s per claim.</p>\n"
      "</header>\n"
      "<nav aria-label=\"Sections\"><ul><li><a href=\"#summary\">Summary</a></li><li><a href=\"#table\">All "
      "claims</a></li>"
      "<li><a href=\"#false\">Sentences found false</a></li><li><a href=\"#open\">Open</a></li>"
      "<li><a href=\"#claims\">Evidence</a></li><li><a href=\"#legend\">How to read this</a></li></ul></nav>\n",
      page.entries.size(), escape_markup(run.version), escape_markup(run.started), run.options.digits,
      run.options.budget_seconds);
}

std::string summary_section(const Context& page) {
  return "<section id=\"summary\" aria-labelledby=\"h-summary\">\n<h2 id=\"h-summary\">Summary</h2>\n" + tiles(page) +
         verdict_on_run(page) + by_paper(page) + "</section>\n";
}

std::string legend_section(const Context& page) {
  const RunRecord& run = *page.run;
  std::string html =
      "<section id=\"legend\" aria-labelledby=\"h-legend\">\n<h2 id=\"h-legend\">How to read this</h2>\n<dl "
      "class=\"legend\">\n";
  const std::array<const char*, 5> meanings = {
      "by exact reasoning: an identity in exact algebra, or a formula over the reals shown valid; for all parameters "
      "that the "
      "hypotheses allow",
      "by ball arithmetic rounded outwards: true for every point of the stated boxes",
      "by computation to many digits at stated points, with an error estimate and a resolution: the smallest relative "
      "change of "
      "the claim that the check would have refuted",
      "none of the methods settled it within the time; what was tried is listed",
      "false: a witness is given, exact values at which the claim fails, checked rigorously"};
  for (std::size_t i = 0; i < kinds.size(); ++i)
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", badge(kinds[i]), meanings[i]);
  html +=
      "</dl>\n<p>A claim's status says where its formula comes from. <em>Stated</em>: the paper says it. "
      "<em>Literal</em>: the "
      "paper's sentence as it stands, expected to be refuted. <em>Corrected</em>: the sentence that holds instead. "
      "<em>Reconstructed</em>: re-derived where the formula is lost. <em>Extended</em>: sharper than, or beside, what "
      "is "
      "stated.</p>\n<h3>Made with</h3>\n<p>";
  html += fmt::format("{}, {}, {} cores.", escape_markup(run.machine.system), escape_markup(run.machine.processor),
                      run.machine.cores);
  for (const auto& [name, version] : run.machine.parts)
    html += fmt::format(" {} {}.", escape_markup(name), escape_markup(version));
  return html + "</p>\n</section>\n";
}

}  // namespace flowcert::reports::html
