"""The whole chain in one page: what is spoken of, who speaks, where it is stuck. Eight queries, whatever the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from chainon.base.chain.models import Relation, Stage, Theme
from chainon.base.chain.selectors import LEADS_TO, themes_of, today
from chainon.base.scopes.models import Scope
from chainon.base.ui.names import in_words
from chainon.governance.bodies.models import Body

from .look import WITHOUT_BODY, WITHOUT_THEME, Look, Without, open_waits, tallied

SPOKEN = (Stage.VOICE, Stage.DELIBERATION)
NAMED = 12
"""Whose turn it is: so many are named, those who are late first."""
Key = int | None
Cells = Counter[tuple[Key, Key, Stage]]


@dataclass(frozen=True)
class Cell:
    """A number and the list behind it; without a list where there is nothing."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class Row:
    """`length`: of its bar, in percent of the longest. `url` is the list of all that the row counts."""

    label: str
    total: int
    length: str
    url: str
    cells: list[Cell]
    page: str = ""


@dataclass(frozen=True)
class Stuck:
    """What is expected and not there yet: at a stage, or from someone."""

    label: str
    waiting: int
    late: int
    url: str
    late_url: str
    length: str
    late_length: str


@dataclass(frozen=True)
class Overview:
    """`silent`: themes of which nobody speaks; `mute`: open bodies that have carried nothing."""

    stages: list[Cell]
    total: Cell
    themes: list[Row]
    bodies: list[Row]
    silent: list[str]
    mute: list[Body]
    stuck: list[Stuck]
    turns: list[Stuck]
    waiting: int
    late: int

    @property
    def has_any(self) -> bool:
        return self.total.number > 0


def overview(territory: Scope, look: Look, bodies: Sequence[Body]) -> Overview:
    """Of what `look` narrows to. `bodies`: those that may be named (`bodies_shown`). Four queries."""
    named = {body.scope_id: body for body in bodies}
    cells = _cells(territory, look, named)
    themes = themes_of(territory)
    by_stage, turns = _missing_by_stage(territory, look), _missing_by_whose(territory, look)
    of_themes = _of_themes(cells, themes, look)
    return Overview(
        stages=[_cell(str(stage.label), _sum(cells, stage=stage), look, stages=(stage,)) for stage in Stage],
        total=_cell("", sum(cells.values()), look),
        themes=of_themes,
        bodies=_of_bodies(cells, themes, named, look),
        silent=_silent(cells, themes),
        mute=_mute(cells, bodies, look),
        stuck=by_stage,
        turns=turns,
        waiting=sum(each.waiting for each in by_stage),
        late=sum(each.late for each in by_stage),
    )


def _cells(territory: Scope, look: Look, named: Mapping[int, Body]) -> Cells:
    """How many by (theme, body, stage); a body that may not be named is counted as none."""
    rows = tallied(territory, look).order_by().values_list("theme_id", "body_id", "stage").annotate(Sum("count"))
    cells: Cells = Counter()
    for theme, body, stage, number in rows:
        cells[theme, body if body in named else None, Stage(stage)] += number
    return cells


def _sum(cells: Cells, *, theme: Key | str = "any", stage: Stage | None = None) -> int:
    return sum(
        number
        for (its_theme, _body, its_stage), number in cells.items()
        if theme in ("any", its_theme) and stage in (None, its_stage)
    )


def _cell(label: str, number: int, look: Look, **change: object) -> Cell:
    return Cell(label, number, look.address("nodes", **change) if number else "")


def _of_themes(cells: Cells, themes: Iterable[Theme], look: Look) -> list[Row]:
    """In the order of the territory; a theme given up is shown while something bears it."""
    counts: dict[Key, Counter[Stage]] = {}
    for (theme, _body, stage), number in cells.items():
        counts.setdefault(theme, Counter())[stage] += number
    longest = max((count.total() for count in counts.values()), default=0)
    shown: list[tuple[Key, Theme | Without]] = [
        (each.pk, each) for each in themes if each.retired_on is None or each.pk in counts
    ]
    if None in counts:
        shown.append((None, WITHOUT_THEME))
    return [
        Row(
            label=str(theme),
            total=counts.get(key, Counter()).total(),
            length=_length(counts.get(key, Counter()).total(), longest),
            url=look.address("nodes", theme=theme),
            cells=[
                _cell(str(stage.label), counts.get(key, Counter())[stage], look, theme=theme, stages=(stage,))
                for stage in Stage
            ],
        )
        for key, theme in shown
    ]


