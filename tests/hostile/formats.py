"""What is not a page is still whole with hostile words in it: read by the usual readers of each format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[-+]?\d[\d .,]*")
CONTENT_LINE = re.compile(r"[A-Z][A-Z0-9-]*(;[A-Z-]+=[^:]*)?:")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def faults_of_file(kind: str, data: bytes) -> Iterator[str]:
    """What is wrong in bytes served as this type; nothing for a type that has no grammar."""
    kind = kind.partition(";")[0]
    readers = {
        "application/json": _json,
        "application/geo+json": _json,
        "application/jsonl": _lines_of_json,
        "text/csv": _csv,
        "text/calendar": _calendar,
        "application/atom+xml": _xml,
        "image/svg+xml": _xml,
    }
    try:
        if kind in readers:
            yield from readers[kind](data.decode("utf-8-sig" if kind == "text/csv" else "utf-8"))
    except (ValueError, ElementTree.ParseError, csv.Error) as error:
        yield f"is no {kind}: {error}"


def _json(text: str) -> Iterator[str]:
    json.loads(text)
    yield from ()


def _lines_of_json(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line:
            json.loads(line)
    yield from ()


def _csv(text: str) -> Iterator[str]:
    head = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ","))
    for row in rows:
        if row and len(row) != len(rows[0]):
            yield f"has a row of {len(row)} cells, of {len(rows[0])}: {row[:3]}"
        for cell in row:
            if FORMULA.match(cell) and not NUMBER.fullmatch(cell):
                yield f"has a cell that a spreadsheet would compute: {cell[:60]!r}"


def _calendar(text: str) -> Iterator[str]:
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", "") or CONTROL.search(text):
        yield "has lines that do not end as they should, or control characters"
    if any(len(line.encode()) > 75 for line in text.split("\r\n")):
        yield "has a line of more than 75 bytes"
    depth = []
    for line in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if not CONTENT_LINE.match(line):
            yield f"has a line that is none: {line[:60]!r}"
        if name == "BEGIN":
            depth.append(value)
        elif name == "END" and (not depth or depth.pop() != value):
            yield f"ends {value}, which did not begin"
        elif name == "SUMMARY" and "VEVENT" not in depth:
            yield "tells of no event"
    if depth:
        yield f"does not end {depth}"


def _xml(text: str) -> Iterator[str]:
    root = ElementTree.fromstring(text)
    for node in root.iter():
        if node.tag.endswith("script") or any(name.startswith("on") for name in node.attrib):
            yield f"has a script: {node.tag}"
