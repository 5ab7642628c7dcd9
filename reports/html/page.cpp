#include "reports/html/page.hpp"

#include "reports/html/context.hpp"
#include "reports/markup.hpp"

namespace flowcert::reports {

std::string html_page(const RunRecord& run) {
  const html::Context page = html::make_context(run);
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>flowcert "
      "report</title>\n<style>";
  text += html::style() + "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#summary\">Skip to the summary</a>\n";
  text += html::head_section(page) + "<main>\n" + html::summary_section(page) + html::table_section(page) +
          html::false_section(page) + html::open_section(page) + html::claims_section(page) +
          html::legend_section(page);
  text +=
      "</main>\n<footer><p>flowcert " + escape_markup(run.version) +
      ". Every number here is in <a href=\"results.json\">results.json</a>, beside this page.</p></footer>\n<script>" +
      html::script() + "</script>\n</body>\n</html>\n";
  return text;
}

}  // namespace flowcert::reports
