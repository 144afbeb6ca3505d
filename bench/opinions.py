"""Opinions on public and invented conversations, each in its own process: `python bench/opinions.py [NAME …]`.

CPU seconds and memory are those of a whole process, imports included: reactions as arrays, axes, groups, stability, the
four lists, representative statements. Invented: three groups, each with its own chance of agreeing to each statement,
about 25 reactions a person, 15 % of them passes. "refresh": everything made again after a reaction, groups left alone.
"agreement": adjusted Rand index with the groups that were planted.

With `--peer PYTHON`, the interpreter of an environment where red-dwarf is installed (`pip install red-dwarf`, MPL-2.0),
its pipeline runs beside on the same reactions, stopped after `--peer-seconds`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "opinion"
PUBLIC = ("polis-vtaiwan.uberx", "polis-brexit-consensus")
INVENTED = ("2000x100", "10000x200", "20000x300", "100000x1000")
HEADERS = {
    "name": "conversation",
    "reactions": "reactions",
    "cpu": "CPU s",
    "memory": "RSS MB",
    "refresh": "refresh ms",
    "groups": "groups",
    "silhouette": "silhouette",
    "stability": "stability",
    "verdict": "verdict",
    "kept": "consensus / divisive kept of 10",
    "agreement": "agreement",
}


def conversation(name: str) -> dict[str, Any]:
    """Rows, columns, answers, and the planted group of each person (empty for a public conversation)."""
    if name in PUBLIC:
        with (SHARED / name / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
            people = list(csv.DictReader(file))
        found = [
            (row, int(column), int(answer))
            for row, said in enumerate(people)
            for column, answer in said.items()
            if column.isdecimal() and answer
        ]
        rows, columns, answers = (np.array(part) for part in zip(*found, strict=True))
        return {"rows": rows, "columns": columns, "answers": answers, "truth": np.array([], dtype=int)}
    people, statements = map(int, name.split("x"))
    rng = np.random.default_rng(people)
    truth = rng.integers(0, 3, people)
    agreement = rng.uniform(0.1, 0.9, (3, statements))
    counts = np.clip(rng.poisson(25, people), 1, statements)
    rows = np.repeat(np.arange(people), counts)
    columns = np.concatenate([rng.choice(statements, count, replace=False) for count in counts])
    yes = rng.random(len(rows)) < agreement[truth[rows], columns]
    answers = np.where(rng.random(len(rows)) < 0.15, 0, np.where(yes, 1, -1))
    order = rng.permutation(len(rows))
    return {"rows": rows[order], "columns": columns[order], "answers": answers[order], "truth": truth}


def measure(path: str) -> dict[str, Any]:
    """The whole analysis of the arrays in a file, in this process."""
    arrays = np.load(path)

    from chainon.methods.opinions import Reactions
    from chainon.methods.opinions.analysis import analyse
    from chainon.methods.opinions.kmeans import agreement

    reactions = Reactions.from_arrays(arrays["rows"], arrays["columns"], arrays["answers"])
    analysis = analyse(reactions, seed="bench")
    used = resource.getrusage(resource.RUSAGE_SELF)
    start = time.process_time()
    analysis.counts.change(0, 0, None, 1)
    analysis.refreshed()
    refresh = time.process_time() - start
    grouped = analysis.grouped
    placed = grouped.membership >= 0
    planted = len(arrays["truth"]) > 0 and bool(grouped.names)
    stability = grouped.stability
    return {
        "reactions": len(reactions),
        "cpu": f"{used.ru_utime + used.ru_stime:.2f}",
        "memory": f"{used.ru_maxrss / 1024:.0f}",
        "refresh": f"{1000 * refresh:.0f}",
        "groups": " + ".join(map(str, analysis.counts.sizes)) if grouped.names else "none",
        "silhouette": "" if grouped.silhouette is None else f"{grouped.silhouette:.2f}",
        "stability": "" if stability is None else f"{stability.groups:.2f} / {stability.halves:.2f}",
        "verdict": grouped.verdict,
        "kept": "" if stability is None else f"{stability.consensus:g} / {stability.divisive:g}",
        "agreement": f"{agreement(arrays['truth'][placed], grouped.membership[placed]):.2f}" if planted else "",
    }


def measure_peer(path: str) -> dict[str, Any]:
    """The peer's pipeline on the same arrays, in this process; run by the peer's interpreter."""
    from reddwarf.implementations.polis import run_pipeline

    arrays = np.load(path)
    triples = zip(arrays["rows"].tolist(), arrays["columns"].tolist(), arrays["answers"].tolist(), strict=True)
    run_pipeline(votes=[{"participant_id": p, "statement_id": s, "vote": a} for p, s, a in triples], random_state=0)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


def beside(peer: str, path: str, ours: float, seconds: int) -> dict[str, str]:
    command = [peer, __file__, "--peer-one", path]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"peer": f"stopped at {seconds}", "ratio": f"> {seconds / ours:.0f}"}
    if done.returncode:
        return {"peer": "did not finish", "ratio": ""}
    found = json.loads(done.stdout.splitlines()[-1])
    return {"peer": f"{found['cpu']:.2f} / {found['memory']:.0f}", "ratio": f"{found['cpu'] / ours:.1f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peer", default=os.environ.get("CHAINON_BENCH_PEER_OPINIONS"), help="its interpreter")
    parser.add_argument("--peer-seconds", type=int, default=180)
    parser.add_argument("--one", help="measure the arrays of this file in this process and print JSON")
    parser.add_argument("--peer-one", help="the same with the peer")
    options = parser.parse_args()
    if options.one or options.peer_one:
        print(json.dumps(measure(options.one) if options.one else measure_peer(options.peer_one)))
        return
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    names = options.names or [*(PUBLIC if SHARED.is_dir() else ()), *INVENTED]
    headers = HEADERS | ({"peer": "red-dwarf: CPU s / RSS MB", "ratio": "ratio"} if options.peer else {})
    print("| " + " | ".join(headers.values()) + " |")
    print("|" + " --- |" * len(headers))
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = str(Path(folder) / f"{name}.npz")
            np.savez(path, **conversation(name))
            command = [sys.executable, __file__, "--one", path]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            if options.peer:
                found |= beside(options.peer, path, float(found["cpu"]), options.peer_seconds)
            print("| " + " | ".join(str(found.get(key, name)) for key in headers) + " |", flush=True)


if __name__ == "__main__":
    main()
