#!/usr/bin/python3
"""Draws stocks and fire of runs of one scenario, from the CSV files that `caisson run` writes.

    tools/plot-run.py out                                     stocks and fire of a run, to out.png
    tools/plot-run.py what-if -o gap.png --state RUS         one state, all runs of the folder

Needs pandas and matplotlib (Debian: python3-pandas, python3-matplotlib).
"""
import argparse
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates
import matplotlib.pyplot as plt
import pandas

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]  # told apart by colour-blind readers


def daily(series, variable, states):
    """One column a run: the variable's sum over all nodes of the states, in millions or a day."""
    rows = series[(series.variable == variable) & series.state.isin(states)]
    return rows.pivot_table(index="time", columns="scenario", values="value", aggfunc="sum")


def draw(axis, table, unit, title):
    """Lines with their names at their ends, so that nobody has to match colours with a legend."""
    for colour, name in zip(COLOURS, table.columns):
        axis.plot(table.index, table[name], color=colour, linewidth=2)
    axis.set_title(title, loc="left", fontsize=11)
    axis.set_ylabel(unit)
    axis.set_ylim(bottom=0)
    axis.grid(axis="y", color="#dddddd")
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="a folder that `caisson run -o` wrote")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="the picture (default: the folder's name and .png)")
    parser.add_argument("--state", action="append", help="only this state (may be given again)")
    options = parser.parse_args()

    series = pandas.read_csv(options.folder / "series.csv", parse_dates=["time"])
    states = options.state or sorted(series[series.variable == "fired"].state.unique())
    stocks = daily(series, "stock", states) / 1e6
    step = series.time.drop_duplicates().sort_values().diff().dt.days.median()
    fired = daily(series, "fired", states).iloc[:-1] / step / 1e3

    figure, (above, below) = plt.subplots(2, 1, figsize=(9, 6.2), sharex=True, layout="constrained")
    who = ", ".join(states)
    draw(above, stocks, "million rounds", f"Stocks of {who}")
    draw(below, fired.rolling(30, min_periods=1).mean(), "thousand rounds a day", f"Fire of {who}, mean of thirty days")
    below.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(below.xaxis.get_major_locator()))
    for colour, name, height in zip(COLOURS, stocks.columns, range(len(stocks.columns))):
        above.text(0.995, 0.95 - 0.1 * height, name, color=colour, ha="right", va="top", transform=above.transAxes,
                   fontweight="bold")
    output = options.output or options.folder.with_suffix(".png")
    figure.savefig(output, dpi=110)
    print(output)


if __name__ == "__main__":
    main()
