"""Every scenario that is shipped keeps its claims, balances its books, and gives the same bytes whatever is around it."""

import filecmp
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GALLERY = ROOT / "scenarios"
SCENARIOS = sorted(GALLERY.rglob("*.yaml"))
EXAMPLES = [scenario for scenario in SCENARIOS if scenario.parent.name == "examples"]

# What a run folder repeats to the byte. The manifest holds times; scenario.yaml says on which line each value stands.
TABLES = ["series.csv", "flows.csv", "events.csv", "outcomes.csv"]


def caisson(*arguments, **environment):
    return subprocess.run([os.environ["CAISSON"], *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", cwd=ROOT, env={**os.environ, **environment}, check=False)


def variants(scenario):
    """Options that play the baseline and each variant, in one folder."""
    listed = json.loads(caisson("list", scenario, "variants", "--json").stdout)
    return [word for name in ["baseline", *(row["id"] for row in listed)] for word in ("-V", name)]


def german(place):
    """Another environment: a decimal comma, where the system can build that locale, and a distant time zone."""
    chosen = {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Vladivostok"}
    if shutil.which("localedef"):
        made = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(place / "de_DE.UTF-8")],
                              capture_output=True, check=False)
        if made.returncode == 0:
            chosen["LOCPATH"] = str(place)
    return chosen


def blocks(lines, start):
    """Cuts lines before each that `start` matches; what comes before the first is a block of its own."""
    cut = [[]]
    for line in lines:
        if start.match(line):
            cut.append([])
        cut[-1].append(line)
    return cut


def permuted(text):
    """The same scenario with its sections, and the entries of each, in reverse order; `expect` is a list and stays."""
    head, *sections = blocks(text.splitlines(), re.compile(r"[a-z]+:"))
    version, *rest = sections
    turned = []
    for section in reversed(rest):
        first, *entries = blocks(section, re.compile(r"  [^\s#-][^:]*:"))
        turned.append(first + [line for entry in reversed(entries) for line in entry])
    return "\n".join(head + version + [line for section in turned for line in section]) + "\n"


class Scenarios(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(prefix="caisson-"))
        cls.addClassCleanup(shutil.rmtree, cls.place)
        cls.played = {}

    def as_shipped(self, scenario):
        """The folder of a run of a scenario as it is shipped, which is played once for all tests."""
        if scenario not in self.played:
            self.played[scenario] = self.play(scenario, scenario.stem)
        return self.played[scenario]

    def play(self, scenario, folder, **environment):
        done = caisson("run", scenario, *variants(scenario), "-o", self.place / folder, "-q", **environment)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), scenario)
        return self.place / folder

    def assert_same_tables(self, one, other):
        same, different, unread = filecmp.cmpfiles(one, other, TABLES, shallow=False)
        self.assertEqual((same, different, unread), (TABLES, [], []))

    def test_there_are_fifteen_examples_and_more(self):
        self.assertGreaterEqual(len(EXAMPLES), 15)

    def test_the_gallery_names_every_scenario(self):
        gallery = (GALLERY / "README.md").read_text(encoding="utf-8")
        linked = set(re.findall(r"\]\(([^)]*\.yaml)\)", gallery))
        self.assertEqual(linked, {str(scenario.relative_to(GALLERY)) for scenario in SCENARIOS})

    def test_claims_hold_without_a_warning(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario=scenario.name):
                done = caisson("check", "--strict", scenario)
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_every_example_claims_each_of_its_outcomes(self):
        for scenario in EXAMPLES:
            with self.subTest(scenario=scenario.name):
                [checked] = json.loads(caisson("check", scenario, "--json").stdout)
                claimed = {claim["outcome"] for claim in checked["claims"]}
                asked = {row["id"] for row in json.loads(caisson("list", scenario, "outcomes", "--json").stdout)}
                self.assertLessEqual(claimed, asked)
                if "\nextends:" not in scenario.read_text(encoding="utf-8"):  # which claims only what it changes
                    self.assertEqual(claimed, asked)

    def test_books_balance(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario=scenario.name):
                manifest = json.loads((self.as_shipped(scenario) / "manifest.json").read_text("utf-8"))
                self.assertGreaterEqual(len(manifest["runs"]), 1)
                for run in manifest["runs"]:
                    self.assertLessEqual(run["worst_imbalance"], 1e-9)
                    self.assertEqual(run["counts"]["allocation_iterated"], 0)

    def test_bytes_repeat_under_another_locale_and_time_zone(self):
        elsewhere = german(self.place)
        for scenario in SCENARIOS:
            with self.subTest(scenario=scenario.name):
                self.assert_same_tables(self.as_shipped(scenario),
                                        self.play(scenario, f"{scenario.stem}-elsewhere", **elsewhere))

    def test_bytes_do_not_depend_on_the_order_in_the_file(self):
        copy = self.place / "scenarios"
        shutil.copytree(GALLERY, copy)
        for scenario in SCENARIOS:
            with self.subTest(scenario=scenario.name):
                turned = copy / scenario.relative_to(GALLERY)
                text = turned.read_text(encoding="utf-8")
                turned.write_text(permuted(text), encoding="utf-8")
                self.assertNotEqual(turned.read_text(encoding="utf-8"), text)
                # the runs in the order of the original, so that their numbers agree
                done = caisson("run", turned, *variants(scenario), "-o", self.place / f"{scenario.stem}-turned", "-q")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assert_same_tables(self.as_shipped(scenario), self.place / f"{scenario.stem}-turned")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()
