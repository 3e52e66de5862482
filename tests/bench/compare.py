#!/usr/bin/python3
"""Runs every benchmark and every peer in one go and prints one table. tools/bench calls, after building preset `bench`:

    /usr/bin/python3 tests/bench/compare.py --bench build/bench/tests/bench/caisson_bench [what it was given itself]

    --filter REGEX   only benchmarks whose name matches, and no peers (yardstick/..., world/..., networks/..., load/..., csv/...)
    --quick          one short repetition each, and no instructions: to see that all runs, not to quote
    --no-alarm       does not fail if a promise is broken, but says so all the same
    --json FILE      also writes the rows there

Needs python3-simpy3, python3-numpy and valgrind (Debian 12) beside what caisson_bench was built with. All times are processor
time, the least of several repetitions in random order: on a machine that others use too, the least is what the code needs.
What breaks a promise is measured once more before it is said. Exit code: 0, or 1 if an answer was wrong (nothing wrong is
timed), a program failed or a promise is broken.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ("yardstick_numpy.py", "yardstick_heapq.py", "yardstick_simpy.py")
WORLD_PEERS = ("world_simpy.py",)
YARDSTICK = "yardstick/"
WORLD = "world/"
FLOOR = "by hand, floor: 12 clocks"
FASTEST = "by hand, fewest clocks: 7"
ENGINE = "caisson, from YAML"
NETWORK = "network/local events/"
# At most so long a run of the world [us]; so many times the floor; of a network of 10 depots, so many times its time and instructions an event.
MOST_OF_WORLD = 1000.0
MOST_OF_FLOOR = 1.9
MOST_TIMES = {1000: 2.0, 10000: 3.0, 100000: 15.0}
MOST_INSTRUCTIONS = 3.0
MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}
NOT_A_COUNTER = {"cpu_time", "real_time", "iterations", "threads", "repetitions", "repetition_index", "family_index"}


class Failed(Exception):
    """A program failed, or an answer was wrong."""


def run_benchmarks(program, chosen, quick):
    """The context and the runs that Google Benchmark writes as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "bench.json"
        command = [
            str(program),
            f"--benchmark_filter={chosen}",
            f"--benchmark_out={out}",
            "--benchmark_out_format=json",
            f"--benchmark_repetitions={1 if quick else 9}",
            f"--benchmark_min_time={0.02 if quick else 0.15}",
            "--benchmark_enable_random_interleaving=true",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"{program} ended with {done.returncode}:\n{done.stderr}")
        text = out.read_text() if out.exists() else ""
        return json.loads(text) if text.strip() else {"context": {}, "benchmarks": []}


def best_of_each(report):
    """Name to its fastest repetition."""
    best = {}
    for run in report["benchmarks"]:
        if run.get("error_occurred"):
            raise Failed(f"{run['name']}: {run.get('error_message', 'failed')}")
        if run["run_type"] == "iteration":
            name = run["run_name"]
            if name not in best or run["cpu_time"] < best[name]["cpu_time"]:
                best[name] = run
    return best


