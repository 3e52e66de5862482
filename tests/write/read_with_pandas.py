#!/usr/bin/python3
"""Reads a run folder as an analyst would, and compares what pandas makes of it with what its data package says.

usage: read_with_pandas.py FOLDER    exit 1, with a message, where they differ
"""

import hashlib
import json
import pathlib
import sys

import pandas

DTYPES = {"integer": "int64", "string": "object", "boolean": "bool", "number": "float64"}


def check(condition, message):
    if not condition:
        sys.exit(message)


def check_resource(folder, resource):
    """One table: its columns, in order, and the types that pandas finds without being told."""
    fields = resource["schema"]["fields"]
    times = [field["name"] for field in fields if field["type"] in ("date", "datetime")]
    table = pandas.read_csv(folder / resource["path"], parse_dates=times)
    check(list(table.columns) == [field["name"] for field in fields], f"{resource['path']}: other columns")
    for field in fields:
        column = table[field["name"]]
        if column.isna().all():
            continue  # nothing to guess a type from
        if field["type"] == "date":
            check(str(column.dtype) == "datetime64[ns]", f"{field['name']} is {column.dtype}")
        elif field["type"] == "datetime":
            check(str(column.dtype) == "datetime64[ns, UTC]", f"{field['name']} is {column.dtype}")
        elif field["type"] == "number":
            check(str(column.dtype) in ("float64", "int64"), f"{field['name']} is {column.dtype}")
        else:
            check(str(column.dtype) == DTYPES[field["type"]], f"{field['name']} is {column.dtype}")
    for column in table.select_dtypes("object"):
        starts = table[column].dropna().str[:1]
        check(not starts.isin(list("=+-@\t\r")).any(), f"{resource['path']}: a cell of {column} is a formula")
    return table


def check_hashes(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for output in manifest["outputs"]:
        data = (folder / output["path"]).read_bytes()
        check(hashlib.sha256(data).hexdigest() == output["sha256"], f"{output['path']}: other hash")
        check(len(data) == output["bytes"], f"{output['path']}: other size")
    listed = {output["path"] for output in manifest["outputs"]} | {"manifest.json"}
    check(listed == {path.name for path in folder.iterdir()}, "the manifest lists other files")


def main(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: check_resource(folder, resource) for resource in package["resources"]}
    series, flows = tables["series"], tables["flows"]
    for table in (series, flows):
        check(set(table["variable"]) <= set(package["variables"]), "a variable that is not described")
        check(set(table["commodity"].dropna()) <= set(package["commodities"]), "a commodity that is not described")
    check(set(series["state"]) <= set(package["states"]), "a state that is not described")
    check(set(tables["outcomes"]["outcome"]) <= set(package["outcomes"]), "an outcome that is not described")
    # the first thing that one does with it
    stocks = series[series.variable == "stock"].pivot_table(index="time", columns="node", values="value")
    check(set(stocks.columns) <= set(package["depots"]), "a depot that is not described")
    check((stocks.fillna(0) >= 0).all().all(), "a stock below nothing")
    check_hashes(folder)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
