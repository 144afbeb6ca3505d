"""A table read row by row, so that a million ballots take no room: the same files as `tables.read_table`, read twice.

The first reading hashes the bytes and tells the encoding; the second gives the rows. Two differences: a row that has
separators and nothing else is kept (it is a blank ballot), and cells come as they are written, spaces included.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from chainon.methods.tables import DELIMITERS, Row, Source, TableError

_BLOCK = 2**20
_ZIP = b"PK\x03\x04"


class StreamedTable:
    """A table on disk or in memory: `header`, `delimiter`, `encoding`, `sha256` of its bytes, `rows()`.

    Raises `TableError` (`empty-file`, `wrong-encoding`, `workbook`, `nul-byte`, `broken-quotes`), `OSError`.
    """

    def __init__(self, source: Source) -> None:
        self._source = source.encode() if isinstance(source, str) else source
        self.encoding, self.sha256 = self._inspected()
        self.delimiter = self._delimiter()
        first = next(self._all_rows(), None)
        if first is None:
            raise TableError("empty-file")
        line, cells = first
        self.header = Row(line, tuple(tidy(cell) for cell in cells))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of each row after the header; lines without any separator or text are left out."""
        rows = self._all_rows()
        next(rows)
        return rows

    def _open(self) -> BinaryIO:
        return self._source.open("rb") if isinstance(self._source, Path) else io.BytesIO(self._source)

    def _blocks(self) -> Iterator[bytes]:
        with self._open() as file:
            while block := file.read(_BLOCK):
                yield block

    def _inspected(self) -> tuple[str, str]:
        """Encoding and SHA-256."""
        digest = hashlib.sha256()
        lines = 1
        head = b""
        for block in self._blocks():
            head = head or block[:4]
            digest.update(block)
            if b"\0" in block and not head.startswith((_ZIP, b"\xff\xfe", b"\xfe\xff")):
                raise TableError("nul-byte", line=lines + block[: block.index(b"\0")].count(b"\n"))
            lines += block.count(b"\n")
        if head.startswith(_ZIP):
            raise TableError("workbook")
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise TableError("wrong-encoding", line=1)
        line = self._first_fault("utf-8")
        if line is None:
            return "utf-8-sig", digest.hexdigest()
        if self._is_mostly_utf8():
            raise TableError("wrong-encoding", line=line)
        undefined = self._first_fault("cp1252")
        if undefined is not None:
            raise TableError("wrong-encoding", line=undefined)
        return "cp1252", digest.hexdigest()

    def _first_fault(self, encoding: str) -> int | None:
        """Line of the first bytes that this encoding doesn't have."""
        decoder = codecs.getincrementaldecoder(encoding)()
        lines = 1
        try:
            for block in self._blocks():
                decoder.decode(block)
                lines += block.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return lines + error.object[: error.start].count(b"\n")
        return None

    def _is_mostly_utf8(self) -> bool:
        """As `tables.decode`: accents in UTF-8 but for some damage are not read as cp1252."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        accents = damaged = 0
        for block in self._blocks():
            text = decoder.decode(block)
            damaged += text.count("\ufffd")
            accents += sum(character > "\x7f" for character in text)
        return accents - damaged > damaged

    def _delimiter(self) -> str:
        with io.TextIOWrapper(self._open(), encoding=self.encoding, newline="") as text:
            first = next((line for line in text if line.strip()), "")
        outside_quotes = "".join(first.split('"')[::2])
        return max(DELIMITERS, key=outside_quotes.count)

    def _all_rows(self) -> Iterator[tuple[int, list[str]]]:
        with io.TextIOWrapper(self._open(), encoding=self.encoding, newline="") as text:
            reader = csv.reader(text, delimiter=self.delimiter, strict=True)
            start = 1
            try:
                for cells in reader:
                    if len(cells) > 1 or (cells and cells[0].strip()):
                        yield start, cells
                    start = reader.line_num + 1
            except csv.Error as error:
                raise TableError("broken-quotes", line=start) from error


def tidy(cell: str) -> str:
    """The text of a cell: composed accents, no spaces around."""
    return unicodedata.normalize("NFC", cell.strip())
