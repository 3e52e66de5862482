#!/usr/bin/python3
"""check_rooms.py finds each planted violation, and none in a tree that keeps the rules."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_rooms  # noqa: E402

SOUND = {
    "sim/base/CMakeLists.txt": "caisson_room(base\n  SOURCES id.cpp  # ids\n  PRIVATE fmt::fmt)\n",
    "sim/base/id.cpp": '#include "caisson/base/id.hpp"\n#include <fmt/format.h>\n#include "base/digits.hpp"\n',
    "sim/base/digits.hpp": "#include <string>\n",
    "include/caisson/base/id.hpp": "#include <vector>\n#include <tl/expected.hpp>\n",
    "sim/read/CMakeLists.txt": "caisson_room(read\n  SOURCES read.cpp\n  USES base\n  PRIVATE yaml-cpp)\n",
    "sim/read/read.cpp": '#include "caisson/base/id.hpp"\n#include <sys/stat.h>\n#include <yaml-cpp/yaml.h>\n',
    "include/caisson/read/read.hpp": '#include "caisson/base/id.hpp"\n',
    "tests/base/CMakeLists.txt": "caisson_test(base SOURCES test_id.cpp)\ncaisson_test(base_long SOURCES test_more.cpp)",
    "tests/base/test_more.cpp": "",
    "tests/base/test_id.cpp": '#include "support/catch.hpp"\n',
}


def check(changes):
    """The violations in the sound tree with some files replaced or added."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**SOUND, **changes}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return list(check_rooms.check(root))


class CheckRooms(unittest.TestCase):
    def plant(self, name, text, said):
        self.assertEqual(check({name: text}), [said])

    def test_sound_tree(self):
        self.assertEqual(check({}), [])

    def test_room_that_is_not_used(self):
        self.plant("sim/base/digits.hpp", '\n#include "caisson/read/read.hpp"\n',
                   "sim/base/digits.hpp:2: base does not use read: say so in USES, or do without")
        self.plant("include/caisson/base/id.hpp", '#include "caisson/read/read.hpp"\n',
                   "include/caisson/base/id.hpp:1: base does not use read: say so in USES, or do without")

    def test_private_header_of_another_room(self):
        self.plant("sim/read/read.cpp", '#include "base/digits.hpp"\n',
                   "sim/read/read.cpp:1: private headers of base are its own")

    def test_private_header_in_a_public_one(self):
        self.plant("include/caisson/base/id.hpp", '#include "base/digits.hpp"\n',
                   "include/caisson/base/id.hpp:1: "
                   "a public header includes public headers only, as caisson/<room>/<name>.hpp")

    def test_library_in_a_public_header(self):
        self.plant("include/caisson/base/id.hpp", "#include <fmt/core.h>\n",
                   "include/caisson/base/id.hpp:1: a public header does without <fmt/core.h>: "
                   "whoever includes it would need that library")

    def test_library_away_from_home(self):
        linked = "caisson_room(base SOURCES id.cpp PRIVATE fmt::fmt yaml-cpp Boost::headers spdlog::spdlog CLI11::CLI11)"
        for header in ("yaml-cpp/parser.h", "boost/graph/adjacency_list.hpp", "spdlog/spdlog.h", "CLI/CLI.hpp"):
            self.assertEqual(check({"sim/base/CMakeLists.txt": linked, "sim/base/id.cpp": f"#include <{header}>\n"}),
                             [f"sim/base/id.cpp:1: <{header}> has no place in base"])

    def test_library_that_is_not_linked(self):
        self.plant("sim/base/id.cpp", "#  include <nlohmann/json.hpp>\n",
                   "sim/base/id.cpp:1: <nlohmann/json.hpp> needs nlohmann_json::nlohmann_json in PRIVATE")

    def test_library_that_nobody_knows(self):
        self.plant("sim/read/read.cpp", "#include <openssl/ssl.h>\n",
                   "sim/read/read.cpp:1: <openssl/ssl.h> belongs to no library that rooms use")

    def test_refused_headers(self):
        self.plant("sim/base/id.cpp", "#include <thread>\n", "sim/base/id.cpp:1: base does without <thread>")
        self.plant("sim/read/read.cpp", "#include <iostream>\n", "sim/read/read.cpp:1: read does without <iostream>")

    def test_source_in_no_list(self):
        self.plant("sim/read/stray.cpp", "", "sim/read/stray.cpp: not in the SOURCES of sim/read/CMakeLists.txt")
        self.plant("tests/base/test_stray.cpp", "",
                   "tests/base/test_stray.cpp: not in the SOURCES of tests/base/CMakeLists.txt")

    def test_folder_that_is_no_room(self):
        self.plant("sim/attic/a.hpp", "", "sim/attic: no caisson_room(attic ...) in its CMakeLists.txt")
        self.plant("include/caisson/attic/a.hpp", "", "include/caisson/attic: no room of that name in sim")


if __name__ == "__main__":
    unittest.main()
