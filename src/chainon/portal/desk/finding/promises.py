"""What others promised: the team, and those who took it on, see that it is not forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from chainon.commitments.commitments.models import Commitment, Notice
from chainon.portal.desk.desks import Desk
from chainon.portal.desk.sorts import Group, Level, Sort
from chainon.portal.reading import Found, arm

SEEN_WITHIN = timedelta(days=60)
"""Later, nobody remembers how it was before."""


def notices(desk: Desk) -> Found:
    """The seven days announced have passed."""
    waiting = Notice.objects.filter(said_at=None, withdrawn_at=None, may_say_on__lte=desk.today)
    mine = waiting.filter(commitment__territory=desk.territory, commitment__scope__in=desk.team)
    named = {"key": "commitment__node__public_id", "title": "commitment__what", "who": "commitment__owner"}
    return arm("notices", mine, on="may_say_on", **named)


def unchecked(desk: Desk) -> Found:
    done = Commitment.objects.of(desk.territory).unchecked(desk.today - SEEN_WITHIN)
    named = {"key": "node__public_id", "title": "what", "who": "owner"}
    return arm("unchecked", done.filter(scope__in=desk.counters), on="ended_on", **named)


SORTS = (
    Sort(
        "notices",
        Level.SOON,
        Group.ANSWERS,
        notices,
        what=_("« Non tenu » peut être dit : %(title)s"),
        why=_("Annoncé à : %(who)s. Les sept jours sont passés le %(day)s."),
        act=_("Le dire, ou retirer l’annonce"),
        url="commitments:announce",
    ),
    Sort(
        "unchecked",
        Level.REST,
        Group.ANSWERS,
        unchecked,
        what=_("À aller voir sur place : %(title)s"),
        why=_("%(who)s dit que c’est fait depuis le %(day)s ; personne n’a encore vérifié."),
        act=_("Noter ce que des habitants ont vu"),
        url="commitments:count",
    ),
)
