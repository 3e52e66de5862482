"""Checks that each broken file gets its message, word for word, and that every code has a file that provokes it.

A file NNN-what.yaml stands beside NNN-what.txt, which is what `caisson check` says of it on standard error. With
CAISSON_WRITE_GOLDEN=1 in the environment the texts are written instead, to be read and committed.
"""

import functools
import json
import os
import pathlib
import re
import subprocess
import unittest

PROGRAM = os.environ["CAISSON"]
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FILES = sorted(HERE.glob("[0-9][0-9][0-9]-*.yaml"))
CODES = ROOT / "include/caisson/base/finding_code.hpp"

# What no file can provoke by itself, and why.
NOT_BY_A_FILE = {
    "unreadable_file": "a file that is there and can be read does not provoke it; a missing parent is bad_extends",
    "overridden_twice": "only options can name one variant or one path twice; within a file that is duplicate_key",
}

# Nothing of the caller's environment that could change what is said; what the sanitizers are told stays.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name == "PATH" or name.endswith("SAN_OPTIONS")}


@functools.cache
def check(*arguments):
    """The finished process of `caisson check`, run where paths begin with tests/broken; the same is run only once."""
    return subprocess.run([PROGRAM, "check", *map(str, arguments)], cwd=ROOT, env=ENVIRONMENT, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def relative(path):
    return path.relative_to(ROOT)


class Messages(unittest.TestCase):
    """What is said of each file, and how the program ends."""

    maxDiff = None

    def test_each_message_is_the_golden_one(self):
        for path in FILES:
            with self.subTest(path.name):
                said = check(relative(path)).stderr
                golden = path.with_suffix(".txt")
                if os.environ.get("CAISSON_WRITE_GOLDEN"):
                    golden.write_bytes(said.encode())
                self.assertNotEqual(said, "")
                self.assertEqual(said, golden.read_bytes().decode())

    def test_errors_end_with_3_and_warnings_only_if_they_are_to_count(self):
        for path in FILES:
            with self.subTest(path.name):
                plain = check(relative(path))
                is_error = " error: " in plain.stderr
                self.assertEqual(plain.returncode, 3 if is_error else 0)
                if not is_error:  # --strict adds nothing to errors
                    self.assertEqual(check(relative(path), "--strict").returncode, 3)

    def test_every_text_is_plain(self):
        for path in FILES:
            with self.subTest(path.name):
                said = check(relative(path)).stderr
                self.assertEqual([letter for letter in said if ord(letter) < 0x20 and letter != "\n"], [])

    def test_every_text_belongs_to_a_file(self):
        texts = {path.stem for path in HERE.glob("[0-9][0-9][0-9]-*.txt")}
        self.assertEqual(texts, {path.stem for path in FILES})


class Codes(unittest.TestCase):
    """Each code of findings is met by somebody who writes a file."""

    def test_every_code_is_provoked_by_a_file(self):
        enumeration = re.search(r"enum class FindingCode[^{]*\{(.*?)\};", CODES.read_text(encoding="utf-8"), re.DOTALL)
        known = set(re.findall(r"^\s*(\w+),$", enumeration.group(1), re.MULTILINE))
        self.assertGreater(len(known), 40)
        answers = json.loads(check("--json", *map(relative, FILES)).stdout)
        met = {finding["code"] for answer in answers for finding in answer["findings"]}
        self.assertEqual(known - met, set(NOT_BY_A_FILE))

    def test_a_missing_file_provokes_the_first_of_the_others(self):
        ended = check("--json", "tests/broken/nowhere.yaml")
        self.assertEqual(ended.returncode, 7)
        answers = json.loads(ended.stdout)
        self.assertEqual([finding["code"] for finding in answers[0]["findings"]], ["unreadable_file"])

    def test_options_provoke_the_second(self):
        sound = relative(HERE / "parents/sound.yaml")
        twice = check(sound, "--json", "--set", "routes.rail.transit=5 d", "--set", "routes.rail.transit=4 d")
        answers = json.loads(twice.stdout)
        self.assertEqual([finding["code"] for finding in answers[0]["findings"]], ["overridden_twice"])


if __name__ == "__main__":
    unittest.main()
