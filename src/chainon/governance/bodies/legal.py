"""What the law says of each kind of body: sentences shown on its page, and warnings against a draw's places.

What was read, and when, is in `READ_ON`; the rest is cited from memory and from public summaries. Nothing was checked
by a lawyer, and the pages say so. Pure: no database. `places` maps each feature to its values, each to the least and
most seats that it takes.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chainon.base.ui.typography import quoted

from .models import BodyKind

Bounds = tuple[int, int]
Places = Mapping[str, Mapping[str, Bounds]]

CITY_ACT = "Loi n° 2014-173 du 21 février 2014, article 7"
YOUTH_ARTICLE = "Code général des collectivités territoriales, article L. 1112-23"
NEIGHBOURHOOD_ARTICLE = "Code général des collectivités territoriales, article L. 2143-1"
READ_ON = {YOUTH_ARTICLE: date(2026, 11, 22), NEIGHBOURHOOD_ARTICLE: date(2026, 11, 22)}
"""The texts that whoever wrote this file has read, on public copies, and the day; the act of 2014 is not among them."""

_WOMEN = {"f", "femme", "femmes", "fille", "filles", "feminin", "une femme"}
_MEN = {"h", "m", "homme", "hommes", "garcon", "garcons", "masculin", "un homme"}
_AGE = re.compile(r"\bages?\b|\btranches?\b")
_UNDER = re.compile(r"moins de|avant|jusqu|<")
_AND_MORE = re.compile(r"et plus|ou plus|plus de|apres|\+|>")
YOUTH_LIMIT = 30


@dataclass(frozen=True)
class Check:
    """`is_warning`: what is planned does not fit the text, or cannot be seen to; otherwise a reminder."""

    code: str
    sentence: str
    source: str
    is_warning: bool


def checks(kind: str, *, seats: int, places: Places | None = None) -> list[Check]:
    """The reminders of a kind of body; with `places`, the warnings about them. Empty where no text applies."""
    if kind == BodyKind.CITIZENS_COUNCIL:
        return citizens_council(seats=seats, places=places)
    if kind == BodyKind.YOUTH_COUNCIL:
        return youth_council(seats=seats, places=places)
    if kind == BodyKind.NEIGHBOURHOOD_COUNCIL:
        return neighbourhood_council()
    return []


def citizens_council(*, seats: int, places: Places | None) -> list[Check]:
    """Conseil citoyen of a priority neighbourhood.

    Loi n° 2014-173 du 21 février 2014, art. 7: residents drawn by lot with parity between women and men, and
    representatives of associations and local actors; independence; the prefect records the composition. The cadre de
    référence of June 2014 lets volunteers complete those drawn. From memory and public summaries, the
    text itself not read; not checked by a lawyer.
    """
    said = [
        ("colleges", _("Deux collèges : des habitants du quartier, et des associations et acteurs locaux.")),
        ("drawn", _("Les habitants sont tirés au sort, une partie au moins : des volontaires peuvent compléter.")),
        (
            "independence",
            _("Le conseil agit en toute indépendance des pouvoirs publics."),
        ),
        ("prefect", _("Le préfet constate sa composition, après avoir consulté la commune ou l’intercommunalité.")),
    ]
    reminders = [Check(f"citizens_council.{code}", sentence, CITY_ACT, False) for code, sentence in said]
    rule = _("Autant de femmes que d’hommes parmi les habitants tirés au sort.")
    return [
        _gap_check("citizens_council.parity", rule, CITY_ACT, allowed=seats % 2, seats=seats, places=places),
        *reminders,
    ]


def youth_council(*, seats: int, places: Places | None) -> list[Check]:
    """Conseil de jeunes of a local authority or an intercommunality.

    CGCT, art. L. 1112-23 (loi n° 2017-86 du 27 janvier 2017): people under thirty, who live there or follow a yearly
    secondary or post-baccalauréat course there; the numbers of women and men differ by at most one; composition and
    working fixed by the deliberative assembly. Read on a public copy, 22 November 2026; not checked by a lawyer.
    """
    lives = _("Ses membres habitent le territoire, ou y suivent des études (collège, lycée ou après le bac).")
    decided = _("Une délibération de la collectivité fixe sa composition et son fonctionnement.")
    rule = _("Une femme ou un homme de plus que l’autre moitié, au maximum.")
    return [
        _age_check(places),
        _gap_check("youth_council.gap", rule, YOUTH_ARTICLE, allowed=1, seats=seats, places=places),
        Check("youth_council.lives", lives, YOUTH_ARTICLE, False),
        Check("youth_council.decision", decided, YOUTH_ARTICLE, False),
    ]


def neighbourhood_council() -> list[Check]:
    """Conseil de quartier.

    CGCT, art. L. 2143-1: in municipalities of 80,000 people and more (possible from 20,000), the conseil municipal
    fixes each neighbourhood's outline and its council's name, composition and working. Read on a public copy, 22
    November 2026; not checked by a lawyer.
    """
    sentence = _(
        "Le conseil municipal fixe son nom, son périmètre, sa composition et son fonctionnement ; il est obligatoire à "
        "partir de 80 000 habitants."
    )
    return [Check("neighbourhood_council.decision", sentence, NEIGHBOURHOOD_ARTICLE, False)]


def _gap_check(code: str, rule: str, source: str, *, allowed: int, seats: int, places: Places | None) -> Check:
    if places is None:
        return Check(code, rule, source, False)
    both = next((found for values in places.values() if (found := _women_and_men(values))), None)
    if both is None:
        missing = _("{rule} Aucun critère femmes – hommes n’est prévu : rien ne le garantit.")
        return Check(code, missing.format(rule=rule), source, True)
    gap = _largest_gap(*both, seats)
    if gap is None or gap <= allowed:
        return Check(code, rule, source, False)
    wide = _("{rule} Les places prévues laissent un écart de {gap} : resserrez-les.")
    return Check(code, wide.format(rule=rule, gap=gap), source, True)


def _women_and_men(values: Mapping[str, Bounds]) -> tuple[Bounds, Bounds, Bounds] | None:
    """The bounds of women, of men, and of all other values together; None when the feature is another."""
    named = {_folded(label): bounds for label, bounds in values.items()}
    women = [bounds for label, bounds in named.items() if label in _WOMEN]
    men = [bounds for label, bounds in named.items() if label in _MEN]
    if len(women) != 1 or len(men) != 1:
        return None
    others = [bounds for label, bounds in named.items() if label not in _WOMEN | _MEN]
    return women[0], men[0], (sum(low for low, _high in others), sum(high for _low, high in others))


def _largest_gap(women: Bounds, men: Bounds, others: Bounds, seats: int) -> int | None:
    """The widest difference that the places allow; None when they cannot fill the seats (said elsewhere)."""
    gaps = [
        abs(some - more)
        for some in range(women[0], min(women[1], seats) + 1)
        for more in range(men[0], min(men[1], seats) + 1)
        if others[0] <= seats - some - more <= others[1]
    ]
    return max(gaps, default=None)


def _age_check(places: Places | None) -> Check:
    code, rule = "youth_council.age", _("Tous ses membres ont moins de trente ans.")
    if places is None:
        return Check(code, rule, YOUTH_ARTICLE, False)
    ages = next((values for feature, values in places.items() if _AGE.search(_folded(feature))), None)
    if ages is None:
        missing = _("{rule} Aucun critère d’âge n’est prévu : vérifiez-le à l’inscription.")
        return Check(code, missing.format(rule=rule), YOUTH_ARTICLE, True)
    beyond = [label for label, (_low, most) in ages.items() if most > 0 and _oldest(label) >= YOUTH_LIMIT]
    if not beyond:
        return Check(code, rule, YOUTH_ARTICLE, False)
    wide = _("{rule} Des places vont au-delà : {bands}. Arrêtez les tranches à 29 ans.")
    return Check(code, wide.format(rule=rule, bands=", ".join(quoted(label) for label in beyond)), YOUTH_ARTICLE, True)


def _oldest(band: str) -> float:
    """The greatest age of a band as people write it: "16–25 ans" 25, "moins de 18 ans" 17, "60 ans et plus" none."""
    folded = _folded(band)
    ages = [int(digits) for digits in re.findall(r"\d+", folded)]
    if not ages:
        return 0
    if _AND_MORE.search(folded):
        return math.inf
    return max(ages) - 1 if _UNDER.search(folded) else max(ages)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("–", "-")).encode("ascii", "ignore").decode()
    return " ".join(plain.split())
