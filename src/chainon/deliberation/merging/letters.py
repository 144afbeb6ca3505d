"""What the authors are told by mail, where they have an account: that they are asked, and what came of it."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.kinds import url_of
from chainon.base.mail.services import post
from chainon.deliberation.proposals.models import Proposal

from .models import MergeRequest


def ask(request: MergeRequest, gone: Proposal, kept: Proposal, *, by: User) -> None:
    """Each author once; for a body, its members."""
    people = {user for proposal in (gone, kept) for user in _authors(proposal)} - {by}
    for person in sorted(people, key=lambda user: user.pk):
        _write("asked", request, person)


def tell(request: MergeRequest) -> None:
    """Everyone who was asked learns how it ended."""
    proposals = Proposal.objects.filter(node__in=[request.gone_id, request.kept_id])
    people = {user for each in proposals.select_related("author", "body__scope") for user in _authors(each)}
    for person in sorted(people, key=lambda user: user.pk):
        _write("ended", request, person)


def _authors(proposal: Proposal) -> list[User]:
    if proposal.author is not None:
        return [] if proposal.author.erased_at is not None else [proposal.author]
    if proposal.body is None:
        return []
    members = Grant.objects.filter(scope=proposal.body.scope, role=Role.MEMBER, user__is_active=True)
    return [grant.user for grant in members.select_related("user")]


def _write(letter: str, request: MergeRequest, person: User) -> None:
    scope = request.territory
    context = {
        "name": scope.label,
        "person": person,
        "request": request,
        "url": address(reverse("merging:request", args=[request.public_id]), scope),
        "gone_url": address(url_of(request.gone), scope),
        "kept_url": address(url_of(request.kept), scope),
    }
    text = render_to_string(f"merging/mail/{letter}.txt", context)
    subject, _, body = text.strip().partition("\n")
    post(to=person.email, subject=subject, body=body.strip() + "\n")
