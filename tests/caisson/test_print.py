#!/usr/bin/python3
"""caisson show, list, graph and schema: what only prints."""

import json
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import program  # noqa: E402


class Print(program.Case):
    def test_show_says_where_each_value_comes_from(self):
        self.check_golden("show.yaml", self.output("show", "two-states.yaml", "-V", "no-rail", "--set",
                                                   "fires.guns.rate=7k round/d"))

    def test_what_is_shown_is_a_scenario_that_gives_the_same_run(self):
        self.write("shown.yaml", self.output("show", "two-states.yaml", "-V", "no-rail", "--plain"))
        self.assertNotIn("two-states.yaml", (self.folder / "shown.yaml").read_text(encoding="utf-8"))
        self.output("run", "two-states.yaml", "-V", "no-rail", "-o", "a", "-q")
        self.output("run", "shown.yaml", "-o", "b", "-q")
        fingerprints = [json.loads((self.folder / name / "manifest.json").read_bytes())["runs"][0]["fingerprint"]
                        for name in "ab"]
        self.assertEqual(*fingerprints)

    def test_list_prints_all_or_a_part(self):
        whole = self.output("list", "two-states.yaml")
        self.check_golden("list.txt", whole)
        for part in ("variants", "parameters", "outcomes", "estimates"):
            with self.subTest(part):
                self.assertIn(self.output("list", "two-states.yaml", part), whole)

    def test_list_as_json(self):
        parameters = json.loads(self.output("list", "two-states.yaml", "parameters", "--json"))
        rate = next(row for row in parameters if row["path"] == "fires.guns.rate")
        self.assertEqual((rate["value"], rate["unit"], rate["place"]), (5000, "round/d", "two-states.yaml:27:40"))
        self.assertEqual(sorted(json.loads(self.output("list", "two-states.yaml", "--json"))),
                         ["estimates", "outcomes", "parameters", "title", "variants"])

    def test_what_a_scenario_does_not_have(self):
        text = (self.folder / "two-states.yaml").read_text(encoding="utf-8")
        self.write("plain.yaml", text.split("variants:")[0])
        self.assertEqual(self.output("list", "plain.yaml", "variants"), "no variants\n")
        self.assertEqual(json.loads(self.output("list", "plain.yaml", "variants", "--json")), [])

    def test_graph_before_and_after_a_run(self):
        self.check_golden("graph.dot", self.output("graph", "two-states.yaml"))
        self.check_golden("graph-run.dot", self.output("graph", "two-states.yaml", "--run"))

    def test_graph_of_a_run_that_was_written(self):
        self.output("run", "two-states.yaml", "-V", "baseline", "-V", "no-rail", "-o", "out", "-q")
        self.check_golden("graph-run.dot", self.output("graph", "two-states.yaml", "out"))
        self.assertIn("has no run of less-fire", self.complaint("graph", "two-states.yaml", "out", "-V", "less-fire", code=7))
        self.assertIn("either --run or the folder", self.complaint("graph", "two-states.yaml", "out", "--run", code=2))

    def test_why_a_fire_was_short(self):
        self.output("run", "two-states.yaml", "-V", "baseline", "-V", "no-rail", "-o", "out", "-q")
        self.check_golden("why.txt", self.output("why", "out"))
        self.check_golden("why-moment.txt", self.output("why", "out", "fires.guns", "2024-01-31", "-V", "no-rail"))
        self.assertEqual(json.loads(self.output("why", "out", "--json"))["fires"][0]["first_short"], "2024-02-20")
        self.assertIn("did you mean fires.guns?", self.complaint("why", "out", "fires.gums", code=7))
        self.assertIn("leave --until out", self.complaint("why", "out", "guns", "2024-01-31", "--until", "2024-02-01", code=2))
        self.assertIn("which run?", self.complaint("why", code=2))

    def test_graphviz_draws_it(self):
        if shutil.which("dot") is None:
            self.skipTest("Graphviz is not installed")
        drawn = subprocess.run(["dot", "-Tsvg"], input=self.output("graph", "two-states.yaml", "--run").encode(),
                               capture_output=True, check=True)
        self.assertIn(b"</svg>", drawn.stdout)

    def test_schema_is_json_and_its_reference_a_page(self):
        self.assertIn("$schema", json.loads(self.output("schema")))
        self.assertTrue(self.output("schema", "--reference").startswith("# "))

    def test_an_invalid_scenario_is_explained_by_each(self):
        file = self.changed("at: front", "at: frond")
        for verb in ("show", "list", "graph"):
            with self.subTest(verb):
                self.assertIn("changed.yaml:27:14: error: ", self.complaint(verb, file, code=3))
                self.assertIn("cannot be read", self.complaint(verb, "missing.yaml", code=7))


if __name__ == "__main__":
    program.main()
