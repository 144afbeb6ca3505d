"""Drafted by an agent, signed by a superior; public only then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.mail.services import forget_many
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused
from chainon.commitments.answers import letters, rules
from chainon.commitments.answers.models import Answer, Answerer, Draft, Handover

from .answerers import KEPT_FOR
from .answering import answer_several

WRITTEN = (
    "kind",
    "text",
    "after",
    "other",
    "pass_to",
    "drafted_by",
    "signer_name",
    "signer_function",
    "signer_email",
)


@transaction.atomic
def save_draft(*, handovers: Sequence[Handover], **written: object) -> Draft:
    """By the signed link: kept for the next time, public nowhere. One draft for the same words. Raises `Refused`."""
    for handover in handovers:
        rules.may_answer(handover).require()
    touch(handovers[0].node.territory)  # one after the other: of two sendings of a form, the second sees the first
    wanted = {each.pk for each in handovers}
    drafts = Draft.objects.filter(answer=None, handovers=handovers[0]).prefetch_related("handovers")
    draft = next((each for each in drafts if {one.pk for one in each.handovers.all()} == wanted), None)
    draft = draft or Draft(answerer=handovers[0].answerer)
    for name in WRITTEN:
        setattr(draft, name, written[name])
    draft.written_at = clock.now()
    draft.save()
    draft.handovers.set(handovers)
    return draft


@transaction.atomic
def send_draft(*, draft: Draft) -> Draft:
    """To whom will sign: their link goes to their address. Raises `Refused`: it is not whole."""
    if not (draft.signer_email and draft.signer_function and draft.kind and draft.text):
        raise Refused(_("Écrivez la réponse, et à qui l’envoyer pour la signer."))
    rules.says_what_will_be_done(draft.kind, draft.after).require()
    draft.sent_at = clock.now()
    draft.save(update_fields=["sent_at"])
    letters.to_sign(draft)
    return draft


@transaction.atomic
def sign_draft(*, draft: Draft, **said: Any) -> Answer:
    """By the signer's link: read, changed where they wish, signed; it is public from now on, the signer's address is
    forgotten, and whoever prepared it is told. Raises `Refused`."""
    touch(draft.answerer.territory)
    draft = Draft.objects.select_related("answerer").get(pk=draft.pk)
    rules.may_sign(draft).require()
    handovers = list(draft.handovers.select_related("node__territory", "answerer").order_by("pk"))
    draft.answer = answer_several(handovers=handovers, **said)
    draft.signer_email = ""
    draft.save(update_fields=["answer", "signer_email"])
    letters.signed(draft, handovers[0])
    return draft.answer


@transaction.atomic
def forget_drafts() -> int:
    """Periodic: what was prepared for words that were answered, or taken back, some time ago; with the mails sent to
    who was to sign. What is public stays. Returns how many.
    """
    needed = Handover.objects.filter(Q(ended_at=None) | Q(ended_at__gt=clock.now() - KEPT_FOR))
    over = Draft.objects.exclude(pk__in=Draft.objects.filter(handovers__in=needed).values("pk"))
    gone = dict(over.values_list("pk", "signer_email"))
    Draft.objects.filter(pk__in=gone).delete()
    addresses = set(gone.values())
    to_sign = Draft.objects.filter(signer_email__in=addresses).values_list("signer_email", flat=True)
    to_answer = Answerer.objects.filter(email__in=addresses).values_list("email", flat=True)
    theirs = User.objects.filter(email__in=addresses).values_list("email", flat=True)
    forget_many(addresses - {*to_sign, *to_answer, *theirs})
    return len(gone)
