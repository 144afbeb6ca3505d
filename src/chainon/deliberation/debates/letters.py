"""What those who spoke with an account are told by mail."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.mail.services import post

from .models import Argument, Debate, Synthesis


def ask_whether_it_is_true(debate: Debate, synthesis: Synthesis, *, by: User) -> None:
    """One mail to each account that spoke; none to whoever wrote the synthesis."""
    spoke = Argument.objects.public().filter(debate=debate, author__isnull=False).values("author")
    people = User.objects.filter(pk__in=spoke, is_active=True, erased_at=None).exclude(pk=by.pk)
    for person in people.order_by("pk"):
        _post("synthesis", person, debate, synthesis=synthesis)


def tell_hidden(argument: Argument, *, by: User) -> None:
    author = argument.author
    if author is not None and author != by and author.erased_at is None:
        _post("hidden", author, argument.debate, argument=argument)


def _post(name: str, to: User, debate: Debate, **context: Any) -> None:
    known = {
        "name": debate.scope.root.label,
        "person": to,
        "debate": debate,
        "url": address(url_of(debate.node), debate.scope),
    }
    text = render_to_string(f"debates/mail/{name}.txt", {**known, **context})
    subject, _, body = text.strip().partition("\n")
    post(to=to.email, subject=subject, body=body.strip() + "\n")
