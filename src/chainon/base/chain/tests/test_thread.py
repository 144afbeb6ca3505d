from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors
from chainon.base.chain.models import Follow, Relation, Stage, ToldBack
from chainon.base.chain.services import add_link, expect, follow, stop_following, tell_back
from chainon.base.chain.services.following import ask_to_be_told
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.verdict import Refused, Unavailable

from .things import Thing, Things


def on(month: int, day: int = 4) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def line_of(things: Things, territory: Territory) -> list[Thing]:
    """A word, the table that carries it, the answer, the promise."""
    stages = (Stage.VOICE, Stage.DELIBERATION, Stage.DECISION, Stage.COMMITMENT)
    relations = (Relation.CARRIED, Relation.ANSWER, Relation.COMMITMENT)
    made = []
    for month, stage in enumerate(stages, start=3):
        with clock.at(on(month)):
            made.append(things.add(territory.scope, stage.label, stage))
            if len(made) > 1:
                add_link(source=made[-2].node, target=made[-1].node, relation=relations[month - 4])
    return made


def test_the_thread_is_the_same_from_wherever_one_takes_it(territory: Territory, things: Things) -> None:
    made = line_of(things, territory)
    other = things.add(territory.scope, "Autre chose")
    for thing in made:
        thread = selectors.thread_of(thing.node)
        assert [step.node for step in thread.steps] == [each.node for each in made]
        assert thread.first == made[0].node
    assert [step.came for step in thread.steps] == ["", "porté plus loin", "une réponse", "un engagement"]
    assert [step.node for step in selectors.thread_of(other.node).steps] == [other.node]


def test_a_neighbouring_branch_is_not_in_the_thread(territory: Territory, things: Things) -> None:
    """Two words carried together: each reads the common future, not the other's past."""
    first, second = things.add(territory.scope), things.add(territory.scope, "Une autre voix")
    common = things.add(territory.scope, "Ensemble", Stage.DELIBERATION)
    for word in (first, second):
        add_link(source=word.node, target=common.node, relation=Relation.CARRIED)
    assert {step.node for step in selectors.thread_of(first.node).steps} == {first.node, common.node}
    assert len(selectors.thread_of(common.node).steps) == 3


def test_the_thread_says_whose_turn_it_is_and_leaves_out_what_is_hidden(territory: Territory, things: Things) -> None:
    made = line_of(things, territory)
    expect(node=made[3].node, expects=Relation.UPDATE, whose="La ville", whose_key="ville")
    things.change(made[1], is_public=False)
    thread = selectors.thread_of(made[0].node)
    assert [step.node for step in thread.steps] == [made[0].node, made[2].node, made[3].node]
    assert [turn.whose for turn in thread.turns] == ["La ville"]


def test_a_long_thread_costs_no_more_queries_than_a_short_one(territory: Territory, things: Things) -> None:
    def cost(thing: Thing) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            selectors.thread_of(thing.node)
        return len(queries)

    made = line_of(things, territory)
    assert territory.scope.settings == territory, "read once by the page"
    before = cost(made[0])
    for _ in range(20):
        more = things.add(territory.scope, "Mise à jour", Stage.EFFECT)
        add_link(source=made[-1].node, target=more.node, relation=Relation.EFFECT)
        expect(node=more.node, expects=Relation.UPDATE, whose="L’équipe", whose_key="equipe")
        made.append(more)
    assert cost(made[0]) == before <= 9


def test_rings_count_what_is_public_what_waits_and_what_is_late(territory: Territory, things: Things) -> None:
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    with clock.at(on(1)):
        late = things.add(place)
        expect(node=late.node, expects=Relation.ANSWER, whose="La ville", whose_key="v")
    with clock.at(on(6)):
        expect(node=things.add(territory.scope).node, expects=Relation.ANSWER, whose="La ville", whose_key="v")
        things.add(place, "Promesse", Stage.COMMITMENT)
        hidden = things.add(place, "Pas encore publique", is_public=False)
        expect(node=hidden.node, expects=Relation.ANSWER, whose="La ville", whose_key="v")
        rings = {
            ring.stage: (ring.count, ring.waiting, ring.late) for ring in selectors.counts_by_stage(territory.scope)
        }
        assert (rings[Stage.VOICE], rings[Stage.COMMITMENT]) == ((2, 0, 0), (1, 0, 0))
        assert rings[Stage.DECISION] == (0, 2, 1), "a missing link is seen where it would be"
        assert rings[Stage.LESSON] == (0, 0, 0)
        here = {ring.stage: (ring.count, ring.late) for ring in selectors.counts_by_stage(territory.scope, scope=place)}
        assert (here[Stage.VOICE], here[Stage.DECISION]) == ((1, 0), (0, 1))


def test_two_territories_never_see_each_other(territory: Territory, things: Things) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    word = things.add(other.scope)
    expect(node=word.node, expects=Relation.ANSWER, whose="La ville", whose_key="v")
    assert selectors.turns_in(territory.scope) == []
    assert not any(ring.count for ring in selectors.counts_by_stage(territory.scope))
    assert selectors.node_with_id(territory.scope, word.node.public_id) is None
    assert selectors.node_with_id(other.scope, word.node.public_id) == word.node


def test_one_follows_once_and_stops(territory: Territory, things: Things, resident: User) -> None:
    word = things.add(territory.scope)
    assert follow(by=resident, node=word.node) == follow(by=resident, node=word.node)
    stop_following(by=resident, node=word.node)
    assert not Follow.objects.exists()
    hidden = things.add(territory.scope, is_public=False)
    with pytest.raises(Refused):
        follow(by=resident, node=hidden.node)


def test_someone_without_e_mail_is_told_by_a_person_and_the_thread_says_so(
    territory: Territory, things: Things, amina: User, chantal: User
) -> None:
    with clock.at(on(3)):
        word = things.add(territory.scope)
        told = ask_to_be_told(by=amina, node=word.node, contact="Mme D., tour B, 3e étage")
    with clock.at(on(5)):
        answer = things.add(territory.scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
    with clock.at(on(6)):
        assert [(row.node, row.contacts) for row in selectors.to_tell(territory.scope)] == [(word.node, [told])]
        with pytest.raises(Refused):
            tell_back(by=chantal, node=word.node, told_on=date(2026, 6, 4), follows=[told])
        with pytest.raises(Unavailable, match="pas encore"):
            tell_back(by=amina, node=word.node, told_on=date(2026, 6, 5), follows=[told])
        with pytest.raises(Unavailable, match="Cochez"):
            tell_back(by=amina, node=word.node, told_on=date(2026, 6, 4), follows=[])
        tell_back(by=amina, node=word.node, told_on=date(2026, 6, 4), follows=[told])
        assert selectors.to_tell(territory.scope) == []
    assert ToldBack.objects.get().told_on == date(2026, 6, 4)
    assert selectors.thread_of(word.node).steps[0].told == list(ToldBack.objects.all())
    with clock.at(on(7)):
        things.change(answer, state="modified")
        assert len(selectors.to_tell(territory.scope)) == 1, "what happens afterwards is news again"
