"""« C’est oui, autrement »: both texts where the voice is read, not on the page of the answer alone."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.models import Territory
from chainon.base.scopes.public_id import handle
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests import making as papers
from chainon.commitments.answers import services
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.deliberation.proposals.tests.making import said

AFTER = "Deux tilleuls à l’est. " + "le plan est à la mairie. " * 40


def given(node: Node, by: User) -> None:
    town = services.add_answerer(by=by, territory=node.territory, name="La ville", email="v@example.org")
    handover: Handover = services.hand_over(by=by, node=node, answerer=town)
    services.give_answer(
        handover=handover, kind=AnswerKind.MODIFIED, text="Oui, autrement.", signed_by="M. Petit", after=AFTER
    )


def test_both_texts_are_in_the_thread_on_the_proposal_and_on_the_slip(
    territory: Territory, resident: User, bruno: User
) -> None:
    proposal = said(territory.scope, by=resident)
    given(proposal.node, bruno)
    node = Node.objects.get(pk=proposal.node.pk)
    (row,) = [row for row in thread_rows(thread_of(node)) if row.parts]
    labels, texts = zip(*row.parts, strict=True)
    assert labels == ("Ce que les habitants demandaient", "Ce qui sera fait")
    assert "Deux tilleuls" in texts[1] and texts[1].endswith("…") and len(texts[1]) <= 601
    pad = papers.pad(territory.scope, by=bruno)
    slip = bind_slip(by=bruno, slip=pad.slips.get(number=pad.first), node=node)
    for address in (
        url_of(node),
        f"/fils/{handle(node.public_id, node.title)}",
        reverse("slips:read", args=[papers.code_on(slip)]),
    ):
        page = Client().get(address).content.decode()
        assert all(label in page for label in labels) and "Deux tilleuls" in page, address
    (step,) = [step for step in thread_of(node).steps if step.more.parts]
    assert Client().get(step.url).content.decode().count("Ce qui sera fait") == 1, "its own page has them already"
