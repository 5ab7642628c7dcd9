#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/kernel/step.hpp"
#include "proofs_check/verdict.hpp"

namespace flowcert::proofs {

/// One method's go at a check.
struct Attempt {
  std::string method;   // "identity", "real arithmetic", "ball subdivision", "taylor + bulirsch-stoer", ...
  std::string outcome;  // "proved", "certified", "confirmed", "refuted", "gave up", "does not apply"
  std::string reason;
  double seconds = 0;
};

/// Numbers as they go into the report: exact text (rational, or ball "[m +/- r]").
struct NamedValue {
  std::string name;
  std::string value;
};

struct Series {
  std::string name;
  std::vector<double> x, y;  // y on a log axis: log10 of the value is stored, so that 1e-5000 fits
  bool log10_y = false;
};

/// What a figure is drawn from, and nothing else.
struct FigureData {
  std::string kind;  // "trajectory", "error", "slack", "drift", "convergence"
  std::string title, x_label, y_label;
  std::vector<Series> series;
};

/// The steps of a proof of one of a check's ground claims: of problem `problem`, and there of the check's claim `claim`.
struct Derivation {
  std::size_t problem = 0, claim = 0;
  kernel::StepPtr root;
};

/// What became of one [[check]] or [[step]].
struct CheckResult {
  std::string name, claim, for_text, limit_text;
  bool is_step = false;
  Verdict verdict;
  std::string method;      // of the attempt that decided it
  std::string backend;     // "GiNaC", "Z3 4.8.12", "Arb", "MPFR Taylor + Bulirsch-Stoer", ...
  int digits = 50;         // asked for
  std::string resolution;  // "1e-44" or ""
  std::string margin;      // inequality: least slack found, with where, or ""
  std::vector<NamedValue> witness;
  std::vector<Attempt> tried;
  std::vector<std::string> proof;  // the trail: one line per step, with who settled it
  std::vector<std::string>
      queries;  // of the proof, in SMT-LIB: each must be unsatisfiable; another solver can repeat them
  std::vector<Derivation> derivations;
  std::vector<std::string> uses;
  std::string message;
  std::vector<FigureData> figures;
};

}  // namespace flowcert::proofs
