"""Checks that `caisson schema` and the reader agree: on every scenario, on every broken file that can be judged by a
schema, and on quantities of many forms behind keys of every kind.

A schema sees one file as plain data. Whether it can judge a fault depends on the fault alone, so that each code of
findings belongs to one class, and the class says what the schema must do:

    TEXT       the file is no plain data, and a schema never sees it
    STRUCTURE  keys, shapes, words and the grammar of texts: the schema must refuse the file
    MEANING    names, order, sums, what other files say: the schema must accept the file
    NUMBER     bounds, which a schema knows of numbers, not of texts with a unit
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import jsonschema
import yaml

PROGRAM = os.environ["CAISSON"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = sorted((ROOT / "scenarios").rglob("*.yaml")) + [ROOT / "tests/read/every-key.yaml"]
BROKEN = sorted((ROOT / "tests/broken").glob("[0-9]*.yaml"))
CODES = ROOT / "include/caisson/base/finding_code.hpp"

TEXT, STRUCTURE, MEANING, NUMBER = "text", "structure", "meaning", "number"

CLASSES = {
    "unreadable_file": TEXT,
    "too_large": TEXT,
    "bad_text": TEXT,
    "bad_yaml": TEXT,
    "alias_refused": TEXT,
    "duplicate_key": TEXT,
    "tag_refused": TEXT,
    "unknown_key": STRUCTURE,
    "missing_key": STRUCTURE,
    "wrong_shape": STRUCTURE,
    "bad_quantity": STRUCTURE,
    "wrong_dimension": STRUCTURE,
    "ambiguous_number": STRUCTURE,
    "bad_date": STRUCTURE,
    "bad_id": STRUCTURE,
    "unknown_word": STRUCTURE,
    "empty_value": STRUCTURE,
    "bad_version": STRUCTURE,
    "misplaced_key": STRUCTURE,
    "out_of_bounds": NUMBER,
    "version_not_first": MEANING,  # the keys of a JSON object have no order
    "bad_estimate": MEANING,
    "duplicate_id": MEANING,
    "unknown_name": MEANING,
    "wrong_unit": MEANING,
    "bad_shares": MEANING,
    "bad_extends": MEANING,
    "unknown_path": MEANING,
    "overridden_twice": MEANING,
    "bad_expectation": MEANING,  # of which the value is not read, so that the schema is asked without it
    "ends_before_start": MEANING,
    "bad_schedule": MEANING,
    "bad_ration": MEANING,
    "bad_target": MEANING,
    "bad_hub": MEANING,
    "bad_sailing": MEANING,
    "conflicting_order": MEANING,
    "bad_rule": MEANING,
    "bad_rejects": MEANING,
    "bad_deal": MEANING,
    "bad_sanction": MEANING,
    "bad_group": MEANING,
    "bad_pressure": MEANING,
    "touches_nothing": MEANING,
    "bad_origin": MEANING,
    "bad_shelf_life": MEANING,
    "bad_attrition": MEANING,
    "bad_fleet": MEANING,
    "bad_transit": MEANING,
    "bad_closure": MEANING,
    "nothing_happens": MEANING,
    "unreached_depot": MEANING,
    "starts_after_end": MEANING,
    "trades_with_itself": MEANING,
    "demand_without_path": MEANING,
    "over_capacity": MEANING,
    "reserve_over_capacity": MEANING,
    "lossy_cycle": MEANING,
    "changes_nothing": MEANING,
}


class NotPlain(Exception):
    """What JSON cannot hold."""


def plain(node):
    """A node as plain data, its scalars as the reader sees them: what is quoted is text, and so is all that JSON does
    not write as a number, a truth or nothing."""
    if isinstance(node, yaml.ScalarNode):
        text = node.value
        if node.style is not None or not node.tag.startswith("tag:yaml.org,2002:"):
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
            return int(text)
        if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", text):
            return float(text)
        return text
    if isinstance(node, yaml.SequenceNode):
        return [plain(entry) for entry in node.value]
    data = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in data:
            raise NotPlain(key)
        data[key.value] = plain(value)
    return data


def children(node):
    """The keys and values of a map, or the entries of a list."""
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def node_at(node, index):
    """The innermost value or key at a place."""
    for child in children(node):
        if child.start_mark.index <= index < max(child.end_mark.index, child.start_mark.index + 1):
            return node_at(child, index)
    return node


def forget_value(node, key):
    """Puts 0, which may stand behind every claim, in the place of a value that the reader does not look at."""
    if isinstance(node, yaml.MappingNode):
        node.value = [(name, yaml.ScalarNode(value.tag, "0") if name is key and value.value != "true" else value)
                      for name, value in node.value]
    for child in children(node):
        forget_value(child, key)


class File:
    """A scenario file as a schema sees it."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_bytes().decode(errors="replace")
        self.root = yaml.compose(self.text, Loader=yaml.SafeLoader) or yaml.ScalarNode("tag:yaml.org,2002:null", "")
        plain(self.root)

    def node(self, place):
        lines = self.text.splitlines(keepends=True)
        return node_at(self.root, sum(map(len, lines[:place["line"] - 1])) + place["column"] - 1)

    def data(self, unread):
        """The file as plain data, without the values of keys that the reader found misplaced and did not read."""
        for place in unread:
            forget_value(self.root, self.node(place))
        return plain(self.root)


