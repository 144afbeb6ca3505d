"""Two proposals become one when both authors agree, and only then; nothing of either is lost."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Link, Relation
from chainon.base.chain.services import differences, expect
from chainon.base.journal.models import Line as Entry
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.conftest import person
from chainon.deliberation.merging.models import MergeRequest, Nearness, Pair, State
from chainon.deliberation.merging.rules import merged_into
from chainon.deliberation.merging.selectors import around, asked_of
from chainon.deliberation.merging.services import answer, answer_by_slip, ask_to_merge, cancel, note_answer, say_of_two
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import publish_proposal, withdraw_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.supports.selectors import counted_of
from chainon.deliberation.supports.services import support
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .conftest import Ask


def authors(*proposals: Proposal) -> list[User]:
    return [each.author for each in proposals if each.author is not None]


def test_nothing_changes_before_both_have_said_yes(bench: Proposal, seat: Proposal, ask: Ask, amina: User) -> None:
    resident, noura = authors(bench, seat)
    support(by=resident, node=bench.node)
    support(by=amina, node=bench.node)
    support(by=amina, node=seat.node)
    request = ask(bench, seat)
    answer(by=resident, request=request, proposal=bench, agrees=True)
    assert merged_into(bench.node) is None and counted_of(seat.node) == 1
    request = answer(by=noura, request=request, proposal=seat, agrees=True)
    assert request.state == State.MERGED
    assert merged_into(bench.node) == seat.node
    assert counted_of(seat.node) == 2, "each person once"
    assert list(differences()) == []
    line = Entry.objects.get(verb="proposals.merged")
    assert line.payload == {"gone": bench.public_id, "kept": seat.public_id}


def test_a_no_leaves_each_and_says_they_are_near(
    bench: Proposal, seat: Proposal, ask: Ask, resident: User, noura: User
) -> None:
    request = ask(bench, seat)
    answer(by=resident, request=request, proposal=bench, agrees=True)
    request = answer(by=noura, request=request, proposal=seat, agrees=False)
    assert request.state == State.DECLINED and not Link.objects.exists()
    assert [each.title for each in around(bench.node).near] == [seat.title]
    with pytest.raises(Refused):
        answer(by=noura, request=request, proposal=seat, agrees=True)


def test_authors_are_written_to_once_asked_and_once_it_ends(
    bench: Proposal, seat: Proposal, ask: Ask, resident: User, noura: User
) -> None:
    Mail.objects.all().delete()
    request = ask(bench, seat)
    mails = {mail.to: mail.body for mail in Mail.objects.all()}
    assert set(mails) == {resident.email, noura.email}
    assert f"/reunir/{request.public_id}" in mails[resident.email] and "Les mêmes bancs." in mails[noura.email]
    assert [each.pk for each in asked_of(noura, request.territory)] == [request.pk]
    answer(by=resident, request=request, proposal=bench, agrees=False)
    assert Mail.objects.filter(subject__contains="restent chacune").count() == 2
    assert asked_of(noura, request.territory) == []


def test_asked_twice_it_is_one_and_each_is_asked_one_thing_at_a_time(
    bench: Proposal, seat: Proposal, bruno: User, territory: Territory, resident: User
) -> None:
    entry = uuid.uuid4()
    first = ask_to_merge(by=bruno, gone=bench, kept=seat, reason="x", entry=entry)
    assert ask_to_merge(by=bruno, gone=bench, kept=seat, reason="x", entry=entry) == first
    third = said(territory.scope, by=resident, title="Un banc")
    with pytest.raises(Unavailable):
        ask_to_merge(by=bruno, gone=seat, kept=third, reason="x", entry=uuid.uuid4())
    cancel(by=bruno, request=first)
    assert ask_to_merge(by=bruno, gone=seat, kept=third, reason="x", entry=uuid.uuid4()).state == State.ASKED
    assert MergeRequest.objects.count() == 2


def test_someone_without_an_account_is_asked_by_the_team_or_answers_with_their_slip(
    territory: Territory, bruno: User, seat: Proposal, ask: Ask, noura: User
) -> None:
    gone = publish_proposal(by=bruno, proposal=said(territory.scope, title="Un banc"))
    request = ask(gone, seat)
    given = {"request": request, "proposal": gone, "agrees": True, "how": "chez elle"}
    with pytest.raises(Unavailable):
        note_answer(by=bruno, told_on=clock.today() + timedelta(days=2), **given)
    with pytest.raises(Refused):
        note_answer(by=bruno, told_on=clock.today(), **{**given, "proposal": seat})
    note_answer(by=bruno, told_on=clock.today(), **given)
    consent = request.consents.get(node=gone.node)
    assert (consent.way, consent.how, consent.agrees) == ("told", "chez elle", True)
    assert answer(by=noura, request=request, proposal=seat, agrees=True).state == State.MERGED


def test_the_slip_of_one_of_the_two_answers_for_it(territory: Territory, bruno: User, seat: Proposal, ask: Ask) -> None:
    from chainon.base.slips.models import Slip
    from chainon.base.slips.services import bind_slip, make_pad

    gone = publish_proposal(by=bruno, proposal=said(territory.scope, title="Un banc"))
    other = publish_proposal(by=bruno, proposal=said(territory.scope, title="La piscine"))
    pad = make_pad(by=bruno, scope=territory.scope, size=20, entry=uuid.uuid4())
    mine, theirs = Slip.objects.filter(pad=pad)[:2]
    for slip, proposal in ((mine, gone), (theirs, other)):
        bind_slip(by=bruno, node=proposal.node, slip=slip)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    request = ask(gone, seat)
    with pytest.raises(Unavailable):
        answer_by_slip(slip=theirs, request=request, agrees=True)
    answer_by_slip(slip=mine, request=request, agrees=True)
    assert request.consents.get(node=gone.node).way == "slip"


def test_what_has_an_answer_or_is_owed_one_is_the_one_to_keep(
    bench: Proposal, seat: Proposal, ask: Ask, territory: Territory, resident: User
) -> None:
    expect(node=bench.node, expects=Relation.ANSWER, whose="La mairie", whose_key="m")
    with pytest.raises(Refused, match="attend déjà une réponse"):
        ask(bench, seat)
    assert ask(seat, bench).state == State.ASKED


def test_a_proposal_withdrawn_meanwhile_is_not_merged(
    bench: Proposal, seat: Proposal, ask: Ask, resident: User, noura: User
) -> None:
    request = ask(bench, seat)
    answer(by=resident, request=request, proposal=bench, agrees=True)
    withdraw_proposal(by=resident, proposal=bench, reason="Je n’y crois plus.")
    with pytest.raises(Refused):
        answer(by=noura, request=request, proposal=seat, agrees=True)
    assert not Link.objects.exists()


def test_said_again_nothing_is_written_and_the_last_word_stands(bench: Proposal, seat: Proposal, bruno: User) -> None:
    say_of_two(by=bruno, one=bench, other=seat, nearness=Nearness.CONTRARY)
    say_of_two(by=bruno, one=seat, other=bench, nearness=Nearness.CONTRARY)
    assert Entry.objects.filter(verb="proposals.paired").count() == 1
    assert [each.title for each in around(seat.node).contrary] == [bench.title]
    say_of_two(by=bruno, one=bench, other=seat, nearness=Nearness.APART)
    assert around(seat.node).is_empty and Pair.objects.count() == 1


def test_seen_by_several_bodies_counts_each_once(territory: Territory, bruno: User, bench: Proposal) -> None:
    bodies = [
        open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name=f"Conseil {name}", seats=9)
        for name in ("des jeunes", "citoyen")
    ]
    first, second, third = (
        said(territory.scope, by=bruno, body=bodies[place], title=f"Un banc {place}") for place in (0, 1, 0)
    )
    for other in (second, third, bench):
        say_of_two(by=bruno, one=first, other=other, nearness=Nearness.NEAR)
    assert sorted(around(first.node).bodies) == ["Conseil citoyen", "Conseil des jeunes"]
    page = Client().get(url_of(first.node)).content.decode()
    assert "Vu par 2 instances" in page


def test_a_member_answers_for_the_body(territory: Territory, bruno: User, seat: Proposal, ask: Ask) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil", seats=9)
    lea = person("lea@example.org", "Léa", Role.MEMBER, territory)
    lea.grants.update(scope=body.scope)
    gone = said(territory.scope, by=bruno, body=body, title="Un banc")
    request = ask(gone, seat)
    assert Mail.objects.filter(to="lea@example.org").exists()
    answer(by=lea, request=request, proposal=gone, agrees=True)
    assert request.consents.get(node=gone.node).way == "body"


def test_what_is_read_in_another_takes_no_support_and_says_where_it_went(
    bench: Proposal, seat: Proposal, ask: Ask, amina: User
) -> None:
    request, (resident, noura) = ask(bench, seat), authors(bench, seat)
    answer(by=resident, request=request, proposal=bench, agrees=True)
    answer(by=noura, request=request, proposal=seat, agrees=True)
    with pytest.raises(Refused):
        support(by=amina, node=bench.node)
    page = Client().get(url_of(bench.node)).content.decode()
    assert "Elle se lit maintenant avec une autre" in page and url_of(seat.node) in page
    assert "On attend debout" in page, "its words stay"
    assert "Réunies en celle-ci" in Client().get(url_of(seat.node)).content.decode()
    assert Client().get("/propositions/").status_code == 200
