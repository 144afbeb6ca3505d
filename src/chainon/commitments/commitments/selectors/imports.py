"""A staged table against what the territory knows."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.models import Answerer
from chainon.commitments.commitments.models import Commitment, StagedPromises
from chainon.commitments.commitments.reading import Known, Past, Reading, read_promises
from chainon.territory.places.communes.index import fold
from chainon.territory.places.models import Place


def promises_staged(territory: Scope, public_id: str) -> StagedPromises | None:
    return StagedPromises.objects.select_related("territory").filter(public_id=public_id, territory=territory).first()


def reading_of(staged: StagedPromises) -> Reading:
    """Read again each time: what was unknown a minute ago (an answerer, a place) may be there now."""
    territory = staged.territory
    known = Known(
        territory=territory,
        answerers={fold(each.name): each for each in Answerer.objects.of(territory).active()},
        places={fold(each.scope.label): each.scope for each in Place.objects.of(territory)}
        | {fold(territory.label): territory},
        themes={fold(each.name): each for each in Theme.objects.filter(territory=territory)},
        today=clock.today(zone_of(territory)),
        where=_("Tableau de promesses passées : {name}").format(name=staged.file_name)[:200],
    )
    return read_promises([(line, cells) for line, cells in staged.rows], known)


def already_there(territory: Scope, rows: Sequence[Past]) -> set[tuple[str, str, str]]:
    """Those of the rows that the register has: who, what and for when."""
    due = {row.due_on for row in rows}
    found = Commitment.objects.of(territory).filter(first_due_on__in=due).values_list("owner", "what", "first_due_on")
    return {(owner, what, day.isoformat()) for owner, what, day in found} & {row.key for row in rows}
