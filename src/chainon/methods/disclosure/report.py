"""The report of a protection: the rule, what was published, what a second attack found in it. It holds nothing hidden.

There is no hash of the true counts: a hidden count is small, and whoever has such a hash could try them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.french import sentence

from .attack import attack
from .model import Finding, Publication, Rule
from .wording import attack_words, words

RULE = "chainon-disclosure-1"


@dataclass(frozen=True)
class Report:
    """`facts` are hashed; `timings` (CPU seconds by stage) are not."""

    publication: Publication
    rule: Rule
    findings: tuple[Finding, ...]
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "rule": RULE,
            "threshold": self.rule.threshold,
            "width": self.rule.least_width,
            "zeros": self.rule.zeros,
            "published_sha256": sha256_hex(canonical(published(self.publication))),
            "cells": _cells(self.publication),
            "hidden": _hidden(self.publication),
            "findings": [finding.as_dict() for finding in self.findings],
            "explanation": self.explanation,
        }

    @property
    def explanation(self) -> list[str]:
        """French sentences for those who read the tables."""
        told = []
        hidden = _hidden(self.publication)
        bound = max((table.noise for table in self.publication.tables), default=0)
        if hidden:
            params = {"hidden": hidden, "cells": _cells(self.publication), "threshold": self.rule.threshold}
            told += [sentence(words("hidden", params)), sentence(words("hidden-may-be-zero"))]
        elif not bound:
            told.append(sentence(words("hidden-none")))
        if bound:
            told.append(sentence(words("noise", {"noise": bound})))
        return told + attack_words(self.findings)

    def as_dict(self) -> dict[str, Any]:
        """`facts`, the SHA-256 of their canonical JSON, and `timings`."""
        facts = self.facts
        return {**facts, "sha256": sha256_hex(canonical(facts)), "timings": dict(self.timings)}


def report(publication: Publication, rule: Rule | None = None, timings: Mapping[str, float] | None = None) -> Report:
    """Attack what is about to be published and say what came of it. Raises as `attack` does."""
    chosen = rule or Rule()
    return Report(publication, chosen, attack(publication, chosen), timings or {})


def published(publication: Publication) -> dict[str, Any]:
    """The tables as plain values, rows in the order of their codes."""
    return {
        "dimensions": [
            {"name": d.name, "atoms": list(d.atoms), "groups": {name: sorted(d.groups[name]) for name in d.groups}}
            for d in publication.dimensions
        ],
        "tables": [
            {
                "name": table.name,
                "dimensions": list(table.dimensions),
                "noise": table.noise,
                "cells": [[*codes, count] for codes, count in sorted(table.counts.items(), key=lambda item: item[0])],
            }
            for table in publication.tables
        ],
        "impossible": [dict(combination) for combination in publication.impossible],
    }


def _cells(publication: Publication) -> int:
    return sum(len(table.counts) for table in publication.tables)


def _hidden(publication: Publication) -> int:
    return sum(count is None for table in publication.tables for count in table.counts.values())
