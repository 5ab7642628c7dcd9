#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/screen.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

constexpr const char* skeleton =
    R"toml(# A claim: what is said, of which dynamics, under which hypotheses. Decide it with: ./run check {file}
id        = "{id}"
title     = "One mode of gradient flow follows the logistic law"
source    = ""                        # where the sentence stands: "arXiv:..., Theorem ..."
statement = '\sigma(t) = \frac{{s}}{{1 + (s/\sigma_0 - 1) e^{{-2 s t}}}}'   # LaTeX, shown in reports
status    = "new"                     # stated | corrected | reconstructed | extended | literal | new
# expect   = "holds"                  # holds | refuted | open; without it: proved, certified or confirmed is well
# evidence = "proved"                 # the least verdict that satisfies

# What restricts the parameters, as expressions.
# assume = ["s > sigma0"]

# Values are exact: "2", "1/3", "sqrt(2)", ["3", "1/2"]. Or many values: {{ any = "integer", min = 2 }} for all of them,
# {{ in = "[1/4, 4]" }} for a box, {{ each = [1, 2, 3] }} for a finite set.
[parameters]
s      = {{ any = "real", positive = true }}
sigma0 = {{ any = "real", positive = true }}

# Names for expressions.
[let]
law = "s/(1 + (s/sigma0 - 1)*exp(-2*s*t))"

# The dynamics: a [system] of differential equations, an [iteration], a matrix [flow], or none.
[system]
state     = {{ sigma = "sigma0" }}      # start values
equations = {{ sigma = "2*sigma*(s - sigma)" }}
# t_end   = "10"

# What must hold, at every time of the dynamics or where `for` says. Several checks may stand here.
[[check]]
name  = "law"
claim = "sigma == law"
# for    = "t in [0, 10]"
# method = "prove"                    # prove | certify | confirm: at least that strong
# digits = 50                         # digits to which a confirmed equality must agree
)toml";

}  // namespace

ExitStatus command_new(const Options& options) {
  std::filesystem::path file = options.words.front();
  if (file.extension() != ".toml") file += ".toml";
  const std::string id = std::filesystem::path(file).replace_extension().generic_string();
  const std::string allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
  if (id.empty() || id.find_first_not_of(allowed) != std::string::npos)
    throw theorems::InputError({file.string(), 1, 1}, "a name has letters, digits and _ - . / only");
  std::error_code error;
  if (std::filesystem::exists(file, error))
    throw theorems::InputError({file.string(), 1, 1}, "this file is there already; nothing was written");
  write_text(file.string(), fmt::format(skeleton, fmt::arg("file", file.generic_string()), fmt::arg("id", id)));
  if (!options.quiet) fmt::print("{}\n", file.string());
  return ExitStatus::as_expected;
}

}  // namespace flowcert::cli
