from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Verdict
from chainon.commitments.answers import services as answers
from chainon.commitments.commitments import rules, services
from chainon.commitments.commitments.models import Commitment, HandsCall, Notice, UpdateKind

OF_A_WORD = {"record", "take_on", "import"}


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, things: Things, bruno: User) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    body = create_scope(kind=Kind.BODY, parent=territory.scope, label="La table")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"place": place, "body": body, "elsewhere": elsewhere, "territory": territory.scope}[held]
    stage = {"answer": Stage.DECISION, "promise": Stage.COMMITMENT}.get(state, Stage.VOICE)
    word = things.add(place, stage=stage, body=body)
    promise = None if act in OF_A_WORD else _promise(state, word.node, bruno)
    for by, may in line.people(scope):
        verdict = _of_a_word(act, by, word.node) if promise is None else _of_a_promise(act, state, by, promise)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason


def _of_a_word(act: str, by: User | AnonymousUser, word: Node) -> Verdict:
    return {
        "record": lambda: rules.may_record_promise(by, word),
        "take_on": lambda: rules.may_take_on(by, word),
        "import": lambda: rules.may_import(by, word.territory),
    }[act]()


def _of_a_promise(act: str, state: str, by: User | AnonymousUser, promise: Commitment) -> Verdict:
    today = clock.today()
    if state == "theirs" and isinstance(by, User):
        promise.entered_by = by
    notice = Notice.objects.select_related("commitment__scope").first() or Notice()
    if state == "seven":
        today += timedelta(days=7)
    return {
        "update": lambda: rules.may_update(by, promise),
        "not_kept": lambda: rules.may_say(by, promise, UpdateKind.NOT_KEPT),
        "revise": lambda: rules.may_revise(by, promise),
        "link": lambda: rules.may_update(None, promise),
        "announce": lambda: rules.may_announce_not_kept(by, promise, today),
        "say": lambda: rules.may_say_not_kept(by, notice, today),
        "withdraw": lambda: rules.may_withdraw_notice(by, notice),
        "check": lambda: rules.may_check(by, promise, today),
        "count": lambda: rules.may_count_checks(by, promise, today),
        "call": lambda: rules.may_call_for_hands(by, promise),
        "offers": lambda: rules.may_read_offers(by, HandsCall(commitment=promise)),
    }[act]()


def _promise(state: str, word: Node, bruno: User) -> Commitment:
    """In the state asked for, made through the services."""
    today = clock.today()
    said = {"what": "Planter", "details": "", "for_whom": "", "due_on": today + timedelta(days=30)}
    if state in {"theirs", "others"}:
        return services.take_on(by=bruno, source=word, owner="Le collectif", **said)
    town = answers.add_answerer(by=bruno, territory=word.territory, name="La ville", email="v@example.org")
    plan = services.Plan()
    if state in {"late", "announced", "seven"}:
        said["due_on"], plan = today - timedelta(days=10), services.Plan(made_on=today - timedelta(days=90))
    promise = services.record_promise(by=bruno, source=word, answerer=town, signed_by="M. Petit", plan=plan, **said)
    if state in {"announced", "seven"}:
        services.announce_not_kept(by=bruno, commitment=promise, reason="Rien n’a été fait.")
    if state == "ended":
        services.give_news(commitment=promise, kind=UpdateKind.KEPT, text="Fait.", signed_by="M. Petit")
        promise.refresh_from_db()
    return promise
