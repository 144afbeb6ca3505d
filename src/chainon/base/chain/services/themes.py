"""The everyday words of a territory: changed by a decision that is recorded, twelve at most in use."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain import rules, verbs
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Theme, ThemeAct, ThemeChange
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search

MOST = 12


@transaction.atomic
def add_theme(*, by: User, territory: Scope, name: str, decision: str, decided_on: date, position: int = MOST) -> Theme:
    """A new word; one that was given up is taken again. In use already, nothing changes.

    Raises `Refused`; `Unavailable` when twelve are in use or the decision is to come.
    """
    rules.may_set_themes(by, territory).require()
    touch(territory)  # of two sendings of a form, the second sees the first
    known = Theme.objects.filter(territory=territory, name__iexact=name).first()
    if known is not None and known.retired_on is None:
        return known
    _guard(territory, decided_on)
    _guard_number(territory)
    act = ThemeAct.ADDED if known is None else ThemeAct.RESTORED
    theme = known or Theme(territory=territory, name=name)
    theme.retired_on, theme.position = None, MOST + 1
    theme.save()
    _place(theme, position)
    _say(by, theme, act, decision=decision, decided_on=decided_on)
    return theme


@transaction.atomic
def change_theme(
    *, by: User, theme: Theme, name: str, position: int, is_used: bool, decision: str, decided_on: date
) -> Theme:
    """Another word for the same thing, another place in the list, given up or taken again. What bears it keeps it.

    Raises `Refused`; `Unavailable` when another theme has this name, twelve are in use, or the decision is to come.
    """
    territory = theme.territory
    rules.may_set_themes(by, territory).require()
    touch(territory)
    theme.refresh_from_db()
    _guard(territory, decided_on)
    before, was_used, stood = theme.name, theme.retired_on is None, theme.position
    if Theme.objects.filter(territory=territory, name__iexact=name).exclude(pk=theme.pk).exists():
        raise Unavailable(_("Un autre thème porte déjà ce nom."))
    if is_used and not was_used:
        _guard_number(territory)
    theme.name = name
    theme.retired_on = None if is_used else theme.retired_on or clock.today(zone_of(territory))
    theme.save(update_fields=["name", "retired_on"])
    if is_used:
        _place(theme, position)
    act = _act(theme, before=before, was_used=was_used, stood=stood)
    if act is not None:
        _say(by, theme, act, before=before, decision=decision, decided_on=decided_on)
    if name != before:
        search.find_again.enqueue(territory.pk, before)  # what bears it is found by its new name
    return theme


def _act(theme: Theme, *, before: str, was_used: bool, stood: int) -> ThemeAct | None:
    """What the change is called: the most that it does."""
    is_used = theme.retired_on is None
    if is_used != was_used:
        return ThemeAct.RESTORED if is_used else ThemeAct.RETIRED
    if theme.name != before:
        return ThemeAct.RENAMED
    return ThemeAct.MOVED if is_used and theme.position != stood else None


def _guard(territory: Scope, decided_on: date) -> None:
    if decided_on > clock.today(zone_of(territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu : un thème change après la décision, pas avant."))


def _guard_number(territory: Scope) -> None:
    if Theme.objects.filter(territory=territory, retired_on=None).count() >= MOST:
        raise Unavailable(_("Douze thèmes au plus servent à la fois : retirez-en un d’abord."))


def _place(theme: Theme, position: int) -> None:
    """Among those in use, numbered from one."""
    used = list(Theme.objects.filter(territory=theme.territory_id, retired_on=None).exclude(pk=theme.pk))
    used.insert(max(position, 1) - 1, theme)
    for number, each in enumerate(used, start=1):
        if each.position != number:
            each.position = number
            each.save(update_fields=["position"])


def _say(by: User, theme: Theme, act: ThemeAct, *, decision: str, decided_on: date, before: str = "") -> None:
    said = {"decision": decision, "decided_on": decided_on, "by": by, "changed_at": clock.now()}
    ThemeChange.objects.create(theme=theme, act=act, before=before, after=theme.name, **said)
    ids = {"theme": theme.public_id, "act": str(act), "decided": decided_on}
    record(verbs.THEME_CHANGED, scope=theme.territory, role=quality(by, theme.territory), by=by, **ids)
