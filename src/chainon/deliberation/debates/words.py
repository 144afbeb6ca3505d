"""Counts of reasons as one says them."""

from __future__ import annotations

from django.utils.translation import ngettext

from chainon.base.ui.typography import number

from .models import Debate, Side


def in_numbers(side: Side, count: int) -> str:
    """ "14 raisons pour", "1 nuance"."""
    said = {
        Side.FOR: ngettext("%(number)s raison pour", "%(number)s raisons pour", count),
        Side.AGAINST: ngettext("%(number)s raison contre", "%(number)s raisons contre", count),
        Side.NUANCE: ngettext("%(number)s nuance", "%(number)s nuances", count),
    }
    return said[side] % {"number": number(count)}


def counts_in_words(debate: Debate) -> str:
    return ", ".join(in_numbers(side, debate.count_of(side)) for side in Side)
