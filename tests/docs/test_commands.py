"""What README and the first scenario tell people to type works, prints what they show, and gives the picture shown."""

import re

import pages

pages.need("pandas", "matplotlib")

import matplotlib.image
import numpy

# Of 255 shades: pictures drawn from the same numbers by another release of the fonts or of matplotlib may differ.
SAME_PICTURE = 2.0


class Commands(pages.Case):
    def test_readme(self):
        printed, _ = self.play("README.md")
        self.check_numbers(pages.prose(pages.read("README.md")), printed + pages.read("scenarios/shell-gap.yaml"))
        self.check_picture(self.folder / "what-if.png", pages.ROOT / "docs" / "pictures" / "shell-gap.png")

    def check_numbers(self, text, known):
        """Every date and every large number that the page speaks of comes from a command on it or from the scenario."""
        known = re.sub(r"(?<=\d),(?=\d{3})", "", known)
        named = re.findall(r"\d{4}-\d\d-\d\d|\d{1,3}(?:,\d{3})+", text)
        named += [f"{number}M" for number in re.findall(r"([\d.]+) million", text)]
        self.assertGreaterEqual(len(named), 8)
        for one in named:
            self.assertRegex(known, rf"(?<![\d.]){re.escape(one.replace(',', ''))}(?!\d)")

    def check_picture(self, drawn, shown):
        drawn, shown = (matplotlib.image.imread(path)[:, :, :3] for path in (drawn, shown))
        advice = "draw docs/pictures/shell-gap.png again, by the commands under `What if?` of README.md"
        self.assertEqual(drawn.shape, shown.shape, advice)
        self.assertLess(255 * numpy.abs(drawn - shown).mean(), SAME_PICTURE, advice)

    def test_first_scenario(self):
        self.play("docs/getting-started.md")

    def test_other_pages(self):
        for page in sorted(path.relative_to(pages.ROOT) for path in (pages.ROOT / "docs").glob("*.md")):
            if page.name != "getting-started.md":
                self.play(page)

    def test_tools_run_plays_the_baseline(self):
        script = pages.read("tools/run")
        self.assertIn("scenarios/shell-gap.yaml", script)
        self.assertIn("-o out --force", script)

    def test_worked_examples(self):
        """Those of docs/semantics.md: each claims the numbers of the page."""
        files = sorted((pages.ROOT / "tests" / "docs" / "worked").glob("*.yaml"))
        self.assertGreaterEqual(len(files), 12)
        for file in files:
            with self.subTest(file=file.name):
                done = self.run_command([str(pages.PROGRAM), "check", "--strict", str(file)])
                self.assertEqual(done.returncode, 0, done.stdout)
                self.assertIn("expect:", file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    pages.main()
