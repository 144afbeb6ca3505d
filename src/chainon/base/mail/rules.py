"""Who may look into the outbox. Mails carry codes and links: their words are for the person they are written to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

_overseers: list[Callable[[Any], Verdict]] = []


def let_oversee(rule: Callable[[Any], Verdict]) -> None:
    """Roles live above this slice: the one that knows them says who looks after the outbox."""
    if rule not in _overseers:
        _overseers.append(rule)


def may_oversee(by: Any) -> Verdict:
    """See what waits and what failed, never the words; have failures tried again."""
    verdicts = [rule(by) for rule in _overseers]
    refusals = [verdict for verdict in verdicts if not verdict]
    if verdicts and not refusals:
        return ALLOWED
    return refusals[0] if refusals else refuse(_("Personne n’est chargé du courrier sortant."))


def may_read_words() -> Verdict:
    """Anyone, where everything is invented: one installation has one outbox, so no real territory may be beside."""
    territories = list(Territory.objects.values_list("is_demonstration", flat=True))
    if not territories or not all(territories):
        return refuse(_("Les courriels ne se lisent que dans une démonstration, où tout est inventé."))
    if urlsplit(settings.CHAINON_URL).scheme == "https":
        return refuse(_("Cette plateforme est publiée (adresse https) : ses courriels ne sont montrés à personne."))
    return ALLOWED
