"""What a territory decides for all, what leaves, and time."""

from __future__ import annotations

import random
from datetime import timedelta

from chainon.base.accounts.services import erase_account
from chainon.base.chain.models import Pause, Relation, Theme
from chainon.base.chain.services import announce_pause, set_delay, withdraw_pause
from chainon.base.chain.services.themes import change_theme

from .town import NothingThere, Town, act, one_of


@act
def announce_a_pause(town: Town, dice: random.Random) -> object:
    first = town.in_days(dice.randrange(40))
    days = {"first": first, "last": first + timedelta(days=dice.randrange(60))}
    return announce_pause(by=town.ines, territory=town.territory, reason="Vacances", **days)


@act
def withdraw_the_pause(town: Town, dice: random.Random) -> object:
    pauses = Pause.objects.filter(territory=town.territory).select_related("territory").order_by("pk")
    return withdraw_pause(by=town.ines, pause=one_of(dice, pauses))


@act
def promise_another_delay(town: Town, dice: random.Random) -> object:
    expects = dice.choice([Relation.ANSWER, Relation.COMMITMENT, Relation.UPDATE])
    return set_delay(by=town.ines, territory=town.territory, expects=expects, days=dice.randrange(1, 200))


@act
def change_a_theme(town: Town, dice: random.Random) -> object:
    theme = one_of(dice, Theme.objects.filter(territory=town.territory).select_related("territory").order_by("pk"))
    name = dice.choice([theme.name, f"Mot {dice.randrange(99)}"])
    said = {"is_used": dice.random() < 0.7, "decision": "Conseil de quartier", "decided_on": town.today}
    return change_theme(by=town.ines, theme=theme, name=name, position=dice.randrange(1, 12), **said)


@act
def close_an_account(town: Town, dice: random.Random) -> object:
    if len(town.residents) < 2 or dice.random() < 0.5:
        raise NothingThere
    return erase_account(by=town.residents[0], user=town.residents.pop(0), scope=town.territory)


@act
def days_pass(town: Town, dice: random.Random) -> None:
    town.now += timedelta(days=dice.choice([1, 8, 31, 95]))
