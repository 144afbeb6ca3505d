#!/usr/bin/env python3
"""Recompute an exported journal, without Chaînon: the standard library only.

    python3 verify_journal.py journal.jsonl [NUMÉRO:EMPREINTE …]

NUMÉRO:EMPREINTE is what was published, mailed or printed another day; an empreinte kept elsewhere is what unmasks
someone who would have rewritten everything. Exit code: 0 when all holds, 1 when something does not, 2 when it cannot
be read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def next_hash(previous: str, line: object) -> str:
    """SHA-256 of the byte 2, the previous hash (32 bytes), and the line in canonical JSON."""
    return hashlib.sha256(b"\x02" + bytes.fromhex(previous) + canonical(line)).hexdigest()


def fault_in(rows: Iterable[dict[str, Any]], first: dict[str, Any], kept: dict[int, str]) -> str:
    """What does not hold, in French; empty when all does."""
    previous, number = "0" * 64, 0
    for number, row in enumerate(rows, start=1):
        if row["line"]["number"] != number:
            return f"La ligne {number} manque."
        previous = next_hash(previous, row["line"])
        if previous != row["hash"]:
            return f"La ligne {number} ne correspond pas à son empreinte."
        if kept.get(number, previous) != previous:
            return f"L’empreinte de la ligne {number} n’est pas celle que vous aviez gardée."
    if (number, previous) != (first["lines"], first["hash"]):
        return f"Le fichier s’arrête à la ligne {number} ; son début en annonce {first['lines']}."
    if missing := [line for line in kept if line > number]:
        return f"La ligne {min(missing)}, dont vous aviez gardé l’empreinte, n’est plus dans le journal."
    return ""


def main(arguments: list[str]) -> int:
    try:
        kept = {int(number): value.lower() for number, value in (one.split(":") for one in arguments[1:])}
        with open(arguments[0], encoding="utf-8") as file:
            first = json.loads(next(file))
            if first["format"] != "chainon-journal-1":
                raise ValueError(first["format"])
            fault = fault_in((json.loads(line) for line in file), first, kept)
    except (OSError, LookupError, ValueError, TypeError, StopIteration) as error:
        sys.stderr.write(
            f"Lecture impossible ({error!r}). Usage : python3 verify_journal.py FICHIER [NUMÉRO:EMPREINTE …]\n"
        )
        return 2
    if fault:
        sys.stdout.write(f"LE JOURNAL NE TIENT PAS. {fault}\n")
        return 1
    sys.stdout.write(
        f"{first['name']} : {first['lines']} lignes, la chaîne tient. Dernière empreinte : {first['hash']}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
