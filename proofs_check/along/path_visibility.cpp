#include "proofs_check/along/path_visibility.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/hidden.hpp"
#include "proofs_check/along/segment_inputs.hpp"
#include "proofs_check/along/switches.hpp"
#include "proofs_check/numeric/visibility.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::log10_of;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t samples_of_piece = 8;

/// Segments one after the other on which the velocity follows one field.
struct Piece {
  std::size_t first, last;  // segments
  std::size_t field;
};

class PathVisibility {
 public:
  PathVisibility(const PathStatement& statement, const Path& path, const std::vector<Ball>& moments,
                 const std::vector<AgreedStretch>& agreed, const Deadline& deadline)
      : statement_(statement),
        path_(path),
        moments_(moments),
        agreed_(agreed),
        deadline_(deadline),
        states_(statement.dynamics.state),
        names_(path_inputs(statement.dynamics)),
        // Of a run from full matrices nothing but its observables is known.
        with_dynamics_(!path.dense) {}

  std::optional<int> run() {
    find_pieces();
    if (with_dynamics_) {
      measure_states();
      for (const Piece& piece : pieces_) fields_.push_back(hidden_in_field(piece));
    }
    see_claim();
    see_moments();
    double worst = 0;
    std::vector<double> seen(states_.size(), HUGE_VAL);  // how far each state is hidden from what comes later
    for (std::size_t p = pieces_.size(); p-- > 0;) {
      if (deadline_.passed()) return std::nullopt;
      worst = std::max(worst, piece_seen_from_its_claims(p, seen));
    }
    if (with_dynamics_) worst = std::max(worst, start(seen));
    if (!std::isfinite(worst)) return std::nullopt;
    return static_cast<int>(std::min(1e9, std::ceil(worst)));
  }

 private:
  void find_pieces() {
    for (std::size_t k = 0; k < path_.segments.size(); ++k) {
      const auto& fields = path_.segments[k].fields;
      // In the window of an event nothing is seen but what is on both sides of it.
      if (fields.size() != 1) continue;
      const bool goes_on = !pieces_.empty() && pieces_.back().last + 1 == k && pieces_.back().field == fields[0];
      if (goes_on) {
        pieces_.back().last = k;
      } else {
        pieces_.push_back({k, k, fields[0]});
      }
    }
    claims_.resize(pieces_.size());
    at_moments_.resize(pieces_.size());
    motion_.resize(pieces_.size());
  }

  /// The piece of a segment; that before it for a window.
  [[nodiscard]] std::size_t piece_of(std::size_t segment) const {
    std::size_t p = 0;
    while (p + 1 < pieces_.size() && pieces_[p + 1].first <= segment) ++p;
    return p;
  }

  [[nodiscard]] static std::vector<std::size_t> samples(const Piece& piece) {
    std::set<std::size_t> result;
    for (std::size_t i = 0; i <= samples_of_piece; ++i)
      result.insert(piece.first + (piece.last - piece.first) * i / samples_of_piece);
    return {result.begin(), result.end()};
  }

  /// The largest of each state and its velocity along the path: what its contributions are relative to.
  void measure_states() {
    sizes_.assign(states_.size(), -HUGE_VAL);
    for (const Piece& piece : pieces_) {
      BallProgram program(names_);
      std::vector<std::size_t> slots;
      for (const Term& f : path_.fields[piece.field]) slots.push_back(program.compile(f));
      for (const std::size_t k : samples(piece)) {
        const std::vector<Ball> inputs = middle_of(path_.segments[k]);
        std::vector<Enclosed> values;
        program.run(inputs, values);
        for (std::size_t i = 0; i < states_.size(); ++i)
          for (const Ball* value : {std::as_const(inputs).data() + i, &std::as_const(values)[slots[i]].value})
            if (value->finite() && value->certainly_nonzero()) sizes_[i] = std::max(sizes_[i], log10_of(*value));
      }
    }
  }

