"""What those who answer and decide do, by their links or through the team."""

from __future__ import annotations

import random

from chainon.commitments.answers import services
from chainon.commitments.answers.models import AnswerKind, Draft, Handover, Move, MoveKind
from chainon.commitments.answers.services.answering import Said
from chainon.commitments.answers.tests.making import draft_of
from chainon.decisions.council.models import CouncilDecision
from chainon.decisions.council.services import enter_decision, link_sources, withdraw_decision
from chainon.decisions.council.tests.making import act as council_act

from .town import Town, act, one_of, public_node


def a_handover(dice: random.Random, **which: object) -> Handover:
    handovers = Handover.objects.select_related(
        "node__territory", "node__scope__territory", "answerer", "wait", "answer"
    )
    return one_of(dice, handovers.filter(**which).order_by("pk"))


def a_carried(dice: random.Random) -> Move:
    carried = Move.objects.filter(kind=MoveKind.CARRIED, ended_at=None)
    return one_of(dice, carried.select_related("asked__territory", "asked__scope", "node", "handover").order_by("pk"))


@act
def hand_over(town: Town, dice: random.Random) -> object:
    node = public_node(dice, "proposal", "interpellation", "recommendation")
    return services.hand_over(by=town.bruno, node=node, answerer=one_of(dice, town.answerers))


@act
def take_back(town: Town, dice: random.Random) -> object:
    return services.take_back(by=town.bruno, handover=a_handover(dice), reason="Ce n’était pas pour eux.")


@act
def accept_the_frame(town: Town, dice: random.Random) -> object:
    return services.accept_frame(handover=a_handover(dice), signed_by="Responsable de secteur")


@act
def study(town: Town, dice: random.Random) -> object:
    day = dice.choice([None, town.in_days(20)])
    return services.study(handover=a_handover(dice), text=f"On regarde {dice.randrange(9)}.", more_on=day)


@act
def pass_on(town: Town, dice: random.Random) -> object:
    handover = a_handover(dice, ended_at=None)
    others = [each for each in town.answerers if each != handover.answerer]
    return services.pass_on(handover=handover, to=dice.choice(others))


@act
def close_without_an_answer(town: Town, dice: random.Random) -> object:
    return services.close_handover(handover=a_handover(dice), reason="Déjà en travaux.")


@act
def carry(town: Town, dice: random.Random) -> object:
    said = {"to": "La région", "text": "Nous leur écrivons.", "hoped_on": town.in_days(30)}
    return services.carry(handover=a_handover(dice, ended_at=None), **said)


@act
def reply_of_a_third(town: Town, dice: random.Random) -> object:
    said = Said(dice.choice(list(AnswerKind)), "Ils ont dit.", "La région", other="Nous ne savons pas")
    return services.record_reply(move=a_carried(dice), said=said, by=dice.choice([None, town.bruno]))


@act
def give_up_carrying(town: Town, dice: random.Random) -> object:
    return services.give_up_carrying(move=a_carried(dice), reason="Sans nouvelles.")


@act
def settle(town: Town, dice: random.Random) -> object:
    return services.settle_now(handover=a_handover(dice), text="L’ampoule est changée.")


def _given(dice: random.Random, kind: AnswerKind, town: Town) -> object:
    handover = a_handover(dice, ended_at=None)
    more = {"after": "Un banc, pas deux."} if kind == AnswerKind.MODIFIED else {}
    if kind == AnswerKind.NOT_US:
        to = dice.choice([each for each in town.answerers if each != handover.answerer])
        more = dice.choice([{"other": "Nous ne savons pas"}, {"pass_to": to}])
    return services.give_answer(handover=handover, kind=kind, text="Voilà.", signed_by="M. Petit", **more)


@act
def answer_yes(town: Town, dice: random.Random) -> object:
    return _given(dice, AnswerKind.TAKEN_UP, town)


@act
def answer_otherwise(town: Town, dice: random.Random) -> object:
    return _given(dice, AnswerKind.MODIFIED, town)


@act
def answer_no(town: Town, dice: random.Random) -> object:
    return _given(dice, AnswerKind.SET_ASIDE, town)


@act
def answer_not_us(town: Town, dice: random.Random) -> object:
    return _given(dice, AnswerKind.NOT_US, town)


@act
def answer_several(town: Town, dice: random.Random) -> object:
    first = a_handover(dice, ended_at=None)
    alike = list(Handover.objects.filter(answerer=first.answerer, ended_at=None).order_by("pk")[:3])
    return services.answer_several(handovers=alike, kind=AnswerKind.TAKEN_UP, text="Oui à tous.", signed_by="M. Petit")


@act
def record_an_answer(town: Town, dice: random.Random) -> object:
    said = {
        "kind": dice.choice([AnswerKind.TAKEN_UP, AnswerKind.SET_ASIDE]),
        "text": "Par lettre.",
        "signed_by": "M. P.",
    }
    return services.record_answer(by=town.bruno, handover=a_handover(dice), received_on=town.today, **said)


@act
def draft(town: Town, dice: random.Random) -> object:
    return services.send_draft(draft=draft_of(a_handover(dice, ended_at=None)))


@act
def sign_a_draft(town: Town, dice: random.Random) -> object:
    waiting = one_of(dice, Draft.objects.filter(answer=None).order_by("pk"))
    return services.sign_draft(draft=waiting, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit, directeur")


@act
def decide(town: Town, dice: random.Random) -> object:
    sources = tuple({public_node(dice) for _each in range(dice.randrange(1, 3))})
    fields = {"number": f"2026-{dice.randrange(40)}", "carrier": dice.choice(["", "La ville"])}
    decided = council_act(decided_on=town.today, **fields)
    return enter_decision(by=town.bruno, scope=town.territory, act=decided, sources=sources)


def a_decision(dice: random.Random) -> CouncilDecision:
    return one_of(dice, CouncilDecision.objects.select_related("scope", "territory", "node").order_by("pk"))


@act
def link_a_decision(town: Town, dice: random.Random) -> object:
    return link_sources(by=town.bruno, decision=a_decision(dice), sources=[public_node(dice)])


@act
def withdraw_a_decision(town: Town, dice: random.Random) -> object:
    return withdraw_decision(by=town.bruno, decision=a_decision(dice), reason="Saisie deux fois.")
