#!/usr/bin/python3
"""caisson check."""

import json
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402

LATE = ("rate: 1000 round/d}", "rate: 1000 round/d, opens: 2025-01-01}")


class Check(program.Case):
    def test_a_valid_scenario_whose_claims_hold(self):
        self.check_golden("check.txt", self.output("check", "two-states.yaml"))
        self.assertEqual(self.names(), [])

    def test_a_claim_that_does_not_hold_is_code_4(self):
        said = self.output("check", self.changed("on: 2024-02-20", "never: true"), code=4)
        self.assertIn("claims: 1 of 2 hold\n", said)
        self.assertIn("FAILS  dry never", said)

    def test_errors_are_code_3_and_all_are_listed(self):
        text = (self.folder / "two-states.yaml").read_text(encoding="utf-8")
        self.write("broken.yaml", text.replace("at: front", "at: frond").replace("end: 2024-03-31", "end: tomorrow"))
        ended = self.run_program("check", "broken.yaml", code=3)
        self.assertIn("broken.yaml:6:6: error: ", ended.stderr)
        self.assertIn("broken.yaml:27:14: error: ", ended.stderr)
        self.assertEqual(ended.stdout, "broken.yaml: invalid, 2 errors; looked at the baseline\n")

    def test_an_error_in_a_variant_is_found(self):
        ended = self.run_program("check", self.changed("routes.rail.open: false", "routes.rial.open: false"), code=3)
        self.assertIn("rial", ended.stderr)
        self.assertIn("rail", ended.stderr)

    def test_a_warning_counts_when_it_is_strict(self):
        file = self.changed(*LATE)
        ended = self.run_program("check", file, code=0)
        self.assertEqual(ended.stderr.count("warning: "), 1)
        self.assertIn("changed.yaml: valid, 1 warning; looked at the baseline and 2 choices of variants\n", ended.stdout)
        self.run_program("check", file, "--strict", code=3)

    def test_a_choice_of_variants_can_be_checked_alone(self):
        said = self.output("check", "two-states.yaml", "-V", "no-rail")
        self.assertIn("looked at no-rail\nclaims: 1 of 1 hold", said)

    def test_json_lists_every_file(self):
        file = self.changed(*LATE)
        ended = self.run_program("check", "two-states.yaml", file, "missing.yaml", "--json", code=7)
        results = json.loads(ended.stdout)
        self.assertEqual([result["file"] for result in results], ["two-states.yaml", file, "missing.yaml"])
        self.assertEqual([result["valid"] for result in results], [True, True, False])
        self.assertEqual([claim["holds"] for claim in results[0]["claims"]], [True, True])
        finding = results[1]["findings"][0]
        self.assertEqual((finding["code"], finding["where"]["line"]), ("starts_after_end", 24))
        self.assertEqual(results[2]["findings"][0]["code"], "unreadable_file")

    def test_the_worst_of_several_files_decides(self):
        broken = self.changed("at: front", "at: frond")
        self.assertIn("two-states.yaml: valid", self.run_program("check", broken, "two-states.yaml", code=3).stdout)

    def test_a_run_that_cannot_be_finished_is_code_1(self):
        file = self.changed("capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d")
        said = self.complaint("check", file, "--max-events", "10", "-q", code=1)
        self.assertIn("caisson: error: baseline: the run failed on 2024-", said)

    def test_quiet_says_errors_only(self):
        self.assertEqual(self.output("check", "two-states.yaml", "-q"), "")
        self.assertEqual(self.output("check", self.changed(*LATE), "-q"), "")

    def test_a_file_without_claims(self):
        text = (self.folder / "two-states.yaml").read_text(encoding="utf-8")
        self.write("plain.yaml", text.split("expect:")[0])
        self.assertEqual(self.output("check", "plain.yaml"),
                         "plain.yaml: valid; looked at the baseline and 2 choices of variants\n")


if __name__ == "__main__":
    program.main()
