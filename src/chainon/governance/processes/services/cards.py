"""Writing a rule card question by question, publishing it for good, noting that someone did not understand it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Node
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.processes import rules, selectors, verbs
from chainon.governance.processes.models import News, NodeOfCard, RuleCard, Step, Unclear
from chainon.governance.processes.questions import FIELDS, Question
from chainon.governance.processes.sentences import fingerprint

from .guards import locked_step, note, tell


@transaction.atomic
def write_answer(
    *, by: By, step: Step, question: Question, answers: Mapping[str, Any], nodes: Sequence[Node] | None = None
) -> RuleCard:
    """One question of the draft card; a published card opens the draft of its next version. Raises `Refused`."""
    step = locked_step(step)
    rules.may_write(by, step.process).require()
    card = _draft(step)
    for name in FIELDS[question]:
        setattr(card, name, answers[name])
    card.written_at = clock.now()
    card.save()
    if nodes is not None:
        wanted = {node.pk: node for node in nodes if node.territory_id == step.process.node.territory_id}
        card.pointers.exclude(node__in=wanted).delete()
        for node in wanted.values():
            NodeOfCard.objects.get_or_create(card=card, node=node)
    return card


@transaction.atomic
def answer_everywhere(*, by: By, step: Step, answers: Mapping[str, Any], nodes: Sequence[Node]) -> None:
    """What was already said or promised here: the same answer for each other step that has none. Raises `Refused`."""
    step = locked_step(step)
    rules.may_write(by, step.process).require()
    for other in step.process.steps.exclude(pk=step.pk):
        draft = other.cards.drafts().first()
        if draft is not None and not selectors.says_what_was_said(draft):
            write_answer(by=by, step=other, question=Question.ALREADY, answers=answers, nodes=nodes)


@transaction.atomic
def discard_card(*, by: By, step: Step) -> None:
    """The draft of a next version is given up; the published one holds. Raises `Refused`."""
    step = locked_step(step)
    rules.may_write(by, step.process).require()
    step.cards.drafts().filter(version__gt=1).delete()


@transaction.atomic
def publish_card(*, by: By, step: Step, reason: str = "") -> RuleCard:
    """The rule of a step of a published process: its first, or a new one beside the old. A second time does nothing.

    Raises `Refused`; `Unavailable` when a question has no answer, the card is longer than 120 words, the process is
    still a draft, or a change has no reason or changes nothing.
    """
    step = locked_step(step)
    rules.may_run(by, step.process).require()
    if not step.process.is_public:
        raise Unavailable(_("Publiez d’abord la démarche : ses fiches le seront avec elle."))
    draft = step.cards.drafts().first()
    before = step.cards.published().first()
    if draft is None:
        if before is None:
            raise Unavailable(_("Cette étape n’a pas encore de fiche."))
        return before
    if before is not None:
        _require_change(draft, before, reason)
        draft.change_reason = reason
    make_public(draft, step)
    tell(step.process, News.RULE_CHANGED if before is not None else News.STEP_ADDED)
    verb = verbs.RULE_CHANGED if draft.after_opening and before is not None else verbs.RULE_PUBLISHED
    payload = {"step": step.public_id, "kind": step.kind, "version": draft.version, "text": fingerprint(draft.text)}
    note(verb, step.process, by, **payload)
    return draft


def make_public(card: RuleCard, step: Step) -> None:
    """For good. Raises `Unavailable` when it is not ready."""
    if fault := selectors.what_is_missing(card):
        raise Unavailable(f"{step.title} : {fault}")
    now = clock.now()
    today = clock.today(step.process.scope.root.settings.time_zone)
    card.text = selectors.text(card)
    card.after_opening = card.version > 1 and step.first_on <= today
    card.published_at = now
    card.save()
    if step.published_at is None:
        step.published_at = now
        if step.first_on <= today:
            step.opened_at = now
        step.save(update_fields=["published_at", "opened_at"])


@transaction.atomic
def say_unclear(*, card: RuleCard, question: int) -> None:
    """« Je n’ai pas compris »: one more, of nobody in particular. Anyone may say so."""
    touch(card.step.process.scope)
    counted, _is_new = Unclear.objects.get_or_create(card=card, question=question)
    Unclear.objects.filter(pk=counted.pk).update(count=F("count") + 1)


def _draft(step: Step) -> RuleCard:
    draft = step.cards.drafts().first()
    if draft is not None:
        return draft
    before = step.cards.published().first()
    now = clock.now()
    if before is None:
        return RuleCard.objects.create(step=step, written_at=now)
    kept = {"already": before.already, "nothing_by": before.nothing_by, "nothing_on": before.nothing_on}
    draft = RuleCard.objects.create(step=step, version=before.version + 1, written_at=now, **kept, **before.facts)
    for pointer in before.pointers.all():
        NodeOfCard.objects.create(card=draft, node_id=pointer.node_id)
    return draft


def _require_change(draft: RuleCard, before: RuleCard, reason: str) -> None:
    if selectors.text(draft) == before.text and selectors.pointed(draft) == selectors.pointed(before):
        raise Unavailable(_("Rien n’a changé depuis la fiche publiée."))
    if not reason:
        raise Unavailable(_("Dites pourquoi la règle change : la raison est publiée, et les deux versions restent."))
