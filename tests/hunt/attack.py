"""Attacks every positive verdict of a claim file, and every refutation whose witness can be read."""
import time
import zlib

from mpmath import mp

from evaluator import attack_flow
from evaluator.claimfile import Claim
from evaluator.findings import Finding, Report
from evaluator.numbers import Undefined, Unsupported, Unsure
from evaluator.syntax import SyntaxFault, walk

POSITIVE = ("proved", "certified", "confirmed")


def attack(text, checks, seconds=2.0, seed=0, program=None):
    """A Report on a file's text and the JSON of its checks (steps included, in the order of the output).

    `program` tells the starts of flows; without it they are not attacked.
    """
    mp.dps = 60
    attack_flow.PROGRAM = program
    report = Report()
    if not any(c.get("verdict") in POSITIVE + ("refuted",) for c in checks):
        return report
    try:
        claim = Claim(text)
    except (SyntaxFault, Unsupported, KeyError, TypeError, AttributeError) as fault:
        report.skip(f"not read: {str(fault)[:40]}")
        return report
    deadline = time.monotonic() + seconds
    own = claim.proof_steps + claim.checks
    if len(own) != len(checks):
        own = claim.checks
        checks = checks[-len(own):] if own else []
    for index, (check, outcome) in enumerate(zip(own, checks)):
        verdict = outcome.get("verdict")
        share = time.monotonic() + max(0.2, (deadline - time.monotonic()) / (len(own) - index))
        try:
            if verdict in POSITIVE:
                found = attack_positive(claim, index, check, report, share, seed ^ zlib.crc32(text.encode()))
            elif verdict == "refuted":
                found = attack_refuted(claim, index, check, outcome)
            else:
                continue
        except Unsupported as fault:
            report.skip(f"{claim.dynamics or 'formula'}: {str(fault)[:50]}")
            continue
        except (Undefined, Unsure) as fault:
            report.skip(f"{claim.dynamics or 'formula'}: {str(fault)[:50]}")
            continue
        except Exception as fault:  # a fault of the evaluator must not end a hunt; it is counted
            report.skip(f"evaluator failed: {type(fault).__name__}: {str(fault)[:40]}")
            continue
        if found:
            report.attacked += verdict in POSITIVE
            report.findings.append(found)
    return report


def attack_positive(claim, index, check, report, deadline, seed):
    """One positive verdict: the way depends on what moves."""
    if check.limit is not None or asymptotic(check.claim):
        report.skip("limit, order or rate")
        return None
    if claim.dynamics is None:
        from evaluator.attack_formula import attack_check
    elif claim.dynamics == "iteration":
        from evaluator.attack_iteration import attack_check
    elif claim.dynamics == "system":
        from evaluator.attack_system import attack_check
    else:
        attack_check = attack_flow.attack_check
    return attack_check(claim, index, check, report, deadline, seed)


def attack_refuted(claim, index, check, outcome):
    """A refutation of a formula: is the claim true at its own witness?"""
    from evaluator.witness import true_at_witness
    if claim.dynamics is not None or check.limit is not None or asymptotic(check.claim):
        return None
    values = outcome.get("witness")
    if not values:
        return None
    if true_at_witness(claim, check, values):
        return Finding("true at its witness", index, ", ".join(f"{k} = {v}" for k, v in values.items()))
    return None


def asymptotic(tree):
    """Whether a claim speaks of a limit, an order or a rate."""
    return any(n.kind == "call" and n.value == "order" or n.kind == "rel" and "~" in n.value for n in walk(tree))
