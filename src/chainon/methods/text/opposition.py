"""Two texts on one subject: may they want opposite things?

Not an opinion about them: a warning, to read both before bringing them together. They may when what they wish of the
words they share points in opposite directions (`stance`), when they stand on two sides of a contrary (« plus tôt »,
« plus tard »), or when one defends what is and the other changes it. These signs are added; the weights were fitted by
a logistic regression on the lists of `tests/`, rounded, and the bound set so that few twins are suspected.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from .stance import WHOLE, Stance, stance

LEAST = 0.9
"""Of the signs, added: from here they may want opposite things."""
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
    changes; `gap`: how far their manners of wishing are from each other; `alike`: how surely they are about the same.
    """

    words: float
    clash: float
    worst: float
    apart: float
    counted: int
    whole: float
    gap: float
    alike: float

    def added(self) -> float:
        words = 1.25 * self.words + 1.25 * self.clash + 1.05 * self.worst
        sides = 1.3 * self.apart + 0.6 * self.counted
        return words + sides + 1.3 * self.whole + self.gap * (0.25 + 1.5 * self.alike)


def may_oppose(one: str, other: str) -> bool:
    """True when two texts, already known to be about the same, may wish the contrary of each other."""
    return opposition(one, other) > 0


def opposition(one: str, other: str) -> float:
    """How much sets two texts apart; over 0, they may want opposite things. The same both ways."""
    return signs(one, other).added() - LEAST


def contested(one: str, other: str) -> tuple[str, ...]:
    """The words, as the first text writes them, of which the two wish the contrary: the most contrary first."""
    here, there = stance(one), stance(other)
    pulls = {said: -_dot(here, there, found) for said, found in here.written.items() if found in there.wishes}
    return tuple(sorted((said for said, pull in pulls.items() if pull > 0), key=lambda said: -pulls[said])[:MOST_WORDS])


def signs(one: str, other: str) -> Signs:
    here, there = stance(one), stance(other)
    pulls = [-_dot(here, there, word) for word in (here.wishes.keys() & there.wishes.keys()) - {WHOLE}]
    apart, together = sum(pull for pull in pulls if pull > 0), -sum(pull for pull in pulls if pull < 0)
    differing = [axis for axis in here.sides.keys() & there.sides.keys() if here.sides[axis] != there.sides[axis]]
    counted = sum(isinstance(here.sides[axis], str) for axis in differing)
    mine, theirs = here.wishes[WHOLE], there.wishes[WHOLE]
    common = len(here.about & there.about) / max(1.0, math.sqrt(len(here.about) * len(there.about)))
    return Signs(
        words=(apart - together) / (apart + together + 0.5),
        clash=math.log1p(apart),
        worst=max(0.0, *pulls, 0.0),
        apart=len(differing) - counted + TITLED * len(here.titled & there.titled & set(differing)),
        counted=counted,
        whole=-(mine.more * theirs.more + mine.stay * theirs.stay),
        gap=abs(mine.more - theirs.more) + abs(mine.stay - theirs.stay),
        alike=min(1.0, common / SAID_ALIKE),
    )


def _dot(here: Stance, there: Stance, word: str) -> float:
    mine, theirs = here.wishes[word], there.wishes[word]
    return mine.more * theirs.more + STAY * mine.stay * theirs.stay
