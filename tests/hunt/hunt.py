#!/usr/bin/python3
"""Mutates claims, runs the program on them and attacks every verdict. See README.md."""
import argparse
import collections
import hashlib
import json
import multiprocessing
import os
import pathlib
import re
import signal
import sys
import tempfile
import time

from attack import POSITIVE, attack
from metamorphic import contradiction, variants
from mutate import mutants
from runner import outcomes

ROOT = pathlib.Path(__file__).resolve().parents[2]
BATCH = 6


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flowcert", required=True, metavar="BINARY")
    parser.add_argument("--seconds", type=float, help="stop early after this time")
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=2.0, help="seconds per claim (default 2)")
    parser.add_argument("--attack", type=float, default=1.5, help="seconds to attack a claim (default 1.5)")
    parser.add_argument("--metamorphic", type=int, default=4, help="one variant for every N-th mutant (0: none)")
    parser.add_argument("--out", type=pathlib.Path, help="write findings and the cache of verdicts here")
    parser.add_argument("--source", type=pathlib.Path, action="append", help="folders of true claims")
    parser.add_argument("--kind", action="append", default=[], help="make only changes of this kind (several times)")
    parser.add_argument("--again", type=pathlib.Path, metavar="DIR", help="run and attack saved findings instead")
    parser.add_argument("--all", action="store_true", help="mutate claims of any verdict")
    return parser.parse_args()


def read_sources(folders):
    """Texts of all claim files, by name."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.toml")) if folder.is_dir() else [folder]:
            found[str(path)] = path.read_text()
    return found


def run_texts(options, texts):
    """Outcomes of texts, in order."""
    with tempfile.TemporaryDirectory(prefix="hunt-") as folder:
        paths = []
        for i, text in enumerate(texts):
            path = os.path.join(folder, f"m{i}.toml")
            with open(path, "w") as file:
                file.write(f'id = "hunt/m{i}"\n' + text)
            paths.append(path)
        found = outcomes(options.flowcert, paths, options.budget)
        return [found[p] for p in paths]


def without_id(text):
    return re.sub(r"^id\s*=.*\n", "", text, count=1, flags=re.M)


def judge_sources(task):
    options, names, texts = task
    return [(n, o.verdict) for n, o in zip(names, run_texts(options, [without_id(t) for t in texts]))]


def true_sources(options, sources, pool):
    """The sources that come out positive; verdicts are cached by the text's hash."""
    if options.all:
        return sources
    cache_path = options.out / "verdicts.json" if options.out else None
    cache = json.loads(cache_path.read_text()) if cache_path and cache_path.exists() else {}
    key = {n: hashlib.sha256(t.encode()).hexdigest() for n, t in sources.items()}
    missing = [n for n in sorted(sources) if key[n] not in cache]
    tasks = [(options, part, [sources[n] for n in part]) for part in
             (missing[i:i + BATCH] for i in range(0, len(missing), BATCH))]
    for part in pool.imap(judge_sources, tasks):
        for name, verdict in part:
            cache[key[name]] = verdict
    if cache_path:
        cache_path.write_text(json.dumps(cache))
    return {n: t for n, t in sources.items() if cache.get(key[n]) in POSITIVE}


def hunt_batch(task):
    """Runs and attacks one batch: a list of (source, kind, text, outcome parts)."""
    options, batch = task
    results = []
    start = time.monotonic()
    ran = run_texts(options, [text for _, _, text, _ in batch])
    share = (time.monotonic() - start) / len(batch)
    for (source, kind, text, number), outcome in zip(batch, ran):
        result = {"source": source, "kind": kind, "text": text, "verdict": outcome.verdict, "findings": [],
                  "attacked": 0, "reasons": {}, "number": number, "ran": share, "attacking": 0.0}
        if outcome.fault:
            result["findings"].append(outcome.fault)
        elif outcome.verdict not in ("error", None):
            start = time.monotonic()
            report = attack(text, outcome.checks, options.attack, options.seed, options.flowcert)
            result["findings"] += [str(f) for f in report.findings]
            result["attacking"] = time.monotonic() - start
            result["attacked"], result["reasons"] = report.attacked, report.reasons
        results.append(result)
        if options.metamorphic and number % options.metamorphic == 0 and not outcome.fault \
                and outcome.verdict in POSITIVE + ("refuted",):
            compare_variants(options, result, outcome)
    return results


