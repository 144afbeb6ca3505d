"""What each sign weighs in `methods/text/opposition.py` (maintainers; a few minutes).

    python scripts/weigh_signs.py

The disagreements of `disagreements/aside` taught the reader nothing (`tune_reader.py`): what it says of them is what it
says of unknown texts. A logistic regression on their pairs tells how far to believe it, and the signs. Then each of
these files is judged by the others, and the open lists by all: how often a contrary is over another pair, and how many
are told where so many of the others are suspected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from disputes import ASIDE, CONTRARY, LISTS, Pair, groups, listed
from numpy.typing import NDArray
from scipy.optimize import minimize

from chainon.methods.text import opposition

HELD = 1e-4
"""How much the weights are held near nothing (ridge)."""
Rows = NDArray[np.float64]
SUSPECTED = (0.05, 0.1, 0.15, 0.2)


class Seen(NamedTuple):
    """`signs`: what sets each pair apart; `told`: whether they wish the contrary."""

    signs: list[opposition.Signs]
    told: NDArray[np.bool_]

    def weighed(self, by: Sequence[float]) -> Rows:
        return np.array([opposition.weighed(each, opposition.Weights(*by)) for each in self.signs])


def seen(pairs: Sequence[Pair]) -> Seen:
    signs = [opposition.signs(one, other) for one, other, _kind in pairs]
    return Seen(signs, np.array([kind == CONTRARY for *_two, kind in pairs]))


def together(some: Iterable[Seen]) -> Seen:
    signs, told = zip(*some, strict=True)
    return Seen([each for part in signs for each in part], np.concatenate(told))


def weights(known: Seen) -> Rows:
    """Logistic, both answers counting the same in all, and what is always added left free. Its last number is that."""
    counts = np.where(known.told, (~known.told).sum() / known.told.sum(), 1.0) / len(known.told)
    turned = np.where(known.told, -1.0, 1.0)

    def cost(found: Rows) -> float:
        added = known.weighed(found[:-1]) + found[-1]
        return float((counts * np.logaddexp(0, turned * added)).sum() + HELD * (found**2).sum())

    start = np.array([0.0, 0, 0, 1, 0, 0, 0])
    found: Rows = minimize(cost, start, method="L-BFGS-B").x
    return found


def judged(name: str, known: Seen, by: Rows) -> None:
    added = known.weighed(by[:-1])
    told, others = added[known.told], added[~known.told]
    over = (told[:, None] > others[None]).mean()
    bounds = [(share, np.quantile(others, 1 - share)) for share in SUSPECTED]
    said = ", ".join(f"{(told > bound).mean():.2f} for {share} ({bound:.2f})" for share, bound in bounds)
    print(f"{name}: {over:.3f}; told {said}", flush=True)


def by_file() -> Mapping[str, Seen]:
    every = groups(ASIDE)
    return {
        name: seen([pair for group in every if group.file == name for pair in group.pairs()])
        for name in sorted({group.file for group in every})
    }


def main() -> None:
    aside = by_file()
    found = weights(together(aside.values()))
    named = ", ".join(
        f"{name}={weight:.2f}" for name, weight in zip(opposition.Weights._fields, found[:-1], strict=True)
    )
    print(f"WEIGHTS = Weights({named}); {found[-1]:.2f} beside", flush=True)
    for name, known in aside.items():
        judged(name, known, weights(together(other for each, other in aside.items() if each != name)))
    lists = {name: seen(listed(name)) for name in LISTS}
    for name, known in {**lists, "all the lists": together(lists.values())}.items():
        judged(name, known, found)


if __name__ == "__main__":
    main()
