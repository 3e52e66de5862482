#!/usr/bin/python3
"""caisson run."""

import csv
import json
import shutil
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402

FILES = ["datapackage.json", "events.csv", "flows.csv", "manifest.json", "outcomes.csv", "scenario.yaml", "series.csv"]
# A sailing whenever it is wanted: more events than allowed.
MANY_EVENTS = ("capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d")


class Run(program.Case):
    def rows(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_the_summary_of_a_run(self):
        self.check_golden("summary.txt", self.output("run", "two-states.yaml"))
        self.assertEqual(self.names(), ["runs"])
        self.assertEqual(self.names("runs/two-states"), FILES)

    def test_the_summary_of_two_runs(self):
        said = self.output("run", "two-states.yaml", "-V", "baseline", "-V", "no-rail,less-fire", "-o", "out")
        self.check_golden("summary-two-runs.txt", said)
        self.assertEqual(self.names("out"), sorted(FILES + ["scenario-1.yaml"]))
        runs = {(row["run"], row["scenario"]) for row in self.rows("out/series.csv")}
        self.assertEqual(runs, {("0", "baseline"), ("1", "no-rail,less-fire")})

    def test_the_tables_hold_the_numbers_worked_out_in_the_scenario(self):
        self.output("run", "two-states.yaml", "-o", "out", "-q")
        fired = [row for row in self.rows("out/series.csv") if row["variable"] == "fired"]
        self.assertEqual(len(fired), 91)
        self.assertEqual(sum(float(row["value"]) for row in fired), 370_000)
        outcomes = {row["outcome"]: row for row in self.rows("out/outcomes.csv")}
        self.assertEqual(outcomes["dry"]["date"][:10], "2024-02-20")
        self.assertEqual(outcomes["fired"]["value"], "370000")

    def test_pandas_reads_the_tables_without_cleaning(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas for this Python")
        self.output("run", "two-states.yaml", "-o", "out", "-q")
        series = pandas.read_csv(self.folder / "out/series.csv", parse_dates=["time"])
        stock = series[(series.node == "front") & (series.variable == "stock")].set_index("time").value
        self.assertEqual(stock["2024-02-19"], 2_000)
        self.assertEqual(stock["2024-02-20"], 0)

    def test_json_says_the_same(self):
        summary = json.loads(self.output("run", "two-states.yaml", "-o", "out", "--json"))
        self.assertEqual(summary["folder"], "out")
        self.assertEqual(sorted(file["name"] for file in summary["files"]), FILES)
        run = summary["runs"][0]
        self.assertEqual([(row["state"], row["dry"]) for row in run["stocks"]], [("PRK", None), ("RUS", "2024-02-20")])
        self.assertEqual(run["uses"][1]["unmet"], 80_000)

    def test_quiet_says_nothing(self):
        self.assertEqual(self.output("run", "two-states.yaml", "-q"), "")

    def test_equal_runs_write_equal_bytes(self):
        arguments = ["run", "two-states.yaml", "-V", "baseline", "-V", "no-rail", "--wide", "-q", "-o", "out"]
        german = {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Pyongyang", "LANG": "ko_KR.UTF-8"}
        self.output(*arguments)
        (self.folder / "out").rename(self.folder / "first")
        self.output(*arguments, environment=german)
        self.assertEqual(self.names("out"), self.names("first"))
        for name in self.names("out"):
            first = (self.folder / "first" / name).read_bytes()
            second = (self.folder / "out" / name).read_bytes()
            if name == "manifest.json":
                first, second = json.loads(first), json.loads(second)
                for time in ("started", "finished"):
                    self.assertIn(time, first)
                    del first[time], second[time]
            self.assertEqual(first, second, name)

    def test_breakpoints_are_fewer_than_days(self):
        self.output("run", "two-states.yaml", "-o", "out", "--exact", "-q")
        times = [row["time"] for row in self.rows("out/series.csv")
                 if row["variable"] == "stock" and row["node"] == "front"]
        self.assertEqual([time[:10] for time in times], ["2024-01-01", "2024-02-20", "2024-03-31"])

    def test_a_step_of_a_week(self):
        self.output("run", "two-states.yaml", "-o", "out", "--step", "1wk", "-q")
        times = [row["time"] for row in self.rows("out/series.csv")
                 if row["variable"] == "stock" and row["node"] == "front"]
        self.assertEqual(times[:2] + times[-1:], ["2024-01-01", "2024-01-08", "2024-03-31"])
        self.assertEqual(len(times), 14)  # 0, 7, ..., 84 and 90

    def test_a_number_can_be_set(self):
        self.output("run", "two-states.yaml", "--set", "fires.guns.rate=8000 round/d", "-o", "out", "-q")
        outcomes = {row["outcome"]: row for row in self.rows("out/outcomes.csv")}
        self.assertEqual(outcomes["dry"]["value"], "20")  # 100,000 / (8,000 - 3,000)
        self.assertIn("--set", (self.folder / "out/scenario.yaml").read_text(encoding="utf-8"))

    def test_the_standard_input_is_a_scenario_too(self):
        text = (self.folder / "two-states.yaml").read_text(encoding="utf-8")
        said = self.output("run", "-", "-V", "baseline", "-V", "no-rail", "--json", input=text)
        summary = json.loads(said)
        self.assertEqual(summary["folder"], "runs/scenario")
        self.assertEqual([run["stocks"][1]["dry"] for run in summary["runs"]], ["2024-02-20", "2024-01-21"])

    def test_an_existing_folder_is_replaced_only_by_force(self):
        self.output("run", "two-states.yaml", "-o", "out", "-q")
        before = (self.folder / "out/events.csv").read_bytes()
        said = self.complaint("run", "two-states.yaml", "-V", "no-rail", "-o", "out", code=7)
        self.assertIn("caisson: error: ", said)
        self.assertIn("--force", said)
        self.assertEqual((self.folder / "out/events.csv").read_bytes(), before)
        self.output("run", "two-states.yaml", "-V", "no-rail", "-o", "out", "--force", "-q")
        self.assertNotEqual((self.folder / "out/events.csv").read_bytes(), before)
        self.assertEqual(self.names(), ["out"])

    def test_a_folder_that_is_not_ours_is_never_replaced(self):
        (self.folder / "out").mkdir()
        self.write("out/thesis.txt", "years of work")
        self.complaint("run", "two-states.yaml", "-o", "out", "--force", code=7)
        self.assertEqual(self.names("out"), ["thesis.txt"])

    def test_a_dry_run_writes_nothing(self):
        said = self.output("run", "two-states.yaml", "-V", "baseline", "-V", "no-rail", "--dry-run")
        self.check_golden("plan.txt", said)
        self.assertEqual(self.names(), [])
        plan = json.loads(self.output("run", "two-states.yaml", "--dry-run", "--json"))
        self.assertEqual(plan["folder"], "runs/two-states")

    def test_too_many_rows_are_refused_before_the_run(self):
        said = self.complaint("run", "two-states.yaml", "--step", "1 s", code=7)
        self.assertIn("rows", said)
        self.assertEqual(self.names(), [])

    def test_an_invalid_scenario_is_explained(self):
        file = self.changed("at: front", "at: frond")
        said = self.complaint("run", file, code=3)
        self.assertTrue(said.startswith("changed.yaml:27:14: error: "), said)
        self.assertIn('did you mean "front"?', said)
        self.assertEqual(self.names(), [])
        failed = self.run_program("run", file, "--json", code=3)
        findings = json.loads(failed.stdout)["findings"]
        self.assertEqual([finding["code"] for finding in findings], ["unknown_name"])

    def test_warnings_are_said_and_the_run_goes_on(self):
        file = self.changed("rate: 1000 round/d}", "rate: 1000 round/d, opens: 2025-01-01}")
        ended = self.run_program("run", file, "-o", "out")
        self.assertIn("changed.yaml:24:66: warning: ", ended.stderr)
        self.assertIn("written to out", ended.stdout)
        self.assertEqual(self.output("run", file, "-o", "out", "--force", "-q"), "")

    def test_a_file_that_cannot_be_read_is_code_7(self):
        for name in ("no-such-file.yaml", ".", "/dev/null"):
            with self.subTest(name):
                self.assertIn("cannot be read", self.complaint("run", name, code=7))
        self.assertEqual(self.names(), [])

    def test_a_run_that_fails_is_code_1_and_leaves_nothing(self):
        said = self.complaint("run", self.changed(*MANY_EVENTS), "--max-events", "10", code=1)
        self.assertIn("the run failed on 2024-01-", said)
        self.assertEqual(self.names(), [])

    def test_verbose_says_what_is_done(self):
        said = self.run_program("run", "two-states.yaml", "-v", "-q").stderr.splitlines()
        self.assertEqual(len(said), 4)
        self.assertRegex(said[0], r"^caisson: \d\d:\d\d:\d\d\.\d{3} read two-states.yaml \(baseline\): 2 depots")

    def test_colour_only_where_it_is_wanted(self):
        file = self.changed("at: front", "at: frond")
        self.assertNotIn("\x1b", self.complaint("run", file, code=3))
        self.assertIn("\x1b", self.complaint("run", file, "--colour", "always", code=3))
        self.assertIn("\x1b", self.complaint("run", file, "--color=always", code=3))

    def test_a_scenario_beside_the_results_is_suggested_in_words_for_the_shell(self):
        shutil.copy(self.folder / "two-states.yaml", self.folder / "it's mine.yaml")
        self.assertIn(r"caisson list 'it'\''s mine.yaml' parameters", self.output("run", "it's mine.yaml"))


if __name__ == "__main__":
    program.main()
