#!/usr/bin/python3
"""Standard streams that are full, closed or no longer read, and too little memory."""

import os
import resource
import subprocess
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402


class Streams(program.Case):
    def test_a_full_standard_output_is_code_7_and_the_files_are_there(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            ended = self.run_program("run", "two-states.yaml", "-o", "out", stdout=full, code=7)
        self.assertIn("cannot write to the standard output: No space left on device", ended.stderr)
        self.assertIn("manifest.json", self.names("out"))

    def test_a_closed_standard_output_is_code_7_and_spoils_no_file(self):
        ended = self.run_program("run", "two-states.yaml", "-o", "out", stdout=None, code=7,
                                 preexec_fn=lambda: os.close(1))
        self.assertIn("cannot write to the standard output", ended.stderr)
        self.output("run", "two-states.yaml", "-o", "sound", "-q")
        for name in ("series.csv", "flows.csv", "events.csv"):
            self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "sound" / name).read_bytes())

    def test_a_closed_standard_error_is_no_failure(self):
        file = self.changed("rate: 1000 round/d}", "rate: 1000 round/d, opens: 2025-01-01}")
        ended = self.run_program("run", file, "-v", "-o", "out", stderr=None, preexec_fn=lambda: os.close(2))
        self.assertIn("written to out", ended.stdout)

    def test_a_reader_that_stops_reading_is_no_failure(self):
        reading, writing = os.pipe()
        os.close(reading)
        ended = self.run_program("run", "two-states.yaml", "-o", "out", stdout=writing)
        os.close(writing)
        self.assertEqual(ended.stderr, "")
        self.assertIn("manifest.json", self.names("out"))

    def test_too_little_memory_is_said_and_leaves_nothing(self):
        if os.environ.get("CAISSON_SANITIZE"):
            self.skipTest("the sanitizers reserve more address space than any limit allows")
        rows = "".join(f"  d{number}: {{state: RUS, shell: {{stock: 100k}}}}\n" for number in range(150_000))
        file = self.changed("  magazine:\n", rows + "  magazine:\n")
        limit = 96 * 1024 * 1024

        def little():
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

        ended = self.run_program("run", file, "-o", "out", preexec_fn=little, code=1)
        self.assertEqual(ended.stderr, "caisson: error: out of memory\n")
        self.assertEqual(self.names(), [])

    def test_nothing_is_asked_of_a_terminal(self):
        ended = subprocess.run([program.PROGRAM, "run", "two-states.yaml", "-q"], cwd=self.folder, env={}, check=False,
                               stdin=subprocess.DEVNULL, capture_output=True)
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, b"", b""))


if __name__ == "__main__":
    program.main()
