"""The looks of these tests see what they are there to see."""

from __future__ import annotations

import pytest

from .corpus import COMPUTED, LIVE
from .filling import Box, faults_of, forms_of
from .formats import faults_of_file

EVENT = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("words", [each for each in LIVE if "<link" not in each and "<meta" not in each])
def test_a_page_with_words_as_they_are_is_seen(words: str) -> None:
    assert faults_of(f"<p>{words}</p>")
    assert not faults_of(f"<p>{words.replace('<', '&lt;')}</p>")


def test_a_template_filled_in_by_its_author_is_seen() -> None:
    assert faults_of(f"<p>{COMPUTED}</p>") == [COMPUTED]


@pytest.mark.parametrize(
    ("kind", "whole", "broken"),
    [
        ("application/json", b'{"a": "\\u0001"}', b'{"a": "\x01"}'),
        ("application/jsonl", b'{"a": 1}\n{"b": 2}\n', b'{"a": "x\ny"}'),
        ("text/csv; charset=utf-8", b"a;b\n-12,5;'=1+1\n", b"a;b\n1;=1+1\n"),
        ("text/csv", b'a,b\n1,"x\ny"\n', b"a,b\n1,2,3\n"),
        ("text/calendar", EVENT, EVENT.replace(b":x\r", b":x\nATTACH:y\r")),
        ("text/calendar", EVENT, EVENT.replace(b"x", b"x\r\nEND:VEVENT")),
        ("text/calendar", EVENT, EVENT.replace(b"x", b"x" * 90)),
        ("application/atom+xml", b"<feed>&lt;b></feed>", b"<feed>\x0b</feed>"),
        ("image/svg+xml", b"<svg><title>x</title></svg>", b"<svg><script/></svg>"),
    ],
)
def test_a_file_that_is_not_whole_is_seen(kind: str, whole: bytes, broken: bytes) -> None:
    assert list(faults_of_file(kind, whole)) == []
    assert list(faults_of_file(kind, broken))


def test_a_form_is_read_as_a_browser_does() -> None:
    page = """<form method="post" action="?a=1" id="f"><input name="title" maxlength="40"><textarea name="text">
        said</textarea><select name="kind"><option value="">?<option value="b">B</select><input name="off" disabled>
        <button name="act" value="go">Go</button></form><input type="email" form="f" name="mail">"""
    (form,) = forms_of(page, "/garants/ecrire")
    assert form.action == "/garants/ecrire?a=1" and form.buttons == [("act", "go")]
    assert {name: box.kind for name, box in form.boxes.items()} == {
        "title": "text", "text": "textarea", "kind": "select", "mail": "email",
    }  # fmt: skip
    filled = form.filled(0)
    assert "boo()" in filled["title"] and len(filled["title"]) <= 40 and filled["kind"] == "b"
    assert Box("x", "date", attributes={"min": "2999-01-01"}).usual() == "2999-01-01"
