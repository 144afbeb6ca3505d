"""Tables of text: CSV read as people really send it, and written so that no spreadsheet executes a cell."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from chainon.methods.errors import MethodError

Source = str | bytes | Path
"""What a table is read from: its text, its bytes, or the path of its file."""

DELIMITERS = (",", ";", "\t")
_ZIP = b"PK\x03\x04"
_EXECUTED = ("=", "+", "-", "@", "\t", "\r")


class TableError(MethodError):
    """A file that no table can be read from.

    Codes: `empty-file`, `wrong-encoding`, `workbook`, `nul-byte`, `broken-quotes`, `column-twice`, `missing-column`.
    """


class Row(NamedTuple):
    """A row that is not blank: its 1-based line in the file (the header's is 1) and its stripped cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header and rows, and how they were written. Blank rows (separators only) are left out."""

    header: Row
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str

    def column(self, name: str) -> int:
        """Position of the column called `name`. Raises `TableError`: `missing-column`, `column-twice`."""
        found = [position for position, title in enumerate(self.header.cells) if title == name]
        if len(found) == 1:
            return found[0]
        code = "column-twice" if found else "missing-column"
        raise TableError(code, line=self.header.line, column=name, columns=self.header.cells)


def decode(data: bytes) -> tuple[str, str]:
    """Text (NFC) and encoding (`utf-8` or `cp1252`) of a file's bytes. Raises `TableError`."""
    if data.startswith(_ZIP):
        raise TableError("workbook")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError("wrong-encoding", line=1)
    if b"\0" in data:
        raise TableError("nul-byte", line=data[: data.index(b"\0")].count(b"\n") + 1)
    encoding = "utf-8"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        if _is_mostly_utf8(data):
            raise TableError("wrong-encoding", line=line) from error
        encoding = "cp1252"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as undefined:
            raise TableError("wrong-encoding", line=data[: undefined.start].count(b"\n") + 1) from undefined
    return unicodedata.normalize("NFC", text), encoding


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether accents are in UTF-8 but for some damage: read as cp1252, such a file would silently turn to "Ã©"."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - damaged > damaged


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside_quotes = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside_quotes.count)


def read_table(source: Source) -> Table:
    """Read a CSV: UTF-8 (with or without BOM) or cp1252; comma, semicolon or tab, told from the header.

    Cells are plain text, NFC, stripped. Raises `TableError`; `OSError` when the file can't be opened.
    """
    if isinstance(source, Path):
        source = source.read_bytes()
    text, encoding = decode(source.encode() if isinstance(source, str) else source)
    delimiter = _delimiter(text)
    # A quote that is never closed swallows the rest of the file: without a limit it is still reported as such.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            stripped = tuple([cell.strip() for cell in cells])
            if any(stripped):
                rows.append(Row(start, stripped))
            start = reader.line_num + 1
    except csv.Error as error:
        raise TableError("broken-quotes", line=start) from error
    if not rows:
        raise TableError("empty-file")
    return Table(rows[0], tuple(rows[1:]), delimiter, encoding)


def safe_cell(value: object) -> str:
    """Text of a cell that a spreadsheet shows and never executes: a formula's first character gets an apostrophe.

    Source: OWASP, "CSV Injection". Numbers are left alone: they are not text.
    """
    text = str(value)
    if isinstance(value, int | float) or not text.startswith(_EXECUTED):
        return text
    return f"'{text}"


def table_lines(header: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",") -> Iterator[str]:
    """CSV text of a table, line by line (a long one is never whole in memory), every cell neutralised by `safe_cell`;
    lines end with CR LF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for row in chain([header], rows):
        writer.writerow([safe_cell(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",") -> str:
    """The same at once."""
    return "".join(table_lines(header, rows, delimiter=delimiter))
