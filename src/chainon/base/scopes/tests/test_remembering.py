from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from chainon.base import clock
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.remembering import page_of, remembered
from chainon.base.scopes.selectors import territory_for
from chainon.base.scopes.services import create_territory, touch

pytestmark = pytest.mark.django_db


class Reading:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, territory: Scope) -> str:
        self.asked += 1
        return f"{territory.label} {self.asked}"


@pytest.fixture
def reading() -> Reading:
    return Reading()


def page(territory: Territory, reading: Reading) -> str:
    """What a page made now finds."""
    read = remembered(reading)
    now = territory_for(territory.host or "")
    assert now is not None
    with page_of(now):
        return read(now.scope)


def test_the_next_page_does_not_read_again(territory: Territory, reading: Reading) -> None:
    assert [page(territory, reading) for _ in range(3)] == ["Valmont 1"] * 3


def test_a_change_in_the_territory_is_read(territory: Territory, reading: Reading) -> None:
    page(territory, reading)
    touch(territory.scope)
    assert [page(territory, reading) for _ in range(2)] == ["Valmont 2"] * 2


def test_the_next_day_is_read(territory: Territory, reading: Reading) -> None:
    with clock.at(datetime(2026, 3, 1, 22, 30, tzinfo=UTC)):
        assert [page(territory, reading) for _ in range(2)] == ["Valmont 1"] * 2
    with clock.at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)):
        assert page(territory, reading) == "Valmont 2", "in Paris"


def test_an_act_always_reads(territory: Territory, reading: Reading) -> None:
    page(territory, reading)
    assert remembered(reading)(territory.scope) == "Valmont 2"


def test_each_territory_and_each_language_has_its_own(territory: Territory, reading: Reading) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert (page(territory, reading), page(other, reading)) == ("Valmont 1", "Ailleurs 2")
    with override("en"):
        assert page(territory, reading) == "Valmont 3"
    with page_of(other):
        assert remembered(reading)(territory.scope) == "Valmont 4", "of another territory than the page’s"
    assert (page(territory, reading), page(other, reading)) == ("Valmont 1", "Ailleurs 2")
