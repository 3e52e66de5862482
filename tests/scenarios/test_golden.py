"""The headline answers of the shell-gap scenario, to the byte; tests/golden/shell-gap/README.md says why they are right.

With CAISSON_WRITE_GOLDEN=1 in the environment the tables are written anew, to be read and committed.
"""

import collections
import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios" / "shell-gap.yaml"
GOLDEN = ROOT / "tests" / "golden" / "shell-gap"
RUNS = ["baseline", "alone", "deliveries", "sixty-percent", "rationed"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def table(header, body):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *body])
    return text.getvalue()


def event_counts(folder):
    counted = collections.Counter((row["scenario"], row["kind"]) for row in rows(folder / "events.csv"))
    return table(["scenario", "kind", "count"],
                 [(run, kind, counted[run, kind]) for run in RUNS
                  for kind in sorted(kind for of, kind in counted if of == run)])


def front_by_month(folder):
    """What the Russian front holds on the first of each month."""
    return table(["scenario", "time", "stock"],
                 [(row["scenario"], row["time"], row["value"]) for row in rows(folder / "series.csv")
                  if (row["node"], row["variable"]) == ("russian-front", "stock") and row["time"].endswith("-01")])


class ShellGap(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory(prefix="caisson-")
        cls.addClassCleanup(cls.place.cleanup)
        cls.folder = pathlib.Path(cls.place.name) / "out"
        chosen = [word for run in RUNS for word in ("-V", run)]
        subprocess.run([os.environ["CAISSON"], "run", str(SCENARIO), *chosen, "-o", str(cls.folder), "-q"], check=True)

    def assert_golden(self, name, text):
        path = GOLDEN / name
        if os.environ.get("CAISSON_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        self.assertEqual(text, path.read_text(encoding="utf-8"))

    def test_outcomes(self):
        self.assert_golden("outcomes.csv", (self.folder / "outcomes.csv").read_text(encoding="utf-8"))

    def test_event_counts(self):
        self.assert_golden("event-counts.csv", event_counts(self.folder))

    def test_the_front_by_month(self):
        self.assert_golden("front-by-month.csv", front_by_month(self.folder))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()
