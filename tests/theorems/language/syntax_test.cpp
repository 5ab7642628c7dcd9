#include <catch2/catch.hpp>
#include <random>

#include "theorems/language/syntax/expression.hpp"

using namespace flowcert::theorems;

namespace {

ExpressionPtr parsed(const std::string& text) {
  long digits = digits_per_file;
  return parse_expression(plain_text(text), digits);
}

/// Every operation in parentheses, so that a tree is a text.
std::string tree(const Expression& e) {
  const auto list = [](const std::vector<ExpressionPtr>& args, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < args.size(); ++i) text += (i > first ? ", " : "") + tree(*args[i]);
    return text;
  };
  const auto binders = [&] {
    std::string text;
    for (const Binder& b : e.binders)
      text += b.name + (b.range ? ":" : "~") + tree(*b.low) + ":" + tree(*b.high) + ", ";
    return text;
  };
  std::string text;
  switch (e.kind) {
    case Syntax::number:
      return to_text(e.number);
    case Syntax::name:
      return e.name;
    case Syntax::sum_chain:
    case Syntax::product_chain:
      for (std::size_t i = 0; i < e.args.size(); ++i) {
        text += (i > 0 ? std::string(1, e.signs[i]) : "") + tree(*e.args[i]);
      }
      return "(" + text + ")";
    case Syntax::relation_chain:
      for (std::size_t i = 0; i < e.args.size(); ++i) {
        text += (i > 0 ? "?" + std::to_string(static_cast<int>(e.relations[i - 1])) + "?" : "") + tree(*e.args[i]);
      }
      return "{" + text + "}";
    case Syntax::call:
      return e.name + "(" + list(e.args, 0) + ")";
    case Syntax::index:
      return tree(*e.args[0]) + "[" + list(e.args, 1) + "]";
    case Syntax::literal:
      return "[" + list(e.args, 0) + "]";
    default:
      return "<" + std::to_string(static_cast<int>(e.kind)) + " " + binders() + list(e.args, 0) + ">";
  }
}

std::string tree(const std::string& text) {
  return tree(*parsed(text));
}

class RandomExpression {
 public:
  explicit RandomExpression(unsigned seed) : random_(seed) {}

  std::string claim(int depth) {
    if (depth <= 0) return relation(0);
    switch (pick(7)) {
      case 0:
        return "(" + claim(depth - 1) + ") and (" + claim(depth - 1) + ")";
      case 1:
        return "(" + claim(depth - 1) + ") or " + relation(depth - 1);
      case 2:
        return "(" + claim(depth - 1) + ") implies " + claim(depth - 1);
      case 3:
        return "not (" + claim(depth - 1) + ")";
      case 4:
        return "exists(u in (0, " + number(depth - 1) + "], " + claim(depth - 1) + ")";
      case 5:
        return "forall(j in 1..3, v in [0, inf), " + claim(depth - 1) + ")";
      default:
        return relation(depth - 1);
    }
  }

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  std::string relation(int depth) {
    static const char* signs[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " ~ "};
    std::string text = number(depth) + signs[pick(7)] + number(depth);
    if (pick(3) == 0) text += signs[pick(7)] + number(depth);
    return text;
  }

