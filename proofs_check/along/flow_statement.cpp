#include "proofs_check/along/flow_statement.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/flows/second_flow.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/rigorous/closed_value.hpp"
#include "theorems/flows/observable_name.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;
using theorems::Term;

namespace {

const std::string derivative_prefix = velocity_name("");

std::string without_prefix(const std::string& name) {
  return name.starts_with(derivative_prefix) ? name.substr(derivative_prefix.size()) : name;
}

/// The observables, and "ddt NAME", that a statement names; those whose velocities it names are among them.
std::vector<std::string> named(const PathStatement& statement) {
  std::set<std::string> names, moments;
  for (const auto& moment : statement.observed.moments) moments.insert(moment.name);
  const auto collect = [&](const Term& term) {
    for (const std::string& name : free_variables(term)) {
      if (name == "t" || moments.contains(name)) continue;
      names.insert(name);
      names.insert(without_prefix(name));
    }
  };
  collect(statement.observed.claim);
  for (const auto& moment : statement.observed.moments) collect(moment.value);
  return {names.begin(), names.end()};
}

void set_states(PathStatement& statement, const std::vector<std::string>& names) {
  statement.dynamics.state = names;
  statement.dynamics.initial.assign(names.size(), Term(0));
  statement.dynamics.right_hand_side.clear();
  for (const std::string& name : names)
    statement.dynamics.right_hand_side.push_back(theorems::variable(velocity_name(name)));
}

}  // namespace

PathStatement along_runs(const PathStatement& statement, const FlowRuns& runs) {
  PathStatement result = statement;
  std::set<std::string> all;
  for (const std::string& name : named(statement)) {
    all.insert(name);
    all.insert(runs.same_at_start(name));
  }
  const std::vector<std::string> names(all.begin(), all.end());
  set_states(result, names);
  theorems::Substitution states, alike;
  for (const std::string& name : names) {
    states.emplace(name, runs.in_path_states(name));
    alike.emplace(name, theorems::variable(runs.same_at_start(name)));
  }
  result.observed.claim = substitute(result.observed.claim, states);
  for (auto& moment : result.observed.moments) moment.value = substitute(moment.value, states);
  for (auto& identity : result.identities)
    for (auto& [name, value] : identity.same) value = substitute(value, states);
  const auto start = std::find_if(result.identities.begin(), result.identities.end(),
                                  [](const auto& identity) { return identity.time == 0; });
  if (start == result.identities.end()) {
    result.identities.push_back({Rational(0), alike});
  } else {
    for (auto& [name, value] : start->same) value = substitute(value, alike);
    start->same.insert(alike.begin(), alike.end());
  }
  return result;
}

namespace {

struct Named {
  std::size_t flow;
  std::string observable;
  bool velocity;
};

Named find(const std::vector<theorems::FlowDescription>& flows, const std::string& name) {
  const bool velocity = name.starts_with(derivative_prefix);
  const std::string bare = without_prefix(name);
  for (std::size_t k = 0; k < flows.size(); ++k) {
    const std::string prefix = flows[k].name.empty() ? "" : flows[k].name + ".";
    if (bare.starts_with(prefix) && theorems::parse_observable(bare.substr(prefix.size()), flows[k]))
      return {k, bare.substr(prefix.size()), velocity};
  }
  throw std::invalid_argument("'" + name + "' is not observed by the second route");
}

/// What the second route says at these times, as a path that is known there and nowhere else.
Path points(const std::vector<std::string>& names, const std::vector<theorems::FlowDescription>& flows,
            const std::vector<Rational>& times, const Deadline& deadline) {
  std::vector<integrators::SecondFlow> runs;
  for (const theorems::FlowDescription& flow : flows) {
    runs.emplace_back(flow, times, [deadline] { return deadline.passed(); });
    if (!runs.back().complete()) throw std::invalid_argument(runs.back().reason());
  }
  Path path;
  path.complete = true;
  path.end = times.back();
  path.digits = 40;
  path.fields.emplace_back();
  for (const std::string& name : names) path.fields[0].push_back(theorems::variable(velocity_name(name)));
  for (const Rational& time : times) {
    Path::Segment segment{time, Rational(0), {}, {0}};
    for (const std::string& name : names) {
      const Named source = find(flows, name);
      segment.polynomials.push_back({runs[source.flow].value(source.observable, time, source.velocity)});
    }
    path.segments.push_back(std::move(segment));
  }
  return path;
}

}  // namespace

bool second_route_refutes(const PathStatement& statement, const std::vector<theorems::FlowDescription>& flows,
                          const Deadline& deadline, std::string& trouble) {
  try {
    PathStatement plain = statement;
    const std::vector<std::string> names = named(statement);
    set_states(plain, names);
    std::set<Rational> times{statement.from};
    for (const auto& moment : statement.observed.moments)
      times.insert(integrators::dyadic_midpoint(closed_value(moment.time)));
    const Path path = points(names, flows, {times.begin(), times.end()}, deadline);
    const PathFinding finding = examine_path(plain, path, 10, deadline);
    trouble = "the claim is not excluded: " + finding.message;
    return finding.truth == Truth::no;
  } catch (const std::exception& reason) {
    trouble = reason.what();
    return false;
  }
}

}  // namespace flowcert::proofs
