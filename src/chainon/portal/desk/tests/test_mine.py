"""« Ce que j’ai dit, ce que je suis »: for the person alone, with where each stands and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base.accounts.models import User
from chainon.base.chain.models import Follow
from chainon.base.chain.services import follow
from chainon.commitments.answers.models import Answerer
from chainon.deliberation.debates.models import Side
from chainon.deliberation.debates.tests.making import QUESTION, argued, opened
from chainon.deliberation.proposals.services import refuse_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.supports.services import support
from chainon.governance.guarantors.models import ActKind
from chainon.governance.guarantors.tests import making as guarding
from chainon.portal.desk.mine import mine_of

from .waiting import World

PAGE = "/mes-paroles"
Login = Callable[[User], Client]


def read(client: Client) -> str:
    return client.get(PAGE).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_what_one_said_stands_with_whose_turn_it_is(world: World, client_of: Login) -> None:
    with world.ago(12):
        handed = world.handed(world.town())
        world.word("Un abri pour les vélos")
    found = mine_of(world.resident, world.scope)
    assert [line.title for line in found.said] == ["Un abri pour les vélos", handed.node.title]
    alone, asked = found.said
    assert alone.standing.turn == "C’est au tour de l’équipe d’animation depuis 12 jours."
    assert asked.standing.turn == f"C’est au tour de {Answerer.objects.get().name[0].lower()}" + (
        f"{Answerer.objects.get().name[1:]} depuis 12 jours."
    )
    page = read(client_of(world.resident))
    assert alone.url in page and "depuis 12 jours" in page
    assert "Un abri pour les vélos" not in read(client_of(world.bruno)), "for the person alone"


def test_what_only_speaks_of_it_is_not_where_it_stands(world: World, admin: User) -> None:
    word = world.word("Un abri pour les vélos")
    guarantor = guarding.appointed(world.scope, by=admin, email="garante@example.org", name="Nora B.").user
    assert guarantor is not None
    guarding.said(guarantor, guarding.about(word.node), ActKind.ALERT, title="Personne ne l’a transmise")
    (line,) = mine_of(world.resident, world.scope).said
    assert line.standing.words == "Entendue"


def test_what_waits_or_was_refused_is_there_with_the_reason(world: World, client_of: Login) -> None:
    refused = world.word("Des mots durs")
    refuse_proposal(by=world.bruno, proposal=refused, reason="Cela vise quelqu’un.")
    page = read(client_of(world.resident))
    assert "Des mots durs" in page and "Non publiée" in page and "Cela vise quelqu’un." in page
    (line,) = mine_of(world.resident, world.scope).said
    assert client_of(world.resident).get(line.url).status_code == 200


def test_debates_supports_and_threads_are_there(world: World, client_of: Login) -> None:
    word = said(world.scope, by=world.bruno, title="Un marché")
    debate = opened(by=world.bruno, on=word.node)
    for side in (Side.FOR, Side.NUANCE):
        argued(debate, by=world.resident, side=side, text=f"Parce que {side}.")
    support(by=world.resident, node=word.node)
    follow(by=world.resident, node=word.node)
    found = mine_of(world.resident, world.scope)
    assert found.said == []
    (debated,) = found.debated
    assert debated.title == QUESTION and debated.detail.startswith("Vous y avez parlé 2 fois")
    assert [line.title for line in found.supported] == [line.title for line in found.followed] == ["Un marché"]
    client = client_of(world.resident)
    address = f"/mes-paroles/{found.followed[0].follow}/arreter"
    assert address in read(client)
    assert client_of(world.bruno).post(address).status_code == 302 and Follow.objects.exists(), "not another’s"
    assert client.post(address).headers["Location"] == PAGE and not Follow.objects.exists()
    assert client.post(address).status_code == 302, "twice is once"
    assert "Aucun fil" in read(client)


def test_nothing_yet_says_what_will_come(world: World, client_of: Login) -> None:
    page = read(client_of(world.resident))
    assert "Rien encore avec ce compte" in page
    assert f'href="{PAGE}"' in client_of(world.resident).get("/mon-bureau").content.decode()
    assert Client().get(PAGE).status_code == 302


def test_it_costs_the_same_whatever_was_said(world: World, client_of: Login) -> None:
    client, town = client_of(world.resident), world.town()

    def more() -> int:
        for each in (world.word("Un banc"), world.handed(town).node.proposal):
            support(by=world.resident, node=each.node)
            follow(by=world.resident, node=each.node)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    first = more()
    assert more() == first <= 16
