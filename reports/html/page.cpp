#include "reports/html/page.hpp"

#include "reports/html/context.hpp"
#include "reports/markup.hpp"

namespace flowcert::reports {

namespace {

std::string beginning(const std::string& title) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         title + "</title>\n<style>" + html::style() + "</style>\n</head>\n<body>\n";
}

std::string index_page(const html::Context& page) {
  std::string text = beginning("flowcert report") + "<a class=\"skip\" href=\"#summary\">Skip to the summary</a>\n";
  text += html::head_section(page) + "<main>\n" + html::summary_section(page) + html::table_section(page) +
          html::false_section(page) + html::open_section(page) + html::claims_section(page) +
          html::legend_section(page);
  text += "</main>\n<footer><p>flowcert " + escape_markup(page.run->version) +
          ". Every number here is in <a href=\"results.json\">results.json</a>, beside this "
          "page.</p></footer>\n<script>" +
          html::script() + "</script>\n</body>\n</html>\n";
  return text;
}

std::string proofs_page(const html::Context& page) {
  const std::string proofs = html::proofs_of_all(page);
  return beginning("flowcert proofs") + "<header><h1>Proofs</h1>\n<p>" +
         (proofs.empty() ? "No proof of this run has steps to show."
                         : "Step by step, as far as proofs have steps; for an article they are in proofs.tex.") +
         " The verdicts are in <a href=\"index.html\">the report</a>.</p></header>\n<main>\n" + proofs +
         "</main>\n</body>\n</html>\n";
}

}  // namespace

Pages html_pages(const RunRecord& run) {
  const html::Context page = html::make_context(run);
  return {index_page(page), proofs_page(page)};
}

std::string html_page(const RunRecord& run) {
  return html_pages(run).index;
}

}  // namespace flowcert::reports
