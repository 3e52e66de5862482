"""Reads the marks that pages of the documentation carry for the tests, and plays what they say.

    <!-- file: NAME -->             the block that follows is written into NAME
    <!-- test -->                   the block that follows is run, line by line, and must succeed
    <!-- test: fails -->            likewise, and must fail
    <!-- stands for: COMMAND -->    COMMAND is run in place of the block that follows, which installs and builds
    <!-- prints -->                 every line of the block that follows is printed by the commands before it
"""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["CAISSON"]).resolve()
MARKED = re.compile(r"^<!-- (file|test|prints|stands for)(?:: (.*?))? -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SKIPPED = 77


def need(*modules):
    """Ends the test as skipped, and says why, where Debian's packages of the group [test] are not installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        print(f"skipped: {sys.executable} has no {', '.join(missing)}; tools/test installs them (tools/packages.txt)")
        sys.exit(SKIPPED)


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def prose(text):
    """A page without its blocks, marks and the targets of its links."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"<!--.*?-->|\]\([^)]*\)", "", text, flags=re.DOTALL)


class Case(unittest.TestCase):
    """A test in a folder that looks like the source tree after `tools/run`, as far as the documentation needs it."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="caisson-docs-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "build" / "release").mkdir(parents=True)
        (self.folder / "build" / "release" / "caisson").symlink_to(PROGRAM)
        (self.folder / "scenarios").symlink_to(ROOT / "scenarios")
        (self.folder / "tools").symlink_to(ROOT / "tools")
        self.environment = {**os.environ, "MPLCONFIGDIR": str(self.folder / "matplotlib"), "NO_COLOR": "1"}

    def run_command(self, command, folder=None):
        """The finished process, with all that it said in `stdout`."""
        return subprocess.run(command, shell=isinstance(command, str), cwd=folder or self.folder, encoding="utf-8",
                              env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def play(self, page):
        """Does what a page's marks say, in their order. Returns all that was printed, and all files that were written."""
        printed, written = [], []
        for kind, detail, block in MARKED.findall(read(page)):
            with self.subTest(page=page, mark=kind, block=block):
                if kind == "file":
                    (self.folder / detail).write_text(block, encoding="utf-8")
                    written.append(block)
                elif kind == "prints":
                    self.check_printed(block, "".join(printed))
                else:
                    printed.append(self.run_block(detail if kind == "stands for" else block, detail == "fails"))
        return "".join(printed), "".join(written)

    def run_block(self, commands, fails):
        said = ""
        for command in commands.splitlines():
            done = self.run_command(command)
            self.assertEqual(done.returncode != 0, fails, f"{command}\n{done.stdout}")
            said += done.stdout
        return said

    def check_printed(self, block, printed):
        lines = {line.rstrip() for line in printed.splitlines()}
        for line in block.splitlines():
            self.assertIn(line.rstrip(), lines, f"no command on the page prints this; they print\n{printed}")


def main():
    sys.dont_write_bytecode = True
    unittest.main()
