#!/usr/bin/python3
"""check_truth.py FLOWCERT FILE...: runs claim files whose first lines tell their truth, and fails on an unsound verdict.

`# truth: TFN` has one letter for each step and check, in the file's order; `# truth: file-X` is about the file as a whole:
T true (never refuted), F false (never positive), N never positive, U undecided and nothing else, E an error of the input.
Undecided is never unsound. A crash, a hang, or another exit status than the contract's fails as well.

The files go to one run of the program, in which each is still decided by a process of its own.
"""
import json
import re
import subprocess
import sys

BUDGET = 2  # seconds per file: many of these stay undecided, and that after all of it
POSITIVE = {"proved", "certified", "confirmed", "observed"}


def unsound(truth, verdict):
    if truth == "T":
        return verdict == "refuted"
    if truth == "U":
        return verdict in POSITIVE | {"refuted"}
    return verdict in POSITIVE


def truth_of(path):
    with open(path, encoding="utf-8") as file:
        return re.match(r"# truth: *(\S+)", file.readline()).group(1)


def fault(path, claims, errors):
    """What is wrong with the program's word on one file, or None."""
    truth = truth_of(path)
    if path not in claims:
        return None if path in errors else "no result and no error of the input"
    claim = claims[path]
    if claim["internal_error"]:
        return claim["internal_error"]
    pairs = [(truth[5:], claim["verdict"])] if truth.startswith("file-") else list(
        zip(truth, [check["verdict"] for check in claim["checks"]]))
    wrong = [f"check {k + 1} is {verdict}, its truth {letter}" for k, (letter, verdict) in enumerate(pairs)
             if unsound(letter, verdict)]
    if not truth.startswith("file-") and len(truth) != len(claim["checks"]) and "E" not in truth:
        wrong.append(f"{len(claim['checks'])} checks were decided, {len(truth)} stand in the file")
    return "; ".join(wrong) or None


def main(program, paths):
    done = subprocess.run([program, "check", *paths, "--jobs", "1", "--json", "-", "--budget", str(BUDGET)],
                          capture_output=True, text=True, timeout=(BUDGET + 10) * len(paths) + 60)
    if done.returncode not in (0, 1, 2, 3, 4) or not done.stdout.strip():
        return [f"exit status {done.returncode}: {done.stderr[-300:]}"]
    run = json.loads(done.stdout)
    claims = {claim["file"]: claim for claim in run["claims"]}
    errors = {error["file"] for error in run["errors"] if error["line"] > 0}
    faults = [f"{path}: {what}" for path in paths if (what := fault(path, claims, errors))]
    if not faults and done.returncode == 4:
        faults.append(f"exit status 4: {done.stderr[-300:]}")
    return faults


if __name__ == "__main__":
    problems = main(sys.argv[1], sys.argv[2:])
    if problems:
        sys.exit("\n".join(problems))
