"""Debates made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Node
from chainon.base.scopes.public_id import handle
from chainon.deliberation.debates import services
from chainon.deliberation.debates.models import Argument, Debate, Disagreement, Origin, Side, Synthesis
from chainon.governance.bodies.models import Body

QUESTION = "Faut-il fermer la rue de l’école aux voitures ?"
SERVES = "Le conseil municipal en tiendra compte en mars."
WHY = "Les enfants traversent entre les voitures."


def opened(by: User, on: Node | None = None, body: Body | None = None, **words: Any) -> Debate:
    asked = {"question": QUESTION, "serves": SERVES, **words}
    return services.open_debate(by=by, on=on, body=body, entry=uuid.uuid4(), **asked)


def argued(debate: Debate, by: By | None = None, side: Side = Side.FOR, text: str = WHY, **given: Any) -> Argument:
    """A reason; without `by`, of someone without an account, waiting to be read."""
    return services.argue(by=by or AnonymousUser(), debate=debate, side=side, text=text, entry=uuid.uuid4(), **given)


def replied(argument: Argument, by: By, text: str = "Chez nous aussi.") -> Argument:
    return services.argue(by=by, debate=argument.debate, answers=argument, text=text, entry=uuid.uuid4())


def heard(debate: Debate, by: User, name: str = "", side: Side = Side.AGAINST, **given: Any) -> Argument:
    """Said at a gathering, entered by the team or a relay."""
    words = {"text": "Et ceux qui ne peuvent pas marcher ?", "origin": Origin.GATHERING, "said_on": clock.today()}
    return services.enter_argument(
        by=by, debate=debate, side=side, author_name=name, entry=uuid.uuid4(), **{**words, **given}
    )


def summed_up(debate: Debate, by: User, text: str = "On veut des rues sûres.", **given: Any) -> Synthesis:
    return services.publish_synthesis(
        by=by, debate=debate, text=text, signed_by="Bruno, animateur", entry=uuid.uuid4(), **given
    )


def closed(debate: Debate, by: User) -> Debate:
    """Summed up eight days before it is closed."""
    with clock.at(clock.now() - timedelta(days=8)):
        summed_up(debate, by)
    return services.close_debate(by=by, debate=debate)


def torn(debate: Debate, by: User, *bodies: Body) -> Disagreement:
    return services.record_disagreement(
        by=by,
        debate=debate,
        what="Fermer toute la journée, ou aux heures de l’école seulement",
        would_settle="Un essai de trois mois, compté par les parents.",
        sides=[
            services.SideWords("Toute la journée", "On en finit avec le transit.", people=12, bodies=bodies),
            services.SideWords("Aux heures de l’école", "Les livreurs et les vieux doivent passer.", people=7),
        ],
        entry=uuid.uuid4(),
    )


def examples(node: Node, by: User) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Objects behind the parameters of our addresses: those that anyone may read, those that nobody may."""
    debate = opened(by, node)
    shown = {
        ("", "debate_handle"): handle(debate.public_id, debate.question),
        ("", "argument_id"): argued(debate, by).public_id,
        ("", "disagreement_id"): torn(debate, by).public_id,
        ("", "side"): "pour",
    }
    return shown, {("", "argument_id"): argued(debate).public_id}
