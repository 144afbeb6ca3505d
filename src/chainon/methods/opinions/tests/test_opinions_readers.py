"""Files of reactions as Polis publishes them, and as people write them."""

from __future__ import annotations

import pytest

from chainon.methods.errors import MethodError
from chainon.methods.opinions import Statement
from chainon.methods.opinions.readers import read_statements, read_votes

from .conversations import SHARED, triples

WIDE = "participant,group-id,n-votes,0,1\np1,0,2,1,-1\np2,1,1,,0\n"
LONG = "timestamp,comment-id,voter-id,vote\n1,0,p1,1\n2,1,p1,-1\n3,1,p2,0\n"


def test_both_forms_say_the_same() -> None:
    wide, long = read_votes(WIDE).reactions, read_votes(LONG).reactions
    assert triples(wide) == triples(long) == [("p1", "0", 1), ("p1", "1", -1), ("p2", "1", 0)]


def test_answers_may_be_words() -> None:
    text = "participant;un;deux;trois\np1;D'accord;pas d’accord;passe\n"
    assert {name: answer for _, name, answer in triples(read_votes(text).reactions)} == {
        "un": 1,
        "deux": -1,
        "trois": 0,
    }


def test_the_latest_reaction_counts_whatever_the_order_of_lines() -> None:
    lines = ["5,0,p1,-1", "9,0,p1,1", "5,0,p1,0", "7,1,p2,0"]
    for order in (lines, lines[::-1], lines[2:] + lines[:2]):
        text = "timestamp,comment-id,voter-id,vote\n" + "\n".join(order) + "\n"
        assert triples(read_votes(text).reactions) == [("p1", "0", 1), ("p2", "1", 0)]


def test_declared_groups_come_from_the_column_that_is_named() -> None:
    text = "participant,conseil,0\np1,jeunes,1\np2,,0\n"
    found = read_votes(text, "conseil")
    assert found.groups == {"p1": "jeunes"}
    assert found.reactions.statements == ("0",)


@pytest.mark.parametrize(
    ("text", "column", "code", "line"),
    [
        ("", None, "empty-file", None),
        ("a,b\n1,2\n", None, "no-votes-table", 1),
        ("participant,0\np1,5\n", None, "unknown-answer", 2),
        ("participant,0\np1,1\np1,0\n", None, "participant-twice", 3),
        ("participant,0\n,1\n", None, "missing-id", 2),
        ("participant,0,1\np1,1\n", None, "ragged-line", 2),
        ("participant,0,0\np1,1,1\n", None, "column-twice", 1),
        ("participant,0\np1,\n", None, "no-reactions", None),
        ("participant,0\np1,1\n", "conseil", "missing-column", 1),
        ("voter-id,comment-id,vote\np1,0,1\np1,0,-1\n", None, "answer-twice", 3),
        ("timestamp,voter-id,comment-id,vote\nhier,p1,0,1\n", None, "not-a-number", 2),
        ("voter-id,comment-id,vote\np1,,1\n", None, "missing-id", 2),
        ("voter-id,comment-id,vote,g\np1,0,1,a\np1,1,1,b\n", "g", "group-twice", 3),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, column: str | None, code: str, line: int | None) -> None:
    with pytest.raises(MethodError) as refused:
        read_votes(text, column)
    assert (refused.value.code, refused.value.line) == (code, line)


def test_statements_have_a_text_and_may_have_been_taken_out() -> None:
    text = 'comment-id,comment-body,moderated\n0,"Un banc, ici",1\n1,Insulte,-1\n'
    assert read_statements(text) == (Statement("0", "Un banc, ici", True), Statement("1", "Insulte", False))
    assert read_statements("comment-id,comment-body\n0,Un banc\n")[0].is_kept


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("comment-id\n0\n", "missing-column"),
        ("comment-body\nx\n", "missing-column"),
        ("comment-id,comment-body\n,x\n", "missing-id"),
        ("comment-id,comment-body\n0,x\n0,y\n", "statement-twice"),
        ("comment-id,comment-body\n0\n", "ragged-line"),
    ],
)
def test_statements_that_cannot_be_read_are_refused(text: str, code: str) -> None:
    with pytest.raises(MethodError) as refused:
        read_statements(text)
    assert refused.value.code == code


def test_the_two_files_of_a_public_conversation_agree() -> None:
    folder = SHARED / "polis-brexit-consensus"
    if not folder.is_dir():
        pytest.skip("the public conversations are not beside the project")
    wide = read_votes(folder / "participants-votes.csv").reactions
    long = read_votes(folder / "votes.csv").reactions
    assert triples(wide) == triples(long)
    assert (len(wide.participants), len(wide.statements), len(wide)) == (204, 50, 5303)
    assert len(read_statements(folder / "comments.csv")) == 50
