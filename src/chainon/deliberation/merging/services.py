"""Saying what two proposals are to each other; making them one, when both authors agree."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node, Relation
from chainon.base.chain.services import add_link, end_wait
from chainon.base.chain.services.links import CycleError
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.supports.services import bring_supports

from . import letters, rules, verbs
from .models import Consent, MergeRequest, Nearness, Pair, State, Way


@transaction.atomic
def say_of_two(*, by: By, one: Proposal, other: Proposal, nearness: Nearness) -> Pair:
    """Near, contrary or apart: the last word stands. Said again, nothing is written. Raises `Refused`."""
    rules.may_bring_near(by, one.scope).require()
    rules.may_bring_near(by, other.scope).require()
    return _say(by, one.node, other.node, nearness)


@transaction.atomic
def ask_to_merge(*, by: User, gone: Proposal, kept: Proposal, reason: str, entry: UUID) -> MergeRequest:
    """Ask both authors; nothing changes before they have all said yes. Sent twice (`entry`), it is one.

    Raises `Refused`; `Unavailable` when one of the two is asked already.
    """
    rules.may_bring_near(by, gone.scope).require()
    rules.may_bring_near(by, kept.scope).require()
    touch(gone.node.territory)
    if known := MergeRequest.objects.filter(entry=entry).first():
        return known
    rules.may_be_merged(gone, kept).require()
    busy = MergeRequest.objects.filter(state=State.ASKED)
    if busy.filter(gone__in=[gone.node, kept.node]).exists() or busy.filter(kept=gone.node).exists():
        raise Unavailable(_("On demande déjà à leurs auteurs de réunir l’une des deux."))
    request = MergeRequest.objects.create(
        territory=gone.node.territory,
        gone=gone.node,
        kept=kept.node,
        reason=reason,
        asked_by=by,
        asked_at=clock.now(),
        entry=entry,
    )
    for proposal in (gone, kept):
        Consent.objects.create(request=request, node=proposal.node)
    letters.ask(request, gone, kept, by=by)
    return request


@transaction.atomic
def answer(*, by: User, request: MergeRequest, proposal: Proposal, agrees: bool) -> MergeRequest:
    """The author, or a member for the body. Raises `Refused`, also when the request is closed."""
    rules.may_answer(by, proposal).require()
    way = Way.ACCOUNT if proposal.author_id == by.pk else Way.BODY
    return _answer(by, request, proposal, agrees=agrees, way=way)


@transaction.atomic
def answer_by_slip(*, slip: Slip, request: MergeRequest, agrees: bool) -> MergeRequest:
    """Whoever holds the code of the slip of one of the two. Raises `Refused`; `Unavailable` for another slip."""
    node = slip.node
    if node is None or node.pk not in {request.gone_id, request.kept_id}:
        raise Unavailable(_("Ce coupon est celui d’une autre parole."))
    proposal = Proposal.objects.select_related("author", "body__scope", "scope", "node").get(node=node)
    return _answer(None, request, proposal, agrees=agrees, way=Way.SLIP)


@transaction.atomic
def note_answer(
    *, by: User, request: MergeRequest, proposal: Proposal, agrees: bool, told_on: date, how: str
) -> MergeRequest:
    """What someone without an account answered, when, and how they were asked.

    Raises `Refused`; `Unavailable` when the day is to come.
    """
    rules.may_note_answer(by, proposal).require()
    if told_on > clock.today(zone_of(request.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    return _answer(by, request, proposal, agrees=agrees, way=Way.TOLD, told_on=told_on, how=how)


@transaction.atomic
def cancel(*, by: User, request: MergeRequest) -> MergeRequest:
    """The team takes its question back. Raises `Refused`."""
    rules.may_bring_near(by, request.territory).require()
    request = _locked(request)
    rules.may_be_ended(request).require()
    _end(request, State.CANCELLED)
    return request


def _answer(
    by: User | None,
    request: MergeRequest,
    proposal: Proposal,
    *,
    agrees: bool,
    way: Way,
    told_on: date | None = None,
    how: str = "",
) -> MergeRequest:
    request = _locked(request)
    consent = request.consents.get(node=proposal.node)
    if consent.agrees == agrees:
        return request  # sent twice
    rules.may_be_ended(request).require()
    consent.agrees, consent.way, consent.by, consent.answered_at = agrees, way, by, clock.now()
    consent.told_on, consent.how = told_on, how
    consent.save()
    if not agrees:
        _end(request, State.DECLINED)
        _say(by, request.gone, request.kept, Nearness.NEAR)
    elif not request.consents.exclude(agrees=True).exists():
        _merge(request, by)
    return request


def _merge(request: MergeRequest, by: User | None) -> None:
    """`gone` keeps its page and its words for ever; its supports count for `kept`, whose news are its own."""
    gone, kept = (
        Proposal.objects.select_related("node__territory", "scope").get(node=node)
        for node in (request.gone_id, request.kept_id)
    )
    rules.may_be_merged(gone, kept).require()
    try:
        add_link(source=gone.node, target=kept.node, relation=Relation.MERGED, why=request.reason)
    except CycleError as error:
        raise Unavailable(_("L’une est née de l’autre : elles ne peuvent pas être réunies.")) from error
    bring_supports(source=gone.node, target=kept.node)
    for wait in gone.node.waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=_("Réunie avec une autre proposition, qui attend la même réponse."))
    _end(request, State.MERGED)
    Pair.objects.filter(first__in=[gone.pk, kept.pk], second__in=[gone.pk, kept.pk]).delete()
    ids = {"gone": gone.public_id, "kept": kept.public_id}
    record(verbs.MERGED, scope=request.territory, role=quality(by, request.territory), by=by, **ids)


def _end(request: MergeRequest, state: State) -> None:
    request.state, request.ended_at = state, clock.now()
    request.save(update_fields=["state", "ended_at"])
    if state != State.CANCELLED:
        letters.tell(request)


def _say(by: By | None, one: Node, other: Node, nearness: Nearness) -> Pair:
    if one.territory_id != other.territory_id or one.pk == other.pk:
        raise Unavailable(_("Choisissez deux propositions d’ici."))
    touch(one.territory)
    first, second = sorted((one, other), key=lambda node: node.pk)
    person = by if isinstance(by, User) else None
    pair = Pair.objects.filter(first=first, second=second).first()
    if pair is not None and pair.nearness == nearness:
        return pair
    said = {"nearness": nearness, "said_by": person, "said_at": clock.now(), "territory": first.territory}
    pair, _is_new = Pair.objects.update_or_create(first=first, second=second, defaults=said)
    ids = {"first": first.public_id, "second": second.public_id}
    role = quality(person, first.territory)
    record(verbs.PAIRED, scope=first.territory, role=role, by=person, nearness=nearness.value, **ids)
    return pair


def _locked(request: MergeRequest) -> MergeRequest:
    """As it stands now: of two answers at once, the second is judged after the first."""
    touch(request.territory)
    return MergeRequest.objects.select_related("gone__territory", "kept__territory", "territory").get(pk=request.pk)
