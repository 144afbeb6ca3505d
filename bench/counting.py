"""Counting on invented boxes, each in its own process: `python bench/counting.py [NAME …] > table.md`.

CPU seconds: of the count alone with its margin; of grouping the ballots and counting, from lists of integers; of the
whole process, imports, invention of the ballots and all. For those read from a CSV, the command `chainon elect`, whole.
Memory: the largest of the process.

With `--peer PYTHON`, the interpreter of an environment where pref_voting is installed, it makes its profile of the same
ballots and counts them beside (without margin).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SCALE = ("Excellent", "Très bien", "Bien", "Passable", "Insuffisant", "À rejeter")
IN_MEMORY = {
    "majority-judgment 20000 12": 0.1,
    "schulze 100000 12": 1.0,
    "borda 100000 12": None,
    "irv 100000 12": None,
    "stv 10000 12": None,
    "stv 100000 12": None,
}
"""Rule, ballots, candidates, and the CPU seconds not to exceed."""
FROM_CSV = {"approval 1000000 12": 5.0, "approval 1000000 20": 5.0, "points 1000000 5": None, "schulze 100000 12": None}
HEADERS = {
    "name": "rule, ballots, candidates",
    "act": "CPU s, count alone",
    "bar": "bar",
    "cpu": "CPU s, whole process",
    "memory": "RSS MB",
    "made": "CPU s, grouping and count",
    "peer": "pref_voting, profile and count: CPU s",
    "ratio": "ratio",
}


def rows(rule: str, ballots: int, candidates: int) -> list[list[int]]:
    """Invented marks: grades, ticks, points, or complete rankings around a common opinion, so that someone wins."""
    rng = random.Random(f"{rule} {ballots} {candidates}")
    if rule == "majority-judgment":
        return [[rng.randrange(len(SCALE)) for _ in range(candidates)] for _ in range(ballots)]
    if rule == "approval":
        return [[int(bit) for bit in f"{rng.getrandbits(candidates):0{candidates}b}"] for _ in range(ballots)]
    if rule == "points":
        return [[rng.randrange(6) for _ in range(candidates)] for _ in range(ballots)]
    made = []
    for _ in range(ballots):
        taste = [place * 0.05 + rng.random() for place in range(candidates)]
        order = sorted(range(candidates), key=taste.__getitem__)
        row = [0] * candidates
        for rank, place in enumerate(order):
            row[place] = rank
        made.append(row)
    return made


def measure(name: str) -> dict[str, object]:
    """One rule on ballots in memory: building the profile and counting it, margin included."""
    from chainon.methods.counting.ballots import from_marks
    from chainon.methods.counting.elect import count
    from chainon.methods.counting.sheet import KINDS, Sheet
    from chainon.methods.ties import Ties

    rule, ballots, candidates = name.split()
    marks = rows(rule, int(ballots), int(candidates))
    scale = SCALE if rule == "majority-judgment" else ()
    names = [f"c{place:02d}" for place in range(int(candidates))]
    sheet = Sheet(rule, seats=4 if rule == "stv" else 1, scale=scale, ties=Ties("id"))
    begun = time.process_time()
    profile = from_marks(KINDS[sheet.rule], names, marks, scale=scale)
    start = time.process_time()
    outcome = count(profile, sheet)
    end = time.process_time()
    return {"act": end - start, "made": end - begun, "winners": sorted(int(name[1:]) for name in outcome.winners)}


def beside(name: str) -> dict[str, object]:
    """The same, by pref_voting."""
    rule, ballots, candidates = name.split()
    marks = rows(rule, int(ballots), int(candidates))
    count = _peer(rule)
    start = time.process_time()
    winners = count(marks)
    return {"made": time.process_time() - start, "winners": sorted(int(place) for place in winners)}


def _peer(rule: str) -> Callable[[list[list[int]]], list[int]]:
    from pref_voting.grade_methods import majority_judgement
    from pref_voting.grade_profiles import GradeProfile
    from pref_voting.iterative_methods import instant_runoff
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles import Profile
    from pref_voting.proportional_methods import stv_scottish
    from pref_voting.scoring_methods import borda

    if rule == "majority-judgment":
        return lambda marks: majority_judgement(
            GradeProfile([{c: 5 - mark for c, mark in enumerate(row)} for row in marks], list(range(6)))
        )

    def ranked(marks: list[list[int]]) -> Profile:
        return Profile([sorted(range(len(row)), key=row.__getitem__) for row in marks])

    methods = {"schulze": beat_path, "irv": instant_runoff, "borda": borda}
    if rule in methods:
        return lambda marks: methods[rule](ranked(marks))
    return lambda marks: stv_scottish(ranked(marks), num_seats=4)


def write_csv(path: Path, name: str) -> None:
    rule, ballots, candidates = name.split()
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(f"c{place:02d}" for place in range(int(candidates))) + "\n")
        plus = rule == "schulze"
        for row in rows(rule, int(ballots), int(candidates)):
            file.write(";".join(str(mark + plus) for mark in row) + "\n")


def run(arguments: list[str], python: str = sys.executable) -> dict[str, object]:
    """One measure in a process of its own: what it prints, with its CPU and memory."""
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([python, __file__, *arguments], check=True, capture_output=True, text=True, env=alone)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu, **json.loads(done.stdout.splitlines()[-1])}


def from_csv(name: str) -> dict[str, object]:
    """CPU and memory of the command alone: the file is written by another process."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "ballots.csv")
        subprocess.run([sys.executable, __file__, "--write", path, name], check=True)
        return run(["--command", path, name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peer", default=os.environ.get("CHAINON_PEER_COUNTING"), help="interpreter with pref_voting")
    parser.add_argument("--one", help="measure this in this process and print JSON")
    parser.add_argument("--beside", help="the same by pref_voting")
    parser.add_argument("--write", metavar="PATH", help="write the ballots of NAME")
    parser.add_argument("--command", metavar="PATH", help="run the command on a file and print its memory")
    options = parser.parse_args()
    if options.write:
        write_csv(Path(options.write), options.names[0])
    elif options.command:
        from chainon.__main__ import main as chainon

        chainon(["elect", options.command, "--rule", options.names[0].split()[0], "--ties", "id"])
        print(json.dumps({"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    elif options.one or options.beside:
        found = measure(options.one) if options.one else beside(options.beside)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found | {"memory": memory}))
    else:
        table(options.names or [*IN_MEMORY, *(f"CSV {name}" for name in FROM_CSV)], options.peer)


def table(names: list[str], peer: str | None) -> None:
    print("| " + " | ".join(HEADERS.values()) + " |")
    print("|" + " --- |" * len(HEADERS))
    for name in names:
        is_csv = name.startswith("CSV ")
        plain = name.removeprefix("CSV ")
        found = from_csv(plain) if is_csv else run(["--one", plain])
        bar = (FROM_CSV if is_csv else IN_MEMORY).get(plain)
        row = {
            "name": name,
            "act": "" if is_csv else f"{found['act']:.3f}",
            "made": "" if is_csv else f"{found['made']:.2f}",
            "bar": bar or "",
            "cpu": f"{found['cpu']:.2f}",
            "memory": f"{found['memory']:.0f}",
            "peer": "",
            "ratio": "",
        }
        if peer and not is_csv:
            theirs = run(["--beside", plain], peer)
            same = "" if theirs["winners"] == found["winners"] else " (another winner)"
            row |= {"peer": f"{theirs['made']:.2f}{same}", "ratio": f"{theirs['made'] / found['made']:.1f}"}
        print("| " + " | ".join(str(row[key]) for key in HEADERS) + " |", flush=True)


if __name__ == "__main__":
    main()
