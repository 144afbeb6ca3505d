"""Entering what a council decided, saying what it came out of, withdrawing a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node, Relation, Stage, Theme
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.chain.services.links import CycleError
from chainon.base.files.kinds import Accepted
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_file
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable

from . import rules, verbs
from .models import CouncilDecision
from .node import KIND_NAME


@dataclass(frozen=True)
class Act:
    """What is copied from the act: votes are all given or none. `carrier` empty: nothing is left to do."""

    council: str
    number: str
    title: str
    decides: str
    decided_on: date
    link: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    carrier: str = ""
    theme: Theme | None = None


@transaction.atomic
def enter_decision(
    *, by: User, scope: Scope, act: Act, sources: Sequence[Node] = (), document: Accepted | None = None
) -> CouncilDecision:
    """Copy a decision here, with what it came out of; who must carry it is waited for. Sent twice, it counts once.

    Raises `Refused`; `Unavailable` when the day is to come or the number is taken by another decision.
    """
    rules.may_enter(by, scope).require()
    territory = scope.root
    if act.decided_on > clock.today(zone_of(territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    touch(territory)  # one after the other: of two sendings of a form, the second sees the first
    same = CouncilDecision.objects.of(territory).filter(withdrawn_at=None, council__iexact=act.council)
    if known := same.filter(number__iexact=act.number).select_related("node").first():
        if (known.title, known.decided_on) == (act.title, act.decided_on):
            return known
        raise Unavailable(_("Ce conseil a déjà une délibération de ce numéro : vérifiez le numéro, ou l’année."))
    decision = CouncilDecision.objects.create(
        node=new_node(kind=KIND_NAME, stage=Stage.DECISION, scope=scope),
        territory=territory,
        scope=scope,
        document=keep_file(scope=scope, uploaded=document, visibility=Visibility.PUBLIC) if document else None,
        entered_by=by,
        entered_at=clock.now(),
        **vars(act),
    )
    publish(decision)
    linked = _link(decision, sources)
    if act.carrier:
        expect(
            node=decision.node,
            expects=Relation.COMMITMENT,
            whose=act.carrier,
            whose_key=f"council-{decision.node.public_id}",
            since_on=act.decided_on,
        )
    payload = {"decision": decision.node.public_id, "day": act.decided_on, "sources": linked}
    record(verbs.ENTERED, scope=scope, role=quality(by, scope), by=by, **payload)
    return decision


@transaction.atomic
def link_sources(*, by: User, decision: CouncilDecision, sources: Sequence[Node]) -> int:
    """Say afterwards what it came out of; returns how many links are new. Raises `Refused`, `Unavailable`."""
    decision = _locked(decision)
    rules.may_link(by, decision).require()
    linked = _link(decision, sources)
    if linked:
        payload = {"decision": decision.node.public_id, "sources": linked}
        record(verbs.LINKED, scope=decision.scope, role=quality(by, decision.scope), by=by, **payload)
    return linked


@transaction.atomic
def withdraw_decision(*, by: User, decision: CouncilDecision, reason: str) -> None:
    """It was entered by mistake: nobody is waited for any more; the page says why. Raises `Refused`."""
    decision = _locked(decision)
    rules.may_withdraw(by, decision).require()
    decision.withdrawn_at, decision.withdrawal_reason = clock.now(), reason
    decision.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    publish(decision)
    for wait in decision.node.waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=_("La délibération a été retirée : elle était saisie par erreur."))
    payload = {"decision": decision.node.public_id}
    record(verbs.WITHDRAWN, scope=decision.scope, role=quality(by, decision.scope), by=by, **payload)


def _link(decision: CouncilDecision, sources: Sequence[Node]) -> int:
    node, known = decision.node, set(decision.node.links_in.values_list("source_id", flat=True))
    fresh = {source.pk: source for source in sources if source.pk not in known}
    for source in fresh.values():
        try:
            add_link(source=source, target=node, relation=Relation.DECISION)
        except CycleError:
            said = _("« {title} » est venu après cette délibération : elle ne peut pas en venir.")
            raise Unavailable(said.format(title=source.title)) from None
    return len(fresh)


def _locked(decision: CouncilDecision) -> CouncilDecision:
    touch(decision.territory)
    found = CouncilDecision.objects.select_related("node__territory", "scope__territory", "territory", "theme")
    return found.get(pk=decision.pk)
