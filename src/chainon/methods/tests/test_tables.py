"""Tables are read as people really send them, and written so that no spreadsheet executes a cell."""

from __future__ import annotations

import csv
import io

import pytest

from chainon.methods.tables import TableError, read_table, safe_cell, write_table


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_delimiter_and_the_encoding_are_told_from_the_file(delimiter: str, encoding: str) -> None:
    text = f"prénom{delimiter}âge\r\nHélène{delimiter}16–25\r\n"
    table = read_table(text.encode(encoding))
    assert table.header.cells == ("prénom", "âge")
    assert table.rows[0].cells == ("Hélène", "16–25")
    assert table.delimiter == delimiter


def test_a_delimiter_inside_quotes_is_not_counted() -> None:
    assert read_table('"a;b;c",d\n1,2\n').header.cells == ("a;b;c", "d")


def test_lines_are_numbered_as_in_the_file_even_after_blank_and_multiline_cells() -> None:
    table = read_table('a,b\n\n1,"deux\nlignes"\n , \n3,4\n')
    assert [row.line for row in table.rows] == [3, 6]


def test_decomposed_accents_are_composed() -> None:
    assert read_table("a\ne\u0301\n").rows[0].cells == ("é",)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty-file", None),
        (b"\xef\xbb\xbf", "empty-file", None),
        (b" \n;;\n", "empty-file", None),
        ("a,b\n".encode("utf-16"), "wrong-encoding", 1),
        (b"a,b\n1,\x81\n", "wrong-encoding", 2),
        ("é,è\nà,".encode() + b"\xff\n", "wrong-encoding", 2),
        (b"PK\x03\x04rest of a workbook", "workbook", None),
        (b"a,b\n1,\x00\n", "nul-byte", 2),
        (b'a,b\n1,2\n3,"never closed\n5,6\n', "broken-quotes", 3),
        (b'a\n1\n"' + b"x" * 300_000, "broken-quotes", 3),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_code_and_a_line(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(TableError) as error:
        read_table(data)
    assert (error.value.code, error.value.line) == (code, line)


@pytest.mark.parametrize("cell", ["=1+1", "+33 6", "-2", "@SUM", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_execute_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


def test_ordinary_text_and_numbers_are_left_alone() -> None:
    assert [safe_cell(cell) for cell in ("Amina", "", -3, 0.5)] == ["Amina", "", "-3", "0.5"]


def test_every_cell_written_is_neutralised_even_in_the_header() -> None:
    text = write_table(["=a", "b"], [["@x", 'dit "oui"'], [1, "l;m"]], delimiter=";")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [["'=a", "b"], ["'@x", 'dit "oui"'], ["1", "l;m"]]
