#!/usr/bin/python3
"""Compares what each room includes with what its CMakeLists.txt says it uses.

usage: check_rooms.py ROOT    prints a line for each violation; exit 1 if there is one
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

# Headers of others: the target that brings them, and the only rooms that may include them (none: any that links it).
OTHERS = {
    "yaml-cpp": ("yaml-cpp", {"read"}),
    "boost/graph": ("Boost::headers", {"graph"}),
    "boost": ("Boost::headers", None),
    "Eigen": ("Eigen3::Eigen", None),
    "fmt": ("fmt::fmt", None),
    "fast_float": ("FastFloat::fast_float", None),
    "Random123": ("Random123::Random123", None),
    "nlohmann": ("nlohmann_json::nlohmann_json", None),
    "spdlog": ("spdlog::spdlog", set()),
    "CLI": ("CLI11::CLI11", set()),
}

# Text depends on the locale there, and results must not.
REFUSED = {"iostream", "sstream", "iomanip", "locale", "regex"}

# The core runs in a browser and on any thread: it opens no file and starts no thread.
CORE = {"base", "graph", "model", "engine"}
REFUSED_IN_CORE = {
    "cstdio", "filesystem", "fstream", "istream", "ostream",
    "condition_variable", "future", "mutex", "shared_mutex", "stop_token", "thread",
}


def words_of(call, text):
    """The arguments of every `call(...)` in a CMake file, by keyword; the ones before any keyword under ''."""
    words = {"": [], "SOURCES": [], "USES": [], "PRIVATE": []}
    calls = re.findall(call + r"\(([^)]*)\)", re.sub(r"#.*", "", text))
    for arguments in calls:
        keyword = ""
        for word in arguments.split():
            if word in words:
                keyword = word
            else:
                words[keyword].append(word)
    return words if calls else None


def includes_of(file):
    """(line number, 'a <' or 'a quote', name) of each include."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1), found.group(2)


def fault_of_ours(room, uses, public, name):
    """Why the file may not include this header of ours, or None."""
    if name.startswith("caisson/"):
        other = name.split("/")[1]
        if other != room and other not in uses:
            return f"{room} does not use {other}: say so in USES, or do without"
        return None
    if public:
        return "a public header includes public headers only, as caisson/<room>/<name>.hpp"
    if "/" in name and name.split("/")[0] != room:
        return f"private headers of {name.split('/')[0]} are its own"
    return None


def fault_of_others(room, targets, public, name):
    """Why the file may not include this header of the standard library or of others, or None."""
    if name in REFUSED or (room in CORE and name in REFUSED_IN_CORE):
        return f"{room} does without <{name}>"
    family = next((start for start in OTHERS if name.startswith(start + "/")), None)
    if family is None:
        # The standard library, the system, and the one header of others that our own headers may name.
        known = "/" not in name or name == "tl/expected.hpp" or name.startswith("sys/")
        return None if known else f"<{name}> belongs to no library that rooms use"
    target, homes = OTHERS[family]
    if public:
        return f"a public header does without <{name}>: whoever includes it would need that library"
    if homes is not None and room not in homes:
        return f"<{name}> has no place in {room}"
    if target not in targets:
        return f"<{name}> needs {target} in PRIVATE"
    return None


def check_room(root, room, words):
    """Each violation in one room, as text."""
    for public, folder in ((True, root / "include/caisson" / room), (False, root / "sim" / room)):
        for file in sorted(folder.rglob("*.[ch]pp")):
            for number, quote, name in includes_of(file):
                if quote == '"':
                    fault = fault_of_ours(room, words["USES"], public, name)
                else:
                    fault = fault_of_others(room, words["PRIVATE"], public, name)
                if fault:
                    yield f"{file.relative_to(root)}:{number}: {fault}"


def check_lists(root, call, folder, pattern):
    """Each source that stands in a folder but in no list, and so would never be compiled."""
    for path in sorted((root / folder).glob("*/CMakeLists.txt")):
        words = words_of(call, path.read_text(encoding="utf-8"))
        if words is None:
            continue
        for source in sorted(path.parent.rglob(pattern)):
            if str(source.relative_to(path.parent)) not in words["SOURCES"]:
                yield f"{source.relative_to(root)}: not in the SOURCES of {path.relative_to(root)}"


def check(root):
    """Each violation in the tree, as text."""
    rooms = {}
    for folder in sorted(path for path in (root / "sim").iterdir() if path.is_dir()):
        listed = folder / "CMakeLists.txt"
        words = words_of("caisson_room", listed.read_text(encoding="utf-8")) if listed.exists() else None
        if words is None or words[""] != [folder.name]:
            yield f"sim/{folder.name}: no caisson_room({folder.name} ...) in its CMakeLists.txt"
        else:
            rooms[folder.name] = words
    for folder in sorted(path for path in (root / "include/caisson").iterdir() if path.is_dir()):
        if folder.name not in rooms:
            yield f"include/caisson/{folder.name}: no room of that name in sim"
    for room, words in rooms.items():
        yield from check_room(root, room, words)
    yield from check_lists(root, "caisson_room", "sim", "*.cpp")
    yield from check_lists(root, "caisson_test", "tests", "test_*.cpp")


def main():
    violations = list(check(pathlib.Path(sys.argv[1])))
    for violation in violations:
        print(violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
