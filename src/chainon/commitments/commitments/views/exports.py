"""The register as files: CSV, JSON and Atom, described in docs/engagements.md."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.fetching import territory_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.commitments.commitments import published, selectors
from chainon.methods.tables import write_table

from .public import looked_for

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@require_safe
@unchanged_since
def as_csv(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    records = published.records(territory, looked_for(request, territory).look)
    rows = ([record[name] for name in published.FIELDS] for record in records)
    text = "\ufeff" + write_table(published.FIELDS, rows, delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="engagements.csv"'
    return response


@require_safe
@unchanged_since
def as_json(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    records = published.records(territory, looked_for(request, territory).look)
    said = {"format": published.FORMAT, "territory": territory.label, "commitments": list(records)}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


@require_safe
@unchanged_since
def feed(request: HttpRequest) -> HttpResponse:
    """What changed last, fifty promises."""
    territory = territory_of(request)
    atom = Atom1Feed(
        title=_("Engagements : {name}").format(name=territory.label),
        link=address("/engagements/", territory),
        feed_url=address(request.path, territory),
        description=_("Ce qui a été promis, et ce qu’il en est."),
        language="fr",
    )
    for row in selectors.latest_news(territory):
        link = address(row.url, territory)
        atom.add_item(
            title=_readable(row.what),
            link=link,
            description=_readable(row.sentence),
            unique_id=link,
            updateddate=row.changed_at,
            pubdate=row.changed_at,
            author_name=_readable(row.owner),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _readable(text: str) -> str:
    """Without the signs that no XML may hold."""
    return _UNWRITABLE.sub("", text)
