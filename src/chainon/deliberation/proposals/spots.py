"""The point that a proposal shows, drawn on the outline of its place."""

from __future__ import annotations

from chainon.base.ui.maps import MapShape
from chainon.territory.places.selectors import outline_around

from .models import Proposal


def spot_of(proposal: Proposal) -> list[MapShape]:
    """What the map shows; nothing where there is no point."""
    if proposal.lon is None or proposal.lat is None:
        return []
    point = {"type": "Point", "coordinates": [proposal.lon, proposal.lat]}
    around = outline_around(proposal.scope)
    label = proposal.where_exactly or proposal.title
    return [*([around] if around else []), MapShape(point, label, "point")]
