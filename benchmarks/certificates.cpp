// How many of the questions in a file get a certificate, how long that takes, and which do not. The file: for each
// question a line "Q seconds means", lines "F signs polynomial" and "I signs polynomial | signs polynomial", and "E";
// signs are bits (1 negative, 2 zero, 4 positive), a polynomial is "coefficient atom^exponent ... ; ...".

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "proofs_check/certificates/find_refutation.hpp"
#include "proofs_check/certificates/reasoning.hpp"

using namespace flowcert::proofs::certificates;
using flowcert::proofs::Deadline;

namespace {

Polynomial polynomial_of_text(const std::string& text) {
  Polynomial result;
  std::istringstream words(text);
  std::string word;
  Monomial monomial;
  Rational coefficient = 0;
  const auto finish = [&] {
    std::sort(monomial.begin(), monomial.end());
    result.add(monomial, coefficient);
    monomial.clear();
    coefficient = 0;
  };
  while (words >> word) {
    if (word == ";") {
      finish();
    } else if (const auto caret = word.find('^'); caret != std::string::npos) {
      monomial.emplace_back(std::stoul(word.substr(0, caret)), std::stoul(word.substr(caret + 1)));
    } else {
      coefficient = Rational(word);
    }
  }
  finish();
  return result;
}

std::optional<KnownFact> fact_of_text(const std::string& text) {
  const auto signs = static_cast<Signs>(text.at(0) - '0');
  if (signs == any || signs == 0) return std::nullopt;
  return fact_of(polynomial_of_text(text.substr(2)), signs);
}

struct Question {
  std::string means, text;
  std::vector<KnownFact> facts;
  std::vector<KnownImplication> implications;
};

std::vector<Question> questions_in(const char* path) {
  std::vector<Question> result;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line[0] == 'Q') {
      result.push_back({line.substr(line.find(' ', 2) + 1), "", {}, {}});
    } else if (line[0] == 'F') {
      if (auto fact = fact_of_text(line.substr(2))) result.back().facts.push_back(*fact);
    } else if (line[0] == 'I') {
      const auto bar = line.find(" | ");
      const auto premise = fact_of_text(line.substr(2, bar - 2)), conclusion = fact_of_text(line.substr(bar + 3));
      if (premise && conclusion) result.back().implications.push_back({*premise, *conclusion});
    }
    if (line[0] != 'Q' && line[0] != 'E') result.back().text += line + "\n";
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 2 ? std::stod(argv[2]) : 0.5;
  const std::string only = argc > 3 ? argv[3] : "";
  struct Count {
    int found = 0, all = 0;
    double time = 0, longest = 0;
  };
  std::map<std::string, Count> counts;
  std::size_t number = 0;
  for (const Question& question : questions_in(argv[1])) {
    ++number;
    if (!only.empty() && question.means.find(only) == std::string::npos && only != std::to_string(number)) continue;
    const Deadline deadline = Deadline::in(seconds);
    const std::clock_t before = std::clock();
    const bool found = find_refutation(question.facts, question.implications, deadline).has_value();
    const double time = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    Count& count = counts[question.means];
    ++count.all;
    count.found += found ? 1 : 0;
    count.time += time;
    count.longest = std::max(count.longest, time);
    if (!found || time > 0.3)
      fmt::print("{} {} {:.3f} s: {}\n{}", found ? "slow" : "OPEN", number, time, question.means,
                 found ? "" : question.text);
  }
  for (const auto& [means, count] : counts)
    fmt::print("{}: {} of {}, {:.2f} s, longest {:.2f} s\n", means, count.found, count.all, count.time, count.longest);
  return 0;
}
