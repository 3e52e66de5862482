"""Every scenario that is shipped keeps its claims, gives no warning, and gives the same bytes twice."""
import filecmp
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml")) + sorted((ROOT / "scenarios" / "examples").glob("*.yaml"))


def caisson(*arguments, **environment):
    return subprocess.run([os.environ["CAISSON"], *map(str, arguments)], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, **environment}, check=False)


def without_times(folder):
    """The files of a run folder that are promised to repeat: all but the manifest."""
    return sorted(file.name for file in folder.iterdir() if file.name != "manifest.json")


class Scenarios(unittest.TestCase):
    def test_there_are_some(self):
        self.assertGreaterEqual(len(SCENARIOS), 12)

    def test_claims_hold_without_a_warning(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario=scenario.name):
                self.assertIn("expect:", scenario.read_text(encoding="utf-8"), "a scenario claims something")
                done = caisson("check", "--strict", scenario)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_bytes_repeat_under_another_locale_and_time_zone(self):
        with tempfile.TemporaryDirectory() as place:
            for scenario in SCENARIOS:
                with self.subTest(scenario=scenario.name):
                    first = pathlib.Path(place) / f"{scenario.stem}-1"
                    second = pathlib.Path(place) / f"{scenario.stem}-2"
                    self.assertEqual(caisson("run", scenario, "-o", first).returncode, 0)
                    again = caisson("run", scenario, "-o", second, LC_ALL="de_DE.UTF-8", TZ="Asia/Vladivostok")
                    self.assertEqual(again.returncode, 0)
                    names = without_times(first)
                    self.assertEqual(names, without_times(second))
                    same, different, unread = filecmp.cmpfiles(first, second, names, shallow=False)
                    self.assertEqual((different, unread), ([], []))
                    self.assertGreaterEqual(len(same), 5)


if __name__ == "__main__":
    unittest.main()
