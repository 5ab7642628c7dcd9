// Recursive descent over CLAIMS.md section 3's grammar:
//   claim    = or_ ['implies' claim | 'iff' or_]       right-associative; a iff b: both imply each other
//   or_      = and_ {'or' and_}
//   and_     = not_ {'and' not_}
//   not_     = 'not' not_ | relation
//   relation = sum {('==' | '!=' | '<' | '<=' | '>' | '>=' | '~') sum}
//   sum      = product {('+' | '-') product}
//   product  = unary {('*' | '/') unary}
//   unary    = '-' unary | power
//   power    = postfix ['^' exponent], exponent = '-' exponent | power    right-associative
//   postfix  = primary {'[' claim {',' claim} ']'}
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "theorems/language/syntax/expression.hpp"
#include "theorems/language/syntax/lexer.hpp"
#include "theorems/language/syntax/number.hpp"
#include "theorems/language/syntax/token_reader.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::array keywords{"and", "or", "not", "implies", "iff", "in", "sum", "prod", "exists", "forall"};

class Parser : private TokenReader {
 public:
  Parser(const SourcedText& text, long& digits_left) : TokenReader(text), digits_left_(digits_left) {}

  ExpressionPtr claim() {
    const Depth guard(*this);
    ExpressionPtr left = disjunct();
    if (at_name("iff")) return equivalence(left);
    if (!at_name("implies")) return left;
    const std::size_t offset = left->offset;
    take();
    return node(Syntax::implies, offset, {left, claim()});
  }

  ExpressionPtr equivalence(const ExpressionPtr& left) {
    constexpr int most = 4;  // each is written twice
    if (++equivalences_ > most) fail(fmt::format("expected at most {} times 'iff' in one claim", most));
    const std::size_t offset = left->offset;
    take();
    const ExpressionPtr right = disjunct();
    return node(Syntax::logical_and, offset,
                {node(Syntax::implies, offset, {left, right}), node(Syntax::implies, offset, {right, left})});
  }

  std::vector<Binder> binders() {
    std::vector<Binder> found;
    do {
      found.push_back(binder());
    } while (accept(","));
    return found;
  }

  Interval interval() {
    Interval found;
    if (!at_sign("[") && !at_sign("("))
      fail(fmt::format("expected an interval such as [0, 1], found {}", found_text()));
    const Token open = take();
    found.low_open = open.text == "(";
    found.low = claim();
    expect(",", "between the ends of the interval");
    found.high = claim();
    if (!at_sign("]") && !at_sign(")")) {
      fail(fmt::format("expected ']' or ')' to close the interval that '{}' opens, found {}", open.text, found_text()));
    }
    found.high_open = take().text == ")";
    return found;
  }

  std::pair<ExpressionPtr, ExpressionPtr> range() {
    ExpressionPtr low = claim();
    expect("..", "between the ends of the range");
    return {low, claim()};
  }

  LimitText limit() {
    const Token variable = plain_name("the limit variable, as in 'eps -> 0'");
    expect("->", fmt::format("after the limit variable '{}'", variable.text));
    return {variable.text, claim()};
  }

  LetHead let_head() {
    LetHead head;
    head.name = plain_name("a name").text;
    head.indexed = at_sign("[");
    head.function = at_sign("(");
    if (!head.indexed && !head.function) return head;
    take();
    do {
      head.arguments.push_back(plain_name("the name of an argument").text);
    } while (accept(","));
    expect(head.indexed ? "]" : ")", "after the arguments");
    return head;
  }

  void finish() {
    if (current().kind == TokenKind::end) return;
    fail(fmt::format("unexpected {}, expected an operator or the end of the text", found_text()));
  }

