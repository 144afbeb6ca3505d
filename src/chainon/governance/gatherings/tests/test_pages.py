from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui.typography import day
from chainon.governance.bodies.models import Body
from chainon.governance.gatherings import services
from chainon.governance.gatherings.models import Gathering

from .making import convened, held, told

ClientOf = Callable[[User], Client]
CONVENE = "/rencontres/convoquer"


def sent(client: Client, **changed: Any) -> dict[str, Any]:
    entry = re.search(r'name="entry" value="([^"]+)"', client.get(CONVENE).content.decode())
    assert entry
    day = clock.today() + timedelta(days=8)
    said = {"title": "Le jardin", "day": day.isoformat(), "begins": "18:30", "address": "Le local", "entry": entry[1]}
    return {**said, **changed}


def test_an_empty_agenda_says_so(client: Client, place: Scope) -> None:
    page = client.get("/rencontres/").content.decode()
    assert "Aucune rencontre annoncée" in page and "agenda.ics" in page


def test_a_member_convenes_through_the_form_and_the_page_is_public(
    lea: User, body: Body, client: Client, client_of: ClientOf
) -> None:
    member = client_of(lea)
    answer = member.post(CONVENE, sent(member, body=body.public_id))
    gathering = Gathering.objects.get()
    assert answer.status_code == 302 and gathering.body == body and gathering.scope == body.scope.parent
    assert gathering.ends_at - gathering.starts_at == timedelta(hours=2)
    page = client.get(url_of(gathering.node)).content.decode()
    assert "Le jardin" in page and "18\u00a0h\u00a030" in page and "La table" in page
    assert "Le jardin" in client.get(body.get_absolute_url()).content.decode()


def test_a_member_must_choose_a_body_and_the_team_need_not(
    lea: User, bruno: User, place: Scope, client_of: ClientOf
) -> None:
    member, team = client_of(lea), client_of(bruno)
    refused = member.post(CONVENE, sent(member, body=""))
    assert refused.status_code == 422 and "body" in refused.context["form"].errors
    assert team.post(CONVENE, sent(team, body="", place=place.public_id)).status_code == 302
    assert Gathering.objects.get().scope == place


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"address": ""}, "address"),
        ({"day": "2020-01-01"}, "day"),
        ({"day": "demain"}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"title": ""}, "title"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field_and_nothing_is_lost(
    changed: dict[str, str], field: str, bruno: User, place: Scope, client_of: ClientOf
) -> None:
    team = client_of(bruno)
    refused = team.post(CONVENE, sent(team, purpose="À lire avant", **changed))
    assert refused.status_code == 422 and field in refused.context["form"].errors
    assert "URL" not in str(refused.context["form"].errors)
    assert "À lire avant" in refused.content.decode() and not Gathering.objects.exists()


def test_doing_the_same_again_proposes_the_next_such_day(
    bruno: User, place: Scope, body: Body, client_of: ClientOf
) -> None:
    past = held(bruno, place, body, days_ago=10)
    initial = client_of(bruno).get(f"{CONVENE}?comme={past.public_id}").context["form"].initial
    was = timezone.localtime(past.starts_at).date()
    assert initial["day"] >= clock.today() and (initial["day"] - was).days % 7 == 0
    assert initial["title"] == past.title and initial["body"] == body.public_id


def test_minutes_show_what_was_decided_and_where_people_did_not_agree(
    lea: User, place: Scope, body: Body, client: Client, client_of: ClientOf
) -> None:
    gathering = held(lea, place, body)
    address = url_of(gathering.node)
    said = {
        "minutes": "On a **bien** parlé.\r\n\r\n<script>alert(1)</script>",
        "decisions": "- Garder le marché\n\n* Écrire au maire",
        "disagreements": "Déplacer les bancs : pour l’ombre, contre le bruit",
        "present": "34",
    }
    assert client_of(lea).post(f"{address}/compte-rendu", said).status_code == 302
    page = client.get(address).content.decode()
    assert "<strong>bien</strong>" in page and "<script>alert" not in page
    assert "Garder le marché" in page and "Déplacer les bancs" in page and "34 personnes" in page
    decision = gathering.outcomes.decisions().first()
    assert decision is not None and decision.node is not None
    thread = client.get(url_of(decision.node)).content.decode()
    assert "Un engagement est attendu" in thread and "la table" in thread.lower()


def test_a_line_too_long_is_said_and_the_words_stay(lea: User, place: Scope, body: Body, client_of: ClientOf) -> None:
    address = url_of(held(lea, place, body).node)
    refused = client_of(lea).post(f"{address}/compte-rendu", {"minutes": "Dit.", "decisions": "x" * 401})
    assert refused.status_code == 422 and "x" * 401 in refused.content.decode()


