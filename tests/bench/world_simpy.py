#!/usr/bin/python3
"""The world of scenarios/shell-gap/whole-world.yaml in SimPy (python3-simpy3), as one writes it: days as steps.

A process for each plant, fire, route, ship line, the deal, the cap and Seoul. What flows is moved once a day, so that
answers are off by about a day's flow, and must be right within 1 %. Amounts are rounds, barrels, tonnes and points.
"""

import sys

import simpy
import yardstick_model as shared

YEAR = 365.25
MONTH = YEAR / 12
END = 1096
WITHIN = 0.01  # of each answer

# Worked out in tests/golden/runs/shell-gap/whole-world.txt.
ANSWER = {"russia-fired": 18_643_943, "refurbished": 2_803_559, "shells-delivered": 9_600_000, "seoul-sent": 500_000,
          "ukraine-unmet": 3_451_497, "oil-from-china": 2_586_677, "oil-paid": 1_920_000, "russia-dry": 271.3}


def ramp(points):
    """A rate [1/d] by day: steps and lines through (day, rate a year)."""

    def rate(day):
        before = points[0]
        for point in points:
            if point[0] > day:
                part = (day - before[0]) / (point[0] - before[0])
                return (before[1] + part * (point[1] - before[1])) / YEAR
            before = point
        return before[1] / YEAR

    return rate


