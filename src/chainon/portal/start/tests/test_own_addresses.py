"""Two territories of one installation, each at its own address: the command that opens and moves them, what answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import has_role
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes import hosts
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.portal.start.services import give_address

pytestmark = pytest.mark.django_db
SAINT_DENIS, OWN = "93066", "saint-denis.example.org"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    hosts.forget()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("territory", *words)
    return capsys.readouterr().out


def at(host: str, **defaults: Any) -> Client:
    return Client(HTTP_HOST=host, **defaults)


def open_saint_denis(capsys: pytest.CaptureFixture[str], admin: User) -> Territory:
    said(capsys, "open", SAINT_DENIS, OWN, "--by", admin.email)
    return Territory.objects.get(host=OWN)


def test_the_command_opens_a_territory_at_its_own_address(
    capsys: pytest.CaptureFixture[str], territory: Territory, admin: User
) -> None:
    assert at(OWN).get("/").status_code == 400, "unknown until then"
    opened = said(capsys, "open", SAINT_DENIS, OWN.upper(), "--by", "INES@example.org")
    assert f"http://{OWN}:8000/" in opened and "DNS" in opened and "clés d’accès ne serviront pas" in opened
    other = Territory.objects.select_related("scope").get(host=OWN)
    assert has_role(admin, Role.ADMINISTRATOR, scope=other.scope)
    assert {"territory.opened", "territory.address_given"} <= set(
        Line.objects.filter(territory=other.scope).values_list("verb", flat=True)
    )
    for client, name, absent in ((at(OWN), "Saint-Denis", "Valmont"), (Client(), "Valmont", "Saint-Denis")):
        page = client.get("/").content.decode()
        assert name in page and absent not in page
    listed = said(capsys, "list")
    assert "Valmont" in listed and "http://localhost:8000/" in listed and f"http://{OWN}:8000/" in listed


def test_an_unknown_host_is_refused_and_asks_the_database_once_in_a_while(
    territory: Territory, django_assert_num_queries: Any
) -> None:
    assert at("ailleurs.example.net").get("/").status_code == 400
    with django_assert_num_queries(0):
        for host in ("ailleurs.example.net", "encore.example.net", "bad host", "a..b", "x" * 300):
            assert at(host).get("/").status_code == 400
            assert at(host).get("/static/").status_code in {400, 404}


def test_an_address_is_kept_in_mind_between_two_pages(territory: Territory, django_assert_max_num_queries: Any) -> None:
    create_territory(name="Ailleurs", host=OWN)
    assert at(OWN).get("/robots.txt").status_code == at(f"{OWN}:8000").get("/robots.txt").status_code
    with django_assert_max_num_queries(0):
        assert hosts.is_registered(OWN) and hosts.is_registered(OWN)


def test_the_address_is_written_as_one_likes(territory: Territory) -> None:
    create_territory(name="Ailleurs", host=OWN)
    for host in (OWN.upper(), f"{OWN}.", f"{OWN}:8443"):
        assert "Ailleurs" in at(host).get("/").content.decode(), host


def test_behind_https_it_redirects_to_itself_and_its_cookies_are_secure(territory: Territory, settings: Any) -> None:
    settings.CHAINON_URL = "https://participation.example.org"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    create_territory(name="Ailleurs", host=OWN)
    assert at(OWN).get("/compte/").headers["Location"] == f"https://{OWN}/compte/"
    assert at("ailleurs.example.net").get("/compte/").status_code == 400
    answer = at(OWN).get("/compte/entrer", secure=True)
    assert answer.status_code == 200 and answer.cookies["csrftoken"]["secure"]


def test_a_form_is_accepted_from_its_own_address_only(territory: Territory, settings: Any) -> None:
    settings.CHAINON_URL = "https://participation.example.org:8443"
    create_territory(name="Ailleurs", host=OWN)
    client = at(OWN, enforce_csrf_checks=True)
    client.get("/compte/entrer", secure=True)
    token = client.cookies["csrftoken"].value
    for origin, code in (
        (f"https://{OWN}:8443", 302),  # the proxy passed the name without its port
        (f"http://{OWN}:8443", 403),
        ("https://ailleurs.example.net", 403),
    ):
        sent = {"email": "rachid@example.org", "csrfmiddlewaretoken": token}
        assert client.post("/compte/entrer", sent, secure=True, headers={"origin": origin}).status_code == code, origin
    for page, code in ((f"https://{OWN}:8443/compte/entrer", 302), ("https://ailleurs.example.net/", 403)):
        assert client.post("/compte/entrer", sent, secure=True, headers={"referer": page}).status_code == code, page


def test_mails_lead_to_the_address_where_one_asked(territory: Territory) -> None:
    create_territory(name="Ailleurs", host=OWN)
    at(OWN).post("/compte/entrer", {"email": "personne@example.org"})
    assert f"http://{OWN}:8000/compte/" in Mail.objects.get().body
    Client().post("/compte/entrer", {"email": "quelquun@example.org"})
    assert "http://localhost:8000/compte/" in Mail.objects.get(to="quelquun@example.org").body


def test_an_address_is_changed_and_taken_back(
    capsys: pytest.CaptureFixture[str], territory: Territory, admin: User
) -> None:
    other = open_saint_denis(capsys, admin)
    assert "nouveau.example.org" in said(capsys, "host", "Saint-Denis", "nouveau.example.org")
    assert at("nouveau.example.org").get("/").status_code == 200 and at(OWN).get("/").status_code == 400
    lines = Line.objects.filter(territory=other.scope, verb="territory.address_given").count()
    said(capsys, "host", other.scope.public_id, "nouveau.example.org")
    assert Line.objects.filter(territory=other.scope, verb="territory.address_given").count() == lines
    with pytest.raises(CommandError, match="Valmont répond déjà"):
        call_command("territory", "host", "Saint-Denis", "--none")
    said(capsys, "host", "Valmont", "valmont.example.org")
    assert "http://localhost:8000/" in said(capsys, "host", "Saint-Denis", "--none")
    assert "http://localhost:8000/" in said(capsys, "host", "Saint-Denis", "--none")
    assert Line.objects.filter(verb="territory.address_removed").count() == 1
    assert "Saint-Denis" in Client().get("/").content.decode()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["open", SAINT_DENIS, OWN, "--by", "personne@example.org"], "Personne n’a de compte"),
        (["open", SAINT_DENIS, OWN, "--by", "bruno@example.org"], "lien de démarrage"),
        (["open", "99999", OWN, "--by", "ines@example.org"], "commune"),
        (["open", SAINT_DENIS, "https://a.example.org", "--by", "ines@example.org"], "nom de domaine"),
        (["host", "Valmont", "a.example.org:8000"], "nom de domaine"),
        (["host", "Valmont", "127.0.0.1"], "nom de domaine"),
        (["host", "Valmont", "localhost"], "nom de domaine"),
        (["host", "Valmont", "pris.example.org"], "est déjà l’adresse de Pris"),
        (["host", "Nulle part", "a.example.org"], "Aucun territoire ne s’appelle"),
        (["host", "Pris", "--none"], "Valmont répond déjà"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    words: list[str], why: str, territory: Territory, admin: User, bruno: User
) -> None:
    create_territory(name="Pris", host="pris.example.org")
    with pytest.raises(CommandError, match=why):
        call_command("territory", *words)
    assert set(Territory.objects.values_list("host", flat=True)) == {None, "pris.example.org"}


def test_two_territories_of_one_name_are_told_by_their_code(
    capsys: pytest.CaptureFixture[str], territory: Territory
) -> None:
    twin = create_territory(name="Valmont", host=OWN)
    with pytest.raises(CommandError, match=twin.scope.public_id):
        call_command("territory", "host", "Valmont", "a.example.org")
    assert "a.example.org" in said(capsys, "host", twin.scope.public_id, "a.example.org")


def test_where_no_territory_answers_the_others_are_listed(territory: Territory, client: Client, admin: User) -> None:
    create_territory(name="Ailleurs", host=OWN)
    create_territory(name="Caché", host="cache.example.org")
    Territory.objects.filter(host="cache.example.org").update(is_open=False)
    give_address(territory=territory, host="valmont.example.org")
    page = client.get("/").content.decode()
    assert f'href="http://{OWN}:8000/"' in page and 'href="http://valmont.example.org:8000/"' in page
    assert "Caché" not in page
    english = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Where are you going?" in english


def test_accents_in_a_domain_name_are_kept_as_machines_write_them(
    capsys: pytest.CaptureFixture[str], territory: Territory
) -> None:
    assert "xn--" in said(capsys, "host", "Valmont", "école.example.org")
    assert at("xn--cole-9oa.example.org").get("/").status_code == 200