  std::string number(int depth) {
    if (depth <= 0) {
      static const char* leaves[] = {"x", "17", "0.25", "1e-40", "s[k]", "pi", "gf.loss", "1.5e3", "X[1,2]"};
      return leaves[pick(9)];
    }
    switch (pick(9)) {
      case 0:
        return "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
      case 1:
        return "(" + number(depth - 1) + " - " + number(depth - 1) + " + " + number(depth - 1) + ")";
      case 2:
        return "(" + number(depth - 1) + ")*(" + number(depth - 1) + ")/" + number(0);
      case 3:
        return "(-(" + number(depth - 1) + "))";
      case 4:
        return "(" + number(depth - 1) + ")^(" + number(depth - 1) + ")";
      case 5:
        return "exp(" + number(depth - 1) + ")";
      case 6:
        return "sum(i in 1..k, " + number(depth - 1) + ")";
      case 7:
        return "sv([[" + number(depth - 1) + ", 1], [2, 3]])[1]";
      default:
        return "min(" + number(depth - 1) + ", " + number(depth - 1) + ")";
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("precedence is that of the language's contract") {
  const std::pair<const char*, const char*> table[] = {
      {"-x^2", "-(x^2)"},
      {"2^3^2", "2^(3^2)"},
      {"2^-x", "2^(-x)"},
      {"2^-x^2", "2^(-(x^2))"},
      {"-x*y", "(-x)*y"},
      {"a*-b", "a*(-b)"},
      {"a + b*c^d", "a + (b*(c^d))"},
      {"a/b/c", "a/b/c"},
      {"a < b and c < d", "(a < b) and (c < d)"},
      {"not a < b", "not (a < b)"},
      {"not a < b and c < d", "(not (a < b)) and (c < d)"},
      {"a < b or c < d and f < g", "(a < b) or ((c < d) and (f < g))"},
      {"a < b implies c < d implies f < g", "(a < b) implies ((c < d) implies (f < g))"},
      {"a < b or c < d implies f < g", "((a < b) or (c < d)) implies (f < g)"},
      {"-s[1]^2", "-((s[1])^2)"},
      {"1 + 2 == 3 - 0", "(1 + 2) == (3 - 0)"},
  };
  for (const auto& [text, explicit_text] : table) {
    INFO(text);
    CHECK(tree(text) == tree(explicit_text));
  }
  CHECK(tree("a - (b - c)") != tree("a - b - c"));
  CHECK(tree("a/(b*c)") != tree("a/b*c"));
  CHECK(tree("(2^3)^2") != tree("2^3^2"));
  CHECK(tree("(-x)^2") != tree("-x^2"));
}

TEST_CASE("chains keep all their relations") {
  const ExpressionPtr chain = parsed("0 <= x < 1 ~ y");
  REQUIRE(chain->kind == Syntax::relation_chain);
  CHECK(chain->relations == std::vector<Op>{Op::less_equal, Op::less, Op::asymptotic});
}

TEST_CASE("binders: ranges, intervals, several at once") {
  const ExpressionPtr e = parsed("exists(t in (0, T], k in (a + 1)..2*b, forall(y in [-1, inf), x >= y))");
  REQUIRE(e->binders.size() == 2);
  CHECK(e->binders[0].low_open);
  CHECK(!e->binders[0].high_open);
  CHECK(e->binders[1].range);
  CHECK(e->args[0]->kind == Syntax::for_all);
  long digits = digits_per_file;
  const auto binders = parse_binders(plain_text("k in 1..D, t in [0, 2]"), digits);
  REQUIRE(binders.size() == 2);
  CHECK(binders[0].range);
  CHECK(!binders[1].range);
}

TEST_CASE("numbers are exact") {
  CHECK(parsed("0.1")->number == Rational(1, 10));
  CHECK(parsed("007.50")->number == Rational(15, 2));
  CHECK(parsed("1e-40")->number == Rational(Integer(1), Integer(pow(Integer(10), 40))));
  CHECK(parsed("12.5E+2")->number == 1250);
  CHECK(parsed("1e1000000")->kind == Syntax::number);
  CHECK_THROWS_AS(parsed("1e1000001"), LocatedError);
  CHECK_THROWS_AS(parsed("1e99999999999999999999"), LocatedError);
}

TEST_CASE("errors point to the character") {
  const auto where = [](const std::string& text) {
    try {
      (void)parsed(text);
    } catch (const LocatedError& error) {
      return static_cast<long>(error.offset);
    }
    return -1L;
  };
  CHECK(where("1 + ") == 4);
  CHECK(where("(a + b") == 6);
  CHECK(where("a $ b") == 2);
  CHECK(where("2x") == 1);
  CHECK(where("s[1") == 3);
  CHECK(where("a b") == 2);
  CHECK(where("sum(k, 2)") == 4);
  CHECK(where("f()") == 2);
  CHECK(where("a = b") == 2);
  CHECK(where("") == 0);
}

TEST_CASE("nesting is limited, and what is allowed works") {
  CHECK(parsed(std::string(200, '(') + "1" + std::string(200, ')'))->kind == Syntax::number);
  CHECK_THROWS_AS(parsed(std::string(201, '(') + "1" + std::string(201, ')')), LocatedError);
  CHECK_THROWS_AS(parsed(std::string(100000, '-') + "1"), LocatedError);
  CHECK_THROWS_AS(parsed(std::string(100000, '[')), LocatedError);
  std::string tower = "2";
  for (int i = 0; i < 1000; ++i) tower += "^2";
  CHECK_THROWS_AS(parsed(tower), LocatedError);
  std::string chain = "1";
  for (int i = 0; i < 100000; ++i) chain += " + 1";
  CHECK(parsed(chain)->args.size() == 100001);
}

TEST_CASE("printing and parsing again gives the same expression") {
  RandomExpression random(20240611);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random.claim(4);
    const ExpressionPtr first = parsed(text);
    const std::string printed = to_text(*first);
    INFO(text << "\n" << printed);
    REQUIRE(tree(*parsed(printed)) == tree(*first));
    REQUIRE(to_text(*parsed(printed)) == printed);
  }
}
