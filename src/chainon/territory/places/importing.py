"""Places from a file: read it, show it, then keep all of it or nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable

from . import rules
from .communes.index import fold
from .events import PLACES_IMPORTED
from .models import ImportDraft, Kind, Place
from .outlines import read_features, read_json
from .selectors import anchor_of
from .services import checked_parent, create, draw, tell

DRAFT_LIFE = timedelta(days=1)
LIKELY_NAMES = ("nom", "name", "libelle", "label", "nomquartier", "lib", "libqp", "nomqp", "nomquart", "title", "titre")
QPV_CODE = re.compile(r"Q(?:N\d{5}[A-Z]|P\d{6})\Z")


@dataclass(frozen=True)
class Candidate:
    """A shape of the file as the preview shows it; `fault` says why it cannot become a place."""

    number: int
    name: str
    geometry: dict[str, object] | None
    qpv_code: str
    fault: str


@transaction.atomic
def read_import(*, by: By, parent: Scope, kind: Kind, content: bytes) -> ImportDraft:
    """Read a file of outlines below `parent` and keep it for a day. Raises `Refused`, `Unavailable`, `OutlineError`."""
    rules.may_manage_places(by, parent).require()
    checked_parent(parent, kind, parent.root)
    features = read_features(read_json(content), near=anchor_of(parent))
    ImportDraft.objects.filter(read_at__lt=clock.now() - DRAFT_LIFE).delete()
    return ImportDraft.objects.create(
        territory=parent.root,
        parent=parent,
        kind=kind,
        features=[asdict(feature) for feature in features],
        read_at=clock.now(),
    )


@transaction.atomic
def confirm_import(*, by: By, draft: ImportDraft, name_property: str, leaves_faulty_out: bool) -> list[Place]:
    """Add every shape of the draft as a place, then drop the draft; all or nothing.

    Raises `Refused`; `Unavailable` when it was done already (a double click), or when some shape is faulty and nobody
    said to leave the faulty ones out.
    """
    rules.may_manage_places(by, draft.territory).require()
    if not ImportDraft.objects.select_for_update(no_key=True).filter(pk=draft.pk).exists():
        raise Unavailable(_("Ce fichier a déjà été importé ou abandonné."))
    parent, kind = checked_parent(draft.parent, Kind(draft.kind), draft.territory), Kind(draft.kind)
    candidates = candidates_of(draft, name_property)
    sound = [one for one in candidates if not one.fault]
    if not sound:
        raise Unavailable(_("Aucune forme de ce fichier ne peut devenir un lieu."))
    if len(sound) < len(candidates) and not leaves_faulty_out:
        raise Unavailable(_("Des formes ont un défaut : corrigez le fichier, ou choisissez de les laisser de côté."))
    places = []
    for one in sound:
        place = Place(kind=kind, qpv_code=one.qpv_code)
        draw(place, one.geometry or {})
        create(place, parent=parent, name=one.name)
        places.append(place)
    draft.delete()
    tell(PLACES_IMPORTED, parent.root, by, count=len(places))
    return places


@transaction.atomic
def drop_import(*, by: By, draft: ImportDraft) -> None:
    """Forget a file that was read. Raises `Refused`."""
    rules.may_manage_places(by, draft.territory).require()
    draft.delete()


def candidates_of(draft: ImportDraft, name_property: str) -> list[Candidate]:
    """What each shape of the draft would become, its name taken from `name_property`."""
    names = [feature["properties"].get(name_property, "") for feature in draft.features]
    counts = Counter(fold(name) for name in names)
    taken = Place.objects.filter(scope__parent=draft.parent).values_list("scope__label", flat=True)
    held = {fold(label) for label in taken}
    candidates = []
    for feature, name in zip(draft.features, names, strict=True):
        fault = feature["fault"] or _fault_of_name(fold(name), counts, held)
        codes = [value for value in feature["properties"].values() if QPV_CODE.match(value)]
        geometry = feature["geometry"]
        candidates.append(Candidate(feature["number"], name, geometry, codes[0] if codes else "", fault))
    return candidates


def name_properties(draft: ImportDraft) -> list[str]:
    """The properties of the file's shapes, the one that most likely holds the name first."""
    filled: Counter[str] = Counter()
    values: dict[str, set[str]] = {}
    for feature in draft.features:
        for key, value in feature["properties"].items():
            if value:
                filled[key] += 1
                values.setdefault(key, set()).add(value)

    def likelihood(key: str) -> tuple[bool, int, int]:
        words = sum(any(letter.isalpha() for letter in value) for value in values[key])
        return fold(key).replace(" ", "") in LIKELY_NAMES, min(words, len(values[key])), filled[key]

    return sorted(filled, key=likelihood, reverse=True)


def _fault_of_name(folded: str, counts: Counter[str], held: set[str]) -> str:
    if not folded:
        return _("Cette forme n’a pas de nom.")
    if counts[folded] > 1:
        return _("Ce nom est porté par plusieurs formes du fichier.")
    if folded in held:
        return _("Un lieu porte déjà ce nom au même endroit.")
    return ""
