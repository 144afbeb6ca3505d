from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body
from chainon.governance.gatherings import services
from chainon.governance.gatherings.calendar import feed

from .making import convened

FEED = "/rencontres/agenda.ics"


def unfolded(text: str) -> list[str]:
    """RFC 5545 §3.1, read by hand: a line break before a space is no line break."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values(text: str, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(text) if line.startswith(f"{name}:")]


def test_times_are_in_utc_and_letters_that_mean_something_are_escaped(bruno: User, place: Scope, body: Body) -> None:
    with clock.at(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        moment = {"starts_at": datetime(2026, 3, 5, 17, tzinfo=UTC), "ends_at": datetime(2026, 3, 5, 19, tzinfo=UTC)}
        gathering = convened(
            bruno, place, body, title="Bancs, ombre ; et \\ eau", purpose="Une ligne.\nDeux.", **moment
        )
    text = feed("Valmont", [(gathering, "https://valmont.example/rencontres/x")])
    assert values(text, "DTSTART") == ["20260305T170000Z"] and values(text, "DTEND") == ["20260305T190000Z"]
    assert values(text, "SUMMARY") == ["Bancs\\, ombre \\; et \\\\ eau"]
    assert values(text, "DESCRIPTION") == ["La table\\nUne ligne. Deux."]
    assert values(text, "UID") == [f"{gathering.public_id}@valmont.example"]


def test_lines_hold_in_75_octets_and_no_letter_is_cut(bruno: User, place: Scope) -> None:
    gathering = convened(bruno, place, title="É" * 120, purpose="ça " * 300)
    text = feed("Valmont", [(gathering, "https://valmont.example/rencontres/x")])
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert values(text, "SUMMARY") == ["É" * 120] and text.endswith("END:VCALENDAR\r\n")


def test_the_feed_is_public_and_says_what_is_cancelled(bruno: User, place: Scope, body: Body, client: Client) -> None:
    services.cancel(by=bruno, gathering=convened(bruno, place, body), reason="La salle est prise.")
    convened(bruno, place, title="Toute la ville")
    answer = client.get(FEED)
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert sorted(values(text, "STATUS")) == ["CANCELLED", "CONFIRMED"]
    of_body = client.get(f"{FEED}?instance={body.public_id}").content.decode()
    assert values(of_body, "SUMMARY") == ["Parlons du marché"]
    assert client.get(f"{FEED}?instance=nimporte").status_code == 404
