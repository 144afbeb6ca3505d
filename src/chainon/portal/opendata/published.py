"""The tables as files: CSV and JSON line by line, and the package that describes them to a machine."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.scopes.models import Scope
from chainon.methods.tables import table_lines

from .dictionary import TABLES, Column, Table
from .selectors import Row, rows

FORMAT = "chainon-chain-1"
LICENCE = "etalab-2.0"
LICENCE_TITLE = "Licence Ouverte / Open Licence 2.0"
LICENCE_ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
DELIMITER = ";"


def csv_lines(territory: Scope, table: Table) -> Iterator[bytes]:
    """As every CSV of the house: UTF-8 with its mark, semicolons, and no cell that a spreadsheet would execute."""
    cells = ([_cell(value) for value in row] for row in rows(territory, table.name))
    yield "\ufeff".encode()
    for line in table_lines(table.header, cells, delimiter=DELIMITER):
        yield line.encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def json_lines(territory: Scope, table: Table) -> Iterator[bytes]:
    """One object a line inside one document; what is empty in the CSV is null here."""
    first = {"format": FORMAT, "table": table.file, "territory": territory.label, "licence": LICENCE}
    yield f'{json.dumps(first, ensure_ascii=False)[:-1]}, "rows": ['.encode()
    before = "\n"
    for row in rows(territory, table.name):
        yield (before + json.dumps(_object(table, row), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]}\n"


def _object(table: Table, row: Row) -> dict[str, object]:
    return {name: None if value == "" else value for name, value in zip(table.header, row, strict=True)}


def data_package(territory: Scope) -> dict[str, object]:
    """Frictionless Data Package, with a Table Schema for each table (specs.frictionlessdata.io, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": "chainon-chain",
        "title": territory.label,
        "homepage": address(reverse("opendata:catalogue"), territory),
        "licenses": [{"name": LICENCE, "title": LICENCE_TITLE, "path": LICENCE_ADDRESS}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, object]:
    references = [
        {"fields": column.name, "reference": {"resource": TABLES[column.refers_to].file, "fields": "id"}}
        for column in table.columns
        if column.refers_to
    ]
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.file,
        "path": f"{table.file}.csv",
        "title": str(table.title),
        "description": str(table.says),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": DELIMITER},
        "schema": schema | ({"foreignKeys": references} if references else {}),
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.needed else {}
    if column.among:
        constraints["enum"] = list(column.among)
    said: dict[str, object] = {"name": column.name, "type": column.type, "description": str(column.meaning)}
    return said | ({"constraints": constraints} if constraints else {})
