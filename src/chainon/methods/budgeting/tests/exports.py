"""Invented votes as published files, with all that a rule can meet: envelopes, exclusions, places, points, ties."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

from chainon.methods.budgeting.counting import counted
from chainon.methods.budgeting.folder import contents
from chainon.methods.budgeting.pabulib_export import published, write_text
from chainon.methods.budgeting.pabulib_text import read_text
from chainon.methods.budgeting.sheet import Rule
from chainon.methods.ties import Ties

PLACES = ("Nord", "Sud")


def random_file(seed: int) -> tuple[str, str | None]:
    """The text of a small vote, and the column of places when the rule may use it."""
    rng = random.Random(seed)
    ids = [str(number) for number in rng.sample(range(1, 40), rng.randint(1, 8))]
    kind = rng.choice(["approval", "approval", "cumulative", "scoring", "ordinal"])
    prices = rng.choice([[6], [4, 8, 0], [3, 6, 12], [1, 2, 3, 5, 8, 13], [0.5, 7.25, 20]])
    costs = {name: rng.choice(prices) for name in ids}
    budget = rng.randint(0, max(1, round(rng.choice([0.4, 0.7, 1.1]) * sum(costs.values()))))
    lines = ["META", "key;value", f"budget;{budget}", f"vote_type;{kind}"]
    if rng.random() < 0.25:
        lines += ["categories;vert,jeu", f"budget_per_category;{rng.randint(0, budget)},{rng.randint(0, budget)}"]
    lines += ["PROJECTS", "project_id;cost;category;neighborhood;exclusive;name"]
    with_rivals = rng.random() < 0.3
    for name, cost in costs.items():
        label = rng.choice(["", "a", "b", "a,b"]) if with_rivals else ""
        lines.append(f'{name};{cost};{rng.choice(["vert", "jeu", ""])};{rng.choice(PLACES)};{label};"Le ""{name}"""')
    has_points = kind in ("cumulative", "scoring")
    lines += ["VOTES", "voter_id;neighborhood;vote;points"]
    for voter in range(rng.randint(0, 14)):
        named = rng.sample(ids, rng.randint(0, min(len(ids), 4)))
        points = ",".join(str(rng.randint(0, 4)) for _ in named) if has_points else ""
        lines.append(f"v{voter};{rng.choice(PLACES)};{','.join(named)};{points}")
    return "\n".join(lines) + "\n", "neighborhood" if rng.random() < 0.4 else None


def random_rule(seed: int, places: str | None) -> Rule:
    rng = random.Random(-seed - 1)
    split = (("Nord", Fraction(3)), ("Sud", Fraction(2))) if places and rng.random() < 0.7 else ()
    ties = rng.choice([Ties("id"), Ties("draw", seed=f"graine {seed}"), Ties("refuse")])
    minimum = rng.choice([1, 1, 1, 2, 0])
    if rng.random() < 0.25:
        ranking, too_dear = rng.choice(["votes", "votes-per-cost"]), rng.choice(["skip", "stop"])
        return Rule("greedy", minimum, ties, ranking=ranking, too_dear=too_dear)
    return Rule(
        "equal-shares",
        minimum,
        ties,
        utility=rng.choice(["cost", "cardinality", "points"]),
        start=rng.choice(["exact", "whole"]),
        shares=split,
        step=rng.choice([1, 10, 100]),
        stop=rng.choice(["none", "overspend", "exhaustive"]),
        fill=rng.choice(["none", "votes", "votes-per-cost"]),
        comparison=rng.choice(["none", "none", "satisfaction", "exclusion"]),
    )


def export(folder: Path, text: str, rule: Rule, places: str | None = None) -> dict[str, bytes]:
    """The folder that `chainon count --out` would write, and its files."""
    file, problems = read_text(text)
    assert file is not None and not problems
    ballots = write_text(published(file, places=places))
    files = contents(counted(ballots.encode(), rule, places, "€"), ballots)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return files
