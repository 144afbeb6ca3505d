from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Refused
from chainon.deliberation.moderation import rules, selectors, services
from chainon.deliberation.moderation.models import Appeal, Case, Outcome, Quality, Reason
from chainon.deliberation.moderation.models import Verdict as Answered
from chainon.deliberation.proposals.services import publish_proposal, refuse_proposal
from chainon.deliberation.proposals.tests.making import said

from .making import thing_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, territory: Territory, resident: User, bruno: User, chantal: User
) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
    proposal = said(place, by=resident)
    case = services.report(by=AnonymousUser(), thing=thing_of(proposal), reason=Reason.OTHER)
    appeal = Appeal(scope=place)
    if state in {"refused", "appealed", "answered"}:
        refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    if state in {"appealed", "answered"}:
        given = {"quality_of": Quality.OTHER, "words": "Non."}
        appeal = services.appeal(by=AnonymousUser(), thing=thing_of(proposal), **given)
    if state == "answered":
        appeal = services.answer_appeal(by=chantal, appeal=appeal, verdict=Answered.UPHELD, answer="Elle nomme.")
    if state == "decided":
        case = services.decide(by=bruno, case=case, outcome=Outcome.KEPT, reason="Rien de blessant.")
    case, thing = Case.objects.get(pk=case.pk), thing_of(proposal)
    rule = {
        "report": lambda by: rules.may_report(by, thing),
        "queue": lambda by: rules.may_see_queue(by, territory.scope),
        "see": lambda by: rules.may_see(by, place),
        "decide": lambda by: rules.may_decide(by, case),
        "own": lambda by: rules.may_appeal(by, thing, Quality.AUTHOR),
        "other": lambda by: rules.may_appeal(by, thing, Quality.OTHER),
        "answer": lambda by: rules.may_answer(by, appeal),
    }[act]
    for by, may in line.people(scope, author=resident):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "see" and isinstance(by, User):
            assert bool(selectors.open_cases(by, territory.scope)) == may, "the twin agrees"


def test_only_the_guarantor_overturns_and_only_what_is_refused(
    territory: Territory, resident: User, bruno: User, chantal: User
) -> None:
    from chainon.deliberation.proposals.services import republish_on_appeal, strike_words

    proposal = said(territory.scope, by=resident)
    with pytest.raises(Refused):
        republish_on_appeal(by=chantal, proposal=proposal)
    refuse_proposal(by=bruno, proposal=proposal, reason="Non.")
    with pytest.raises(Refused):
        republish_on_appeal(by=bruno, proposal=proposal)
    with pytest.raises(Refused):
        strike_words(by=bruno, proposal=proposal, passage="x", mark="y")
    publish_proposal(by=bruno, proposal=proposal)
    with pytest.raises(Refused):
        strike_words(by=chantal, proposal=proposal, passage="x", mark="y")
