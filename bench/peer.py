"""One pool through sortition-algorithms (maximin, HiGHS), whole process: `PEER_PYTHON bench/peer.py POOL_FOLDER SEATS`.

The peer is GPL: it is run beside, in an environment of its own, and nothing of it is imported by the project.
Make one with `python3 -m venv peer && peer/bin/pip install sortition-algorithms`.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
from pathlib import Path

from sortition_algorithms import Settings, find_random_sample, read_in_features, read_in_people


def main(folder: str, seats: int) -> None:
    rows = list(csv.DictReader(io.StringIO((Path(folder) / "categories.csv").read_text(encoding="utf-8"))))
    body = [{"feature": r["category"], "value": r["feature"], "min": r["min"], "max": r["max"]} for r in rows]
    features, *_ = read_in_features(["feature", "value", "min", "max"], body, seats)
    people = list(csv.DictReader(io.StringIO((Path(folder) / "respondents.csv").read_text(encoding="utf-8"))))
    for number, person in enumerate(people):
        person["bench_id"] = str(number)
    settings = Settings(id_column="bench_id", columns_to_keep=[])
    pool, _report = read_in_people(list(people[0]), people, features, settings)
    find_random_sample(features, pool, seats, [], selection_algorithm="maximin", number_selections=1000)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": round(used.ru_utime + used.ru_stime, 1), "memory": round(used.ru_maxrss / 1024)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
