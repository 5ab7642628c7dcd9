#pragma once

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "proofs_check/decide.hpp"
#include "reports/proof/proofs_of.hpp"
#include "reports/proof/render.hpp"
#include "theorems/language/claim_file.hpp"

namespace flowcert::reports::proof {

/// The outlines of the file's last check, which must be proved.
inline std::vector<Outline> proofs_in(const theorems::ClaimFile& file, double seconds = 10) {
  proofs::DecideOptions options;
  options.budget_seconds = 20;
  const auto result = proofs::decide(file, options);
  REQUIRE(result.checks.back().verdict.kind() == proofs::VerdictKind::proved);
  return proofs_of(file, result.checks.back(), 50, proofs::Deadline::in(seconds));
}

inline Outline proof_of(const std::string& text) {
  const std::vector<Outline> all = proofs_in(theorems::ClaimFile::parse(text, "inline.toml"));
  REQUIRE(all.size() == 1);
  return all[0];
}

inline std::string joined(const Outline& outline) {
  std::string text;
  for (const std::string& line : text_of(outline, 10'000)) text += line + "\n";
  return text;
}

/// Every number that a line refers to is that of a line before it or around it, and stands for one line only.
inline void check_numbers(const std::vector<Item>& items, std::set<std::size_t>& defined,
                          std::set<std::size_t> visible) {
  const auto refers = [&](const Sentence& sentence) {
    for (const Piece& piece : sentence)
      if (piece.kind == Piece::Kind::reference) CHECK(visible.contains(piece.item));
  };
  for (const Item& item : items) {
    if (item.number != 0) {
      CHECK(defined.insert(item.number).second);
      visible.insert(item.number);
    }
    if (item.goal != 0) CHECK(visible.contains(item.goal));
    CHECK((item.claim.has_value() || item.goal != 0 || !item.reason.empty()));
    refers(item.reason);
    for (const Block& block : item.blocks) {
      refers(block.heading);
      std::set<std::size_t> inside = visible;
      if (block.number != 0) {
        CHECK(defined.insert(block.number).second);
        inside.insert(block.number);
      }
      check_numbers(block.items, defined, inside);
    }
  }
}

inline void check_numbers(const Outline& outline) {
  std::vector<Item> all = outline.assumptions;
  all.insert(all.end(), outline.items.begin(), outline.items.end());
  std::set<std::size_t> defined;
  check_numbers(all, defined, {});
}

}  // namespace flowcert::reports::proof
