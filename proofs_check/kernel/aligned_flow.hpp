#pragma once

#include <optional>

#include "theorems/flows/scalar_flow.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::proofs::kernel {

/// A flow from an aligned (or zero) start, or an optimizer's run from there, as the motion of its modes: one state for
/// each layer and each mode, "layer[l].mode[k]", and with momentum "momentum[l].mode[k]". All modes are there, so that
/// what lives is the whole flow. Nothing where the argument does not apply.
///
/// The argument (Saxe, McClelland and Ganguli 2014, section 1; THEOREMS.md, "Aligned initialisation" and A6):
///  1. Let Z_0, ..., Z_L have D orthonormal columns each: Z_0 and Z_L the target's singular directions, the others
///     those of the start. The layers start as Z_l diag(x_l) Z_(l-1)^T (CLAIMS.md, section 4), and Sigma_yx is
///     Z_L diag(s) Z_0^T. Which columns they are, random or not, is of no account.
///  2. Sigma_xx Z_0 = Z_0 diag(c): it is I; or a mixture's, noise^2 I + mean^2 sum p_c m_c m_c^T with Z_0 = (m_c),
///  whence
///     c = noise^2 + mean^2 p; or diagonal with Z_0 of unit vectors; or a multiple of I.
///  3. Products, transposes and differences of such matrices are such matrices, with the products and differences of
///     their x (AlignedMatrix, which refuses what is not). So the gradients are, by the formula of the network itself:
///     grad_l = Z_l diag(g_l) Z_(l-1)^T, with g_l a polynomial in the x of the same mode.
///  4. The optimizers' laws keep the form and are laws of the x: sums and multiples; division by the norm, since
///     ||Z diag(x) Y^T|| = ||x||; Newton-Schulz's odd polynomials; orth, since the compact polar factor of
///     Z diag(x) Y^T is Z diag(sign x) Y^T (sign 0 = 0: directions without a singular value get none); and sign entry
///     by entry where all frames are unit vectors, as sign 0 = 0 off the diagonal.
///  5. Hence a motion of the x gives a solution of the flow. A run has no other. Where the field is locally Lipschitz
///     (gradient and normalized flow, off the zeros of the gradient) the flow has no other either, by Picard-Lindelof.
///     Where orth jumps, the flow that a claim is about is this one: with the least element of the subdifferential off
///     the modes and Filippov's convention on them (THEOREMS.md, "orth(G)"; Filippov 1988, section 4). What is shown of
///     the motion is shown of each of its solutions. The flow of entrywise signs has no such convention: it is reduced
///     for one layer only, where off the diagonal 0 attracts.
///  6. A normalized flow rests where its gradient is zero. What lives through all times is never there, and a claim
///     that binds no time is therefore about all times (Dynamics::rests_where_undefined).
///  7. From a zero start of several layers all gradients are zero, and no frames are needed: so hidden layers may be
///     narrower than D.
[[nodiscard]] std::optional<theorems::ScalarFlow> aligned_flow(const theorems::FlowDescription& description);

}  // namespace flowcert::proofs::kernel
