"""The everyday words change by a decision that everyone reads; what bears one keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Tally, Theme, ThemeChange
from chainon.base.chain.selectors import themes_in_use
from chainon.base.chain.services import add_theme, change_theme, differences
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.search.selectors import search
from chainon.base.search.services import faults, find_again

from .things import Things

Login = Callable[[User], Client]
DECISION = {"decision": "Le conseil citoyen, pour que tout le monde comprenne.", "decided_on": date(2026, 3, 4)}


def theme(territory: Territory, name: str) -> Theme:
    return Theme.objects.get(territory=territory.scope, name=name)


def names(territory: Territory) -> list[str]:
    return [each.name for each in themes_in_use(territory.scope)]


def changed(by: User, which: Theme, **said: Any) -> Theme:
    kept: dict[str, Any] = {"name": which.name, "position": which.position, "is_used": which.retired_on is None}
    return change_theme(by=by, theme=which, **{**kept, **said}, **DECISION)


def test_a_renamed_theme_is_borne_by_what_bore_it(territory: Territory, bruno: User, things: Things) -> None:
    housing = theme(territory, "Logement")
    word = things.add(territory.scope, theme=housing)
    lines = Line.objects.count()
    changed(bruno, housing, name="Se loger")
    assert Node.objects.get(pk=word.node_id).theme.name == "Se loger"
    assert list(differences()) == [] and Tally.objects.get(count=1).theme == housing
    change = ThemeChange.objects.get()
    assert (change.act, change.before, change.after) == ("renamed", "Logement", "Se loger")
    assert Line.objects.count() == lines + 1
    line = Line.objects.order_by("pk").last()
    assert line.verb == "chain.theme_changed" and line.payload["act"] == "renamed"


def test_what_bears_a_renamed_theme_is_found_by_its_new_name(territory: Territory, bruno: User, things: Things) -> None:
    housing = theme(territory, "Logement")
    word = things.add(territory.scope, theme=housing)
    things.add(territory.scope, title="Un four à pain")
    changed(bruno, housing, position=3)
    assert not DBTaskResult.objects.exists(), "it is not renamed"
    housing.refresh_from_db()
    changed(bruno, housing, name="Habiter")
    things.kept[0].fields = replace(word.fields, theme=housing)
    asked = DBTaskResult.objects.get()
    assert not search(territory.scope, "habiter").keys, "in the background: renaming stays quick"
    find_again.call(*asked.args_kwargs["args"])
    assert len(search(territory.scope, "habiter").keys) == 1 and not search(territory.scope, "logement").keys
    assert list(faults()) == []


def test_a_theme_given_up_stays_on_what_bears_it_and_may_be_taken_again(
    territory: Territory, bruno: User, things: Things
) -> None:
    housing = theme(territory, "Logement")
    word = things.add(territory.scope, theme=housing)
    changed(bruno, housing, is_used=False)
    assert "Logement" not in names(territory) and Node.objects.get(pk=word.node_id).theme == housing
    again = add_theme(by=bruno, territory=territory.scope, name="logement", **DECISION)
    assert again == housing and names(territory)[-1] == "Logement"
    assert [each.act for each in ThemeChange.objects.order_by("pk")] == ["retired", "restored"]


def test_twelve_at_most_are_in_use(territory: Territory, bruno: User) -> None:
    with pytest.raises(Unavailable, match="Douze"):
        add_theme(by=bruno, territory=territory.scope, name="Le bruit", **DECISION)
    changed(bruno, theme(territory, "Santé"), is_used=False)
    for _twice in range(2):
        add_theme(by=bruno, territory=territory.scope, name="Le bruit", position=2, **DECISION)
    assert names(territory)[:3] == ["Logement", "Le bruit", "Propreté"] and len(names(territory)) == 12
    with pytest.raises(Unavailable, match="Douze"):
        changed(bruno, theme(territory, "Santé"), is_used=True)


def test_the_order_changes_and_what_changes_nothing_is_not_written(territory: Territory, bruno: User) -> None:
    changed(bruno, theme(territory, "Santé"), position=1)
    assert names(territory)[:2] == ["Santé", "Logement"]
    assert [each.position for each in themes_in_use(territory.scope)] == list(range(1, 13))
    changed(bruno, theme(territory, "Santé"))
    assert [each.act for each in ThemeChange.objects.all()] == ["moved"]


def test_what_cannot_be_is_refused(territory: Territory, bruno: User, chantal: User) -> None:
    with pytest.raises(Unavailable, match="déjà ce nom"):
        changed(bruno, theme(territory, "Santé"), name="logement")
    with pytest.raises(Unavailable, match="pas encore venu"):
        change_theme(
            by=bruno,
            theme=theme(territory, "Santé"),
            name="Aller bien",
            position=1,
            is_used=True,
            decision="x",
            decided_on=date(2100, 1, 1),
        )
    with pytest.raises(Refused):
        changed(chantal, theme(territory, "Santé"), name="Aller bien")


def test_the_team_changes_and_everyone_reads(
    territory: Territory, bruno: User, chantal: User, client_of: Login
) -> None:
    team, housing = client_of(bruno), theme(territory, "Logement")
    assert "les douze mots de départ" in Client().get("/themes").content.decode()
    form = {"name": "Se loger", "position": "2", "is_used": "on", "decision": "L’assemblée", "decided_on": "2026-03-04"}
    address = f"/themes/{housing.public_id}/changer"
    assert "Logement" in team.get(address).content.decode()
    assert team.post(address, {**form, "decision": ""}).status_code == 422
    assert team.post(address, {**form, "name": "Santé"}).status_code == 422
    assert team.post(address, form).status_code == 302
    page = Client().get("/themes").content.decode().replace("\u00a0", " ")
    assert "« Logement » devient « Se loger »" in page and "4 mars 2026" in page and "L’assemblée" in page
    assert "changer" not in page
    added = {"name": "Le bruit", "position": "1", "decision": "L’assemblée", "decided_on": "2026-03-04"}
    assert team.post("/themes/ajouter", added).status_code == 422, "twelve already"
    assert team.post(address, {**form, "is_used": ""}).status_code == 302
    assert team.post("/themes/ajouter", added).status_code == 302 and names(territory)[0] == "Le bruit"
    assert "Ceux qu’on ne propose plus" in Client().get("/themes").content.decode()
    assert team.get("/themes/2222222222/changer").status_code == 404
    for closed in ("/themes/ajouter", address):
        assert client_of(chantal).get(closed).status_code == 403
