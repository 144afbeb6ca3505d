"""Two texts on one subject: may they want opposite things?

Not an opinion about them: a warning, to read both before bringing them together. Who reads each text whole (`reader`)
says the most; beside it, a few signs: a word of which they wish the contrary (`stance`), contraries of which each takes
a side (« plus tôt », « plus tard »), and how much they speak of one thing (`meanings`). What each weighs was learned by
a logistic regression on invented disagreements that the reader had not read (`scripts/weigh_signs.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from .meanings import meaning, ways
from .reader import Told, told, wish
from .stance import Stance, stance

if TYPE_CHECKING:
    from .reader import Wish

STAY = 0.8
"""What « as it is » or « otherwise » counts beside « more » or « less »."""
MOST_WORDS = 3


class Signs(NamedTuple):
    """What sets two texts apart.

    `worst`: how much they pull apart the word that they contest most; `apart`: contraries of which each takes a side;
    `near`: how much they ask for one thing, from 0 to 1; `read`: what is told by who reads them whole.
    """

    worst: float
    apart: float
    near: float
    read: Told


class Weights(NamedTuple):
    """`same`, `other`: what is added to what the reader holds of these; `near`: what is taken from the last for texts
    that ask for one thing."""

    worst: float
    apart: float
    near: float
    read: float
    same: float
    other: float


WEIGHTS = Weights(worst=1.45, apart=0.45, near=3.70, read=0.79, same=-1.07, other=0.79)
LEAST = 0.1
"""From this sum on, two texts may want opposite things: of the five lists that were open, 94 contraries in a hundred
do, and 14 of the other pairs."""


def may_oppose(one: str, other: str, wishes: Mapping[str, Wish] | None = None) -> bool:
    """True when two texts, already known to be about the same, may wish the contrary of each other. `wishes`: of the
    texts of which it is known."""
    return one != other and opposition(one, other, wishes) > LEAST


def opposition(one: str, other: str, wishes: Mapping[str, Wish] | None = None) -> float:
    """How much sets two texts apart. The same both ways."""
    return weighed(signs(one, other, wishes), WEIGHTS)


def weighed(found: Signs, by: Weights) -> float:
    """The logarithm of the odds of the contrary; two texts that ask for one thing, if it is not the contrary, ask for
    the same, not for others."""
    same, contrary, other = found.read
    rest = math.log(math.exp(same + by.same) + math.exp(other + by.other - by.near * found.near))
    return by.worst * found.worst + by.apart * found.apart + by.read * (contrary - rest)


def contested(one: str, other: str) -> tuple[str, ...]:
    """The words, as the first text writes them, of which the two wish the contrary: the most contrary first."""
    here, there = stance(one), stance(other)
    pulls = {said: -_dot(here, there, found) for said, found in here.written.items() if found in there.wishes}
    return tuple(sorted((said for said, pull in pulls.items() if pull > 0), key=lambda said: -pulls[said])[:MOST_WORDS])


def signs(one: str, other: str, wishes: Mapping[str, Wish] | None = None) -> Signs:
    import numpy as np

    here, there = stance(one), stance(other)
    kept = wishes or {}
    return Signs(
        worst=max(0.0, *(-_dot(here, there, word) for word in here.wishes.keys() & there.wishes.keys()), 0.0),
        apart=sum(here.sides[axis] != there.sides[axis] for axis in here.sides.keys() & there.sides.keys()),
        near=min(1.0, max(0.0, float(np.dot(*ways(map(meaning, (one, other))))))),
        read=told(*(wish(text) if (found := kept.get(text)) is None else found for text in (one, other))),
    )


def _dot(here: Stance, there: Stance, word: str) -> float:
    mine, theirs = here.wishes[word], there.wishes[word]
    return mine.more * theirs.more + STAY * mine.stay * theirs.stay
