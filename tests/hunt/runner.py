"""Runs the program on claim files and watches over it: crashes, hangs and memory."""
import json
import os
import signal
import subprocess
import tempfile
import time

MEMORY_LIMIT = 2 * 1024 * 1024  # KiB
GRACE = 5.0
PATIENCE = 100  # by so much a run may outlive its limit by the clock, if its own processor time stays below it


def processor_seconds(pid):
    """What a running process has used, as the kernel counts it: on a busy machine the clock says nothing of a run."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return sum(int(f) for f in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0.0


class Outcome:
    """What the program said about one file. `fault` is None, or how it failed."""

    def __init__(self, verdict=None, checks=(), fault=None, error=""):
        self.verdict, self.checks, self.fault, self.error = verdict, list(checks), fault, error


def run_once(binary, paths, budget):
    """(exit status or -signal, output, peak KiB, processor seconds, whether it was stopped) of one run over some files."""
    command = [binary, "check", *paths, "--json", "-", "--jobs", "1", "--budget", str(budget), "--no-color"]
    limit = len(paths) * (budget + GRACE)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        stopped, pause = False, 0.005
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            clock = time.monotonic() - start
            if clock > limit and not stopped and (clock > PATIENCE * limit or processor_seconds(child.pid) > limit):
                os.kill(child.pid, signal.SIGKILL)
                stopped = True
            time.sleep(pause)
            pause = min(0.05, pause * 1.3)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return child.returncode, out.read(), err.read(), usage.ru_maxrss, usage.ru_utime + usage.ru_stime, stopped


def outcomes(binary, paths, budget):
    """An Outcome per path. Runs all at once, and one by one where something is wrong."""
    status, out, err, memory, seconds, stopped = run_once(binary, paths, budget)
    try:
        document = json.loads(out)
    except ValueError:
        document = None
    bad = (document is None or stopped or status not in (0, 1, 2, 3) or memory > MEMORY_LIMIT
           or len(paths) == 1 and seconds > budget + GRACE)
    slow = document is not None and any(c.get("seconds", 0) > budget + GRACE for c in document["claims"])
    if (bad or slow) and len(paths) > 1:
        return {p: outcomes(binary, [p], budget)[p] for p in paths}
    if document is None and status == 2:
        return {p: Outcome("error", error=err.decode(errors="replace")) for p in paths}
    if bad:
        return {paths[0]: Outcome(fault=describe(status, stopped, memory, seconds, budget),
                                  error=err.decode(errors="replace")[:500])}
    by_path = {c["file"]: c for c in document["claims"]}
    found = {}
    for p in paths:
        claim = by_path.get(p)
        if claim is None:
            found[p] = Outcome("error", error=err.decode(errors="replace"))
        elif claim.get("internal_error"):
            found[p] = Outcome(fault="internal error: " + claim["internal_error"][:200])
        else:
            found[p] = Outcome(claim["verdict"], claim["checks"])
    return found


def describe(status, stopped, memory, seconds, budget):
    if stopped or seconds > budget + GRACE:
        return f"hang: {seconds:.1f} s with a budget of {budget} s"
    if memory > MEMORY_LIMIT:
        return f"memory: {memory // 1024} MiB"
    return f"crash: signal {-status}" if status < 0 else f"crash: exit status {status}"
