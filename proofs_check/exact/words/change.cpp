// Derivation along the flow, and values at its start: both letter by letter.
#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

namespace {

using Kind = NumberFacts::Kind;

}  // namespace

WordSum Algebra::derivative(const WordSum& a) {
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : a.parts) {
    add_part(result, word, derivative(coefficient));
    for (std::size_t k = 0; k < word.size(); ++k) {
      const LetterFacts& facts = letters_[number_of(word[k])];
      if (facts.constant) continue;
      if (!facts.derivative) throw GiveUp{"how " + facts.name + " changes along the flow is not known"};
      const WordSum change = is_transposed(word[k]) ? transpose(*facts.derivative) : *facts.derivative;
      const auto at = word.begin() + static_cast<std::ptrdiff_t>(k);
      for (const auto& [middle, factor] : change.parts) {
        const Word before(word.begin(), at);
        const Word after(at + 1, word.end());
        add_part(result, concatenated(concatenated(before, middle), after), exact::multiply(coefficient, factor));
      }
    }
  }
  return result;
}

Poly Algebra::derivative(const Poly& p) {
  Poly result = 0;
  for (const Symbol& symbol : symbols_of(p)) {
    const NumberFacts facts = *facts_of(symbol);
    if (facts.kind == Kind::parameter) continue;
    Poly change = 1;
    if (facts.kind == Kind::trace) {
      WordSum one = zero(rows_of(facts.word.front()), rows_of(facts.word.front()));
      one.parts.emplace(facts.word, 1);
      change = trace(derivative(one));
    } else if (facts.kind != Kind::time) {
      throw GiveUp{"how " + facts.name + " changes along the flow is not known"};
    }
    result += exact::multiply(p.diff(GiNaC::ex_to<GiNaC::symbol>(symbol)).expand(), change);
  }
  return result.expand();
}

Word Algebra::start_of(const Word& word) const {
  Word result;
  for (const Letter letter : word) {
    const LetterFacts& facts = letters_[number_of(letter)];
    if (facts.constant) {
      result.push_back(letter);
    } else if (facts.start) {
      result.push_back(static_cast<Letter>(2 * *facts.start) + (is_transposed(letter) ? 1 : 0));
    } else {
      throw GiveUp{"what " + facts.name + " is at the start is not known"};
    }
  }
  return result;
}

WordSum Algebra::at_start(const WordSum& a) {
  WordSum result = zero(a.rows, a.columns);
  for (const auto& [word, coefficient] : a.parts) add_part(result, start_of(word), at_start(coefficient));
  return result;
}

Poly Algebra::at_start(const Poly& p) {
  GiNaC::exmap values;
  for (const Symbol& symbol : symbols_of(p)) {
    const NumberFacts facts = *facts_of(symbol);
    if (facts.kind == Kind::parameter) continue;
    if (facts.kind == Kind::time) {
      values[symbol] = 0;
    } else if (facts.kind == Kind::trace) {
      values[symbol] = trace(start_of(facts.word), rows_of(facts.word.front()));
    } else if (facts.kind == Kind::norm) {
      values[symbol] = norm(at_start(facts.of));
    } else {
      throw GiveUp{"what " + facts.name + " is at the start is not known"};
    }
  }
  return p.subs(values).expand();
}

}  // namespace flowcert::proofs::exact::words
