"""The project's own source files."""
import os

FOLDERS = ["theorems", "integrators", "proofs_check", "reports", "cli", "tests", "cmake", "benchmarks", "docs"]
ENDINGS = (".cpp", ".hpp", ".h", ".py", ".cmake", ".sh")
NAMES = {"CMakeLists.txt", "run"}


def is_source(name):
    return name.endswith(ENDINGS) or name in NAMES


def sources(root):
    """Their paths from the root, sorted. What is built or stored by tools is none of them."""
    found = [name for name in os.listdir(root) if is_source(name) and os.path.isfile(os.path.join(root, name))]
    for folder in FOLDERS:
        for place, folders, files in os.walk(os.path.join(root, folder)):
            folders[:] = [name for name in folders if name not in ("build", "__pycache__") and not name.startswith(".")]
            found += [os.path.relpath(os.path.join(place, name), root) for name in files if is_source(name)]
    return sorted(path.replace(os.sep, "/") for path in found)


def lines_of(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read().splitlines()
