"""Reporting, deciding, appealing, answering."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable

from . import letters, rules, verbs
from .models import Appeal, Case, Outcome, Quality, Reason, Report
from .models import Verdict as Answered
from .things import Thing, thing_named

MARK = "[…]"
"""What stands where words were taken out."""


@transaction.atomic
def report(*, by: By, thing: Thing, reason: Reason, words: str = "", email: str = "", mark: str = "") -> Case:
    """Of one sender, twice is once (the account, else `mark`). Raises `Refused`."""
    rules.may_report(by, thing).require()
    scope = thing.standing.scope
    touch(scope)  # one after the other: two reports of one thing make one case
    case, _is_new = Case.objects.get_or_create(
        territory=scope.root,
        kind=thing.of.kind,
        thing=thing.public_id,
        decided_at=None,
        defaults={"scope": scope, "opened_at": clock.now()},
    )
    user = by if isinstance(by, User) else None
    who = {"user": user} if user is not None else {"mark": mark}
    if (user is not None or mark) and Report.objects.filter(case=case, **who).exists():
        return case
    Report.objects.create(case=case, reason=reason, words=words, email=email, reported_at=clock.now(), **who)
    Case.objects.filter(pk=case.pk).update(reports=F("reports") + 1)
    return case


@transaction.atomic
def decide(*, by: User, case: Case, outcome: Outcome, reason: str, passage: str = "") -> Case:
    """The reason is public. Those who left a mail are told, then who they are is forgotten.

    Raises `Refused`; `Unavailable`: the passage is not there, or the thing is gone.
    """
    touch(case.territory)
    case = Case.objects.select_related("scope__territory", "territory__settings").get(pk=case.pk)
    rules.may_decide(by, case).require()
    thing = thing_named(case.territory, case.kind, case.thing)
    if outcome not in rules.outcomes_for(thing):
        raise Unavailable(_("Ceci a changé entre-temps : relisez, puis choisissez à nouveau."))
    case.decided_at, case.outcome, case.reason, case.decided_by = clock.now(), outcome, reason, by
    case.save(update_fields=["decided_at", "outcome", "reason", "decided_by"])
    written = _carry_out(by, thing, outcome, reason, passage) if thing is not None else False
    letters.tell_reporters(case)
    Report.objects.filter(case=case).update(email="", mark="")
    if not written:
        ids = {"case": case.public_id, "outcome": case.outcome}
        record(verbs.DECIDED, scope=case.scope, role=quality(by, case.scope), by=by, **ids)
    return case


def _carry_out(by: User, thing: Thing, outcome: Outcome, reason: str, passage: str) -> bool:
    """Whether the act wrote its own line of the journal."""
    if outcome == Outcome.HIDDEN and thing.of.hide is not None:
        thing.of.hide(by, thing.it, reason)
        return True
    if outcome == Outcome.STRUCK and thing.of.strike is not None:
        if not passage.strip() or not thing.of.strike(by, thing.it, passage.strip(), MARK):
            raise Unavailable(_("Ces mots ne sont pas dans le texte : recopiez-les exactement."))
        letters.tell_author_struck(thing, reason)
    return False


@transaction.atomic
def appeal(*, by: By, thing: Thing, quality_of: Quality, words: str, email: str = "") -> Appeal:
    """Against a refusal, to the guarantor, who is told. One for each quality: sent twice, it is refused.

    Raises `Refused`.
    """
    standing = thing.standing
    touch(standing.scope)
    rules.may_appeal(by, thing, quality_of).require()
    assert standing.refused_at is not None, "the rule says so"
    person = by if isinstance(by, User) else None
    made = Appeal.objects.create(
        territory=standing.scope.root,
        scope=standing.scope,
        kind=thing.of.kind,
        thing=thing.public_id,
        refused_at=standing.refused_at,
        refusal=standing.reason,
        quality=quality_of,
        words=words,
        email=email,
        user=person,
        made_at=clock.now(),
    )
    letters.tell_guarantors(made)
    record(verbs.APPEALED, scope=standing.scope, role="resident", by=person, appeal=made.public_id)
    return made


@transaction.atomic
def answer_appeal(*, by: User, appeal: Appeal, verdict: Answered, answer: str) -> Appeal:
    """In public, with its reason. Overturned, the words are published. Other appeals against the same refusal have the
    same answer. Raises `Refused`.
    """
    touch(appeal.territory)
    appeal = Appeal.objects.select_related("scope__territory", "territory__settings", "user").get(pk=appeal.pk)
    rules.may_answer(by, appeal).require()
    thing = thing_named(appeal.territory, appeal.kind, appeal.thing)
    stands = thing is not None and thing.standing.refused_at == appeal.refused_at
    if verdict == Answered.OVERTURNED and stands and thing is not None and thing.of.show is not None:
        thing.of.show(by, thing.it)
    same = Appeal.objects.filter(
        territory=appeal.territory, kind=appeal.kind, thing=appeal.thing, refused_at=appeal.refused_at, answered_at=None
    )
    for each in same.select_related("scope__territory", "territory", "user"):
        each.answered_at, each.verdict, each.answer, each.answered_by = clock.now(), verdict, answer, by
        letters.tell_answer(each)
        each.email = ""
        each.save(update_fields=["answered_at", "verdict", "answer", "answered_by", "email"])
    ids = {"appeal": appeal.public_id, "verdict": verdict}
    record(verbs.ANSWERED, scope=appeal.scope, role=quality(by, appeal.scope), by=by, **ids)
    appeal.refresh_from_db()
    return appeal


def forget_person(user: User) -> None:
    """The account is being closed: what was reported and asked stays, without who."""
    Report.objects.filter(user=user).update(user=None, email="")
    Appeal.objects.filter(user=user).update(user=None, email="")