def run_peer(script):
    """The line of JSON that a peer prints after it has checked its answer."""
    done = subprocess.run(["/usr/bin/python3", str(HERE / script)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{script} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def contenders(best, prefix, peers):
    """One row a contender: name, microseconds a run and events a second (None where there are no events)."""
    rows = []
    events_a_run = None
    for name, run in best.items():
        if name.startswith(prefix):
            us = run["cpu_time"] * MICROSECONDS[run["time_unit"]]
            rows.append({"name": name.removeprefix(prefix), "us_per_run": us, "events_per_second": run.get("events")})
            if run.get("events"):
                events_a_run = run["events"] * us * 1e-6
    for peer in peers:
        events = events_a_run / peer["us_per_run"] * 1e6 if events_a_run and peer["exact"] else None
        rows.append({"name": peer["name"], "us_per_run": peer["us_per_run"], "events_per_second": events})
    return sorted(rows, key=lambda row: row["us_per_run"])


def yardstick_rows(best, peers):
    """The same of the yardstick, and how many times the time of what is written by hand each takes."""
    rows = contenders(best, YARDSTICK, peers)
    for key, reference in (("of_floor", FLOOR), ("of_fastest", FASTEST)):
        base = next((row["us_per_run"] for row in rows if row["name"] == reference), None)
        for row in rows:
            row[key] = row["us_per_run"] / base if base else None
    return rows


def instructions_an_event(program, depots):
    """What an event of a network costs, reset and summing up of its run included, as callgrind counts it."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "callgrind.out"
        command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}", str(program),
                   f"--benchmark_filter=^{NETWORK}{depots}$", "--benchmark_min_time=0.000001", "--benchmark_format=json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        counted = re.search(r"^totals: (\d+)", out.read_text() if out.exists() else "", re.MULTILINE)
        if done.returncode != 0 or counted is None:
            raise Failed(f"valgrind counted nothing:\n{done.stderr}")
        events = json.loads(done.stdout)["benchmarks"][0]["events_in_all"]
        return int(counted.group(1)) / events


def sizes(best):
    """How many depots the networks have that were played."""
    return sorted(int(name.removeprefix(NETWORK)) for name in best if name.startswith(NETWORK))


def network_rows(best, instructions):
    """One row a size: microseconds and instructions an event, and both as multiples of the smallest network's.

    instructions  what an event takes of a network of so many depots; empty if they were not counted
    """
    rows = []
    for depots in sizes(best):
        run = best[f"{NETWORK}{depots}"]
        rows.append({"depots": depots, "us_per_event": 1e6 / run["events"], "depots_touched": run["depots_touched"],
                     "levels_solved": run["levels_solved"], "instructions": instructions.get(depots)})
    for row in rows:
        row["times"] = row["us_per_event"] / rows[0]["us_per_event"]
        row["times_instructions"] = row["instructions"] / rows[0]["instructions"] if instructions else None
    return rows


def broken_promises(yardstick, world, networks):
    """A sentence for each number that is larger than was promised."""
    said = [f"a run of the world takes {row['us_per_run']:.0f} us, and may take {MOST_OF_WORLD:.0f}"
            for row in world if row["name"] == ENGINE and row["us_per_run"] > MOST_OF_WORLD]
    said += [f"the yardstick takes {row['of_floor']:.2f} times the floor, and may take {MOST_OF_FLOOR}"
            for row in yardstick if row["name"] == ENGINE and row["of_floor"] and row["of_floor"] > MOST_OF_FLOOR]
    for row in networks:
        most = MOST_TIMES.get(row["depots"])
        if most and row["times"] > most:
            said.append(f"an event among {row['depots']:,} depots takes {row['times']:.1f} times as long as among "
                        f"{networks[0]['depots']}, and may take {most:g}")
        if row["times_instructions"] and row["times_instructions"] > MOST_INSTRUCTIONS:
            said.append(f"an event among {row['depots']:,} depots takes {row['times_instructions']:.1f} times the "
                        f"instructions, and may take {MOST_INSTRUCTIONS:g}")
    return said


def least_of(first, again):
    """Name to its fastest repetition in two reports."""
    faster = {name: run for name, run in again.items() if run["cpu_time"] < first[name]["cpu_time"]}
    return {**first, **faster}


def shown(value, unit=""):
    """Three digits, thousands apart, or a dash for what there is none of."""
    if value is None:
        return "-"
    return (f"{value:,.0f}" if value >= 100 else f"{value:.3g}") + unit


def print_table(heads, rows):
    """The first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, ["-" * width for width in widths], *rows]:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *cells[1:]]).rstrip())


