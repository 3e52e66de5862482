"""tools/plot-run.py draws what it is given, and says what it cannot draw."""

import pathlib

import pages

pages.need("pandas", "matplotlib")

import matplotlib.image

TWO_STATES = """\
caisson: 1
title: Two states
start: 2024-01-01
end: 45 d
commodities: {shell: {unit: round}}
states: {AAA: {title: The first}, BBB: {}}
depots:
  a: {state: AAA, shell: {stock: 100 round}}
  b: {state: BBB, shell: {stock: 1000 round}}
fires:
  a: {at: a, uses: [shell], rate: 10 round/d}
  b: {at: b, uses: [shell], rate: 10 round/d}
"""


class Plot(pages.Case):
    def play(self, *options):
        (self.folder / "two.yaml").write_text(TWO_STATES, encoding="utf-8")
        done = self.run_command([str(pages.PROGRAM), "run", "two.yaml", "-o", "two", "-q", "--force", *options])
        self.assertEqual(done.returncode, 0, done.stdout)

    def draw(self, *options):
        return self.run_command(["tools/plot-run.py", "two", *options])

    def width_of(self, name):
        return matplotlib.image.imread(self.folder / name).shape[1]

    def test_a_column_for_each_state(self):
        self.play()
        self.assertEqual(self.draw().stdout, "two.png\n")
        self.assertEqual(self.draw("--state", "AAA", "-o", "one.png").stdout, "one.png\n")
        self.assertEqual(self.width_of("two.png"), 2 * self.width_of("one.png"))

    def test_a_run_of_less_than_a_month(self):
        self.play("--set", "end=2024-01-05")
        self.assertEqual(self.draw().returncode, 0)

    def test_what_it_cannot_draw(self):
        self.play()
        self.assertIn("no fires of CCC", self.draw("--state", "CCC").stdout)
        self.play("--step", "1wk")
        self.assertIn("no row a day", self.draw().stdout)
        self.play("--exact")
        done = self.draw()
        self.assertEqual(done.returncode, 2)
        self.assertIn("no row a day", done.stdout)
        self.assertFalse(pathlib.Path(self.folder / "two.png").exists())


if __name__ == "__main__":
    pages.main()
