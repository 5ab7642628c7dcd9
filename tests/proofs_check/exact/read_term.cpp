#include "tests/proofs_check/exact/read_term.hpp"

#include <cctype>
#include <map>
#include <sstream>
#include <stdexcept>

#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::test {

namespace {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  Term whole() {
    const Term result = implication();
    space();
    if (at_ != text_.size()) fail();
    return result;
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error("cannot read '" + text_ + "' at " + std::to_string(at_)); }
  void space() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(const std::string& token) {
    space();
    if (text_.compare(at_, token.size(), token) != 0) return false;
    const bool word = std::isalpha(static_cast<unsigned char>(token[0])) != 0;
    const std::size_t end = at_ + token.size();
    if (word && end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) || text_[end] == '_'))
      return false;
    at_ = end;
    return true;
  }
  Term implication() {
    Term left = disjunction();
    return take("implies") ? theorems::apply(Op::implies, {left, implication()}) : left;
  }
  Term disjunction() {
    std::vector<Term> parts{conjunction()};
    while (take("or")) parts.push_back(conjunction());
    return parts.size() == 1 ? parts[0] : theorems::disjunction(parts);
  }
  Term conjunction() {
    std::vector<Term> parts{negation()};
    while (take("and")) parts.push_back(negation());
    return parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
  }
  Term negation() { return take("not") ? theorems::negation(negation()) : comparison(); }
  Term comparison() {
    static const std::vector<std::pair<std::string, Op>> relations{{"==", Op::equal},         {"!=", Op::not_equal},
                                                                   {"<=", Op::less_equal},    {"<", Op::less},
                                                                   {">=", Op::greater_equal}, {">", Op::greater}};
    Term left = sum();
    for (const auto& [token, op] : relations)
      if (take(token)) return relation(op, left, sum());
    return left;
  }
  Term sum() {
    Term result = product();
    for (;;) {
      if (take("+")) {
        result = result + product();
      } else if (take("-")) {
        result = result - product();
      } else {
        return result;
      }
    }
  }
  Term product() {
    Term result = unary();
    for (;;) {
      if (take("*")) {
        result = result * unary();
      } else if (take("/")) {
        result = result / unary();
      } else {
        return result;
      }
    }
  }
  Term unary() { return take("-") ? -unary() : power(); }
  Term power() {
    const Term base = atom();
    return take("^") ? theorems::pow(base, unary()) : base;
  }
  Term atom() {
    space();
    if (take("(")) {
      const Term result = implication();
      if (!take(")")) fail();
      return result;
    }
    if (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_]))) return number();
    std::string name;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_'))
      name += text_[at_++];
    if (name.empty()) fail();
    if (name == "pi") return theorems::constant(Op::pi);
    if (name == "e") return theorems::constant(Op::euler);
    if (name == "inf") return theorems::constant(Op::infinity);
    if (!take("(")) return theorems::variable(name);
    std::vector<Term> args{implication()};
    while (take(",")) args.push_back(implication());
    if (!take(")")) fail();
    return call(name, std::move(args));
  }
  Term call(const std::string& name, std::vector<Term> args) {
    static const std::map<std::string, Op> others{
        {"min", Op::min}, {"max", Op::max}, {"ddt", Op::ddt}, {"at", Op::at}};
    if (name == "initial") return theorems::apply(Op::at, {args[0], Term(0)});
    if (const auto function = theorems::function_named(name)) return theorems::apply(*function, std::move(args));
    const auto found = others.find(name);
    if (found == others.end()) fail();
    return theorems::apply(found->second, std::move(args));
  }
  Term number() {
    std::string digits;
    long shift = 0;
    bool point = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '.') {
        point = true;
      } else if (std::isdigit(static_cast<unsigned char>(c))) {
        digits += c;
        shift -= point ? 1 : 0;
      } else {
        break;
      }
    }
    if (at_ + 1 < text_.size() && text_[at_] == 'e' &&
        (text_[at_ + 1] == '-' || std::isdigit(static_cast<unsigned char>(text_[at_ + 1])))) {
      std::size_t used = 0;
      shift += std::stol(text_.substr(at_ + 1), &used);
      at_ += 1 + used;
    }
    const theorems::Integer scale = pow(theorems::Integer(10), static_cast<unsigned>(std::abs(shift)));
    const std::size_t first = digits.find_first_not_of('0');
    const theorems::Integer value(first == std::string::npos ? "0" : digits.substr(first));
    return shift < 0 ? Term(Rational(value, scale)) : Term(Rational(theorems::Integer(value * scale)));
  }

  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

theorems::Term read_term(const std::string& text) {
  return Reader(text).whole();
}

std::vector<theorems::FreeParameter> read_variables(const std::string& names) {
  std::vector<theorems::FreeParameter> result;
  std::istringstream in(names);
  bool integer = false;
  for (std::string word; in >> word;) {
    if (word == "integer") {
      integer = true;
      continue;
    }
    theorems::FreeParameter variable;
    variable.name = word;
    variable.integer = integer;
    result.push_back(variable);
  }
  return result;
}

std::vector<theorems::Term> read_hypotheses(const std::string& text) {
  std::vector<theorems::Term> result;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ';');) result.push_back(read_term(part));
  return result;
}

ExactOutcome prove(const std::string& variables, const std::string& hypotheses, const std::string& claim,
                   double seconds) {
  return prove_formula({read_variables(variables), read_hypotheses(hypotheses), read_term(claim)},
                       Deadline::in(seconds));
}

}  // namespace flowcert::proofs::test
