"""What a page starts with: the batch, the paper, the helper named in the address."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.chain.fetching import territory_of
from chainon.deliberation.paper import links, selectors
from chainon.deliberation.paper.models import Batch, Helper, TypedForm


def batch_of(request: HttpRequest, batch_id: str) -> Batch:
    batch = selectors.batch_with_id(territory_of(request), batch_id)
    if batch is None:
        raise Http404
    return batch


def form_of(request: HttpRequest, form_id: str) -> TypedForm:
    form = selectors.form_with_id(territory_of(request), form_id)
    if form is None:
        raise Http404
    return form


def helper_of(request: HttpRequest, token: str) -> Helper:
    helper = links.helper_of(token)
    if helper is None or helper.batch.territory_id != territory_of(request).pk:
        raise Http404
    return helper