def _of_bodies(cells: Cells, themes: Sequence[Theme], named: Mapping[int, Body], look: Look) -> list[Row]:
    """Who speaks of what: words and debates, those who speak most first; outside bodies at the end."""
    counts: dict[Key, Counter[Key]] = {}
    for (theme, body, stage), number in cells.items():
        if stage in SPOKEN:
            counts.setdefault(body, Counter())[theme] += number
    longest = max((count.total() for count in counts.values()), default=0)
    said: dict[Key, Theme | Without] = {None: WITHOUT_THEME, **{each.pk: each for each in themes}}
    ordered = sorted(counts, key=lambda body: (body is None, -counts[body].total(), body or 0))
    return [
        _body_row(named[key] if key is not None else WITHOUT_BODY, counts[key], longest, said, look) for key in ordered
    ]


def _body_row(
    body: Body | Without, count: Counter[Key], longest: int, said: Mapping[Key, Theme | Without], look: Look
) -> Row:
    mine = {"body": body, "stages": SPOKEN}
    return Row(
        label=str(body),
        total=count.total(),
        length=_length(count.total(), longest),
        url=look.address("nodes", **mine),
        cells=[
            _cell(str(said[theme]), number, look, theme=said[theme], **mine) for theme, number in count.most_common()
        ],
        page=body.get_absolute_url() if isinstance(body, Body) else "",
    )


def _silent(cells: Cells, themes: Iterable[Theme]) -> list[str]:
    """« Ce dont on ne parle pas »: the words in use that nobody's voice bears."""
    heard = {theme for (theme, _body, stage) in cells if stage == Stage.VOICE}
    return [theme.name for theme in themes if theme.retired_on is None and theme.pk not in heard]


def _mute(cells: Cells, bodies: Iterable[Body], look: Look) -> list[Body]:
    if look.body is not None:
        return []
    heard = {body for (_theme, body, _stage) in cells}
    around = look.place.path if look.place is not None else ""
    return [
        body
        for body in bodies
        if body.closed_on is None and body.scope_id not in heard and body.scope.path.startswith(around)
    ]


def _missing_by_stage(territory: Scope, look: Look) -> list[Stuck]:
    late = Count("pk", filter=Q(due_on__lt=today(territory)))
    rows = open_waits(territory, look).order_by().values_list("expects").annotate(waiting=Count("pk"), late=late)
    waiting: Counter[Stage] = Counter()
    of_them_late: Counter[Stage] = Counter()
    for expects, number, number_late in rows:
        stage = LEADS_TO[Relation(expects)]
        waiting[stage] += number
        of_them_late[stage] += number_late
    longest = max(waiting.values(), default=0)
    return [
        _stuck(str(stage.label), waiting[stage], of_them_late[stage], longest, look, stages=(stage,))
        for stage in Stage
        if waiting[stage]
    ]


def _missing_by_whose(territory: Scope, look: Look) -> list[Stuck]:
    late = Count("pk", filter=Q(due_on__lt=today(territory)))
    found = open_waits(territory, look).order_by().values_list("whose").annotate(waiting=Count("pk"), late=late)
    rows = list(found.order_by("-late", "-waiting", "whose")[:NAMED])
    longest = max((number for _whose, number, _late in rows), default=0)
    return [_stuck(whose, number, number_late, longest, look, whose=whose) for whose, number, number_late in rows]


def _stuck(label: str, waiting: int, late: int, longest: int, look: Look, **change: object) -> Stuck:
    return Stuck(
        label=in_words(label),
        waiting=waiting,
        late=late,
        url=look.address("awaited", **change),
        late_url=look.address("awaited", is_late=True, **change) if late else "",
        length=_length(waiting, longest),
        late_length=_length(late, longest),
    )


def _length(number: int, longest: int) -> str:
    return f"{100 * number / longest:.2f}%" if longest and number else ""
