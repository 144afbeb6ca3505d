"""Ballots are read as people send them: a voter's mistake is counted apart, a mistake of the file has its line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from chainon.methods.counting.model import NO, NONE, YES, Kind, Remark
from chainon.methods.counting.readers import Layout, read_ballots
from chainon.methods.counting.streaming import StreamedTable
from chainon.methods.errors import MethodError
from chainon.methods.tables import TableError, read_table

SCALE = ("Bien", "Moyen", "Nul")


def groups(text: str, kind: Kind, layout: Layout | None = None) -> dict[object, dict[object, int]]:
    return {weight: dict(group) for weight, group in read_ballots(text, kind, layout).profiles[""].groups.items()}


def test_ticks_a_column_a_candidate() -> None:
    text = "Banc;Arbre\nx;\n1;0\noui;OUI\n;\nnul;x\n"
    box = read_ballots(text, "approval")
    assert box.profiles[""].candidates == ("Banc", "Arbre")
    assert groups(text, "approval") == {1: {b"\1\0": 2, b"\1\1": 1}}
    assert (box.profiles[""].blank, box.profiles[""].invalid) == (1, {"marked-invalid": 1})


def test_empty_cells_that_a_spreadsheet_adds_at_the_end_are_let_go() -> None:
    assert groups("a;b\n1;0;;\n1;0\n;1;\n", "approval") == {1: {b"\1\0": 2, b"\0\1": 1}}


def test_two_ticks_where_one_is_asked_make_the_ballot_invalid() -> None:
    profile = read_ballots("Banc;Arbre\nx;\nx;x\nx;x\n", "choice").profiles[""]
    assert (profile.valid, profile.invalid) == (1, {"several-choices": 2})


def test_limits_of_a_ballot() -> None:
    approvals = read_ballots("a,b,c\n1,1,0\n1,1,1\n", "approval", Layout(most=2)).profiles[""]
    assert approvals.invalid == {"too-many-choices": 1}
    points = read_ballots("a,b\n3,2\n5,1\n4,4\n0,\n", "points", Layout(most=4, total=6)).profiles[""]
    assert points.groups == {1: {(3, 2): 1}}
    assert (points.invalid, points.blank) == ({"too-many-points": 1, "total-exceeded": 1}, 1)


def test_ranks_in_columns_or_in_one_with_equals_and_gaps() -> None:
    columns = groups("a,b,c\n1,3,3\n2,1,\n10,20,30\n", "ranks")
    assert columns == {1: {bytes([0, 1, 1]): 1, bytes([1, 0, NONE]): 1, bytes([0, 1, 2]): 1}}
    assert columns == groups("bulletin\na > b = c\nb>a\na>b>c\n", "ranks")


def test_a_whole_ballot_in_one_column() -> None:
    assert groups("date;bulletin\n1;Banc\n2;blanc\n3;Arbre\n", "choice") == {1: {b"\0\1": 1, b"\1\0": 1}}
    assert groups("vote\nBanc|Arbre\nBanc\n", "approval", Layout(ballot="vote")) == {1: {b"\1\1": 1, b"\0\1": 1}}
    profile = read_ballots("bulletin\na>b\nb>a>b\nnul\n", "ranks").profiles[""]
    assert profile.invalid == {"candidate-twice": 1, "marked-invalid": 1}
    listed = Layout(candidates=("b", "a", "c"))
    assert read_ballots("bulletin\na>b\n", "ranks", listed).profiles[""].candidates == ("b", "a", "c")


def test_grades_are_words_of_the_scale_even_when_one_of_them_is_nul() -> None:
    layout = Layout(scale=SCALE)
    assert groups("a;b\nBien;Nul\nMoyen;\n;\n", "grades", layout) == {1: {bytes([0, 2]): 1, bytes([1, NONE]): 1}}


def test_answers_may_leave_a_question_out() -> None:
    text = "q1,q2\noui,non\npour,\nblanc,\n"
    assert groups(text, "answers") == {1: {bytes([YES, NO]): 1, bytes([YES, NONE]): 1}}
    assert read_ballots(text, "answers").profiles[""].blank == 1


def test_objections_keep_their_reasons() -> None:
    text = "Local\nobjection : le bruit\naccord\nobjection : le bruit\nréserve : à revoir dans un an\n"
    profile = read_ballots(text, "consent").profiles[""]
    assert profile.groups == {1: {bytes([3]): 2, bytes([0]): 1, bytes([1]): 1}}
    assert [remark.text for remark in profile.remarks] == ["le bruit", "le bruit", "à revoir dans un an"]
    assert profile.remarks[0] == Remark("Local", 3, "le bruit")


def test_weights_are_exact_and_colleges_apart() -> None:
    text = "poids;collège;a;b\n2;hab;1;\n1/3;hab;1;\n0,5;asso;;1\n2;hab;1;\n"
    box = read_ballots(text, "choice", Layout(weight="poids", college="collège"))
    assert set(box.profiles) == {"asso", "hab"}
    assert box.profiles["hab"].groups == {2: {b"\1\0": 2}, Fraction(1, 3): {b"\1\0": 1}}
    assert box.profiles["asso"].groups == {Fraction(1, 2): {b"\0\1": 1}}


def test_other_columns_are_left_out_when_told() -> None:
    assert read_ballots("n°,a,b\n7,1,0\n", "choice", Layout(skip=("n°",))).profiles[""].candidates == ("a", "b")
    assert read_ballots("n°,a,b\n7,1,0\n", "choice", Layout(candidates=("b", "a"))).profiles[""].groups == {
        1: {b"\0\1": 1}
    }


@pytest.mark.parametrize(
    ("text", "kind", "layout", "code", "line"),
    [
        ("", "choice", Layout(), "empty-file", None),
        ("a,b\n", "choice", Layout(), "no-rows", None),
        ("a,b\n1,0\n\nx,y\n", "choice", Layout(), "unknown-mark", 4),
        ("a,b\n1\n", "choice", Layout(), "ragged-line", 2),
        ("a,b\n1,0,1\n", "choice", Layout(), "ragged-line", 2),
        ("a,,b\n1,0,1\n", "approval", Layout(), "unnamed-column", 1),
        ("a,b,a\n1,0,1\n", "approval", Layout(), "column-twice", 1),
        ("a,b\n1,0\n", "choice", Layout(weight="poids"), "missing-column", 1),
        ("a,b\n1,0\n", "choice", Layout(skip=("c",)), "missing-column", 1),
        ("p,a\n0,1\n", "choice", Layout(weight="p"), "bad-weight", 2),
        ("p,a\n-1,1\n", "choice", Layout(weight="p"), "bad-weight", 2),
        ("p,a\nun,1\n", "choice", Layout(weight="p"), "bad-weight", 2),
        ("c,a\nhab,1\n,1\n", "choice", Layout(college="c"), "no-college", 3),
        ("a,b\n1,2\n1,deux\n", "ranks", Layout(), "bad-rank", 3),
        ("a,b\n0,1\n", "ranks", Layout(), "bad-rank", 2),
        ("a,b\n1,-2\n", "points", Layout(), "bad-points", 2),
        ("a,b\n1,1.5\n", "points", Layout(), "bad-points", 2),
        ("bulletin\na\nz\n", "choice", Layout(candidates=("a", "b")), "unknown-candidate", 3),
        ("a,b\nBien,Excellent\n", "grades", Layout(scale=SCALE), "unknown-mark", 2),
        ("a,b\nBien,bien\n", "grades", Layout(), "no-scale", None),
        ("a,b\n1,2\n", "points", Layout(ballot="a"), "bad-sheet", None),
        ('a,b\n1,"0\n', "choice", Layout(), "broken-quotes", 2),
    ],
)
def test_what_the_file_got_wrong_has_a_code_and_a_line(
    text: str, kind: Kind, layout: Layout, code: str, line: int | None
) -> None:
    with pytest.raises(MethodError) as error:
        read_ballots(text, kind, layout)
    assert (error.value.code, error.value.line) == (code, line)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_streamed_table_is_read_as_a_table(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f'prénom{delimiter}"a{delimiter}b"\r\nHélène{delimiter}1\r\n\r\n"deux\nlignes"{delimiter}2\r\n'
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding))
    streamed, table = StreamedTable(path), read_table(path)
    assert (streamed.header, streamed.delimiter) == (table.header, table.delimiter)
    assert [(line, tuple(cells)) for line, cells in streamed.rows()] == [(r.line, r.cells) for r in table.rows]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        "a,b\n".encode("utf-16"),
        b"a,b\n1,\x81\n",
        "é,è\nà,".encode() + b"\xff\n",
        b"PK\x03\x04rest of a workbook",
        b"a,b\n1,\x00\n",
        b'a,b\n1,2\n3,"never closed\n5,6\n',
    ],
)
def test_a_streamed_file_that_is_no_table_is_refused_as_a_table_is(data: bytes) -> None:
    with pytest.raises(TableError) as one:
        read_table(data)
    with pytest.raises(TableError) as other:
        list(StreamedTable(data).rows())
    assert (one.value.code, one.value.line) == (other.value.code, other.value.line)


def test_a_fault_far_in_a_long_file_has_its_line() -> None:
    good = "a;b\n" + "1;0\n" * 400_000
    with pytest.raises(TableError) as error:
        StreamedTable(good.encode() + "é;1\n".encode() * 5 + b"\xff\xfe;1\n")
    assert (error.value.code, error.value.line) == ("wrong-encoding", 400_007)


def test_a_long_file_of_different_ballots_is_counted_whole() -> None:
    rows = [f"{number:017b}" for number in range(1, 60_000)]
    text = ",".join(f"c{place}" for place in range(17)) + "\n" + "\n".join(",".join(row) for row in rows)
    profile = read_ballots(text, "approval").profiles[""]
    assert len(profile.groups[1]) == profile.valid == 59_999
