"""Who is counted, and where: how many words published and how many people told, before any protection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min

from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import ToldBack
from chainon.base.scopes.models import Kind, Scope
from chainon.deliberation.proposals.models import Proposal

from .periods import Period

Count = tuple[str, str, str, int]
"""Place (the smallest), channel, "yes" where it is a first voice, how many. People told: the two in the middle are
empty."""
Person = dict[str, str]
HERE = "-"
"""What stands at the scale of the territory, in none of its places."""
MOST_PLACES = 24


def bounds(period: Period, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a period and the one after its last, where the days are counted."""
    return (
        datetime.combine(period.first, time(), ZoneInfo(zone)),
        datetime.combine(period.last + timedelta(days=1), time(), ZoneInfo(zone)),
    )


class Places:
    """The places of a territory. `keys`: those that are counted apart: all, or the largest only where they are too many
    for the proof."""

    def __init__(self, territory: Scope) -> None:
        found = Scope.objects.within(territory).filter(kind=Kind.PLACE).order_by("path")
        self.keep(dict(found.values_list("path", "public_id")), MOST_PLACES)

    def keep(self, every: dict[str, str], most: int) -> None:
        """`every`: path → public id. Whole levels of the tree are left out, the deepest first."""
        self.every, self.paths = every, {key: path for path, key in every.items()}
        depth = max(map(_depth, every), default=0)
        while sum(_depth(path) <= depth for path in every) > most:
            depth -= 1
        self.by_path = {path: key for path, key in every.items() if _depth(path) <= depth}

    @property
    def keys(self) -> list[str]:
        return list(self.by_path.values())

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """For each place that holds others: those inside it."""
        found = {}
        for path, key in self.by_path.items():
            inside = tuple(other for below, other in self.by_path.items() if below.startswith(path) and below != path)
            if inside:
                found[key] = inside
        return found

    def smallest(self, path: str) -> str:
        """The smallest place that holds a scope."""
        return _holder(path, self.every)

    def counted(self, key: str) -> str:
        """Where what was counted in a place is shown: there, or in the place around it."""
        return _holder(self.paths[key], self.by_path) if key in self.paths else HERE


def _depth(path: str) -> int:
    return path.count(".")


def _holder(path: str, places: dict[str, str]) -> str:
    steps = path.rstrip(".").split(".")
    holders = (places.get(".".join(steps[:length]) + ".") for length in range(len(steps), 0, -1))
    return next((key for key in holders if key), HERE)


def voices(territory: Scope, places: Places, quarter: Period) -> list[Count]:
    """Proposals by the day on which they were published here, whatever became of them since. A first voice is the first
    that its account, where it has one, published in the territory."""
    published = Proposal.objects.of(territory).exclude(published_at=None)
    begun = dict(published.exclude(author=None).order_by().values_list("author").annotate(first=Min("published_at")))
    start, end = bounds(quarter, zone_of(territory))
    rows = published.filter(published_at__gte=start, published_at__lt=end)
    found: Counter[tuple[str, str, str]] = Counter()
    for moment, path, origin, author in rows.values_list("published_at", "scope__path", "origin", "author"):
        is_first = author is not None and begun[author] == moment
        found[places.smallest(path), origin, "yes" if is_first else "no"] += 1
    return [(*key, number) for key, number in sorted(found.items())]


def told(territory: Scope, places: Places, quarter: Period) -> list[Count]:
    """People to whom someone went to tell what became of their word, by the day on which it was noted."""
    start, end = bounds(quarter, zone_of(territory))
    rows = ToldBack.objects.filter(node__territory=territory, recorded_at__gte=start, recorded_at__lt=end)
    found: Counter[str] = Counter()
    for path, people in rows.values_list("node__scope__path", "people"):
        found[places.smallest(path)] += people
    return [(key, "", "", number) for key, number in sorted(found.items())]


def one_by_one(counts: Iterable[Sequence[str | int]], places: Places, quarter: Period) -> Iterator[Person]:
    """As many rows as there are people."""
    for place, channel, first, number in counts:
        person = {
            "place": places.counted(str(place)), "period": quarter.code, "channel": str(channel), "first": str(first),
        }  # fmt: skip
        yield from [person] * int(number)
