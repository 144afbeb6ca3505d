"""Several people sign one proposal: its author gives them a link, each accepts with their own account."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import publish
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.proposals import rules, verbs
from chainon.deliberation.proposals.models import Proposal, Signature

from .acting import locked, note


@transaction.atomic
def invite_to_sign(*, by: User, proposal: Proposal) -> Proposal:
    """A new link; the one given before opens nothing any more. Raises `Refused`."""
    proposal = locked(proposal)
    rules.may_invite(by, proposal).require()
    proposal.invite = secrets.token_hex(8)
    proposal.save(update_fields=["invite"])
    return proposal


@transaction.atomic
def sign_proposal(*, by: User, proposal: Proposal, invite: str) -> Proposal:
    """From now on it is theirs too, under the name that their account shows today. Twice is once.

    Raises `Refused`; `Unavailable` when the link was replaced, or the account shows no name.
    """
    proposal = locked(proposal)
    if proposal.signatures.filter(user=by).exists():
        return proposal
    rules.may_sign(by, proposal).require()
    if not invite or not secrets.compare_digest(invite, proposal.invite):
        raise Unavailable(_("Ce lien a été remplacé : demandez le nouveau à qui vous l’a donné."))
    if not by.display_name:
        raise Unavailable(_("Votre compte ne montre aucun nom : écrivez-en un dans « Mon compte », puis revenez."))
    Signature.objects.create(proposal=proposal, user=by, name=by.display_name, signed_at=clock.now())
    publish(proposal)
    note(verbs.SIGNED, proposal, by)
    return proposal


@transaction.atomic
def stop_signing(*, by: User, signature: Signature) -> None:
    """Whoever signed takes their name off; the author may too. Raises `Refused`."""
    touch(signature.proposal.scope.root)
    rules.may_take_name_off(by, signature).require()
    proposal = signature.proposal
    signature.delete()
    publish(Proposal.objects.select_related("node", "scope", "theme", "body__scope").get(pk=proposal.pk))