 private:
  /// Counts nesting; every way into deeper recursion passes one of these.
  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest_nesting + 1) {
        parser_.fail(fmt::format("nested too deeply: at most {} levels are allowed", deepest_nesting));
      }
    }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    ~Depth() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  static ExpressionPtr node(Syntax kind, std::size_t offset, std::vector<ExpressionPtr> args) {
    auto made = std::make_shared<Expression>();
    made->kind = kind;
    made->offset = offset;
    made->args = std::move(args);
    return made;
  }

  template <class Operand>
  ExpressionPtr chain_of_words(std::string_view word, Syntax kind, Operand operand) {
    ExpressionPtr first = operand();
    if (!at_name(word)) return first;
    std::vector<ExpressionPtr> args{first};
    while (at_name(word)) {
      take();
      args.push_back(operand());
    }
    return node(kind, first->offset, std::move(args));
  }

  ExpressionPtr disjunct() {
    return chain_of_words("or", Syntax::logical_or, [&] { return conjunct(); });
  }
  ExpressionPtr conjunct() {
    return chain_of_words("and", Syntax::logical_and, [&] { return negated(); });
  }

  ExpressionPtr negated() {
    if (!at_name("not")) return relation();
    const Depth guard(*this);
    const std::size_t offset = take().offset;
    return node(Syntax::logical_not, offset, {negated()});
  }

  static std::optional<Op> relation_of(const Token& token) {
    if (token.kind != TokenKind::sign) return std::nullopt;
    if (token.text == "==") return Op::equal;
    if (token.text == "!=") return Op::not_equal;
    if (token.text == "<") return Op::less;
    if (token.text == "<=") return Op::less_equal;
    if (token.text == ">") return Op::greater;
    if (token.text == ">=") return Op::greater_equal;
    if (token.text == "~") return Op::asymptotic;
    return std::nullopt;
  }

  ExpressionPtr relation() {
    ExpressionPtr first = sum();
    if (!relation_of(current())) return first;
    auto made = std::make_shared<Expression>();
    made->kind = Syntax::relation_chain;
    made->offset = first->offset;
    made->args.push_back(first);
    while (const auto op = relation_of(current())) {
      take();
      made->relations.push_back(*op);
      made->args.push_back(sum());
    }
    return made;
  }

  template <class Operand>
  ExpressionPtr chain_of_signs(Syntax kind, char plain, char inverse, Operand operand) {
    ExpressionPtr first = operand();
    const auto at_either = [&] {
      return at_sign(std::string_view(&plain, 1)) || at_sign(std::string_view(&inverse, 1));
    };
    if (!at_either()) return first;
    auto made = std::make_shared<Expression>();
    made->kind = kind;
    made->offset = first->offset;
    made->args.push_back(first);
    made->signs.push_back(plain);
    while (at_either()) {
      made->signs.push_back(take().text[0]);
      made->args.push_back(operand());
    }
    return made;
  }

  ExpressionPtr sum() {
    return chain_of_signs(Syntax::sum_chain, '+', '-', [&] { return product(); });
  }
  ExpressionPtr product() {
    return chain_of_signs(Syntax::product_chain, '*', '/', [&] { return unary(); });
  }

  ExpressionPtr unary() {
    if (!at_sign("-")) return power();
    const Depth guard(*this);
    const std::size_t offset = take().offset;
    return node(Syntax::negate, offset, {unary()});
  }

  ExpressionPtr power() {
    ExpressionPtr base = postfix();
    if (!accept("^")) return base;
    const Depth guard(*this);
    const ExpressionPtr exponent = unary();
    const ExpressionPtr& size = exponent->kind == Syntax::negate ? exponent->args[0] : exponent;
    if (size->kind == Syntax::number && size->number > largest_exponent)
      throw LocatedError{size->offset, fmt::format("the exponent is too large: at most {} in size", largest_exponent)};
    return node(Syntax::power, base->offset, {base, exponent});
  }

  ExpressionPtr postfix() {
    ExpressionPtr base = primary();
    int indexed = 0;
    while (at_sign("[")) {
      if (++indexed > 3) fail("indexed too often: at most layer[i][j,k] and the like");
      take();
      std::vector<ExpressionPtr> args{base};
      do {
        args.push_back(claim());
      } while (accept(","));
      expect("]", "after the index");
      base = node(Syntax::index, base->offset, std::move(args));
    }
    return base;
  }

  ExpressionPtr primary() {
    if (current().kind == TokenKind::number) return number();
    if (current().kind == TokenKind::name) return name();
    if (accept("(")) {
      ExpressionPtr inside = claim();
      expect(")", "to close the parenthesis");
      return inside;
    }
    if (at_sign("[")) return literal();
    fail(fmt::format("expected an expression, found {}", found_text()));
  }

  ExpressionPtr number() {
    const Token token = take();
    auto made = std::make_shared<Expression>();
    made->kind = Syntax::number;
    made->offset = token.offset;
    made->number = exact_number(token.text, token.offset, digits_left_);
    return made;
  }

  ExpressionPtr literal() {
    const Depth guard(*this);
    const std::size_t offset = take().offset;
    std::vector<ExpressionPtr> args;
    do {
      args.push_back(claim());
    } while (accept(","));
    expect("]", "to close the list");
    return node(Syntax::literal, offset, std::move(args));
  }

  ExpressionPtr name() {
    if (at_name("sum")) return with_binders(Syntax::sum);
    if (at_name("prod")) return with_binders(Syntax::product);
    if (at_name("forall")) return with_binders(Syntax::for_all);
    if (at_name("exists")) return with_binders(Syntax::exists);
    if (is_keyword(current().text)) fail(fmt::format("expected an expression, found '{}'", current().text));
    const Token token = take();
    auto made = std::make_shared<Expression>();
    made->kind = Syntax::name;
    made->offset = token.offset;
    made->name = token.text;
    if (!accept("(")) return made;
    made->kind = Syntax::call;
    if (at_sign(")")) fail(fmt::format("expected an argument of '{}', found ')'", token.text));
    do {
      made->args.push_back(claim());
    } while (accept(","));
    expect(")", fmt::format("after the arguments of '{}'", token.text));
    return made;
  }

  ExpressionPtr with_binders(Syntax kind) {
    const Token word = take();
    expect("(", fmt::format("after '{}'", word.text));
    auto made = std::make_shared<Expression>();
    made->kind = kind;
    made->offset = word.offset;
    while (at_binder()) {
      made->binders.push_back(binder());
      expect(",", fmt::format("and an expression after the range of '{}'", word.text));
    }
    if (made->binders.empty()) {
      fail(fmt::format("expected a range such as 'k in 1..D' in '{}', found {}", word.text, found_text()));
    }
    made->args.push_back(claim());
    expect(")", fmt::format("to close '{}'", word.text));
    return made;
  }

  Binder binder() {
    Binder made;
    const Token variable = plain_name("a variable, as in 'k in 1..D' or 't in [0, 2]'");
    made.name = variable.text;
    made.offset = variable.offset;
    if (!at_name("in")) fail(fmt::format("expected 'in' after '{}', found {}", made.name, found_text()));
    take();
    if (at_sign("[") || looks_like_open_interval()) {
      Interval ends = interval();
      made.low_open = ends.low_open;
      made.high_open = ends.high_open;
      made.low = std::move(ends.low);
      made.high = std::move(ends.high);
      return made;
    }
    made.range = true;
    made.low = claim();
    expect("..", fmt::format("in the range of '{}', or an interval such as [0, 1]", made.name));
    made.high = claim();
    return made;
  }

  long& digits_left_;
  int depth_ = 0, equivalences_ = 0;
};

