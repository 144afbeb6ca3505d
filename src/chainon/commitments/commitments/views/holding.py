"""Whose promise it is, and in which quality one comes: by its public page with an account, or by the signed link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from chainon.base.accounts.models import User
from chainon.base.chain.fetching import node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.commitments.commitments import links, selectors
from chainon.commitments.commitments.models import Commitment
from chainon.territory.places.converters import public_id_of


@dataclass(frozen=True)
class Held:
    """`by` is None by the signed link: its owner, who has no account."""

    commitment: Commitment
    by: User | None
    token: str = ""

    @property
    def is_by_link(self) -> bool:
        return bool(self.token)

    @property
    def signature(self) -> str:
        return self.commitment.signed_by if self.by is None else str(self.by)

    @property
    def page(self) -> str:
        return url_of(self.commitment.node)

    def address(self, name: str, *more: str) -> str:
        """Of one of the pages that both may open: `news`, `steps`, `finish_step`."""
        if self.token:
            return reverse(f"commitments:{name}_by_link", args=[self.token, *more])
        return reverse(f"commitments:{name}", args=[self.commitment.node.public_id, *more])

    def context(self) -> dict[str, object]:
        return {
            "held": self,
            "commitment": self.commitment,
            "row": selectors.row_of(self.commitment),
            "news_url": self.address("news"),
            "steps_url": self.address("steps"),
        }


View = Callable[..., HttpResponse]


def held_by_either(view: View) -> View:
    """`view(request, held, …)`, by an account (the handle) or by the signed link (the token)."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, promise_handle: str = "", promise_token: str = "", **more: Any) -> HttpResponse:
        if promise_token:
            commitment = links.commitment_of(promise_token)
            if commitment is None or commitment.territory_id != territory_of(request).pk:
                raise Http404
            return view(request, Held(commitment, None, promise_token), **more)
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        return view(request, Held(commitment_with(request, promise_handle), request.user), **more)

    return wrapped


def commitment_with(request: HttpRequest, handle: str) -> Commitment:
    commitment = selectors.commitment_of_node(node_of(request, public_id_of(handle)))
    if commitment is None:
        raise Http404
    return commitment
