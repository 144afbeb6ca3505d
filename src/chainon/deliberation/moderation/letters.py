"""Who is told what by mail: those who reported, the guarantors, those who appealed, the author of words taken out."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope

from .models import Appeal, Case, Report
from .things import Thing, label_of


def tell_reporters(case: Case) -> None:
    """Each address once."""
    said = Report.objects.filter(case=case).select_related("user")
    people = {report.email or (report.user.email if report.user and report.user.is_active else "") for report in said}
    page = address(reverse("moderation:decisions"), case.territory)
    for each in sorted(people - {""}):
        _post(each, "decided", case.territory, case=case, label=label_of(case.kind), page=page)


def tell_guarantors(appeal: Appeal) -> None:
    """Those who watch over the place where it was said, or over the territory."""
    grants = Grant.objects.filter(role=Role.GUARANTOR, scope__path__in=appeal.scope.lineage(), user__is_active=True)
    page = address(reverse("moderation:appeal_answer", args=[appeal.public_id]), appeal.territory)
    for each in User.objects.filter(pk__in=grants.values("user")).order_by("pk"):
        _post(each.email, "appealed", appeal.territory, label=label_of(appeal.kind), page=page)


def tell_answer(appeal: Appeal) -> None:
    to = appeal.email or (appeal.user.email if appeal.user and appeal.user.is_active else "")
    if to:
        _post(to, "answered", appeal.territory, appeal=appeal, label=label_of(appeal.kind))


def tell_author_struck(thing: Thing, reason: str) -> None:
    standing = thing.standing
    author = standing.author
    if author is not None and author.is_active and author.erased_at is None:
        page = address(standing.url, standing.scope)
        _post(author.email, "struck", standing.scope.root, reason=reason, page=page)


def _post(to: str, name: str, territory: Scope, **context: Any) -> None:
    text = render_to_string(f"moderation/mail/{name}.txt", {"name": territory.label, **context})
    subject, _, body = text.strip().partition("\n")
    post(to=to, subject=subject, body=body.strip() + "\n")
