// Vectors whose length stays symbolic: an entry is a variable named after its index, a sum over all entries a term of
// its own. The index that a sum or a quantifier runs over is always called "#".
#include <algorithm>

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

namespace {

constexpr const char* class_index = "#";

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

/// A sum over the classes inside another would give both indices the same name.
void Evaluator::require_class_index_free(const Binder& binder, const Scope* scope) {
  for (const Scope* s = scope; s != nullptr; s = s->outer) {
    const bool taken = s->value.is_scalar() && s->value.term() == variable(class_index);
    if (taken) throw NeedsSize{{classes_->name()}, binder.offset};
  }
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
  const auto is_bound = [&] {
    for (const Scope* s = scope; s != nullptr; s = s->outer)
      if (s->value.is_scalar() && s->value.term() == index) return true;
    return false;
  };
  // Only the first entry is there whatever the length.
  if (!index.is_number(1) && !(index.is_variable() && is_bound())) throw unsupported;
  return scalar_value(factory_.variable(base.name + "[" + to_text(index) + "]"));
}

Term Evaluator::class_reduction(const Expression& e, const Scope* scope) {
  const Binder& binder = e.binders[0];
  if (e.binders.size() != 1) throw NeedsSize{{classes_->name()}, binder.offset};
  require_class_index_free(binder, scope);
  const Scope inner{scope, binder.name, scalar_value(factory_.variable(class_index))};
  TermNode node;
  node.op = e.kind == Syntax::sum ? Op::symbolic_sum : Op::symbolic_product;
  node.name = class_index;
  node.args = {Term(1), *classes_, scalar(*e.args[0], &inner)};
  return factory_.make(std::move(node));
}

Term Evaluator::class_quantifier(const Expression& e, std::size_t binder, const Scope* scope) {
  const Binder& bound = e.binders[binder];
  require_class_index_free(bound, scope);
  const Scope inner{scope, bound.name, scalar_value(factory_.variable(class_index))};
  TermNode node;
  node.op = e.kind == Syntax::for_all ? Op::for_all : Op::exists;
  node.name = class_index;
  node.integer_range = true;
  node.args = {Term(1), *classes_, quantifier(e, binder + 1, &inner)};
  return factory_.make(std::move(node));
}

}  // namespace flowcert::theorems
