#!/usr/bin/env python3
"""Recompute every median delay from the open data alone, without Chaînon: the standard library only.

    python3 recalculer_delais.py https://…/donnees        or the folder where attentes.csv and pauses.csv are

A line a kind of turn (everyone together, then each institution): what was expected, of whom, how many came, the median
of their running days. Running days are counted one by one: the days after the first, up to and including the last,
those of a pause left out. Exit code: 0 when every « taken_days » of the file is found again, 1 when one is not, 2 when
the files cannot be read.
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from urllib.request import urlopen

Rows = list[dict[str, str]]


def read(where: str, name: str) -> Rows:
    if where.startswith(("http://", "https://")):
        with urlopen(f"{where.rstrip('/')}/{name}") as answer:
            data = answer.read()
    else:
        data = (Path(where) / name).read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def paused_days(pauses: Rows) -> set[date]:
    days = set()
    for pause in pauses:
        day, last = date.fromisoformat(pause["first"]), date.fromisoformat(pause["last"])
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return days


def running_days(first: date, last: date, paused: set[date]) -> int:
    days = (first + timedelta(days=after) for after in range(1, (last - first).days + 1))
    return sum(day not in paused for day in days)


def median(numbers: list[int]) -> Fraction:
    ordered, half = sorted(numbers), len(numbers) // 2
    return Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)


def recompute(waits: Rows, pauses: Rows) -> tuple[dict[tuple[str, str], list[int]], list[str]]:
    """The delays of each turn, by what was expected and of whom ("": everyone); the waits whose delay differs."""
    paused = paused_days(pauses)
    found: dict[tuple[str, str], list[int]] = {}
    wrong = []
    for wait in waits:
        if wait["met"] != "true":
            continue
        days = running_days(date.fromisoformat(wait["since_on"]), date.fromisoformat(wait["ended_on"]), paused)
        if days != int(wait["taken_days"]):
            wrong.append(f"{wait['id']} : {wait['taken_days']} dans le fichier, {days} en recomptant")
        for whose in {"", wait["whose"]}:
            found.setdefault((wait["expects"], whose), []).append(days)
    return found, wrong


def main(arguments: list[str]) -> int:
    try:
        (where,) = arguments
        found, wrong = recompute(read(where, "attentes.csv"), read(where, "pauses.csv"))
    except (OSError, LookupError, ValueError) as error:
        sys.stderr.write(f"Lecture impossible ({error!r}). Usage : python3 recalculer_delais.py ADRESSE_OU_DOSSIER\n")
        return 2
    written = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    written.writerow(["expects", "whose", "count", "median_days"])
    for (expects, whose), days in sorted(found.items()):
        written.writerow([expects, whose, len(days), f"{float(median(days)):g}"])
    for line in wrong:
        sys.stderr.write(f"Délai différent : {line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
