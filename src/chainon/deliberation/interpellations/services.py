"""Interpellating, signing, and what happens when there are enough signatures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain import handing
from chainon.base.chain.models import Node, Stage, Theme
from chainon.base.chain.services import end_wait, new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.deliberation.supports import services as supports
from chainon.governance.bodies.models import Body

from . import rules, selectors, verbs
from .models import Interpellation, ShownName, State, Terms
from .node import KIND


@dataclass(frozen=True)
class Words:
    """What the form gives. `addressee`: the key of who must answer."""

    title: str
    text: str
    addressee: str
    theme: Theme | None = None


@transaction.atomic
def interpellate(*, by: User, scope: Scope, words: Words, entry: UUID, body: Body | None = None) -> Interpellation:
    """A table is heard at once; residents begin with their own signature. Sent twice (`entry`), it is one.

    Raises `Refused`; `Unavailable` when nobody of that key answers here.
    """
    may = rules.may_open(by) if body is None else rules.may_open_for(by, body)
    may.require()
    territory = scope.root
    touch(territory)  # one after the other: of two sendings of a form, the second sees the first
    if known := Interpellation.objects.filter(entry=entry).select_related("node").first():
        return known
    names = {each.key: each.name for each in handing.addressees_of(territory)}
    if words.addressee not in names:
        raise Unavailable(_("Cette personne n’est plus inscrite pour répondre : choisissez-en une autre."))
    terms = selectors.terms_of(territory)
    one = Interpellation.objects.create(
        node=new_node(kind=KIND, stage=Stage.DELIBERATION, scope=scope),
        scope=scope,
        theme=words.theme,
        body=body,
        author=by,
        author_name="" if body is not None else by.display_name,
        title=words.title,
        text=words.text,
        addressee_key=words.addressee,
        addressee=names[words.addressee],
        needed=0 if body is not None else terms.signatures,
        days=terms.days,
        entry=entry,
        opened_at=clock.now(),
    )
    publish(one)
    ids = {"interpellation": one.node.public_id, "needed": one.needed}
    record(verbs.OPENED, scope=scope, role=quality(by, scope), by=by, **ids)
    if body is not None:
        _address(one, 0)
    else:
        supports.support(by=by, node=one.node)
    return Interpellation.objects.select_related("node", "scope").get(pk=one.pk)


@transaction.atomic
def sign(*, by: User, one: Interpellation, shows_name: bool = False) -> None:
    """With one's account; named only if one wishes. Twice is once. Raises `Refused`."""
    rules.may_sign(by, one).require()
    supports.support(by=by, node=one.node)
    if shows_name and by.display_name:
        shown = {"name": by.display_name, "shown_at": clock.now()}
        ShownName.objects.update_or_create(interpellation=one, user=by, defaults=shown)
    else:
        ShownName.objects.filter(interpellation=one, user=by).delete()


@transaction.atomic
def sign_by_slip(*, one: Interpellation, slip: Slip) -> None:
    """By the code of a slip whose form was entered; never named. Twice is once. Raises `Refused`."""
    supports.support_by_slip(node=one.node, slip=slip)


@transaction.atomic
def take_signature_back(*, by: User, one: Interpellation) -> None:
    """What was addressed stays addressed."""
    ShownName.objects.filter(interpellation=one, user=by).delete()
    supports.stop_supporting(by=by, node=one.node)


@transaction.atomic
def withdraw(*, by: User, one: Interpellation, reason: str) -> Interpellation:
    """Nobody has to answer any more; its page stays, and says why. Raises `Refused`."""
    touch(one.scope.root)
    one = Interpellation.objects.select_related("node", "scope__territory", "theme", "body__scope").get(pk=one.pk)
    rules.may_withdraw(by, one).require()
    one.withdrawn_at, one.withdrawn_for = clock.now(), reason
    one.save(update_fields=["withdrawn_at", "withdrawn_for"])
    publish(one)
    for wait in one.node.waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=_("L’interpellation a été retirée."))
    ids = {"interpellation": one.node.public_id}
    record(verbs.WITHDRAWN, scope=one.scope, role=quality(by, one.scope), by=by, **ids)
    return one


@transaction.atomic
def set_terms(*, by: User, territory: Scope, signatures: int, days: int) -> Terms:
    """For what will be opened from now on. The same again writes nothing. Raises `Refused`."""
    rules.may_set_terms(by, territory).require()
    touch(territory)
    terms = selectors.terms_of(territory)
    if (terms.signatures, terms.days) == (signatures, days):
        return terms
    said = {"signatures": signatures, "days": days}
    defaults = {**said, "set_at": clock.now()}
    terms, _is_new = Terms.objects.update_or_create(territory=territory, defaults=defaults)
    record(verbs.TERMS_SET, scope=territory, role=quality(by, territory), by=by, **said)
    return terms


def signed(node: Node, counted: int) -> None:
    """Called with each signature that counts: at the number promised, it is handed over and the clock starts."""
    related = ("node", "scope__territory", "theme", "body__scope")
    one = Interpellation.objects.select_related(*related).get(node=node)
    if one.state == State.COLLECTING and counted >= one.needed:
        _address(one, counted)


def forget_names(user: User) -> None:
    """The account is being closed: its name goes from the signatures, and from what it opened."""
    ShownName.objects.filter(user=user).delete()
    related = ("node", "scope__territory", "theme", "body__scope")
    for one in Interpellation.objects.filter(author=user).select_related(*related):
        one.author_name = ""
        one.save(update_fields=["author_name"])
        publish(one)


def _address(one: Interpellation, signatures: int) -> None:
    one.addressed_at = clock.now()
    one.save(update_fields=["addressed_at"])
    publish(one)
    handing.hand(node=one.node, key=one.addressee_key, days=one.days)
    role, ids = quality(None, one.scope), {"interpellation": one.node.public_id}
    record(verbs.ADDRESSED, scope=one.scope, role=role, by=None, signatures=signatures, days=one.days, **ids)
