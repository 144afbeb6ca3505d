"""Changing what is public: what was there before stays, with its day, who changed it and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import publish
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals import rules, verbs
from chainon.deliberation.proposals.models import Changer, Proposal, Version

from .acting import locked, note
from .words import Words, check_theme


@transaction.atomic
def change_proposal(*, by: User, proposal: Proposal, scope: Scope, words: Words, reason: str) -> Proposal:
    """Those who follow it are told once. The same words again change nothing. Who helped and the name stay as they are.

    Raises `Refused`; `Unavailable` when the theme was given up.
    """
    proposal = locked(proposal)
    rules.may_change(by, proposal).require()
    if scope != proposal.scope and proposal.author_id is None and proposal.body is None:
        rules.may_enter_for_others(by, scope).require()
    changed = [name for name in Words.SAID if getattr(proposal, name) != getattr(words, name)]
    if not changed and scope == proposal.scope:
        return proposal
    if "theme" in changed:
        check_theme(words, scope)
    if not proposal.versions.exists():
        _keep(proposal, 1, _first_author(proposal), proposal.published_at or proposal.created_at)
    for name in changed:
        setattr(proposal, name, getattr(words, name))
    proposal.scope, proposal.changed_at = scope, clock.now()
    proposal.save(update_fields=[*changed, "scope", "changed_at"])
    number = proposal.versions.count() + 1
    _keep(proposal, number, rules.changer(by, proposal), proposal.changed_at, reason)
    publish(proposal)
    note(verbs.CHANGED, proposal, by, number=number)
    return proposal


def _first_author(proposal: Proposal) -> Changer:
    if proposal.body_id is not None:
        return Changer.BODY
    return Changer.AUTHOR if proposal.said_on is None else Changer.TEAM


def _keep(proposal: Proposal, number: int, by: Changer, at: datetime, reason: str = "") -> None:
    where = " · ".join(filter(None, (proposal.scope.label, proposal.where_exactly)))
    Version.objects.create(
        proposal=proposal,
        number=number,
        title=proposal.title,
        goes_well=proposal.goes_well,
        must_change=proposal.must_change,
        would_do=proposal.would_do,
        where=where,
        theme=proposal.theme.name if proposal.theme else "",
        made_at=at,
        made_by=by,
        reason=reason,
    )
