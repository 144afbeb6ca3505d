"""What waits for the office that answers, on the desk of who reads its mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.services.people import note_address
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Draft, Handover
from chainon.commitments.answers.tests.making import draft_of
from chainon.commitments.commitments import services as promises

from .world import Waits, World, answered, kept


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


def to_answer(world: World) -> Iterator[None]:
    handover = world.handed(world.office())
    yield
    answered(handover)


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


OFFICE: dict[str, tuple[str, Waits]] = {
    "to_accept": ("resident", to_accept),
    "to_sign": ("resident", to_sign),
    "to_answer": ("resident", to_answer),
    "to_promise": ("resident", to_promise),
    "to_tell": ("resident", to_tell),
    "to_reply": ("resident", to_reply),
}
