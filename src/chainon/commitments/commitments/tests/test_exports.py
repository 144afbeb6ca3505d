"""The register as files, and how it is narrowed."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.commitments.commitments import published, services
from chainon.commitments.commitments.models import Commitment, Seen, UpdateKind
from chainon.deliberation.proposals.tests.making import said

from .making import followed, promised


@pytest.fixture
def promises(territory: Territory, bruno: User, amina: User) -> tuple[Commitment, Commitment, Commitment]:
    """Late and of residents; running and of the town; said aloud and kept."""
    word = said(territory.scope, by=bruno).node
    late = followed(word, by=bruno).promise
    thread = promised(word, by=bruno)
    kept = services.record_spoken(
        by=bruno,
        spoken=services.Spoken(territory.scope, "Réunion du 12 janvier"),
        answerer=thread.waiting.answerer,
        what="=HYPERLINK(1)",
        details="",
        for_whom="",
        due_on=clock.today(),
        signed_by="X",
    )
    services.give_news(commitment=kept, kind=UpdateKind.KEPT, text="Fait.", signed_by="X")
    services.check_promise(by=amina, commitment=late, seen=Seen.NO)
    services.record_count(
        by=amina, commitment=late, where="au pied du 12", counted_on=clock.today(), yes=1, partly=0, no=4
    )
    return late, thread.promise, kept


def test_csv_and_json_say_the_same(promises: tuple[Commitment, ...]) -> None:
    document = Client().get("/engagements/registre.json").json()
    assert document["format"] == "chainon-commitments-1"
    rows = document["commitments"]
    assert [row["state"] for row in rows] == ["late", "running", "kept"]
    assert set(rows[0]) == set(published.FIELDS)
    late = rows[0]
    assert (late["days_late"], late["by_residents"], late["planned_cents"]) == (5, True, 40_000)
    assert [late[f"counted_{name}"] for name in published.ANSWERS] == [1, 0, 4]
    assert (late["account_people"], late["account_no"], late["slip_people"]) == (1, "", 0)
    assert rows[2]["source"] == "Réunion du 12 janvier" and rows[2]["source_kind"] == "spoken"
    text = Client().get("/engagements/registre.csv").content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert list(table[0]) == list(published.FIELDS)
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert table[2]["what"] == "'=HYPERLINK(1)", "a spreadsheet shows it and does not execute it"
    assert "@example.org" not in text


@pytest.mark.parametrize("people", range(5))
@pytest.mark.parametrize("channel", ["account", "slip"])
def test_the_page_and_the_files_tell_the_same_of_what_residents_saw(
    promises: tuple[Commitment, ...], channel: str, people: int
) -> None:
    """Of fewer than three who answered alone, nothing but their number: on the page, in CSV, in JSON."""
    late = promises[0]
    late.checks.all().delete()
    for number in range(people):
        seen = Seen.PARTLY if number == 2 else Seen.NO
        if channel == "slip":
            services.check_by_slip(slip=f"{number:012}", commitment=late, seen=seen)
        else:
            someone = User.objects.create_user(f"voisin{number}@example.org", "Voisin")
            services.check_promise(by=someone, commitment=late, seen=seen)
    told = {"yes": 0, "partly": 1, "no": people - 1} if people > 2 else dict.fromkeys(published.ANSWERS, "")
    row = Client().get("/engagements/registre.json").json()["commitments"][0]
    text = Client().get("/engagements/registre.csv").content.decode("utf-8-sig")
    line = next(iter(csv.DictReader(io.StringIO(text), delimiter=";")))
    assert row[f"{channel}_people"] == people and line[f"{channel}_people"] == str(people)
    for name, number in told.items():
        assert row[f"{channel}_{name}"] == number and line[f"{channel}_{name}"] == str(number)
    page = Client().get(url_of(late.node)).content.decode()
    shown = f"en partie <strong>1</strong> · non <strong>{people - 1}</strong>"
    assert (shown in page) is (people > 2) and page.count("oui <strong>") == 1 + (people > 2)
    who = "avec un coupon" if channel == "slip" else "avec un compte"
    assert (who in page) is (people > 0) and ("l’une ferait deviner l’autre" in page) is (0 < people < 3)


def test_files_follow_what_one_looks_for(promises: tuple[Commitment, ...]) -> None:
    for narrowing, count in (("etat=late", 1), ("qui=habitants", 1), ("source=parole", 1), ("source=answer", 1)):
        found = Client().get(f"/engagements/registre.json?{narrowing}").json()["commitments"]
        assert len(found) == count, narrowing
    assert Client().get("/engagements/registre.csv?lieu=nulle-part").status_code == 404


def test_the_feed_tells_what_changed_last_first(promises: tuple[Commitment, ...]) -> None:
    answer = Client().get("/engagements/nouvelles.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(answer.content).findall(f"{atom}entry")
    titles = [entry.findtext(f"{atom}title") for entry in entries]
    assert len(titles) == 3 and titles[:2] == ["Repeindre le hall", "=HYPERLINK(1)"]


def test_the_feed_has_no_sign_that_xml_may_not_hold(promises: tuple[Commitment, ...]) -> None:
    Commitment.objects.filter(pk=promises[0].pk).update(what="Repeindre\x01 le\x0c hall")
    feed = Client().get("/engagements/nouvelles.atom").content.decode()
    assert "<title>Repeindre le hall</title>" in feed


def test_pages_and_files_answer_that_nothing_changed(promises: tuple[Commitment, ...], bruno: User) -> None:
    for address in (
        "/engagements/",
        "/engagements/registre.csv",
        "/engagements/registre.json",
        "/engagements/nouvelles.atom",
    ):
        etag = Client().get(address).headers["ETag"]
        assert Client().get(address, headers={"if-none-match": etag}).status_code == 304, address
        services.give_news(commitment=promises[1], kind=UpdateKind.NEWS, text=address, signed_by="X")
        assert Client().get(address, headers={"if-none-match": etag}).status_code == 200, address


def test_the_register_is_narrowed_by_each_of_its_choices(promises: tuple[Commitment, ...]) -> None:
    late, running, kept = promises
    owner = running.answerer
    assert owner is not None
    for narrowing, shown in (
        (f"qui={owner.public_id}", running),
        ("qui=habitants", late),
        ("etat=kept", kept),
        ("source=parole", kept),
        ("source=proposal", late),
    ):
        page = Client().get(f"/engagements/?{narrowing}").content.decode()
        for each in promises:
            assert (f"/engagements/{each.node.public_id}" in page) == (each == shown), narrowing
    for wrong in ("etat=tout", "qui=moi", "theme=x", "source=y"):
        assert Client().get(f"/engagements/?{wrong}").status_code == 404


def test_the_page_of_a_promise_asks_few_queries_whatever_was_said(
    promises: tuple[Commitment, ...], bruno: User
) -> None:
    late = promises[0]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(f"/engagements/{late.node.public_id}", follow=True).status_code == 200
        return len(asked)

    before = queries()
    for number in range(6):
        services.give_news(commitment=late, kind=UpdateKind.NEWS, text=f"{number}", signed_by="X", by=bruno)
        services.plan_step(
            commitment=late, what=f"Étape {number}", due_on=clock.today() + timedelta(days=number), by=bruno
        )
    assert queries() == before <= 40
