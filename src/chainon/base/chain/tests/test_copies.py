"""An answer says again what it answers: it does so anew when that changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainon.base.chain import kinds
from chainon.base.chain.kinds import NodeFields
from chainon.base.chain.models import Link, Node, Relation, Stage, Tally, Theme
from chainon.base.chain.services import add_link, differences, rebuild
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope

from .things import Thing, Things


def copied(thing: Thing) -> NodeFields:
    """As an answer does: its title, theme, place and whether it is shown are those of what it came out of."""
    link = Link.objects.filter(target=thing.node_id).select_related("source__scope__territory", "source__theme").first()
    if link is None:
        return thing.fields
    source = link.source
    return replace(thing.fields, title=source.title, theme=source.theme, scope=source.scope, is_public=source.is_public)


@pytest.fixture
def answers(things: Things, monkeypatch: pytest.MonkeyPatch) -> Things:
    kind = replace(kinds.kinds()["thing"], fields=copied, copies_source=True)
    monkeypatch.setattr(kinds, "_kinds", {**kinds.kinds(), "thing": kind})
    return things


def chained(answers: Things, territory: Territory) -> list[Thing]:
    word = answers.add(territory.scope, "Un banc")
    answer = answers.add(territory.scope, "Réponse", Stage.DECISION)
    promise = answers.add(territory.scope, "Promesse", Stage.COMMITMENT)
    add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
    add_link(source=answer.node, target=promise.node, relation=Relation.COMMITMENT)
    rebuild()
    return [word, answer, promise]


def test_a_new_title_theme_and_place_are_said_all_along_the_thread(answers: Things, territory: Territory) -> None:
    word, _answer, promise = chained(answers, territory)
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    theme = Theme.objects.filter(territory=territory.scope).last()
    answers.change(word, title="Deux bancs", theme=theme, scope=place)
    assert list(differences()) == []
    stored = Node.objects.get(pk=promise.node_id)
    assert (stored.title, stored.theme, stored.scope) == ("Deux bancs", theme, place)
    assert {tally.scope for tally in Tally.objects.exclude(count=0)} == {place}
    assert word.node.latest_id == Node.objects.get(pk=word.node_id).latest_id


def test_what_goes_out_of_sight_takes_its_copies_along(answers: Things, territory: Territory) -> None:
    word, answer, promise = chained(answers, territory)
    answers.change(word, is_public=False, title="")
    assert not Node.objects.public().exists() and list(differences()) == []
    answers.change(word, is_public=True, title="Un banc")
    assert Node.objects.public().count() == 3 and list(differences()) == []
    assert Node.objects.get(pk=promise.node_id).title == "Un banc" and answer.node_id


def test_what_changes_otherwise_publishes_nothing_else(answers: Things, territory: Territory) -> None:
    word, answer, _promise = chained(answers, territory)
    Node.objects.filter(pk=answer.node_id).update(title="Ce que publier corrigerait")
    answers.change(word, said="Avec un dossier.")
    assert Node.objects.get(pk=answer.node_id).title == "Ce que publier corrigerait"
    answers.change(word, title="Deux bancs")
    assert Node.objects.get(pk=answer.node_id).title == "Deux bancs"


def test_a_copy_that_someone_changed_in_the_database_is_mended(answers: Things, territory: Territory) -> None:
    chained(answers, territory)
    Node.objects.update(title="Autre")
    rebuild()
    assert set(Node.objects.values_list("title", flat=True)) == {"Un banc"} and list(differences()) == []
