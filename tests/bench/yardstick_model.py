"""The yardstick in numbers, its exact answer, and what the Python peers share.

The model: seven states, of which the first two fire; five supply lines of scheduled lots; days 0 to 1095, both ends
included. A year is 365 days. A state with stock fires at the wanted rate, without stock at the rate it makes. A line
sails every so many days (for the first time after so many days) with min(lot, stock - what the sender keeps), and not
at all if that is not positive.
"""

import json
import time
from fractions import Fraction

YEAR = 365
END = 1095
STATES = ("RU", "UA", "DPRK", "IR", "US", "EU", "ROK")
FIRING = ("RU", "UA")
LINES = ("DPRK", "IR", "US", "EU", "ROK")  # named by their senders

MADE_PER_YEAR = (2_000_000, 300_000, 1_000_000, 200_000, 360_000, 600_000, 200_000)
WANTED_PER_YEAR = (10_000_000, 4_000_000)
FIRST_STOCK = (4_000_000, 500_000, 30_000_000, 1_000_000, 3_000_000, 1_000_000, 3_400_000)
RECEIVER = (0, 0, 1, 1, 1)  # index into STATES, one a line
EVERY = (10, 30, 7, 10, 30)
LOT = (150_000, 30_000, 25_000, 30_000, 80_000)
KEPT = (5_000_000, 200_000, 1_000_000, 200_000, 2_500_000)
TRANSIT = (20, 15, 14, 7, 30)

# Worked out in rational arithmetic (yardstick_heapq.py --exact does it again).
ANSWER = {
    "events": 1076,
    "stock_outs": (50, 140),
    "first_dry": (Fraction(2993, 5), Fraction(39201, 148)),
    "last_dry": (Fraction(34779, 32), Fraction(202146, 185)),
    "fired": (Fraction(1975350000, 73), Fraction(621516000, 73)),
    "end_stock": (
        Fraction(5140000, 73),
        Fraction(0),
        Fraction(16650000),
        Fraction(520000),
        Fraction(73216000, 73),
        Fraction(15200000, 73),
        Fraction(183100000, 73),
    ),
    "shipped": (
        Fraction(16350000),
        Fraction(1080000),
        Fraction(224624000, 73),
        Fraction(189200000, 73),
        Fraction(108900000, 73),
    ),
    "at_sea": (Fraction(300000), Fraction(0), Fraction(1008000, 73), Fraction(1200000, 73), Fraction(1200000, 73)),
}


MASK = (1 << 64) - 1


def uniform(place):
    """One number in [0, 1), a pure function of where it is used: uniform() of yardstick_model.hpp, bit for bit."""
    mixed = (place + 1) * 0x9E3779B97F4A7C15 & MASK
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & MASK
    mixed ^= mixed >> 31
    return (mixed >> 11) * 2.0**-53


def nominal_factors():
    """The factors of the yardstick itself."""
    return {"made": [1.0] * 7, "wanted": [1.0] * 2, "stock": [1.0] * 7, "lot": [1.0] * 5, "transit": [1.0] * 5}


def draw_factors(replication):
    """The 26 factors of one replication, the same as draw_factors() of yardstick_model.hpp."""
    spread = {"made": (0.8, 0.4), "wanted": (0.8, 0.4), "stock": (0.8, 0.4), "lot": (0.5, 1.0), "transit": (0.5, 1.0)}
    place = replication * 26
    drawn = nominal_factors()
    for name, (least, width) in spread.items():
        for i in range(len(drawn[name])):
            drawn[name][i] = least + width * uniform(place)
            place += 1
    return drawn


def differences(seen, relative=1e-9, floor=1e-6):
    """What in `seen` (all names of ANSWER or some) is not the exact answer: sentences, none when all is right.

    Counts must be equal. A number may differ by `relative` of itself, or by `floor` where the answer is 0 or nearly so
    (an empty stock is left by floating point at some 1e-9 rounds).
    """
    wrong = []
    for name in seen:
        expected = ANSWER[name]
        exact = isinstance(expected, int) or all(isinstance(value, int) for value in expected)
        pairs = [(seen[name], expected)] if isinstance(expected, int) else list(zip(seen[name], expected, strict=True))
        for place, (found, right) in enumerate(pairs):
            allowed = 0 if exact else max(relative * float(right), floor)
            if abs(float(found) - float(right)) > allowed:
                wrong.append(f"{name}[{place}] is {float(found)!r}, must be {float(right)!r}")
    return wrong


def microseconds_a_run(play, runs_a_round, rounds):
    """The least processor time of `rounds` calls of `play()`, divided by the runs that one call plays."""
    best = float("inf")
    for _ in range(rounds):
        before = time.process_time()
        play()
        best = min(best, time.process_time() - before)
    return best * 1e6 / runs_a_round


def report(name, us_per_run, wrong, exact=True):
    """Prints the one line of JSON that compare.py reads; the exit code says whether the answer was right."""
    line = {"name": name, "us_per_run": us_per_run, "checked": not wrong, "exact": exact}
    if wrong:
        line["wrong"] = wrong
    print(json.dumps(line))
    return 1 if wrong else 0
