"""The matrix of permissions of a slice, `permissions.txt` beside its `rules.py`: test and documentation at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope


@dataclass(frozen=True)
class Line:
    """What is asked (the act, the state…), and what each person is answered."""

    asked: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "-".join(self.asked)

    def people(self, scope: Scope, **named: User) -> Iterator[tuple[User | AnonymousUser, bool]]:
        """Each person in turn, and whether they may; what is written in a turn is forgotten before the next, so that
        what the line is about is made once for them all. Roles are held in `scope`; `named` are columns of their own.
        """
        for who, answer in self.answers:
            with transaction.atomic():
                yield named.get(who) or someone(who, scope), answer == "y"
                transaction.set_rollback(True)


def someone(who: str, scope: Scope) -> User | AnonymousUser:
    """Whom a column names: nobody, a resident without a role, or someone whose role is held in `scope`."""
    if who == "nobody":
        return AnonymousUser()
    user = User.objects.create_user(f"{who}@example.org", who)
    if who != "resident":
        Grant.objects.create(user=user, role=Role(who), scope=scope, given_at=clock.now())
    return user


def lines(rules: ModuleType, asked: int = 3) -> list[Line]:
    """Each line: the `asked` first columns (the act, the state…), then y or n for each who."""
    assert rules.__file__ is not None
    text = (Path(rules.__file__).parent / "permissions.txt").read_text(encoding="utf-8")
    head, *rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [Line(tuple(row[:asked]), tuple(zip(head[asked:], row[asked:], strict=True))) for row in rows]
