#!/usr/bin/python3
"""check_lengths.py ROOT LIST: fails on a source file that is too long to have one job.

LIST has the exceptions, "LINES PATH" a line. They may only shrink: an entry has to tell the file's length as it is, and to
go when it is not needed any more.
"""
import sys

from sources import lines_of, sources

MOST_LINES = 350


def exceptions(path):
    with open(path, encoding="utf-8") as file:
        entries = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {path: int(length) for length, path in entries}


def faults(root, allowed):
    lengths = {path: len(lines_of(root, path)) for path in sources(root)}
    for path, length in lengths.items():
        if path not in allowed and length > MOST_LINES:
            yield f"{path}: {length} lines, {MOST_LINES} are the most"
        elif path in allowed and length > allowed[path]:
            yield f"{path}: has grown from {allowed[path]} to {length} lines"
    for path, listed in allowed.items():
        length = lengths.get(path)
        if length is None:
            yield f"{path}: is listed as too long, and is not there"
        elif length <= MOST_LINES:
            yield f"{path}: {length} lines, so its exception has to go"
        elif length < listed:
            yield f"{path}: has shrunk from {listed} to {length} lines: the list has to say so"


if __name__ == "__main__":
    found = list(faults(sys.argv[1], exceptions(sys.argv[2])))
    if found:
        sys.exit("\n".join(found))
