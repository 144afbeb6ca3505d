from __future__ import annotations

import dataclasses

from django_tasks_db.models import DBTaskResult

from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, rename_scope
from chainon.base.search.kinds import Found
from chainon.base.search.selectors import search
from chainon.base.search.services import faults, find_again

from .conftest import Say


def test_what_was_said_in_a_place_is_found_by_its_new_name(
    territory: Territory, things: dict[str, Found], say: Say
) -> None:
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    say("bench", "Un banc", scope=place, about="Les Tilleuls")
    say("other", "Un four à pain")
    things["bench"] = dataclasses.replace(things["bench"], about="Les Marronniers")
    rename_scope(scope=place, label="Les Marronniers")
    asked = DBTaskResult.objects.get()
    find_again.call(*asked.args_kwargs["args"])
    assert search(territory.scope, "marronniers").keys and not search(territory.scope, "tilleuls").keys
    assert list(faults()) == []


def test_the_same_name_again_asks_for_nothing(territory: Territory) -> None:
    rename_scope(scope=territory.scope, label=territory.scope.label)
    assert not DBTaskResult.objects.exists()
