"""What the files say, and what they never say."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import announce_pause
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.commitments import services as commitments
from chainon.deliberation.proposals.services import refuse_proposal, withdraw_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.portal.opendata import selectors
from chainon.portal.opendata.dictionary import TABLES

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = ("maillons", "liens", "attentes", "pauses")


def on(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def body_of(path: str) -> bytes:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.getvalue()


def table(name: str) -> list[dict[str, str]]:
    text = body_of(f"/donnees/{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def story(territory: Territory, bruno: User, amina: User) -> dict[str, Any]:
    """A word answered through a pause and promised upon; one carried to a third and taken on by residents; one
    withdrawn, one refused."""
    scope = territory.scope
    with clock.at(MARCH):
        town = answers.add_answerer(by=bruno, territory=scope, name="=La ville", email="ville@example.org")
        word = said(scope, by=bruno, title="=HYPERLINK(1)")
        other = said(scope, by=amina, title="Un abri pour les vélos")
        gone = said(scope, by=amina, title="Rendez-moi mes mots")
        hidden = said(scope, by=amina, title="Une injure")
        first = answers.hand_over(by=bruno, node=word.node, answerer=town)
        second = answers.hand_over(by=bruno, node=other.node, answerer=town)
        answers.accept_frame(handover=first, signed_by="M. Petit, directeur")
    with clock.at(on(9)):
        announce_pause(by=bruno, territory=scope, first=date(2026, 3, 10), last=date(2026, 3, 16), reason="Élections")
        withdraw_proposal(by=amina, proposal=gone, reason="Je n’y tiens plus.")
        refuse_proposal(by=bruno, proposal=hidden, reason="Cela blesse quelqu’un.")
    with clock.at(on(19)):
        answers.give_answer(handover=first, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")
        answers.carry(handover=second, to="Monsieur Dupuis", text="Nous lui écrivons.", hoped_on=date(2026, 4, 1))
    with clock.at(on(21)):
        commitments.promise(
            handover=Handover.objects.get(pk=first.pk),
            what="Poser un banc",
            details="Tel quel : Mme Roche au 06 00 00 00 00",
            for_whom="",
            due_on=date(2026, 5, 1),
            signed_by="M. Petit",
        )
        commitments.take_on(
            by=amina,
            source=other.node,
            owner="Chez Rachid Belkacem",
            what="Repeindre le hall",
            details="",
            for_whom="",
            due_on=date(2026, 5, 1),
            plan=commitments.Plan(made_on=date(2026, 3, 21)),
        )
    return {"word": word, "other": other, "gone": gone, "hidden": hidden}


def test_csv_and_json_say_the_same_in_the_columns_of_the_dictionary(story: dict[str, Any]) -> None:
    for name, spec in zip(NAMES, TABLES.values(), strict=True):
        rows, document = table(name), json.loads(body_of(f"/donnees/{name}.json"))
        assert document["format"] == "chainon-chain-1" and document["licence"] == "etalab-2.0"
        assert len(rows) == len(document["rows"]) > 0 and list(rows[0]) == spec.header == list(document["rows"][0])
        for row, other in zip(rows, document["rows"], strict=True):
            for column in spec.header:
                value = other[column]
                shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                assert row[column].removeprefix("'") == shown.removeprefix("'")


def test_no_resident_is_named_nor_any_account(story: dict[str, Any]) -> None:
    whole = "".join(body_of(f"/donnees/{name}.{end}").decode() for name in NAMES for end in ("csv", "json"))
    for name in ("Amina", "Bruno", "Rachid", "Dupuis", "Mme Roche", "M. Petit", "example.org"):
        assert name not in whole, name


def test_institutions_are_named_where_they_speak_and_where_it_is_their_turn(story: dict[str, Any]) -> None:
    kinds = {row["kind"]: row["who"] for row in table("maillons")}
    assert (kinds["answer"], kinds["proposal"]) == ("'=La ville", "")
    turns = {(row["expects"], row["whose_kind"]): row["whose"] for row in table("attentes")}
    assert turns["answer", "institution"] == "'=La ville"
    assert turns["reply", "other"] == turns["update", "residents"] == ""


def test_what_is_refused_is_not_there_and_what_is_withdrawn_has_no_title(story: dict[str, Any]) -> None:
    nodes = {row["id"]: row for row in table("maillons")}
    assert story["hidden"].public_id not in nodes
    gone = nodes[story["gone"].public_id]
    assert (gone["state"], gone["title"]) == ("withdrawn", "")
    assert "Rendez-moi" not in body_of("/donnees/maillons.json").decode()


def test_a_spreadsheet_executes_nothing(story: dict[str, Any]) -> None:
    assert any(row["title"] == "'=HYPERLINK(1)" for row in table("maillons"))
    assert not any(cell.startswith(("=", "+", "@")) for name in NAMES for row in table(name) for cell in row.values())


def test_a_delay_leaves_the_pause_out_and_what_lasts_has_none(story: dict[str, Any]) -> None:
    waits = {(row["expects"], row["met"]): row for row in table("attentes")}
    met = waits["answer", "true"]
    assert (met["since_on"], met["ended_on"], met["taken_days"]) == ("2026-03-02", "2026-03-19", "10")
    assert waits["reply", "false"]["taken_days"] == waits["reply", "false"]["ended_on"] == ""


def test_every_reference_is_found(story: dict[str, Any]) -> None:
    nodes = {row["id"] for row in table("maillons")}
    assert {row["node"] for row in table("attentes")} <= nodes
    links = table("liens")
    assert links and {row[end] for row in links for end in ("source", "target")} <= nodes


def test_the_schema_names_each_column_and_holds_for_each_row(story: dict[str, Any]) -> None:
    document = Client().get("/donnees/datapackage.json").json()
    assert [each["path"] for each in document["resources"]] == [f"{name}.csv" for name in NAMES]
    for resource, name in zip(document["resources"], NAMES, strict=True):
        fields, rows = resource["schema"]["fields"], table(name)
        assert [each["name"] for each in fields] == list(rows[0])
        keys = [tuple(row[part] for part in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in fields:
            limits = field.get("constraints", {})
            for row in rows:
                cell = row[field["name"]]
                assert cell or not limits.get("required"), field["name"]
                assert not cell or cell in limits.get("enum", [cell])
                {"date": date.fromisoformat, "integer": int, "string": str, "boolean": {"true": 1, "false": 0}.get}[
                    field["type"]
                ](cell) if cell else None


def test_a_file_already_had_is_not_made_again(story: dict[str, Any], bruno: User, territory: Territory) -> None:
    first = Client().get("/donnees/maillons.csv")
    again = {"If-None-Match": first.headers["ETag"]}
    assert Client().get("/donnees/maillons.csv", headers=again).status_code == 304
    said(territory.scope, by=bruno)
    assert Client().get("/donnees/maillons.csv", headers=again).status_code == 200


def test_a_long_table_is_read_by_batches(
    territory: Territory, story: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(selectors.rows(territory.scope, "nodes"))
    with CaptureQueriesContext(connection) as at_once:
        list(selectors.rows(territory.scope, "nodes"))
    monkeypatch.setattr(selectors, "BATCH", 2)
    with CaptureQueriesContext(connection) as cut:
        assert list(selectors.rows(territory.scope, "nodes")) == whole
    assert len(cut) - len(at_once) == len(whole) // 2 and len(at_once) <= 6


def test_another_territory_is_not_in_the_files(story: dict[str, Any]) -> None:
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert [len(list(selectors.rows(elsewhere.scope, name))) for name in TABLES] == [0, 0, 0, 0]


def test_moments_are_days_of_the_territory(territory: Territory, bruno: User) -> None:
    territory.time_zone = "Indian/Reunion"
    territory.save()
    with clock.at(datetime(2026, 6, 24, 21, tzinfo=UTC)):
        said(territory.scope, by=bruno)
    (row,) = table("maillons")
    assert row["opened_on"] == str(date(2026, 6, 24) + timedelta(days=1))
