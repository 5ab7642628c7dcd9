#include "proofs_check/certificate_file/certificate_matrices.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/certificate_file/certificate_words.hpp"

namespace flowcert::proofs::certificate_file {

using kernel::WordBound;
using kernel::WordLiteral;
using kernel::WordReason;
using kernel::WordRoot;
using kernel::WordSummand;
using nlohmann::json;
using theorems::IndexForm;
using theorems::MatrixClaim;
using theorems::MatrixFlow;
using theorems::MatrixNode;
using theorems::MatrixOp;
using theorems::MatrixStatement;
using theorems::MatrixTerm;
using Words = std::vector<std::size_t>;

namespace {

/// A claim's terms of matrices are written out as trees, nested no deeper than this.
constexpr int deepest = 400;

void demand(bool fits, const char* what) {
  if (!fits) throw BadCertificate(what);
}

json written(const IndexForm& index) {
  return {index.base, index.offset};
}

IndexForm index_form(const json& entry) {
  return {entry.at(0).get<std::string>(), entry.at(1).get<long>()};
}

json written(const MatrixTerm& term, const TermPlace& place) {
  json entry{{"op", name_of(term.op())}, {"shape", {place(term.rows()), place(term.columns())}}};
  if (term.is_number()) entry["number"] = true;
  if (!term.name().empty()) entry["name"] = term.name();
  if (!(term.index() == IndexForm{})) entry["index"] = written(term.index());
  if (term.is_scalar()) entry["scalar"] = place(term.scalar());
  if (term.op() == MatrixOp::power) entry["exponent"] = term.exponent();
  for (const MatrixTerm& arg : term.args()) entry["args"].push_back(written(arg, place));
  return entry;
}

MatrixTerm matrix_term(const json& entry, const TermAt& at, int depth) {
  const auto op = matrix_op_of(entry.at("op").get<std::string>());
  demand(op && depth < deepest, "no such operation with matrices, or one that is nested too deeply");
  MatrixNode node;
  node.op = *op;
  node.is_number = entry.value("number", false);
  node.rows = at(entry.at("shape").at(0));
  node.columns = at(entry.at("shape").at(1));
  node.name = entry.value("name", "");
  if (entry.contains("index")) node.index = index_form(entry["index"]);
  if (entry.contains("scalar")) node.scalar = at(entry["scalar"]);
  node.exponent = entry.value("exponent", 1L);
  for (const json& arg : entry.value("args", json::array())) node.args.push_back(matrix_term(arg, at, depth + 1));
  return MatrixTerm(std::move(node));
}

json written(const MatrixStatement& statement, const TermPlace& place) {
  json entry{{"kind", static_cast<int>(statement.kind)}};
  if (statement.kind == MatrixStatement::Kind::relation)
    entry.update({{"relation", name_of(statement.relation)},
                  {"left", written(statement.left, place)},
                  {"right", written(statement.right, place)}});
  for (const MatrixStatement& part : statement.parts) entry["parts"].push_back(written(part, place));
  return entry;
}

MatrixStatement matrix_statement(const json& entry, const TermAt& at, int depth = 0) {
  MatrixStatement result;
  const int kind = entry.at("kind").get<int>();
  demand(kind >= 0 && kind <= static_cast<int>(MatrixStatement::Kind::implication) && depth < deepest,
         "no such kind of statement about matrices, or one that is nested too deeply");
  result.kind = static_cast<MatrixStatement::Kind>(kind);
  if (result.kind == MatrixStatement::Kind::relation) {
    const auto relation = op_of(entry.at("relation").get<std::string>());
    demand(relation && theorems::is_relation(*relation), "no such relation");
    result.relation = *relation;
    result.left = matrix_term(entry.at("left"), at, 0);
    result.right = matrix_term(entry.at("right"), at, 0);
  }
  for (const json& part : entry.value("parts", json::array()))
    result.parts.push_back(matrix_statement(part, at, depth + 1));
  return result;
}

json written(const MatrixFlow& flow, const TermPlace& place) {
  return {{"optimizer", static_cast<int>(flow.optimizer)},
          {"layers", written(flow.layers)},
          {"least_layers", flow.least_layers},
          {"shape", {place(flow.rows), place(flow.columns)}},
          {"target", flow.target},
          {"unsupported", flow.unsupported}};
}

MatrixFlow matrix_flow(const json& entry, const TermAt& at) {
  MatrixFlow result;
  result.optimizer = static_cast<theorems::FlowDescription::Optimizer>(entry.at("optimizer").get<int>());
  result.layers = index_form(entry.at("layers"));
  result.least_layers = entry.at("least_layers").get<long>();
  result.rows = at(entry.at("shape").at(0));
  result.columns = at(entry.at("shape").at(1));
  result.target = entry.at("target").get<std::string>();
  result.unsupported = entry.at("unsupported").get<std::string>();
  return result;
}

json written(const MatrixClaim::Case& one, const TermPlace& place) {
  json indices = json::array();
  for (const theorems::MatrixIndex& index : one.indices)
    indices.push_back({{"name", index.name}, {"low", written(index.low)}, {"high", written(index.high)}});
  return {{"label", one.label}, {"indices", indices}, {"statement", written(one.statement, place)}};
}

MatrixClaim::Case matrix_case(const json& entry, const TermAt& at) {
  MatrixClaim::Case result{entry.at("label").get<std::string>(), {}, matrix_statement(entry.at("statement"), at)};
  for (const json& index : entry.at("indices"))
    result.indices.push_back(
        {index.at("name").get<std::string>(), index_form(index.at("low")), index_form(index.at("high"))});
  return result;
}

json written(const std::vector<WordSummand>& summands, const TermPlace& place) {
  json result = json::array();
  for (const WordSummand& s : summands)
    result.push_back({{"equation", s.equation},
                      {"transposed", s.transposed},
                      {"coefficient", place(s.coefficient)},
                      {"left", s.left},
                      {"right", s.right}});
  return result;
}

std::vector<WordSummand> summands_of(const json& entries, const TermAt& at) {
  std::vector<WordSummand> result;
  for (const json& s : entries)
    result.push_back({s.at("equation").get<std::size_t>(), s.at("transposed").get<bool>(), at(s.at("coefficient")),
                      s.at("left").get<Words>(), s.at("right").get<Words>()});
  return result;
}

json written(const WordLiteral& sum, const TermPlace& place) {
  json result = json::array();
  for (const auto& [coefficient, word] : sum) result.push_back({{"coefficient", place(coefficient)}, {"word", word}});
  return result;
}

WordLiteral literal_of(const json& entries, const TermAt& at) {
  WordLiteral result;
  for (const json& part : entries) result.emplace_back(at(part.at("coefficient")), part.at("word").get<Words>());
  return result;
}

}  // namespace

json written(const MatrixClaim& claim, const TermPlace& place) {
  json entry{{"matrices", json::array()}, {"hypotheses", json::array()}, {"cases", json::array()}};
  for (const theorems::MatrixParameter& m : claim.matrices)
    entry["matrices"].push_back({{"name", m.name},
                                 {"shape", {place(m.rows), place(m.columns)}},
                                 {"symmetric", m.symmetric},
                                 {"restricted", m.restricted}});
  for (const MatrixStatement& h : claim.hypotheses) entry["hypotheses"].push_back(written(h, place));
  for (const MatrixClaim::Case& one : claim.cases) entry["cases"].push_back(written(one, place));
  if (claim.flow) entry["flow"] = written(*claim.flow, place);
  return entry;
}

MatrixClaim matrix_claim(const json& entry, const TermAt& at) {
  MatrixClaim result;
  for (const json& m : entry.at("matrices"))
    result.matrices.push_back({m.at("name").get<std::string>(), at(m.at("shape").at(0)), at(m.at("shape").at(1)),
                               m.at("symmetric").get<bool>(), m.at("restricted").get<bool>()});
  for (const json& h : entry.at("hypotheses")) result.hypotheses.push_back(matrix_statement(h, at));
  for (const json& one : entry.at("cases")) result.cases.push_back(matrix_case(one, at));
  if (entry.contains("flow")) result.flow = matrix_flow(entry["flow"], at);
  return result;
}

json written(const WordReason& reason, const TermPlace& place) {
  json entry = json::object();
  if (reason.conserved) entry["conserved"] = true;
  if (!reason.summands.empty()) entry["summands"] = written(reason.summands, place);
  for (const WordBound& b : reason.bounds)
    entry["bounds"].push_back({{"kind", static_cast<int>(b.kind)},
                               {"weight", place(Term(b.weight))},
                               {"a", written(b.a, place)},
                               {"b", written(b.b, place)}});
  for (const WordRoot& root : reason.roots) {
    json one{{"summands", written(root.summands, place)}};
    if (root.value) one["value"] = written(*root.value, place);
    entry["roots"].push_back(one);
  }
  return entry;
}

WordReason word_reason(const json& entry, const TermAt& at) {
  WordReason result;
  result.conserved = entry.value("conserved", false);
  result.summands = summands_of(entry.value("summands", json::array()), at);
  for (const json& b : entry.value("bounds", json::array())) {
    const int kind = b.at("kind").get<int>();
    const Term weight = at(b.at("weight"));
    demand(kind >= 0 && kind <= static_cast<int>(WordBound::Kind::by_duality) && weight.is_number(), "no such bound");
    result.bounds.push_back(
        {static_cast<WordBound::Kind>(kind), weight.number(), literal_of(b.at("a"), at), literal_of(b.at("b"), at)});
  }
  for (const json& one : entry.value("roots", json::array())) {
    WordRoot root{std::nullopt, summands_of(one.at("summands"), at)};
    if (one.contains("value")) root.value = literal_of(one["value"], at);
    result.roots.push_back(std::move(root));
  }
  return result;
}

}  // namespace flowcert::proofs::certificate_file
