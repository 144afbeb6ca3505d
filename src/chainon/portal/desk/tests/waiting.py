"""For each sort of thing: how its real service makes it wait, and how doing it makes it go (after the `yield`)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services.people import note_address
from chainon.base.chain.models import Node
from chainon.base.chain.services import ask_to_be_told, tell_back
from chainon.base.scopes.models import Scope, Territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Answerer, AnswerKind, Draft, Handover
from chainon.commitments.answers.tests.making import draft_of
from chainon.commitments.commitments import services as promises
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.deliberation.debates import services as debating
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.merging import services as merging
from chainon.deliberation.merging.models import MergeRequest
from chainon.deliberation.moderation import services as moderation
from chainon.deliberation.moderation.models import Outcome, Reason
from chainon.deliberation.moderation.tests.making import thing_of
from chainon.deliberation.paper import services as papers
from chainon.deliberation.paper.tests import making as piles
from chainon.deliberation.proposals import services as proposals
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies import services as bodies
from chainon.governance.bodies.models import BodyKind
from chainon.governance.charters import services as charters
from chainon.governance.draws import services as drawing
from chainon.governance.draws.models import Draw, Path
from chainon.governance.draws.tests import making as draws
from chainon.governance.gatherings.tests import making as gatherings
from chainon.governance.guarantors import services as guarantors
from chainon.governance.guarantors.models import Reply
from chainon.governance.guarantors.tests import making as guarding
from chainon.governance.processes import services as processes
from chainon.governance.processes.models import StepKind
from chainon.governance.processes.services.means import Given
from chainon.governance.processes.tests import making as framing
from chainon.governance.seats import services as seats
from chainon.governance.seats.models import Invitation
from chainon.governance.volunteers.models import SetAside, Volunteer
from chainon.governance.volunteers.services import set_aside


@dataclass(frozen=True)
class World:
    """`by` does what waits; `other` is someone else of the team."""

    territory: Territory
    admin: User
    bruno: User
    resident: User
    chantal: User

    @property
    def scope(self) -> Scope:
        return self.territory.scope

    def ago(self, days: int) -> AbstractContextManager[object]:
        return clock.at(clock.now() - timedelta(days=days))

    def word(self, title: str = "Un banc") -> Proposal:
        return said(self.scope, by=self.resident, title=title)

    def town(self, email: str = "ville@example.org") -> Answerer:
        name = f"La ville ({Answerer.objects.count() + 1})"
        return answers.add_answerer(by=self.bruno, territory=self.scope, name=name, email=email)

    def office(self) -> Answerer:
        """Whose mail Rachid reads."""
        note_address(user=self.resident, is_proven=True)
        return self.town(self.resident.email)

    def handed(self, answerer: Answerer, *, is_accepted: bool = True) -> Handover:
        handover = answers.hand_over(by=self.bruno, node=self.word().node, answerer=answerer)
        if is_accepted:
            answers.accept_frame(handover=handover, signed_by="M. Petit")
        return Handover.objects.get(pk=handover.pk)

    def promised(self, handover: Handover, days: int = 20) -> Commitment:
        answered(handover)
        due = clock.today() + timedelta(days=days)
        return promises.promise(
            handover=Handover.objects.get(pk=handover.pk),
            what="Poser un banc",
            details="",
            for_whom="",
            due_on=due,
            signed_by="M. Petit",
        )


def answered(handover: Handover) -> None:
    answers.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")


def kept(promise: Commitment, by: User | None = None) -> None:
    promises.give_news(commitment=promise, by=by, kind=UpdateKind.KEPT, text="C’est posé.", signed_by="M. Petit")


Waits = Callable[[World], Iterator[None]]


def review(world: World) -> Iterator[None]:
    waiting = said(world.scope)
    yield
    proposals.publish_proposal(by=world.bruno, proposal=waiting)


def reasons(world: World) -> Iterator[None]:
    waiting = debates.argued(debates.opened(world.bruno, world.word().node))
    yield
    debating.publish_argument(by=world.bruno, argument=waiting)


def reports(world: World) -> Iterator[None]:
    case = moderation.report(by=AnonymousUser(), thing=thing_of(world.word()), reason=Reason.OTHER)
    yield
    moderation.decide(by=world.bruno, case=case, outcome=Outcome.KEPT, reason="Rien de mal.")


def told(world: World) -> Iterator[None]:
    handover = world.handed(world.town())
    follow = ask_to_be_told(by=world.bruno, node=handover.node, contact="3e étage")
    with clock.at(clock.now() + timedelta(hours=1)):
        answered(handover)
    yield
    with clock.at(clock.now() + timedelta(hours=2)):
        tell_back(by=world.bruno, node=Node.objects.get(pk=handover.node_id), told_on=clock.today(), follows=[follow])


def paper(world: World) -> Iterator[None]:
    pile = piles.pile(world.scope, world.bruno, expected=1)
    yield
    papers.type_form(by=world.bruno, batch=pile, paper=piles.paper(world.scope), entry=uuid.uuid4())


def typed(world: World) -> Iterator[None]:
    pile = piles.pile(world.scope, world.bruno, expected=1)
    papers.type_form(by=world.bruno, batch=pile, paper=piles.paper(world.scope), entry=uuid.uuid4())
    yield
    papers.close_batch(by=world.bruno, batch=pile)


def unheard(world: World) -> Iterator[None]:
    node = world.word().node
    yield
    answers.hand_over(by=world.bruno, node=node, answerer=world.town())


def unaccepted(world: World) -> Iterator[None]:
    with world.ago(9):
        handover = world.handed(world.town(), is_accepted=False)
    yield
    answers.accept_frame(handover=handover, signed_by="M. Petit")


def syntheses(world: World) -> Iterator[None]:
    with world.ago(20):
        until = clock.today() + timedelta(days=10)
        debate = debates.opened(world.bruno, world.word().node, until_on=until)
        debates.argued(debate, world.resident)
    yield
    debates.summed_up(debate, world.bruno)


def late_synthesis(world: World) -> Iterator[None]:
    with world.ago(50):
        until = clock.today() + timedelta(days=10)
        debate = debates.opened(world.bruno, world.word().node, until_on=until)
        debates.argued(debate, world.resident)
    with world.ago(39):
        debating.expect_syntheses()
    yield
    debates.summed_up(debate, world.bruno)


def closing(world: World) -> Iterator[None]:
    with world.ago(20):
        debate = debates.opened(world.bruno, world.word().node)
        debates.argued(debate, world.resident)
    with world.ago(8):
        debates.summed_up(debate, world.bruno)
    yield
    debating.close_debate(by=world.bruno, debate=debate)


def consents(world: World) -> Iterator[None]:
    kept_one = world.word()
    gone = proposals.publish_proposal(by=world.bruno, proposal=said(world.scope, title="Pouvoir s’asseoir"))
    request = merging.ask_to_merge(by=world.bruno, gone=gone, kept=kept_one, reason="Pareil.", entry=uuid.uuid4())
    yield
    told_on = clock.today()
    merging.note_answer(
        by=world.bruno, request=request, proposal=gone, agrees=True, told_on=told_on, how="Au téléphone"
    )


def asked(world: World) -> Iterator[None]:
    gone = said(world.scope, by=world.admin, title="Pouvoir s’asseoir")
    request = merging.ask_to_merge(by=world.bruno, gone=gone, kept=world.word(), reason="Pareil.", entry=uuid.uuid4())
    yield
    merging.answer(by=world.resident, request=request, proposal=kept_word(request), agrees=True)


def kept_word(request: MergeRequest) -> Proposal:
    return Proposal.objects.get(node=request.kept)


def minutes(world: World) -> Iterator[None]:
    gathering = gatherings.held(world.bruno, world.scope, days_ago=9)
    yield
    gatherings.told(world.bruno, gathering)


def askings(world: World) -> Iterator[None]:
    body = bodies.gather(by=world.admin, parent=world.scope, name="Les voisins", purpose="Un jardin.", contact="")
    asking = bodies.ask_to_join(by=world.resident, body=body, words="J’habite au 12.")
    yield
    bodies.welcome(by=world.admin, asking=asking, is_welcome=True)


def charter(world: World) -> Iterator[None]:
    kind = BodyKind.YOUTH_COUNCIL
    body = bodies.open_body(by=world.bruno, parent=world.scope, kind=kind, name="Conseil des jeunes", seats=12)
    yield
    charters.publish_charter(by=world.bruno, charter=charters.write_charter(by=world.bruno, body=body))


def mandates(world: World) -> Iterator[None]:
    until = clock.today() + timedelta(days=30)
    guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia", until=until)
    yield
    guarding.appointed(world.scope, by=world.admin, email="lea@example.org", name="Léa")


def funds(world: World) -> Iterator[None]:
    process = framing.published(world.bruno, world.scope)
    given = {"hours": None, "childcare": "", "interpreting": "", "compensation": "", "funders": "La ville"}

    def say(days: int) -> None:
        until = clock.today() + timedelta(days=days)
        given_now = Given(**given, amount_cents=None, funded_until=until)
        processes.say_means(by=world.bruno, process=process, given=given_now)

    say(100)
    yield
    say(700)


def rules(world: World) -> Iterator[None]:
    process = framing.published(world.bruno, world.scope)
    soon = clock.today() + timedelta(days=1)
    step = processes.add_step(
        by=world.bruno, process=process, kind=StepKind.EVALUATE, title="Relire", first_on=soon, last_on=soon
    )
    type(step).objects.filter(pk=step.pk).update(first_on=clock.today())
    step.refresh_from_db()
    yield
    processes.publish_card(by=world.bruno, step=framing.answered(world.bruno, step))


def unclear(world: World) -> Iterator[None]:
    step = framing.published(world.bruno, world.scope).steps.all()[0]
    for _time in range(3):
        processes.say_unclear(card=step.cards.get(), question=2)
    yield
    framing.changed(world.bruno, step)


def preparing(world: World) -> Iterator[None]:
    draw = draws.make_draw(world.territory, world.bruno)
    yield
    draws.submitted(draw)


def ceremony(world: World) -> Iterator[None]:
    draw = draws.frozen(draws.make_draw(world.territory, world.bruno), world.chantal)
    yield
    reading = drawing.read_numbers(by=world.bruno, draw=draw, values=["174"])
    drawing.confirm_reading(by=world.bruno, draw=draw, reading=reading, attendance=84)


def places(world: World) -> Iterator[None]:
    draws.drawn(draws.make_draw(world.territory, world.bruno), world.chantal, world.bruno)
    yield
    for invitation in Invitation.objects.all():
        seats.enter_answer(by=world.bruno, invitation=invitation, accepts=True)


def term(world: World) -> Iterator[None]:
    draw = draws.drawn(draws.make_draw(world.territory, world.bruno), world.chantal, world.bruno)
    Draw.objects.filter(pk=draw.pk).update(drawn_at=clock.now() - timedelta(days=320))
    yield
    volunteers = draws.make_list(draw.body, world.bruno)
    drawing.create_draw(by=world.bruno, body=draw.body, volunteers=volunteers, path=Path.SIMPLE)


def doubles(world: World) -> Iterator[None]:
    volunteers = draws.make_list(draws.make_body(world.territory, world.bruno), world.bruno, people=2)
    person = Volunteer.objects.filter(list=volunteers)[0]
    set_aside(by=world.bruno, volunteer=person, reason=SetAside.RESEMBLES)
    yield
    set_aside(by=world.bruno, volunteer=person, reason=None)


def notices(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.town()))
    with world.ago(10):
        notice = promises.announce_not_kept(by=world.bruno, commitment=promise, reason="Rien n’est posé.")
    yield
    promises.say_not_kept(by=world.bruno, notice=notice)


def overdue(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.town()))
    with world.ago(5):
        news = {"kind": UpdateKind.NEWS, "text": "Cela vient.", "signed_by": "M. Petit"}
        promises.give_news(commitment=promise, by=None, **news)
    yield
    kept(promise)


def unchecked(world: World) -> Iterator[None]:
    promise = world.promised(world.handed(world.town()))
    kept(promise)
    promise.refresh_from_db()
    yield
    promises.check_promise(by=world.resident, commitment=promise, seen="yes")


def late_answer(world: World) -> Iterator[None]:
    with world.ago(80):
        handover = world.handed(world.town())
    yield
    answered(handover)


def late_news(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.town()))
    yield
    kept(promise)


def no_promise(world: World) -> Iterator[None]:
    with world.ago(50):
        handover = world.handed(world.town())
        answered(handover)
    yield
    node = Node.objects.get(pk=Handover.objects.get(pk=handover.pk).answer_id)
    due = clock.today() + timedelta(days=30)
    promises.record_promise(
        by=world.bruno,
        source=node,
        answerer=handover.answerer,
        what="Poser un banc",
        details="",
        for_whom="",
        due_on=due,
        signed_by="M. Petit",
    )


def third_party(world: World) -> Iterator[None]:
    with world.ago(30):
        hoped = clock.today() + timedelta(days=10)
        move = answers.carry(handover=world.handed(world.town()), to="Le département", text="", hoped_on=hoped)
    yield
    answers.give_up_carrying(move=move, reason="Ils ne répondront pas.", by=world.bruno)


def suspension(world: World) -> Iterator[None]:
    guarantor = guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia").user
    assert guarantor is not None
    act = guarding.asked(guarantor, world.scope)
    yield
    guarantors.reply_to_suspension(by=world.bruno, act=act, reply=Reply.SUSPENDED, reason="C’est suspendu.")


def to_answer(world: World) -> Iterator[None]:
    handover = world.handed(world.office())
    yield
    answered(handover)


def to_accept(world: World) -> Iterator[None]:
    handover = world.handed(world.office(), is_accepted=False)
    yield
    answers.accept_frame(handover=handover, signed_by="M. Petit")


def to_sign(world: World) -> Iterator[None]:
    note_address(user=world.resident, is_proven=True)
    draft = draft_of(world.handed(world.town()), signer_email=world.resident.email.upper())
    answers.send_draft(draft=draft)
    yield
    draft = Draft.objects.get(pk=draft.pk)
    answers.sign_draft(draft=draft, kind=draft.kind, text=draft.text, signed_by="Marc Petit", after="", other="")


def to_promise(world: World) -> Iterator[None]:
    handover = world.handed(world.office())
    answered(handover)
    yield
    promises.promise(
        handover=Handover.objects.get(pk=handover.pk),
        what="Poser un banc",
        details="",
        for_whom="",
        due_on=clock.today() + timedelta(days=30),
        signed_by="M. Petit",
    )


def to_tell(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.office()))
    yield
    kept(promise)


def to_reply(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.office()))
    notice = promises.announce_not_kept(by=world.bruno, commitment=promise, reason="Rien n’est posé.")
    yield
    promises.reply_to_notice(notice=notice, text="La pose est demain.", signed_by="M. Petit")


def first_body(world: World) -> Iterator[None]:
    yield
    bodies.open_body(by=world.admin, parent=world.scope, kind=BodyKind.ASSEMBLY, name="Assemblée", seats=12)


def watcher(world: World) -> Iterator[None]:
    world.chantal.grants.all().delete()
    yield
    guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia")


def to_appoint(world: World) -> Iterator[None]:
    yield
    guarding.proposed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia")


WAITS: dict[str, tuple[str, Waits]] = {
    "proposals": ("bruno", review),
    "reasons": ("bruno", reasons),
    "reports": ("bruno", reports),
    "told": ("bruno", told),
    "papers": ("bruno", paper),
    "piles": ("bruno", typed),
    "unheard": ("bruno", unheard),
    "unaccepted": ("bruno", unaccepted),
    "syntheses": ("bruno", syntheses),
    "debates": ("bruno", closing),
    "consents": ("bruno", consents),
    "asked": ("resident", asked),
    "minutes": ("bruno", minutes),
    "askings": ("admin", askings),
    "charters": ("bruno", charter),
    "mandates": ("admin", mandates),
    "funds": ("bruno", funds),
    "rules": ("bruno", rules),
    "unclear": ("bruno", unclear),
    "draws": ("bruno", preparing),
    "ceremonies": ("bruno", ceremony),
    "places": ("bruno", places),
    "terms": ("bruno", term),
    "doubles": ("bruno", doubles),
    "notices": ("bruno", notices),
    "overdue": ("bruno", overdue),
    "unchecked": ("bruno", unchecked),
    "turns/answer": ("bruno", late_answer),
    "turns/synthesis": ("bruno", late_synthesis),
    "turns/update": ("bruno", late_news),
    "turns/commitment": ("bruno", no_promise),
    "turns/reply": ("bruno", third_party),
    "turns/suspension": ("bruno", suspension),
    "to_answer": ("resident", to_answer),
    "to_accept": ("resident", to_accept),
    "to_sign": ("resident", to_sign),
    "to_promise": ("resident", to_promise),
    "to_tell": ("resident", to_tell),
    "to_reply": ("resident", to_reply),
    "body": ("admin", first_body),
    "guarantor": ("admin", watcher),
    "appointment": ("admin", to_appoint),
}
