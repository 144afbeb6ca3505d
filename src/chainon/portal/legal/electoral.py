"""From which day, before an election, a community praises nothing of what it achieved."""

from __future__ import annotations

from datetime import date

READ_ON = date(2026, 11, 22)
"""The day on which the article below was read. No lawyer has checked this file."""


def first_neutral_day(first_round: date) -> date:
    """The first day of the sixth month before the month of the vote.

    Code électoral, article L. 52-1, second paragraph: « À compter du premier jour du sixième mois précédant le mois au
    cours duquel il doit être procédé à des élections générales, aucune campagne de promotion publicitaire des
    réalisations ou de la gestion d’une collectivité ne peut être organisée sur le territoire des collectivités
    intéressées par le scrutin. » An election on 14 or 21 March 2027 begins it on 1 September 2026.
    """
    months = first_round.year * 12 + first_round.month - 1 - 6
    return date(months // 12, months % 12 + 1, 1)
