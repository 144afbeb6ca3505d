"""Sortition on public and invented pools, each in its own process: `python bench/sortition.py [NAME …] > table.md`.

CPU seconds and memory are those of a whole process, imports included: reading, exact leximin, uniform lottery.
Names: those of the shared folder, `town_1700_111`, `town_5000_150`, and with `+homes` one person a household.

With `--peer PYTHON`, the interpreter of an environment where sortition-algorithms is installed, its maximin runs beside
on the shared pools (see peer.py), each stopped after `--peer-seconds`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from chainon.methods.sortition.tests.instances import SHARED, SHARED_NAMES, french_pool, shared_pool

TOWNS = ("town_1700_111", "town_1700_111+homes", "town_5000_150", "town_5000_150+homes")
HEADERS = {
    "name": "pool",
    "size": "n / k / features",
    "cpu": "CPU s",
    "memory": "RSS MB",
    "lowest": "min p",
    "highest": "max p",
    "gini": "Gini",
    "panels": "panels",
    "proven": "proven",
    "gap": "gap",
    "deviation": "deviation of 1,000",
}


def measure(name: str) -> dict[str, object]:
    """Everything for one pool, in this process."""
    from chainon.methods.sortition.leximin import leximin
    from chainon.methods.sortition.measures import gini
    from chainon.methods.sortition.rounding import max_deviation, uniform_lottery

    base, _, homes = name.partition("+")
    if base.startswith("town_"):
        _, people, seats = base.split("_")
        pool, k = french_pool(int(people), int(seats)), int(seats)
    else:
        pool, k = shared_pool(base)
    exact = leximin(pool, k, households=bool(homes))
    lottery = uniform_lottery(pool, exact, households=bool(homes))
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "name": name,
        "size": f"{len(pool.people)} / {k} / {len(pool.features)}",
        "cpu": f"{used.ru_utime + used.ru_stime:.1f}",
        "memory": f"{used.ru_maxrss / 1024:.0f}",
        "lowest": f"{exact.min_probability:.6f}",
        "highest": f"{exact.max_probability:.6f}",
        "gini": f"{gini(exact.probabilities):.4f}",
        "panels": len(exact.panels),
        "proven": "yes" if exact.proven_optimal else "no",
        "gap": f"{exact.gap:.0e}",
        "deviation": f"{1000 * max_deviation(pool, exact, lottery):.2f}",
    }


def beside(peer: str, name: str, ours: float, seconds: int) -> dict[str, str]:
    """The peer's CPU seconds on the same pool, and how many times ours; empty where it has no such pool."""
    if name not in SHARED_NAMES:
        return {"peer": "", "ratio": ""}
    command = [peer, str(Path(__file__).parent / "peer.py"), str(SHARED / name), name.rsplit("_", 1)[1]]
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"peer": f"stopped at {seconds}", "ratio": f"> {seconds / max(ours, 0.1):.0f}"}
    theirs = json.loads(done.stdout.splitlines()[-1])["cpu"]
    return {"peer": f"{theirs:.1f}", "ratio": f"{theirs / max(ours, 0.1):.0f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peer", default=os.environ.get("CHAINON_BENCH_PEER"), help="interpreter with the peer")
    parser.add_argument("--peer-seconds", type=int, default=400)
    parser.add_argument("--one", help="measure this pool in this process and print JSON")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    names = options.names or [*(SHARED_NAMES if SHARED.is_dir() else ()), *TOWNS]
    headers = HEADERS | ({"peer": "sortition-algorithms, maximin: CPU s", "ratio": "ratio"} if options.peer else {})
    print("| " + " | ".join(headers.values()) + " |")
    print("|" + " --- |" * len(headers))
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for name in names:
        command = [sys.executable, __file__, "--one", name]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=alone)
        if done.returncode:
            print(f"| {name} | failed: {done.stderr.strip().splitlines()[-1]} |", flush=True)
            continue
        found = json.loads(done.stdout)
        if options.peer:
            found |= beside(options.peer, name, float(found["cpu"]), options.peer_seconds)
        print("| " + " | ".join(str(found[key]) for key in headers) + " |", flush=True)


if __name__ == "__main__":
    main()