template <class Read>
auto whole(const SourcedText& text, long& digits_left, Read read) {
  Parser parser(text, digits_left);
  auto found = read(parser);
  parser.finish();
  return found;
}

}  // namespace

bool is_keyword(const std::string& word) {
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

ExpressionPtr parse_expression(const SourcedText& text, long& digits_left) {
  return whole(text, digits_left, [](Parser& parser) { return parser.claim(); });
}
std::vector<Binder> parse_binders(const SourcedText& text, long& digits_left) {
  return whole(text, digits_left, [](Parser& parser) { return parser.binders(); });
}
Interval parse_interval(const SourcedText& text, long& digits_left) {
  return whole(text, digits_left, [](Parser& parser) { return parser.interval(); });
}
std::pair<ExpressionPtr, ExpressionPtr> parse_range(const SourcedText& text, long& digits_left) {
  return whole(text, digits_left, [](Parser& parser) { return parser.range(); });
}
LimitText parse_limit(const SourcedText& text, long& digits_left) {
  return whole(text, digits_left, [](Parser& parser) { return parser.limit(); });
}
LetHead parse_let_head(const SourcedText& text) {
  long no_digits = 0;
  return whole(text, no_digits, [](Parser& parser) { return parser.let_head(); });
}

}  // namespace flowcert::theorems
