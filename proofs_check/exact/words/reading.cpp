#include "proofs_check/exact/words/reading.hpp"

namespace flowcert::proofs::exact::words {

using theorems::MatrixOp;

namespace {

/// Rules may hold at one time only, or need completion: while terms are read they are left alone.
class WithoutRules {
 public:
  explicit WithoutRules(Algebra& algebra) : algebra_(algebra), before_(algebra.use_rules) { algebra.use_rules = false; }
  WithoutRules(const WithoutRules&) = delete;
  WithoutRules& operator=(const WithoutRules&) = delete;
  ~WithoutRules() { algebra_.use_rules = before_; }

 private:
  Algebra& algebra_;
  bool before_;
};

}  // namespace

WordSum Reading::matrix(const MatrixTerm& term) {
  algebra.proof().check_time();
  const WithoutRules raw(algebra);
  switch (term.op()) {
    case MatrixOp::letter: {
      const auto letter = algebra.find_letter(term.name());
      if (!letter) throw GiveUp{"an unknown matrix " + term.name()};
      return algebra.of_letter(*letter);
    }
    case MatrixOp::identity:
      return Algebra::identity(term.rows());
    case MatrixOp::zero:
      return Algebra::zero(term.rows(), term.columns());
    case MatrixOp::layer:
    case MatrixOp::gradient:
      for (const FlowLetters::Layer& layer : flow.value().layers) {
        if (!(layer.index == term.index())) continue;
        return term.op() == MatrixOp::layer ? algebra.of_letter(layer.letter) : layer.gradient;
      }
      throw GiveUp{"a layer that is not followed"};
    case MatrixOp::network:
      return flow.value().network;
    case MatrixOp::residual:
      return flow.value().residual;
    case MatrixOp::add: {
      WordSum sum = matrix(term.arg(0));
      for (std::size_t k = 1; k < term.args().size(); ++k) sum = algebra.add(sum, matrix(term.arg(k)));
      return sum;
    }
    case MatrixOp::multiply: {
      std::optional<WordSum> product;
      Poly factor = 1;
      for (const MatrixTerm& arg : term.args()) {
        if (arg.is_number()) {
          factor = exact::multiply(factor, number(arg));
        } else {
          product = product ? algebra.multiply(*product, matrix(arg)) : matrix(arg);
        }
      }
      return algebra.scale(product.value(), factor);
    }
    case MatrixOp::divide:
      return algebra.scale(matrix(term.arg(0)), algebra.inverse(number(term.arg(1))));
    case MatrixOp::power: {
      const WordSum base = matrix(term.arg(0));
      WordSum product = base;
      for (long k = 1; k < term.exponent(); ++k) product = algebra.multiply(product, base);
      return product;
    }
    case MatrixOp::transpose:
      return algebra.transpose(matrix(term.arg(0)));
    case MatrixOp::ddt:
      if (!flow) throw GiveUp{"a derivative without a flow"};
      return algebra.derivative(matrix(term.arg(0)));
    case MatrixOp::initial:
      if (!flow) throw GiveUp{"a start without a flow"};
      return algebra.at_start(matrix(term.arg(0)));
    case MatrixOp::square_root:
      return square_root(term);
    case MatrixOp::polar: {
      const Decomposition parts = decompose(term.arg(0));
      return algebra.multiply(algebra.of_letter(parts.left), algebra.transpose(algebra.of_letter(parts.right)));
    }
    default:
      throw GiveUp{"a number where a matrix is expected"};
  }
}

Poly Reading::number(const MatrixTerm& term) {
  algebra.proof().check_time();
  const WithoutRules raw(algebra);
  switch (term.op()) {
    case MatrixOp::scalar:
      return algebra.number(term.scalar());
    case MatrixOp::loss: {
      const WordSum& residual = flow.value().residual;
      const Poly square = algebra.trace(algebra.multiply(algebra.transpose(residual), residual));
      return (square / 2).expand();
    }
    case MatrixOp::add: {
      Poly sum = 0;
      for (const MatrixTerm& arg : term.args()) sum += number(arg);
      return sum.expand();
    }
    case MatrixOp::multiply: {
      Poly product = 1;
      for (const MatrixTerm& arg : term.args()) product = exact::multiply(product, number(arg));
      return product;
    }
    case MatrixOp::divide:
      return exact::multiply(number(term.arg(0)), algebra.inverse(number(term.arg(1))));
    case MatrixOp::power: {
      const Poly base = number(term.arg(0));
      const long k = term.exponent();
      if (k > 0) return exact::power(base, static_cast<unsigned long>(k));
      const Poly inverted = algebra.inverse(base);
      return k == 0 ? Poly(1) : exact::power(inverted, static_cast<unsigned long>(-k));
    }
    case MatrixOp::ddt:
      if (!flow) throw GiveUp{"a derivative without a flow"};
      return algebra.derivative(number(term.arg(0)));
    case MatrixOp::initial:
      if (!flow) throw GiveUp{"a start without a flow"};
      return algebra.at_start(number(term.arg(0)));
    case MatrixOp::trace:
      return algebra.trace(matrix(term.arg(0)));
    case MatrixOp::norm:
      return algebra.norm(matrix(term.arg(0)));
    case MatrixOp::nuclear_norm: {
      const Decomposition parts = decompose(term.arg(0));
      const Poly sum = algebra.trace(algebra.of_letter(parts.middle));
      // Its lemmas need it under its own name as well.
      const Poly named = algebra.norm_like(NumberFacts::Kind::nuclear, matrix(term.arg(0)), "nuclear");
      if (!named.is_zero()) algebra.substitute_number(Symbol(named), sum);
      return sum;
    }
    case MatrixOp::operator_norm:
      return algebra.norm_like(NumberFacts::Kind::operator_norm, matrix(term.arg(0)), "opnorm");
    default:
      throw GiveUp{"a matrix where a number is expected"};
  }
}

}  // namespace flowcert::proofs::exact::words
