"""Supporting, taking one's support back; recording it for someone met; the sheets of paper.

Each holds the territory's row first (`touch`), so that counts follow one another and cannot drift.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip

from . import rules, selectors
from .kinds import listener
from .models import Declared, Support, SupportCount, Way
from .people import fingerprint


@transaction.atomic
def support(*, by: User, node: Node) -> None:
    """With one's account; twice is once. Raises `Refused`."""
    rules.may_support(by, node).require()
    _add(node, user=by)


@transaction.atomic
def stop_supporting(*, by: User, node: Node) -> None:
    """Whatever became of the node."""
    touch(node.territory)
    _remove(node, user=by)


@transaction.atomic
def support_by_slip(*, node: Node, slip: Slip) -> None:
    """By whoever typed the code of a slip whose form was entered (`slip_with_code`): a blank one is nobody's yet.

    Twice is once. Raises `Refused`.
    """
    rules.takes_support(node).require()
    _add(node, slip=slip)


@transaction.atomic
def stop_by_slip(*, node: Node, slip: Slip) -> None:
    touch(node.territory)
    _remove(node, slip=slip)


@transaction.atomic
def record_person(*, by: User, node: Node, first_name: str, digits: str) -> bool:
    """Someone met on the way wants to support it; whether they had not already. Raises `Refused`."""
    rules.may_record(by, node).require()
    return _add(node, person=fingerprint(node.territory, first_name, digits))


@transaction.atomic
def unrecord_person(*, by: User, node: Node, first_name: str, digits: str) -> bool:
    """They changed their mind: with the same words it is found, and only so. Raises `Refused`."""
    rules.may_record(by, node).require()
    touch(node.territory)
    return _remove(node, person=fingerprint(node.territory, first_name, digits))


@transaction.atomic
def declare_online(*, by: By, node: Node, entry: UUID) -> Declared:
    """Without account or code: shown apart, capped a day, never counted in what decides. Sent twice, it is once.

    Raises `Refused`, also beyond the cap.
    """
    rules.may_support(by, node).require()
    return _declare(node, Way.ONLINE, 1, clock.today(zone_of(node.territory)), entry=entry)


@transaction.atomic
def enter_sheet(*, by: User, node: Node, number: int, collected_on: date, entry: UUID) -> Declared:
    """The signatures of a sheet of paper: declared. Sent twice, it is once.

    Raises `Refused`; `Unavailable` when the day is to come.
    """
    rules.may_enter_sheet(by, node).require()
    if collected_on > clock.today(zone_of(node.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    return _declare(node, Way.PAPER, number, collected_on, entry=entry, by=by)


@transaction.atomic
def take_sheet_back(*, by: User, sheet: Declared) -> None:
    """It was typed wrong, or twice. Raises `Refused`."""
    rules.may_enter_sheet(by, sheet.node).require()
    touch(sheet.node.territory)
    if Declared.objects.filter(pk=sheet.pk).delete()[0]:
        _count(sheet.node, paper=-sheet.number)


@transaction.atomic
def bring_supports(*, source: Node, target: Node) -> None:
    """What was merged keeps all its supports: those of `source` also count for `target`, each person once.

    For the slices that join nodes, with the leave of those they asked; twice is once.
    """
    touch(target.territory)
    for row in Support.objects.filter(node=source).select_related("user", "slip"):
        _add(target, user=row.user, slip=row.slip, person=row.person)
    for each in Declared.objects.filter(node=source):
        entry = uuid5(each.entry, target.public_id)
        if not Declared.objects.filter(entry=entry).exists():
            kept = {"way": each.way, "number": each.number, "collected_on": each.collected_on, "by": each.by}
            Declared.objects.create(node=target, entry=entry, declared_at=each.declared_at, **kept)
            _count(target, **{each.way: each.number})


def forget_supports(user: User) -> None:
    """The account is being closed: what it supported counts one less."""
    for row in Support.objects.filter(user=user).select_related("node__territory"):
        touch(row.node.territory)
        _remove(row.node, user=user)


def _add(node: Node, *, user: User | None = None, slip: Slip | None = None, person: str = "") -> bool:
    touch(node.territory)
    who = {"user": user, "slip": slip, "person": person}
    if Support.objects.filter(node=node, **who).exists():
        return False
    Support.objects.create(node=node, supported_at=clock.now(), **who)
    _count(node, counted=1)
    if (told := listener(node)) is not None:
        told(node, selectors.counted_of(node))
    return True


def _remove(node: Node, **who: object) -> bool:
    if not Support.objects.filter(node=node, **who).delete()[0]:
        return False
    _count(node, counted=-1)
    return True


def _declare(node: Node, way: Way, number: int, day: date, *, entry: UUID, by: User | None = None) -> Declared:
    touch(node.territory)
    if known := Declared.objects.filter(entry=entry).first():
        return known
    same_day = Declared.objects.filter(node=node, way=way, collected_on=day).values_list("number", flat=True)
    rules.has_room(way, sum(same_day), number).require()
    declared = Declared.objects.create(
        node=node, way=way, number=number, collected_on=day, by=by, entry=entry, declared_at=clock.now()
    )
    _count(node, **{way: number})
    return declared


def _count(node: Node, **more: int) -> None:
    moved = {name: F(name) + by for name, by in more.items()}
    if not SupportCount.objects.filter(node=node).update(changed_at=clock.now(), **moved):
        SupportCount.objects.create(node=node, changed_at=clock.now(), **more)