class World:
    """One replication."""

    def __init__(self, factors=(1.0, 1.0, 1.0)):
        stock, fire, made = factors
        self.env = simpy.Environment()
        self.stock = {"arsenals": 3.3e6 * stock, "front": 0.7e6, "belarus": 200e3, "korea": 30e6, "iran": 1e6, "ua155": 300e3,
                      "ua": 200e3, "usa": 1.6e6, "europe": 600e3, "loan": 180e3, "seoul": 500e3, "oil": 0.0, "food": 0.0,
                      "old": 0.0}
        self.sent, self.came, self.under_way = {}, {}, {"rail": 0.0, "oil-train": 0.0, "food-train": 0.0}
        self.fired = self.unmet = self.refurbished = 0.0
        self.russia_dry = None
        self.released = {"shells": 0.0, "oil": 0.0, "food": 0.0}
        self.oil_in_period = 0.0
        self.seoul_open = False
        self.wanted = 10e6 / YEAR * fire
        self.start_plants(made)
        self.start_routes()
        for process in (self.russian_guns(), self.ukrainian_guns(), self.korean_needs(), self.works(), self.ships(),
                        self.deal(), self.cap()):
            self.env.process(process)

    def start_plants(self, made):
        for depot, points in {
            "arsenals": [(0, 1.5e6 * made), (731, 2e6 * made)],
            "korea": [(0, 1e6)],
            "iran": [(0, 0.2e6)],
            "ua": [(0, 10e3 * 12)],
            "usa": [(0, 24e3 * 12), (49, 24e3 * 12), (780, 80e3 * 12)],
            "europe": [(0, 0.3e6), (18, 0.3e6), (749, 0.8e6)],
            "food": [(0, 4.7e6)],
        }.items():
            self.env.process(self.plant(depot, ramp(points)))

    def start_routes(self):
        start = self.env.process
        start(self.flow("belarus", "belarus", "arsenals", 300e3 / YEAR, 4))
        start(self.flow("caspian", "iran", "arsenals", 500e3 / YEAR, 15, kept=200e3))
        start(self.flow("loan", "loan", "usa", 50e3 / MONTH, 30, until=109))
        start(self.flow("seoul", "seoul", "ua155", 50e3 / MONTH, 40, opened=lambda: self.seoul_open))
        start(self.flow("china-food", None, "food", 300e3 / YEAR, 3))
        start(self.line("usa", "usa", "ua155", 25e3, 7, 21, 1.2e6))
        start(self.line("europe", "europe", "ua155", 11e3, 10, 7, 200e3))
        start(self.rail())
        start(self.chinese_oil())
        start(self.train("oil", 165e3 / MONTH))
        start(self.train("food", 60e3 / MONTH))

    def plant(self, depot, rate):
        while True:
            self.stock[depot] += rate(self.env.now)
            yield self.env.timeout(1)

    def deliver(self, name, depot, amount, days):
        yield self.env.timeout(days)
        self.came[name] = self.came.get(name, 0.0) + amount
        if name in self.under_way:
            self.under_way[name] -= amount
        self.stock[depot] += amount

    def send(self, name, sender, receiver, amount, days):
        if sender:
            self.stock[sender] -= amount
        self.sent[name] = self.sent.get(name, 0.0) + amount
        if name in self.under_way:
            self.under_way[name] += amount
        self.env.process(self.deliver(name, receiver, amount, days))

    def flow(self, name, sender, receiver, rate, days, kept=0.0, until=END, opened=lambda: True):
        while self.env.now < until:
            there = max(0.0, self.stock[sender] - kept) if sender else rate
            if opened() and there > 0:
                self.send(name, sender, receiver, min(rate, there), days)
            yield self.env.timeout(1)

    def line(self, name, sender, receiver, lot, every, days, kept):
        while True:
            there = min(lot, self.stock[sender] - kept)
            if there > 0:
                self.send(name, sender, receiver, there, days)
            yield self.env.timeout(every)

    def rail(self):
        sends = True
        while True:
            level = (self.stock["front"] + self.under_way["rail"]) / self.wanted
            sends = level < 30 if sends else level <= 27
            amount = min(15e6 / YEAR, self.stock["arsenals"], max(0.0, 30 - level) * self.wanted) if sends else 0.0
            if amount > 0:
                self.send("rail", "arsenals", "front", amount, 6)
            yield self.env.timeout(1)

    def russian_guns(self):
        while True:
            now = min(self.wanted, self.stock["front"])
            self.stock["front"] -= now
            self.fired += now
            if now < self.wanted and self.russia_dry is None:
                self.russia_dry = self.env.now
            yield self.env.timeout(1)

    def ukrainian_guns(self):
        while True:
            left = 240e3 / MONTH
            for depot in ("ua155", "ua"):
                now = min(left, self.stock[depot])
                self.stock[depot] -= now
                left -= now
            self.unmet += left
            yield self.env.timeout(1)

    def korean_needs(self):
        while True:
            for depot, wanted in (("oil", 3e6 / YEAR), ("food", 5.5e6 / YEAR)):
                self.stock[depot] -= min(wanted, self.stock[depot])
            yield self.env.timeout(1)

    def works(self):
        while True:
            now = min(1e6 / YEAR, self.stock["old"])
            self.stock["old"] -= now
            self.env.process(self.refurbish(now))
            yield self.env.timeout(1)

    def refurbish(self, amount):
        yield self.env.timeout(30)
        self.refurbished += amount
        self.stock["arsenals"] += amount

    def ships(self):
        yield self.env.timeout(7)
        while True:
            lot = min(75e3, self.released["shells"])
            if lot > 0:
                self.released["shells"] -= lot
                self.stock["korea"] -= lot
                self.env.process(self.land(lot))
            yield self.env.timeout(6)

    def land(self, lot):
        yield self.env.timeout(35)
        self.came["shells"] = self.came.get("shells", 0.0) + lot
        self.stock["arsenals"] += lot / 2
        self.stock["old"] += lot / 2

    def deal(self):
        for tranche in range(8):
            self.released["shells"] += 1.2e6
            while self.came.get("shells", 0.0) < 1.2e6 * (tranche + 1) - 1:
                yield self.env.timeout(1)
            self.released["oil"] += 240e3
            self.released["food"] += 120e3
            self.env.process(self.technology(tranche))
            while any(each * (tranche + 1) - self.came.get(name, 0.0) > each + 1
                      for name, each in (("oil-train", 240e3), ("food-train", 120e3))):
                yield self.env.timeout(1)

    def technology(self, tranche):
        yield self.env.timeout(30)
        if tranche == 1:  # 2.4 points: more than 2
            yield self.env.timeout(60)
            self.seoul_open = True

    def train(self, what, rate):
        while True:
            amount = min(rate, self.released[what])
            if amount > 0:
                self.released[what] -= amount
                self.send(f"{what}-train", None, what, amount, 12)
                self.oil_in_period += amount if what == "oil" else 0.0
            yield self.env.timeout(1)

    def chinese_oil(self):
        while True:
            amount = 1e6 / YEAR * (0.8 if self.oil_in_period >= 500e3 else 1.0)
            self.oil_in_period += amount
            self.send("china-oil", None, "oil", amount, 3)
            yield self.env.timeout(1)

    def cap(self):
        while True:
            yield self.env.timeout(365)
            self.oil_in_period = 0.0

    def play(self):
        self.env.run(until=END)
        return self

    def answer(self):
        return {"russia-fired": self.fired, "refurbished": self.refurbished, "shells-delivered": self.came["shells"],
                "seoul-sent": self.sent.get("seoul", 0.0), "ukraine-unmet": self.unmet, "oil-from-china": self.sent["china-oil"],
                "oil-paid": self.came["oil-train"], "russia-dry": self.russia_dry}


def differences(seen):
    """What is more than 1 % off, as sentences."""
    return [f"{name} is {seen[name]}, must be {right} within {WITHIN:.0%}"
            for name, right in ANSWER.items() if abs(seen[name] - right) > WITHIN * right]


def main():
    wrong = differences(World().play().answer())
    ensemble = [[0.8 + 0.4 * shared.uniform(3 * run + i) for i in range(3)] for run in range(3)]
    us = shared.microseconds_a_run(lambda: [World(factors).play() for factors in ensemble], len(ensemble), rounds=3)
    return shared.report("SimPy, in steps of a day", us, wrong, exact=False)


if __name__ == "__main__":
    sys.exit(main())
