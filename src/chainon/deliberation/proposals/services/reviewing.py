"""The team publishes or refuses; whoever speaks withdraws; an account that closes leaves its words."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Wait
from chainon.base.chain.services import end_wait, publish
from chainon.deliberation.proposals import letters, rules, verbs
from chainon.deliberation.proposals.models import Draft, Proposal, Signature, Version

from .acting import locked, make_public, note
from .picturing import erase_pictures, show_or_hide


@transaction.atomic
def publish_proposal(*, by: User, proposal: Proposal) -> Proposal:
    """What was read becomes public, or what was refused is public after all. Raises `Refused`."""
    proposal = locked(proposal)
    rules.may_publish(by, proposal).require()
    proposal.refused_at, proposal.refusal_reason = None, ""
    make_public(proposal, by)
    letters.tell_author(proposal, "published", by=by)
    return proposal


@transaction.atomic
def refuse_proposal(*, by: User, proposal: Proposal, reason: str) -> Proposal:
    """It is not public, or no longer, nor are its pictures; its reason is. Raises `Refused`."""
    proposal = locked(proposal)
    rules.may_refuse(by, proposal).require()
    proposal.refused_at, proposal.refusal_reason = clock.now(), reason
    proposal.save(update_fields=["refused_at", "refusal_reason"])
    show_or_hide(proposal)
    publish(proposal)
    letters.tell_author(proposal, "refused", by=by)
    note(verbs.REFUSED, proposal, by)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: User, proposal: Proposal, reason: str, takes_words_back: bool = False) -> Proposal:
    """It asks for nothing any more: nobody's turn is left open. Its page stays, its words too unless they are taken
    back, which erases them, earlier versions and pictures included. Raises `Refused`.
    """
    proposal = locked(proposal)
    rules.may_withdraw(by, proposal).require()
    proposal.withdrawn_at, proposal.withdrawal_reason = clock.now(), reason
    if takes_words_back:
        proposal.goes_well = proposal.must_change = proposal.would_do = proposal.where_exactly = ""
        proposal.lon = proposal.lat = None
        Version.objects.filter(proposal=proposal).update(goes_well="", must_change="", would_do="", where="")
        erase_pictures(proposal)
    proposal.save()
    publish(proposal)
    for wait in Wait.objects.open().filter(node=proposal.node).select_related("node", "territory"):
        end_wait(wait=wait, reason=_("La proposition a été retirée."))
    note(verbs.WITHDRAWN, proposal, by)
    return proposal


def forget_author(user: User) -> None:
    """The account is being closed: what it said stays, signed « Compte supprimé » or by the collective; its name beside
    others' goes, and so do its drafts.
    """
    Draft.objects.filter(author=user).delete()
    proposals = Proposal.objects.select_related("node", "scope", "theme", "body__scope")
    signed = list(proposals.filter(signatures__user=user))
    Signature.objects.filter(user=user).delete()
    for proposal in (mine := list(proposals.filter(author=user))):
        if not proposal.is_collective:
            proposal.author_name = ""
            proposal.save(update_fields=["author_name"])
    for proposal in [*mine, *signed]:
        publish(proposal)
