"""Checks that no key of scenarios is spelled in the reader outside the table of keys, and that what its messages name in
`backticks` are keys of the table, or words that it knows as values."""

import pathlib
import re
import unittest

READ = pathlib.Path(__file__).resolve().parents[2] / "sim/read"
TABLE = sorted(READ.glob("keys*.[ch]pp"))
COLUMNS_OF_RESULTS = [READ / "run_folder.cpp"]  # which reads no scenario
OTHERS = sorted(path for path in READ.glob("*.[ch]pp") if path not in TABLE + COLUMNS_OF_RESULTS)

# Words that are keys too, but mean something else where they stand.
ANOTHER_SENSE = {
    ("dimensions.cpp", "unit"): "stands for the unit of a commodity that is not known",
    ("reference.cpp", "rate"): "a kind of number: an amount in a time",
    ("reference.cpp", "share"): "a kind of number: a part of one",
    ("schema.cpp", "title"): "a key of JSON Schema",
    ("schema.cpp", "not"): "a key of JSON Schema",
}

TOKEN = re.compile(r"""//[^\n]*|R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)\"""", re.DOTALL)


def texts_of(path):
    """The texts in a source, as (line, text)."""
    source = path.read_text(encoding="utf-8")
    for token in TOKEN.finditer(source):
        text = token.group(1) or token.group(2)
        if text and not token.group(0).startswith("//"):
            yield source[:token.start()].count("\n") + 1, text


class KeyNames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rows = "".join(path.read_text(encoding="utf-8") for path in TABLE)
        cls.names = set(re.findall(r'\.name = "(\w+)"', rows))
        cls.words = set(re.findall(r'\bword\("(\w+)"', rows))

    def test_the_table_has_been_found(self):
        self.assertGreater(len(self.names), 70)
        self.assertGreater(len(OTHERS), 30)

    def test_no_key_is_spelled_outside_the_table(self):
        spelled = [(path.name, line, text) for path in OTHERS for line, text in texts_of(path)
                   if text in self.names and (path.name, text) not in ANOTHER_SENSE]
        self.assertEqual(spelled, [])

    def test_the_words_of_another_sense_are_there(self):
        there = {(path.name, text) for path in OTHERS for _, text in texts_of(path)}
        self.assertEqual(set(ANOTHER_SENSE) - there, set())

    def test_what_messages_name_is_a_key(self):
        named = [(path.name, line, word) for path in OTHERS + TABLE if path.name != "reference.cpp"
                 for line, text in texts_of(path) for word in re.findall(r"`([a-z_]+)`", text)]
        self.assertGreater(len(named), 10)
        self.assertEqual([row for row in named if row[2] not in self.names | self.words], [])


if __name__ == "__main__":
    unittest.main()
