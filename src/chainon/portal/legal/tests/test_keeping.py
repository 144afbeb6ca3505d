"""What the page says is kept, and that a person takes it away and has it erased: every tie to an account is listed."""

from __future__ import annotations

import json
import uuid

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client

from chainon.base.accounts.leaving import erasures, exports
from chainon.base.accounts.models import User
from chainon.base.accounts.selectors import own_data
from chainon.base.accounts.services import erase_account
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Follow
from chainon.base.chain.services import follow
from chainon.base.chain.services.by_mail import SILENT, UNCONFIRMED
from chainon.base.scopes.models import Territory
from chainon.commitments.answers.services.answerers import KEPT_FOR as ANSWERERS_KEPT_FOR
from chainon.commitments.commitments import services as commitments
from chainon.commitments.commitments.models import Offer, Seen
from chainon.commitments.commitments.services.hands import KEPT_FOR
from chainon.commitments.commitments.tests.making import followed
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.moderation.models import Reason
from chainon.deliberation.moderation.services import report
from chainon.deliberation.moderation.tests.making import thing_of
from chainon.deliberation.paper.services.helping import KEPT_FOR as HELPERS_KEPT_FOR
from chainon.deliberation.proposals.models import Draft, Proposal
from chainon.deliberation.proposals.services import keep_draft
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.supports.models import Support
from chainon.deliberation.supports.services import support
from chainon.governance.bodies.models import Asking
from chainon.governance.bodies.services import ask_to_join, gather
from chainon.governance.guarantors.services.writing import KEPT
from chainon.portal.legal.keeping import kept

pytestmark = pytest.mark.django_db

TAKEN = {
    "accounts.Grant.user": "",
    "accounts.SetupLink.used_by": "",
    "accounts.Invitation.accepted_by": "",
    "chain.Follow.user": "fils suivis",
    "bodies.Asking.user": "demandes pour rejoindre un collectif",
    "guarantors.Appointment.user": "garant de la participation",
    "seats.Invitation.account": "places tirées au sort",
    "supports.Support.user": "soutiens",
    "debates.Argument.author": "débats",
    "debates.Position.author": "débats",
    "debates.Useful.user": "débats",
    "proposals.Proposal.author": "propositions",
    "proposals.Signature.user": "propositions signées avec d’autres",
    "proposals.Draft.author": "brouillons de propositions",
    "interpellations.Interpellation.author": "interpellations",
    "interpellations.ShownName.user": "interpellations",
    "merging.Consent.by": "accords donnés pour réunir des propositions",
    "moderation.Report.user": "signalements et recours",
    "moderation.Appeal.user": "signalements et recours",
    "commitments.Check.user": "engagements",
    "commitments.Offer.user": "engagements",
}
"""What belongs to the person: under which name they take it away; "" with the account itself."""

ACTS = {
    "accounts.Invitation.invited_by", "answers.Answer.entered_by", "answers.Handover.by", "answers.Move.entered_by",
    "bodies.Body.opened_by", "chain.ThemeChange.by", "chain.ToldBack.by", "commitments.Commitment.entered_by",
    "commitments.CountedCheck.entered_by", "commitments.Evidence.entered_by", "commitments.HandsCall.entered_by",
    "commitments.Notice.announced_by", "commitments.StagedPromises.by", "commitments.Update.entered_by",
    "council.CouncilDecision.entered_by", "draws.Approval.by", "gatherings.Document.added_by",
    "guarantors.Act.replied_by", "guarantors.Appointment.recorded_by", "merging.MergeRequest.asked_by",
    "merging.Pair.said_by", "moderation.Appeal.answered_by", "moderation.Case.decided_by", "paper.Batch.opened_by",
    "paper.Helper.given_by", "paper.TypedForm.by", "recommendations.Sheet.written_by", "slips.Pad.made_by",
    "slips.Slip.bound_by", "supports.Declared.by", "tasks.Job.by", "volunteers.StagedImport.by",
}  # fmt: skip
"""What someone did in a role: taken away with their lines of the journal, and left on closing, of an empty account."""

ERASED = {
    "askings", "chain", "checks", "debates", "guarantors", "interpellations", "moderation", "offers", "proposals",
    "supports",
}  # fmt: skip
OUTSIDE = {"admin", "auth", "account", "mfa", "sessions"}


def ties() -> set[str]:
    models = [each for each in apps.get_models() if each._meta.app_label not in OUTSIDE and not each._meta.proxy]
    return {
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is User
    }


def test_every_tie_to_an_account_is_something_to_take_away_or_an_act() -> None:
    assert ties() == set(TAKEN) | ACTS, "say under which name the person takes it away, or that it is an act of a role"
    assert {name for name in TAKEN.values() if name} == set(exports())
    assert set(erasures()) == ERASED


def test_a_person_takes_everything_away_and_leaves_nothing_of_theirs(
    territory: Territory, bruno: User, amina: User
) -> None:
    resident = User.objects.create_user("salma@example.org", "Salma Haddad")
    proposal = said(territory.scope, by=resident, title="Un kiosque à la gare")
    other = said(territory.scope, by=bruno)
    promise = followed(other.node, by=bruno).promise
    body = gather(by=amina, parent=territory.scope, name="Les voisines", purpose="Se voir.", contact="au 12")
    keep_draft(by=resident, territory=territory.scope, said={"title": "Mon brouillon"}, entry=uuid.uuid4())
    support(by=resident, node=other.node)
    follow(by=resident, node=other.node)
    debates.argued(debates.opened(bruno, on=other.node), by=resident, text="Parce que les enfants attendent.")
    ask_to_join(by=resident, body=body, words="Je voisine avec vous")
    report(by=resident, thing=thing_of(other), reason=Reason.values[0], words="Cela nomme ma sœur")
    commitments.check_promise(by=resident, commitment=promise, seen=Seen.NO)
    hand = {"name": "Salma Haddad", "contact": "06 11 22 33 44", "brings": "Des rouleaux", "entry": uuid.uuid4()}
    commitments.offer_hand(by=resident, call=promise.hands_call, **hand)
    taken = json.dumps(own_data(resident), default=str, ensure_ascii=False)
    for words in (
        "Un kiosque à la gare", "Mon brouillon", "Parce que les enfants attendent", "Je voisine avec vous",
        "Cela nomme ma sœur", "Des rouleaux", promise.what, other.title,
    ):  # fmt: skip
        assert words in taken, words

    erase_account(by=resident, user=resident, scope=territory.scope)
    for model in (Draft, Support, Follow, Asking):
        owner = "author" if model is Draft else "user"
        assert not model._default_manager.filter(**{owner: resident}).exists(), model
    assert not Offer.objects.exclude(contact="", brings="", name="").exists()
    assert Proposal.objects.get(pk=proposal.pk).author_name == ""
    visitor = Client()
    for page in (url_of(proposal.node), "/propositions/", "/debats/"):
        assert "Salma" not in visitor.get(page, follow=True).content.decode()


def test_the_page_reads_its_delays_in_the_program(territory: Territory) -> None:
    page = Client().get("/donnees-personnelles").content.decode()
    for span in (SILENT, UNCONFIRMED, KEPT, KEPT_FOR, HELPERS_KEPT_FOR, ANSWERERS_KEPT_FOR):
        assert f"{span.days} jours" in page
    for row in kept(territory.scope):
        assert row.purpose in page


def test_each_purpose_says_what_and_how_long(territory: Territory) -> None:
    rows = kept(territory.scope)
    assert all(row.what and row.how_long for row in rows) and len({row.purpose for row in rows}) == len(rows)
