"""The pages: saying something, reading it, following it, withdrawing it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.services import erase_account
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Relation, Wait
from chainon.base.chain.services import differences, expect, follow
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.deliberation.proposals import selectors
from chainon.deliberation.proposals.models import Origin, Proposal, State
from chainon.deliberation.proposals.views import writing
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places.models import Kind, Place
from chainon.territory.places.services import add_place

from .making import TITLE, said, theme_of

SAY = "/propositions/dire"


@pytest.fixture
def tilleuls(territory: Territory, bruno: User) -> Place:
    return add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls")


@pytest.fixture(autouse=True)
def _no_attempts_yet(db: None) -> None:
    cache.clear()


def filled(**changes: str) -> dict[str, str]:
    return {
        "title": TITLE,
        "must_change": "On attend debout.\r\nEn plein soleil.",
        "since": "mars 2023",
        "entry": str(uuid.uuid4()),
        "act": "publish",
        **changes,
    }


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_without_an_account_one_speaks_and_is_read_first(
    client: Client, territory: Territory, tilleuls: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    form = client.get(SAY)
    assert form.status_code == 200 and "Pas besoin de compte" in text(form)
    theme = theme_of(territory.scope).public_id
    sent = client.post(
        SAY, filled(author_name="Une habitante des Tilleuls", place=tilleuls.public_id, theme=theme, helped_by="Amina")
    )
    proposal = Proposal.objects.get()
    assert sent.status_code == 302 and sent.headers["Location"] == f"/propositions/{proposal.public_id}"
    heard = client.get(sent.headers["Location"])
    assert heard.status_code == 403 and "C’est reçu" in text(heard) and TITLE not in text(heard)
    assert TITLE not in text(client.get("/propositions/")) and not Line.objects.filter(verb="proposal.published")
    team = client_of(bruno)
    assert "À relire (1)" in text(team.get("/propositions/"))
    assert "Une habitante des Tilleuls" in text(team.get("/propositions/a-relire"))
    assert team.post(f"/propositions/{proposal.public_id}/publier").status_code == 302
    page = client.get(url_of(Node.objects.get()))
    for shown in (
        TITLE,
        "Une habitante des Tilleuls",
        "depuis mars 2023",
        "On attend debout.<br>",
        "Logement",
        "Amina",
    ):
        assert shown in text(page), shown
    assert "proposition" in text(client.get("/propositions/")).lower() and TITLE in text(client.get("/propositions/"))
    line = Line.objects.get(verb="proposal.published")
    assert line.payload == {"proposal": proposal.public_id, "origin": "online"} and line.role == "facilitator"
    assert not list(differences())


def test_with_an_account_it_is_public_at_once_under_the_account_s_name(
    resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    client = client_of(resident)
    assert "signée « Rachid »" in text(client.get(SAY))
    assert client.post(SAY, filled(author_name="Quelqu’un d’autre")).status_code == 302
    node = Node.objects.get()
    assert (node.who, node.is_public, node.since) == ("Rachid", True, "2023-03")
    assert Proposal.objects.get().origin == Origin.ONLINE and Line.objects.last().role == "resident"  # type: ignore[union-attr]  # there is one
    assert not Mail.objects.exists()


def test_a_member_speaks_for_their_body(
    resident: User, territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)
    client = client_of(resident)
    assert "Au nom de" not in text(client.get(SAY))
    client.post(SAY, filled(body=body.public_id))
    assert Node.objects.get().body is None
    Grant.objects.create(user=resident, role=Role.MEMBER, scope=body.scope, given_at=clock.now())
    assert "Au nom de" in text(client.get(SAY))
    client.post(SAY, filled(body=body.public_id, title="Un terrain de basket"))
    proposal = Proposal.objects.get(title="Un terrain de basket")
    assert (proposal.node.who, proposal.origin, proposal.author) == ("Conseil des jeunes", Origin.BODY, None)
    found = text(client.get(f"/propositions/?instance={body.public_id}"))
    assert "Un terrain de basket" in found and TITLE not in found


def test_the_page_of_a_body_says_what_it_proposes_and_whose_turn_it_is(
    client: Client, territory: Territory, bruno: User
) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.NEIGHBOURHOOD_TABLE, name="La table", seats=9)
    assert "Ses propositions" not in client.get(body.get_absolute_url()).content.decode()
    for number in range(4):
        said(body.scope, by=bruno, body=body, title=f"Un banc, rue {number}")
    page = client.get(body.get_absolute_url()).content.decode()
    assert [f"rue {number}" in page for number in range(4)] == [False, True, True, True], "the latest ones"
    assert page.count("C’est au tour de l’équipe d’animation depuis aujourd’hui.") == 3
    address = f"/propositions/?instance={body.public_id}"
    assert f'href="{address}"' in page and client.get(address).content.decode().count("Un banc, rue") == 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "obligatoire"),
        ({"must_change": ""}, "l’un des deux suffit"),
        ({"since": "hier"}, "Nous n’avons pas compris"),
        ({"since": "31/02/2023"}, "n’existe pas"),
        ({"since": "2190"}, "à venir"),
        ({"entry": "x"}, "UUID"),
    ],
)
def test_a_form_that_is_refused_comes_back_as_it_was_filled(
    client: Client, territory: Territory, changes: dict[str, str], words: str
) -> None:
    answer = client.post(SAY, filled(goes_well="Le marché", **changes))
    assert answer.status_code == 422
    assert words in text(answer) and "Le marché" in text(answer)
    assert not Proposal.objects.exists()


def test_a_form_sent_twice_counts_once(client: Client, territory: Territory) -> None:
    entry = str(uuid.uuid4())
    places = {client.post(SAY, filled(entry=entry)).headers["Location"] for _ in range(2)}
    assert len(places) == 1 and Proposal.objects.count() == 1


def test_one_address_does_not_flood_the_team(
    client: Client,
    territory: Territory,
    resident: User,
    monkeypatch: pytest.MonkeyPatch,
    client_of: Callable[[User], Client],
) -> None:
    monkeypatch.setattr(writing, "PROPOSALS", 2)
    assert [client.post(SAY, filled()).status_code for _ in range(3)] == [302, 302, 422]
    assert client_of(resident).post(SAY, filled()).status_code == 302


def test_the_team_writes_down_what_others_said_one_after_the_other(
    amina: User, tilleuls: Place, client_of: Callable[[User], Client]
) -> None:
    client = client_of(amina)
    day = clock.today() - timedelta(days=3)
    sent = filled(
        origin="gathering", said_on=day.isoformat(), author_name="Des mères de la tour B", place=tilleuls.public_id
    )
    answer = client.post("/propositions/saisir", {**sent, "another": "1"})
    following = answer.headers["Location"]
    assert f"said_on={day}" in following and tilleuls.public_id in following and "origin=gathering" in following
    again = text(client.get(following))
    assert f'value="{day}"' in again and "Des mères" not in again
    proposal = Proposal.objects.get()
    assert (proposal.node.who, proposal.node.is_public, proposal.said_on) == ("Des mères de la tour B", True, day)
    assert "Dite lors d’une rencontre" in text(client.get(url_of(proposal.node)))
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert (
        client.post("/propositions/saisir", {**sent, "said_on": tomorrow, "entry": str(uuid.uuid4())}).status_code
        == 422
    )


def test_what_is_refused_says_why_in_public_without_its_words(
    client: Client, territory: Territory, bruno: User, resident: User, client_of: Callable[[User], Client]
) -> None:
    proposal = said(territory.scope, by=resident)
    public = url_of(proposal.node)
    team = client_of(bruno)
    assert team.post(f"{public}/refuser", {"reason": ""}).status_code == 422
    assert team.post(f"{public}/refuser", {"reason": "Nomme une personne."}).status_code == 302
    listed = text(client.get("/propositions/non-publiees"))
    assert "Nomme une personne." in listed and TITLE not in listed and "Rachid" not in listed
    address = f"/propositions/{proposal.public_id}"
    assert client.get(public).headers["Location"] == address
    gone = client.get(address)
    assert gone.status_code == 410 and "Nomme une personne." in text(gone) and TITLE not in text(gone)
    node = Node.objects.get()
    assert (node.title, node.said, node.who, node.is_public) == ("", "", "", False)
    assert TITLE in text(client_of(resident).get(address))
    mail = Mail.objects.get()
    assert mail.to == resident.email and "Nomme une personne." in mail.body
    assert Line.objects.get(verb="proposal.refused").payload == {"proposal": proposal.public_id}
    assert team.post(f"{address}/publier").status_code == 302
    assert TITLE in text(client.get(public)) and "Nomme une personne." not in text(
        client.get("/propositions/non-publiees")
    )
    assert "peut maintenant être lue" in Mail.objects.filter(to=resident.email).order_by("-pk")[0].body
    assert not list(differences())


def test_its_author_withdraws_it_with_a_reason_and_nobody_s_turn_is_left(
    client: Client, territory: Territory, resident: User, client_of: Callable[[User], Client]
) -> None:
    proposal = said(territory.scope, by=resident)
    expect(node=proposal.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    assert "C’est au tour d’Habitat Valmont" in text(client.get("/propositions/"))
    page, mine = url_of(proposal.node), client_of(resident)
    assert "Retirer" in text(mine.get(page)) and "Retirer" not in text(client.get(page))
    assert mine.post(f"{page}/retirer", {"reason": ""}).status_code == 422
    assert mine.post(f"{page}/retirer", {"reason": "Le banc est là."}).status_code == 302
    shown = text(client.get(page))
    assert "Le banc est là." in shown and "On attend debout" in shown
    assert "retirée" in text(client.get("/propositions/"))
    assert not Wait.objects.open().exists() and Line.objects.filter(verb="proposal.withdrawn").count() == 1
    assert not list(differences())


def test_words_taken_back_are_erased(territory: Territory, resident: User, client_of: Callable[[User], Client]) -> None:
    proposal = said(territory.scope, by=resident, goes_well="Le square", would_do="Deux bancs")
    page = url_of(proposal.node)
    client_of(resident).post(f"{page}/retirer", {"reason": "Trop dit.", "takes_words_back": "on"})
    proposal = Proposal.objects.get()
    assert (proposal.goes_well, proposal.must_change, proposal.would_do, proposal.node.said) == ("", "", "", "")
    assert "Trop dit." in text(Client().get(page)) and proposal.state == State.WITHDRAWN


def test_with_an_account_one_follows_and_stops_following(
    territory: Territory, resident: User, client: Client, client_of: Callable[[User], Client]
) -> None:
    page = url_of(said(territory.scope, by=resident).node)
    mine = client_of(resident)
    node = Node.objects.get()
    assert reverse("chain:follow", args=[node.public_id]) in text(mine.get(page))
    follow(by=resident, node=node)
    assert reverse("chain:unfollow", args=[node.public_id]) in text(mine.get(page))
    shown = text(client.get(page))
    assert reverse("chain:follow_by_mail", args=[node.public_id]) in shown[shown.index("Suivre ce que cela devient") :]
    assert "Avec un compte" in shown and reverse("slips:code") in shown and "csrf" not in shown


def test_the_list_is_chosen_by_place_and_theme(
    client: Client, territory: Territory, tilleuls: Place, resident: User
) -> None:
    said(tilleuls.scope, resident, "L’ascenseur", theme=theme_of(territory.scope))
    said(territory.scope, resident, "La piscine", theme=theme_of(territory.scope, "Sport et loisirs"))
    housing = theme_of(territory.scope).public_id
    for query in (f"lieu={tilleuls.public_id}", f"theme={housing}"):
        found = text(client.get(f"/propositions/?{query}"))
        assert "L’ascenseur" in found and "La piscine" not in found, query
    assert "La piscine" in text(client.get("/propositions/?theme=zzz&lieu=zzz"))
    assert "Rien de tel" in text(client.get(f"/propositions/?theme={theme_of(territory.scope, 'Santé').public_id}"))


def test_pages_follow_one_another_even_when_several_were_said_at_once(
    client: Client, territory: Territory, resident: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    with clock.at(clock.now()):
        for number in range(5):
            said(territory.scope, resident, f"Idée {number}")
    seen: list[str] = []
    address = "/propositions/"
    while address:
        answer = client.get(address)
        seen += [card.title for card in answer.context["cards"]]
        address = f"/propositions/{answer.context['older']}" if answer.context["older"] else ""
    assert seen == [f"Idée {number}" for number in (4, 3, 2, 1, 0)]
    assert "La liste s’arrête ici" in text(client.get("/propositions/?apres=zzzzzzzzzz"))


def test_an_account_that_closes_leaves_its_words_without_its_name(
    client: Client, territory: Territory, resident: User
) -> None:
    page = url_of(said(territory.scope, by=resident).node)
    assert selectors.own_proposals(resident)[0]["titre"] == TITLE
    erase_account(by=resident, user=resident, scope=territory.scope)
    shown = text(client.get(page))
    assert "Rachid" not in shown and "Compte supprimé" in shown and "On attend debout" in shown
    assert not list(differences())


def test_the_empty_pages_say_what_will_be_there(client: Client, territory: Territory) -> None:
    assert "Personne n’a encore rien dit ici" in text(client.get("/propositions/"))
    assert "Rien n’a été refusé" in text(client.get("/propositions/non-publiees"))


def test_a_page_already_had_is_not_made_again_until_something_happens(
    client: Client, territory: Territory, resident: User
) -> None:
    proposal = said(territory.scope, by=resident)
    for address in ("/propositions/", url_of(proposal.node), "/propositions/non-publiees"):
        etag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304, address
    etag = client.get("/propositions/").headers["ETag"]
    said(territory.scope, by=resident, title="Autre chose")
    assert client.get("/propositions/", headers={"If-None-Match": etag}).status_code == 200
