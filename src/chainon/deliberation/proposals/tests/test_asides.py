"""What only speaks of a request (a guarantor, a meeting) is news of it, and neither studies it nor moves it on."""

from __future__ import annotations

from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.services import differences, expect
from chainon.base.scopes.models import Territory
from chainon.deliberation.proposals.rings import STUDIED, rings_of
from chainon.deliberation.proposals.selectors import page
from chainon.governance.guarantors.models import ActKind
from chainon.governance.guarantors.tests import making as guarding

from .making import said


def test_an_alert_is_in_the_thread_and_studies_nothing(territory: Territory, resident: User, admin: User) -> None:
    proposal = said(territory.scope, by=resident)
    nadia = guarding.appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert nadia is not None
    alert = guarding.said(nadia, guarding.about(proposal.node), ActKind.ALERT, title="Personne ne l’a transmise")
    node = Node.objects.get(pk=proposal.node.pk)
    assert [step.node for step in thread_of(node).steps] == [node, alert.node]
    assert rings_of(thread_of(node))[STUDIED].state == "to-come"
    assert (node.latest, node.stands_at, node.reached) == (alert.node, None, Stage.VOICE), "news, and no move"
    (card,) = page(territory.scope, size=5).cards
    assert card.standing.words == "Entendue"
    expect(node=node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    (card,) = page(territory.scope, size=5).cards
    assert card.standing.words == "À l’étude" and "Habitat Valmont" in card.standing.turn
    assert rings_of(thread_of(node))[STUDIED].state == "done"
    shown = Client().get(url_of(node)).content.decode()
    assert "Ce que dit le garant" in shown and "Avis du garant" not in shown, "an alert is no opinion"
    assert list(differences()) == []
