#include "proofs_check/certificate_file/certificate.hpp"

#include <nlohmann/json.hpp>

#include "proofs_check/certificate_file/certificate_matrices.hpp"
#include "proofs_check/certificate_file/certificate_words.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::certificate_file {

using kernel::Context;
using kernel::Data;
using kernel::Motion;
using kernel::name_of;
using kernel::Op;
using kernel::Rational;
using kernel::Refutation;
using kernel::Step;
using kernel::Summand;
using kernel::Variable;
using nlohmann::json;
using theorems::TermNode;

struct CertificateWriter::Tables {
  json terms = json::array(), motions = json::array(), contexts = json::array(), steps = json::array();
  std::unordered_map<Term, std::size_t, theorems::TermHash> term_places;
  std::vector<std::pair<MotionPtr, std::size_t>> motion_places;
  std::vector<std::pair<ContextPtr, std::size_t>> context_places;
  std::unordered_map<const Step*, std::size_t> step_places;
  std::vector<StepPtr> kept;  // so that addresses stay those of these steps
};

CertificateWriter::CertificateWriter() : tables_(std::make_unique<Tables>()) {}
CertificateWriter::~CertificateWriter() = default;

/// ["number", "p/q"], ["variable", name], [op, arguments...], or an object with what else a node holds.
std::size_t CertificateWriter::add_term(const Term& term) {
  if (const auto known = tables_->term_places.find(term); known != tables_->term_places.end()) return known->second;
  json args = json::array();
  for (const Term& arg : term.args()) args.push_back(add_term(arg));
  const TermNode& node = term.node();
  json entry{{"op", name_of(term.op())}};
  if (!args.empty()) entry["args"] = args;
  if (term.is_number()) entry["number"] = theorems::to_text(term.number());
  if (!node.name.empty()) entry["name"] = node.name;
  if (node.low_open) entry["low_open"] = true;
  if (node.high_open) entry["high_open"] = true;
  if (node.integer_range) entry["integer"] = true;
  if (term.op() == Op::matrix_function) {
    entry["function"] = name_of(node.function);
    entry["shape"] = {node.rows, node.columns, node.i, node.j};
  }
  tables_->terms.push_back(std::move(entry));
  return tables_->term_places[term] = tables_->terms.size() - 1;
}

std::size_t CertificateWriter::add_motion(const MotionPtr& motion) {
  for (const auto& [known, place] : tables_->motion_places)
    if (same(known, motion)) return place;
  const auto all = [&](const std::vector<Term>& terms) {
    json places = json::array();
    for (const Term& term : terms) places.push_back(add_term(term));
    return places;
  };
  json entry{{"iteration", motion->iteration},
             {"time", motion->time},
             {"state", motion->state},
             {"initial", all(motion->initial)},
             {"field", all(motion->field)},
             {"known", all(motion->known)},
             {"lives", motion->lives},
             {"whole_life", motion->whole_life},
             {"horizon_open", motion->horizon_open}};
  if (motion->horizon) entry["horizon"] = add_term(*motion->horizon);
  tables_->motions.push_back(std::move(entry));
  tables_->motion_places.emplace_back(motion, tables_->motions.size() - 1);
  return tables_->motions.size() - 1;
}

std::size_t CertificateWriter::add_context(const ContextPtr& context) {
  for (const auto& [known, place] : tables_->context_places)
    if (same(known, context)) return place;
  json variables = json::array(), hypotheses = json::array();
  for (const Variable& v : context->variables) variables.push_back({{"name", v.name}, {"integer", v.integer}});
  for (const Term& h : context->hypotheses) hypotheses.push_back(add_term(h));
  json entry{{"variables", variables}, {"hypotheses", hypotheses}};
  if (context->motion) entry["motion"] = add_motion(context->motion);
  if (context->matrices) entry["matrices"] = written(*context->matrices, [&](const Term& t) { return add_term(t); });
  tables_->contexts.push_back(std::move(entry));
  tables_->context_places.emplace_back(context, tables_->contexts.size() - 1);
  return tables_->contexts.size() - 1;
}

json CertificateWriter::refutation(const Refutation& r) {
  json entry{{"kind", name_of(r.kind)}};
  for (const Summand& s : r.summands)
    entry["summands"].push_back(
        {{"coefficient", theorems::to_text(s.coefficient)}, {"factor", add_term(s.factor)}, {"facts", s.facts}});
  if (!r.facts.empty()) entry["facts"] = r.facts;
  if (r.kind == Refutation::Kind::implication) entry["implication"] = r.implication;
  if (r.kind == Refutation::Kind::cases) entry["about"] = add_term(r.about);
  for (const auto& [relation, rest] : r.cases)
    entry["cases"].push_back({{"relation", name_of(relation)}, {"refuted", refutation(rest)}});
  return entry;
}

