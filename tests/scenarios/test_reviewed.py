"""Every run of every scenario answers what tests/golden/runs says, and each says why: arithmetic that is worked out here.

With CAISSON_WRITE_GOLDEN=1 in the environment the files are written anew. Runs whose answers changed are marked REVIEW,
and the test fails until somebody has read them, mended the reasons and removed the mark.
"""

import os
import sys
import unittest

sys.dont_write_bytecode = True
import arithmetic  # noqa: E402
import reviewed  # noqa: E402

HOW = "; CAISSON_WRITE_GOLDEN=1 writes it anew, then read and reason: see tests/golden/runs/README.md"


class Arithmetic(unittest.TestCase):
    def test_it_is_worked_out(self):
        for text, value in [("4M / (10M - 1.5M) * yr", 4 / 8.5 * 365.25), ("60% * 2k", 1200), ("-(2 - 3) ** 2", -1),
                            ("sqrt(16) + max(1, 2)", 6), ("exp(0) + log(1)", 1), ('days("2023-09-13", "2024-02-12")', 152), ("x * 2", 6),
                            ("1.5e3 / 3", 500), ("12 * month", 365.25)]:
            with self.subTest(text):
                result = arithmetic.work_out(text, {"x": arithmetic.Given(3)})
                self.assertAlmostEqual(result, value, places=9)
                self.assertNotIsInstance(result, arithmetic.Given)

    def test_a_number_alone_is_not_worked_out(self):
        for text in ["5k", "-5", "x", "-x"]:
            self.assertIsInstance(arithmetic.work_out(text, {"x": arithmetic.Given(3)}), arithmetic.Given, text)
        self.assertNotIsInstance(arithmetic.work_out("x", {"x": 3.0}), arithmetic.Given)

    def test_what_is_no_arithmetic_is_refused(self):
        for text in ["188.294767 + 0", "11056810 * 1", "__import__('os')", "open('x')", "(1).real", "[1, 2]", "1 if 2 else 3",
                     "unknown + 1", "1 +", "1 // 2", "True + 1", "1 / 0", "days('2024-02-30', '2024-03-01')", "sqrt(x=2)",
                     "'a' * 3", "lambda: 1", "f'{1}'"]:
            with self.subTest(text), self.assertRaises(arithmetic.Wrong):
                arithmetic.work_out(text, {})

    def test_zeros_are_no_digits(self):
        for text, value in [("13650000 * 1", 13650000), ("0.000125 * 2", 0.00025)]:
            self.assertEqual(arithmetic.work_out(text, {}), value)


GOOD = """# head

[baseline]
# 1,000 at a gap of 8 a day
let gap = 10 - 2
check dry = 1000 / gap
  outcome dry 125 d 2024-05-05
  outcome more never, in 150 d

[hot]
check dry = 1000 / (gap + 12) within 0.1 d
check more = never
  outcome dry 50 d 2024-02-20
  outcome more never, in 150 d
"""


class Reasons(unittest.TestCase):
    def judge(self, text):
        names = {}
        return [reviewed.judge_reasons(section, names) for section in reviewed.parse(text).values()]

    def test_good_ones_are_counted(self):
        self.assertEqual(self.judge(GOOD), [1, 1])

    def test_a_fault_is_found(self):
        for old, new in [("1000 / gap", "1000 / 9"), ("1000 / gap", "125"), ("check dry = 1000", "check wet = 1000"),
                         ("= never", "= 3 * 2"), ("= 1000 / gap", "= never"), ("within 0.1 d", "within 10 d"),
                         ("# 1,000", "REVIEW 1,000"), ("# 1,000", "1,000"), ("let gap = 10 - 2", "let gap = 10 - 3"),
                         ("check dry = 1000 / gap", "check dry 1000 / gap"), ("[hot]", "[baseline]"),
                         ("dry 125 d", "dry 125.1 d")]:
            with self.subTest(new), self.assertRaises(arithmetic.Wrong):
                changed = GOOD.replace(old, new, 1)
                self.assertNotEqual(changed, GOOD)
                self.judge(changed)

    def test_renewing_keeps_reasons_and_marks_what_changed(self):
        old = reviewed.parse(GOOD)
        new = reviewed.renewed(old, {"baseline": old["baseline"].found, "hot": ["outcome dry 51 d"], "cold": []})
        self.assertEqual(new["baseline"].reasons, old["baseline"].reasons)
        self.assertEqual(new["hot"].reasons[1:], old["hot"].reasons)
        self.assertTrue(new["hot"].reasons[0].startswith(reviewed.REVIEW))
        self.assertTrue(new["cold"].reasons[0].startswith(reviewed.REVIEW))
        again = reviewed.renewed(new, {run: section.found for run, section in new.items()})
        self.assertEqual([section.reasons for section in again.values()], [section.reasons for section in new.values()])

    def test_what_is_written_reads_back(self):
        old = reviewed.parse(GOOD)
        back = reviewed.parse(reviewed.written(reviewed.GALLERY / "x.yaml", old))
        self.assertEqual([vars(section) for section in back.values()], [vars(section) for section in old.values()])

    def test_numbers_are_shown_with_nine_digits(self):
        for value, text in [(11056810.4038617, "11,056,810.4"), (188.29476792228, "188.294768"), (0.0, "0"),
                            (1 / 3, "0.333333333"), (4e6, "4,000,000"), (123456789012.0, "123,456,789,000")]:
            self.assertEqual(reviewed.shown(value), text)


class Golden(unittest.TestCase):
    maxDiff = None

    def test_every_run_of_every_scenario(self):
        for scenario in reviewed.scenarios():
            with self.subTest(str(scenario.relative_to(reviewed.GALLERY))):
                self.compare(scenario, reviewed.golden_of(scenario))

    def compare(self, scenario, golden):
        old = reviewed.parse(golden.read_text(encoding="utf-8")) if golden.exists() else {}
        new = reviewed.found(scenario, reviewed.own_runs(scenario))
        if os.environ.get("CAISSON_WRITE_GOLDEN"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            old = reviewed.renewed(old, new)
            golden.write_text(reviewed.written(scenario, old), encoding="utf-8")
        self.assertTrue(old, f"there is no {golden.relative_to(reviewed.ROOT)}{HOW}")
        self.assertEqual(list(new), list(old), f"other runs in {golden.relative_to(reviewed.ROOT)}{HOW}")
        self.assert_runs(old, new)

    def assert_runs(self, old, new):
        names = {}
        for run, section in old.items():
            with self.subTest(run):
                self.assertEqual(section.found, new[run], "other answers than were reviewed" + HOW)
                try:
                    worked = reviewed.judge_reasons(section, names)
                except arithmetic.Wrong as wrong:
                    self.fail(str(wrong))
                self.assertGreater(worked, 0, "none of its numbers is worked out by hand: write a `check`")

    def test_no_golden_file_without_its_scenario(self):
        self.assertEqual(sorted(reviewed.GOLDEN.rglob("*.txt")), sorted(map(reviewed.golden_of, reviewed.scenarios())))


if __name__ == "__main__":
    unittest.main()
