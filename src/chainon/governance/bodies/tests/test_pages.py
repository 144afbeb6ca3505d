from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import translation

from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import public_rows, verify
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.governance.bodies import services
from chainon.governance.bodies.cards import NextStep, register_body_card, register_next_step
from chainon.governance.bodies.models import Body, BodyKind, term_in_words
from chainon.territory.places.models import Kind as PlaceKind
from chainon.territory.places.models import Place
from chainon.territory.places.services import add_place

ClientOf = Callable[[User], Client]
SENT = {"name": "Assemblée de Valmont", "kind": "sortition_assembly", "seats": "24", "term_months": "12", "purpose": ""}


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    return services.open_body(
        by=bruno,
        parent=territory.scope,
        kind=BodyKind.YOUTH_COUNCIL,
        name="Conseil des jeunes",
        seats=15,
        term_months=24,
    )


def neighbourhood(territory: Territory, by: User) -> Place:
    return add_place(by=by, parent=territory.scope, kind=PlaceKind.NEIGHBOURHOOD, name="Les Tilleuls")


def test_the_first_screen_asks_four_things_at_most(territory: Territory, bruno: User, client_of: ClientOf) -> None:
    neighbourhood(territory, bruno)
    form = client_of(bruno).get("/instances/ouvrir").context["form"]
    assert len(form.asked) == 4 and [field.name for field in form.folded] == ["term_months", "purpose"]


def test_a_facilitator_opens_a_body_and_everyone_reads_its_page(
    bruno: User, client_of: ClientOf, client: Client
) -> None:
    answer = client_of(bruno).post("/instances/ouvrir", SENT, follow=True)
    assert (
        answer.redirect_chain[-1][0].startswith("/instances/")
        and "assemblee-de-valmont" in answer.redirect_chain[-1][0]
    )
    page = client.get(answer.redirect_chain[-1][0]).content.decode()
    assert "Assemblée de Valmont" in page and "24" in page and "1 an" in page and "Valmont" in page
    assert "/modifier" not in page, "only the team is shown the way to change it"
    assert "Assemblée de Valmont" in client.get("/instances/").content.decode()


def test_sending_the_form_twice_opens_one_body(bruno: User, client_of: ClientOf) -> None:
    client = client_of(bruno)
    client.post("/instances/ouvrir", SENT)
    again = client.post("/instances/ouvrir", {**SENT, "name": "assemblée de valmont"})
    assert again.status_code == 422 and "déjà ce nom" in again.content.decode() and Body.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"), [({"seats": "0"}, "seats"), ({"seats": "100000"}, "seats"), ({"name": ""}, "name"),
                         ({"kind": "parliament"}, "kind"), ({"term_months": "0"}, "term_months")],
)  # fmt: skip
def test_a_wrong_answer_is_said_beside_its_field(
    wrong: dict[str, str], field: str, bruno: User, client_of: ClientOf
) -> None:
    answer = client_of(bruno).post("/instances/ouvrir", {**SENT, **wrong})
    assert answer.status_code == 422 and field in answer.context["form"].errors and not Body.objects.exists()
    assert ("<details open>" in answer.content.decode()) == (field == "term_months")


def test_someone_who_may_not_is_told_why(amina: User, client_of: ClientOf, client: Client) -> None:
    refused = client_of(amina).post("/instances/ouvrir", SENT)
    assert refused.status_code == 403 and "animation" in refused.content.decode()
    assert "Connectez-vous" in client.get("/instances/ouvrir").content.decode()


def test_the_page_tells_what_the_law_says_and_who_read_it(body: Body, client: Client) -> None:
    page = client.get(body.get_absolute_url()).content.decode()
    assert "trente ans" in page and "L. 1112-23" in page
    assert "copie publique, non vérifié par un juriste" in page


def test_the_page_says_when_nobody_read_the_text(territory: Territory, bruno: User, client: Client) -> None:
    council = services.open_body(
        by=bruno, parent=territory.scope, kind=BodyKind.CITIZENS_COUNCIL, name="Le Mail", seats=12
    )
    page = client.get(council.get_absolute_url()).content.decode()
    assert "2014-173" in page and "sans relire le texte" in page and "Texte lu" not in page


def test_a_changed_name_keeps_the_old_addresses(body: Body, bruno: User, client_of: ClientOf, client: Client) -> None:
    old = body.get_absolute_url()
    sent = {
        "name": "La voix des jeunes",
        "kind": "youth_council",
        "seats": "17",
        "term_months": "24",
        "purpose": "Oser.",
    }
    assert client_of(bruno).post(f"{old}/modifier", sent).status_code == 302
    moved = client.get(old)
    assert moved.status_code == 301 and moved["Location"].endswith("-la-voix-des-jeunes")
    page = client.get(moved["Location"]).content.decode()
    assert "La voix des jeunes" in page and "17" in page and "Oser." in page


