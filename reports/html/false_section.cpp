#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "reports/html/context.hpp"
#include "reports/html/witness.hpp"
#include "reports/markup.hpp"

namespace flowcert::reports::html {

using proofs::VerdictKind;

namespace {

constexpr std::size_t most_corrections = 2;  // shown in full
constexpr std::size_t longest_message = 400;

std::string sentence(const Entry& entry) {
  std::string html = fmt::format("<p><a href=\"#{}\">{}</a>{}</p>\n", entry.anchor, escape_markup(entry.claim->head.id),
                                 entry.claim->head.title.empty() ? "" : ": " + escape_markup(entry.claim->head.title));
  html += entry.math;
  return html;
}

/// Whether the text names this id, and not only a longer one that begins with it.
bool mentions(const std::string& text, const std::string& id) {
  const auto goes_on = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-');
  };
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1))
    if (!goes_on(at + id.size())) return true;
  return false;
}

/// What holds instead: the claims that the note names, then those of the same row that hold and are not literal,
/// corrected sentences first.
std::vector<const Entry*> corrections(const Context& page, const Entry& entry) {
  std::vector<const Entry*> result;
  for (const Entry& other : page.entries) {
    const bool same_row = !entry.row.empty() && other.row == entry.row && other.paper == entry.paper;
    if (same_row && other.claim->head.status != "literal" && proofs::is_positive(other.claim->verdict))
      result.push_back(&other);
  }
  const std::string& note = entry.claim->head.note;
  for (const Entry& other : page.entries)
    if (mentions(note, other.claim->head.id) && &other != &entry &&
        std::find(result.begin(), result.end(), &other) == result.end())
      result.push_back(&other);
  const auto rank = [&note](const Entry* e) {
    if (mentions(note, e->claim->head.id)) return 0;
    return e->claim->head.status == "corrected" ? 1 : 2;
  };
  std::stable_sort(result.begin(), result.end(), [&](const Entry* a, const Entry* b) { return rank(a) < rank(b); });
  return result;
}

std::string instead(const std::vector<const Entry*>& entries) {
  std::string html;
  for (std::size_t i = 0; i < entries.size() && i < most_corrections; ++i)
    html += "<div class=\"holds\">" + badge(entries[i]->claim->verdict) + sentence(*entries[i]) + "</div>\n";
  if (entries.size() <= most_corrections) return html;
  html += "<p>Also:";
  for (std::size_t i = most_corrections; i < entries.size(); ++i)
    html += fmt::format("{} <a href=\"#{}\">{}</a>", i == most_corrections ? "" : ",", entries[i]->anchor,
                        escape_markup(entries[i]->claim->head.id));
  return html + "</p>\n";
}

std::string card(const Context& page, const Entry& entry) {
  const ClaimRecord& claim = *entry.claim;
  std::string html = fmt::format(
      "<article class=\"pair\" aria-labelledby=\"f-{0}\">\n<h3 id=\"f-{0}\">{1}</h3>\n<div "
      "class=\"sides\">\n<div class=\"side\">\n<h4>Says</h4>\n",
      entry.anchor, escape_markup(claim.head.title.empty() ? claim.head.id : claim.head.title));
  html += badge(claim.verdict);
  html += fmt::format(" <a href=\"#{}\">{}</a>\n", entry.anchor, escape_markup(claim.head.id));
  html += entry.math;
  if (!claim.head.source.empty()) html += "<p class=\"source\">" + escape_markup(claim.head.source) + "</p>\n";
  for (const CheckRecord& check : claim.checks)
    if (check.verdict == VerdictKind::refuted) {
      html += witness_table(check);
      if (!check.message.empty())
        html += "<p class=\"source\">" + escape_markup(shortened(check.message, longest_message)) + "</p>\n";
    }
  html += "</div>\n<div class=\"side\">\n<h4>Holds instead</h4>\n";
  const std::string what = instead(corrections(page, entry));
  html += what;
  if (!claim.head.note.empty()) html += "<p class=\"note\">" + escape_markup(claim.head.note) + "</p>\n";
  if (what.empty() && claim.head.note.empty()) html += "<p>No corrected sentence is among these claims.</p>\n";
  return html + "</div>\n</div>\n</article>\n";
}

}  // namespace

std::string false_section(const Context& page) {
  std::string html =
      "<section id=\"false\" aria-labelledby=\"h-false\">\n<h2 id=\"h-false\">Sentences found false</h2>\n"
      "<p>Each with values at which it fails and, beside it, what holds instead.</p>\n";
  bool any = false;
  for (const Entry& entry : page.entries) {
    if (entry.claim->verdict != VerdictKind::refuted) continue;
    html += card(page, entry);
    any = true;
  }
  if (!any) html += "<p>None.</p>\n";
  return html + "</section>\n";
}

std::string open_section(const Context& page) {
  std::string html = "<section id=\"open\" aria-labelledby=\"h-open\">\n<h2 id=\"h-open\">Open</h2>\n";
  std::string items;
  for (const Entry& entry : page.entries) {
    if (entry.claim->verdict != VerdictKind::undecided) continue;
    items += fmt::format("<li><a href=\"#{}\">{}</a>", entry.anchor, escape_markup(entry.claim->head.id));
    if (!entry.claim->head.title.empty()) items += ": " + escape_markup(entry.claim->head.title);
    if (!entry.claim->head.note.empty())
      items += "<br><span class=\"note\">" + escape_markup(entry.claim->head.note) + "</span>";
    items += "</li>\n";
  }
  if (items.empty()) return html + "<p>None: every claim was decided.</p>\n</section>\n";
  return html + "<p>Not decided, or not wholly: each claim's fold says which of its checks are.</p>\n<ul>\n" + items +
         "</ul>\n</section>\n";
}

}  // namespace flowcert::reports::html