def run(*arguments, cwd=ROOT):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, encoding="utf-8", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def findings_of(paths, cwd=ROOT):
    """What the reader finds in each file itself, not in what it extends."""
    answers = json.loads(run("check", "--json", *paths, cwd=cwd))
    return [[finding for finding in answer["findings"] if finding["where"]["file"] == str(path)]
            for path, answer in zip(paths, answers)]


class Agreement(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        schema = json.loads(run("schema"))
        jsonschema.Draft7Validator.check_schema(schema)
        cls.validator = jsonschema.Draft7Validator(schema)

    def verdict(self, file, findings):
        """What the schema must say of a file: True if it must accept it, False if it must refuse it, None if it never
        sees what is wrong."""
        classes = {CLASSES[finding["code"]] for finding in findings}
        if TEXT in classes:
            return None
        if NUMBER in classes:
            numbers = [plain(file.node(finding["where"])) for finding in findings
                       if CLASSES[finding["code"]] == NUMBER and finding["where"]["line"] > 0]
            if any(isinstance(number, (int, float)) for number in numbers):
                return False
        return STRUCTURE not in classes

    def compare(self, paths, cwd=ROOT):
        """How many files are accepted, refused, and never seen by the schema."""
        counts = {True: 0, False: 0, None: 0}
        for path, findings in zip(paths, findings_of(paths, cwd)):
            with self.subTest(str(path)):
                try:
                    file = File(cwd / path)
                except (yaml.YAMLError, NotPlain):
                    self.assertNotEqual(findings, [])
                    counts[None] += 1
                    continue
                must = self.verdict(file, findings)
                counts[must] += 1
                if must is not None:
                    unread = [finding["where"] for finding in findings if finding["code"] == "bad_expectation"]
                    errors = [error.message[:200] for error in self.validator.iter_errors(file.data(unread))]
                    self.assertEqual(not errors, must, (errors, [finding["message"] for finding in findings]))
        return counts

    def test_every_code_is_in_one_class(self):
        enumeration = re.search(r"enum class FindingCode[^{]*\{(.*?)\};", CODES.read_text(encoding="utf-8"), re.DOTALL)
        self.assertEqual(set(CLASSES), set(re.findall(r"^\s*(\w+),$", enumeration.group(1), re.MULTILINE)))

    def test_the_schema_accepts_every_scenario(self):
        self.assertGreater(len(SCENARIOS), 15)
        for path in SCENARIOS:
            with self.subTest(path.name):
                errors = [error.message[:200] for error in self.validator.iter_errors(File(path).data([]))]
                self.assertEqual(errors, [])

    def test_schema_and_reader_agree_on_the_broken_files(self):
        counts = self.compare([path.relative_to(ROOT) for path in BROKEN])
        self.assertGreater(counts[False], 80)
        self.assertGreater(counts[True], 50)

    def test_one_pattern_has_the_paths_of_conditions_at_any_depth(self):
        patterns = [pattern for pattern in self.validator.schema["definitions"]["a-variant"]["patternProperties"]
                    if pattern.startswith("^rules")]
        there = ("below", "all.0.below", "all.0.not.any.12.below", "all.0.not.any.12.below.high", "all.0", "all.0.any", "not")
        for path, matching in [(path, 1) for path in there] + [("all.below", 0), ("not.0.below", 0)]:
            with self.subTest(path=path):
                found = [pattern for pattern in patterns if re.search(pattern, "rules.r.when." + path)]
                self.assertEqual(len(found), matching)

    def test_schema_and_reader_agree_on_quantities(self):
        place = pathlib.Path(tempfile.mkdtemp(prefix="caisson-"))
        self.addCleanup(shutil.rmtree, place)
        paths = []
        for key, lines in KEYS.items():
            for at, text in enumerate(TEXTS):
                if key == "whole" and text in ("1e2", "1E2"):
                    continue  # which is 100 for JSON
                path = pathlib.Path(f"{key}-{at}.yaml")
                (place / path).write_text(WORLD.format(**PLACES | lines).replace("VALUE", text),
                                          encoding="utf-8")
                paths.append(path)
        counts = self.compare(paths, place)
        self.assertGreater(counts[False], 200)
        self.assertGreater(counts[True], 100)


# Behind each key stands each text. The scenario is without a fault otherwise.
WORLD = """caisson: 1
start: 2024-01-01
end: 100 d
commodities:
  shell: {{unit: round, units: {{box: 10 round{conversion}}}}}
  fuel: {{unit: t}}
states: {{AAA: {{}}}}
depots:
  rear: {{state: AAA, shell: {{{holding}}}, fuel: {{stock: 5}}}}
  front: {{state: AAA, shell: {{stock: 5}}}}
plants:
  works: {{at: rear, makes: shell, rate: 5 round/d{plant}}}
routes:
  rail: {{from: rear, to: front, carries: shell, capacity: 5 round/d{route}}}
fires:
  guns: {{at: front, uses: shell, rate: 5 round/d{fire}}}
rules:
  help: {{when: {{{condition}}}, do: [{{{action}}}]}}
outcomes:
  dry: {{first: stock, of: shell, {level}}}
"""
PLACES = {"conversion": "", "holding": "", "plant": "", "route": "", "fire": "", "condition": "from: 1 d",
          "action": "open: routes.rail", "level": "below: 0"}
KEYS = {
    "amount": {"holding": "stock: VALUE"},
    "rate": {"route": ", unload: VALUE"},
    "time": {"route": ", transit: VALUE"},
    "share": {"route": ", loss: VALUE"},
    "date": {"route": ", opens: VALUE"},
    "need": {"plant": ", needs: {fuel: VALUE}"},
    "conversion": {"conversion": ", crate: VALUE"},
    "amount-or-time": {"level": "below: VALUE"},
    "target": {"route": ", target: VALUE"},
    "long-form": {"holding": "stock: {low: VALUE, high: 9k}"},
    "whole": {"route": ", in_priority: VALUE"},
    "way-back": {"condition": "all: [{not: {value: stock, of: shell, above: 0, back: VALUE}}]"},
    "total": {"condition": "total: fired, of: shell, above: VALUE"},
    "set-rate": {"action": "set: plants.works.rate, to: VALUE"},
    "set-capacity": {"action": "set: depots.front.shell.capacity, to: VALUE"},
    "set-loss": {"action": "set: routes.rail.loss, to: VALUE"},
    "scale": {"action": "scale: fires.guns.rate, to: VALUE"},
}
TEXTS = [
    "5", "0", "0.5", "-5", "5.", ".5", "1e2", "1E2", "5k", "5K", "5 k", "5m", "5M", "5%", "0.5%", "5 %", "500%", "5k%",
    "5 round", "5round", "5k round", "5 rounds", "5 box", "5 t", "5 T", "5 round/d", "5 / d", "5/d", "5 round/yr",
    "5 round/365 d", "5 round / 2.5 wk", "5 round/day", "5 round per d", "5 t/round", "5 t/box", "5 round/t", "5 d/round",
    "5 d", "5 D", "5 days", "5 month", "5 mo", "5 d-day", "5 h/s", "3 to 5", "3 to 5 round", "3 round to 5 round",
    "3 round to 5", "3k to 5k round", "3 to 5 round/d", "3/d to 5/d", "3 d to 5 d", "3 to 5 d", "6 h to 2 d", "20 to 30%",
    "20% to 30%", "3 to", "to 5", "2024-02-01", "2024-02-30", "2024-02-29", "2023-02-29", "2024-02-01T12:00Z",
    "2024-02-01T24:00Z", "2024-02-01T12:00", "2024-02-01 to 2024-03-01", "2024-02-01 to 10 d", "01.02.2024", "0x10",
    "1_000", "'5'", "' 5 round '", "'5 round'", "soon", "true", "[5]", "{value: 5}", "{value: 5 round}", "{low: 3 d, high: 5 d}",
    "{low: 3 round/d, high: 5 round/d, source: RP05, as_of: 2023}", "{low: 5}", "{best: 5}", "{}", "{value: 5, low: 3}",
    "{value: 5, as_of: 202}", "{value: 5, as_of: 2023-13}", "{value: 5, as_of: '2023-09'}",
]


if __name__ == "__main__":
    unittest.main()
