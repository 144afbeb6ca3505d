"""What answers and promises ask of the team that follows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chainon.base import clock
from chainon.base.chain.models import Node
from chainon.base.chain.services import ask_to_be_told, tell_back
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Handover
from chainon.commitments.commitments import services as promises

from .world import Waits, World, answered, kept


def told(world: World) -> Iterator[None]:
    handover = world.handed(world.town())
    follow = ask_to_be_told(by=world.bruno, node=handover.node, contact="3e étage")
    with clock.at(clock.now() + timedelta(hours=1)):
        answered(handover)
    yield
    with clock.at(clock.now() + timedelta(hours=2)):
        tell_back(by=world.bruno, node=Node.objects.get(pk=handover.node_id), told_on=clock.today(), follows=[follow])


def unaccepted(world: World) -> Iterator[None]:
    with world.ago(9):
        handover = world.handed(world.town(), is_accepted=False)
    yield
    answers.accept_frame(handover=handover, signed_by="M. Petit")


def late_answer(world: World) -> Iterator[None]:
    with world.ago(80):
        handover = world.handed(world.town())
    yield
    answered(handover)


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


def late_news(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.town()))
    yield
    kept(promise)


def notices(world: World) -> Iterator[None]:
    with world.ago(60):
        promise = world.promised(world.handed(world.town()))
    with world.ago(10):
        notice = promises.announce_not_kept(by=world.bruno, commitment=promise, reason="Rien n’est posé.")
    yield
    promises.say_not_kept(by=world.bruno, notice=notice)


def unchecked(world: World) -> Iterator[None]:
    promise = world.promised(world.handed(world.town()))
    kept(promise)
    promise.refresh_from_db()
    yield
    promises.check_promise(by=world.resident, commitment=promise, seen="yes")


PROMISES: dict[str, tuple[str, Waits]] = {
    "told": ("bruno", told),
    "unaccepted": ("bruno", unaccepted),
    "turns/answer": ("bruno", late_answer),
    "turns/commitment": ("bruno", no_promise),
    "turns/reply": ("bruno", third_party),
    "turns/update": ("bruno", late_news),
    "notices": ("bruno", notices),
    "unchecked": ("bruno", unchecked),
}
