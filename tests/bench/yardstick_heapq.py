#!/usr/bin/python3
"""The yardstick in plain Python with heapq: exact, and the same code in fractions for the answer without any rounding.

    yardstick_heapq.py             check the answer, then time it: one line of JSON
    yardstick_heapq.py --exact     print the answer in fractions; fails if it is not the one in yardstick_model.py
    yardstick_heapq.py --ensemble  print what the first 100 replications add up to, for yardstick_answer.hpp
"""

import heapq
import sys
from fractions import Fraction

import yardstick_model as model

DRY, ARRIVE, SAIL = range(3)  # the order within one instant


class Run:
    """One replication. `number` is float or Fraction: the arithmetic of all that follows."""

    def __init__(self, number, factors):
        def scaled(values, name):
            return [number(factor) * value for factor, value in zip(factors[name], values, strict=True)]

        self.made = [rate / model.YEAR for rate in scaled(model.MADE_PER_YEAR, "made")]
        self.wanted = [rate / model.YEAR for rate in scaled(model.WANTED_PER_YEAR, "wanted")]
        self.stock = scaled(model.FIRST_STOCK, "stock")
        self.lot = scaled(model.LOT, "lot")
        self.transit = scaled(model.TRANSIT, "transit")
        self.since = [number(0)] * len(model.STATES)  # the instant of which self.stock speaks
        self.firing = [True, True]  # at the wanted rate, from stock
        self.version = [0, 0]  # a forecast of running dry that is no longer the latest is dropped
        self.fired = [number(0)] * 2
        self.stock_outs = [0, 0]
        self.first_dry = [None, None]
        self.last_dry = [None, None]
        self.shipped = [number(0)] * len(model.LINES)
        self.at_sea = [number(0)] * len(model.LINES)
        self.events = 0
        self.queue = []
        for state in range(2):
            self.forecast(state)
        for line, every in enumerate(model.EVERY):
            heapq.heappush(self.queue, (number(every), SAIL, line, 0, None))

    def advance(self, state, now):
        elapsed = now - self.since[state]
        self.since[state] = now
        if state >= 2:
            self.stock[state] += self.made[state] * elapsed
        elif self.firing[state]:
            self.stock[state] += (self.made[state] - self.wanted[state]) * elapsed
            self.fired[state] += self.wanted[state] * elapsed
        else:
            self.fired[state] += self.made[state] * elapsed

    def forecast(self, state):
        self.version[state] += 1
        dry = self.since[state] + self.stock[state] / (self.wanted[state] - self.made[state])
        heapq.heappush(self.queue, (dry, DRY, state, self.version[state], None))

    def run_dry(self, now, state):
        self.advance(state, now)
        self.stock[state] = self.stock[state] * 0
        self.firing[state] = False
        self.stock_outs[state] += 1
        self.last_dry[state] = now
        if self.first_dry[state] is None:
            self.first_dry[state] = now

    def arrive(self, now, line, lot):
        state = model.RECEIVER[line]
        self.advance(state, now)
        self.stock[state] += lot
        self.at_sea[line] -= lot
        self.firing[state] = True
        self.forecast(state)

    def sail(self, now, line):
        sender = line + 2
        self.advance(sender, now)
        lot = min(self.lot[line], self.stock[sender] - model.KEPT[line])
        if lot > 0:
            self.stock[sender] -= lot
            self.shipped[line] += lot
            self.at_sea[line] += lot
            heapq.heappush(self.queue, (now + self.transit[line], ARRIVE, line, 0, lot))
        heapq.heappush(self.queue, (now + model.EVERY[line], SAIL, line, 0, None))

    def play(self):
        while self.queue[0][0] <= model.END:
            now, kind, place, version, lot = heapq.heappop(self.queue)
            if kind == DRY and version != self.version[place]:
                continue
            self.events += 1
            if kind == DRY:
                self.run_dry(now, place)
            elif kind == ARRIVE:
                self.arrive(now, place, lot)
            else:
                self.sail(now, place)
        for state in range(len(model.STATES)):
            self.advance(state, model.END)
        return self

    def answer(self):
        names = {"stock": "end_stock"}
        keys = ("events", "stock_outs", "first_dry", "last_dry", "fired", "stock", "shipped", "at_sea")
        return {names.get(key, key): getattr(self, key) for key in keys}


def print_exact():
    seen = Run(Fraction, model.nominal_factors()).play().answer()
    for name, value in seen.items():
        print(name, value if isinstance(value, int) else ", ".join(str(part) for part in value))
    right = {name: value if isinstance(value, int) else list(value) for name, value in model.ANSWER.items()}
    return 0 if seen == right else 1


def print_ensemble(replications=100):
    """Sums over the replications, in fractions: what the floats of draw_factors() say, without any rounding after."""
    runs = [Run(Fraction, model.draw_factors(i)).play().answer() for i in range(replications)]
    print("events", sum(run["events"] for run in runs))
    for state, name in enumerate(model.FIRING):
        dates = [run["first_dry"][state] for run in runs if run["first_dry"][state] is not None]
        print(name, "runs that run dry", len(dates))
        print(name, "stock-outs", sum(run["stock_outs"][state] for run in runs))
        print(name, "first dry days", repr(float(sum(dates))))
        print(name, "fired", repr(float(sum(run["fired"][state] for run in runs))))
    print("shipped", repr(float(sum(sum(run["shipped"]) for run in runs))))
    print("end stocks", repr(float(sum(sum(run["end_stock"]) for run in runs))))
    return 0


def main():
    if "--exact" in sys.argv[1:]:
        return print_exact()
    if "--ensemble" in sys.argv[1:]:
        return print_ensemble()
    wrong = model.differences(Run(float, model.nominal_factors()).play().answer())
    ensemble = [model.draw_factors(i) for i in range(20)]
    us = model.microseconds_a_run(lambda: [Run(float, factors).play() for factors in ensemble], len(ensemble), rounds=10)
    return model.report("Python heapq, exact", us, wrong)


if __name__ == "__main__":
    sys.exit(main())
