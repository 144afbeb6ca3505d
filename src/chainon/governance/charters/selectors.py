"""Reading charters: which version holds, what changed, who adopted it, and whether a draw may rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery

from chainon.base.files.models import File
from chainon.base.ui.differences import SAME, Piece, differences
from chainon.governance.bodies.models import Body
from chainon.methods.evidence import canonical, sha256_hex

from . import prefilled
from .models import Adoption, Article, ArticleKey, Charter


@dataclass(frozen=True)
class ArticleRow:
    """An article as one reads it; `pieces` where it is compared with the version before."""

    key: str
    title: str
    text: str
    pieces: tuple[Piece, ...] = ()

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


@dataclass(frozen=True)
class Reading:
    """A version as its public page shows it. `objectives_hold`: a draw may rest on the charter in force."""

    charter: Charter
    before: Charter | None
    is_current: bool
    is_adopted: bool
    objectives_hold: bool
    articles: list[ArticleRow]
    fingerprint: str
    adoptions: list[AdoptionRow]
    versions: list[Charter]


@dataclass(frozen=True)
class AdoptionRow:
    """An adoption as one reads it; the signed sheet is for the team."""

    public_id: str
    adopted_by: str
    adopted_on: date
    present: int
    against: int | None
    names: str
    sheet: File | None
    version: int
    is_withdrawn: bool
    withdraw_reason: str


def current_charter(body: Body) -> Charter | None:
    """The published version in force: the latest."""
    return body.charters.published().order_by("-version").first()


def draft_of(body: Body) -> Charter | None:
    return body.charters.drafts().first()


def versions(body: Body) -> list[Charter]:
    """The published versions, the latest first."""
    return list(body.charters.published().order_by("-version"))


def texts_of(charter: Charter) -> dict[str, str]:
    """Each article's text by its key, in the order of `ArticleKey`."""
    held = dict(Article.objects.filter(charter=charter).values_list("key", "text"))
    return {key.value: held.get(key.value, "") for key in ArticleKey}


def proposed_texts(body: Body) -> dict[str, str]:
    """What a new draft begins with: the charter in force, else the text proposed for this kind of body."""
    current = current_charter(body)
    if current is not None:
        return texts_of(current)
    where = body.scope.parent.label if body.scope.parent else ""
    return prefilled.articles(kind=body.kind, seats=body.seats or 10, term=body.term, where=where)


def articles(charter: Charter, *, since: Charter | None = None) -> list[ArticleRow]:
    """The articles in order, each compared with the version `since` when one is given."""
    texts, earlier = texts_of(charter), texts_of(since) if since else None
    return [
        ArticleRow(
            key=key,
            title=str(ArticleKey(key).label),
            text=text,
            pieces=tuple(differences(earlier[key], text)) if earlier is not None else (),
        )
        for key, text in texts.items()
    ]


def version_before(charter: Charter) -> Charter | None:
    return charter.body.charters.published().filter(version__lt=charter.version).order_by("-version").first()


def fingerprint(texts: Mapping[str, str]) -> str:
    """The hash of the six texts, as the journal keeps it: SHA-256 of their canonical JSON by key."""
    return sha256_hex(canonical(texts))


def adoptions(body: Body) -> list[AdoptionRow]:
    """Who adopted which version, the latest first; those withdrawn stay to be read."""
    found = (
        Adoption.objects.filter(charter__body=body).select_related("charter", "sheet").order_by("-adopted_on", "-pk")
    )
    return [
        AdoptionRow(
            public_id=adoption.public_id,
            adopted_by=adoption.adopted_by,
            adopted_on=adoption.adopted_on,
            present=adoption.present,
            against=adoption.against,
            names=adoption.names,
            sheet=adoption.sheet,
            version=adoption.charter.version,
            is_withdrawn=adoption.withdrawn_at is not None,
            withdraw_reason=adoption.withdraw_reason,
        )
        for adoption in found
    ]


def reading(body: Body, version: int | None = None) -> Reading | None:
    """The charter in force; or the version asked for, beside what it changed. None where there is no such version."""
    published = versions(body)
    charter = next((one for one in published if version in {None, one.version}), None)
    if charter is None:
        return None
    before = next((one for one in published if one.version < charter.version), None) if version is not None else None
    rows, adopted = articles(charter, since=before), adoptions(body)
    is_adopted = any(row.version == charter.version and not row.is_withdrawn for row in adopted)
    return Reading(
        charter=charter,
        before=before,
        is_current=charter == published[0],
        is_adopted=is_adopted,
        objectives_hold=(is_adopted and charter == published[0]) or objectives_published(body),
        articles=rows,
        fingerprint=fingerprint({row.key: row.text for row in rows}),
        adoptions=adopted,
        versions=published,
    )


def objectives_published(body: Body) -> bool:
    """The objectives of the draw stand in the published charter, and these very words have been adopted at least once.

    A new version that leaves them as they were needs no new adoption for that; one that changes them does.
    """
    current = body.charters.published().order_by("-version").values("pk")[:1]
    objectives = Article.objects.filter(charter=Subquery(current), key=ArticleKey.OBJECTIVES).exclude(text="")
    return (
        Adoption.objects.standing()
        .filter(
            charter__in=body.charters.published(),
            charter__articles__key=ArticleKey.OBJECTIVES,
            charter__articles__text=Subquery(objectives.values("text")),
        )
        .exists()
    )
