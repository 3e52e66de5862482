"""Runs the program in an empty folder and looks at what it says and leaves behind."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["CAISSON"]
HERE = pathlib.Path(__file__).parent
GOLDEN = HERE / "golden"

# Nothing of the caller's environment that could change what is said; what the sanitizers are told stays.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name == "PATH" or name.endswith("SAN_OPTIONS")}


class Case(unittest.TestCase):
    """A test in a folder of its own, which holds two-states.yaml."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="caisson-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copy(HERE / "two-states.yaml", self.folder)

    def run_program(self, *arguments, code=0, environment=None, **how):
        """The finished process; fails if its exit code is another one."""
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        if "input" in how:
            del how["stdin"]
        ended = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env={**ENVIRONMENT, **(environment or {})},
                               encoding="utf-8", check=False, **how)
        self.assertEqual(ended.returncode, code, f"{arguments}: {ended.stdout}\n{ended.stderr}")
        return ended

    def output(self, *arguments, **how):
        """What it says on standard output, if it says nothing on standard error."""
        ended = self.run_program(*arguments, **how)
        self.assertEqual(ended.stderr, "")
        return ended.stdout

    def complaint(self, *arguments, code, **how):
        """What it says on standard error, if it says nothing on standard output."""
        ended = self.run_program(*arguments, code=code, **how)
        self.assertEqual(ended.stdout, "")
        return ended.stderr

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def changed(self, what, by):
        """Writes changed.yaml: the scenario with a text in it replaced."""
        text = (self.folder / "two-states.yaml").read_text(encoding="utf-8")
        self.assertEqual(text.count(what), 1)
        self.write("changed.yaml", text.replace(what, by))
        return "changed.yaml"

    def names(self, folder="."):
        """What lies in a folder, but for the scenarios."""
        return sorted(path.name for path in (self.folder / folder).iterdir() if path.suffix != ".yaml" or folder != ".")

    def check_golden(self, name, text):
        path = GOLDEN / name
        text = text.replace(PROGRAM, "caisson")  # what to type next names the program as it was called
        if os.environ.get("CAISSON_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        self.assertEqual(text, path.read_text(encoding="utf-8"))


def main():
    sys.dont_write_bytecode = True
    unittest.main()
