"""A person's own line of the sealed file, for that person only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from chainon.governance.draws.services.ceremony import sealed_document
from chainon.governance.seats.selectors import Holder
from chainon.methods.sortition.opening import personal_line
from chainon.methods.sortition.seal import Document


@dataclass(frozen=True)
class OwnLine:
    """`document` is the file to download; the rest says it in words."""

    document: Document
    profile: list[tuple[str, str]]
    household: bool
    count: int
    panels: int
    is_drawn: bool

    @property
    def chance(self) -> Fraction:
        return Fraction(self.count, self.panels)

    @property
    def one_in(self) -> int:
        """One chance in how many, about; 0 when there was none."""
        return round(self.panels / self.count) if self.count else 0


def own_line(holder: Holder) -> OwnLine:
    """Raises `Unavailable` after the purge, `SortitionError` (`unknown-person`) for someone the draw did not hold."""
    sealed = sealed_document(holder.draw)
    document = personal_line(sealed, holder.volunteer.public_id)
    line = document["line"]
    panel = (holder.draw.opening or {}).get("panel", {"members": []})
    return OwnLine(
        document=document,
        profile=[
            (feature["name"], value) for feature, value in zip(sealed["terms"]["features"], line["values"], strict=True)
        ],
        household=sealed["terms"]["households"] and line["household"] is not None,
        count=line["count"],
        panels=line["panels"],
        is_drawn=document["token"] in {member["token"] for member in panel["members"]},
    )
