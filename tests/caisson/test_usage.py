#!/usr/bin/python3
"""A wrong command line: what is wrong with it, what was meant, exit code 2, and nothing done."""

import sys

sys.dont_write_bytecode = True
import program  # noqa: E402

# What is typed, and how the complaint begins after `caisson: error: `.
WRONG = [
    ([], "what is to be done? caisson --help lists the verbs\n"),
    (["rnu", "x"], 'unknown verb "rnu": did you mean run?\n'),
    (["chekc"], 'unknown verb "chekc": did you mean check?\n'),
    (["frobnicate"], 'unknown verb "frobnicate"\n'),
    (["--versoin"], 'unknown option "--versoin": did you mean --version?\n'),
    (["run"], "which scenario? A file is missing\n"),
    (["run", "two-states.yaml", "--ouut", "x"], 'unknown option "--ouut": did you mean --out?\n'),
    (["run", "two-states.yaml", "--stpe=1d"], 'unknown option "--stpe": did you mean --step?\n'),
    (["run", "two-states.yaml", "-z"], 'unknown option "-z"\n'),
    (["run", "two-states.yaml", "other.yaml"], 'one scenario at a time: "other.yaml" is one too many\n'),
    (["run", "two-states.yaml", "--step", "0 d"], '--step "0 d" is no stretch of time: write 1d, 6h or 2wk\n'),
    (["run", "two-states.yaml", "--step", "5"], '--step "5" is no stretch of time: write 1d, 6h or 2wk\n'),
    (["run", "two-states.yaml", "--step", "1d to 2d"], '--step "1d to 2d" is no stretch of time'),
    (["run", "two-states.yaml", "--step", "0.5 s"], '--step "0.5 s" is shorter than a second'),
    (["run", "two-states.yaml", "--exact", "--step", "1d"], "--step and --exact exclude each other\n"),
    (["run", "two-states.yaml", "--seed", "-1"], '--seed "-1" is no whole number of at least 0'),
    (["run", "two-states.yaml", "--seed", "1.5"], '--seed "1.5" is no whole number of at least 0'),
    (["run", "two-states.yaml", "--max-events", "0"], '--max-events "0" is no whole number of at least 1'),
    (["run", "two-states.yaml", "--set", "fires.guns.rate"], '--set "fires.guns.rate" has no `=`'),
    (["run", "two-states.yaml", "-V", "a,,b"], 'an empty name of a variant in -V "a,,b"'),
    (["run", "two-states.yaml", "--colour", "blue"], '--colour "blue" is none of auto, always and never\n'),
    (["check", "two-states.yaml", "-V", "no-rail", "-V", "less-fire"], "one -V here"),
    (["show", "two-states.yaml", "--json"], 'unknown option "--json"'),
    (["list", "two-states.yaml", "parametres"], 'unknown part "parametres": did you mean parameters?\n'),
    (["list", "two-states.yaml", "variants", "x"], "one scenario at a time"),
    (["schema", "x"], 'what is "x" for?\n'),
]


class Usage(program.Case):
    def test_what_is_wrong_is_said_and_nothing_is_done(self):
        for arguments, begin in WRONG:
            with self.subTest(arguments):
                said = self.complaint(*arguments, code=2)
                self.assertTrue(said.startswith("caisson: error: " + begin), said)
                self.assertEqual(self.names(), [])

    def test_options_with_a_missing_value(self):
        for option in ("-o", "-V", "--set", "--step"):
            with self.subTest(option):
                said = self.complaint("run", "two-states.yaml", option, code=2)
                self.assertIn("missing", said)
                self.assertTrue(said.endswith("caisson run --help lists the options\n"))

    def test_control_characters_are_shown_and_not_sent(self):
        said = self.complaint("\x1b[31mrun\u202e", code=2)
        self.assertIn(r'unknown verb "\x1b[31mrun\u202e"', said)
        said = self.complaint("run", "\x1b[2Jno-such-file.yaml", code=7)
        self.assertNotIn("\x1b", said)
        self.assertTrue(said.startswith(r"\x1b[2Jno-such-file.yaml: error: cannot be read"))


if __name__ == "__main__":
    program.main()