  std::vector<Hidden> hidden_in_field(const Piece& piece) {
    std::vector<Hidden> result;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      Hidden hidden;
      Contributions contributions(path_.fields[piece.field][i], names_);
      for (const std::size_t k : samples(piece)) {
        contributions.along(middle_of(path_.segments[k]), all_of(path_.segments[k]));
        hidden.see(contributions, size_of(i, contributions));
      }
      result.push_back(std::move(hidden));
    }
    return result;
  }

  /// Where a state was not told from 0, the largest that adds up to its velocity.
  [[nodiscard]] double size_of(std::size_t state, const Contributions& contributions) const {
    return std::isfinite(sizes_[state]) ? sizes_[state] : contributions.most();
  }

  /// Of what has no branches, some stretches of each piece are enough.
  [[nodiscard]] std::vector<AgreedStretch> agreed_to_see() const {
    std::map<std::pair<std::size_t, const theorems::TermNode*>, std::vector<const AgreedStretch*>> groups;
    for (const AgreedStretch& stretch : agreed_)
      if (path_.segments[stretch.segment].fields.size() == 1)
        groups[{piece_of(stretch.segment), stretch.relation.id()}].push_back(&stretch);
    std::vector<AgreedStretch> result;
    for (const auto& [place, group] : groups) {
      const bool smooth = switch_points(group.front()->relation).empty();
      const std::size_t stride = smooth ? 1 + (group.size() - 1) / samples_of_piece : 1;
      for (std::size_t k = 0; k < group.size(); k += stride) result.push_back(*group[k]);
    }
    return result;
  }

  void see_claim() {
    std::vector<std::string> names = names_;
    for (const auto& moment : statement_.observed.moments) names.push_back(moment.name);
    std::map<const theorems::TermNode*, std::vector<Contributions>> programs;
    std::set<std::size_t> moved;
    for (const AgreedStretch& stretch : agreed_to_see()) {
      const auto [place, is_new] = programs.try_emplace(stretch.relation.id());
      if (is_new)
        for (const Term& side : stretch.relation.args()) place->second.emplace_back(side, names);
      for (Contributions& side : place->second) {
        side.along(stretch.middle, stretch.over);
        claims_[piece_of(stretch.segment)][side.term().id()].see(side, side.most());
      }
      if (!moved.insert(stretch.segment).second) continue;
      const std::size_t inputs = states_.size() + 1;
      see_motion(stretch.segment, std::vector<Ball>(stretch.middle.begin(), stretch.middle.begin() + long(inputs)));
    }
  }

  /// How far each state's velocity is hidden where the claim looks: a state that has settled looks like its limit.
  void see_motion(std::size_t segment, const std::vector<Ball>& inputs) {
    std::vector<double>& hidden = motion_[piece_of(segment)];
    hidden.resize(states_.size(), HUGE_VAL);
    const Path::Segment& here = path_.segments[segment];
    const Rational since = integrators::dyadic_midpoint(inputs.back()) - here.start;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      double moves = -HUGE_VAL, size = 0;
      bool told = true;
      if (with_dynamics_) {
        Contributions velocity(path_.fields[here.fields.front()][i], names_);
        velocity.at(inputs);
        moves = velocity.value(), size = sizes_[i], told = !velocity.may_vanish();
      } else {
        const StateRange range = state_over(here, here.start + since, here.start + since);
        moves = log10_of(range.velocity[i]), size = std::max(0.0, log10_of(range.value[i]));
      }
      if (moves == -HUGE_VAL) {
        hidden[i] = 0;  // at rest, exactly
      } else if (told) {
        hidden[i] = std::min(hidden[i], std::max(0.0, size - moves));
      }
    }
  }

  /// What a value at a fixed time is made of, at that time.
  void see_moments() {
    for (std::size_t m = 0; m < moments_.size() && !pieces_.empty(); ++m) {
      const auto& moment = statement_.observed.moments[m];
      const Rational t = std::clamp(integrators::dyadic_midpoint(closed_value(moment.time)), Rational(0), path_.end);
      std::vector<Ball> inputs = state_at(path_, t);
      inputs.emplace_back(t);
      Contributions contributions(moment.value, names_);
      contributions.at(inputs);
      Hidden hidden;
      hidden.see(contributions, contributions.most());
      Contributions time(moment.time, {});
      time.at({});
      hidden.see(time, time.most());
      see_motion(segment_at(path_, t), inputs);
      at_moments_[piece_of(segment_at(path_, t))].emplace_back(moment.name, std::move(hidden));
    }
  }

  /// How far a moment is hidden in the claim, whenever the claim looks at it.
  [[nodiscard]] double moment_seen(const std::string& name) const {
    double result = HUGE_VAL;
    for (const auto& sides : claims_)
      for (const auto& [side, hidden] : sides) result = std::min(result, hidden.of(name));
    return result;
  }

  [[nodiscard]] double seen_directly(std::size_t p, const std::string& state) const {
    double result = HUGE_VAL;
    for (const auto& [side, hidden] : claims_[p]) result = std::min(result, hidden.of(state));
    for (const auto& [name, hidden] : at_moments_[p]) result = std::min(result, hidden.of(state) + moment_seen(name));
    return result;
  }

  /// Adds to `seen` what of the states is seen in this piece, and returns the worst that counts in it.
  double piece_seen_from_its_claims(std::size_t p, std::vector<double>& seen) {
    double worst = 0;
    for (const auto& [side, hidden] : claims_[p]) worst = std::max(worst, hidden.worst());
    for (const auto& [name, hidden] : at_moments_[p])
      if (const double outside = moment_seen(name); std::isfinite(outside))
        worst = std::max(worst, outside + hidden.worst());
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const double directly = seen_directly(p, states_[i]);
      if (std::isfinite(directly) && !motion_[p].empty()) worst = std::max(worst, directly + motion_[p][i]);
      seen[i] = std::min(seen[i], directly);
    }
    if (!with_dynamics_) return worst;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t j = 0; j < states_.size(); ++j)
        for (std::size_t i = 0; i < states_.size(); ++i) {
          const double through = fields_[p][j].of(states_[i]) + seen[j];
          if (!(through < seen[i])) continue;
          seen[i] = through;
          changed = true;
        }
    }
    for (std::size_t j = 0; j < states_.size(); ++j)
      if (std::isfinite(seen[j])) worst = std::max(worst, seen[j] + fields_[p][j].worst());
    return std::max(worst, event(p, seen));
  }

  /// The surfaces on which the solution is when the piece begins: where they lie decides when it does, and by them
  /// states are seen from then on.
  double event(std::size_t p, std::vector<double>& seen) {
    const std::size_t first = pieces_[p].first;
    const bool window = first > 0 && path_.segments[first - 1].fields.size() != 1;
    std::vector<Ball> inputs =
        window ? all_of(path_.segments[first - 1]) : state_at(path_, path_.segments[first].start);
    if (!window) inputs.emplace_back(path_.segments[first].start);
    double worst = 0;
    std::vector<double> later = seen;
    for (std::size_t j = 0; j < states_.size(); ++j) {
      if (!std::isfinite(seen[j])) continue;
      for (const SwitchPoint& point : switch_points(statement_.dynamics.right_hand_side[j])) {
        Contributions surface(point.argument, names_);
        surface.at(inputs);
        if (!surface.may_vanish() && surface.value() > surface.most() - path_.digits / 4.0) continue;
        const Hidden hidden = hidden_around(surface, p);
        worst = std::max(worst, seen[j] + hidden.worst());
        for (std::size_t i = 0; i < states_.size(); ++i) later[i] = std::min(later[i], seen[j] + hidden.of(states_[i]));
      }
    }
    seen = std::move(later);
    return worst;
  }

  /// On both sides of the beginning of a piece, close to it.
  [[nodiscard]] Hidden hidden_around(Contributions& surface, std::size_t p) const {
    constexpr std::size_t close = 3;  // segments; the first may be very short
    std::vector<std::size_t> segments;
    for (std::size_t k = 0; k < close; ++k) {
      if (pieces_[p].first + k <= pieces_[p].last) segments.push_back(pieces_[p].first + k);
      if (p > 0 && pieces_[p - 1].first + k <= pieces_[p - 1].last) segments.push_back(pieces_[p - 1].last - k);
    }
    Hidden hidden;
    double most = surface.most();
    for (const std::size_t k : segments) {
      surface.along(middle_of(path_.segments[k]), all_of(path_.segments[k]));
      most = std::max(most, surface.most());
      hidden.see(surface, most);
    }
    return hidden;
  }

  double start(const std::vector<double>& seen) const {
    double worst = 0;
    for (std::size_t j = 0; j < states_.size(); ++j) {
      const Term& initial = statement_.dynamics.initial[j];
      if (!std::isfinite(seen[j]) || initial.is_number(0)) continue;
      Contributions contributions(initial, {});
      contributions.at({});
      Hidden hidden;
      const double size = size_of(j, contributions);
      hidden.see(contributions, size);
      if (std::isfinite(contributions.value())) worst = std::max(worst, seen[j] + size - contributions.value());
      worst = std::max(worst, seen[j] + hidden.worst());
    }
    return worst;
  }

  const PathStatement& statement_;
  const Path& path_;
  const std::vector<Ball>& moments_;
  const std::vector<AgreedStretch>& agreed_;
  Deadline deadline_;
  const std::vector<std::string>& states_;
  std::vector<std::string> names_;
  bool with_dynamics_;
  std::vector<Piece> pieces_;
  std::vector<double> sizes_;                                        // log10, per state
  std::vector<std::vector<Hidden>> fields_;                          // per piece and state
  std::vector<std::map<const theorems::TermNode*, Hidden>> claims_;  // per piece, by side
  std::vector<std::vector<double>> motion_;  // per piece and state; empty where the claim does not look
  std::vector<std::vector<std::pair<std::string, Hidden>>> at_moments_;  // per piece
};

}  // namespace

std::optional<int> hidden_along(const PathStatement& statement, const Path& path, const std::vector<Ball>& moments,
                                const std::vector<AgreedStretch>& agreed, const Deadline& deadline) {
  try {
    return PathVisibility(statement, path, moments, agreed, deadline).run();
  } catch (const std::invalid_argument&) {  // what has no value in balls
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs
