"""The files in tests/golden/runs: what a scenario answers in each of its runs, and why. Their README explains them."""

import collections
import csv
import decimal
import json
import math
import os
import pathlib
import re
import subprocess
import tempfile

from arithmetic import Given, Wrong, work_out

ROOT = pathlib.Path(__file__).resolve().parents[2]
GALLERY = ROOT / "scenarios"
GOLDEN = ROOT / "tests" / "golden" / "runs"
REVIEW = "REVIEW"
HEAD = "# Reviewed answers of scenarios/{}: see tests/golden/runs/README.md\n"

# What happens to something, told by its first date. Ships, fronts and schedules come too often to be read.
TOLD = ["emptied", "filled", "reserve_reached", "lot_missed", "lot_lost", "target_reached", "port_stopped",
        "ration_changed", "opened", "closed", "rule_fired", "rule_acted", "tranche_begun", "deal_stopped", "deal_ended",
        "part_withheld", "part_let_go",
        "cap_reached", "cap_renewed", "lot_interdicted", "goods_expired", "expiry_changed", "limit_changed",
        "shut", "reopened"]

# What a route and a state have moved in all.
MOVED = ["sent", "received", "lost", "interdicted", "rejected", "spilled"]
USED = ["made", "scrapped", "received", "wanted", "fired", "unmet"]

Claim = collections.namedtuple("Claim", "outcome expression within")


def scenarios():
    return sorted(GALLERY.rglob("*.yaml"))


def golden_of(scenario):
    return GOLDEN / scenario.relative_to(GALLERY).with_suffix(".txt")


def caisson(*arguments):
    done = subprocess.run([os.environ["CAISSON"], *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", cwd=ROOT, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return done.stdout


def own_runs(scenario):
    """The baseline, the variants that stand in the file itself, and whatever else it claims something of."""
    path = scenario.relative_to(ROOT)
    listed = json.loads(caisson("list", path, "variants", "--json"))
    [checked] = json.loads(caisson("check", path, "--json"))
    own = [row["id"] for row in listed if row["place"].startswith(f"{path}:")]
    return list(dict.fromkeys(["baseline", *own, *(claim["variants"] or "baseline" for claim in checked["claims"])]))


# What is found, as lines.

def shown(value):
    """Nine digits, with commas: more than a person reads, and fewer than rounding reaches."""
    text = f"{decimal.Decimal(f'{value:.9g}'):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def outcome_line(row):
    if row["censored"] == "true":
        return f"outcome {row['outcome']} never, in {shown(float(row['value']))} d"
    if not row["value"]:  # days of supply without end, or the price of what was never delivered
        return f"outcome {row['outcome']} none"
    return f"outcome {row['outcome']} {shown(float(row['value']))} {row['unit']} {row['date']}".rstrip()


def stock_line(row):
    return f"stock {row['state']} {row['commodity']} {shown(row['at_start'])} -> {shown(row['at_end'])} {row['unit']}"


def use_line(row):
    told = [f"{what} {shown(row[what])}" for what in USED if row.get(what)]
    return f"total {row['state']} {', '.join(told) or 'nothing'} {row['unit']}"


def route_lines(flows):
    moved = collections.defaultdict(list)
    for row in flows:
        if row["variable"] in MOVED:
            moved[row["route"], row["variable"]].append(float(row["value"]))
    for route in dict.fromkeys(route for route, _ in moved):
        told = [f"{what} {shown(math.fsum(moved[route, what]))}" for what in MOVED
                if any(moved[route, what])]
        yield f"route {route} {', '.join(told) or 'nothing'}"


def event_lines(events):
    dates = collections.defaultdict(list)
    for row in events:
        if row["kind"] in TOLD:
            dates[row["kind"], row["entity"]].append(row["time"])
    for (kind, entity), times in sorted(dates.items(), key=lambda item: (item[1][0], item[0])):
        yield f"event {times[0]} {kind} {entity}" + (f", {len(times)} times" if len(times) > 1 else "")


def found(scenario, runs):
    """Of each run the lines that a golden file holds."""
    with tempfile.TemporaryDirectory(prefix="caisson-") as place:
        folder = pathlib.Path(place) / "out"
        chosen = [word for run in runs for word in ("-V", run)]
        summary = json.loads(caisson("run", scenario, *chosen, "-o", folder, "--step", "52wk", "--json"))
        tables = {name: list(rows(folder / f"{name}.csv")) for name in ("outcomes", "flows", "events")}
    lines = {}
    for at, run in enumerate(runs):
        of = {name: [row for row in table if row["run"] == str(at)] for name, table in tables.items()}
        told = summary["runs"][at]
        lines[run] = [*map(outcome_line, of["outcomes"]), *map(stock_line, told["stocks"]), *map(use_line, told["uses"]),
                      *route_lines(of["flows"]), *event_lines(of["events"])]
    return {run: lines[run] if run == runs[0] else differing(lines[runs[0]], lines[run]) for run in runs}


def subject(line):
    """What a line is about: its first words without the numbers, and without the date of an event."""
    words = line.split()
    if words[0] == "event":
        return " ".join(["event", words[2], words[3].rstrip(",")])
    return " ".join(words[:3 if words[0] == "stock" else 2])


def differing(base, lines):
    """All answers of a variant, and of the rest what is not as in the baseline."""
    left = {subject(line) for line in lines}
    return ([line for line in lines if line.startswith("outcome") or line not in base] +
            [f"no {subject(line)}" for line in base if subject(line) not in left])


# A golden file: of each run its reasons, then what was found, indented.

class Section:
    def __init__(self):
        self.reasons, self.found = [], []


def parse(text):
    sections, here = {}, None
    for line in text.splitlines():
        if start := re.fullmatch(r"\[([\w,-]+)\]", line):
            if start[1] in sections:
                raise Wrong(f"[{start[1]}] stands there twice")
            here = sections[start[1]] = Section()
        elif here is None or not line.strip():
            continue
        elif line.startswith("  "):
            here.found.append(line[2:])
        else:
            here.reasons.append(line)
    return sections


def written(scenario, sections):
    blocks = [HEAD.format(scenario.relative_to(GALLERY))]
    for run, section in sections.items():
        blocks.append("\n".join([f"[{run}]", *section.reasons, *("  " + line for line in section.found)]) + "\n")
    return "\n".join(blocks)


def renewed(old, new):
    """What was found now, with the reasons of then; where the two may disagree, a mark to be removed by who has looked."""
    sections = {}
    for run, lines in new.items():
        section = sections[run] = Section()
        section.found = lines
        before = old.get(run)
        section.reasons = list(before.reasons) if before else []
        if before is None:
            section.reasons.insert(0, f"{REVIEW} work out the headline by hand, write it as `check`, and remove this line")
        elif before.found != lines and not any(line.startswith(REVIEW) for line in section.reasons):
            section.reasons.insert(0, f"{REVIEW} the answers changed: read them, mend the reasons, and remove this line")
    return sections


# Reasons.

def answers(section):
    """The value of each outcome, None for a date that does not come."""
    values = {}
    for line in section.found:
        words = line.split()
        if words[0] == "outcome":
            if words[2] != "none":
                values[words[1]] = None if words[2].startswith("never") else float(words[2].replace(",", ""))
    return values


def claim(line):
    shape = re.fullmatch(r"check ([\w-]+) = (.+?)(?: within (\S+)(?: \w+)?)?", line)
    if not shape:
        raise Wrong(f"{line}: write `check OUTCOME = ARITHMETIC`, and `within` how much if it is not exact")
    return Claim(*shape.groups())


def slack(of, value):
    if of.within is None:
        return 1e-8 * abs(value)
    allowed = work_out(of.within, {})
    if allowed > max(0.02 * abs(value), 2):
        raise Wrong(f"{of.outcome}: within {of.within} is more than a fiftieth; work it out more closely")
    return allowed


def judge(of, values, names):
    """Whether a number was worked out, and not only said; a wrong one is an error."""
    if of.outcome not in values:
        raise Wrong(f"there is no outcome {of.outcome}")
    value = values[of.outcome]
    if of.expression == "never" or value is None:
        if of.expression != "never" or value is not None:
            raise Wrong(f"{of.outcome} = {of.expression}, but found was {'never' if value is None else shown(value)}")
        return False
    result = work_out(of.expression, names)
    if isinstance(result, Given) and result != 0:
        raise Wrong(f"{of.outcome} = {of.expression} is a number, no reason")
    if abs(result - value) > slack(of, value):
        raise Wrong(f"{of.outcome} = {of.expression} = {result!r}, but found was {shown(value)}")
    return not isinstance(result, Given)


def judge_reasons(section, names):
    """How many numbers of a run were worked out by hand; `let` adds to the names, for the runs that follow as well."""
    worked, values = 0, answers(section)
    for line in section.reasons:
        if line.startswith(REVIEW):
            raise Wrong(line)
        if line.startswith("let "):
            name, _, expression = line[4:].partition(" = ")
            names[name] = work_out(expression, names)
        elif line.startswith("check "):
            worked += judge(claim(line), values, names)
        elif not line.startswith("#"):
            raise Wrong(f"{line}: a reason is a line that begins with #, let or check")
    return worked
