"""What waits for the office that answers, on the desk of whoever reads its mail: the links that were sent there."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.models import Node, Relation, Wait
from chainon.commitments.answers.links import path_of, sign_path, token_of
from chainon.commitments.answers.models import Draft, Handover
from chainon.commitments.answers.selectors import answerers_at
from chainon.commitments.commitments import links as promises
from chainon.commitments.commitments.models import Commitment, Notice
from chainon.portal.desk.desks import Desk
from chainon.portal.desk.sorts import SOON, Group, Level, Sort
from chainon.portal.reading import Found, Row, arm, day


def of_an_office(find: Callable[[Desk], Found]) -> Callable[[Desk], Found | None]:
    """Nothing is looked for where no address of theirs is proven."""
    return lambda desk: find(desk) if desk.mailboxes else None


def _handed(desk: Desk) -> Found:
    mine = answerers_at(desk.territory, desk.mailboxes)
    return Handover.objects.filter(answerer__in=mine, ended_at=None, node__is_public=True)


@of_an_office
def to_answer(desk: Desk) -> Found:
    running = _handed(desk).filter(wait__ended_on=None, wait__isnull=False)
    return arm("to_answer", running, key="public_id", title="node__title", on="wait__due_on")


@of_an_office
def to_accept(desk: Desk) -> Found:
    return arm("to_accept", _handed(desk).filter(wait=None), key="public_id", title="node__title", on=day("handed_at"))


@of_an_office
def to_sign(desk: Desk) -> Found:
    sent = Draft.objects.alias(mailbox=Lower("signer_email")).filter(
        mailbox__in=desk.mailboxes, sent_at__isnull=False, answer=None, answerer__territory=desk.territory
    )
    return arm("to_sign", sent, key="public_id", title="answerer__name", who="drafted_by", on=day("sent_at"))


@of_an_office
def to_promise(desk: Desk) -> Found:
    """They said yes: who does what, and for when?"""
    mine = answerers_at(desk.territory, desk.mailboxes)
    waits = (
        Wait.objects.of(desk.territory)
        .open()
        .filter(expects=Relation.COMMITMENT, whose_key__in=mine.values("public_id"))
    )
    handed = Handover.objects.filter(answer=OuterRef("node"), answerer__public_id=OuterRef("whose_key")).order_by("pk")
    key = Subquery(handed.values("public_id")[:1])
    return arm("to_promise", waits, key=key, title="node__title", on="due_on")


@of_an_office
def to_tell(desk: Desk) -> Found:
    """News of what they promised."""
    mine = answerers_at(desk.territory, desk.mailboxes)
    waits = (
        Wait.objects.of(desk.territory)
        .open()
        .filter(expects=Relation.UPDATE, node__commitment__answerer__in=mine, due_on__lte=desk.today + SOON)
    )
    return arm("to_tell", waits, key="node__public_id", title="node__title", on="due_on")


@of_an_office
def to_reply(desk: Desk) -> Found:
    """« Non tenu » is announced, and they have not replied."""
    announced = Notice.objects.filter(said_at=None, withdrawn_at=None, replied_at=None)
    mine = announced.filter(commitment__answerer__in=answerers_at(desk.territory, desk.mailboxes))
    named = {"key": "commitment__node__public_id", "title": "commitment__what"}
    return arm("to_reply", mine, on="may_say_on", **named)


def _handover(row: Row) -> Handover:
    return Handover(public_id=row.key)


def _commitment(row: Row) -> Commitment:
    return Commitment(node=Node(public_id=row.key))


SORTS = (
    Sort(
        "to_answer",
        Level.REST,
        Group.OWN,
        to_answer,
        what=_("Répondre : %(title)s"),
        why=_("Vous avez promis une réponse avant le %(day)s."),
        act=_("Répondre"),
        url=lambda row: path_of(_handover(row)),
        is_due=True,
    ),
    Sort(
        "to_accept",
        Level.READ,
        Group.OWN,
        to_accept,
        what=_("On vous a transmis : %(title)s"),
        why=_("Depuis le %(day)s. Répondez, ou acceptez de répondre dans le délai d’ici."),
        act=_("Lire et répondre"),
        url=lambda row: path_of(_handover(row)),
    ),
    Sort(
        "to_sign",
        Level.READ,
        Group.OWN,
        to_sign,
        what=_("Une réponse à signer : %(title)s"),
        why=_("Préparée pour vous, envoyée le %(day)s. Elle n’est publique qu’une fois signée."),
        act=_("Relire et signer"),
        url=lambda row: sign_path(Draft(public_id=row.key)),
    ),
    Sort(
        "to_promise",
        Level.REST,
        Group.OWN,
        to_promise,
        what=_("Vous avez dit oui : %(title)s"),
        why=_("Dites qui fait quoi, et pour quand, avant le %(day)s."),
        act=_("S’engager"),
        url=lambda row: reverse("commitments:promise", args=[token_of(_handover(row))]),
        is_due=True,
    ),
    Sort(
        "to_tell",
        Level.REST,
        Group.OWN,
        to_tell,
        what=_("Des nouvelles à donner : %(title)s"),
        why=_("Elles sont attendues avant le %(day)s."),
        act=_("Donner des nouvelles"),
        url=lambda row: promises.path_of(_commitment(row)),
        is_due=True,
    ),
    Sort(
        "to_reply",
        Level.SOON,
        Group.OWN,
        to_reply,
        what=_("On annonce « non tenu » : %(title)s"),
        why=_("Cela peut être dit en public à partir du %(day)s ; votre réponse se lira à côté."),
        act=_("Répondre"),
        url=lambda row: reverse("commitments:reply", args=[promises.token_of(_commitment(row))]),
    ),
)
