"""The notebook runs from top to bottom, and finds what the program says."""

import csv
import json
import shutil
import sys

import pages

pages.need("pandas", "matplotlib", "nbconvert", "ipykernel")

NAME = "shell-gap.ipynb"
NOTEBOOK = pages.ROOT / "docs" / "notebooks" / NAME


class Notebook(pages.Case):
    def test_it_is_kept_without_outputs(self):
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                self.assertEqual((cell["outputs"], cell["execution_count"]), ([], None))

    def test_it_runs(self):
        place = self.folder / "docs" / "notebooks"
        place.mkdir(parents=True)
        shutil.copy(NOTEBOOK, place)
        self.environment.update(HOME=str(self.folder), JUPYTER_ALLOW_INSECURE_WRITES="1")
        done = self.run_command([sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", NAME],
                                place)
        self.assertEqual(done.returncode, 0, done.stdout)
        cells = json.loads((place / NAME).read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
        self.assertGreaterEqual(sum("image/png" in output.get("data", {}) for output in outputs), 2)
        self.check_dates("".join("".join(output.get("data", {}).get("text/plain", "")) for output in outputs))

    def check_dates(self, text):
        with (self.folder / "runs" / "notebook" / "outcomes.csv").open(encoding="utf-8") as table:
            dates = [row["date"] for row in csv.DictReader(table) if row["outcome"] == "russia-dry"]
        self.assertGreaterEqual(len(dates), 3)
        for date in dates:
            self.assertIn(date[:10], text)


if __name__ == "__main__":
    pages.main()
