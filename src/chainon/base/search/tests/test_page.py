"""The page where one looks for anything."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base.scopes.models import Territory

from .conftest import Say

QUERIES, BYTES = 8, 60_000


def test_the_words_are_marked_and_nothing_of_a_text_is_read_as_a_page(client: Client, say: Say) -> None:
    say(
        "one",
        "Un <b>banc</b> & des BANCS",
        "<script>alert(1)</script> " + "mot " * 200 + "près des bancs de l’école " + "fin " * 99,
    )
    page = client.get("/recherche", {"q": "banc"}).content.decode()
    assert "Un &lt;b&gt;<mark>banc</mark>&lt;/b&gt; &amp; des <mark>BANCS</mark>" in page
    assert "… " in page and "près des <mark>bancs</mark> de l’école" in page
    assert "<script>alert" not in page
    assert 'value="banc"' in page


def test_a_question_with_quotes_comes_back_as_it_was(client: Client, say: Say) -> None:
    say("one", "Un banc")
    page = client.get("/recherche", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in page


def test_nothing_found_helps_and_a_mistyped_word_is_a_link(client: Client, say: Say) -> None:
    say("one", "Une bibliothèque")
    page = client.get("/recherche", {"q": "bibliotheqe"}).content.decode()
    assert "Vouliez-vous dire" in page and "?q=biblioth%C3%A8que" in page
    assert "Rien n’a été trouvé" in page
    assert "Quelques mots suffisent" in client.get("/recherche").content.decode()


def test_twenty_a_page_in_eight_queries_and_sixty_kilobytes(client: Client, say: Say) -> None:
    for number in range(45):
        say(f"k{number}", f"Un banc numéro {number}", "On attend debout, en plein soleil. " * 40)
    client.get("/recherche", {"q": "banc"})
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/recherche", {"q": "banc"})
    assert len(queries) <= QUERIES, [query["sql"][:90] for query in queries]
    assert len(page.content) <= BYTES
    assert page.content.decode().count("found__text") == 20
    last = client.get("/recherche", {"q": "banc", "page": "3"}).content.decode()
    assert last.count("found__text") == 5 and 'start="41"' in last
    assert client.get("/recherche", {"q": "banc", "page": "99"}).status_code == 200


@pytest.mark.parametrize("asked", [{"sorte": "nope", "q": "banc"}, {"q": "b" * 5000}, {"page": "x", "q": "banc"}])
def test_what_cannot_be_read_is_as_if_it_had_not_been_asked(client: Client, say: Say, asked: dict[str, str]) -> None:
    say("one", "Un banc")
    assert client.get("/recherche", asked).status_code == 200


def test_it_is_sent_again_only_when_something_changed(client: Client, say: Say) -> None:
    say("one", "Un banc")
    tag = client.get("/recherche", {"q": "banc"}).headers["ETag"]
    assert client.get("/recherche", {"q": "banc"}, headers={"If-None-Match": tag}).status_code == 304
    say("two", "Deux bancs")
    assert client.get("/recherche", {"q": "banc"}, headers={"If-None-Match": tag}).status_code == 200


def test_every_page_leads_to_it(client: Client, territory: Territory) -> None:
    assert 'href="/recherche"' in client.get("/lieux/").content.decode()


@pytest.mark.parametrize("asked", ["le", "de la", "avec"])
def test_words_too_common_are_said_to_be_so(client: Client, say: Say, asked: str) -> None:
    say("one", "Le banc de la place")
    page = client.get("/recherche", {"q": asked}).content.decode()
    assert "trop courant" in page and "Rien n’a été trouvé" not in page
    assert "trop courant" not in client.get("/recherche", {"q": "…"}).content.decode()
