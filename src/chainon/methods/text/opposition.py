"""Two texts on one subject: may they want opposite things?

Not an opinion about them: a warning, to read both before bringing them together. They may when what they wish of the
words they share points in opposite directions (`stance`), when they stand on two sides of a contrary (« plus tôt »,
« plus tard »), or when one defends what is and the other changes it. These signs are added, with weights learned by a
logistic regression on requests written by hand (`scripts/learn_meanings.py`), to what is told by who reads each text
whole (`reader`); the bound is set so that few twins are suspected.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from .meanings import learned, meaning, ways
from .reader import contrary, wish
from .stance import WHOLE, Stance, stance

if TYPE_CHECKING:
    from .reader import Wish

READ, LEAST, SURE = 5.0, -3.5, 3.0
"""What the reader counts beside the signs; from this sum on, two texts may want opposite things, or from that of the
signs alone: what is plainly said is told. The signs had learned from the first lists, and say little of others: what
each counts was chosen on the five, of which 90 contraries in a hundred are told, and 18 of the other pairs."""
STAY = 0.8
"""What « as it is » or « otherwise » counts beside « more » or « less »."""
SAID_ALIKE = 0.25
"""From this share of common words on, two texts are surely about the same."""
TITLED = 1.2
"""What a contrary counts more, when the two titles say it."""
MOST_WORDS = 3


class Signs(NamedTuple):
    """What sets two texts apart.

    `words`: of the words that both wish something of, those pulled apart less those pulled together, -1 to 1; `clash`:
    how much they are pulled apart; `worst`: the most that one word is; `apart`: contraries of which each takes a side;
    `counted`: days and numbers that differ; `whole`: one is for what the other is against, one keeps what the other
    changes; `gap`: how far their manners of wishing are from each other; `alike`: how surely they are about the same;
    `both`: the two together. By how much each looks like the texts that refuse or defend what is (`meanings`), as
    likelihoods: `side`, their difference; `sides`, that one does and not the other; `surest`, the larger, for what they
    do not ask alike; `far`, their difference before they are likelihoods. `near`: how much they ask for the same.
    """

    words: float
    clash: float
    worst: float
    apart: float
    counted: int
    whole: float
    gap: float
    alike: float
    both: float
    side: float
    sides: float
    surest: float
    far: float
    near: float

    def told(self) -> tuple[float, ...]:
        """As the regression reads them: what is many times more is not so many times surer. Then 1."""
        return (*(math.copysign(math.log1p(abs(each)), each) for each in self), 1.0)


def may_oppose(one: str, other: str, wishes: Mapping[str, Wish] | None = None) -> bool:
    """True when two texts, already known to be about the same, may wish the contrary of each other. `wishes`: of the
    texts of which it is known."""
    return one != other and opposition(one, other, wishes) > 0


def opposition(one: str, other: str, wishes: Mapping[str, Wish] | None = None) -> float:
    """How much sets two texts apart; over 0, they may want opposite things. The same both ways."""
    here, there = (wish(text) if (kept := (wishes or {}).get(text)) is None else kept for text in (one, other))
    told = zip(signs(one, other).told(), learned().signs, strict=True)
    added = sum(sign * weight for sign, weight in told)
    return max(added + READ * contrary(here, there) - LEAST, added - SURE)


def contested(one: str, other: str) -> tuple[str, ...]:
    """The words, as the first text writes them, of which the two wish the contrary: the most contrary first."""
    here, there = stance(one), stance(other)
    pulls = {said: -_dot(here, there, found) for said, found in here.written.items() if found in there.wishes}
    return tuple(sorted((said for said, pull in pulls.items() if pull > 0), key=lambda said: -pulls[said])[:MOST_WORDS])


def signs(one: str, other: str) -> Signs:
    import numpy as np

    here, there = stance(one), stance(other)
    this, that = meaning(one), meaning(other)
    near = min(1.0, max(0.0, float(np.dot(*ways((this, that))))))
    sure, surer = (1 / (1 + math.exp(-each.side)) for each in (this, that))
    pulls = [-_dot(here, there, word) for word in (here.wishes.keys() & there.wishes.keys()) - {WHOLE}]
    apart, together = sum(pull for pull in pulls if pull > 0), -sum(pull for pull in pulls if pull < 0)
    differing = [axis for axis in here.sides.keys() & there.sides.keys() if here.sides[axis] != there.sides[axis]]
    counted = sum(isinstance(here.sides[axis], str) for axis in differing)
    mine, theirs = here.wishes[WHOLE], there.wishes[WHOLE]
    gap = abs(mine.more - theirs.more) + abs(mine.stay - theirs.stay)
    common = len(here.about & there.about) / max(1.0, math.sqrt(len(here.about) * len(there.about)))
    return Signs(
        words=(apart - together) / (apart + together + 0.5),
        clash=math.log1p(apart),
        worst=max(0.0, *pulls, 0.0),
        apart=len(differing) - counted + TITLED * len(here.titled & there.titled & set(differing)),
        counted=counted,
        whole=-(mine.more * theirs.more + mine.stay * theirs.stay),
        gap=gap,
        alike=(alike := min(1.0, common / SAID_ALIKE)),
        both=gap * alike,
        side=abs(sure - surer),
        sides=sure * (1 - surer) + surer * (1 - sure),
        surest=max(sure, surer) * (1 - near),
        far=abs(this.side - that.side),
        near=near,
    )


def _dot(here: Stance, there: Stance, word: str) -> float:
    mine, theirs = here.wishes[word], there.wishes[word]
    return mine.more * theirs.more + STAY * mine.stay * theirs.stay
