from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chainon.base import clock
from chainon.base.chain import selectors
from chainon.base.chain.models import Link, Node, Relation, Stage, Tally, Theme
from chainon.base.chain.services import add_link, new_node
from chainon.base.chain.services.links import CycleError
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, create_territory

from .things import Things

MARCH, APRIL, MAY = (datetime(2026, month, 4, 9, tzinfo=UTC) for month in (3, 4, 5))


def test_a_territory_begins_with_twelve_everyday_words(territory: Territory) -> None:
    names = [theme.name for theme in Theme.objects.filter(territory=territory.scope)]
    assert len(names) == 12 and names[0] == "Logement"


def test_a_node_that_is_not_published_yet_is_seen_by_nobody(territory: Territory) -> None:
    new_node(kind="thing", stage=Stage.VOICE, scope=territory.scope)
    assert not Node.objects.public().exists() and not Tally.objects.exists()


def test_words_with_their_accents_apart_fit_in_the_node(territory: Territory, things: Things) -> None:
    node = things.add(territory.scope, "e\u0301" * 160, said="e\u0301" * 400).node
    assert (len(node.title), len(node.said)) == (160, 400)


def test_what_comes_of_a_word_is_read_on_it_and_on_all_before_it(territory: Territory, things: Things) -> None:
    scope = territory.scope
    with clock.at(MARCH):
        word = things.add(scope)
    with clock.at(APRIL):
        answer = things.add(scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
    with clock.at(MAY):
        promise = things.add(scope, "Promesse", Stage.COMMITMENT)
        add_link(source=answer.node, target=promise.node, relation=Relation.COMMITMENT, why="Dans l’année")
    word.node.refresh_from_db()
    assert (word.node.reached, word.node.latest, word.node.latest_at) == (Stage.COMMITMENT, promise.node, MAY)
    with clock.at(datetime(2026, 6, 1, tzinfo=UTC)):
        things.change(answer, state="modified")
    word.node.refresh_from_db()
    assert word.node.latest == answer.node, "the news is what changed last, wherever it is"


def test_what_is_not_public_is_not_heard(territory: Territory, things: Things) -> None:
    word = things.add(territory.scope)
    draft = things.add(territory.scope, "Brouillon", Stage.DECISION, is_public=False)
    add_link(source=word.node, target=draft.node, relation=Relation.ANSWER)
    word.node.refresh_from_db()
    assert (word.node.reached, word.node.latest) == (Stage.VOICE, None)
    things.change(draft, is_public=True)
    word.node.refresh_from_db()
    assert (word.node.reached, word.node.latest) == (Stage.DECISION, draft.node)


def test_counts_follow_what_is_published_moved_and_withdrawn(territory: Territory, things: Things) -> None:
    theme = Theme.objects.filter(territory=territory.scope).first()
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    word = things.add(place)
    things.add(place)
    things.change(word, theme=theme)
    things.change(word, said="Avec un dossier.")
    counts = {(tally.theme, tally.stage): tally.count for tally in Tally.objects.exclude(count=0)}
    assert counts == {(theme, Stage.VOICE): 1, (None, Stage.VOICE): 1}
    things.change(word, is_public=False)
    assert sum(Tally.objects.values_list("count", flat=True)) == 1


def test_the_same_link_twice_is_one(territory: Territory, things: Things) -> None:
    word, answer = things.add(territory.scope), things.add(territory.scope, "Réponse", Stage.DECISION)
    add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
    add_link(source=word.node, target=answer.node, relation=Relation.ANSWER, why="Autre")
    assert Link.objects.get().why == ""


def test_nothing_comes_out_of_what_came_out_of_it(territory: Territory, things: Things) -> None:
    first, second, third = (things.add(territory.scope) for _ in range(3))
    add_link(source=first.node, target=second.node, relation=Relation.CARRIED)
    add_link(source=second.node, target=third.node, relation=Relation.CARRIED)
    for source, target in ((third, first), (second, first), (first, first)):
        with pytest.raises(CycleError):
            add_link(source=source.node, target=target.node, relation=Relation.CARRIED)
    assert Link.objects.count() == 2


def test_a_link_does_not_leave_its_territory(territory: Territory, things: Things) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    with pytest.raises(ValueError, match="territory"):
        add_link(
            source=things.add(territory.scope).node, target=things.add(other.scope).node, relation=Relation.CARRIED
        )


def test_the_global_view_counts_themes_stages_and_bodies_in_one_query(
    territory: Territory, things: Things, django_assert_num_queries: Any
) -> None:
    scope = territory.scope
    place, body = (create_scope(kind=kind, parent=scope, label="Ici") for kind in (Kind.PLACE, Kind.BODY))
    first, second = Theme.objects.filter(territory=scope)[:2]
    for where, theme, of in ((place, first, body), (scope, first, body), (scope, second, None), (place, None, None)):
        things.add(where, theme=theme, body=of)
    things.add(scope, stage=Stage.DECISION, theme=first, is_public=False)
    with django_assert_num_queries(1):
        rows = selectors.tallies(scope)
    found = {(row.theme, row.body, row.stage): row.count for row in rows}
    voice = Stage.VOICE
    assert found == {(first.pk, body.pk, voice): 2, (second.pk, None, voice): 1, (None, None, voice): 1}
    assert sum(row.count for row in selectors.tallies(scope, scope=place)) == 2
    assert [row.count for row in selectors.tallies(scope, body=body)] == [2]
    assert [row.count for row in selectors.tallies(scope, theme=second)] == [1]
