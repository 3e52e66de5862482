"""Links lead somewhere, files that pages name exist, and sections that the code cites are there."""

import json
import re
import unittest
import urllib.parse

import pages

ROOT = pages.ROOT
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "scenarios").rglob("*.md")])
TREES = ("include", "sim", "tests", "tools", "docs", "scenarios", ".ci")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def without_code(text):
    return re.sub(r"^```.*?^```$|^    .*?$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text):
    """What a `#` may lead to in a page, by the rules of the usual hosts."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def markdown_of(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


class Links(unittest.TestCase):
    def check_link(self, page, target):
        if re.match(r"[a-z]+:", target):
            return
        path, _, anchor = urllib.parse.unquote(target).partition("#")
        aim = (page.parent / path).resolve() if path else page
        self.assertTrue(aim.exists(), f"{page}: {target}")
        if anchor:
            self.assertIn(anchor, anchors(aim.read_text(encoding="utf-8")), f"{page}: {target}")

    def test_links_lead_somewhere(self):
        self.assertGreaterEqual(len(PAGES), 10)
        count = 0
        for page in PAGES:
            for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
                with self.subTest(page=page.name, target=target):
                    self.check_link(page, target)
                    count += 1
        self.assertGreater(count, 30)

    def test_links_of_notebooks(self):
        for notebook in (ROOT / "docs" / "notebooks").glob("*.ipynb"):
            for target in LINK.findall(markdown_of(notebook)):
                self.check_link(notebook, target)

    def test_files_that_pages_name_exist(self):
        for page in PAGES:
            if page.parent.name == "adr":
                continue  # a decision speaks of the tree as it was
            for name in re.findall(rf"`((?:{'|'.join(TREES)})/[\w./*-]+)`", page.read_text(encoding="utf-8")):
                with self.subTest(page=page.name, name=name):
                    self.assertTrue(list(ROOT.glob(name.rstrip("/"))), f"{page}: {name}")

    def test_sections_that_the_code_cites_exist(self):
        titles = re.findall(r"^#+ (\d+(?:\.\d+)?)\.? ", pages.read("docs/semantics.md"), flags=re.MULTILINE)
        self.assertGreaterEqual(len(titles), 16)
        cited = 0
        for tree in ("include", "sim", "tests", "tools"):
            for file in sorted((ROOT / tree).rglob("*.?pp")):
                for section in re.findall(r"docs/semantics\.md,\s+(?:///?\s+)?(?:sections? )?(\d+(?:\.\d+)?)",
                                          file.read_text(encoding="utf-8")):
                    self.assertIn(section, titles, f"{file} cites section {section}")
                    cited += 1
        self.assertGreater(cited, 10)


if __name__ == "__main__":
    pages.main()
