"""Checks that repairs work: what a message says to write is put where the message points, and the file is read again.

A repair is pasted by its form: `did you mean "X"?` replaces what is marked; `write "X"` the whole key or value that is
marked, each of several in turn; `such as X` does the same, or adds `key: X` where a key is missing. Other repairs are
sentences, which a person has to follow. Every finding has a repair.
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import yaml

PROGRAM = os.environ["CAISSON"]
HERE = pathlib.Path(__file__).resolve().parent
FILES = sorted(HERE.glob("[0-9][0-9][0-9]-*.yaml"))


def check(folder, *names):
    """What `caisson check --json` says of each file of a folder."""
    ended = subprocess.run([PROGRAM, "check", "--json", *names], cwd=folder, encoding="utf-8", check=False,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(ended.stdout)


@dataclasses.dataclass
class Pair:
    """A key of a map and its value, or an entry of a list, as nodes with their places."""
    key: yaml.Node | None
    value: yaml.Node
    parent: yaml.Node


def pairs(node):
    """All keys and entries in a tree, outer before inner."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Pair(key, value, node)
            yield from pairs(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield Pair(None, value, node)
            yield from pairs(value)


def holds(node, index):
    return node is not None and node.start_mark.index <= index < max(node.end_mark.index, node.start_mark.index + 1)


def innermost(root, index):
    """The key or value at a place, and whether it is the key."""
    found = None
    for pair in pairs(root):
        for node in (pair.key, pair.value):
            if holds(node, index):
                found = pair, node is pair.key
    return found


def offset(text, place):
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[:place["line"] - 1])) + place["column"] - 1


def replaced(text, begin, end, what):
    return text[:begin] + what + text[end:]


def replace_node(text, node, what):
    return replaced(text, node.start_mark.index, node.end_mark.index, what)


def with_key(text, node, what):
    """The text with a key added to a map in braces or at the root."""
    begin = node.start_mark.index
    if text[begin] == "{":
        comma = ", " if node.value else ""
        return replaced(text, begin + 1, begin + 1, what + comma)
    return text + what + "\n"


def pasted(text, root, finding):
    """The texts that come of following a repair; none if it is no text to paste."""
    repair, index = finding["repair"], offset(text, finding["where"])
    pair, is_key = innermost(root, index) or (None, False)
    near = re.match(r'did you mean "(.*)"', repair)
    if near:
        return [replaced(text, index, index + finding["where"]["length"], near.group(1))]
    exact = re.match(r'write (".*")', repair)
    if exact and pair:
        node = pair.key if is_key else pair.value
        end = max(node.end_mark.index, index + finding["where"]["length"])
        return [replaced(text, node.start_mark.index, end, what) for what in re.findall(r'"([^"]*)"', exact.group(1))]
    listed = re.match(r"name one of the \w+: (.*)", repair)
    if listed and pair:
        node = pair.key if is_key else pair.value
        return [replace_node(text, node, what) for what in re.split(r", | or ", listed.group(1))]
    example = re.match(r"such as (.*)", repair)
    if not example:
        return []
    what = example.group(1)
    if not re.match(r"\w+: ", what):
        return [replace_node(text, pair.value, what)]
    if finding["code"] == "missing_key":
        return [with_key(text, root if pair is None or index == 0 else pair.value, what)]
    if finding["code"] == "misplaced_key":
        return [with_key(text, pair.parent, what)]
    return [replaced(text, pair.key.start_mark.index, pair.value.end_mark.index, what)]


class Repairs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(prefix="caisson-repairs-"))
        cls.addClassCleanup(shutil.rmtree, cls.place)
        (cls.place / "parents").symlink_to(HERE / "parents")
        cls.answers = dict(zip(FILES, check(HERE, *(path.name for path in FILES))))

    def test_every_finding_says_how_to_mend_it(self):
        silent = [(path.name, finding["message"]) for path, answer in self.answers.items()
                  for finding in answer["findings"] if not finding["repair"]]
        self.assertEqual(silent, [])

    def test_what_can_be_pasted_mends_the_file(self):
        tried = 0
        for path, answer in self.answers.items():
            if len(answer["findings"]) != 1:
                continue
            [finding] = answer["findings"]
            if finding["where"]["file"] != path.name or finding["where"]["line"] == 0:
                continue
            text = path.read_bytes().decode(errors="replace").replace("\r\n", "\n")
            try:
                root = yaml.compose(text, Loader=yaml.SafeLoader)
            except yaml.YAMLError:
                continue
            for mended in pasted(text, root, finding):
                with self.subTest(path.stem, repair=finding["repair"], mended=mended):
                    tried += 1
                    (self.place / path.name).write_text(mended, encoding="utf-8")
                    [again] = check(self.place, path.name)
                    self.assertEqual([found["message"] for found in again["findings"] if found["severity"] == "error"],
                                     [])
        self.assertGreater(tried, 75)


if __name__ == "__main__":
    unittest.main()
