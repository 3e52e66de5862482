#!/usr/bin/python3
"""compare.py says which promises of speed are broken, and that none is if all hold."""

import sys
import unittest

sys.dont_write_bytecode = True
import compare


def measured(yardstick=38.0, world=1000.0, networks=(1.0, 2.0, 3.0, 15.0), instructions=(1000.0, 2999.0, 2999.0, 2999.0)):
    """What is said if the floor takes 20 us a run, the engine so many, and an event of the networks so many us."""
    best = {"yardstick/" + compare.FLOOR: {"cpu_time": 20.0, "time_unit": "us"},
            "yardstick/" + compare.ENGINE: {"cpu_time": yardstick, "time_unit": "us"}}
    best["world/" + compare.ENGINE] = {"cpu_time": world, "time_unit": "us"}
    counted = {}
    for depots, us, count in zip((10, 1000, 10000, 100000), networks, instructions, strict=True):
        best[f"{compare.NETWORK}{depots}"] = {"cpu_time": 1.0, "time_unit": "us", "events": 1e6 / us,
                                              "depots_touched": 3.0, "levels_solved": 5.0}
        counted[depots] = count
    return compare.broken_promises(compare.yardstick_rows(best, []), compare.contenders(best, compare.WORLD, []),
                                   compare.network_rows(best, counted))


class Promises(unittest.TestCase):
    def test_all_hold(self):
        self.assertEqual(measured(), [])

    def test_the_yardstick_takes_too_long(self):
        self.assertEqual(measured(yardstick=38.2), ["the yardstick takes 1.91 times the floor, and may take 1.9"])

    def test_the_world_takes_too_long(self):
        self.assertEqual(measured(world=1001.0), ["a run of the world takes 1001 us, and may take 1000"])

    def test_large_networks_take_too_long(self):
        self.assertEqual(measured(networks=(1.0, 2.1, 3.0, 15.2)),
                         ["an event among 1,000 depots takes 2.1 times as long as among 10, and may take 2",
                          "an event among 100,000 depots takes 15.2 times as long as among 10, and may take 15"])

    def test_large_networks_take_too_many_instructions(self):
        self.assertEqual(measured(instructions=(1000.0, 1100.0, 3100.0, 2000.0)),
                         ["an event among 10,000 depots takes 3.1 times the instructions, and may take 3"])

    def test_of_two_measurements_the_faster_counts(self):
        slow, fast = {"cpu_time": 2.0}, {"cpu_time": 1.0}
        self.assertEqual(compare.least_of({"a": slow, "b": fast}, {"a": fast, "b": slow}), {"a": fast, "b": fast})


if __name__ == "__main__":
    unittest.main()
