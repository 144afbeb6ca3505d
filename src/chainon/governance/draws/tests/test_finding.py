"""A draw is found from the day anyone may see it."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.search.selectors import entries, search
from chainon.base.search.services import faults
from chainon.governance.draws import services

from .making import drawn, make_draw, submitted


def _found(territory: Territory, asked: str) -> list[str]:
    return [each.url for each in entries(search(territory.scope, asked, kind="draw").keys)]


def _wrong() -> list[str]:
    """The charter of these tests is written without its service."""
    return [fault.where for fault in faults() if fault.where.startswith("draw ")]


def test_a_draw_is_found_once_frozen_and_says_why_it_is_cancelled(
    territory: Territory, bruno: User, chantal: User
) -> None:
    draw = submitted(make_draw(territory, bruno))
    assert _found(territory, "tirage") == [] == _wrong()
    draw = services.approve(by=chantal, draw=draw)
    page = f"/tirages/{draw.public_id}"
    for asked in ("tirage", "volontaires", "salle des fêtes"):
        assert _found(territory, asked) == [page]
    services.cancel_draw(by=bruno, draw=draw, reason="Une inondation")
    assert _found(territory, "inondation") == [page] and _wrong() == []


def test_the_draw_that_took_place_is_dated_of_that_day(territory: Territory, bruno: User, chantal: User) -> None:
    draw = drawn(make_draw(territory, bruno), chantal, bruno)
    (entry,) = entries(search(territory.scope, "tirage", kind="draw").keys)
    assert entry.changed_at == draw.drawn_at and _wrong() == []


def test_a_draw_cancelled_before_it_was_frozen_is_not_found(territory: Territory, bruno: User) -> None:
    draw = make_draw(territory, bruno)
    services.cancel_draw(by=bruno, draw=draw, reason="Une inondation")
    assert _found(territory, "inondation") == [] == _wrong()
