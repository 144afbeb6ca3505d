"""The synthesis, what those who spoke say of it, and the end of the debate."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import end_wait, expect
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.debates import letters, rules, selectors, verbs
from chainon.deliberation.debates.models import Debate, Position, Synthesis
from chainon.deliberation.debates.node import who_animates

from .holding import changed, keep_line, locked


def expect_syntheses() -> int:
    """Periodic: from the day after its last, a debate waits in public for its synthesis. Returns how many began to."""
    begun = 0
    for territory in Territory.objects.select_related("scope"):
        silent = Debate.objects.of(territory.scope).unsummed(clock.today(territory.time_zone))
        for debate in silent.exclude(node__waits__expects=Relation.SYNTHESIS).select_related("node", "body__scope"):
            expect(
                node=debate.node,
                expects=Relation.SYNTHESIS,
                whose=who_animates(debate),
                whose_key=f"debate-{debate.public_id}",
            )
            begun += 1
    return begun


@transaction.atomic
def publish_synthesis(
    *, by: User, debate: Debate, text: str, signed_by: str, entry: UUID, changes: str = ""
) -> Synthesis:
    """The first version, or the next one with what it changes: positions are then asked anew. Those who spoke and have
    an account are told. Raises `Refused`.
    """
    debate = locked(debate)
    if known := Synthesis.objects.filter(entry=entry).first():
        return known
    rules.may_sum_up(by, debate).require()
    for wait in debate.node.waits.pending().filter(expects=Relation.SYNTHESIS):
        end_wait(wait=wait, is_met=True)
    debate.version += 1
    synthesis = Synthesis.objects.create(
        debate=debate,
        number=debate.version,
        text=text,
        changes=changes,
        signed_by=signed_by,
        published_at=clock.now(),
        entry=entry,
    )
    changed(debate, "version")
    letters.ask_whether_it_is_true(debate, synthesis, by=by)
    keep_line(verbs.SYNTHESIS_PUBLISHED, debate, by, version=synthesis.number)
    return synthesis


@transaction.atomic
def take_position(*, by: User, debate: Debate, voice: str, approves: bool, reason: str = "") -> Position:
    """As one of the voices for which `by` may answer (`selectors.voices_of`), on the latest version. One may change
    one's mind. Raises `Refused`; `Unavailable` when the voice did not speak, or contests without a reason.
    """
    debate = locked(debate)
    rules.may_take_position(by, debate).require()
    spoken = {each.public_id: each for each in selectors.voices_of(by, debate)}
    if voice not in spoken:
        raise Unavailable(_("Seules celles et ceux qui ont parlé dans le débat disent si la synthèse est fidèle."))
    if not approves and not reason:
        raise Unavailable(_("Dites ce qui manque ou ce qui est inexact : c’est ce qui permet de corriger."))
    synthesis = debate.syntheses.get(number=debate.version)
    position, _is_new = Position.objects.update_or_create(
        synthesis=synthesis,
        key=spoken[voice].key,
        defaults={
            "author": spoken[voice].account,
            "author_name": spoken[voice].name,
            "approves": approves,
            "reason": "" if approves else reason,
            "given_at": clock.now(),
        },
    )
    counted = synthesis.positions.aggregate(
        approved=Count("pk", filter=Q(approves=True)), contested=Count("pk", filter=Q(approves=False))
    )
    Synthesis.objects.filter(pk=synthesis.pk).update(**counted)
    return position


@transaction.atomic
def close_debate(*, by: User, debate: Debate) -> Debate:
    """Its words and its synthesis stay as they are; how many approve and contest is written in the journal.

    Raises `Refused`.
    """
    debate = locked(debate)
    synthesis = debate.syntheses.order_by("-number").first()
    summed_up_at = synthesis.published_at if synthesis is not None else None
    rules.may_close(by, debate, summed_up_at=summed_up_at, now=clock.now()).require()
    assert synthesis is not None, "a debate without a synthesis is not closed"
    debate.closed_at = clock.now()
    changed(debate, "closed_at")
    keep_line(verbs.CLOSED, debate, by, approved=synthesis.approved, contested=synthesis.contested)
    return debate
