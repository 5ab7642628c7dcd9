#include "proofs_check/exact/words/example.hpp"

#include <fmt/format.h>

#include <set>

namespace flowcert::proofs::exact::words {

namespace {

using theorems::FreeParameter;
using theorems::MatrixClaim;

constexpr long most_instances = 60'000;

/// Matrices that many hypotheses have solutions among: zero, the identity (or its first rows or columns), ones in the
/// last rows or columns, all ones, a single one.
enum class Pattern { zero, identity, last, one, ones, last_pattern };

Entries pattern(Pattern kind, std::size_t rows, std::size_t columns) {
  Entries result{rows, columns, std::vector<Rational>(rows * columns, Rational(kind == Pattern::ones ? 1 : 0))};
  const auto set = [&](std::size_t i, std::size_t j) { result.values[i * columns + j] = 1; };
  if (kind == Pattern::one) set(0, 0);
  for (std::size_t k = 0; k < std::min(rows, columns); ++k) {
    if (kind == Pattern::identity) set(k, k);
    if (kind == Pattern::last) set(rows - 1 - k, columns - 1 - k);
  }
  return result;
}

class Search {
 public:
  Search(const MatrixClaim& claim, const NumberHypotheses& numbers, const Deadline& deadline)
      : claim_(claim), numbers_(numbers), deadline_(deadline) {
    std::set<std::string> sizes;
    for (const theorems::MatrixParameter& matrix : claim.matrices) {
      for (const std::string& name : free_variables(matrix.rows)) sizes.insert(name);
      for (const std::string& name : free_variables(matrix.columns)) sizes.insert(name);
    }
    for (const FreeParameter& parameter : numbers.parameters) {
      if (!sizes.contains(parameter.name)) others_.push_back(parameter.name);
    }
    sizes_.assign(sizes.begin(), sizes.end());
  }

  std::optional<std::string> run() { return choose_size(0); }

 private:
  // Larger sizes have more room for what is orthogonal; smaller ones are cheaper: 2 first, then 3, 1.
  std::optional<std::string> choose_size(std::size_t k) {
    if (k == sizes_.size()) return choose_numbers();
    for (const long value : {2, 3, 1}) {
      instance_.numbers[sizes_[k]] = theorems::Term(Rational(value));
      if (auto found = choose_size(k + 1)) return found;
      if (tired()) break;
    }
    return std::nullopt;
  }

  std::optional<std::string> choose_numbers() {
    for (const Rational& value : {Rational(1), Rational(1, 2), Rational(2), Rational(0), Rational(3), Rational(-1)}) {
      for (const std::string& name : others_) instance_.numbers[name] = theorems::Term(value);
      ++tried_;
      bool possible = true;
      for (const theorems::Term& hypothesis : numbers_.hypotheses) {
        const auto holds = instance_.holds(hypothesis);
        possible = possible && holds && *holds;
      }
      if (!possible) continue;
      if (auto found = choose_matrix(0)) return found;
      if (tired() || others_.empty()) break;
    }
    return std::nullopt;
  }

  std::optional<std::string> choose_matrix(std::size_t k) {
    if (k == claim_.matrices.size()) return check();
    const theorems::MatrixParameter& matrix = claim_.matrices[k];
    const auto rows = instance_.evaluate(matrix.rows);
    const auto columns = instance_.evaluate(matrix.columns);
    if (!rows || !columns || *rows < 1 || *columns < 1) return std::nullopt;
    for (int p = 0; p < static_cast<int>(Pattern::last_pattern); ++p) {
      instance_.matrices[matrix.name] = pattern(static_cast<Pattern>(p), numerator(*rows).convert_to<std::size_t>(),
                                                numerator(*columns).convert_to<std::size_t>());
      if (auto found = choose_matrix(k + 1)) return found;
      if (tired()) break;
    }
    return std::nullopt;
  }

  std::optional<std::string> check() {
    ++tried_;
    for (const theorems::MatrixStatement& hypothesis : claim_.hypotheses) {
      const auto holds = instance_.holds(hypothesis);
      if (!holds || !*holds) return std::nullopt;
    }
    std::string text;
    for (const std::string& size : sizes_) {
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", size, theorems::to_text(instance_.numbers.at(size)));
    }
    return "the hypotheses are satisfied by matrices of zeros and ones at " + text;
  }

  [[nodiscard]] bool tired() const { return tried_ > most_instances || deadline_.passed(); }

  const MatrixClaim& claim_;
  const NumberHypotheses& numbers_;
  Deadline deadline_;
  std::vector<std::string> sizes_, others_;
  Instance instance_;
  long tried_ = 0;
};

}  // namespace

std::string example_of_hypotheses(const MatrixClaim& claim, const NumberHypotheses& numbers, const Deadline& deadline) {
  for (const theorems::MatrixParameter& matrix : claim.matrices) {
    if (matrix.restricted) throw GiveUp{"hypotheses about matrices whose entries are given or bounded"};
  }
  auto found = Search(claim, numbers, deadline).run();
  if (!found) throw GiveUp{"no example was found that satisfies the hypotheses"};
  return *found;
}

}  // namespace flowcert::proofs::exact::words