std::size_t CertificateWriter::add(const StepPtr& step) {
  if (const auto known = tables_->step_places.find(step.get()); known != tables_->step_places.end())
    return known->second;
  json premises = json::array();
  for (const StepPtr& premise : step->premises) premises.push_back(add(premise));
  json entry{{"rule", name_of(step->rule)},
             {"context", add_context(step->conclusion.context)},
             {"claim", add_term(step->conclusion.claim)}};
  if (step->conclusion.judgement != Judgement::holds) entry["judgement"] = name_of(step->conclusion.judgement);
  if (!premises.empty()) entry["premises"] = premises;
  const Data& data = step->data;
  for (const Term& term : data.terms) entry["terms"].push_back(add_term(term));
  if (!data.places.empty()) entry["places"] = data.places;
  if (data.refutation) entry["refutation"] = refutation(*data.refutation);
  if (!data.name.empty()) entry["name"] = data.name;
  for (const kernel::WordReason& reason : data.words)
    entry["words"].push_back(written(reason, [&](const Term& t) { return add_term(t); }));
  tables_->steps.push_back(std::move(entry));
  tables_->kept.push_back(step);
  return tables_->step_places[step.get()] = tables_->steps.size() - 1;
}

json CertificateWriter::tables() const {
  return {{"terms", tables_->terms},
          {"motions", tables_->motions},
          {"contexts", tables_->contexts},
          {"steps", tables_->steps}};
}

namespace {

constexpr std::size_t longest_number = 2'000'000;

Rational rational(const json& text) {
  const std::string digits = text.get<std::string>();
  if (digits.empty() || digits.size() > longest_number || digits.find_first_not_of("0123456789-/") != std::string::npos)
    throw BadCertificate("not a rational number: " + digits.substr(0, 40));
  const auto slash = digits.find('/');
  if (slash == std::string::npos) return Rational(theorems::Integer(digits));
  const theorems::Integer bottom(digits.substr(slash + 1));
  if (bottom == 0) throw BadCertificate("a division by 0");
  return Rational(theorems::Integer(digits.substr(0, slash)), bottom);
}

template <class Table>
const typename Table::value_type& at(const Table& table, const json& place) {
  const auto k = place.get<std::size_t>();
  if (k >= table.size()) throw BadCertificate("an entry that does not stand before");
  return table[k];
}

class Reading {
 public:
  explicit Reading(const json& tables) {
    for (const json& entry : tables.at("terms")) terms_.push_back(term(entry));
    for (const json& entry : tables.value("motions", json::array())) motions_.push_back(motion(entry));
    for (const json& entry : tables.at("contexts")) contexts_.push_back(context(entry));
    for (const json& entry : tables.at("steps")) steps_.push_back(step(entry));
  }
  std::vector<StepPtr> steps_;

 private:
  [[nodiscard]] Term term(const json& entry) const {
    TermNode node;
    const auto op = op_of(entry.at("op").get<std::string>());
    if (!op) throw BadCertificate("no such operation");
    node.op = *op;
    if (entry.contains("number")) node.number = rational(entry["number"]);
    node.name = entry.value("name", "");
    for (const json& arg : entry.value("args", json::array())) node.args.push_back(at(terms_, arg));
    node.low_open = entry.value("low_open", false);
    node.high_open = entry.value("high_open", false);
    node.integer_range = entry.value("integer", false);
    if (entry.contains("function")) {
      const auto function = matrix_function_of(entry["function"].get<std::string>());
      if (!function) throw BadCertificate("no such function");
      node.function = *function;
      const auto shape = entry.at("shape").get<std::vector<std::size_t>>();
      if (shape.size() != 4) throw BadCertificate("not a shape");
      node.rows = shape[0];
      node.columns = shape[1];
      node.i = shape[2];
      node.j = shape[3];
    }
    check_arguments(node);
    return theorems::make_term(std::move(node));
  }

  /// As many as the operation needs.
  static void check_arguments(const TermNode& node) {
    const std::size_t count = node.args.size();
    const auto needs = [&](bool right) {
      if (!right) throw BadCertificate("an operation with too few or too many arguments");
    };
    if (node.op < Op::add || node.op == Op::true_value || node.op == Op::false_value) {
      needs(count == 0);
    } else if (node.op == Op::subtract || node.op == Op::divide || node.op == Op::power || node.op == Op::at ||
               theorems::is_relation(node.op) || node.op == Op::implies || node.op == Op::asymptotic) {
      needs(count == 2);
    } else if (node.op >= Op::for_all && node.op <= Op::symbolic_product) {
      needs(count == 3);
    } else if (node.op == Op::add || node.op == Op::multiply || node.op == Op::min || node.op == Op::max ||
               node.op == Op::logical_and || node.op == Op::logical_or || node.op == Op::matrix_function) {
      needs(count >= 1);
    } else {
      needs(count == 1);
    }
  }

