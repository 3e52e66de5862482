#!/usr/bin/python3
"""The yardstick in NumPy: a step of one day, 1,000 replications side by side in each array operation.

Not exact: a state that runs dry at some time within a day is said to run dry at the day's end, and an arrival waits for the end
of its day. In the yardstick itself all sailings and arrivals fall on whole days, so that its totals must be right to rounding;
the check asks for these, and for first dry dates within a day.

Checks its answer, then times it on the replications that every contender plays: one line of JSON.
"""

import sys

import numpy as np
import yardstick_model as model

BATCH = 1000
LONGEST_TRANSIT = 45  # 30 days * 1.5


def bind(replications):
    """The factors of a batch times the model's numbers: one array [row, replication] for each kind of factor."""
    numbers = {
        "made": np.array(model.MADE_PER_YEAR) / model.YEAR,
        "wanted": np.array(model.WANTED_PER_YEAR) / model.YEAR,
        "stock": np.array(model.FIRST_STOCK, dtype=float),
        "lot": np.array(model.LOT, dtype=float),
        "transit": np.array(model.TRANSIT, dtype=float),
    }
    return {
        name: np.ascontiguousarray(np.array([factors[name] for factors in replications]).T * values[:, None])
        for name, values in numbers.items()
    }


def play(war):
    """All replications of the batch, day by day; returns the arrays that answer() reads."""
    runs = war["made"].shape[1]
    column = np.arange(runs)
    made, wanted = war["made"], war["wanted"]
    shortfall = wanted - made[:2]
    first, lot = war["stock"], war["lot"]
    days_at_sea = np.ceil(war["transit"]).astype(int)
    stock = first[:2].copy()
    missing = np.zeros((2, runs))  # wanted, and not fired
    first_dry = np.full((2, runs), np.inf)
    was_dry = np.zeros((2, runs), dtype=bool)
    stock_outs = np.zeros((2, runs), dtype=int)
    shipped = np.zeros((len(model.LINES), runs))
    due = np.zeros((2, model.END + LONGEST_TRANSIT + 1, runs))  # what arrives at each state on each day
    at_sea = np.zeros((len(model.LINES), runs))
    for day in range(model.END + 1):
        for line, every in enumerate(model.EVERY):
            if day and day % every == 0:
                left = first[line + 2] + made[line + 2] * day - shipped[line] - model.KEPT[line]
                load = np.minimum(lot[line], left).clip(min=0.0)
                shipped[line] += load
                arrival = day + days_at_sea[line]
                due[model.RECEIVER[line], arrival, column] += load
                if day + LONGEST_TRANSIT > model.END:
                    at_sea[line] += np.where(arrival > model.END, load, 0.0)
        stock += due[:, day]
        if day == model.END:
            break
        stock -= shortfall
        dry = stock <= 0.0
        if dry.any():
            missing -= np.where(dry, stock, 0.0)
            np.maximum(stock, 0.0, out=stock)
            np.minimum(first_dry, np.where(dry, day + 1.0, np.inf), out=first_dry)
            stock_outs += dry & ~was_dry
        was_dry = dry
    return {
        "fired": wanted * model.END - missing,
        "end_stock": np.concatenate([stock, first[2:] + made[2:] * model.END - shipped]),
        "shipped": shipped,
        "at_sea": at_sea,
        "first_dry": first_dry,
        "stock_outs": stock_outs,
    }


def wrong_in(outcome, run):
    """What is wrong with one replication that is the yardstick itself: totals to rounding, dates within a day."""
    exact = {name: outcome[name][:, run] for name in ("fired", "end_stock", "shipped", "at_sea")}
    dates = [outcome["first_dry"][state, run] - float(model.ANSWER["first_dry"][state]) for state in range(2)]
    late = [f"first_dry[{state}] is off by {off!r} days" for state, off in enumerate(dates) if not 0 <= off <= 1]
    return model.differences(exact) + late


def main():
    replications = [model.draw_factors(i) for i in range(BATCH)]
    checked = play(bind([model.nominal_factors(), *replications[1:]]))
    war = bind(replications)
    us = model.microseconds_a_run(lambda: play(war), BATCH, rounds=7)
    return model.report("NumPy, 1,000 runs at once, steps of a day", us, wrong_in(checked, 0), exact=False)


if __name__ == "__main__":
    sys.exit(main())
