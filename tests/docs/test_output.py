"""docs/output.md names every file, column, variable and event that a run writes, and no other."""

import json
import re

import pages

pages.need("pandas")

import pandas

PAGE = pages.read("docs/output.md")


def section(title):
    return re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL).group(1)


def first_cells(text):
    """The names in the first cells of a section's tables."""
    return [name for row in re.findall(r"^\| (`.*?) \|", text, flags=re.MULTILINE) for name in re.findall(r"`(.*?)`", row)]


class Output(pages.Case):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.write("out").returncode, 0)
        self.package = json.loads((self.folder / "out" / "datapackage.json").read_text(encoding="utf-8"))

    def write(self, folder, *options):
        return self.run_command([str(pages.PROGRAM), "run", "scenarios/shell-gap.yaml", "-q", "-o", folder, *options])

    def write_origins(self):
        done = self.run_command([str(pages.PROGRAM), "run", "scenarios/examples/21-origin.yaml", "-q", "-o", "origins"])
        self.assertEqual(done.returncode, 0)
        return self.folder / "origins"

    def table(self, name, folder="out"):
        return pandas.read_csv(self.folder / folder / name)

    def test_files(self):
        self.assertEqual(self.write("wide", "--wide").returncode, 0)
        written = {path.name for path in (self.folder / "wide").iterdir()}
        written |= {path.name for path in self.write_origins().iterdir()}
        self.assertEqual(set(first_cells(section("The files"))), written | {"deals.csv"})  # which needs deals

    def test_table_of_deals(self):
        run = self.run_command([str(pages.PROGRAM), "run", "scenarios/examples/20-deals.yaml", "-q", "-o", "deals"])
        self.assertEqual(run.returncode, 0)
        deals = self.table("deals.csv", "deals")
        self.assertEqual(first_cells(section("`deals.csv`"))[: len(deals.columns)], list(deals.columns))
        goods = deals[deals.part == "goods"].pivot(index="time", columns="variable", values="value")
        so_far = goods[["delivered", "lost", "cancelled"]].cumsum().shift(fill_value=0).sum(axis=1)
        self.assertTrue((goods.pledged[1:] >= so_far[1:]).all())
        self.assertEqual(goods.delivered.sum(), 400000)

    def test_columns_in_their_order(self):
        package = json.loads((self.write_origins() / "datapackage.json").read_text(encoding="utf-8"))
        self.assertIn("origins.csv", [resource["path"] for resource in package["resources"]])
        for resource in self.package["resources"] + package["resources"]:
            columns = [field["name"] for field in resource["schema"]["fields"]]
            self.assertEqual(first_cells(section(f"`{resource['path']}`"))[: len(columns)], columns)

    def test_variables_and_how_they_are_booked(self):
        rows = re.findall(r"^\| `(\w+)` \| (point|total) \|", PAGE, flags=re.MULTILINE)
        self.assertEqual(dict(rows), {name: one["kind"] for name, one in self.package["variables"].items()})
        self.assertEqual([name for name, _ in rows], list(self.package["variables"]))

    def test_events(self):
        names = re.findall(r'return "(\w+)";', pages.read("sim/engine/event.cpp"))
        self.assertGreaterEqual(len(names), 18)
        self.assertEqual(sorted(re.findall(r"`(\w+)`", section("Kinds of events"))), sorted(names))

    def test_totals_add_up(self):
        series, outcomes = self.table("series.csv"), self.table("outcomes.csv").set_index("outcome")
        fired = series[(series.variable == "fired") & (series.state == "RUS")].value.sum()
        self.assertAlmostEqual(fired / outcomes.value["russia-fired"], 1.0, places=12)

    def test_exact_tables_have_two_rows_where_a_stock_jumps(self):
        self.assertEqual(self.write("exact", "--exact").returncode, 0)
        series = self.table("series.csv", "exact")
        stock = series[(series.variable == "stock") & (series.node == "ukrainian-front")]
        self.assertTrue(stock.duplicated(["time", "commodity"]).any())


if __name__ == "__main__":
    pages.main()
