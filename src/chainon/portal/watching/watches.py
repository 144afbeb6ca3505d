"""What the guarantor of the participation looks at, room by room: plain lines, each with one link."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import today, turns_in
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.deliberation.debates.models import Debate
from chainon.deliberation.debates.rules import may_see_shares
from chainon.deliberation.debates.selectors import shares_of
from chainon.deliberation.moderation.selectors import open_appeals, open_cases
from chainon.governance.bodies.selectors import new_collectives
from chainon.governance.guarantors.selectors import acts_of, messages_to
from chainon.governance.guarantors.subjects import NODE, STEP
from chainon.governance.guarantors.watching import Watch
from chainon.governance.processes.models import RuleCard
from chainon.governance.processes.selectors import changed_after_opening, steps_waiting

SHOWN, DEBATES = 15, 10
NEW = timedelta(days=30)


def suspensions(by: User, territory: Scope) -> list[Watch]:
    acts = [act for act in acts_of(territory, limit=200) if act.is_waiting]
    return [Watch(act.title, act.url, act.who, act.left, act.is_late) for act in sorted(acts, key=lambda a: a.made_at)]


def messages(by: User, territory: Scope) -> list[Watch]:
    unread = [each for each in messages_to(by, territory) if each.answered_at is None]
    if not unread:
        return []
    number = typography.number(len(unread))
    said = ngettext("%(number)s message à lire", "%(number)s messages à lire", len(unread)) % {"number": number}
    return [Watch(said, reverse("guarantors:messages"))]


def complaints(by: User, territory: Scope) -> list[Watch]:
    """The appeals, which are theirs to answer; then how many reports wait for the team."""
    lines = [
        Watch(
            _("Un recours attend votre réponse"),
            reverse("moderation:appeal_answer", args=[appeal.public_id]),
            typography.day(appeal.made_at.date()),
            _("à répondre"),
        )
        for appeal in open_appeals(by, territory)[:SHOWN]
    ]
    if cases := len(open_cases(by, territory)):
        names = {"number": typography.number(cases)}
        said = ngettext("%(number)s signalement à traiter", "%(number)s signalements à traiter", cases) % names
        lines.append(Watch(said, reverse("moderation:queue"), _("C’est à l’équipe d’y répondre.")))
    return lines


def changed_rules(by: User, territory: Scope) -> list[Watch]:
    return [
        Watch(
            f"{changed.step.title} ({changed.process})",
            changed.url,
            f"{typography.day(changed.published_at.date())} · {changed.reason}",
            act=_of(STEP, changed.step.public_id),
        )
        for changed in changed_after_opening(territory)[:SHOWN]
    ]


def late(by: User, territory: Scope) -> list[Watch]:
    return [
        Watch(turn.node.title, turn.url, whose_turn(turn), time_left(turn), True, _of(NODE, turn.node.public_id))
        for turn in turns_in(territory, limit=SHOWN)
        if turn.is_late
    ]


def without_rule(by: User, territory: Scope) -> list[Watch]:
    return [
        Watch(
            step.title, step.process.get_absolute_url(), str(step.process), act=_of(NODE, step.process.node.public_id)
        )
        for step in steps_waiting(territory)[:SHOWN]
    ]


def unclear(by: User, territory: Scope) -> list[Watch]:
    """The most misunderstood first."""
    cards = RuleCard.objects.published().filter(step__process__node__territory=territory)
    times = dict(cards.filter(unclear__count__gt=0).values_list("pk").annotate(Sum("unclear__count")))
    found = cards.filter(pk__in=times).select_related("step__process__node", "step__process__scope")
    ordered = sorted(found, key=lambda card: (-times[card.pk], card.pk))[:SHOWN]
    said = _("« Je n’ai pas compris » : {number}")
    return [
        Watch(
            f"{card.step.title} ({card.step.process})",
            card.get_absolute_url(),
            said.format(number=typography.number(times[card.pk])),
            act=_of(STEP, card.step.public_id),
        )
        for card in ordered
    ]


def shares(by: User, territory: Scope) -> list[Watch]:
    """Of the open debates, the latest first: one query each, ten at most."""
    running = Debate.objects.filter(node__territory=territory, closed_at=None).select_related("node", "scope")
    lines = []
    for debate in running.order_by("-opened_at", "-pk")[:DEBATES]:
        if not may_see_shares(by, debate):
            continue
        found = shares_of(debate)
        share = _("Les cinq voix les plus actives : {share} des mots ; voix entendues pour la première fois : {first}.")
        said = share.format(share=typography.percent(found.share), first=typography.number(found.first_voices))
        lines.append(
            Watch(debate.question, url_of(debate.node), f"{said} {found.advice}", act=_of(NODE, debate.node.public_id))
        )
    return lines


def collectives(by: User, territory: Scope) -> list[Watch]:
    opened = new_collectives(territory, today(territory) - NEW)
    return [Watch(body.name, body.url, body.lead) for body in opened[:SHOWN]]


def _of(kind: str, public_id: str) -> str:
    return reverse("guarantors:speak_of", args=[kind, public_id])
