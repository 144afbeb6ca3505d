"""Reading charters: which version holds, and whether the objectives of the draw have been adopted."""

from __future__ import annotations

from chainon.governance.bodies.models import Body

from .models import Adoption, Article, ArticleKey, Charter


def current_charter(body: Body) -> Charter | None:
    """The published version in force: the latest."""
    return Charter.objects.filter(body=body, published_at__isnull=False).order_by("-version").first()


def objectives_published(body: Body) -> bool:
    """The objectives of the draw stand in the published charter, and these very words have been adopted at least once.

    A new version that leaves them as they were needs no new adoption for that; one that changes them does.
    """
    current = current_charter(body)
    if current is None:
        return False
    objectives = (
        Article.objects.filter(charter=current, key=ArticleKey.OBJECTIVES).values_list("text", flat=True).first()
    )
    if not objectives or not objectives.strip():
        return False
    return Adoption.objects.filter(
        charter__body=body,
        charter__published_at__isnull=False,
        charter__articles__key=ArticleKey.OBJECTIVES,
        charter__articles__text=objectives,
    ).exists()
