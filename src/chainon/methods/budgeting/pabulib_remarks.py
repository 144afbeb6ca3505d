"""What a Pabulib file says and its own ballots contradict: told, and left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from chainon.methods.errors import MethodError

from .amounts import cents_of
from .model import BallotType, Instance
from .pabulib_text import PabulibError, PabulibFile, integer


def remarks(file: PabulibFile, instance: Instance) -> Iterator[MethodError]:
    """In the order: META, PROJECTS, ballots outside the limits that META gives."""
    for key, found in (("num_projects", len(instance.projects)), ("num_votes", instance.ballots.voters)):
        if file.value(key) and integer(file.value(key)) != found:
            yield PabulibError("told-otherwise", line=file.line_of(key), key=key, told=file.value(key), found=found)
    for key in ("date_begin", "date_end"):
        if file.value(key) and not is_date(file.value(key)):
            yield PabulibError("bad-date", line=file.line_of(key), key=key, found=file.value(key))
    ids = file.projects.column("project_id") or ()
    for name, counted in (("votes", instance.votes), ("score", instance.scores)):
        for line, project, told, found in zip(
            file.projects.lines, ids, file.projects.column(name) or [""] * len(ids), counted, strict=True
        ):
            # The score of an ordinal ballot is whatever the town's scale gave.
            is_ours = name == "votes" or instance.ballots.kind is not BallotType.ORDINAL
            if told and is_ours and integer(told.removesuffix(".0")) != found:
                yield PabulibError("votes-otherwise", line=line, id=project, told=told, found=found)
    yield from _outside(file, instance)


def is_date(text: str) -> bool:
    """`31.05.2026` or `2026`."""
    if re.fullmatch(r"\d{4}", text):
        return True
    match = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text)
    try:
        return match is not None and bool(date(int(match[3]), int(match[2]), int(match[1])))
    except ValueError:
        return False


def _outside(file: PabulibFile, instance: Instance) -> Iterator[MethodError]:
    """How many ballots name too few or too many projects, give too few or too many points, or cost too much."""
    ballots = instance.ballots
    lengths = ballots.starts[1:] - ballots.starts[:-1]
    rows = np.arange(len(ballots)).repeat(lengths)
    costs = np.array([project.cost for project in instance.projects], np.int64)
    every = np.arange(len(ballots))
    measured = {"length": (every, lengths), "sum_cost": (every, _sums(rows, costs[ballots.projects], len(ballots)))}
    if ballots.kind in (BallotType.CUMULATIVE, BallotType.SCORING):
        measured["sum_points"] = (every, _sums(rows, ballots.points, len(ballots)))
        measured["points"] = (rows, ballots.points)
    for name, (groups, values) in measured.items():
        for side in ("min", "max"):
            key = f"{side}_{name}"
            limit = (cents_of if name == "sum_cost" else integer)(file.value(key))
            if limit is None:
                continue
            outside = values < limit if side == "min" else values > limit
            count = int(ballots.weights[np.unique(groups[outside])].sum())
            if count:
                told = file.value(key)
                yield PabulibError("outside-limit", line=file.line_of(key), key=key, limit=told, ballots=count)


def _sums(rows: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    total = np.zeros(groups, np.int64)
    np.add.at(total, rows, values)
    return total
