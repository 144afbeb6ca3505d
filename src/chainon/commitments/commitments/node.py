"""How a promise, and what was done of it, stand in the chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.commitments.answers.wording import first_words

from .models import Commitment, HandsCall, KeptPromise, Moved, Outcome
from .threads import of_kept, of_promises

OPEN = "open"


def fields(commitment: Commitment) -> NodeFields:
    source = commitment.source
    return NodeFields(
        scope=commitment.scope,
        body=source.body if source is not None else None,
        theme=commitment.theme,
        stage=Stage.COMMITMENT,
        title=commitment.what,
        state=commitment.outcome or commitment.moved or OPEN,
        said=first_words(commitment.details),
        who=commitment.owner,
        opened_at=commitment.made_at,
        changed_at=commitment.changed_at,
        is_public=True,
    )


def _objects() -> QuerySet[Commitment]:
    related = Commitment.objects.select_related("node", "scope__territory", "theme", "source__body", "answerer")
    return related.prefetch_related("updates", "steps", "notices", "evidence", "counted_checks")


def kept_fields(kept: KeptPromise) -> NodeFields:
    """Said again when the promise is: what residents saw of it is news of what was done."""
    commitment = kept.commitment
    return NodeFields(
        scope=commitment.scope,
        body=commitment.source.body if commitment.source is not None else None,
        theme=commitment.theme,
        stage=Stage.EFFECT,
        title=commitment.what,
        state=commitment.outcome,
        said=first_words(kept.update.text),
        who=commitment.owner,
        opened_at=kept.done_at,
        changed_at=max(commitment.changed_at, kept.done_at),
        is_public=True,
    )


def _kept() -> QuerySet[KeptPromise]:
    promised = ("commitment__scope__territory", "commitment__theme", "commitment__source__body")
    return KeptPromise.objects.select_related("node", "update", *promised)


def _words(commitment: Commitment) -> str:
    """Everything that its page says in words, the promise first: those who sign, and what was said since."""
    said = (commitment.what, commitment.details, commitment.for_whom, commitment.owner, commitment.said_where)
    return " · ".join(part for part in (*said, commitment.signed_by, *_said_since(commitment)) if part)


def _said_since(commitment: Commitment) -> Iterator[str]:
    for update in commitment.updates.all():
        yield from (update.text, update.with_whom, update.old_what, update.signed_by)
    for notice in commitment.notices.all():
        yield from (notice.reason, notice.reply, notice.reply_signed_by, notice.withdrawn_for)
    for step in commitment.steps.all():
        yield step.what
    for proof in commitment.evidence.all():
        yield proof.shows
    for count in commitment.counted_checks.all():
        yield count.where
    call = HandsCall.objects.filter(commitment=commitment).first()
    yield call.missing if call is not None else ""


KIND = NodeKind(
    name="commitment",
    label=_("Engagement"),
    model=Commitment,
    fields=fields,
    objects=_objects,
    url_name="commitments:commitment_page",
    copies_source=True,
    words=_words,
    states={
        OPEN: _("en cours"),
        **{each.value: each.label for each in (*Outcome, *Moved) if each.value},
    },
    more=of_promises,
)
KEPT = NodeKind(
    name="kept_promise",
    label=_("Promesse tenue"),
    model=KeptPromise,
    fields=kept_fields,
    objects=_kept,
    url_name="commitments:kept_page",
    states={Outcome.PARTLY_KEPT.value: _("en partie")},
    has_own_title=False,
    copies_source=True,
    more=of_kept,
)
KINDS = (KIND, KEPT)