def compare_variants(options, result, outcome):
    """Runs a variant or two of a mutant and compares the verdicts."""
    made = variants(result["text"], options.seed * 1000003 + result["number"])
    if not made:
        return
    for variant, other in zip(made, run_texts(options, [v.text for v in made])):
        result["variants"] = result.get("variants", 0) + 1
        fault = other.fault or contradiction(variant, outcome, other)
        if other.verdict == "error" and variant.name in ("renamed", "reordered", "twice negated", "with itself"):
            fault = "error: " + other.error.strip()[:200]
        if fault:
            result["findings"].append(f"variant '{variant.name}': {fault}\n" + variant.text)


def batches(options, sources, wanted):
    batch = []
    for number, source, kind, text in mutants(sources, options.mutants, options.seed, wanted, options.kind):
        batch.append((source, kind, text, number))
        if len(batch) == BATCH:
            yield options, batch
            batch = []
    if batch:
        yield options, batch


def write_finding(options, result, finding):
    """One claim file per finding."""
    first, _, rest = finding.partition("\n")
    kind = re.sub(r"\W+", "-", first.split(":")[0]).strip("-")
    name = f"{options.seed}-{result['number']:05d}-{kind}.toml"
    truth = "T" if first.startswith("true") else "F" if first.startswith("false") else first.split(":")[0]
    lines = [f"# truth: {truth}", f"# {first}", f"# a change of kind '{result['kind']}' in "
             + os.path.basename(result["source"]), f"# the program said: {result['verdict']}"]
    body = re.sub(r"^# truth:.*\n", "", result["text"], flags=re.M).strip() + "\n" + "".join(f"# {line}\n" for line in rest.splitlines())
    (options.out / name).write_text("\n".join(lines) + "\n" + body)
    return name


def again(options):
    """Which saved findings (other than variants) are still there."""
    sources = {n: without_id(t) for n, t in read_sources([options.again]).items() if "\n# variant '" not in t}
    options.metamorphic, still = 0, 0
    for number, (name, text) in enumerate(sources.items()):
        for options.seed in range(6):  # the point that was found need not be drawn at once
            result, = hunt_batch((options, [(name, "saved", text, number)]))
            if result["findings"] or result["verdict"] == "error":
                break
        verdict = "; ".join(f.splitlines()[0] for f in result["findings"]) or f"gone ({result['verdict']})"
        still += bool(result["findings"])
        print(f"{name}: {verdict}", flush=True)
    print(f"{still} of {len(sources)} are still there")
    return 1 if still else 0


def main():
    options = arguments()
    if options.again:
        return again(options)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    folders = options.source or [ROOT / "theorems" / "catalogue", ROOT / "tests" / "claims" / "true"]
    start = time.monotonic()
    counts, reasons, kinds, found = collections.Counter(), collections.Counter(), collections.Counter(), []
    seconds = collections.Counter()
    with multiprocessing.Pool(options.jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)) as pool:
        sources = read_sources(folders)
        wanted = set(true_sources(options, sources, pool))
        print(f"{len(wanted)} claims to mutate ({time.monotonic() - start:.0f} s)", flush=True)
        hunting = time.monotonic()
        for results in pool.imap(hunt_batch, batches(options, sources, wanted)):
            for result in results:
                counts["mutants"] += 1
                kinds[result["kind"]] += 1
                verdict = result["verdict"]
                counts[verdict or "fault"] += 1
                counts["decided"] += verdict in POSITIVE + ("refuted",)
                counts["positive"] += verdict in POSITIVE
                counts["checks attacked"] += result["attacked"]
                seconds["program"] += result["ran"]
                seconds["attack"] += result["attacking"]
                counts["variants"] += result.get("variants", 0)
                reasons.update(result["reasons"])
                for finding in result["findings"]:
                    place = write_finding(options, result, finding) if options.out else result["source"]
                    found.append(f"{place}: {finding.splitlines()[0]}")
                    print(found[-1], flush=True)
            if options.seconds and time.monotonic() - start > options.seconds:
                print("stopped early")
                pool.terminate()
                break
    took = time.monotonic() - hunting
    for name in ("mutants", "error", "undecided", "decided", "refuted", "positive", "proved", "certified", "confirmed",
                 "checks attacked", "variants"):
        print(f"{counts[name]:7d} {name}")
    print("kinds of change:", ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    for reason, n in reasons.most_common():
        print(f"{n:7d} checks not attacked: {reason}")
    print(f"{len(found):7d} contradictions, {took:.0f} s, {counts['mutants'] / max(took, 0.001):.1f} mutants/s; "
          f"per mutant {seconds['program'] / max(1, counts['mutants']):.2f} s of the program, "
          f"{seconds['attack'] / max(1, counts['mutants']):.2f} s of attack")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
