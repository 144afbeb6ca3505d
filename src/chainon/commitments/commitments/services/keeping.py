"""What every act on a promise does: hold it, wait for the next news, write to its owner, write the journal."""

from __future__ import annotations

from django.template.loader import render_to_string

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import days_for, local_day, noon, zone_of
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.commitments.answers.services import SERVICE
from chainon.commitments.commitments.links import full_address, reply_address
from chainon.commitments.commitments.models import Commitment, KeptPromise, Outcome

RELATED = ("node", "territory", "scope__territory", "theme", "source__body", "answerer", "entered_by")


def locked(commitment: Commitment) -> Commitment:
    """The promise as it stands now: of two acts at once, the second is judged after the first."""
    touch(commitment.territory)
    return Commitment.objects.select_related(*RELATED).get(pk=commitment.pk)


def wait_for_news(commitment: Commitment, *, instead: str = "") -> None:
    """News came, or none is due yet: the next every so many days, and on the day promised at the latest, that no pause
    moves; none once it has ended. `instead`: how it ended where its owner gave no news.

    Past that day the wait stands as it is, late, until it ends or has another day. Late when it is written down, it
    begins on that day: nobody counted before.
    """
    territory: Scope = commitment.territory
    is_open, today = commitment.outcome == Outcome.OPEN, clock.today(zone_of(territory))
    for wait in commitment.node.waits.pending().filter(expects=Relation.UPDATE):
        if is_open and wait.fixed_on == commitment.due_on and commitment.due_on < today:
            return
        end_wait(wait=wait, reason=instead, is_met=not instead)
    if not is_open:
        return
    expect(
        node=commitment.node,
        expects=Relation.UPDATE,
        whose=commitment.owner,
        whose_key=commitment.owner_key,
        since_on=min(today, commitment.due_on),
        days=days_for(territory, Relation.UPDATE),
        fixed_on=commitment.due_on,
    )


def tell_followers(commitment: Commitment) -> None:
    """Something that those who follow the promise want to know; kept, what was done of it is in the chain."""
    commitment.changed_at = clock.now()
    commitment.save()
    kept = KeptPromise.objects.select_related("node", "update").filter(commitment=commitment).first()
    if kept is not None:
        kept.commitment = commitment
        publish(kept)  # before the promise, which then hears of it: what was done is the newest of the two
    publish(commitment)
    if kept is None:
        keep_done(commitment)


def keep_done(commitment: Commitment) -> None:
    """The ring « Faite », on the day the promise ended."""
    if commitment.outcome not in {Outcome.KEPT, Outcome.PARTLY_KEPT}:
        return
    update = commitment.updates.first()
    assert update is not None and commitment.ended_on is not None
    territory: Scope = commitment.territory
    said_on = local_day(update.said_at, territory)
    done_at = update.said_at if commitment.ended_on == said_on else noon(commitment.ended_on, territory)
    node = new_node(kind="kept_promise", stage=Stage.EFFECT, scope=commitment.scope)
    kept = KeptPromise.objects.create(node=node, commitment=commitment, update=update, done_at=done_at)
    publish(kept)
    add_link(source=commitment.node, target=node, relation=Relation.EFFECT)


def note(verb: Verb, commitment: Commitment, by: User | None, **payload: object) -> None:
    """One line of the journal; `by` None: the owner, by their signed link."""
    scope = commitment.scope
    role, person = (SERVICE, None) if by is None else (quality(by, scope), by)
    record(verb, scope=scope, role=role, by=person, commitment=commitment.node.public_id, **payload)


def address_of_owner(commitment: Commitment) -> str:
    """Where the owner is written to; empty when residents' own account is closed."""
    if commitment.answerer is not None:
        return commitment.answerer.email
    author = commitment.entered_by
    return author.email if author is not None and author.is_active else ""


def write_to_owner(template: str, commitment: Commitment, **more: object) -> None:
    """Render `commitments/mail/<template>.txt`, with the signed links of the promise, and put it in the outbox."""
    to = address_of_owner(commitment)
    if not to:
        return
    context = {
        "commitment": commitment,
        "territory": commitment.territory,
        "address": full_address(commitment),
        "reply": reply_address(commitment),
        "days": days_for(commitment.territory, Relation.UPDATE),
        **more,
    }
    text = render_to_string(f"commitments/mail/{template}.txt", context)
    subject, _line, body = text.strip().partition("\n")
    post(to=to, subject=subject, body=body.strip() + "\n")
