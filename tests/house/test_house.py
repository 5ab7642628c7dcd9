#!/usr/bin/python3
"""The checks of this folder notice what is planted in a house of their own."""
import os
import tempfile
import unittest

import check_includes
import check_lengths
from sources import sources


class House(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = self.folder.name

    def put(self, path, *lines):
        whole = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))

    def includes(self, path, name):
        """What is said of a file with this include alone."""
        self.put(path, "// a file", f"#include {name}")
        found = list(check_includes.faults(self.root))
        os.remove(os.path.join(self.root, path))
        return found

    def allowed(self, path, name):
        self.assertEqual(self.includes(path, name), [])

    def refused(self, path, name):
        found = self.includes(path, name)
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith(path + ":2: "), found[0])


class Includes(House):
    def test_front_to_back(self):
        self.allowed("theorems/language/a.cpp", '"theorems/terms/term.hpp"')
        self.allowed("integrators/flows/a.cpp", '"theorems/terms/term.hpp"')
        self.allowed("proofs_check/exact/a.cpp", '"integrators/numbers/real.hpp"')
        self.allowed("proofs_check/kernel/a.hpp", '"theorems/terms/term.hpp"')
        self.allowed("proofs_check/kernel/a.cpp", '"proofs_check/kernel/step.hpp"')
        self.allowed("proofs_check/certificate_file/a.cpp", '"proofs_check/kernel/step.hpp"')
        self.allowed("reports/html/a.cpp", '"proofs_check/result.hpp"')
        self.allowed("cli/a.cpp", '"reports/json.hpp"')
        self.allowed("tests/cli/a.cpp", '"cli/pool.hpp"')
        self.allowed("proofs_check/exact/a.cpp", "<ginac/ginac.h>")

    def test_back_to_front(self):
        self.refused("theorems/language/a.cpp", '"integrators/numbers/real.hpp"')
        self.refused("theorems/language/a.hpp", '"proofs_check/verdict.hpp"')
        self.refused("integrators/flows/a.cpp", '"proofs_check/verdict.hpp"')
        self.refused("proofs_check/a.cpp", '"reports/json.hpp"')
        self.refused("reports/a.cpp", '"integrators/flows/flow_path.hpp"')
        self.refused("reports/a.cpp", '"cli/pool.hpp"')
        self.refused("cli/a.cpp", '"tests/cli/program.hpp"')
        self.refused("theorems/language/a.cpp", ' "cli/pool.hpp"')

    def test_the_kernel_sees_itself_and_theorems(self):
        self.refused("proofs_check/kernel/a.cpp", '"proofs_check/exact/prove.hpp"')
        self.refused("proofs_check/kernel/a.cpp", '"proofs_check/certificate_file/certificate.hpp"')
        self.refused("proofs_check/kernel/a.cpp", '"proofs_check/kernel_of_another_name.hpp"')
        self.refused("proofs_check/kernel/a.hpp", '"integrators/numbers/ball.hpp"')
        self.refused("proofs_check/certificate_file/a.cpp", '"proofs_check/exact/prove.hpp"')
        for library in ("<z3++.h>", "<ginac/ginac.h>", "<arb.h>", "<arf.h>", "<flint/fmpq.h>", "<Eigen/Dense>",
                        "<cmath>"):
            self.refused("proofs_check/kernel/a.cpp", library)

    def test_the_kernel_computes_with_intervals_in_one_place(self):
        self.allowed("proofs_check/kernel/interval_value.cpp", "<arb.h>")
        self.refused("proofs_check/kernel/interval_value.cpp", "<flint/fmpq.h>")
        self.refused("proofs_check/kernel/interval_value_of_another.cpp", "<arb.h>")

    def test_includes_that_hide_their_room(self):
        self.refused("theorems/language/a.cpp", '"../../cli/pool.hpp"')
        self.refused("theorems/language/a.cpp", '"theorems/../cli/pool.hpp"')
        self.refused("theorems/language/a.cpp", '"pool.hpp"')
        self.put("cli/pool.hpp", "")
        self.refused("theorems/language/a.cpp", "<cli/pool.hpp>")
        self.put("tests/theorems/support.hpp", "")
        self.allowed("tests/theorems/a.cpp", '"support.hpp"')


class Lengths(House):
    def faults(self, allowed):
        return list(check_lengths.faults(self.root, allowed))

    def test_long_files(self):
        self.put("cli/short.cpp", *["x"] * 350)
        self.assertEqual(self.faults({}), [])
        for path in ("cli/long.cpp", "tests/house/long.py", "cmake/long.cmake", "run"):
            self.put(path, *["x"] * 351)
            self.assertEqual(self.faults({}), [f"{path}: 351 lines, 350 are the most"])
            os.remove(os.path.join(self.root, path))

    def test_exceptions_only_shrink(self):
        self.put("cli/long.cpp", *["x"] * 400)
        self.assertEqual(self.faults({"cli/long.cpp": 400}), [])
        self.assertEqual(self.faults({"cli/long.cpp": 399}), ["cli/long.cpp: has grown from 399 to 400 lines"])
        self.assertEqual(self.faults({"cli/long.cpp": 401}),
                         ["cli/long.cpp: has shrunk from 401 to 400 lines: the list has to say so"])
        self.put("cli/long.cpp", *["x"] * 350)
        self.assertEqual(self.faults({"cli/long.cpp": 400}), ["cli/long.cpp: 350 lines, so its exception has to go"])
        os.remove(os.path.join(self.root, "cli/long.cpp"))
        self.assertEqual(self.faults({"cli/long.cpp": 400}), ["cli/long.cpp: is listed as too long, and is not there"])

    def test_the_list_is_read(self):
        self.put("list.txt", "# a word", "", "400 cli/long.cpp")
        self.assertEqual(check_lengths.exceptions(os.path.join(self.root, "list.txt")), {"cli/long.cpp": 400})


class Sources(House):
    def test_what_is_built_is_not_ours(self):
        self.put("cli/a.cpp", "")
        self.put("build/release/b.cpp", "")
        self.put("tests/hunt/__pycache__/c.py", "")
        self.put("tests/claims/d.toml", "")
        self.assertEqual(sources(self.root), ["cli/a.cpp"])

    def test_this_house_is_looked_at(self):
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        found = sources(root)
        for room in ("theorems", "integrators", "proofs_check/kernel", "proofs_check", "reports", "cli", "tests"):
            self.assertTrue(any(path.startswith(room + "/") for path in found), room)


if __name__ == "__main__":
    unittest.main()
