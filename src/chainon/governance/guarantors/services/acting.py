"""What a guarantor says in public, and what is answered to a request for suspension."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import quality
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.guarantors import letters, rules, verbs
from chainon.governance.guarantors.models import MODEL_OF, SUSPENSIONS, Act, ActKind, Reply
from chainon.governance.guarantors.subjects import Subject

DAYS_TO_REPLY = 15


@dataclass(frozen=True)
class Speech:
    """`opinion` is of an opinion, `asked_of` of a request for suspension; `instead_of` of a deputy."""

    kind: str
    title: str
    text: str
    opinion: str = ""
    asked_of: str = ""
    instead_of: str = ""


@transaction.atomic
def speak(*, by: User, subject: Subject, speech: Speech, entry: UUID) -> Act:
    """Alert, give an opinion or ask for a suspension, in public and for ever; whoever decides has fifteen days.

    Raises `Refused`; `Unavailable` when a deputy does not say why the titular does not act.
    """
    rules.may_act(by, subject.scope).require()
    touch(subject.scope)  # of two sendings of a form, the second sees the first
    if known := Act.objects.filter(entry=entry).select_related("node").first():
        return known
    appointment = rules.acts_as(by, subject.scope)
    assert appointment is not None, "may_act said so"
    if appointment.is_deputy and not speech.instead_of:
        raise Unavailable(_("Dites pourquoi vous agissez à la place du ou de la titulaire."))
    is_request = speech.kind == ActKind.SUSPENSION
    act = MODEL_OF[speech.kind].objects.create(
        node=new_node(kind=speech.kind, stage=Stage.DELIBERATION, scope=subject.scope),
        entry=entry,
        kind=speech.kind,
        appointment=appointment,
        instead_of=speech.instead_of if appointment.is_deputy else "",
        scope=subject.scope,
        about=subject.node,
        step=subject.step,
        subject=subject.key,
        opinion=speech.opinion if speech.kind == ActKind.OPINION else "",
        title=speech.title,
        text=speech.text,
        asked_of=speech.asked_of if is_request else "",
        made_at=clock.now(),
    )
    publish(act)
    if subject.node is not None:
        add_link(source=subject.node, target=act.node, relation=Relation.CARRIED)
    _say(act, by)
    return act


def _say(act: Act, by: User) -> None:
    payload: dict[str, object] = {"act": act.node.public_id}
    verb = verbs.ALERTED
    if act.kind == ActKind.OPINION:
        verb, payload = verbs.OPINED, {**payload, "opinion": str(act.opinion)}
    if act.kind == ActKind.SUSPENSION:
        key = whose_key(act)
        wait = expect(node=act.node, expects=Relation.ANSWER, whose=act.asked_of, whose_key=key, days=DAYS_TO_REPLY)
        verb, payload = verbs.ASKED, {**payload, "due": wait.due_on}
        letters.tell_who_decides(act)
    record(verb, scope=act.scope, role=Role.GUARANTOR.value, by=by, **payload)


def whose_key(act: Act) -> str:
    return f"{SUSPENSIONS}{act.node.public_id}"


@transaction.atomic
def reply_to_suspension(*, by: User, act: Act, reply: Reply, reason: str) -> Act:
    """Suspended or not, with a reason, in public; once. Raises `Refused`."""
    touch(act.scope)
    found = MODEL_OF[ActKind.SUSPENSION].objects.select_related("node", "scope__territory", "appointment__body__scope")
    locked = found.filter(pk=act.pk, kind=ActKind.SUSPENSION).first()
    rules.may_reply(by, locked or act).require()
    assert locked is not None, "may_reply said so"
    locked.reply, locked.reply_reason = reply, reason
    locked.replied_at, locked.replied_by = clock.now(), by
    locked.save()
    publish(locked)
    for wait in locked.node.waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=_("La demande a reçu sa réponse."))
    letters.tell_reply(locked)
    payload = {"act": locked.node.public_id, "reply": str(reply)}
    record(verbs.REPLIED, scope=locked.scope, role=quality(by, locked.scope), by=by, **payload)
    return locked
