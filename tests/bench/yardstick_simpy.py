#!/usr/bin/python3
"""The yardstick in SimPy (python3-simpy3), exact between events: a process a firing state, a line and a lot at sea.

Checks its answer, then times it on the replications that every contender plays: one line of JSON.
"""

import sys

import simpy
import yardstick_model as model


class FiringState:
    """Fires from stock at the wanted rate until it runs dry, then at the rate it makes until a lot comes."""

    def __init__(self, war, made, wanted, stock):
        self.war = war
        self.made, self.wanted, self.stock = made, wanted, stock
        self.since, self.fired = 0.0, 0.0
        self.dry_days = []
        self.process = war.env.process(self.fire())

    def fire(self):
        env = self.war.env
        while True:
            try:
                if self.stock > 0:
                    yield env.timeout(self.stock / (self.wanted - self.made))
                    self.run_dry()
                else:
                    yield env.event()  # until a lot interrupts
            except simpy.Interrupt:
                pass

    def advance(self):
        elapsed = self.war.env.now - self.since
        self.since = self.war.env.now
        if self.stock > 0:
            self.stock -= (self.wanted - self.made) * elapsed
            self.fired += self.wanted * elapsed
        else:
            self.fired += self.made * elapsed

    def run_dry(self):
        self.advance()
        self.stock = 0.0
        self.dry_days.append(self.war.env.now)
        self.war.events += 1

    def receive(self, lot):
        self.advance()
        self.stock += lot
        self.process.interrupt()


class Line:
    """Sails every so many days with what may leave; each lot is a process of its own until it arrives."""

    def __init__(self, war, number, made, stock, lot, transit, receiver):
        self.war, self.number = war, number
        self.made, self.first, self.lot, self.transit, self.receiver = made, stock, lot, transit, receiver
        self.shipped, self.at_sea = 0.0, 0.0
        war.env.process(self.sail())

    def stock(self):
        return self.first + self.made * self.war.env.now - self.shipped

    def sail(self):
        env = self.war.env
        every, kept = model.EVERY[self.number], model.KEPT[self.number]
        while True:
            yield env.timeout(every)
            self.war.events += 1
            lot = min(self.lot, self.stock() - kept)
            if lot > 0:
                self.shipped += lot
                self.at_sea += lot
                env.process(self.deliver(lot))

    def deliver(self, lot):
        yield self.war.env.timeout(self.transit)
        self.war.events += 1
        self.at_sea -= lot
        self.receiver.receive(lot)


class War:
    """One replication."""

    def __init__(self, factors):
        self.env = simpy.Environment()
        self.events = 0
        made = [rate / model.YEAR * by for rate, by in zip(model.MADE_PER_YEAR, factors["made"], strict=True)]
        wanted = [rate / model.YEAR * by for rate, by in zip(model.WANTED_PER_YEAR, factors["wanted"], strict=True)]
        stock = [first * by for first, by in zip(model.FIRST_STOCK, factors["stock"], strict=True)]
        self.firing = [FiringState(self, made[i], wanted[i], stock[i]) for i in range(2)]
        self.lines = [
            Line(
                self,
                i,
                made[i + 2],
                stock[i + 2],
                model.LOT[i] * factors["lot"][i],
                model.TRANSIT[i] * factors["transit"][i],
                self.firing[model.RECEIVER[i]],
            )
            for i in range(len(model.LINES))
        ]

    def play(self):
        while self.env.peek() <= model.END:  # env.run(until=END) would leave out the instant of the end
            self.env.step()
        self.env.run(until=model.END + 1e-9)  # nothing is due any more: this only moves the clock
        for state in self.firing:
            state.advance()
        return self

    def answer(self):
        return {
            "events": self.events,
            "stock_outs": [len(state.dry_days) for state in self.firing],
            "first_dry": [state.dry_days[0] for state in self.firing],
            "last_dry": [state.dry_days[-1] for state in self.firing],
            "fired": [state.fired for state in self.firing],
            "end_stock": [state.stock for state in self.firing] + [line.stock() for line in self.lines],
            "shipped": [line.shipped for line in self.lines],
            "at_sea": [line.at_sea for line in self.lines],
        }


def main():
    wrong = model.differences(War(model.nominal_factors()).play().answer())
    ensemble = [model.draw_factors(i) for i in range(10)]
    us = model.microseconds_a_run(lambda: [War(factors).play() for factors in ensemble], len(ensemble), rounds=7)
    return model.report("SimPy, exact", us, wrong)


if __name__ == "__main__":
    sys.exit(main())
