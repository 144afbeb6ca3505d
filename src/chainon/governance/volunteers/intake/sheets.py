"""The rows of a CSV or XLSX file, as text. Formulas are never computed; limits keep memory bounded."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from chainon.methods.tables import DELIMITERS, TableError, read_table

MAX_BYTES = 15 * 1024 * 1024
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_COLUMNS = 60
TITLE_LINES = 20

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[ >/]")
_DELIMITER_WORDS = {",": "virgule", ";": "point-virgule", "\t": "tabulation"}
_ENCODING_WORDS = {"cp1252": "accents de Windows", "utf-8": "UTF-8", "utf-16": "UTF-16"}


class Unreadable(Exception):
    """A file that no list can be read from; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """Rows that are not blank: 1-based line in the file, cells as stripped text. `format` says how it was written."""

    rows: list[tuple[int, list[str]]]
    format: str


def read_sheet(data: bytes, *, max_lines: int) -> Sheet:
    """Read a CSV (UTF-8, UTF-16, cp1252; semicolon, comma, tab) or the first filled sheet of an XLSX.

    Raises `Unreadable`.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(
            _("Ce fichier est trop lourd : 15 Mo au plus. Gardez seulement les colonnes utiles au tirage.")
        )
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            _("Ce fichier est un ancien classeur Excel (.xls) ou il est protégé par un mot de passe. "
              "Ouvrez-le et enregistrez-le au format .xlsx, sans mot de passe.")
        )  # fmt: skip
    sheet = _workbook(data, max_lines) if data.startswith(_ZIP) else _csv(data, max_lines)
    if max((len(cells) for _line, cells in sheet.rows), default=0) > MAX_COLUMNS:
        raise Unreadable(_("Ce fichier a plus de 60 colonnes : gardez seulement celles qui servent au tirage."))
    return sheet


def _too_long(max_lines: int) -> Unreadable:
    return Unreadable(
        _("Ce fichier a plus de {number} lignes. Chaînon lit jusqu’à {number} volontaires à la fois : "
          "vérifiez que c’est le bon fichier.").format(number=f"{max_lines:,}".replace(",", "\u202f"))
    )  # fmt: skip


# --- CSV


def _csv(data: bytes, max_lines: int) -> Sheet:
    text, encoding = _utf16(data)
    # Cells may hold line breaks, hence the slack; what is left is counted again once parsed.
    breaks = text.count("\n") if text is not None else data.count(b"\n")
    if breaks > 4 * max_lines:
        raise _too_long(max_lines)
    try:
        table = read_table(_without_titles(text) if text is not None else _without_titles_bytes(data))
    except TableError as error:
        raise Unreadable(_csv_words(error)) from error
    rows = [(row.line, list(row.cells)) for row in (table.header, *table.rows)]
    if rows[0][1] and rows[0][1][0].lower().startswith("sep="):
        rows = rows[1:]
    if len(rows) > max_lines + 1:
        raise _too_long(max_lines)
    if not rows:
        raise Unreadable(_csv_words(TableError("empty-file")))
    encoding = encoding or table.encoding
    return Sheet(rows, f"CSV, {_DELIMITER_WORDS[table.delimiter]}, {_ENCODING_WORDS.get(encoding, encoding)}")


def _utf16(data: bytes) -> tuple[str | None, str]:
    """The text of a UTF-16 file (with or without its mark), else None."""
    sample = data[:4000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif sample[1::2].count(0) > len(sample) * 0.3:
        encoding = "utf-16-le"
    elif sample[::2].count(0) > len(sample) * 0.3:
        encoding = "utf-16-be"
    else:
        return None, ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_csv_words(TableError("wrong-encoding"))) from error
    if "\0" in text:
        raise Unreadable(_csv_words(TableError("nul-byte", line=text[: text.index("\0")].count("\n") + 1)))
    return text, "utf-16"


def _without_titles_bytes(data: bytes) -> bytes:
    """The same on bytes: the delimiters and line ends are ASCII in every encoding left here."""
    return _without_titles(data.decode("latin-1")).encode("latin-1")


def _without_titles(text: str) -> str:
    """Blank the lines above the table (a title, a date), which hold no delimiter; line numbers stay."""
    lines = text.split("\n", TITLE_LINES)
    delimiter = max(DELIMITERS, key=lambda mark: sum(line.count(mark) > 0 for line in lines[:TITLE_LINES]))
    for position, line in enumerate(lines[:TITLE_LINES]):
        if delimiter in line:
            if '"' in "".join(lines[:position]):  # a quoted cell may run over lines: leave the text alone
                return text
            return "\n" * position + "\n".join(lines[position:])
    return text


def _csv_words(error: TableError) -> str:
    where = _("Ligne {line} : ").format(line=error.line) if error.line else ""
    words = {
        "empty-file": _("Ce fichier est vide : il n’y a aucune ligne à lire."),
        "wrong-encoding": where
        + _("les lettres de ce fichier sont abîmées. Enregistrez-le à nouveau au format « CSV UTF-8 » ou .xlsx."),
        "nul-byte": where
        + _("ce fichier contient des caractères qui ne sont pas du texte. Enregistrez-le au format CSV ou .xlsx."),
        "broken-quotes": where
        + _("un guillemet est ouvert et jamais refermé. Corrigez cette ligne, ou enregistrez le fichier en .xlsx."),
    }
    return words.get(error.code, _("Ce fichier n’est pas une liste que nous savons lire. Envoyez un CSV ou un .xlsx."))


# --- XLSX


def _workbook(data: bytes, max_lines: int) -> Sheet:
    damaged = Unreadable(
        _("Nous n’avons pas pu ouvrir ce classeur : il est abîmé ou ce n’est pas un fichier .xlsx. "
          "Enregistrez-le à nouveau au format .xlsx ou CSV.")
    )  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [info for info in archive.infolist() if info.filename.startswith("xl/worksheets/")]
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise Unreadable(_("Ce classeur est trop gros une fois ouvert : gardez seulement la feuille utile."))
            if not sheets:
                raise damaged
            has_formulas = any(_has_formula(archive, info) for info in sheets)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that a list has no use for
            rows, title = _rows(data, has_formulas, max_lines)
    except Unreadable:
        raise
    except Exception as error:  # a damaged workbook fails in dozens of ways, all of them the same to the person
        raise damaged from error
    if not rows:
        raise Unreadable(_csv_words(TableError("empty-file")))
    return Sheet(rows, f"XLSX, {title}")


def _has_formula(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    with archive.open(info) as stream:
        tail = b""
        while block := stream.read(1 << 20):
            if _FORMULA_TAG.search(tail + block):
                return True
            tail = block[-8:]
    return False


def _rows(data: bytes, has_formulas: bool, max_lines: int) -> tuple[list[tuple[int, list[str]]], str]:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False) if has_formulas else None
    try:
        for name in values.sheetnames:
            if name not in {sheet.title for sheet in values.worksheets}:
                continue
            rows: list[tuple[int, list[str]]] = []
            for line, cells in _lines(values[name], formulas[name] if formulas else None):
                rows.append((line, cells))
                if len(rows) > max_lines + 1:
                    raise _too_long(max_lines)
            if rows:
                return rows, name[:40]
    finally:
        values.close()
        if formulas is not None:
            formulas.close()
    return [], ""


def _lines(values: Any, formulas: Any) -> Iterator[tuple[int, list[str]]]:
    values.reset_dimensions()
    shown = values.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)
    if formulas is None:
        written: Iterator[Any] = iter(())
    else:
        formulas.reset_dimensions()
        written = formulas.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)
    for line, (cells, sources) in enumerate(zip_longest(shown, written, fillvalue=()), start=1):
        texts = [_text(cell, source) for cell, source in zip_longest(cells, sources)]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield line, texts


def _text(value: Any, source: Any) -> str:
    """What a cell shows; a formula without a stored result shows itself, so that it is reported and not lost."""
    if value is None:
        return str(source).strip() if isinstance(source, str) and source.startswith("=") else ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return (value.date() if value.time() == time(0) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\0", "").strip()