def test_saving_without_a_change_writes_nothing(body: Body, bruno: User) -> None:
    before = Line.objects.count()
    services.change_body(
        by=bruno, body=body, kind=BodyKind.YOUTH_COUNCIL, name=body.name, seats=15, term_months=24, purpose=""
    )
    assert Line.objects.count() == before


def test_a_closed_body_stays_readable_with_its_reason(
    body: Body, bruno: User, client_of: ClientOf, client: Client
) -> None:
    address = body.get_absolute_url()
    assert client_of(bruno).post(f"{address}/fermer", {"reason": ""}).status_code == 422
    client_of(bruno).post(f"{address}/fermer", {"reason": "Le mandat est fini, un bilan est publié."})
    page = client.get(address).content.decode()
    assert "close depuis" in page and "un bilan est publié" in page
    assert client_of(bruno).get(f"{address}/modifier").status_code == 403
    assert "Close" in client.get("/instances/").content.decode()


def test_each_act_is_told_in_the_journal_without_a_name(body: Body, bruno: User) -> None:
    services.change_body(
        by=bruno, body=body, kind=BodyKind.COLLECTIVE, name="Ensemble", seats=9, term_months=6, purpose=""
    )
    services.close_body(by=bruno, body=body, reason="Fini.")
    lines = list(Line.objects.filter(verb__startswith="body."))
    with translation.override("fr"):
        sentences = [row.sentence for row in public_rows(lines)]
    assert (
        sentences[0].startswith("Instance ouverte (Conseil de jeunes)")
        and "15" in sentences[0]
        and "24 mois" in sentences[0]
    )
    assert sentences[1].startswith("Instance modifiée (Collectif") and sentences[2] == "Instance close."
    assert {line.role for line in lines} == {"facilitator"} and verify(body.scope.root).holds


def test_an_empty_list_says_what_to_do(territory: Territory, bruno: User, client_of: ClientOf, client: Client) -> None:
    team = client_of(bruno).get("/instances/").content.decode()
    assert "Commencez par lui donner un nom" in team and team.count('href="/instances/ouvrir"') == 1
    public = client.get("/instances/").content.decode()
    assert "Aucune instance" in public and "/instances/ouvrir" not in public


def test_a_body_of_another_territory_is_not_found_here(territory: Territory, admin: User, client: Client) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    scope = create_scope(kind=Kind.BODY, parent=other.scope, label="Chez eux")
    theirs = Body.objects.create(scope=scope, kind=BodyKind.OTHER, seats=3, opened_on="2026-01-01")
    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert "Chez eux" not in client.get("/instances/").content.decode()


def test_slices_above_add_cards_and_next_steps_in_order(body: Body, client: Client) -> None:
    def step(asked: Body, request: HttpRequest) -> NextStep | None:
        return NextStep("Préparer un tirage", "/tirages/", "La charte est adoptée.", is_main=True)

    def silent(asked: Body, request: HttpRequest) -> NextStep | None:
        return None

    register_next_step(20, step)
    register_next_step(10, silent)
    register_next_step(20, step)
    register_body_card(10, lambda asked, request: {"template": "bodies/_row.html"} if asked.closed_on else None)
    page = client.get(body.get_absolute_url())
    assert page.content.decode().count("Préparer un tirage") == 1 and "La charte est adoptée." in page.content.decode()
    assert page.context["cards"] == []


def test_a_body_opened_in_a_place_stands_on_the_page_of_the_place(
    territory: Territory, bruno: User, client_of: ClientOf, client: Client
) -> None:
    place = neighbourhood(territory, bruno)
    nobody = "Aucune instance ni aucun collectif n’est encore rattaché à ce lieu"
    assert nobody in client.get(place.get_absolute_url()).content.decode()
    client_of(bruno).post("/instances/ouvrir", {**SENT, "parent": place.scope.public_id})
    body = Body.objects.get()
    assert body.scope.parent == place.scope and body.scope.kind == Kind.BODY
    page = client.get(place.get_absolute_url()).content.decode()
    assert nobody not in page and body.get_absolute_url() in page


@pytest.mark.parametrize(("months", "words"), [(1, "1 mois"), (12, "1 an"), (18, "18 mois"), (24, "2 ans")])
def test_a_term_is_said_as_people_say_it(months: int, words: str) -> None:
    assert term_in_words(months) == words


def test_the_list_costs_the_same_whatever_its_length(
    territory: Territory, bruno: User, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(12):
        services.open_body(by=bruno, parent=territory.scope, kind=BodyKind.OTHER, name=f"Groupe {number}", seats=5)
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]  # a context manager
        client.get("/instances/")
