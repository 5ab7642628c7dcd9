#!/usr/bin/python3
"""check_includes.py ROOT: fails on an #include that points the wrong way through the house's rooms.

A claim walks through the house once, front to back. A room sees itself and the rooms named here, and nothing else.
"""
import os
import re
import sys

from sources import lines_of, sources

# The longest prefix of a file's path is its room.
SEES = {
    "theorems": ["theorems"],
    "integrators": ["theorems", "integrators"],
    "proofs_check": ["theorems", "integrators", "proofs_check"],
    "proofs_check/kernel": ["theorems", "proofs_check/kernel"],
    "proofs_check/certificate_file": ["theorems", "proofs_check/kernel", "proofs_check/certificate_file"],
    "reports": ["theorems", "proofs_check", "reports"],
    "cli": ["theorems", "integrators", "proofs_check", "reports", "cli"],
    "benchmarks": ["theorems", "integrators", "proofs_check", "reports", "benchmarks"],
    "tests": ["theorems", "integrators", "proofs_check", "reports", "cli", "tests"],
}

# Libraries that search, solve or compute with floating-point numbers: not for what `proved` rests on.
LIBRARIES = {room: ["z3", "ginac", "cvc5", "qsopt", "ppl", "flint", "arb", "arf", "acb", "Eigen", "mpfr", "boost/numeric",
                    "boost/multiprecision/mpfr", "cmath"]
             for room in ("proofs_check/kernel", "proofs_check/certificate_file")}

# But Arb, which rounds outwards, where the kernel evaluates terms over intervals: there alone.
EXCEPTIONS = {f"proofs_check/kernel/interval_value.{kind}": ["arb", "arf"] for kind in ("hpp", "cpp")}

QUOTED = re.compile(r'\s*#\s*include\s*"([^"]+)"')
ANGLED = re.compile(r"\s*#\s*include\s*<([^>]+)>")


def is_in(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    rooms = [room for room in SEES if is_in(path, room)]
    return max(rooms, key=len) if rooms else None


def fault_of(root, path, line):
    """What is wrong with a line of the file; None if nothing is."""
    room = room_of(path)
    quoted, angled = QUOTED.match(line), ANGLED.match(line)
    name = (quoted or angled).group(1) if quoted or angled else ""
    for library in LIBRARIES.get(room, []):
        if library in EXCEPTIONS.get(path, []):
            continue
        if is_in(name, library) or re.match(re.escape(library) + r"(\+\+)?(\.h|_|$)", name):
            return f"{room} does without <{library}>"
    beside = os.path.exists(os.path.join(root, os.path.dirname(path), name))
    if angled:
        inside = room_of(name)
        return f'<{name}> is of ours: write "{name}"' if inside and os.path.exists(os.path.join(root, name)) else None
    if not quoted or ("/" not in name and beside):
        return None
    if room_of(name) is None or ".." in name.split("/"):
        return f'"{name}" does not start with the name of a room'
    if not any(is_in(name, seen) for seen in SEES[room]):
        return f"{room} must not see {room_of(name)}"
    return None


def faults(root):
    for path in sources(root):
        if not path.endswith((".cpp", ".hpp", ".h")) or room_of(path) is None:
            continue
        for number, line in enumerate(lines_of(root, path), 1):
            fault = fault_of(root, path, line)
            if fault:
                yield f"{path}:{number}: {fault}"


if __name__ == "__main__":
    found = list(faults(sys.argv[1]))
    if found:
        sys.exit("\n".join(found))
