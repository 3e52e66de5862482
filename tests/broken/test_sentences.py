"""Checks that every sentence by which the reader and the compiler find fault is said in a golden message here.

The sentences are the texts in the sources themselves, so that a new finding fails this test until a broken file or a
made case provokes it. Of a text with gaps, such as `unknown {} {}`, the longest stretch between gaps must be said.
"""

import pathlib
import re
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SIM = HERE.parent.parent / "sim"

# Where faults with what a person wrote are put into words. What is left out says nothing of a scenario: the table of
# keys, the pages and the schema made of it, the form of a message; what is said of results, in tests/app; and what is
# said of numbers that a run is given by a program, in tests/model.
LEFT_OUT = re.compile(r"(read/(keys.*|reference|schema.*|resolved|explain|source|examples|csv_rows|run_folder)"
                      r"|model/check_values)\.cpp")
SOURCES = [path for path in sorted(SIM.glob("read/*.cpp")) if not LEFT_OUT.match(f"read/{path.name}")]
SOURCES += [path for path in sorted(SIM.glob("model/check_*.cpp")) if not LEFT_OUT.match(f"model/{path.name}")]
SOURCES += sorted(SIM.glob("model/inspect*.cpp"))
SOURCES += [SIM / "base" / f"{name}.cpp" for name in ("date", "number_scan", "path", "quantity_text")]

IN_CODE = "a scenario made in code can have it; a file cannot, because the reader refuses it before"
WORD_OF_YAML_CPP = "what yaml-cpp says, put into other words"

# What no golden message can say, and why.
NOT_SAID = {
    "no other file can be read here": "only where there are no files, as in a browser",
    "put everything into one text": "only where there are no files, as in a browser",
    "its name contains NUL": "neither a command line nor a scenario can hold such a name",
    " does not say what is set to what": "the command line refuses it before the reader sees it",
    "a bare number": "it is a number of some kind wherever there is one to be told",
    "another value": "every number is of one of the other kinds",
    "a stage does not begin below the one before it": IN_CODE,
    "write the stages from the most days of supply down": IN_CODE,
    " uses nothing": IN_CODE,
    "name at least one commodity in `uses`": IN_CODE,
    "the first time": IN_CODE,
    "write `capacity`, or `sails` for a lot every so many days: shares are in proportion to capacities": IN_CODE,
    " sails every 0 d": IN_CODE,
    "the scenario ends before it starts": IN_CODE,
    "let `end` be later than `start`": IN_CODE,
    "end of map flow not found": WORD_OF_YAML_CPP,
    "end of sequence flow not found": WORD_OF_YAML_CPP,
    "end of map not found": WORD_OF_YAML_CPP,
    "end of sequence not found": WORD_OF_YAML_CPP,
    "illegal map value": WORD_OF_YAML_CPP,
    "illegal map key": WORD_OF_YAML_CPP,
    "illegal block entry": WORD_OF_YAML_CPP,
    "illegal flow end": WORD_OF_YAML_CPP,
    "unknown escape character": WORD_OF_YAML_CPP,
    "unknown token": WORD_OF_YAML_CPP,
    "the referenced anchor is not defined": WORD_OF_YAML_CPP,
    "bad character found while scanning hex number": WORD_OF_YAML_CPP,
    "cannot set zero indentation": WORD_OF_YAML_CPP,
    "unexpected character in block scalar": WORD_OF_YAML_CPP,
    "illegal document indicator in scalar": WORD_OF_YAML_CPP,
    "illegal EOF in scalar": WORD_OF_YAML_CPP,
    "flow not found": WORD_OF_YAML_CPP,
}

# Comments, and texts in double quotes; of those the second group is what stands between the quotes.
TOKEN = re.compile(r"""(//[^\n]*|'(?:[^'\\\n]|\\.)+')|"((?:[^"\\\n]|\\.)*)\"""")
# A bug of ours, not a fault of a file.
ENSURE = re.compile(r"\bensure\(.*?\);", re.DOTALL)
FEWEST_LETTERS = 5


def texts_of(source):
    """The texts of a source; what stands side by side is one text, as for the compiler."""
    source = ENSURE.sub(";", source)
    texts, end = [], None
    for token in TOKEN.finditer(source):
        if token.group(2) is None:
            continue
        if end is not None and not source[end:token.start()].strip():
            texts[-1] += token.group(2)
        else:
            texts.append(token.group(2))
        end = token.end()
    return texts


def sentence_of(text):
    """The longest stretch of a text between its gaps; nothing if that is no sentence."""
    text = re.sub(r"\\(.)", lambda escape: "\n" if escape.group(1) == "n" else escape.group(1), text)
    text = text.replace("{{", "\0").replace("}}", "\1")
    stretches = [stretch.replace("\0", "{").replace("\1", "}") for stretch in re.split(r"\{[^}]*\}", text)]
    longest = max(stretches, key=len)
    words = " " in longest.strip() and "\n" not in longest
    return longest if words and len(re.findall("[A-Za-z]", longest)) >= FEWEST_LETTERS else None


class Sentences(unittest.TestCase):
    def test_every_sentence_is_said_of_some_file(self):
        said = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("*.txt")))
        sentences = {}
        for path in SOURCES:
            for text in texts_of(path.read_text(encoding="utf-8")):
                sentence = sentence_of(text)
                if sentence is not None:
                    sentences.setdefault(sentence, path.name)
        self.assertGreater(len(sentences), 300)
        unsaid = {sentence: name for sentence, name in sentences.items() if sentence not in said}
        self.assertEqual({sentence: name for sentence, name in unsaid.items() if sentence not in NOT_SAID}, {})
        self.assertEqual(set(NOT_SAID) - set(unsaid), set(), "these are said, or gone")


if __name__ == "__main__":
    unittest.main()
