"""Proposing, publishing, refusing, withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Stage, Theme, Wait
from chainon.base.chain.services import end_wait, new_node, publish
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.rules import may_speak_for

from . import letters, rules, verbs
from .models import Origin, Proposal
from .node import KIND, UNNAMED


@dataclass(frozen=True)
class Words:
    """What a form gives. `since`: a year, a month or a day (ISO), or nothing."""

    title: str
    goes_well: str = ""
    must_change: str = ""
    would_do: str = ""
    since: str = ""
    helped_by: str = ""
    theme: Theme | None = None


@transaction.atomic
def propose(
    *, by: By, scope: Scope, words: Words, entry: UUID, author_name: str = "", body: Body | None = None
) -> Proposal:
    """Someone speaks for themselves, or for a body. With an account it is public at once, under the account's name (or
    the body's); without one it waits to be read. Sent twice (`entry`), it counts once.

    Raises `Refused`; `Unavailable` when the theme was given up or the body is of another territory.
    """
    rules.may_propose(by).require()
    if body is not None:
        may_speak_for(by, body).require()
    if known := _sent_before(scope, entry):
        return known
    account = by if isinstance(by, User) and body is None else None
    if body is not None:
        author_name = body.name
    elif account is not None:
        author_name = account.display_name or author_name or UNNAMED
    proposal = _create(
        scope,
        words,
        entry=entry,
        origin=Origin.BODY if body is not None else Origin.ONLINE,
        body=body,
        author=account,
        author_name=author_name,
    )
    if rules.is_published_at_once(by):
        _make_public(proposal, by)
    else:
        publish(proposal)
    return proposal


@transaction.atomic
def enter_for_someone(
    *,
    by: User,
    scope: Scope,
    words: Words,
    entry: UUID,
    origin: Origin,
    said_on: date,
    author_name: str = "",
    body: Body | None = None,
) -> Proposal:
    """What someone wrote on paper, or said at a gathering or to a relay: public at once, named as they asked.

    Raises `Refused`; `Unavailable` when the day is to come.
    """
    rules.may_enter_for_others(by, scope).require()
    if body is not None:
        may_speak_for(by, body).require()
    if said_on > clock.today(zone_of(scope.root)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if known := _sent_before(scope, entry):
        return known
    name = author_name if body is None else body.name
    proposal = _create(
        scope, words, entry=entry, origin=origin, body=body, author=None, author_name=name, said_on=said_on
    )
    _make_public(proposal, by)
    return proposal


@transaction.atomic
def publish_proposal(*, by: User, proposal: Proposal) -> Proposal:
    """What was read becomes public, or what was refused is public after all. Raises `Refused`."""
    proposal = _locked(proposal)
    rules.may_publish(by, proposal).require()
    proposal.refused_at, proposal.refusal_reason = None, ""
    _make_public(proposal, by)
    letters.tell_author(proposal, "published", by=by)
    return proposal


@transaction.atomic
def refuse_proposal(*, by: User, proposal: Proposal, reason: str) -> Proposal:
    """It is not public, or no longer; its reason is. Raises `Refused`."""
    proposal = _locked(proposal)
    rules.may_refuse(by, proposal).require()
    proposal.refused_at, proposal.refusal_reason = clock.now(), reason
    proposal.save(update_fields=["refused_at", "refusal_reason"])
    publish(proposal)
    letters.tell_author(proposal, "refused", by=by)
    _record(verbs.REFUSED, proposal, by)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: User, proposal: Proposal, reason: str, takes_words_back: bool = False) -> Proposal:
    """It asks for nothing any more: nobody's turn is left open. Its page stays, its words too unless they are taken
    back, which erases them. Raises `Refused`.
    """
    proposal = _locked(proposal)
    rules.may_withdraw(by, proposal).require()
    proposal.withdrawn_at, proposal.withdrawal_reason = clock.now(), reason
    if takes_words_back:
        proposal.goes_well = proposal.must_change = proposal.would_do = ""
    proposal.save()
    publish(proposal)
    for wait in Wait.objects.open().filter(node=proposal.node).select_related("node", "territory"):
        end_wait(wait=wait, reason=_("La proposition a été retirée."))
    _record(verbs.WITHDRAWN, proposal, by)
    return proposal


def forget_author(user: User) -> None:
    """The account is being closed: its proposals stay, signed « Compte supprimé »."""
    for proposal in Proposal.objects.filter(author=user).select_related("node", "scope", "theme", "body__scope"):
        proposal.author_name = ""
        proposal.save(update_fields=["author_name"])
        publish(proposal)


def _sent_before(scope: Scope, entry: UUID) -> Proposal | None:
    touch(scope.root)  # one after the other: of two sendings at once, the second sees the first
    return Proposal.objects.filter(entry=entry).select_related("node", "scope").first()


def _create(
    scope: Scope,
    words: Words,
    *,
    entry: UUID,
    origin: Origin,
    body: Body | None,
    author: User | None,
    author_name: str,
    said_on: date | None = None,
) -> Proposal:
    if words.theme is not None and (words.theme.retired_on or words.theme.territory_id != scope.root.pk):
        raise Unavailable(_("Ce thème n’est plus utilisé ici : choisissez-en un autre."))
    if body is not None and body.scope.root != scope.root:
        raise Unavailable(_("Cette instance n’est pas d’ici."))
    return Proposal.objects.create(
        node=new_node(kind=KIND, stage=Stage.VOICE, scope=scope),
        scope=scope,
        theme=words.theme,
        title=words.title,
        goes_well=words.goes_well,
        must_change=words.must_change,
        would_do=words.would_do,
        since=words.since,
        helped_by=words.helped_by,
        origin=origin,
        body=body,
        author=author,
        author_name=author_name,
        said_on=said_on,
        entry=entry,
        created_at=clock.now(),
    )


def _make_public(proposal: Proposal, by: By) -> None:
    proposal.published_at = clock.now()
    proposal.save(update_fields=["published_at", "refused_at", "refusal_reason"])
    publish(proposal)
    _record(verbs.PUBLISHED, proposal, by, origin=proposal.origin)


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now: of two acts at once, the second is judged after the first."""
    touch(proposal.scope.root)
    related = ("node__territory", "scope__territory", "theme", "body__scope", "author")
    return Proposal.objects.select_related(*related).get(pk=proposal.pk)


def _record(verb: Verb, proposal: Proposal, by: By, **payload: object) -> None:
    person = by if isinstance(by, User) else None
    role = quality(by, proposal.scope)
    record(verb, scope=proposal.scope, role=role, by=person, proposal=proposal.public_id, **payload)
