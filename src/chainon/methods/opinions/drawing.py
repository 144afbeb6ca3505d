"""The map of opinions as SVG, and its twin as a table: every dot stands for five people or more."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np

from chainon.methods.french import sentence

from .analysis import Analysis
from .cells import cells, centres
from .wording import words

WIDTH, HEIGHT, MARGIN, LEGEND = 640, 520, 24, 26
MOST_DOTS = 256
COLOURS = ("#1b5e8c", "#b3541e", "#2e7d4f", "#7b3f8c", "#8a6d00", "#5a5a5a")
"""On white each has a contrast of 4.5 or more; the shape tells the groups apart without them."""

_CORNERS: dict[int, tuple[tuple[float, float], ...]] = {
    1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    2: ((0, -1.3), (1.2, 0.9), (-1.2, 0.9)),
    3: ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    4: ((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)),
}
"""A square, a triangle, a diamond and a bar; the first group's shape is a circle."""


@dataclass(frozen=True)
class Dot:
    """`people` neighbours of one group (-1: no groups), at their mean; `x` and `y` as in `Plane.points`."""

    group: int
    x: float
    y: float
    people: int


def dots(analysis: Analysis) -> tuple[Dot, ...]:
    """The dots of the map, none when there are too few people or statements. People in no group are not drawn.

    Within each group, neighbours are gathered so that each dot is of `fewest_people` or more, and that all the groups
    make `MOST_DOTS` dots at most.
    """
    where = analysis.plane
    if where is None:
        return ()
    membership = analysis.grouped.membership
    groups = len(analysis.grouped.names)
    drawn = membership if groups else np.where(where.placed, 0, -1)
    fewest = analysis.settings.fewest_people
    result: list[Dot] = []
    for group in range(max(groups, 1)):
        points = where.points[(drawn == group) & where.placed] if groups else where.points[drawn == group]
        if len(points) < fewest:
            continue
        middles, sizes = centres(points, cells(points, fewest, MOST_DOTS // max(groups, 1)))
        result += [
            Dot(group if groups else -1, round(float(x), 6), round(float(y), 6), int(people))
            for (x, y), people in zip(middles, sizes, strict=True)
        ]
    return tuple(result)


def group_words(name: str, *, is_declared: bool) -> str:
    """How a group is called in a sentence: its own name, or `groupe 2`."""
    return name if is_declared else words("group", {"name": name})


def svg(analysis: Analysis) -> str | None:
    """The map, with a title and a description that a screen reader says; None when there is none to draw."""
    found = dots(analysis)
    if not found:
        return None
    declared = analysis.grouped.lens == "declared"
    names = [group_words(name, is_declared=declared) for name in analysis.grouped.names]
    people = {group: sum(dot.people for dot in found if dot.group == group) for group in {dot.group for dot in found}}
    legend = [words("map-group", {"name": names[group], "people": people[group]}) for group in sorted(people) if names]
    legend = [text[:1].upper() + text[1:] for text in legend]
    fewest = analysis.settings.fewest_people
    title = words("map-title", {"people": sum(people.values())})
    described = words("map-desc", {"fewest": fewest, "groups": " ".join(map(sentence, legend))}).strip()
    height = HEIGHT + LEGEND * len(legend)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="map-title map-desc">',
        f'<title id="map-title">{escape(title)}</title>',
        f'<desc id="map-desc">{escape(described)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_dots(found),
        *(_legend(row, group, text) for row, (group, text) in enumerate(zip(sorted(people), legend, strict=False))),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _dots(found: tuple[Dot, ...]) -> list[str]:
    """The dots, as large as the frame allows, with one scale for both axes."""
    across, along = [dot.x for dot in found], [dot.y for dot in found]
    left, width = min(across), max(across) - min(across)
    low, height = min(along), max(along) - min(along)
    scale = min((WIDTH - 2 * MARGIN) / (width or 1), (HEIGHT - 2 * MARGIN) / (height or 1))
    most = max(dot.people for dot in found)
    drawn = []
    for dot in sorted(found, key=lambda dot: (-dot.people, dot.group, dot.x, dot.y)):
        x = WIDTH / 2 + scale * (dot.x - left - width / 2)
        y = HEIGHT / 2 - scale * (dot.y - low - height / 2)
        drawn.append(_shape(dot.group, x, y, 3 + 4 * (dot.people / most) ** 0.5))
    return drawn


def _shape(group: int, x: float, y: float, size: float) -> str:
    """The shape tells the group without its colour."""
    paint = f'fill="{COLOURS[group % len(COLOURS)]}" fill-opacity="0.75"'
    corners = _CORNERS.get(group % 5)
    if corners is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    points = " ".join(f"{x + size * across:.1f},{y + size * down:.1f}" for across, down in corners)
    return f'<polygon points="{points}" {paint}/>'


def _legend(row: int, group: int, text: str) -> str:
    y = HEIGHT + LEGEND * row + LEGEND / 2
    label = f'<text x="{MARGIN + 20}" y="{y + 5:.0f}" font-family="sans-serif" font-size="16" fill="#222222">'
    return f"{_shape(group, MARGIN, y, 7)}{label}{escape(text)}</text>"
