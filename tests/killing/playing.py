"""The play: a town that acts, deaths at random instants, and the account at the end."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.mail.models import Mail, State
from chainon.base.scopes.services import create_territory
from chainon.commitments.answers.services import add_answerer
from tests.processes import until

from .accounting import Account, account_of
from .calling import Line
from .crowd import Crowd, Town
from .machine import machine
from .mailbox import mailbox

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUIET_SECONDS = 900
RESTART_SECONDS = 120


@dataclass(frozen=True)
class Outcome:
    seed: int
    killed: Counter[str]
    seconds: float
    acts: int
    requests: int
    again: Counter[str]
    """What was asked again, and after what."""
    account: Account


def play(variables: dict[str, str], *, kills: int, seed: int) -> Outcome:
    """`variables`: the environment of the processes; this one reads the same database, migrated and empty."""
    dice, town = random.Random(seed), settle()
    with mailbox() as post, machine(variables, post.port) as run:
        line = Line(run.port)
        crowd, start = Crowd(line, town, post, seed), time.monotonic()
        crowd.start()
        for _death in range(kills):
            if dice.random() < 0.8:  # else while it starts again, too
                until(run.is_whole, "the machine stands again", RESTART_SECONDS)
            time.sleep(dice.uniform(0.1, 2.5))
            run.kill_one(dice)
            if crowd.faults:
                raise crowd.faults[0]
        seconds = time.monotonic() - start
        crowd.leave()
        until(run.is_whole, "the machine stands again", RESTART_SECONDS)
        _empty(crowd)
        crowd.close()
    return Outcome(
        seed=seed,
        killed=Counter(name for name, _at in run.killed),
        seconds=seconds,
        acts=crowd.said.acts,
        requests=line.attempts,
        again=line.stories,
        account=account_of(crowd.said, post, [at for name, at in run.killed if name == "worker"]),
    )


def settle() -> Town:
    territory = create_territory(name="Valmont").scope
    residents = [User.objects.create_user(f"habitant{each}@example.org", f"Habitant {each}") for each in range(6)]
    bruno = User.objects.create_user("bruno@example.org", "Bruno")
    Grant.objects.create(user=bruno, role=Role.FACILITATOR, scope=territory, given_at=clock.now())
    names = ("Habitat Valmont", "La ville", "Le département")
    answerers = [
        add_answerer(by=bruno, territory=territory, name=name, email=f"service{number}@example.org")
        for number, name in enumerate(names)
    ]
    Mail.objects.all().delete()  # the account begins here
    return Town(
        {each.public_id: session_of(each) for each in residents},
        session_of(bruno),
        [each.public_id for each in answerers],
    )


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.cookies["sessionid"].value


def _empty(crowd: Crowd) -> None:
    """Until everything was handed over, answered, promised and sent. What died in somebody's hands is due after five
    minutes: those are made to pass for it."""
    deadline = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < deadline:
        if crowd.faults:
            raise crowd.faults[0]
        waiting = Mail.objects.filter(state=State.WAITING)
        abandoned = waiting.filter(held_until__lt=clock.now() + timedelta(seconds=270))  # held for half a minute
        abandoned.update(held_until=None)
        if not waiting.exists() and crowd.has_nothing_left():
            time.sleep(3)  # a tick and a half: whatever was about to be written is
            if not waiting.exists() and crowd.has_nothing_left():
                return
        time.sleep(0.5)
    raise AssertionError("mail still waits, or nobody reads it")
