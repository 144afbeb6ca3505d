from __future__ import annotations

import pytest

from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.selectors import territory_for
from chainon.base.scopes.services import create_scope, create_territory

pytestmark = pytest.mark.django_db


def test_within_finds_what_is_below_and_nothing_beside(territory: Territory) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    body = create_scope(kind=Kind.BODY, parent=place, label="Conseil")
    for number in range(12):
        create_scope(kind=Kind.PLACE, parent=territory.scope, label=f"Îlot {number}")
    assert set(Scope.objects.within(place)) == {place, body}
    assert other.scope not in Scope.objects.within(territory.scope)
    assert list(Scope.objects.above(body)) == [territory.scope, place, body]
    assert territory.scope.contains(body) and not place.contains(territory.scope)
    assert body.root == territory.scope


def test_a_domain_name_leads_to_its_territory_only(territory: Territory) -> None:
    create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert str(territory_for("ailleurs.example.org")) == "Ailleurs"
    assert str(territory_for("localhost")) == "Valmont"


def test_no_territory_yet_is_none(db: None) -> None:
    assert territory_for("localhost") is None
