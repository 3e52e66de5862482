#!/usr/bin/python3
"""Draws what states hold and what they fire, from the CSV files that `caisson run` writes.

    tools/plot-run.py out                                  every state that fires, to out.png
    tools/plot-run.py what-if --state RUS -o gap.png       one state, all runs of the folder beside each other

Above: rounds in depots and under way between a state's own depots. Below: rounds fired a day, month by month, and the
first day on which less was fired than wanted.
Needs pandas and matplotlib (Debian: python3-pandas, python3-matplotlib).
"""
import argparse
import json
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates
import matplotlib.pyplot as plt
import pandas

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]  # told apart by colour-blind readers
STYLES = ["-", "-", (0, (5, 1.5)), "-.", ":", "-"]  # and where lines lie on each other, or are printed in grey


def held(series, flows, state):
    """A column a run: what the state holds, with what is under way between its own depots [unit]."""
    stocks = series[(series.variable == "stock") & (series.state == state)]
    own = stocks.node.unique()
    moving = flows[(flows.variable == "in_transit") & flows.from_node.isin(own) & flows.to_node.isin(own)]
    both = pandas.concat([stocks, moving])
    return both.pivot_table(index="time", columns="run", values="value", aggfunc="sum")


def daily(series, variable, state):
    """A column a run: how much of a total fell on each day [unit]."""
    rows = series[(series.variable == variable) & (series.state == state)]
    return rows.pivot_table(index="time", columns="run", values="value", aggfunc="sum")


def by_month(fired):
    """The mean of each month, at the month's first day that was played, and at the end once more."""
    days = fired.iloc[:-1]  # the last row of a table holds the instant of the end, which is no day
    means = days.resample("MS").mean()
    means.index = [max(month, fired.index[0]) for month in means.index]
    return pandas.concat([means, means.iloc[[-1]].set_axis(fired.index[-1:])])


def draw_lines(axis, table, unit, title, drawstyle="default"):
    for colour, style, run in zip(COLOURS, STYLES, table.columns):
        axis.plot(table.index, table[run], color=colour, linestyle=style, linewidth=2.2, drawstyle=drawstyle)
    axis.set_title(title, loc="left", fontsize=11)
    axis.set_ylabel(unit)
    axis.set_ylim(bottom=0)
    axis.grid(axis="y", color="#e4e4e4")
    axis.set_axisbelow(True)
    axis.spines[["top", "right"]].set_visible(False)


def say_who(axis, series, state, fired, names):
    """Beside each line its name, and the first day on which less was fired than wanted, if there was one."""
    unmet = daily(series, "unmet", state)
    for colour, run in zip(COLOURS, fired.columns):
        short = unmet.index[unmet[run] > 0]
        when = short[0] if len(short) else fired.index[len(fired) // 2]
        level = fired[run][fired.index <= when].iloc[-1]
        if len(short):
            axis.plot(when, level, "o", color=colour, zorder=3)
        text = f"{names[run]}\nshort from\n{when:%Y-%m-%d}" if len(short) else f"{names[run]}\nnever short"
        axis.annotate(text, (when, level), xytext=(9, 5), textcoords="offset points", color=colour, fontsize=9,
                      fontweight="bold")


def draw_state(above, below, tables, state):
    series, flows, package = tables
    title = package["states"][state].get("title", state)
    names = series.drop_duplicates("run").set_index("run").scenario
    unit = series[(series.state == state) & (series.variable == "fired")].unit.iloc[0]
    stock = held(series, flows, state) / 1e6
    fired = by_month(daily(series, "fired", state)) / 1e3
    draw_lines(above, stock, f"million {unit}s", f"{title}: held in depots and on its own routes")
    draw_lines(below, fired, f"thousand {unit}s a day", f"{title}: fired, mean of each month", "steps-post")
    if len(names) > 1:
        above.legend(above.lines, names[stock.columns], frameon=False, labelcolor="linecolor", handlelength=3)
    say_who(below, series, state, fired, names)
    below.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(below.xaxis.get_major_locator()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="a folder that `caisson run -o` wrote, a row a day")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="the picture (default: the folder's name and .png)")
    parser.add_argument("--state", action="append", help="only this state (may be given again)")
    options = parser.parse_args()

    series = pandas.read_csv(options.folder / "series.csv", parse_dates=["time"])
    flows = pandas.read_csv(options.folder / "flows.csv", parse_dates=["time"])
    package = json.loads((options.folder / "datapackage.json").read_text(encoding="utf-8"))
    steps = series.time.drop_duplicates().sort_values().diff().iloc[1:-1]  # the last step ends with the run
    if (steps != pandas.Timedelta(days=1)).any():
        parser.error(f"{options.folder} has no row a day: run without --exact and --step")
    fires = series[series.variable == "fired"]
    states = options.state or sorted(fires.state.unique())
    if not states or not set(states) <= set(fires.state):
        parser.error(f"no fires of {', '.join(states) or 'anybody'} in {options.folder}")

    figure, axes = plt.subplots(2, len(states), figsize=(9 * len(states), 6.4), sharex=True, squeeze=False,
                                layout="constrained")
    figure.suptitle(package["title"], x=0.01, ha="left", fontsize=13, fontweight="bold")
    for column, state in enumerate(states):
        draw_state(axes[0][column], axes[1][column], (series, flows, package), state)
    output = options.output or options.folder.with_suffix(".png")
    figure.savefig(output, dpi=110)
    print(output)


if __name__ == "__main__":
    main()
