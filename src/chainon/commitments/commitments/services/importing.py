"""Past promises by table: kept aside, read, shown, then all written or none."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.services import publish
from chainon.base.journal.services import record
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.answers.models import Answerer
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.links import full_address
from chainon.commitments.commitments.models import Commitment, Outcome, StagedPromises, Update, UpdateKind
from chainon.commitments.commitments.reading import Past
from chainon.commitments.commitments.selectors.imports import already_there, reading_of
from chainon.governance.volunteers.intake.sheets import read_sheet

from .keeping import keep_done, wait_for_news
from .making import Plan, Said, Spoken, make

MAX_LINES = 2000
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def stage_promises(*, by: User, territory: Scope, data: bytes, file_name: str) -> StagedPromises:
    """Read the table and keep it aside until it is confirmed, a day at most.

    Raises `Refused`; `governance.volunteers.intake.sheets.Unreadable`, which says what to do.
    """
    rules.may_import(by, territory).require()
    sheet = read_sheet(data, max_lines=MAX_LINES)
    return StagedPromises.objects.create(
        territory=territory, by=by, file_name=file_name[:160], rows=sheet.rows, staged_at=clock.now()
    )


@transaction.atomic
def confirm_import(*, by: User, staged: StagedPromises) -> int:
    """Every line that is not in the register yet, or none; returns how many. Each owner gets one mail with their links.

    Raises `Refused`; `Unavailable` while a line is wrong.
    """
    territory = staged.territory
    rules.may_import(by, territory).require()
    if StagedPromises.objects.select_for_update(no_key=True).filter(pk=staged.pk).first() is None:
        return 0  # the button was pressed twice
    reading = reading_of(staged)
    if reading.faults:
        raise Unavailable(_("Il reste des lignes à corriger : rien n’a été importé."))
    known = already_there(territory, reading.rows)
    fresh = [past for past in reading.rows if past.key not in known]
    made: dict[Answerer, list[Commitment]] = defaultdict(list)
    for past in fresh:
        commitment = _write(by, past)
        if commitment.outcome == Outcome.OPEN:
            made[past.answerer].append(commitment)
    for answerer, commitments in made.items():
        _mail(territory, answerer, commitments)
    staged.delete()
    if fresh:
        record(verbs.IMPORTED, scope=territory, role=quality(by, territory), by=by, promises=len(fresh))
    return len(fresh)


@transaction.atomic
def drop_import(*, by: User, staged: StagedPromises) -> None:
    rules.may_import(by, staged.territory).require()
    StagedPromises.objects.filter(pk=staged.pk).delete()


def forget_staged() -> int:
    """Periodic: tables that nobody confirmed."""
    return StagedPromises.objects.filter(staged_at__lt=clock.now() - KEPT_FOR).delete()[0]


def _write(by: User, past: Past) -> Commitment:
    said = Said(
        owner=past.answerer.name,
        answerer=past.answerer,
        what=past.what,
        details=past.details,
        for_whom=past.for_whom,
        due_on=past.due_on,
        signed_by=past.signed_by,
        plan=Plan(made_on=past.made_on, planned_cents=past.planned_cents),
    )
    commitment, _is_new = make(by, None, Spoken(past.scope, past.where, past.theme), said)
    commitment.spent_cents = past.spent_cents
    if past.outcome != Outcome.OPEN:
        commitment.outcome, commitment.ended_on = past.outcome, past.ended_on
        Update.objects.create(
            commitment=commitment,
            kind=UpdateKind(past.outcome.value),
            text=_("Repris d’un tableau de promesses passées."),
            said_at=clock.now(),
            signed_by=past.signed_by,
            entered_by=by,
        )
    commitment.save()
    publish(commitment)
    keep_done(commitment)
    wait_for_news(commitment)
    return commitment


def _mail(territory: Scope, answerer: Answerer, commitments: list[Commitment]) -> None:
    lines = [(commitment, full_address(commitment)) for commitment in commitments]
    text = render_to_string("commitments/mail/imported.txt", {"territory": territory, "lines": lines})
    subject, _line, body = text.strip().partition("\n")
    post(to=answerer.email, subject=subject, body=body.strip() + "\n")
