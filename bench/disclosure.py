"""The invented town of 10,000 people and its 30 tables, attacked and protected: `python bench/disclosure.py`.

Each line is a process of its own: CPU seconds and memory are those of the whole process, imports included. « exact »,
« narrow », « shown »: small counts worked out, worked out within less than eleven values, printed; « same »: rows whose
people are all known to be alike.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import replace

HEADERS = ("what is published", "tables", "cells", "hidden", "exact", "narrow", "shown", "same", "CPU s", "RSS MB")
CASES = ("as counted", "small counts hidden only", "protected", "with noise (exact recovery)")


def measure(case: str) -> dict[str, object]:
    from chainon.methods.disclosure import Publication, Rule
    from chainon.methods.disclosure.attack import attack
    from chainon.methods.disclosure.cellkey import record_keys
    from chainon.methods.disclosure.suppression import protect
    from chainon.methods.disclosure.tabulate import tabulate_with_noise
    from chainon.methods.disclosure.tests.town import DIMENSIONS, IMPOSSIBLE, crossings, people, town

    rule, whole = Rule(), town()
    if case == "small counts hidden only":
        whole = whole.with_tables(
            replace(t, counts={c: None if n is not None and 0 < n < 11 else n for c, n in t.counts.items()})
            for t in whole.tables
        )
    elif case == "protected":
        whole = protect(whole).publication
    elif case.startswith("with noise"):
        those = people()
        keys = record_keys(b"a secret of the bench only", map(str, range(len(those))))
        whole = Publication(DIMENSIONS, tuple(tabulate_with_noise(DIMENSIONS, those, keys, crossings())), IMPOSSIBLE)
        rule = Rule(width=1)
    found = Counter(finding.kind for finding in attack(whole, rule))
    used = resource.getrusage(resource.RUSAGE_SELF)
    counts = [count for table in whole.tables for count in table.counts.values()]
    return {
        "what is published": case,
        "tables": len(whole.tables),
        "cells": len(counts),
        "hidden": counts.count(None),
        **{kind: found[kind] for kind in ("exact", "narrow", "shown", "same")},
        "CPU s": f"{used.ru_utime + used.ru_stime:.1f}",
        "RSS MB": f"{used.ru_maxrss / 1024:.0f}",
    }


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
        return
    print("| " + " | ".join(HEADERS) + " |")
    print("|" + " --- |" * len(HEADERS))
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for case in CASES:
        done = subprocess.run([sys.executable, __file__, case], check=True, capture_output=True, text=True, env=alone)
        found = json.loads(done.stdout)
        print("| " + " | ".join(str(found[header]) for header in HEADERS) + " |", flush=True)


if __name__ == "__main__":
    main()
