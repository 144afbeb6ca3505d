"""What residents and those who read them do."""

from __future__ import annotations

import random
from typing import cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Follow, Theme
from chainon.base.chain.services import ask_to_be_told, follow, tell_back
from chainon.base.scopes.models import Scope
from chainon.deliberation.interpellations import services as interpellating
from chainon.deliberation.interpellations.models import Interpellation
from chainon.deliberation.merging import services as merging
from chainon.deliberation.merging.models import MergeRequest
from chainon.deliberation.merging.models import State as MergeState
from chainon.deliberation.moderation import services as moderating
from chainon.deliberation.moderation.models import Appeal, Quality
from chainon.deliberation.moderation.models import Verdict as Answered
from chainon.deliberation.moderation.tests.making import thing_of
from chainon.deliberation.proposals import services
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import Words
from chainon.deliberation.supports.services import stop_supporting, support

from .town import Town, act, one_of, public_node


def uuid(dice: random.Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)


def somewhere(town: Town, dice: random.Random) -> Scope:
    return dice.choice([town.territory, town.place])


def words(town: Town, dice: random.Random) -> Words:
    themes = Theme.objects.filter(territory=town.territory, retired_on=None).order_by("pk")
    said = {"theme": dice.choice([None, *themes]), "since": dice.choice(["", "2021", "2023-03"])}
    return Words(title=f"Un banc {dice.randrange(1000)}", must_change="On attend debout.", **said)


def a_proposal(dice: random.Random, **which: object) -> Proposal:
    proposals = Proposal.objects.select_related("node__territory", "scope__territory", "author", "body__scope")
    return one_of(dice, proposals.filter(**which).order_by("pk"))


@act
def propose(town: Town, dice: random.Random) -> object:
    by = cast(By, dice.choice([*town.residents, AnonymousUser()]))
    return services.propose(by=by, scope=somewhere(town, dice), words=words(town, dice), entry=uuid(dice))


@act
def publish(town: Town, dice: random.Random) -> object:
    return services.publish_proposal(by=town.bruno, proposal=a_proposal(dice))


@act
def refuse(town: Town, dice: random.Random) -> object:
    return services.refuse_proposal(by=town.bruno, proposal=a_proposal(dice), reason="Nomme une personne.")


@act
def appeal(town: Town, dice: random.Random) -> object:
    thing = thing_of(a_proposal(dice, refused_at__isnull=False))
    said = {"quality_of": Quality.OTHER, "words": "Personne n’y est nommé."}
    return moderating.appeal(by=AnonymousUser(), thing=thing, **said)


@act
def answer_an_appeal(town: Town, dice: random.Random) -> object:
    asked = one_of(dice, Appeal.objects.filter(answered_at=None).order_by("pk"))
    verdict = dice.choice([Answered.UPHELD, Answered.OVERTURNED])
    return moderating.answer_appeal(by=town.chantal, appeal=asked, verdict=verdict, answer="Je l’ai relue.")


@act
def withdraw(town: Town, dice: random.Random) -> object:
    proposal = a_proposal(dice)
    by, takes = cast(User, proposal.author or town.bruno), dice.random() < 0.5
    return services.withdraw_proposal(by=by, proposal=proposal, reason="C’est fait.", takes_words_back=takes)


@act
def change(town: Town, dice: random.Random) -> object:
    proposal = a_proposal(dice)
    by, scope = cast(User, proposal.author or town.bruno), somewhere(town, dice)
    return services.change_proposal(
        by=by, proposal=proposal, scope=scope, words=words(town, dice), reason="Plus clair."
    )


@act
def sign(town: Town, dice: random.Random) -> object:
    proposal = a_proposal(dice, author__isnull=False)
    proposal = services.invite_to_sign(by=cast(User, proposal.author), proposal=proposal)
    return services.sign_proposal(by=one_of(dice, town.residents), proposal=proposal, invite=proposal.invite)


@act
def ask_to_merge(town: Town, dice: random.Random) -> object:
    gone, kept = a_proposal(dice), a_proposal(dice)
    return merging.ask_to_merge(by=town.bruno, gone=gone, kept=kept, reason="Les mêmes bancs.", entry=uuid(dice))


@act
def answer_a_merge(town: Town, dice: random.Random) -> object:
    asked = one_of(dice, MergeRequest.objects.filter(state=MergeState.ASKED).order_by("pk"))
    left = asked.consents.filter(agrees=None).order_by("pk").values_list("node", flat=True)
    proposal, agrees = a_proposal(dice, node__in=list(left)), dice.random() < 0.8
    if proposal.author is not None:
        return merging.answer(by=proposal.author, request=asked, proposal=proposal, agrees=agrees)
    told = {"told_on": town.today, "how": "Chez elle."}
    return merging.note_answer(by=town.bruno, request=asked, proposal=proposal, agrees=agrees, **told)


@act
def back(town: Town, dice: random.Random) -> object:
    node, by = public_node(dice, "proposal"), one_of(dice, town.residents)
    return support(by=by, node=node) if dice.random() < 0.8 else stop_supporting(by=by, node=node)


@act
def interpellate(town: Town, dice: random.Random) -> object:
    said = interpellating.Words("Quand l’ascenseur ?", "En panne.", one_of(dice, town.answerers).public_id)
    by = one_of(dice, town.residents)
    return interpellating.interpellate(by=by, scope=town.territory, words=said, entry=uuid(dice), body=None)


@act
def sign_an_interpellation(town: Town, dice: random.Random) -> object:
    one = one_of(dice, Interpellation.objects.select_related("node", "scope").order_by("pk"))
    return interpellating.sign(by=one_of(dice, town.residents), one=one, shows_name=True)


@act
def withdraw_an_interpellation(town: Town, dice: random.Random) -> object:
    one = one_of(dice, Interpellation.objects.select_related("node", "scope", "author").order_by("pk"))
    return interpellating.withdraw(by=town.bruno, one=one, reason="Réglé.")


@act
def follow_a_thread(town: Town, dice: random.Random) -> object:
    node = public_node(dice)
    if dice.random() < 0.5:
        return follow(by=one_of(dice, town.residents), node=node)
    return ask_to_be_told(by=town.bruno, node=node, contact="06 00 00 00 00")


@act
def tell(town: Town, dice: random.Random) -> object:
    waiting = one_of(dice, Follow.objects.exclude(contact="").select_related("node").order_by("pk"))
    return tell_back(by=town.bruno, node=waiting.node, told_on=town.today, follows=[waiting])
