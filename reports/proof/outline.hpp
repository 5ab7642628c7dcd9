#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// A proof as it is read: plain data that is saved with the results, and that every view is made from.
namespace flowcert::reports::proof {

/// A formula in both notations in which it is shown.
struct Formula {
  std::string text;   // in the words of the claim language, with = for equality
  std::string latex;  // for mathematics mode
  friend bool operator==(const Formula&, const Formula&) = default;
};

/// A part of a sentence: words, a formula, or the number of an item that the sentence refers to.
struct Piece {
  enum class Kind { words, formula, reference } kind = Kind::words;
  std::string words;
  Formula formula;
  std::size_t item = 0;
  friend bool operator==(const Piece&, const Piece&) = default;
};
using Sentence = std::vector<Piece>;

struct Block;

/// One line of the argument: what is stated, why, and the parts that the reason falls into.
struct Item {
  std::size_t number = 0;  // 0: nothing refers to it
  std::size_t goal = 0;    // instead of a claim: the number of the item whose claim is shown here
  std::optional<Formula> claim;
  Sentence predicate;  // what is said of the claim's formula, or without one: " is the solution"
  Sentence reason;
  std::vector<Block> blocks;
  friend bool operator==(const Item&, const Item&) = default;
};

/// A case, or what follows from an assumption.
struct Block {
  std::size_t number = 0;  // of the assumption; 0 if nothing refers to it
  Sentence heading;
  std::vector<Item> items;
  friend bool operator==(const Block&, const Block&) = default;
};

/// The proof of one claim.
struct Outline {
  Formula claim;                    // what is shown
  std::string title;                // which choice of the claim's parameters and indices this is; may be empty
  Sentence variables;               // "Let x and y be real numbers with x > 0."
  Sentence motion;                  // "Let (x, y) be a solution, for t in [0, T], of"; empty if nothing moves
  std::vector<Item> equations;      // which it solves, with its start
  std::vector<Item> assumptions;    // hypotheses that the argument refers to by number, steps of the file by name
  std::vector<Item> abbreviations;  // names that the file gives to expressions
  std::vector<Item> items;
  std::string remark;  // what is left out, and what the argument rests on besides its steps
  friend bool operator==(const Outline&, const Outline&) = default;
};

[[nodiscard]] inline Piece words(std::string text) {
  return {Piece::Kind::words, std::move(text), {}, 0};
}
[[nodiscard]] inline Piece shown(Formula formula) {
  return {Piece::Kind::formula, "", std::move(formula), 0};
}
[[nodiscard]] inline Piece reference(std::size_t item) {
  return {Piece::Kind::reference, "", {}, item};
}
inline void append(Sentence& sentence, const Sentence& more) {
  sentence.insert(sentence.end(), more.begin(), more.end());
}

/// "a", "a and b", "a, b and c".
[[nodiscard]] Sentence listed(const std::vector<Sentence>& parts);

/// Lines of the argument, those of blocks and their headings included.
[[nodiscard]] std::size_t line_count(const std::vector<Item>& items);

/// Visits every formula in its order.
void each_formula(const Outline& outline, const std::function<void(const Formula&)>& visit);

}  // namespace flowcert::reports::proof
