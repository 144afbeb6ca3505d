"""The figures of the `polis` mode, as plain values and in words."""

from __future__ import annotations

from typing import Any

from chainon.methods.french import sentence, typeset

from .polis import Pick, PolisResult
from .report import rounded
from .wording import words


def polis_facts(result: PolisResult) -> dict[str, Any]:
    """Consensus, representative statements, group-informed consensus (products) and priorities, as Polis names them."""
    statements = result.reactions.statements
    gic = zip(statements, result.gic_agree, result.gic_disagree, result.priority, strict=True)
    return {
        "rule": "polis",
        "participants": len(result.reactions.participants),
        "statements": len(statements),
        "groups": list(result.counts.sizes) if result.names else [],
        "group_names": list(result.names),
        "silhouette": rounded(result.silhouette),
        "stability": None,
        "consensus": [_entry(result, pick) for pick in result.consensus],
        "divisive": [],
        "minority": [],
        "representative": [
            {"group": result.names[group]} | _entry(result, pick)
            for group, picks in enumerate(result.representative)
            for pick in picks
        ],
        "table": [
            {
                "id": name,
                "group_informed_agree": float(agree),
                "group_informed_disagree": float(disagree),
                "priority": float(priority),
            }
            for name, agree, disagree, priority in gic
        ],
    }


def polis_told(result: PolisResult) -> str:
    volume = {
        "participants": len(result.reactions.participants),
        "statements": len(result.reactions.statements),
        "count": len(result.names),
    }
    lines = [sentence(words("polis-volume", volume)), "", sentence(words("gathers"))]
    lines += [_line(result, pick) for pick in result.consensus]
    for name, picks in zip(result.names, result.representative, strict=False):
        group = words("group", {"name": name})
        lines += ["", sentence(words("representative", {"group": group})), *(_line(result, pick) for pick in picks)]
    return typeset("\n".join(lines))


def _entry(result: PolisResult, pick: Pick) -> dict[str, Any]:
    name = result.reactions.statements[pick.statement]
    return {"id": name, "direction": pick.direction, "score": rounded(pick.score)}


def _line(result: PolisResult, pick: Pick) -> str:
    return f"  énoncé {result.reactions.statements[pick.statement]} — {words(pick.direction)}"
