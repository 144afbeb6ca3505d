"""Typing what a paper says: a proposal, the slip that its author kept, how to tell them, who signed at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Follow
from chainon.base.chain.services import ask_to_be_told, leave_contact
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.slips.models import Slip
from chainon.base.slips.services import tie_contact
from chainon.deliberation.paper import rules
from chainon.deliberation.paper.models import Batch, Helper, TypedForm
from chainon.deliberation.proposals import services as proposals
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.deliberation.proposals.services import Words
from chainon.deliberation.supports.services import enter_sheet


@dataclass(frozen=True)
class Paper:
    """What stands on one paper. `contact`: how to find the person; `signatures`: how many others signed it."""

    scope: Scope
    words: Words
    author_name: str = ""
    contact: str = ""
    slip: Slip | None = None
    signatures: int = 0


@transaction.atomic
def type_form(*, by: User, batch: Batch, paper: Paper, entry: UUID) -> TypedForm:
    """By the team or a relay: public at once. Sent twice (`entry`), it counts once.

    Raises `Refused`; `Unavailable`: the slip leads elsewhere, the theme was given up.
    """
    rules.may_type(by, batch).require()
    proposal = proposals.enter_for_someone(by=by, **_as_proposal(batch, paper, entry))
    if known := TypedForm.objects.filter(proposal=proposal).first():
        return known
    if paper.contact:
        _tie(paper, ask_to_be_told(by=by, node=proposal.node, contact=paper.contact))
    if paper.signatures:
        enter_sheet(
            by=by,
            node=proposal.node,
            number=paper.signatures,
            collected_on=batch.said_on,
            entry=uuid5(entry, "signatures"),
        )
    return _typed(batch, proposal, paper.slip, by=by)


@transaction.atomic
def help_type(*, helper: Helper, paper: Paper, entry: UUID) -> TypedForm:
    """By a signed link: read by the team before it is public. Sent twice, it counts once.

    Raises `Refused`; `Unavailable` as `type_form`.
    """
    rules.may_help(helper).require()
    batch = helper.batch
    proposal = proposals.receive_typed(**_as_proposal(batch, paper, entry))
    if known := TypedForm.objects.filter(proposal=proposal).first():
        return known
    if paper.contact:
        _tie(paper, leave_contact(node=proposal.node, contact=paper.contact))
    return _typed(batch, proposal, paper.slip, helper=helper)


@transaction.atomic
def correct_form(*, by: User, form: TypedForm, paper: Paper) -> Proposal:
    """A slip of the hand: what was public before is kept as a version, and said so. Raises `Refused`, `Unavailable`."""
    rules.may_see(by, form.batch).require()
    reason = _("Faute de saisie : le papier dit autre chose.")
    return proposals.change_proposal(by=by, proposal=form.proposal, scope=paper.scope, words=paper.words, reason=reason)


@transaction.atomic
def help_correct(*, helper: Helper, form: TypedForm, paper: Paper) -> Proposal:
    """What this link typed, until the team has read it. Raises `Refused`, `Unavailable`."""
    rules.may_help(helper).require()
    rules.typed_by(helper, form).require()
    return proposals.retype(proposal=form.proposal, scope=paper.scope, words=paper.words, author_name=paper.author_name)


def _as_proposal(batch: Batch, paper: Paper, entry: UUID) -> dict[str, Any]:
    return {
        "scope": paper.scope,
        "words": paper.words,
        "entry": entry,
        "origin": Origin(batch.origin),
        "said_on": batch.said_on,
        "author_name": paper.author_name,
        "slip": paper.slip,
    }


def _tie(paper: Paper, contact: Follow) -> None:
    """The person told back is the one who holds the slip: they may have it erased, and are not called twice."""
    if paper.slip is not None:
        tie_contact(slip=paper.slip, contact=contact)


def _typed(
    batch: Batch, proposal: Proposal, slip: Slip | None, *, by: User | None = None, helper: Helper | None = None
) -> TypedForm:
    touch(batch.territory)
    Batch.objects.filter(pk=batch.pk).update(entered=F("entered") + 1)
    return TypedForm.objects.create(
        batch=batch, proposal=proposal, slip=slip, by=by, helper=helper, typed_at=clock.now()
    )
