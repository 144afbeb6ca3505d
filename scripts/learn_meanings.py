"""Make `methods/text/learned.npz` again from `scripts/requests` (maintainers; two minutes).

    python scripts/learn_meanings.py [--judge]

`--judge`: first, each file of requests is set aside in turn and judged by what the others teach.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.optimize import minimize
from scipy.sparse import csr_array, lil_array

from chainon.methods.text import meanings, opposition  # the modules: what they know is set below
from chainon.methods.text.matters import KIN, SYNONYMS, written
from chainon.methods.text.reading import reading
from chainon.methods.text.vectors import vectors

REQUESTS = Path(__file__).with_name("requests")
TESTS = Path(meanings.__file__).parent / "tests"
WISHES = TESTS / "opposite_wishes.txt"
LISTS = ("near_duplicates_dev.json", "near_duplicates_held_out.json", "near_duplicates_second_held_out.json")
Rows = NDArray[np.float64]
EVEN = 0.6
"""How much the differences between twins are held to be the same along each number (ridge)."""
RARE, HELD, HELD_SIGNS = 5, 3.0, 0.3
"""A saying is of so many texts; how much the weights of the two regressions are held near nothing."""


class File(NamedTuple):
    """`texts`, and pairs of their places; `request`: which one each text is of; `seen`, `said`: what they have."""

    texts: list[str]
    same: list[tuple[int, int]]
    opposite: list[tuple[int, int]]
    different: list[tuple[int, int]]
    request: list[int]


def read(path: Path) -> File:
    file = File([], [], [], [], [])

    def add(written: Sequence[str], request: int) -> int:
        file.texts.append("\n".join(written))
        file.request.append(request)
        return len(file.texts) - 1

    for number, group in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        twins = [add(each, 2 * number) for each in group["twins"]]
        file.same.extend(combinations(twins, 2))
        for contrary in group.get("contraries", ())[:1]:
            against = add(contrary, 2 * number)
            file.opposite.extend((each, against) for each in twins)
        for neighbour in group.get("neighbours", ()):
            other = add(neighbour, 2 * number + 1)
            file.different.extend((each, other) for each in twins)
    return file


def rarities(texts: list[str]) -> tuple[Rows, Rows]:
    rows, lines = np.zeros(len(vectors().rows)), np.zeros(len(KIN) + len(SYNONYMS))
    for text in texts:
        found = reading(text)
        rows[list(found.used)] += 1
        lines[[place for place, _weight in meanings.lines(found.features)]] += 1
    return np.log((len(texts) + 5) / (rows + 1)), np.log((len(texts) + 5) / (lines + 1))


def axes(seen: Rows, same: Sequence[tuple[int, int]]) -> Rows:
    """Along which wordings of one request differ little, and all texts much."""
    one, other = np.array(same).T
    apart = seen[one] - seen[other]
    within = apart.T @ apart / len(apart) / 2
    within = (1 - EVEN) * within + EVEN * np.trace(within) / len(within) * np.eye(len(within))
    values, found = eigh(seen.T @ seen / len(seen), within)
    values, found = values[::-1][: meanings.AXES], found[:, ::-1][:, : meanings.AXES]
    return found * (np.maximum(values - 1, 0) / values) ** 0.75


def regression(seen: Any, answers: Rows, held: float) -> Rows:
    """Logistic, both answers counting the same in all; the last number of each line is 1 and is not held."""
    weights = np.where(answers == 1, (answers == 0).sum() / max(1, answers.sum()), 1.0)
    ridge = np.full(seen.shape[1], held)
    ridge[-1] = 1e-3
    turned = seen.T

    def cost(found: Rows) -> tuple[float, Rows]:
        sure = 1 / (1 + np.exp(-(seen @ found)))
        said = answers * np.log(sure + 1e-9) + (1 - answers) * np.log(1 - sure + 1e-9)
        slope = turned @ (weights * (sure - answers)) + ridge * found
        return float(-(weights * said).sum() + (ridge * found**2).sum() / 2), slope

    return minimize(cost, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


class Beside:
    """Lines of many numbers, then lines of few among very many."""

    def __init__(self, many: Rows, few: csr_array) -> None:
        self.many, self.few = many, few
        self.shape = (len(many), many.shape[1] + few.shape[1])
        self.T = Turned(self)

    def __matmul__(self, found: Rows) -> Rows:
        first, second = np.split(found, [self.many.shape[1]])
        return self.many @ first + self.few @ second


class Turned:
    def __init__(self, beside: Beside) -> None:
        self.beside = beside

    def __matmul__(self, found: Rows) -> Rows:
        return np.concatenate([found @ self.beside.many, self.beside.few.T @ found])


class Taught:
    """What some files teach."""

    def __init__(self, files: list[File]) -> None:
        self.files = files
        self.texts = [text for file in files for text in file.texts]
        offsets = np.cumsum([0, *(len(file.texts) for file in files)])
        self.rows, self.lines = rarities(self.texts)
        seen = self.seen(self.texts)
        self.middle = seen.mean(0)
        same = [
            (start + one, start + other)
            for start, file in zip(offsets, files, strict=False)
            for one, other in file.same
        ]
        self.axes = axes(seen - self.middle, same)
        ways = (seen - self.middle) @ self.axes
        requests = np.array([1000 * number + each for number, file in enumerate(files) for each in file.request])
        order = np.argsort(requests, kind="stable")
        self.requests = whole(ways[order])
        self.starts = np.array(
            [at for at, place in enumerate(order) if not at or requests[place] != requests[order[at - 1]]]
        )
        sayings = Counter(each for text in self.texts for each in meanings.sayings(text))
        self.sayings = {each: place for place, each in enumerate(sorted(e for e, n in sayings.items() if n >= RARE))}
        sides = [
            (start + one, kind)
            for start, file in zip(offsets, files, strict=False)
            for one, kind in sides_of(file).items()
        ]
        places = [one for one, _kind in sides]
        said = Beside(seen[places], self.said([self.texts[one] for one in places]))
        self.sides = regression(said, np.array([kind for _one, kind in sides], float), HELD)

    def seen(self, texts: list[str]) -> Rows:
        return np.array([meanings.features(text, self.rows, self.lines) for text in texts], float)

    def said(self, texts: list[str]) -> csr_array:
        """The sayings of each text, then 1."""
        found = lil_array((len(texts), len(self.sayings) + 1))
        for line, text in enumerate(texts):
            known = [self.sayings[each] for each in meanings.sayings(text) if each in self.sayings]
            found[line, known] = meanings.each_saying(len(known))
        found[:, -1] = 1
        return csr_array(found)

    def known(self) -> meanings.Learned:
        seen, said, fixed = np.split(self.sides, [len(self.middle), len(self.sides) - 1])
        small = np.float32
        return meanings.Learned(
            rows=self.rows.astype(small),
            lines=self.lines.astype(small),
            middle=self.middle.astype(small),
            axes=self.axes.astype(small),
            requests=meanings._unit(self.requests.astype(small)),
            starts=self.starts,
            sides=seen.astype(small),
            sayings=dict(zip(self.sayings, said.tolist(), strict=True)),
            fixed=float(fixed[0]),
            signs=(),
        )

    def keep(self, signs: Rows) -> None:
        known = self.known()
        np.savez_compressed(
            meanings.FILE,
            rows=known.rows.astype(np.float16),
            lines=known.lines.astype(np.float16),
            middle=known.middle,
            axes=known.axes.astype(np.float16),
            requests=self.requests,
            starts=self.starts.astype(np.int32),
            sides=known.sides,
            said=np.frombuffer("\n".join(known.sayings).encode(), dtype=np.uint8),
            sayings=np.array(list(known.sayings.values()), np.float16),
            fixed=np.float32(known.fixed),
            signs=signs.astype(np.float32),
            written=np.array(written()),
        )
        print(f"{meanings.FILE.stat().st_size / 1e6:.2f} MB")


def whole(ways: Rows) -> NDArray[np.int8]:
    return np.clip(np.round(meanings.FINE * ways / np.linalg.norm(ways, axis=1, keepdims=True)), -127, 127).astype(
        np.int8
    )


def sides_of(file: File) -> dict[int, int]:
    """1 for those who want the contrary of the others, 0 for these."""
    contrary = {other for _one, other in file.opposite}
    return {one: 0 for one, _other in file.opposite} | dict.fromkeys(contrary, 1)


def use(taught: Taught) -> None:
    known = taught.known()
    meanings.learned = opposition.learned = lambda: known
    meanings.meaning.cache_clear()


def signs_of(file: File) -> tuple[Rows, Rows]:
    """What sets each pair of a file apart, by what is in use now; 1 for those who want the contrary."""
    pairs = [(pair, 1) for pair in file.opposite] + [(pair, 0) for pair in (*file.same, *file.different)]
    signs = [opposition.signs(file.texts[one], file.texts[other]).told() for (one, other), _kind in pairs]
    return np.array(signs), np.array([kind for _pair, kind in pairs], float)


def wishes() -> File:
    lines = [line.replace(" / ", "\n") for line in WISHES.read_text(encoding="utf-8").splitlines()]
    texts = [line for line in lines if line and not line.startswith("#")]
    starts = range(0, len(texts), 3)
    opposite = [(start + one, start + 2) for start in starts for one in (0, 1)]
    return File(texts, [(start, start + 1) for start in starts], opposite, [], [])


def listed(name: str) -> File:
    """A list that judged an earlier code, and is open to all since."""
    said = json.loads((TESTS / name).read_text(encoding="utf-8"))
    places = {each["id"]: place for place, each in enumerate(said["proposals"])}
    pairs = ([(places[one], places[other]) for one, other in said[kind]] for kind in ("same", "opposite", "different"))
    return File([f"{each['title']}\n{each['text']}" for each in said["proposals"]], *pairs, [])


def recall(texts: list[str], same: Sequence[tuple[int, int]], pools: int = 3) -> float:
    """Of the texts of a file, drawn by some hundred, how many have their twin among the three nearest."""
    twins: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        twins[one].append(other)
        twins[other].append(one)
    found = []
    ways = meanings.ways(map(meanings.meaning, texts))
    for seed in range(pools):
        drawn = np.random.default_rng(seed).permutation(len(texts))
        for start in range(0, len(drawn), 100):
            here = set(drawn[start : start + 100].tolist())
            for one in here & twins.keys():
                others = sorted((here - {one} - set(twins[one])) | {twins[one][0]})
                near = meanings.likeness(ways[one], ways[others])
                found.append((near > near[others.index(twins[one][0])]).sum() < 3)
    return float(np.mean(found))


def main() -> None:
    meanings.encode = cache(meanings.encode)
    files = {path.stem: read(path) for path in sorted(REQUESTS.glob("*.json"))}
    signs, answers = [], []
    for number, (name, file) in enumerate(files.items()):
        if not file.opposite and "--judge" not in sys.argv:
            continue
        use(Taught([other for place, other in enumerate(files.values()) if place != number]))
        if "--judge" in sys.argv:
            print(f"{name}: recall@3 {recall(file.texts, file.same):.3f}", flush=True)
        if file.opposite:
            found, kinds = signs_of(file)
            signs.append(found)
            answers.append(kinds)
    judged_signs(signs, answers)
    taught = Taught(list(files.values()))
    use(taught)
    for file in (wishes(), *map(listed, LISTS)):
        found, kinds = signs_of(file)
        signs.append(found)
        answers.append(kinds)
    taught.keep(regression(np.vstack(signs), np.concatenate(answers), HELD_SIGNS))


def judged_signs(signs: list[Rows], answers: list[Rows]) -> None:
    """Each file judged by the others: of the contraries, how many are told when 15 % of the other pairs are."""
    for place, (found, kinds) in enumerate(zip(signs, answers, strict=True)):
        others = [number for number in range(len(signs)) if number != place]
        seen, known = np.vstack([signs[n] for n in others]), np.concatenate([answers[n] for n in others])
        added = found @ regression(seen, known, HELD_SIGNS)
        bounds = np.quantile(added[kinds == 0], [0.9, 0.85, 0.8])
        told = [f"{(added[kinds == 1] > bound).mean():.3f} over {bound:.2f}" for bound in bounds]
        print("contraries told, 10, 15, 20 % of the others suspected:", ", ".join(told), flush=True)


if __name__ == "__main__":
    main()