def test_small_numbers_are_for_those_who_counted(
    lea: User, place: Scope, body: Body, client: Client, client_of: ClientOf
) -> None:
    gathering = told(lea, held(lea, place, body), under_16=2, from_26=5)
    address = url_of(gathering.node)
    public, whole = client.get(address).content.decode(), client_of(lea).get(address).content.decode()
    assert "moins de onze personnes" in public and "2 de moins de 16 ans" not in public
    assert "7 personnes" in whole and "2 de moins de 16 ans" in whole


def test_a_cancelled_gathering_says_why_and_has_no_poster_any_more(bruno: User, place: Scope, client: Client) -> None:
    gathering = services.cancel(by=bruno, gathering=convened(bruno, place), reason="La salle est inondée.")
    page = client.get(url_of(gathering.node)).content.decode()
    assert "La salle est inondée." in page and "Affiche à imprimer" not in page
    assert "Annulée" in client.get("/rencontres/").content.decode()


def test_the_poster_and_the_sheet_print_what_was_announced(bruno: User, place: Scope, client: Client) -> None:
    address = url_of(convened(bruno, place, access="Garde d’enfants sur place").node)
    poster = client.get(f"{address}/affiche").content.decode()
    assert "Garde d’enfants" in poster and "data:image/svg+xml" in poster
    assert client.get(f"{address}/feuille").content.decode().count("<td>") == 66


def test_a_paper_is_public_and_what_is_no_paper_is_refused(
    lea: User, place: Scope, body: Body, client: Client, client_of: ClientOf
) -> None:
    address = url_of(convened(lea, place, body).node)
    page = SimpleUploadedFile("plan.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")
    assert client_of(lea).post(f"{address}/documents", {"title": "Le plan", "sent": page}).status_code == 302
    assert "Le plan" in client.get(address).content.decode()
    wrong = SimpleUploadedFile("plan.pdf", b"MZ\x00\x01 not a paper", "application/pdf")
    refused = client_of(lea).post(f"{address}/documents", {"title": "Le virus", "sent": wrong})
    assert refused.status_code == 422 and "sent" in refused.context["form"].errors


def test_old_gatherings_are_read_page_by_page(bruno: User, place: Scope, client: Client) -> None:
    for days in range(32):
        held(bruno, place, days_ago=days + 1)
    first = client.get("/rencontres/")
    older = first.context["older"]
    assert len(first.context["past"]) == 30 and older
    assert len(client.get(f"/rencontres/?avant={older}").context["past"]) == 2
    assert client.get("/rencontres/?avant=nimporte").status_code == 200


def test_the_list_asks_as_many_questions_for_thirty_as_for_one(
    bruno: User, place: Scope, body: Body, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _each in range(30):
        convened(bruno, place, body)
        held(bruno, place, body)
    with django_assert_max_num_queries(6):
        client.get("/rencontres/")


def test_the_thread_says_on_which_day_people_met(territory: Territory, bruno: User, client: Client) -> None:
    was, coming = held(bruno, territory.scope, days_ago=3), convened(bruno, territory.scope)
    page = client.get(url_of(was.node)).content.decode()
    thread = page[page.index('id="fil"') :]
    assert thread.index("Parlons du marché") < thread.index("La rencontre a eu lieu")
    assert day(timezone.localtime(was.starts_at).date()) in thread[thread.index("La rencontre a eu lieu") :]
    assert "La rencontre a eu lieu" not in client.get(url_of(coming.node)).content.decode()
    cancelled = held(bruno, territory.scope, days_ago=5)
    Gathering.objects.filter(pk=cancelled.pk).update(cancelled_at=was.starts_at, cancel_reason="La pluie.")
    assert "La rencontre a eu lieu" not in client.get(url_of(cancelled.node)).content.decode()


def test_a_meeting_that_was_not_announced_is_told_straight_away(
    lea: User, body: Body, client: Client, client_of: ClientOf
) -> None:
    member, address = client_of(lea), "/rencontres/raconter"
    for page in (CONVENE, "/rencontres/", body.get_absolute_url()):
        assert address in member.get(page).content.decode(), page
    past = {"day": (clock.today() - timedelta(days=2)).isoformat(), "body": body.public_id}
    refused = member.post(CONVENE, sent(member, **past))
    assert refused.status_code == 422 and "racontez-la" in refused.content.decode()
    early = member.post(address, sent(member, body=body.public_id))
    assert early.status_code == 422 and "day" in early.context["form"].errors
    answer = member.post(address, sent(member, **past))
    gathering = Gathering.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"].endswith("/compte-rendu")
    told_it = member.post(answer.headers["Location"], {"minutes": "On a parlé du jardin.", "present": "14"})
    assert told_it.status_code == 302
    page = client.get(url_of(gathering.node)).content.decode()
    assert "n’avait pas été annoncée ici" in page and "On a parlé du jardin." in page and "14 personnes" in page
    assert "Qui peut venir" not in page
