"""An analysis told in French, as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from chainon.methods.french import sentence, typeset

from .analysis import Analysis
from .drawing import group_words
from .findings import Finding
from .model import Direction, Statement
from .representative import Representative
from .stability import KEPT, MOST_PEOPLE
from .wording import percent, words

SHOWN = 10


def told(analysis: Analysis, statements: Iterable[Statement] = ()) -> str:
    """What a facilitator reads: how many, which groups, the four lists, what each group says more than the others.

    Ten statements a list, with the share of each group that holds the direction.
    """
    telling = _Telling(analysis, {statement.id: statement.text for statement in statements})
    found = analysis.findings
    lines = [sentence(line) for line in telling.opening()]
    for code, findings in (
        ("gathers", found.gathers),
        ("divides", found.divides),
        ("minority", found.minority),
        ("unknown", found.unknown),
    ):
        lines += ["", _heading(words(code)), *telling.listed([telling.line(finding) for finding in findings])]
    for group, picks in enumerate(analysis.representative):
        if analysis.grouped.names:
            title = words("representative", {"group": telling.names[group]})
            lines += ["", _heading(title), *telling.listed([telling.pick(pick) for pick in picks])]
    return typeset("\n".join(lines))


class _Telling:
    def __init__(self, analysis: Analysis, texts: dict[str, str]) -> None:
        self.analysis, self.texts = analysis, texts
        declared = analysis.grouped.lens == "declared"
        self.names = [group_words(name, is_declared=declared) for name in analysis.grouped.names]

    def opening(self) -> list[str]:
        analysis = self.analysis
        reactions, grouped = analysis.reactions, analysis.grouped
        volume = {
            "participants": len(reactions.participants),
            "statements": len(reactions.statements),
            "reactions": len(reactions),
        }
        lines = [words("volume", volume), self._groups()]
        outside = len(reactions.participants) - sum(analysis.counts.sizes)
        if self.names and outside:
            code = "without-group-one" if outside == 1 else "without-group"
            lines.append(words(code, {"people": outside}))
        if grouped.stability is not None and self.names:
            kept = {"consensus": grouped.stability.consensus, "divisive": grouped.stability.divisive}
            drawn = MOST_PEOPLE if sum(analysis.counts.sizes) * KEPT > MOST_PEOPLE else 0
            lines.append(words("kept", {name: _plain(value) for name, value in kept.items()} | {"drawn": drawn}))
        return lines

    def _groups(self) -> str:
        grouped, sheet = self.analysis.grouped, self.analysis.settings
        if grouped.reason is not None:
            needed = {
                "few-voters": sheet.fewest_voters,
                "few-placed": sheet.fewest_voters,
                "few-statements": sheet.fewest_statements,
                "few-declared": sheet.fewest_people,
            }
            return words(grouped.reason, {"needed": needed.get(grouped.reason, 0)})
        sizes = self.analysis.counts.sizes
        shown = [f"{name} ({size})" for name, size in zip(self.names, sizes, strict=True)]
        code = "lens-declared" if grouped.lens == "declared" else f"lens-opinion-{grouped.verdict}"
        return words(code, {"count": len(sizes), "groups": shown})

    def listed(self, lines: list[str]) -> list[str]:
        if not lines:
            return [f"  {sentence(words('nothing'))}"]
        shown = [f"  {rank}. {line}" for rank, line in enumerate(lines[:SHOWN], start=1)]
        others = len(lines) - SHOWN
        return [*shown, f"  {words('and-others', {'others': others})}"] if others > 0 else shown

    def line(self, finding: Finding) -> str:
        place = finding.statement
        bearers = [self.names[group] for group in finding.groups if self.names]
        if finding in self.analysis.findings.unknown:
            note = words("too-few", {"groups": bearers}) if bearers else words("too-few-everyone")
        elif finding in self.analysis.findings.minority and finding.direction is not None:
            held = {"groups": bearers, "direction": words(finding.direction)}
            note = f"{words('carried', held)} ({self._shares(place, finding.direction)})"
        else:
            direction: Direction = finding.direction or "agree"
            note = f"{words(direction)} ({self._shares(place, direction)})"
        return f"{self._named(place)} — {note}"

    def pick(self, pick: Representative) -> str:
        note = f"{words(pick.direction)} ({self._shares(pick.statement, pick.direction)})"
        return f"{self._named(pick.statement)} — {note}"

    def _named(self, place: int) -> str:
        name = self.analysis.reactions.statements[place]
        return f"« {self.texts[name]} »" if self.texts.get(name) else f"énoncé {name}"

    def _shares(self, place: int, direction: Direction) -> str:
        counts = self.analysis.counts
        kind = counts.agree if direction == "agree" else counts.disagree
        names = self.names or [words("everyone")]
        return " ; ".join(
            f"{name} : {percent(int(count), int(seen))}"
            for name, count, seen in zip(names, kind[:, place], counts.seen[:, place], strict=True)
        )


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _heading(text: str) -> str:
    return text[:1].upper() + text[1:]
