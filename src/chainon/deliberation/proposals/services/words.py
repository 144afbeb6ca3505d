"""What a form gives, and how it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Stage, Theme
from chainon.base.chain.services import new_node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.deliberation.proposals.node import KIND
from chainon.governance.bodies.models import Body
from chainon.governance.processes.models import Step, StepKind
from chainon.governance.processes.selectors import open_steps


@dataclass(frozen=True)
class Words:
    """What a form gives. `since`: a year, a month or a day (ISO), or nothing; `lon`, `lat`: degrees, or neither."""

    title: str
    goes_well: str = ""
    must_change: str = ""
    would_do: str = ""
    since: str = ""
    helped_by: str = ""
    theme: Theme | None = None
    where_exactly: str = ""
    lon: float | None = None
    lat: float | None = None
    step: Step | None = None

    SAID = ("title", "goes_well", "must_change", "would_do", "since", "theme", "where_exactly", "lon", "lat")
    """What may be changed afterwards: all but who helped, and the step of a process in which it was said."""


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and how they are named."""

    origin: Origin
    name: str
    body: Body | None = None
    account: User | None = None
    is_collective: bool = False


def create(scope: Scope, words: Words, speaker: Speaker, *, entry: UUID, said_on: date | None = None) -> Proposal:
    check_theme(words, scope)
    if speaker.body is not None and speaker.body.scope.root != scope.root:
        raise Unavailable(_("Cette instance n’est pas d’ici."))
    if words.step is not None and words.step not in open_steps(scope.root, StepKind.COLLECT):
        raise Unavailable(_("Cette étape ne recueille plus rien : choisissez-en une autre, ou aucune."))
    return Proposal.objects.create(
        node=new_node(kind=KIND, stage=Stage.VOICE, scope=scope),
        scope=scope,
        helped_by=words.helped_by,
        step=words.step,
        origin=speaker.origin,
        body=speaker.body,
        author=speaker.account,
        author_name=speaker.name,
        is_collective=speaker.is_collective,
        said_on=said_on,
        entry=entry,
        created_at=clock.now(),
        **{name: getattr(words, name) for name in Words.SAID},
    )


def check_theme(words: Words, scope: Scope) -> None:
    """Raises `Unavailable` when the theme was given up, or is of another territory."""
    if words.theme is not None and (words.theme.retired_on or words.theme.territory_id != scope.root.pk):
        raise Unavailable(_("Ce thème n’est plus utilisé ici : choisissez-en un autre."))
