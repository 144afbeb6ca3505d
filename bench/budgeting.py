"""Counts of participatory budgets, each in its own process: `python bench/budgeting.py [NAME …] > table.md`.

Names: the public files (`wieliczka`, `toulouse`), and invented votes (`50x5000`: projects × voters; see
invented_votes.py). CPU seconds: reading the file, then the count; memory: the peak of the whole process.

With `--peer PYTHON`, the interpreter of an environment where pabutools is installed, it counts the same files beside
(see peer_budgeting.py), each count stopped after `--peer-seconds`; the winners must come in the same order.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data" / "budgeting"
FILES = {"wieliczka": SHARED / "poland_wieliczka_2023.pb", "toulouse": SHARED / "france_toulouse_2019_.pb"}
NAMES = ("wieliczka", "toulouse", "50x5000", "150x20000", "250x100000", "340x110000,1")
COUNTS = (("cost", "none"), ("cost", "overspend"), ("cardinality", "overspend"), ("points", "overspend"))
HEADERS = {
    "name": "vote",
    "groups": "different ballots",
    "utility": "utility",
    "stop": "endowments",
    "runs": "runs",
    "read": "reading, CPU s",
    "count": "count, CPU s",
    "memory": "RSS MB",
}
STOPS = {"none": "one run", "overspend": "Add1"}


def measure(path: Path, utility: str, stop: str) -> dict[str, object]:
    """One count, in this process."""
    from chainon.methods.budgeting import Rule
    from chainon.methods.budgeting.count import count
    from chainon.methods.budgeting.pabulib import read_pabulib
    from chainon.methods.ties import Ties

    imported = time.process_time()
    instance = read_pabulib(path)
    read = time.process_time()
    outcome = count(instance, Rule("equal-shares", utility=utility, stop=stop, ties=Ties("id")))  # type: ignore[arg-type]
    counted = time.process_time()
    return {
        "groups": len(instance.ballots),
        "runs": outcome.runs,
        "read": read - imported,
        "count": counted - read,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "winners": list(outcome.winners),
    }


def beside(peer: str, path: Path, utility: str, stop: str, seconds: int) -> dict[str, object]:
    command = [peer, str(HERE / "peer_budgeting.py"), str(path), utility, stop]
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {}
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def line(name: str, path: Path, utility: str, stop: str, args: argparse.Namespace) -> list[str]:
    command = [sys.executable, __file__, "--one", str(path), utility, stop]
    ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=_calm()).stdout)
    cells = [name, str(ours["groups"]), utility, STOPS[stop], str(ours["runs"])]
    cells += [f"{ours['read']:.2f}", f"{ours['count']:.3f}", f"{ours['memory']:.0f}"]
    if args.peer:
        theirs = beside(args.peer, path, utility, stop, args.peer_seconds)
        if not theirs:
            return [*cells, f"stopped at {args.peer_seconds}", "", f"> {args.peer_seconds / ours['count']:.0f}", ""]
        same = "yes" if theirs["winners"] == ours["winners"] else "NO"
        ratio = float(str(theirs["count"])) / ours["count"]
        cells += [f"{theirs['count']:.1f}", f"{theirs['memory']:.0f}", f"{ratio:.0f}", same]
    return cells


def _calm() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--peer", help="a Python that has pabutools")
    parser.add_argument("--peer-seconds", type=int, default=120)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(Path(args.one[0]), *args.one[1:])))
        return
    heads = [*HEADERS.values(), *(("pabutools, count", "RSS MB", "ratio", "same order") if args.peer else ())]
    print("|", " | ".join(heads), "|\n|", " | ".join("---" for _ in heads), "|")
    with tempfile.TemporaryDirectory() as folder:
        for name in args.names:
            path = FILES.get(name, Path(folder) / f"{name}.pb")
            if name in FILES and not path.exists():
                continue
            if name not in FILES:
                subprocess.run([sys.executable, str(HERE / "invented_votes.py"), name, str(path)], check=True)
            for utility, stop in COUNTS:
                if (utility == "points") == (name == "toulouse"):
                    print("|", " | ".join(line(name, path, utility, stop, args)), "|", flush=True)


if __name__ == "__main__":
    main()
