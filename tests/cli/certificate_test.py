#!/usr/bin/env python3
"""Certificates as their readers use them: certificate_test.py FLOWCERT FLOWCERT-RECHECK
                shown|along|flows|sizes|changed|parts

shown:   proofs written by `flowcert check --certificate` are shown by flowcert-recheck.
along:   so are those of theorems along systems and iterations, with nothing on trust.
flows:   and those of theorems along aligned flows, which the kernel reduces to their modes.
sizes:   and those of theorems over matrices of every size, with nothing on trust.
changed: with one number of one proof changed they are not.
parts:   flowcert-recheck has no solver and no integrator in it.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

CLAIMS = ["definition-by-hypothesis", "identity-min-max-sum", "identity-x-over-x", "inequality-am-gm", "inequality-log",
          "inequality-quartic", "steps-chain"]
ALONG = ["2606.30509/C3-gradient-flow", "2606.30509/C6-conserved-wedge", "2603.00742/A4-entries",
         "2603.00742/A17-flow-loss", "2603.00742/A25-oscillates", "muon-flow/D1-linear-momentum-law",
         "muon-flow/D2-linear-bound"]
# Along flows: checks that are shown without trust, by their names.
FLOWS = {"2510.22980/B14-finite-sample": ["check 1"], "2510.22980/B2-mixture-losses": ["class losses", "balanced loss"],
         "2603.00742/A6-aligned-stays-aligned": ["nothing off the diagonal"],
         "2603.00742/A16-matrices": ["nothing else"]}
SIZES = ["2510.22980/B1-moments", "2603.00742/A1-gradients", "2603.00742/A2-critical-points", "2603.00742/A3-every-size",
         "2603.00742/A4-every-depth", "2603.00742/A4-every-size", "2603.00742/A5-balanced-roots",
         "2603.00742/A5-every-size", "2603.00742/A20-duality", "2606.30509/C1-abstract-corrected-every-size",
         "2606.30509/C1-every-size"]
CATALOGUE = pathlib.Path(__file__).resolve().parent.parent.parent / "theorems" / "catalogue"
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "claims" / "true"
SHOWN, NOT_SHOWN, NO_CERTIFICATE = 0, 1, 2


def status(*command):
    return subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found}, not {wanted}")


def written(flowcert, folder):
    path = folder / "certificate.json"
    files = [FOLDER / f"{name}.toml" for name in CLAIMS]
    expect("flowcert check", status(flowcert, "check", *files, "--certificate", path), 0)
    return path


def shown(flowcert, recheck, folder):
    path = written(flowcert, folder)
    expect("recheck", status(recheck, path), SHOWN)
    proofs = json.loads(path.read_text())["files"]
    expect("files in the certificate", len(proofs), len(CLAIMS))
    if any(not entry["claims"] for entry in proofs):
        sys.exit("a file without a proof")


def complete(flowcert, recheck, folder, names, rule):
    path = folder / "certificate.json"
    files = [CATALOGUE / f"{name}.toml" for name in names]
    expect("flowcert check", status(flowcert, "check", *files, "--certificate", path), 0)
    told = subprocess.run([recheck, path], check=True, capture_output=True, text=True).stdout.splitlines()
    if "0 with steps on trust, 0 in part, 0 without a proof, 0 not shown" not in told[-1]:
        sys.exit("\n".join(told))
    if rule not in "".join(told):
        sys.exit(f"no proof is by the rule '{rule}'")


def along(flowcert, recheck, folder):
    complete(flowcert, recheck, folder, ALONG, "along the motion")


def sizes(flowcert, recheck, folder):
    complete(flowcert, recheck, folder, SIZES, "matrix words")


def flows(flowcert, recheck, folder):
    path = folder / "certificate.json"
    for name, checks in FLOWS.items():
        expect(f"flowcert check {name}", status(flowcert, "check", CATALOGUE / f"{name}.toml", "--certificate", path), 0)
        told = subprocess.run([recheck, path], check=False, capture_output=True, text=True).stdout
        for check in checks:
            if f"\n  {check}: shown by the kernel: " not in told:
                sys.exit(f"{name}, {check}:\n{told}")
        if "along the modes of an aligned flow" not in told:
            sys.exit(f"{name}: nothing is told of its reduction")


def first_summand(document):
    for entry in document["files"]:
        for step in entry["steps"]:
            for summand in step.get("refutation", {}).get("summands", []):
                return summand
    sys.exit("no certificate of real arithmetic among the proofs")


def changed(flowcert, recheck, folder):
    path = written(flowcert, folder)
    document = json.loads(path.read_text())
    summand = first_summand(document)
    good = summand["coefficient"]
    for bad in (str(Fraction(good) + 1), str(-Fraction(good)), "0"):
        summand["coefficient"] = bad
        path.write_text(json.dumps(document))
        expect(f"recheck with {bad} for {good}", status(recheck, path), NOT_SHOWN)
    for bad in ("1/0", "", "one"):
        summand["coefficient"] = bad
        path.write_text(json.dumps(document))
        expect(f"recheck with {bad!r} for a number", status(recheck, path), NO_CERTIFICATE)
    summand["coefficient"] = good
    path.write_text(json.dumps(document))
    expect("recheck with the number put back", status(recheck, path), SHOWN)


def parts(_flowcert, recheck, _folder):
    libraries = subprocess.run(["ldd", recheck], check=True, capture_output=True, text=True).stdout
    for name in ("z3", "ginac", "cln", "cvc5", "Eigen"):
        if f"lib{name}." in libraries:
            sys.exit(f"flowcert-recheck is linked with {name}")
    symbols = subprocess.run(["nm", "-C", recheck], check=True, capture_output=True, text=True).stdout
    if "flowcert::proofs::kernel::" not in symbols:
        sys.exit("nm tells nothing of flowcert-recheck")
    for room in ("flowcert::integrators::", "flowcert::proofs::exact::", "flowcert::proofs::certificates::",
                 "flowcert::proofs::rigorous::"):
        if room in symbols:
            sys.exit(f"flowcert-recheck has {room} in it")


def main():
    flowcert, recheck, what = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        tests = {"shown": shown, "along": along, "flows": flows, "sizes": sizes, "changed": changed, "parts": parts}
        tests[what](flowcert, recheck, pathlib.Path(folder))


if __name__ == "__main__":
    main()
