#pragma once

#include "reports/proof/writer.hpp"

namespace flowcert::reports::proof {

/// Tells a step whose reason is a certificate of real arithmetic: facts that follow one after the other, each with the
/// identity that shows it, and the claim. `sources`: where the premises come from, one by one. False if the certificate
/// cannot be read as facts about polynomials; then nothing was written.
[[nodiscard]] bool tell_certificate(Writer& writer, const proofs::kernel::Step& step,
                                    const std::vector<Source>& sources);

}  // namespace flowcert::reports::proof
