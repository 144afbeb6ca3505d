"""What the search keeps of a charter: the version in force, its articles, who adopted it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chainon.base.search.kinds import Found, SearchKind
from chainon.governance.bodies.models import Body

from .models import ArticleKey
from .selectors import current_charter, texts_of

KIND = "charter"


def found_of(body: Body) -> Found | None:
    """None where no charter was published yet. Found by the name of its body, and under its public id."""
    charter = current_charter(body)
    if charter is None:
        return None
    with override(settings.LANGUAGE_CODE):  # what is kept has one form
        articles = [f"{ArticleKey(key).label} : {text}" for key, text in texts_of(charter).items() if text]
    adopted = charter.adoptions.standing().values_list("adopted_by", flat=True)
    return Found(
        kind=KIND,
        key=body.public_id,
        scope=body.scope,
        title=f"Charte · {body.name}",
        url=reverse("charters:charter_page", args=[body.handle]),
        changed_at=charter.published_at,
        text=" · ".join(filter(None, (*articles, charter.change_reason, *adopted))),
        about=body.name,
    )


def _everything(keys: Collection[str] | None = None) -> Iterator[Found]:
    bodies = Body.objects.exclude(charters=None).select_related("scope__parent", "scope__territory")
    found = map(found_of, (bodies if keys is None else bodies.filter(public_id__in=keys)).iterator(500))
    return (each for each in found if each is not None)


CHARTERS = SearchKind(KIND, _("charte"), _everything)
