from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from chainon.base.accounts.models import User
from chainon.base.journal import verbs
from chainon.base.journal.models import AppendOnly, Head, Line
from chainon.base.journal.selectors import verify
from chainon.base.journal.services import anchor_day, record
from chainon.base.journal.verbs import PayloadError, Verb
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory

SAID = Verb("tests.said", "Quelque chose a été dit {times} fois ({how}).", {"times": "number", "how": "word"})


@pytest.fixture(autouse=True)
def _verb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "_registry", dict(verbs._registry))
    verbs.register(SAID)


@pytest.fixture
def lines(territory: Territory, bruno: User) -> list[Line]:
    return [
        record(SAID, scope=territory.scope, role="facilitator", by=bruno, times=number, how="fort")
        for number in range(1, 31)
    ]


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_an_untouched_journal_holds(territory: Territory, lines: list[Line]) -> None:
    check = verify(territory.scope)
    assert check.holds and check.lines == 30 and check.hash == lines[-1].hash


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_line SET role = 'guarantor' WHERE number = 12",
        "UPDATE journal_line SET at = '2020-01-01 00:00:00+00:00' WHERE number = 12",
        'UPDATE journal_line SET payload = \'{"times": 13, "how": "fort"}\' WHERE number = 12',
        "DELETE FROM journal_line WHERE number = 12",
        "DELETE FROM journal_line WHERE number = 30",
        "UPDATE journal_line SET number = 99 WHERE number = 12",
    ],
)
def test_a_rewrite_by_sql_is_seen(territory: Territory, lines: list[Line], statement: str) -> None:
    sql(statement)
    check = verify(territory.scope)
    assert not check.holds and check.fault


def test_a_whole_chain_forged_again_is_seen_by_a_published_anchor(territory: Territory, lines: list[Line]) -> None:
    published = lines[-1].hash
    sql("DELETE FROM journal_line")
    Head.objects.all().delete()
    for number in range(1, 31):
        record(SAID, scope=territory.scope, role="facilitator", times=number + 1, how="fort")
    assert verify(territory.scope).holds, "from the inside a perfect forgery cannot be seen"
    assert "publiée" in verify(territory.scope, {30: published}).fault


def test_the_day_s_anchor_is_kept_once(territory: Territory, lines: list[Line]) -> None:
    anchor, is_new = anchor_day(territory=territory.scope, day=date(2026, 11, 22))
    again, is_new_again = anchor_day(territory=territory.scope, day=date(2026, 11, 22))
    assert (anchor.hash, is_new, again, is_new_again) == (lines[-1].hash, True, anchor, False)


def test_each_territory_has_its_own_chain(territory: Territory, lines: list[Line]) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert record(SAID, scope=other.scope, role="system", times=1, how="bas").number == 1
    assert verify(other.scope).lines == 1 and verify(territory.scope).lines == 30


def test_the_program_itself_cannot_rewrite(territory: Territory, lines: list[Line]) -> None:
    for act in (
        lines[0].save,
        lines[0].delete,
        lambda: Line.objects.all().delete(),
        lambda: Line.objects.update(role="x"),
    ):
        with pytest.raises(AppendOnly):
            act()


@pytest.mark.parametrize(
    "payload",
    [{"times": "3", "how": "fort"}, {"times": 3, "how": "Une phrase libre"}, {"times": 3}, {"times": True, "how": "a"}],
)
def test_a_payload_is_typed_and_never_free_text(territory: Territory, payload: dict[str, object]) -> None:
    with pytest.raises(PayloadError):
        record(SAID, scope=territory.scope, role="facilitator", **payload)


def test_a_person_s_reference_is_closed_once_the_salt_is_gone(territory: Territory, bruno: User) -> None:
    line = record(SAID, scope=territory.scope, role="facilitator", by=bruno, times=1, how="fort")
    assert line.by and bruno.display_name not in line.by
    bruno.journal_salt = ""
    assert bruno.journal_reference(territory.scope) == ""
    assert verify(territory.scope).holds
