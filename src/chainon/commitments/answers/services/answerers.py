"""Who answers: inscribed, accepting the frame, no longer offered."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import days_for, zone_of
from chainon.base.chain.models import Relation, Wait
from chainon.base.journal.services import record
from chainon.base.mail.services import forget_many
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.answers import letters, rules, verbs
from chainon.commitments.answers.models import Answerer, AnswererKind, Handover

from .handing import SERVICE, begin

KEPT_FOR = timedelta(days=90)
"""Who answers no more: their address serves nothing once all that was due has come."""


@transaction.atomic
def add_answerer(
    *, by: User, territory: Scope, name: str, email: str, kind: AnswererKind = AnswererKind.SERVICE
) -> Answerer:
    """Inscribe who may answer. They have promised nothing yet. Raises `Refused`; `Unavailable`: the name is taken."""
    rules.may_keep_answerers(by, territory).require()
    try:
        with transaction.atomic():
            answerer = Answerer.objects.create(
                territory=territory, name=name, email=email, kind=kind, added_at=clock.now()
            )
    except IntegrityError:
        raise Unavailable(_("Un répondant porte déjà ce nom : choisissez-le dans la liste.")) from None
    record(
        verbs.ANSWERER_ADDED,
        scope=territory,
        role=quality(by, territory),
        by=by,
        answerer=answerer.public_id,
    )
    return answerer


@transaction.atomic
def retire_answerer(*, by: User, answerer: Answerer) -> None:
    """No new word is handed to them; what they owe stays owed. Raises `Refused`."""
    rules.may_keep_answerers(by, answerer.territory).require()
    if answerer.retired_on is not None:
        return
    answerer.retired_on = clock.today(zone_of(answerer.territory))
    answerer.save(update_fields=["retired_on"])
    territory = answerer.territory
    record(verbs.ANSWERER_RETIRED, scope=territory, role=quality(by, territory), by=by, answerer=answerer.public_id)


@transaction.atomic
def accept_frame(*, handover: Handover, signed_by: str) -> None:
    """By the signed link: yes, in public and within the delay. All that was handed to them begins to count now.

    Accepted already, nothing changes.
    """
    answerer = Answerer.objects.select_for_update(no_key=True).get(pk=handover.answerer_id)
    if answerer.accepted_at is not None:
        return
    territory = answerer.territory
    days = days_for(territory, Relation.ANSWER)
    answerer.accepted_at, answerer.accepted_by, answerer.accepted_days = clock.now(), signed_by, days
    answerer.save(update_fields=["accepted_at", "accepted_by", "accepted_days"])
    for each in answerer.handovers.filter(ended_at=None, wait=None).select_related("node__territory"):
        begin(each)
    record(verbs.FRAME_ACCEPTED, scope=territory, role=SERVICE, answerer=answerer.public_id, days=days)


@transaction.atomic
def mail_own_page(*, answerer: Answerer) -> None:
    """The link to all that is theirs goes to their address, and nowhere else."""
    if answerer.email:
        letters.own_page(answerer)


@transaction.atomic
def forget_retired() -> int:
    """Periodic: addresses of who was retired some time ago and owes nothing any more, with the mails sent there. What
    they answered stays public, under the name that everyone reads. Returns how many.
    """
    owed = Wait.objects.open().values("whose_key")
    held = Handover.objects.filter(ended_at=None).values("answerer")
    retired = Answerer.objects.filter(retired_on__lt=(clock.now() - KEPT_FOR).date()).exclude(email="")
    over = retired.exclude(public_id__in=owed).exclude(pk__in=held)
    gone = dict(over.values_list("pk", "email"))
    erased = Answerer.objects.filter(pk__in=gone).update(email="")
    still = Answerer.objects.filter(email__in=gone.values()).values_list("email", flat=True)
    theirs = User.objects.filter(email__in=gone.values()).values_list("email", flat=True)
    forget_many({*gone.values()} - {*still} - {*theirs})
    return erased
