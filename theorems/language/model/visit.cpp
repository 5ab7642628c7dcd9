#include "theorems/language/model/visit.hpp"

namespace flowcert::theorems {

namespace {

std::vector<ExpressionPtr> present(std::vector<ExpressionPtr> expressions) {
  std::erase(expressions, nullptr);
  return expressions;
}

}  // namespace

void collect_names(const ExpressionPtr& expression, std::set<std::string>& names) {
  if (expression == nullptr) return;
  if (expression->kind == Syntax::name || expression->kind == Syntax::call) names.insert(expression->name);
  for (const Binder& binder : expression->binders) {
    collect_names(binder.low, names);
    collect_names(binder.high, names);
  }
  for (const ExpressionPtr& arg : expression->args) collect_names(arg, names);
}

std::vector<ExpressionPtr> expressions_of(const ParameterSyntax& p) {
  std::vector<ExpressionPtr> all{p.value, p.box.low,  p.box.high,  p.size, p.rows, p.columns, p.least,
                                 p.most,  p.each_low, p.each_high, p.to,   p.from, p.ratio,   p.steps};
  all.insert(all.end(), p.each.begin(), p.each.end());
  return present(std::move(all));
}

std::vector<ExpressionPtr> expressions_of(const FlowSyntax& f) {
  const FlowTargetSyntax& g = f.target;
  return present({f.layers,
                  f.hidden,
                  f.t_end,
                  f.input_covariance,
                  g.singular_values,
                  g.matrix,
                  g.priors,
                  g.mean,
                  g.noise,
                  g.dimension,
                  g.rows,
                  g.columns,
                  g.seed,
                  f.scale,
                  f.left_scale,
                  f.right_scale,
                  f.start_seed,
                  f.tau,
                  f.newton_schulz_steps,
                  f.step,
                  f.steps,
                  f.schedule,
                  f.momentum,
                  f.beta2,
                  f.epsilon});
}

std::vector<ExpressionPtr> expressions_of(const DynamicsSyntax& dynamics) {
  std::vector<ExpressionPtr> all{dynamics.end};
  for (const StateSyntax& variable : dynamics.state) {
    all.push_back(variable.initial);
    all.push_back(variable.right_hand_side);
  }
  return present(std::move(all));
}

std::vector<ExpressionPtr> expressions_of(const CheckSyntax& check) {
  std::vector<ExpressionPtr> all{check.claim.expression, check.rate};
  for (const Binder& binder : check.binders) {
    all.push_back(binder.low);
    all.push_back(binder.high);
  }
  if (check.limit) all.push_back(check.limit->to);
  return present(std::move(all));
}

}  // namespace flowcert::theorems
