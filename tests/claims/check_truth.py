#!/usr/bin/python3
"""check_truth.py FLOWCERT FILE: runs a claim file whose first line tells its truth, and fails on an unsound verdict.

`# truth: TFN` has one letter for each step and check, in the file's order; `# truth: file-X` is about the file as a whole:
T true (never refuted), F false (never positive), N never positive, U undecided and nothing else, E an error of the input.
Undecided is never unsound. A crash, a hang, or another exit status than the contract's fails as well.
"""
import json
import re
import subprocess
import sys

BUDGET = 3
POSITIVE = {"proved", "certified", "confirmed", "observed"}


def unsound(truth, verdict):
    if truth == "T":
        return verdict == "refuted"
    if truth == "U":
        return verdict in POSITIVE | {"refuted"}
    return verdict in POSITIVE


def main(program, path):
    with open(path, encoding="utf-8") as file:
        truth = re.match(r"# truth: *(\S+)", file.readline()).group(1)
    done = subprocess.run([program, "check", path, "--jobs", "1", "--json", "-", "--budget", str(BUDGET)],
                          capture_output=True, text=True, timeout=BUDGET + 60)
    if done.returncode not in (0, 1, 2, 3):
        return f"exit status {done.returncode}: {done.stderr[-300:]}"
    claims = json.loads(done.stdout)["claims"] if done.stdout.strip() else []
    if not claims:
        error = done.returncode == 2 and re.search(r":\d+:\d+: error: ", done.stderr)
        return None if error else f"no result and no error of the input: {done.stderr[-300:]}"
    claim = claims[0]
    pairs = [(truth[5:], claim["verdict"])] if truth.startswith("file-") else list(
        zip(truth, [check["verdict"] for check in claim["checks"]]))
    wrong = [f"check {k + 1} is {verdict}, its truth {letter}" for k, (letter, verdict) in enumerate(pairs)
             if unsound(letter, verdict)]
    if not truth.startswith("file-") and len(truth) != len(claim["checks"]) and "E" not in truth:
        wrong.append(f"{len(claim['checks'])} checks were decided, {len(truth)} stand in the file")
    return "; ".join(wrong) or None


if __name__ == "__main__":
    problem = main(sys.argv[1], sys.argv[2])
    if problem:
        sys.exit(f"{sys.argv[2]}: {problem}")
