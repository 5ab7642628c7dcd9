#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/records.hpp"

// What the sections of the page share. Each section is a function from this to HTML.
namespace flowcert::reports::html {

/// A claim with what was made for it once: its typeset statement, its name within the page.
struct Entry {
  const ClaimRecord* claim = nullptr;
  std::string anchor;  // unique within the page
  std::string paper;   // "2603.00742": the id's part before the first '/', or "claims"
  std::string row;     // "A14" of ".../A14-literal": what corrected and literal sentences share; "" if there is none
  std::string math;    // the statement as MathML in a box, "" when there is none
  bool unexpected = false;
};

struct Context {
  const RunRecord* run = nullptr;
  std::vector<Entry> entries;                   // in the run's order
  std::vector<std::string> papers;              // in order of first appearance
  std::map<std::string, std::string> formulas;  // of proofs: LaTeX to MathML
};

[[nodiscard]] Context make_context(const RunRecord& run);

/// A verdict as a badge: a sign, the word, and a colour, so that none of them is needed alone.
[[nodiscard]] std::string badge(proofs::VerdictKind verdict);

/// "arXiv:2603.00742" as people call the paper; other groups of claims keep their name.
[[nodiscard]] std::string paper_title(const std::string& paper);

/// Resolution or margin of the claim's checks: the coarsest resolution, else the first margin, else "".
[[nodiscard]] std::string accuracy(const ClaimRecord& claim);

/// How it was decided: the methods of its checks and what they ran on, each once.
[[nodiscard]] std::string evidence(const ClaimRecord& claim);

/// A word that may stand in a class name or an id.
[[nodiscard]] std::string slug(const std::string& text);

[[nodiscard]] std::string head_section(const Context& page);
[[nodiscard]] std::string summary_section(const Context& page);
[[nodiscard]] std::string false_section(const Context& page);
[[nodiscard]] std::string open_section(const Context& page);
[[nodiscard]] std::string table_section(const Context& page);
[[nodiscard]] std::string claims_section(const Context& page);
[[nodiscard]] std::string legend_section(const Context& page);

/// The proofs of a check that has outlines.
[[nodiscard]] std::string outlines(const CheckRecord& check, const Context& page);
/// The proofs of all claims that have some, as sections under the claims' anchors.
[[nodiscard]] std::string proofs_of_all(const Context& page);

[[nodiscard]] std::string style();
[[nodiscard]] std::string script();

}  // namespace flowcert::reports::html
