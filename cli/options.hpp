#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/language/problem.hpp"

namespace flowcert::cli {

/// What the command line says, for every command.
struct Options {
  std::vector<std::string> words;  // FILE|DIR..., PATTERN..., ID, NAME, RESULT.json...
  std::string json;                // file, "-" or ""
  std::string report;              // folder or ""
  std::filesystem::path catalogue;
  int digits = 50;
  double budget_seconds = 60;
  int jobs = 1;
  theorems::Method method = theorems::Method::automatic;
  bool quiet = false;
  bool no_colour = false;
  bool by_paper = false;
  bool proof = false;
  bool latex = false;       // show --proof as LaTeX
  std::string certificate;  // file for the proofs' steps, or ""
  std::string proof_dir;    // folder for the solver's queries, or ""
  // simulate
  std::string times, csv;
  bool initial = false;
};

/// Seconds that may go into the reasons of a claim's steps, for the proofs to be told: all that a proof is shown for,
/// and little of a report, which tells what it finds no reason for as taken on trust.
[[nodiscard]] double seconds_for_proofs(const Options& options);

[[nodiscard]] std::string to_text(theorems::Method method);  // as --method has it

}  // namespace flowcert::cli
