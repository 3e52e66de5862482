"""What chance does to a ship does not depend on what else there is: draws are keyed by paths and not by positions.

An entity of every kind, with a name that sorts first, is put into a scenario whose ships are lost by chance. The fate of
each ship of the old ones stays what it was.
"""

import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

WORLD = {
    "commodities": {"shell": "{unit: round}"},
    "states": {"MMM": "{title: Sends}", "NNN": "{title: Fires}"},
    "depots": {"mid": "{state: MMM, shell: {stock: 1M round}}", "near": "{state: NNN, shell: {}}"},
    "routes": {
        "mail": "{from: mid, to: near, carries: shell, sails: {every: 3 d, lot: 100 round}, transit: 4 d, chance: 40%}",
        "ship": "{from: mid, to: near, carries: shell, sails: {every: 2 d, lot: 50 round}, transit: 9 d, chance: 20%}",
    },
    "fires": {"guns": "{at: near, uses: shell, rate: 20 round/d}"},
}

# One more of each kind, and what it needs besides: nothing of it touches the ships above.
MORE = {
    "commodities": {"a-fuel": "{unit: t}"},
    "states": {"AAA": "{title: Far away, needs: [a-fuel]}"},
    "depots": {"a-far": "{state: AAA, a-fuel: {stock: 10k t}, shell: {stock: 10k round}}",
               "a-near": "{state: MMM, a-fuel: {stock: 10k t}}"},
    "plants": {"a-works": "{at: a-far, makes: a-fuel, rate: 5 t/d}"},
    "fires": {"a-burner": "{at: a-far, uses: a-fuel, rate: 9 t/d}"},
    "attrition": {"a-leak": "{at: a-far, of: a-fuel, each: 0.01 t/t/d}"},
    "routes": {
        "a-pipe": "{from: a-far, to: a-near, carries: a-fuel, capacity: 3 t/d, loss: 10%}",
        "a-ship": "{from: a-far, to: a-near, carries: a-fuel, sails: {every: 3 d, lot: 20 t}, transit: 4 d, chance: 30%}",
    },
    "deals": {"a-deal": "{goods: {routes: a-leg}, tranche: 5 t, tranches: 9, payments: {shell: {routes: a-pay, price: 1 round/t}}}"},
    "groups": {"a-group": "{members: [AAA]}"},
    "sanctions": {"a-ban": "{on: {routes: a-ship}, interdicts: 10%, enforcement: 50%}"},
    "rules": {"a-rule": "{when: {from: 20 d}, do: [{close: routes.a-pipe}]}"},
    "variants": {"a-variant": "{routes.a-pipe.open: false}"},
    "outcomes": {"a-sum": "{total: sent, route: a-ship}"},
}

# The ships of deals sail by them alone.
LEGS = {"a-leg": "{from: a-near, to: a-far, carries: a-fuel, sails: {lot: 5 t}}",
        "a-pay": "{from: a-far, to: a-near, carries: shell, sails: {lot: 5 round}}"}


def text_of(*worlds):
    """A scenario; of each section the entries in the order of their names."""
    lines = ["caisson: 1", "start: 2024-01-01", "end: 400 d"]
    for section in dict.fromkeys(name for world in worlds for name in world):
        entries = {name: value for world in worlds for name, value in world.get(section, {}).items()}
        lines += [f"{section}:", *(f"  {name}: {entries[name]}" for name in sorted(entries))]
    return "\n".join(lines) + "\n"


class Draws(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="caisson-")
        self.addCleanup(place.cleanup)
        self.place = pathlib.Path(place.name)

    def fates(self, text, *options):
        """What becomes of the ships of the old routes: when, which, and whether lost."""
        scenario = self.place / "world.yaml"
        scenario.write_text(text, encoding="utf-8")
        done = subprocess.run([os.environ["CAISSON"], "run", scenario, "-o", self.place / "out", "--force", "-q", *options],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), text)
        with (self.place / "out" / "events.csv").open(encoding="utf-8", newline="") as file:
            return [(row["time"], row["entity"], row["kind"]) for row in csv.DictReader(file)
                    if row["entity"] in ("routes.mail", "routes.ship") and row["kind"] in ("lot_arrived", "lot_lost")]

    def test_ships_have_fates_and_another_seed_others(self):
        fates = self.fates(text_of(WORLD))
        lost = sum(kind == "lot_lost" for _, _, kind in fates)
        self.assertGreater(lost, 50)
        self.assertGreater(len(fates) - lost, 150)
        self.assertNotEqual(self.fates(text_of(WORLD), "--seed", "7"), fates)

    def test_nothing_that_sorts_first_changes_them(self):
        fates = self.fates(text_of(WORLD))
        needed = {name: MORE[name] for name in ("commodities", "states", "depots", "fires")}
        self.assertEqual(self.fates(text_of(WORLD, needed)), fates)
        for section in MORE:
            with self.subTest(section):
                routes = {**MORE["routes"], **(LEGS if section == "deals" else {})}
                self.assertEqual(self.fates(text_of(WORLD, {**needed, section: MORE[section], "routes": routes})), fates)
        self.assertEqual(self.fates(text_of(WORLD, {**MORE, "routes": {**MORE["routes"], **LEGS}})), fates)

    def test_every_kind_of_entity_is_there(self):
        schema = subprocess.run([os.environ["CAISSON"], "schema"], capture_output=True, text=True, check=True).stdout
        root = json.loads(schema)["definitions"]["a-scenario"]["properties"]
        named = {name for name, rule in root.items() if "$ref" not in rule and "patternProperties" in rule}
        self.assertEqual(set(MORE), named)


if __name__ == "__main__":
    unittest.main()
