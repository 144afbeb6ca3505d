from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Territory

from . import selectors
from .forms import SearchForm
from .showing import shown


@require_safe
@unchanged_since
def find(request: HttpRequest) -> HttpResponse:
    """`?q=` the words, `?sorte=` the kind of things, `?page=`. What cannot be read is as if it had not been asked."""
    territory: Territory | None = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    form = SearchForm(request.GET)
    form.is_valid()
    question, kind = request.GET.get("q", "")[: selectors.LONGEST].strip(), form.cleaned_data.get("sorte", "")
    results = selectors.search(territory.scope, question, kind=kind)
    page = Paginator(results.keys, selectors.PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "question": question,
        "results": results,
        "page_obj": page,
        "rows": shown(selectors.entries(list(page)), results.lexemes),
        "best": selectors.BEST,
    }
    return render(request, "search/find.html", context)