  [[nodiscard]] std::vector<Term> all(const json& places) const {
    std::vector<Term> result;
    for (const json& place : places) result.push_back(at(terms_, place));
    return result;
  }

  [[nodiscard]] TermAt term_at() const {
    return [this](const json& place) { return at(terms_, place); };
  }

  [[nodiscard]] MotionPtr motion(const json& entry) const {
    Motion result;
    result.iteration = entry.at("iteration").get<bool>();
    result.time = entry.at("time").get<std::string>();
    result.state = entry.at("state").get<std::vector<std::string>>();
    result.initial = all(entry.at("initial"));
    result.field = all(entry.at("field"));
    result.known = all(entry.at("known"));
    result.lives = entry.at("lives").get<bool>();
    result.whole_life = entry.at("whole_life").get<bool>();
    result.horizon_open = entry.at("horizon_open").get<bool>();
    if (entry.contains("horizon")) result.horizon = at(terms_, entry["horizon"]);
    return std::make_shared<const Motion>(std::move(result));
  }

  [[nodiscard]] ContextPtr context(const json& entry) const {
    Context result;
    if (entry.contains("motion")) result.motion = at(motions_, entry["motion"]);
    if (entry.contains("matrices"))
      result.matrices = std::make_shared<const theorems::MatrixClaim>(matrix_claim(entry["matrices"], term_at()));
    for (const json& v : entry.at("variables"))
      result.variables.push_back({v.at("name").get<std::string>(), v.at("integer").get<bool>()});
    for (const json& h : entry.at("hypotheses")) result.hypotheses.push_back(at(terms_, h));
    return std::make_shared<const Context>(std::move(result));
  }

  [[nodiscard]] Refutation refutation(const json& entry, int depth = 0) const {
    constexpr int deepest = 200;
    const auto kind = refutation_kind_of(entry.at("kind").get<std::string>());
    if (!kind || depth > deepest) throw BadCertificate("no such kind of refutation, or one that is nested too deeply");
    Refutation result;
    result.kind = *kind;
    for (const json& s : entry.value("summands", json::array()))
      result.summands.push_back(
          {rational(s.at("coefficient")), at(terms_, s.at("factor")), s.at("facts").get<std::vector<std::size_t>>()});
    result.facts = entry.value("facts", std::vector<std::size_t>{});
    result.implication = entry.value("implication", std::size_t{0});
    if (entry.contains("about")) result.about = at(terms_, entry["about"]);
    for (const json& one : entry.value("cases", json::array())) {
      const auto relation = op_of(one.at("relation").get<std::string>());
      if (!relation) throw BadCertificate("no such relation");
      result.cases.emplace_back(*relation, refutation(one.at("refuted"), depth + 1));
    }
    return result;
  }

  [[nodiscard]] StepPtr step(const json& entry) const {
    const auto rule = kernel::rule_of(entry.at("rule").get<std::string>());
    if (!rule) throw BadCertificate("no such rule");
    const auto judgement = judgement_of(entry.value("judgement", "holds"));
    if (!judgement) throw BadCertificate("no such judgement");
    Step result{*rule, {at(contexts_, entry.at("context")), at(terms_, entry.at("claim")), *judgement}, {}, {}};
    for (const json& premise : entry.value("premises", json::array())) result.premises.push_back(at(steps_, premise));
    for (const json& place : entry.value("terms", json::array())) result.data.terms.push_back(at(terms_, place));
    result.data.places = entry.value("places", std::vector<std::size_t>{});
    if (entry.contains("refutation")) result.data.refutation = refutation(entry["refutation"]);
    result.data.name = entry.value("name", "");
    for (const json& reason : entry.value("words", json::array()))
      result.data.words.push_back(word_reason(reason, term_at()));
    return std::make_shared<const Step>(std::move(result));
  }

  std::vector<Term> terms_;
  std::vector<MotionPtr> motions_;
  std::vector<ContextPtr> contexts_;
};

}  // namespace

std::vector<StepPtr> steps_of(const json& tables) {
  try {
    return Reading(tables).steps_;
  } catch (const json::exception& error) {
    throw BadCertificate(error.what());
  }
}

kernel::Proofs proofs_of(const json& certificate) {
  const std::vector<StepPtr> steps = steps_of(certificate);
  kernel::Proofs proofs;
  try {
    for (const json& entry : certificate.at("claims")) {
      const kernel::ClaimPlace place{entry.at("check").get<std::string>(), entry.at("problem").get<std::size_t>(),
                                     entry.at("claim").get<std::size_t>()};
      proofs[place] = at(steps, entry.at("root"));
    }
  } catch (const json::exception& error) {
    throw BadCertificate(error.what());
  }
  return proofs;
}

}  // namespace flowcert::proofs::certificate_file
