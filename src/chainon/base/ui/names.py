"""Names that the software itself writes where there is no other: kept in French, said in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

TEAM = gettext_noop("L’équipe d’animation")
GUARANTOR = gettext_noop("Le garant de la participation")
ERASED = gettext_noop("Compte supprimé")
UNNAMED = gettext_noop("Une habitante ou un habitant")
AS_GUARANTOR = gettext_noop("{name}, garant de la participation")
AS_DEPUTY = gettext_noop("{name}, suppléant du garant de la participation")
OWN = frozenset({TEAM, GUARANTOR, ERASED, UNNAMED})


def in_words(name: str) -> str:
    """In the language of the page when it is one of ours; a name that people typed stays as it is."""
    if name in OWN:
        return gettext(name)
    for said in (AS_GUARANTOR, AS_DEPUTY):
        ending = said.removeprefix("{name}")
        if name.endswith(ending):
            return gettext(said).format(name=name.removesuffix(ending))
    return name
