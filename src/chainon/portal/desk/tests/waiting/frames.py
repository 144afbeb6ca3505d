"""What the words are said in: bodies, charters, draws, seats, rules, gatherings, guarantors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from chainon.base import clock
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

from .world import Waits, World


def first_body(world: World) -> Iterator[None]:
    yield
    bodies.open_body(by=world.admin, parent=world.scope, kind=BodyKind.ASSEMBLY, name="Assemblée", seats=12)


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


def watcher(world: World) -> Iterator[None]:
    world.chantal.grants.all().delete()
    yield
    guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia")


def to_appoint(world: World) -> Iterator[None]:
    yield
    guarding.proposed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia")


def mandates(world: World) -> Iterator[None]:
    until = clock.today() + timedelta(days=30)
    guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia", until=until)
    yield
    guarding.appointed(world.scope, by=world.admin, email="lea@example.org", name="Léa")


def suspension(world: World) -> Iterator[None]:
    guarantor = guarding.appointed(world.scope, by=world.admin, email="nadia@example.org", name="Nadia").user
    assert guarantor is not None
    act = guarding.asked(guarantor, world.scope)
    yield
    guarantors.reply_to_suspension(by=world.bruno, act=act, reply=Reply.SUSPENDED, reason="C’est suspendu.")


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


def doubles(world: World) -> Iterator[None]:
    volunteers = draws.make_list(draws.make_body(world.territory, world.bruno), world.bruno, people=2)
    person = Volunteer.objects.filter(list=volunteers)[0]
    set_aside(by=world.bruno, volunteer=person, reason=SetAside.RESEMBLES)
    yield
    set_aside(by=world.bruno, volunteer=person, reason=None)


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


def minutes(world: World) -> Iterator[None]:
    gathering = gatherings.held(world.bruno, world.scope, days_ago=9)
    yield
    gatherings.told(world.bruno, gathering)


FRAMES: dict[str, tuple[str, Waits]] = {
    "body": ("admin", first_body),
    "askings": ("admin", askings),
    "charters": ("bruno", charter),
    "guarantor": ("admin", watcher),
    "appointment": ("admin", to_appoint),
    "mandates": ("admin", mandates),
    "turns/suspension": ("bruno", suspension),
    "funds": ("bruno", funds),
    "rules": ("bruno", rules),
    "unclear": ("bruno", unclear),
    "doubles": ("bruno", doubles),
    "draws": ("bruno", preparing),
    "ceremonies": ("bruno", ceremony),
    "places": ("bruno", places),
    "terms": ("bruno", term),
    "minutes": ("bruno", minutes),
}