def print_yardstick(rows):
    print("\nThe yardstick: one run of seven states, five supply lines and three years")
    heads = ["", "us/run", "x floor", "x fewest", "events/s"]
    print_table(
        heads,
        [
            [
                row["name"],
                shown(row["us_per_run"]),
                shown(row["of_floor"]),
                shown(row["of_fastest"]),
                shown(row["events_per_second"] and row["events_per_second"] / 1e6, " M"),
            ]
            for row in rows
        ],
    )


def print_world(rows):
    print("\nThe world: one run of scenarios/shell-gap/whole-world.yaml, three years")
    least = rows[0]["us_per_run"]
    print_table(["", "us/run", "x least", "events/s"],
                [[row["name"], shown(row["us_per_run"]), shown(row["us_per_run"] / least),
                  shown(row["events_per_second"] and row["events_per_second"] / 1e6, " M")] for row in rows])


def print_networks(rows):
    print("\nNetworks with local events: what an event costs")
    heads = ["depots", "us/event", "times", "instructions", "times", "depots touched", "levels solved"]
    print_table(heads, [[f"{row['depots']:,}", *(shown(row[key]) for key in (
        "us_per_event", "times", "instructions", "times_instructions", "depots_touched", "levels_solved"))]
        for row in rows])


def print_others(best):
    """Time an iteration and what each benchmark counts, a row each."""
    rows = []
    for name, run in best.items():
        if not name.startswith((YARDSTICK, WORLD, NETWORK)):
            numbers = {key: value for key, value in run.items() if isinstance(value, (int, float))}
            counters = [f"{key} {shown(value)}" for key, value in numbers.items()
                        if key not in NOT_A_COUNTER and not key.endswith("_index")]
            rows.append([name, shown(run["cpu_time"], " " + run["time_unit"]), ", ".join(counters)])
    if rows:
        print()
        print_table(["", "time", "counted"], rows)


def compare(options):
    if not options.bench.is_file():
        raise Failed(f"{options.bench} is not there: build target caisson_bench of preset bench")
    report = run_benchmarks(options.bench, options.filter or ".", options.quick)
    best = best_of_each(report)
    peers = [] if options.filter else [run_peer(script) for script in PEERS]
    world_peers = [] if options.filter else [run_peer(script) for script in WORLD_PEERS]
    for part in ("floor", "engine"):
        if part in report["context"]:
            print(f"{part}: {report['context'][part]}")
    rows = yardstick_rows(best, peers)
    world = contenders(best, WORLD, world_peers)
    instructions = {} if options.quick else {size: instructions_an_event(options.bench, size) for size in sizes(best)}
    networks = network_rows(best, instructions)
    broken = [] if options.quick else broken_promises(rows, world, networks)  # one short repetition proves nothing
    if broken:
        print("Too slow by these measurements; measuring again", file=sys.stderr)
        best = least_of(best, best_of_each(run_benchmarks(options.bench, options.filter or ".", options.quick)))
        rows = yardstick_rows(best, peers)
        world = contenders(best, WORLD, world_peers)
        networks = network_rows(best, instructions)
        broken = broken_promises(rows, world, networks)
    if rows:
        print_yardstick(rows)
    if world:
        print_world(world)
    if networks:
        print_networks(networks)
    print_others(best)
    if options.json:
        content = {"context": report["context"], "yardstick": rows, "world": world, "networks": networks, "all": best}
        options.json.write_text(json.dumps(content, indent=2) + "\n")
    for promise in broken:
        print(f"bench: {promise}", file=sys.stderr)
    return 1 if broken and not options.no_alarm else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=pathlib.Path, required=True, help="the program caisson_bench")
    parser.add_argument("--filter", help="only benchmarks whose name matches, and no peers")
    parser.add_argument("--quick", action="store_true", help="one short repetition each")
    parser.add_argument("--no-alarm", action="store_true", help="do not fail if a promise is broken")
    parser.add_argument("--json", type=pathlib.Path, help="also write the rows here")
    try:
        return compare(parser.parse_args())
    except Failed as failed:
        print(f"bench: {failed}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
