"""Checks what is said of what cannot be kept as a file in this folder: files past the limits of size, files that are
no files, and options of the command line.

Each case makes what it needs in a folder of its own. What `caisson check` then says stands in made/NAME.txt. With
CAISSON_WRITE_GOLDEN=1 in the environment the texts are written instead, to be read and committed.
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["CAISSON"]
HERE = pathlib.Path(__file__).resolve().parent
LIMITS = HERE.parent.parent / "include/caisson/base/limits.hpp"
SOUND = (HERE / "parents/sound.yaml").read_text(encoding="utf-8")

# Nothing of the caller's environment that could change what is said; what the sanitizers are told stays.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name == "PATH" or name.endswith("SAN_OPTIONS")}

INVALID, UNREADABLE = 3, 7


def limit(name):
    """A limit of the format, as the program has it."""
    [text] = re.findall(rf"\b{name} = ([^;]+);", LIMITS.read_text(encoding="utf-8"))
    return eval(re.sub(r"std::size_t\{(\d+)\}", r"\1", text.replace("'", "")))


def write(name, text):
    pathlib.Path(name).write_text(text, encoding="utf-8")


def sized(name, text, size):
    """A file of a size that takes no room on the disk."""
    write(name, text)
    os.truncate(name, size)


# Each case leaves its files in the working folder, and returns the arguments of `caisson check`.

def file_too_large():
    sized("large.yaml", SOUND, limit("max_scenario_bytes") + 1)
    return ["large.yaml"]


def files_too_large_together():
    write("child.yaml", "caisson: 1\nextends: parent.yaml\n")
    sized("parent.yaml", SOUND, limit("max_scenario_bytes"))
    return ["child.yaml"]


def text_too_long():
    write("long.yaml", SOUND + "note: " + "x" * (limit("max_value_bytes") + 1) + "\n")
    return ["long.yaml"]


def comment_too_long():
    write("comment.yaml", SOUND + ("# " + "x" * 77 + "\n") * (limit("max_bytes_without_value") // 80 + 1) + "seed: 1\n")
    return ["comment.yaml"]


def bracket_that_swallows_the_file():
    write("bracket.yaml", "{" + "a, " * limit("max_bytes_without_value"))
    return ["bracket.yaml"]


def too_many_values():
    write("many.yaml", "caisson: 1\nnotes:\n" + "- 1\n" * limit("max_values"))
    return ["many.yaml"]


def too_many_errors():
    write("empty.yaml", "caisson: 1\nnotes:\n" + "-\n" * (limit("max_findings") + 1))
    return ["empty.yaml"]


def too_many_parents():
    depth = limit("max_extends_depth") + 1
    for level in range(depth):
        write(f"{level}.yaml", f"caisson: 1\nextends: {level + 1}.yaml\n")
    write(f"{depth}.yaml", SOUND)
    return ["0.yaml"]


def missing_file():
    return ["nowhere.yaml"]


def folder():
    os.mkdir("folder.yaml")
    return ["folder.yaml"]


def pipe():
    os.mkfifo("pipe.yaml")
    return ["pipe.yaml"]


def device():
    return ["/dev/zero"]


def listening_socket():
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
    return ["socket.yaml"]


def parent_is_a_pipe():
    os.mkfifo("pipe.yaml")
    write("child.yaml", "caisson: 1\nextends: pipe.yaml\n")
    return ["child.yaml"]


def variant_named_twice():
    write("sound.yaml", SOUND + "variants:\n  other: {end: 50 d}\n")
    return ["sound.yaml", "-V", "other,other"]


def variant_unknown():
    write("sound.yaml", SOUND + "variants:\n  other: {end: 50 d}\n")
    return ["sound.yaml", "-V", "othr"]


def variant_like_none():
    write("sound.yaml", SOUND + "variants:\n  other: {end: 50 d}\n  third: {end: 60 d}\n")
    return ["sound.yaml", "-V", "closed"]


def variant_where_there_is_none():
    write("sound.yaml", SOUND)
    return ["sound.yaml", "-V", "other"]


def set_without_a_value():
    write("sound.yaml", SOUND)
    return ["sound.yaml", "--set", "end="]


def set_twice():
    write("sound.yaml", SOUND)
    return ["sound.yaml", "--set", "end=50 d", "--set", "end=60 d"]


CASES = {
    file_too_large: INVALID,
    files_too_large_together: INVALID,
    text_too_long: INVALID,
    comment_too_long: INVALID,
    bracket_that_swallows_the_file: INVALID,
    too_many_values: INVALID,
    too_many_errors: INVALID,
    too_many_parents: INVALID,
    missing_file: UNREADABLE,
    folder: UNREADABLE,
    pipe: UNREADABLE,
    device: UNREADABLE,
    listening_socket: UNREADABLE,
    parent_is_a_pipe: INVALID,
    variant_named_twice: INVALID,
    variant_unknown: INVALID,
    variant_like_none: INVALID,
    variant_where_there_is_none: INVALID,
    set_without_a_value: INVALID,
    set_twice: INVALID,
}


def golden(case):
    return HERE / "made" / (case.__name__.replace("_", "-") + ".txt")


class Made(unittest.TestCase):
    maxDiff = None

    def said(self, case):
        """What is said of a case on standard error, and how the program ends."""
        place = tempfile.mkdtemp(prefix="caisson-")
        self.addCleanup(shutil.rmtree, place)
        before = os.getcwd()
        os.chdir(place)
        try:
            arguments = case()
        finally:
            os.chdir(before)
        # A pipe that nobody writes to must not be waited for, nor a device read without end.
        ended = subprocess.run([PROGRAM, "check", *arguments], cwd=place, env=ENVIRONMENT, encoding="utf-8",
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               timeout=120, check=False)
        return ended.stderr, ended.returncode

    def test_each_message_is_the_golden_one(self):
        for case, code in CASES.items():
            with self.subTest(case.__name__):
                said, ended = self.said(case)
                if os.environ.get("CAISSON_WRITE_GOLDEN"):
                    golden(case).write_bytes(said.encode())
                self.assertEqual(said, golden(case).read_bytes().decode())
                self.assertEqual(ended, code)

    def test_every_text_belongs_to_a_case(self):
        self.assertEqual(set(golden(missing_file).parent.glob("*")), {golden(case) for case in CASES})


if __name__ == "__main__":
    unittest.main()
