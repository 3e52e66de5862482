#!/usr/bin/python3
"""--help and --version."""

import re
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402

VERBS = ["run", "check", "show", "list", "graph", "schema"]


class Help(program.Case):
    def test_help_lists_the_verbs(self):
        text = self.output("--help")
        self.check_golden("help.txt", text)
        for same in (["-h"], ["help"]):
            self.assertEqual(self.output(*same), text)

    def test_every_verb_has_a_help_with_three_examples(self):
        for verb in VERBS:
            with self.subTest(verb):
                text = self.output(verb, "--help")
                self.check_golden(f"help-{verb}.txt", text)
                self.assertEqual(self.output("help", verb), text)
                self.assertEqual(self.output(verb, "-h"), text)
                examples = text.split("examples\n")[1].split("exit codes")[0]
                self.assertGreaterEqual(len(re.findall(rf"caisson {verb}", examples)), 3)

    def test_help_comes_before_complaints(self):
        self.assertEqual(self.output("run", "--no-such-option", "--help"), self.output("run", "--help"))

    def test_lines_fit_a_wide_terminal(self):
        for verb in VERBS:
            for line in self.output(verb, "--help").splitlines():
                self.assertLessEqual(len(line), 120, line)

    def test_version_names_version_and_commit(self):
        self.assertRegex(self.output("--version"), r"^caisson \d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\n$")


if __name__ == "__main__":
    program.main()
