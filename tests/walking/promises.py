"""What is promised, and what becomes of it."""

from __future__ import annotations

import random
from typing import Any

from chainon.commitments.commitments import services
from chainon.commitments.commitments.models import Commitment, Every, Notice, Outcome, Seen, Step, UpdateKind

from .institutions import a_handover
from .town import Town, act, one_of, public_node


def a_promise(dice: random.Random, **which: Any) -> Commitment:
    promises = Commitment.objects.select_related("node", "territory", "scope__territory", "source", "answerer")
    return one_of(dice, promises.filter(**which).order_by("pk"))


def a_notice(dice: random.Random) -> Notice:
    waiting = Notice.objects.filter(said_at=None, withdrawn_at=None)
    return one_of(dice, waiting.select_related("commitment__scope", "commitment__territory").order_by("pk"))


def said(town: Town, dice: random.Random) -> dict[str, Any]:
    every = dice.choice([Every.ONCE, Every.ONCE, Every.MONTH])
    plan = services.Plan(every_months=every, until_on=town.in_days(200) if every else None)
    days = dice.choice([0, 3, 40, 120])
    return {
        "what": f"Poser un banc {dice.randrange(99)}",
        "details": "",
        "for_whom": "",
        "due_on": town.in_days(days),
        "plan": plan,
    }


@act
def promise(town: Town, dice: random.Random) -> object:
    return services.promise(handover=a_handover(dice, answer__isnull=False), signed_by="M. Petit", **said(town, dice))


@act
def record_a_promise(town: Town, dice: random.Random) -> object:
    source, answerer = public_node(dice), one_of(dice, town.answerers)
    given = {"answerer": answerer, "signed_by": "M. Petit", **said(town, dice)}
    return services.record_promise(by=town.bruno, source=source, **given)


@act
def record_a_spoken_promise(town: Town, dice: random.Random) -> object:
    spoken = services.Spoken(dice.choice([town.territory, town.place]), "Réunion publique du 4 juin")
    given = {"answerer": one_of(dice, town.answerers), "signed_by": "M. Petit", **said(town, dice)}
    return services.record_spoken(by=town.bruno, spoken=spoken, **given)


@act
def take_on(town: Town, dice: random.Random) -> object:
    source, by = public_node(dice), dice.choice([town.bruno, *town.residents])
    return services.take_on(by=by, source=source, owner="Le collectif", **said(town, dice))


@act
def plan_a_step(town: Town, dice: random.Random) -> object:
    what = f"Étape {dice.randrange(5)}"
    return services.plan_step(
        commitment=a_promise(dice, outcome=Outcome.OPEN), what=what, due_on=town.in_days(10), by=town.bruno
    )


@act
def finish_a_step(town: Town, dice: random.Random) -> object:
    step = one_of(dice, Step.objects.filter(done_on=None).select_related("commitment__territory").order_by("pk"))
    return services.finish_step(step=step, done_on=town.today, by=town.bruno)


def _news(town: Town, dice: random.Random, kind: UpdateKind, **more: Any) -> object:
    """Now by the owner's link, now typed by the team."""
    commitment, by = a_promise(dice, outcome=Outcome.OPEN), dice.choice([None, town.bruno])
    text = f"Des nouvelles, {dice.randrange(999)}."
    return services.give_news(commitment=commitment, kind=kind, text=text, signed_by="M. Petit", by=by, **more)


@act
def give_news(town: Town, dice: random.Random) -> object:
    return _news(town, dice, UpdateKind.NEWS, spent_cents=dice.choice([None, 120_00]))


@act
def postpone(town: Town, dice: random.Random) -> object:
    return _news(town, dice, UpdateKind.POSTPONED, new_due_on=town.in_days(dice.choice([30, 90, 400])))


@act
def keep(town: Town, dice: random.Random) -> object:
    return _news(town, dice, dice.choice([UpdateKind.KEPT, UpdateKind.PARTLY_KEPT]))


@act
def give_up(town: Town, dice: random.Random) -> object:
    return _news(town, dice, dice.choice([UpdateKind.NOT_KEPT, UpdateKind.STOPPED]))


@act
def revise(town: Town, dice: random.Random) -> object:
    met = {"text": "Revu ensemble.", "with_whom": "Le conseil", "met_on": town.today, "signed_by": "Bruno"}
    more = {"new_due_on": town.in_days(dice.choice([15, 60])), "new_what": dice.choice(["", "Poser deux bancs"])}
    return services.revise(by=town.bruno, commitment=a_promise(dice, outcome=Outcome.OPEN), **met, **more)


@act
def announce_not_kept(town: Town, dice: random.Random) -> object:
    late = a_promise(dice, outcome=Outcome.OPEN, due_on__lt=town.today)
    by = dice.choice([town.bruno, town.chantal])
    return services.announce_not_kept(by=by, commitment=late, reason="Rien ne se voit sur place.")


@act
def reply_to_a_notice(town: Town, dice: random.Random) -> object:
    return services.reply_to_notice(notice=a_notice(dice), text="Les pièces arrivent.", signed_by="M. Petit")


@act
def say_not_kept(town: Town, dice: random.Random) -> object:
    return services.say_not_kept(by=town.chantal, notice=a_notice(dice))


@act
def withdraw_a_notice(town: Town, dice: random.Random) -> object:
    notice = a_notice(dice)
    return services.withdraw_notice(by=notice.announced_by or town.bruno, notice=notice, reason="C’est posé.")


@act
def check_on_the_spot(town: Town, dice: random.Random) -> object:
    seen = dice.choice(list(Seen))
    return services.check_promise(by=one_of(dice, town.residents), commitment=a_promise(dice), seen=seen)
