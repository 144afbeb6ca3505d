"""The pages behind the signed links, and those of the team for whoever answers by letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.commitments.answers import links, services
from chainon.commitments.answers.models import Answer, Answerer, Draft, Handover, Move, QuickWin

from .making import draft_of

Login = Callable[[User], Client]
SOON = (clock.today() + timedelta(days=20)).isoformat()
YES = {"kind": "taken_up", "text": "Les travaux sont commandés.", "other": "", "signed_by": "Responsable de secteur"}


@pytest.fixture
def words(territory: Territory, things: Things) -> list[Thing]:
    return [things.add(territory.scope, f"Un banc, place {number}", said="Un banc en bois.") for number in (1, 2)]


@pytest.fixture
def handed(words: list[Thing], territory: Territory, bruno: User) -> list[Handover]:
    parks = services.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="parcs@example.org")
    return [services.hand_over(by=bruno, node=word.node, answerer=parks) for word in words]


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("what", "sent", "wrong", "said"),
    [
        ("etude", {"text": "On regarde.", "more_on": SOON}, {"text": ""}, "à l’étude"),
        ("porter", {"to": "Le département", "text": "Merci.", "hoped_on": SOON}, {"to": "X"}, "Le département"),
        ("clore", {"reason": "La place n’existe plus."}, {"reason": ""}, "close sans réponse"),
        ("regle", {"text": "C’est posé.", "is_done": "True"}, {}, "Réglé tout de suite"),
    ],
)
def test_each_act_has_its_page_and_the_thread_says_it(
    handed: list[Handover], what: str, sent: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    path = f"{links.path_of(handed[0])}/{what}"
    official = Client()
    assert official.get(path).status_code == 200
    assert official.post(path, wrong).status_code == 422
    assert official.post(path, sent).status_code == 302
    page = plain(official.get(links.path_of(handed[0])).content)
    assert said in page
    act = Move.objects.first() or QuickWin.objects.first()
    assert act is not None
    news = act.node
    public = Client().get(f"/{'reglees' if what == 'regle' else 'suites'}/{news.public_id}", follow=True)
    assert public.status_code == 200 and "parcs@example.org" not in public.content.decode()


def test_what_is_already_answered_sends_back_to_the_page_of_the_link(handed: list[Handover]) -> None:
    path = links.path_of(handed[0])
    Client().post(f"{path}/regle", {"is_done": "True"})
    for what in ("etude", "porter", "clore", "brouillon", "leur-reponse", "sans-suite"):
        assert Client().get(f"{path}/{what}").status_code == 302
    assert "C’est oui" not in plain(Client().post(f"{path}/clore", {"reason": "X"}).content)


def test_a_yes_otherwise_is_read_beside_what_was_asked(handed: list[Handover]) -> None:
    sent = {**YES, "kind": "modified", "after": "Un banc en métal."}
    assert Client().post(links.path_of(handed[0]), sent).status_code == 302
    page = plain(Client().get(f"/reponses/{Answer.objects.get().node.public_id}", follow=True).content)
    assert "Ce que les habitants demandaient" in page
    assert "<del>bois</del>" in page and "<ins>métal</ins>" in page


def test_no_page_publishes_a_yes_otherwise_without_what_will_be_done(
    handed: list[Handover], bruno: User, client_of: Login
) -> None:
    first, second = handed
    official, team = Client(), client_of(bruno)
    official.post(f"{links.path_of(second)}/porter", {"to": "Le Département", "text": "Merci.", "hoped_on": SOON})
    signer = {"signer_name": "Marc Petit", "signer_function": "Directeur", "signer_email": "marc@example.org"}
    sign = links.sign_path(services.send_draft(draft=draft_of(first)))
    pages = [
        (official, links.path_of(first), {}),
        (official, f"{links.own_path(first.answerer)}/repondre?choisi={first.public_id}", {}),
        (official, f"{links.path_of(first)}/brouillon", {**signer, "drafted_by": "Léa Nguyen", "act": "send"}),
        (official, sign, {}),
        (official, f"{links.path_of(second)}/leur-reponse", {}),
        (team, f"/transmissions/{first.public_id}/reponse", {"received_on": "2026-01-05"}),
        (team, f"/suites/{Move.objects.get().node.public_id}/reponse", {}),
    ]
    for client, path, more in pages:
        asked = plain(client.get(path).content).partition('<label for="id_after">')[2].partition("</label>")[0]
        assert "mot pour mot" in asked and "facultatif" not in asked, path
        sent = {**YES, "kind": "modified", "text": "Oui, mais ailleurs.", "after": " ", **more}
        answer = client.post(path, sent)
        page = plain(answer.content)
        assert answer.status_code == 422 and "écrivez, mot pour mot, ce qui sera fait" in page, path
        assert "Oui, mais ailleurs." in page, path
    assert not Answer.objects.exists()


def test_what_a_third_party_will_do_otherwise_is_read_beside_what_was_asked(handed: list[Handover]) -> None:
    path = links.path_of(handed[0])
    Client().post(f"{path}/porter", {"to": "Le Département", "text": "Merci.", "hoped_on": SOON})
    sent = {**YES, "kind": "modified", "after": "Un banc en métal."}
    assert Client().post(f"{path}/leur-reponse", sent).status_code == 302
    assert (answer := Answer.objects.get()).before == "Un banc en bois." and answer.after == "Un banc en métal."


def test_the_third_party_s_reply_is_written_by_who_carries(handed: list[Handover]) -> None:
    path = links.path_of(handed[0])
    Client().post(f"{path}/porter", {"to": "Le département", "text": "Merci.", "hoped_on": SOON})
    assert "Vous portez cette demande auprès de : Le département" in plain(Client().get(path).content)
    assert Client().post(f"{path}/leur-reponse", {"kind": "taken_up"}).status_code == 422
    sent = {"kind": "taken_up", "text": "Oui, en mai.", "signed_by": "Le service routes"}
    assert Client().post(f"{path}/leur-reponse", sent).status_code == 302
    page = plain(Client().get(f"/reponses/{Answer.objects.get().node.public_id}", follow=True).content)
    assert "Réponse de : Le département" in page and "notée par qui leur a porté la demande" in page


def test_what_is_carried_in_vain_says_why(handed: list[Handover]) -> None:
    path = links.path_of(handed[0])
    Client().post(f"{path}/porter", {"to": "Le département", "text": "Merci.", "hoped_on": SOON})
    assert Client().post(f"{path}/sans-suite", {"reason": ""}).status_code == 422
    assert Client().post(f"{path}/sans-suite", {"reason": "Trois courriers, rien."}).status_code == 302
    page = plain(Client().get(f"/suites/{Move.objects.get().node.public_id}", follow=True).content)
    assert "Trois courriers, rien." in page


def test_the_link_of_their_own_page_goes_to_their_address_alone(handed: list[Handover]) -> None:
    path = links.path_of(handed[0])
    assert links.own_path(handed[0].answerer) not in Client().get(path).content.decode()
    assert Client().post(f"{path}/ma-page").status_code == 302
    mail = Mail.objects.latest("pk")
    assert mail.to == "parcs@example.org" and links.own_path(handed[0].answerer) in mail.body


def test_several_are_answered_once_from_their_own_page(handed: list[Handover]) -> None:
    own = links.own_path(handed[0].answerer)
    page = plain(Client().get(own).content)
    assert "2 demandes vous attendent" in page and "Un banc, place 1" in page
    chosen = "&".join(f"choisi={each.public_id}" for each in handed)
    assert Client().get(f"{own}/repondre").status_code == 302
    assert "Répondre une fois à ces 2 demandes" in plain(Client().get(f"{own}/repondre?{chosen}").content)
    assert Client().post(f"{own}/repondre?{chosen}", {**YES, "text": ""}).status_code == 422
    assert Client().post(f"{own}/repondre?{chosen}", YES).status_code == 302
    assert Client().post(f"{own}/repondre?{chosen}", YES).status_code == 302
    answer = Answer.objects.get()
    public = plain(Client().get(f"/reponses/{answer.node.public_id}", follow=True).content)
    assert "Les 2 demandes auxquelles elle répond" in public
    assert "Rien ne vous attend" in plain(Client().get(own).content)


def test_drafted_by_an_agent_signed_by_a_superior(handed: list[Handover]) -> None:
    path = f"{links.path_of(handed[0])}/brouillon"
    kept = {"act": "keep", "drafted_by": "Léa Nguyen", "text": "Oui, en"}
    assert Client().post(path, kept).status_code == 302
    assert "Oui, en" in plain(Client().get(path).content)
    assert Client().post(path, {**kept, "act": "send"}).status_code == 422
    signer = {"signer_name": "Marc Petit", "signer_function": "Directeur", "signer_email": "marc@example.org"}
    assert Client().post(path, {**YES, **kept, **signer, "act": "send", "text": "Oui."}).status_code == 302
    assert "Marc Petit" in plain(Client().get(links.path_of(handed[0])).content)
    link = re.search(r"/signer/\S+", Mail.objects.latest("pk").body)
    assert link is not None
    page = plain(Client().get(link[0]).content)
    assert "Préparée par Léa Nguyen" in page and "Directeur" in page
    assert Client().post(link[0], {}).status_code == 422
    assert Client().post(link[0], {**YES, "text": "Oui, en juin.", "signed_by": "Directeur"}).status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.signed_by, Draft.objects.get().answer) == ("Oui, en juin.", "Directeur", answer)
    public = plain(Client().get(f"/reponses/{answer.node.public_id}", follow=True).content)
    assert "Directeur" in public and "Nguyen" not in public and "Petit" not in public
    assert "déjà signée" in plain(Client().get(link[0]).content)
    mail = Mail.objects.latest("pk")
    assert mail.to == "parcs@example.org" and path.removesuffix("/brouillon") in mail.body and "oui" in mail.body


def test_several_may_be_drafted_together(handed: list[Handover]) -> None:
    own = links.own_path(handed[0].answerer)
    chosen = "&".join(f"choisi={each.public_id}" for each in handed)
    assert Client().get(f"{own}/brouillon").status_code == 302
    assert Client().post(f"{own}/brouillon?{chosen}", {"act": "keep", "drafted_by": "Léa"}).status_code == 302
    assert Draft.objects.get().handovers.count() == 2
    assert "un brouillon est gardé" in plain(Client().get(own).content)


def test_the_links_open_one_thing_each(handed: list[Handover]) -> None:
    draft = services.send_draft(draft=draft_of(handed[0]))
    reply, own, sign = (path.rsplit("/", 1)[-1] for path in (
        links.path_of(handed[0]), links.own_path(handed[0].answerer), links.sign_path(draft)
    ))  # fmt: skip
    for token in (reply, sign, own + "x"):
        assert Client().get(f"/mes-demandes/{token}").status_code == 404
    for token in (reply, own):
        assert Client().get(f"/signer/{token}").status_code == 404
    assert Client().get(f"/repondre/{own}").status_code == 404


def test_another_s_demands_are_not_answered_from_one_s_own_page(
    handed: list[Handover], words: list[Thing], bruno: User, territory: Territory
) -> None:
    other = services.add_answerer(by=bruno, territory=territory.scope, name="Habitat", email="h@example.org")
    theirs = services.hand_over(by=bruno, node=words[0].node, answerer=other)
    own = links.own_path(handed[0].answerer)
    assert Client().post(f"{own}/repondre?choisi={theirs.public_id}", YES).status_code == 302
    assert not Answer.objects.exists()


def test_the_team_writes_for_who_answers_by_letter(
    handed: list[Handover], words: list[Thing], bruno: User, client_of: Login
) -> None:
    team, first = client_of(bruno), handed[0].public_id
    page = plain(team.get(f"/transmissions/{first}").content)
    assert "La même lettre répond aussi à" in page and "Un banc, place 2" in page
    sent = {"to": "Le département", "text": "Merci.", "hoped_on": SOON}
    assert team.post(f"/transmissions/{first}/porter", sent).status_code == 302
    move = Move.objects.get()
    assert "On attend la réponse de" in plain(team.get(f"/transmissions/{first}").content)
    assert team.post(f"/suites/{move.node.public_id}/sans-suite", {"reason": "Rien."}).status_code == 302
    both = f"/transmissions/{first}/reponse?avec={handed[1].public_id}"
    assert "Cette réponse vaut aussi pour" in plain(team.get(both).content)
    assert team.post(both, {**YES, "received_on": "2026-01-05"}).status_code == 302
    assert Answer.objects.get().handovers.count() == 2


def test_residents_write_nothing_for_them(handed: list[Handover], resident: User, client_of: Login) -> None:
    by = client_of(resident)
    for what in ("", "/etude", "/porter", "/regle"):
        assert by.get(f"/transmissions/{handed[0].public_id}{what}").status_code == 403


def test_their_own_page_costs_the_same_for_two_or_forty(
    words: list[Thing], things: Things, handed: list[Handover], bruno: User, django_assert_max_num_queries: Callable
) -> None:
    parks = Answerer.objects.get()
    for number in range(38):
        word = things.add(words[0].node.territory, f"Un arbre {number}")
        services.hand_over(by=bruno, node=word.node, answerer=parks)
    own = links.own_path(parks)
    Client().get(own)
    with django_assert_max_num_queries(12):
        assert "40 demandes vous attendent" in plain(Client().get(own).content)
