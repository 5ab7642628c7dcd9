// Vectors whose length stays symbolic: an entry is a variable named after its index, a sum over all entries a term of
// its own. The index that a sum or a quantifier runs over is always called "#".
#include <algorithm>

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

namespace {

constexpr const char* class_index = "#";

/// c of "p[c]"; a name without an index is its own.
std::string index_of(const std::string& name) {
  const std::size_t bracket = name.find('[');
  return bracket == std::string::npos ? name : name.substr(bracket + 1, name.size() - bracket - 2);
}

}  // namespace

std::optional<Term> Evaluator::symbolic_length(const ParameterSyntax& syntax) {
  const bool vector = syntax.kind == ParameterSyntax::Kind::any && syntax.size != nullptr &&
                      syntax.domain == ParameterSyntax::Domain::real;
  if (!choices_.classes_stay || !vector) return std::nullopt;
  const Term length = scalar(*syntax.size, nullptr);
  if (!length.is_variable()) return std::nullopt;
  return length;
}

/// The first symbolic vector says how many classes there are; vectors of another length stay without a method.
void Evaluator::find_classes() {
  for (const ParameterSyntax& syntax : model_.parameters) {
    if (classes_) return;
    classes_ = symbolic_length(syntax);
  }
}

bool Evaluator::runs_over_classes(const Binder& binder, const Scope* scope) {
  if (!classes_ || !binder.range || binder.name == "n") return false;
  return scalar(*binder.low, scope).is_number(1) && scalar(*binder.high, scope) == *classes_;
}

/// sum, product, forall or exists over the classes. All indices have the same name in the end, so inside one such term
/// another may stand only if it does not mention the outer index: while the body is expanded every index has a name of
/// its own, wherever it comes from (also as the argument of a definition).
Term Evaluator::over_classes(Op op, const Binder& binder, const Scope* scope,
                             const std::function<Term(const Scope*)>& body) {
  const Term index = stand_in(class_index);
  class_indices_.insert(index.name());
  const Scope inner{scope, binder.name, scalar_value(index)};
  TermNode node;
  node.op = op;
  node.name = class_index;
  node.integer_range = op == Op::for_all || op == Op::exists;
  Term inside = body(&inner);
  const std::string& own = index.name();
  for (const std::string& name : free_variables(inside)) {
    const std::string at = index_of(name);
    if (at == own) {
      std::string final_name = name;
      final_name.replace(name.rfind(own), own.size(), class_index);
      inside = renamed(inside, name, final_name);
    } else if (at.starts_with(class_index) && at != class_index) {
      throw NeedsSize{{classes_->name()}, binder.offset};
    }
  }
  node.args = {Term(1), *classes_, std::move(inside)};
  return factory_.make(std::move(node));
}

/// p[c] for a vector of symbolic length; nothing for other values.
std::optional<Value> Evaluator::class_entry(const Expression& e, const Scope* scope) {
  const Expression& base = *e.args[0];
  if (!classes_ || base.kind != Syntax::name || is_index_bound(base, scope)) return std::nullopt;
  const auto parameter = parameters_.find(base.name);
  if (parameter == parameters_.end()) return std::nullopt;
  const auto length = symbolic_length(*parameter->second);
  if (!length) return std::nullopt;
  const NeedsSize unsupported{{length->name()}, e.offset};
  if (*length != *classes_ || e.args.size() != 2) throw unsupported;
  const Term index = scalar(*e.args[1], scope);
  // Only the first entry is there whatever the length, and those at indices that run over the classes.
  if (!index.is_number(1) && !(index.is_variable() && class_indices_.count(index.name()) > 0)) throw unsupported;
  return scalar_value(factory_.variable(base.name + "[" + to_text(index) + "]"));
}

Term Evaluator::class_reduction(const Expression& e, const Scope* scope) {
  const Binder& binder = e.binders[0];
  if (e.binders.size() != 1) throw NeedsSize{{classes_->name()}, binder.offset};
  const Op op = e.kind == Syntax::sum ? Op::symbolic_sum : Op::symbolic_product;
  return over_classes(op, binder, scope, [&](const Scope* inner) { return scalar(*e.args[0], inner); });
}

Term Evaluator::class_quantifier(const Expression& e, std::size_t binder, const Scope* scope) {
  const Binder& bound = e.binders[binder];
  const Op op = e.kind == Syntax::for_all ? Op::for_all : Op::exists;
  return over_classes(op, bound, scope, [&](const Scope* inner) { return quantifier(e, binder + 1, inner); });
}

}  // namespace flowcert::theorems
