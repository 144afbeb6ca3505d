"""« Se regrouper »: residents open a collective, others join, the guarantor looks afterwards, it becomes something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.bodies import rules, selectors, services
from chainon.governance.bodies.models import Asking, Body, BodyKind

ClientOf = Callable[[User], Client]
GATHER = "/instances/se-regrouper"


@pytest.fixture
def nadia(territory: Territory) -> User:
    return User.objects.create_user("nadia@example.org", "Nadia")


@pytest.fixture
def omar(territory: Territory) -> User:
    return User.objects.create_user("omar@example.org", "Omar")


@pytest.fixture
def collective(nadia: User, territory: Territory) -> Body:
    return opened(nadia, territory.scope)


def opened(by: User, parent: Scope, name: str = "Les voisins de la tour B") -> Body:
    return services.gather(by=by, parent=parent, name=name, purpose="Refaire le jardin.", contact="Le mardi, au local")


def verbs() -> list[str]:
    return list(Line.objects.filter(verb__startswith="body.").order_by("pk").values_list("verb", flat=True))


def test_a_resident_opens_a_collective_and_may_speak_for_it(
    nadia: User, territory: Territory, client: Client, client_of: ClientOf
) -> None:
    said = {"name": "Les jardins", "purpose": "Un potager.", "contact": "Le mardi au local"}
    answer = client_of(nadia).post(GATHER, said)
    body = Body.objects.get()
    assert answer.status_code == 302 and rules.may_speak_for(nadia, body) and verbs() == ["body.gathered"]
    page = client.get(body.get_absolute_url()).content.decode()
    assert "Une personne, qui en cherche d’autres" in page and "Le mardi au local" in page and "Mandat" not in page
    assert "Collectif de fait" in client.get("/instances/").content.decode()


def test_a_visitor_is_told_why_an_account_is_needed(collective: Body, nadia: User, client_of: ClientOf) -> None:
    for address, said in (
        ("/instances/se-regrouper", "Pour ouvrir un collectif, il faut un compte"),
        (f"{collective.get_absolute_url()}/rejoindre", "Pour demander à en être, il faut un compte"),
    ):
        answer = Client().get(address)
        assert answer.status_code == 200 and said in (page := answer.content.decode())
        assert f"/compte/entrer?next={address}" in page
        assert Client().post(address, {}).status_code == 403
    client_of(nadia).post(f"{collective.get_absolute_url()}/fermer", {"reason": "Le jardin est fait."})
    assert Client().get(f"{collective.get_absolute_url()}/rejoindre").status_code == 403


def test_a_form_sent_twice_opens_one(nadia: User, territory: Territory) -> None:
    assert opened(nadia, territory.scope) == opened(nadia, territory.scope)
    assert Body.objects.count() == 1 and verbs() == ["body.gathered"]


def test_a_name_that_is_taken_and_words_that_miss_are_said_beside_their_field(
    collective: Body, omar: User, client_of: ClientOf
) -> None:
    taken = client_of(omar).post(GATHER, {"name": collective.name, "purpose": "Pareil."})
    assert taken.status_code == 422 and "name" in taken.context["form"].errors
    empty = client_of(omar).post(GATHER, {"name": "Nous", "purpose": ""})
    assert empty.status_code == 422 and "purpose" in empty.context["form"].errors and "Nous" in empty.content.decode()


def test_one_person_does_not_open_them_without_end(nadia: User, territory: Territory) -> None:
    for number in range(rules.COLLECTIVES_EACH):
        opened(nadia, territory.scope, name=f"Collectif {number}")
    with pytest.raises(Refused, match="déjà ouvert"):
        opened(nadia, territory.scope, name="Un de plus")


def test_someone_asks_the_members_say_yes_and_both_are_told(
    collective: Body, nadia: User, omar: User, client: Client, client_of: ClientOf
) -> None:
    address = collective.get_absolute_url()
    client_of(omar).post(f"{address}/rejoindre", {"words": "J’ai une bêche."})
    asking = Asking.objects.get()
    assert Mail.objects.get(to="nadia@example.org").subject == "Omar demande à rejoindre « Les voisins de la tour B »"
    page = client_of(nadia).get(f"{address}/membres").content.decode()
    assert "J’ai une bêche." in page
    client_of(nadia).post(f"{address}/membres/{asking.public_id}", {"answer": "yes"})
    assert rules.is_member(omar, collective) and "vous accueillent" in Mail.objects.get(to="omar@example.org").body
    assert "Des habitants, d’eux-mêmes" in client.get(address).content.decode()
    assert verbs() == ["body.gathered", "body.joined"]


def test_a_no_is_told_and_gives_nothing(collective: Body, nadia: User, omar: User, client_of: ClientOf) -> None:
    asking = services.ask_to_join(by=omar, body=collective, words="")
    assert services.ask_to_join(by=omar, body=collective, words="") == asking
    address = f"{collective.get_absolute_url()}/membres/{asking.public_id}"
    client_of(nadia).post(address, {"answer": "perhaps"})
    assert Asking.objects.get().answered_at is None
    client_of(nadia).post(address, {"answer": "no"})
    assert not rules.is_member(omar, collective) and "répondu non" in Mail.objects.get(to="omar@example.org").body
    assert client_of(omar).get(f"{collective.get_absolute_url()}/membres").status_code == 403


def test_answering_twice_changes_nothing(collective: Body, nadia: User, omar: User) -> None:
    asking = services.ask_to_join(by=omar, body=collective, words="")
    services.welcome(by=nadia, asking=asking, is_welcome=True)
    services.welcome(by=nadia, asking=asking, is_welcome=False)
    assert rules.is_member(omar, collective) and Mail.objects.filter(to="omar@example.org").count() == 1


def test_one_leaves_when_one_wants(collective: Body, nadia: User, client_of: ClientOf) -> None:
    client_of(nadia).post(f"{collective.get_absolute_url()}/quitter")
    assert not Grant.objects.filter(user=nadia, role=Role.MEMBER).exists()
    assert "Demander à en être" in client_of(nadia).get(collective.get_absolute_url()).content.decode()


def test_the_members_present_their_collective_themselves(
    collective: Body, nadia: User, client: Client, client_of: ClientOf
) -> None:
    said = {"name": "Les jardins de la tour B", "purpose": "Un **potager**.", "contact": ""}
    assert client_of(nadia).post(f"{collective.get_absolute_url()}/presentation", said).status_code == 302
    assert Body.objects.get().name == "Les jardins de la tour B" and verbs()[-1] == "body.told_itself"


def test_the_guarantor_takes_one_out_of_the_lists_and_its_page_says_why(
    collective: Body, chantal: User, client: Client, client_of: ClientOf
) -> None:
    address = collective.get_absolute_url()
    assert client_of(chantal).post(f"{address}/retirer", {"reason": ""}).status_code == 422
    client_of(chantal).post(f"{address}/retirer", {"reason": "Il se dit de la mairie."})
    assert "Les voisins de la tour B" not in client.get("/instances/").content.decode()
    assert "Il se dit de la mairie." in client.get(address).content.decode()
    since = clock.today() - timedelta(days=1)
    assert [row.name for row in selectors.new_collectives(collective.scope.root, since)] == [collective.name]
    client_of(chantal).post(f"{address}/remettre")
    assert "Les voisins de la tour B" in client.get("/instances/").content.decode()
    assert verbs() == ["body.gathered", "body.hidden", "body.shown_again"]


def test_it_becomes_an_association_and_its_former_name_stays(
    collective: Body, nadia: User, client: Client, client_of: ClientOf
) -> None:
    said: dict[str, Any] = {
        "kind": "association",
        "name": "Les Jardins partagés",
        "changed_on": clock.today().isoformat(),
        "reason": "Pour recevoir une subvention.",
    }
    old = collective.get_absolute_url()
    assert client_of(nadia).post(f"{old}/devenir", said).status_code == 302
    body = Body.objects.select_related("scope").get()
    assert (body.kind, body.name) == (BodyKind.ASSOCIATION, "Les Jardins partagés") and rules.is_member(nadia, body)
    page = client.get(old, follow=True).content.decode()
    assert "Les voisins de la tour B" in page and "Pour recevoir une subvention." in page
    assert verbs()[-1] == "body.became"


def test_what_changes_nothing_or_is_to_come_is_refused(collective: Body, nadia: User) -> None:
    same = {"kind": BodyKind.COLLECTIVE, "name": collective.name, "reason": "Rien."}
    with pytest.raises(Unavailable, match="Rien ne change"):
        services.become(by=nadia, body=collective, changed_on=clock.today(), **same)
    other = {**same, "kind": BodyKind.ASSOCIATION}
    with pytest.raises(Unavailable, match="pas encore venu"):
        services.become(by=nadia, body=collective, changed_on=clock.today() + timedelta(days=1), **other)


def test_the_members_close_their_own_collective(collective: Body, nadia: User, client_of: ClientOf) -> None:
    client_of(nadia).post(f"{collective.get_absolute_url()}/fermer", {"reason": "Le jardin est fait."})
    assert Body.objects.get().closed_on == clock.today()


def test_closing_an_account_takes_back_what_it_asked(collective: Body, omar: User) -> None:
    services.ask_to_join(by=omar, body=collective, words="Moi.")
    assert services.askings_of(omar)[0]["collectif"] == collective.name


def test_whoever_opens_one_is_told_how_others_come_in(
    collective: Body, nadia: User, omar: User, client_of: ClientOf
) -> None:
    address, mine = collective.get_absolute_url(), client_of(nadia)
    page = mine.get(address).content.decode()
    page = page[page.index("<main") : page.index("</main>")]
    assert "La suite, pour ses membres" in page and "pour l’équipe" not in page
    assert f'<a class="button" href="{address}/membres#inviter">' in page, "the main button"
    members = mine.get(f"{address}/membres").content.decode()
    assert f"http://localhost:8000{address}" in members and 'id="inviter"' in members and "mailto:?subject=" in members
    assert "Inviter quelqu’un" not in client_of(omar).get(address).content.decode()
    services.welcome(by=nadia, asking=services.ask_to_join(by=omar, body=collective, words=""), is_welcome=True)
    page = mine.get(address).content.decode()
    assert "La suite" not in page and "Inviter quelqu’un" in page, "several: nothing is missing"


def test_nobody_is_invited_where_nobody_comes_in(collective: Body, nadia: User, client_of: ClientOf) -> None:
    services.close_body(by=nadia, body=collective, reason="Le jardin est fait.")
    members = client_of(nadia).get(f"{collective.get_absolute_url()}/membres").content.decode()
    assert (
        "inviter" not in members
        and "Inviter" not in client_of(nadia).get(collective.get_absolute_url()).content.decode()
    )


def test_what_became_an_association_is_no_longer_called_a_collective(
    collective: Body, nadia: User, client: Client
) -> None:
    kind, day = BodyKind.ASSOCIATION, clock.today()
    services.become(by=nadia, body=collective, kind=kind, name="Les Jardins", changed_on=day, reason="Pour signer.")
    page = client.get("/instances/").content.decode()
    assert "Association d’habitants" in page and "Collectif de fait" not in page
