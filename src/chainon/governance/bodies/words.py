"""What each kind of body is, in a sentence that a neighbour would say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import BodyKind

WHAT_IS: dict[str, str | Promise] = {
    BodyKind.ASSEMBLY: _("Des habitantes et des habitants tirés au sort s’informent, débattent et rendent un avis."),
    BodyKind.CITIZENS_COUNCIL: _("Des habitants tirés au sort et des acteurs du quartier suivent le contrat de ville."),
    BodyKind.YOUTH_COUNCIL: _("Des jeunes de moins de trente ans donnent leur avis et proposent des actions."),
    BodyKind.NEIGHBOURHOOD_COUNCIL: _("Des habitants du quartier discutent avec la commune de ce qui s’y décide."),
    BodyKind.NEIGHBOURHOOD_TABLE: _("Un lieu ouvert où les habitants s’organisent et interpellent les institutions."),
    BodyKind.COLLECTIVE: _("Des habitantes et des habitants réunis pour agir ensemble."),
    BodyKind.ASSOCIATION: _("Des habitantes et des habitants réunis dans une association déclarée."),
    BodyKind.OTHER: _("Des habitantes et des habitants qui se réunissent autour d’une règle commune."),
}
