"""The report of an analysis: what went in, by which rules, what came out; hashed, so that a guarantor recomputes it.

Facts name no participant. Counts by group are whole: small ones are protected before they are published
(`methods/disclosure`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from chainon.methods.evidence import canonical, sha256_hex

from .analysis import Analysis
from .drawing import dots
from .findings import Finding
from .model import Groups, Reactions, Statement

RULE = "chainon-opinions-1"
_DIGITS = 6


def inputs_sha256(reactions: Reactions, groups: Groups | None = None, excluded: Iterable[str] = ()) -> str:
    """SHA-256 of all that was analysed, the same whatever order the lines came in.

    Canonical JSON of `participants` and `statements` (sorted by their bytes), `reactions` (SHA-256 of the rows, then
    the columns, as little-endian 32-bit integers, then the answers as signed bytes, sorted by row then column),
    `groups` (participant to name) and `excluded`.
    """
    digest = hashlib.sha256()
    for array, kind in ((reactions.rows, "<i4"), (reactions.columns, "<i4"), (reactions.answers, "i1")):
        digest.update(np.ascontiguousarray(array, dtype=kind).tobytes())
    whole = {
        "participants": list(reactions.participants),
        "statements": list(reactions.statements),
        "reactions": digest.hexdigest(),
        "groups": dict(groups or {}),
        "excluded": sorted(set(excluded), key=str.encode),
    }
    return sha256_hex(canonical(whole))


def facts(analysis: Analysis, inputs: str, statements: Iterable[Statement] = ()) -> dict[str, Any]:
    """What was found, as plain values; numbers that are not whole have six decimals. `inputs`: `inputs_sha256`."""
    grouped, found = analysis.grouped, analysis.findings
    texts = {statement.id: statement.text for statement in statements}
    stability = grouped.stability
    return {
        "rule": RULE,
        "inputs_sha256": inputs,
        "seed": analysis.seed,
        "settings": analysis.settings.as_json(),
        "participants": len(analysis.reactions.participants),
        "statements": len(analysis.reactions.statements),
        "reactions": len(analysis.reactions),
        "lens": grouped.lens,
        "reason": grouped.reason,
        "groups": list(analysis.counts.sizes) if grouped.names else [],
        "group_names": list(grouped.names),
        "silhouette": rounded(grouped.silhouette),
        "stability": rounded(stability.groups) if stability else None,
        "halves": rounded(stability.halves) if stability else None,
        "consensus_kept": rounded(stability.consensus) if stability else None,
        "divisive_kept": rounded(stability.divisive) if stability else None,
        "verdict": "declared" if grouped.lens == "declared" else grouped.verdict,
        "consensus": [_entry(analysis, finding, texts) for finding in found.gathers],
        "divisive": [_entry(analysis, finding, texts) for finding in found.divides],
        "minority": [_entry(analysis, finding, texts) for finding in found.minority],
        "unknown": [_entry(analysis, finding, texts) for finding in found.unknown],
        "representative": [
            {
                "group": grouped.names[pick.group],
                "id": analysis.reactions.statements[pick.statement],
                "direction": pick.direction,
                "score": rounded(pick.score),
                "share": rounded(pick.share),
            }
            for picks in analysis.representative
            for pick in picks
        ],
        "table": [_counts(analysis, place) for place in range(len(analysis.reactions.statements))],
    }


def map_table(analysis: Analysis) -> list[dict[str, Any]]:
    """The map as a table: a line a dot."""
    names = analysis.grouped.names
    return [
        {"group": names[dot.group] if names else None, "x": dot.x, "y": dot.y, "people": dot.people}
        for dot in dots(analysis)
    ]


def facts_sha256(found: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of facts, numbers that are not whole as texts of six decimals."""
    return sha256_hex(canonical(_exact(found)))


def _exact(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.{_DIGITS}f}"
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value


def rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS) + 0.0  # a zero without its sign


def _entry(analysis: Analysis, finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    name = analysis.reactions.statements[finding.statement]
    entry: dict[str, Any] = {
        "id": name,
        "direction": finding.direction,
        "score": rounded(finding.score),
        "minimum": rounded(finding.minimum),
        "groups": [analysis.grouped.names[group] for group in finding.groups if analysis.grouped.names],
    }
    return entry | ({"text": texts[name]} if name in texts else {})


def _counts(analysis: Analysis, place: int) -> dict[str, Any]:
    """Whole counts of a statement: over everybody, then by group in the order of `group_names`."""
    table = analysis.counts.table[:, :, place]
    groups = table[:, :-1].T.tolist() if analysis.grouped.names else []
    return {
        "id": analysis.reactions.statements[place],
        "everyone": _answers(table.sum(axis=1).tolist()),
        "by_group": [_answers(counts) for counts in groups],
    }


def _answers(counts: list[int]) -> dict[str, int]:
    disagree, passed, agree = counts
    return {"agree": agree, "disagree": disagree, "pass": passed}
