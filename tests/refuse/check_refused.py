#!/usr/bin/python3
"""Compiles a file as it is, which must work, and once with each REFUSE_... that it names defined, which must not.

usage: check_refused.py FILE COMPILER [OPTION...]
A refusal counts only if the compiler points into the lines between that #ifdef and its #else.
"""

import pathlib
import re
import subprocess
import sys


def branches(text):
    """Name: (first line, last line) of what is compiled only if the name is defined."""
    found = {}
    name = None
    for number, line in enumerate(text.splitlines(), 1):
        opened = re.match(r"#ifdef (REFUSE_\w+)", line)
        if opened:
            name, first = opened.group(1), number + 1
        elif line.startswith("#else") and name:
            found[name] = (first, number - 1)
            name = None
    return found


def complaints(command, file):
    """(exit code, lines of the file that the compiler points to, all it said)."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = {int(line) for line in re.findall(re.escape(file) + r":(\d+):", done.stderr)}
    return done.returncode, lines, done.stderr


def check(file, compiler):
    """Each thing wrong, as text."""
    command = [*compiler, "-fsyntax-only", "-w", file]
    code, _, said = complaints(command, file)
    if code != 0:
        return [f"{file}: what should compile does not:\n{said}"]
    wanted = branches(pathlib.Path(file).read_text(encoding="utf-8"))
    if not wanted:
        return [f"{file}: no #ifdef REFUSE_..."]
    faults = []
    for name, (first, last) in wanted.items():
        code, lines, said = complaints([*command, f"-D{name}"], file)
        if code == 0:
            faults.append(f"{file}:{first}: compiles, and should not ({name})")
        elif not any(first <= line <= last for line in lines):
            faults.append(f"{file}:{first}: refused for another reason ({name}):\n{said}")
    return faults


def main():
    faults = check(sys.argv[1], sys.argv[2:])
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
