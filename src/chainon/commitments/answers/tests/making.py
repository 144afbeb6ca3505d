"""Words handed over and what was done of them, made through the services: for the tests of the rooms above and of the
house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.commitments.answers import links, services
from chainon.commitments.answers.models import Answerer, AnswerKind, Draft, Handover, Move, QuickWin


@dataclass(frozen=True)
class Acted:
    """One word carried to a third party, one settled at once, one whose answer waits to be signed."""

    carried: Move
    settled: QuickWin
    draft: Draft
    own_token: str
    sign_token: str


def draft_of(*handovers: Handover, **written: object) -> Draft:
    said = {
        "kind": AnswerKind.TAKEN_UP,
        "text": "Oui.",
        "after": "",
        "other": "",
        "pass_to": None,
        "drafted_by": "Léa Nguyen",
        "signer_name": "Marc Petit",
        "signer_function": "responsable des espaces verts",
        "signer_email": "marc.petit@example.org",
    }
    return services.save_draft(handovers=handovers, **{**said, **written})


def acted(nodes: tuple[Node, Node, Node], *, answerer: Answerer, by: User) -> Acted:
    first, second, third = (services.hand_over(by=by, node=node, answerer=answerer) for node in nodes)
    soon = clock.today() + timedelta(days=20)
    draft = services.send_draft(draft=draft_of(third))
    return Acted(
        carried=services.carry(handover=first, to="Le département", text="Nous leur écrivons.", hoped_on=soon),
        settled=services.settle_now(handover=second, text="L’ampoule est changée."),
        draft=draft,
        own_token=links.own_path(answerer).rsplit("/", 1)[-1],
        sign_token=links.sign_path(draft).rsplit("/", 1)[-1],
    )
