#!/usr/bin/python3
"""Ctrl-C and kill -9 in the middle of a run."""

import signal
import subprocess
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402

# A lot every second for 90 days, there and back: millions of events.
LONG = ("capacity: 3000 round/d", "sails: {every: 1 s, lot: 0.01 round}, transit: 1 d")


class Signals(program.Case):
    def start(self):
        """A long run, once its folder has been begun."""
        process = subprocess.Popen(
            [program.PROGRAM, "run", self.changed(*LONG), "-o", "out", "--verbose", "--max-events", "1G"],
            cwd=self.folder, env=program.ENVIRONMENT, encoding="utf-8", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        for line in process.stderr:
            if "will write to out" in line:
                return process
        raise AssertionError(f"it ended before: {process.wait()}")

    def test_an_interrupted_run_leaves_nothing_and_ends_with_130(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                process = self.start()
                process.send_signal(number)
                said = process.stderr.read()
                self.assertEqual(process.wait(), 130)
                self.assertIn("interrupted: nothing was written", said)
                self.assertEqual(process.stdout.read(), "")
                self.assertEqual(self.names(), [])

    def test_a_killed_run_leaves_no_half_folder_and_the_next_one_cleans_up(self):
        process = self.start()
        process.kill()
        process.wait()
        self.assertNotIn("out", self.names())
        self.output("run", "two-states.yaml", "-o", "out", "-q")
        self.assertEqual(self.names(), ["out"])
        self.assertIn("manifest.json", self.names("out"))

    def test_a_killed_run_leaves_the_results_of_the_one_before(self):
        self.output("run", "two-states.yaml", "-o", "out", "-q")
        before = {name: (self.folder / "out" / name).read_bytes() for name in self.names("out")}
        process = subprocess.Popen(
            [program.PROGRAM, "run", self.changed(*LONG), "-o", "out", "--force", "--verbose", "--max-events", "1G"],
            cwd=self.folder, env=program.ENVIRONMENT, encoding="utf-8", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        while "will write to out" not in process.stderr.readline():
            self.assertIsNone(process.poll())
        process.kill()
        process.wait()
        after = {name: (self.folder / "out" / name).read_bytes() for name in self.names("out")}
        self.assertEqual(after, before)

    def test_a_second_run_into_the_same_folder_is_refused(self):
        process = self.start()
        said = self.complaint("run", "two-states.yaml", "-o", "out", code=7)
        self.assertIn("out", said)
        process.kill()
        process.wait()

    def test_whoever_waits_for_a_scenario_on_the_standard_input_can_be_interrupted(self):
        process = subprocess.Popen([program.PROGRAM, "check", "-"], cwd=self.folder, env=program.ENVIRONMENT,
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # It reads only after its handlers are in place, so that a full pipe being emptied says that they are.
        process.stdin.write(b"# a comment\n" * 20_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(), 130)
        process.stdin.close()


if __name__ == "__main__":
    program.main()
