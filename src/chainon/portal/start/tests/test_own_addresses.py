"""Two territories of one installation, each at its own address: the command that opens and moves them, what answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import has_role
from chainon.base.chain.tests.things import Things, things
from chainon.base.codes import new_code
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes import hosts
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.slips import limits
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests.making import code_on, pad
from chainon.portal.legal.models import LegalNotice
from chainon.portal.start.services import give_address
from chainon.territory.places.services import add_municipality

__all__ = ["things"]
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
        (["open", "99999", OWN, "--by", "ines@example.org"], "code Insee « 99999 »"),
        (["open", SAINT_DENIS, "https://a.example.org", "--by", "ines@example.org"], "nom de domaine"),
        (["open", SAINT_DENIS, OWN, "--by", "lou@example.org"], "personnes inventées"),
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
    User.objects.create_user("lou@example.org", "Lou", is_demonstration=True)
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
    assert "Caché" not in page and "/compte/entrer" not in page, "one signs in at one's territory's"
    assert "territoires" in client.get("/compte/entrer").content.decode()
    english = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Where are you going?" in english


@pytest.fixture
def apart(territory: Territory, admin: User) -> Territory:
    """The first territory has its own address, so has another of the same name: none answers at the platform's."""
    add_municipality(by=admin, territory=territory, code="57690")
    give_address(territory=territory, host="école.example.org")
    twin = create_territory(name="Valmont", host=OWN)
    Grant.objects.create(user=admin, role=Role.ADMINISTRATOR, scope=twin.scope, given_at=clock.now())
    add_municipality(by=admin, territory=twin, code="76719")
    return territory


def test_two_territories_of_one_name_are_told_by_their_department(apart: Territory, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Valmont (Moselle)" in page and "Valmont (Seine-Maritime)" in page
    assert "<p>école.example.org</p>" in page and 'href="http://xn--cole-9oa.example.org:8000/"' in page


def test_a_page_that_is_no_longer_there_leads_to_where_it_may_be(
    apart: Territory, client_of: Callable[[User], Client], admin: User, django_assert_max_num_queries: Any
) -> None:
    for path in ("/mon-bureau", "/compte/equipe/", "/propositions/?page=2"):
        answer = client_of(admin).get(path)
        assert answer.status_code == 404 and f'href="http://{OWN}:8000{path}"' in answer.content.decode(), path
    with django_assert_max_num_queries(5):
        Client().get("/nulle-part")
    assert OWN not in at(OWN).get("/nulle-part").content.decode(), "at its own address it is simply not found"


@pytest.mark.parametrize(
    "path", ["/mentions-legales", "/donnees-personnelles", "/accessibilite", "/qui-tient-cette-plateforme"]
)
def test_the_legal_pages_of_the_platform_lead_to_those_of_each_territory(
    apart: Territory, client: Client, path: str
) -> None:
    LegalNotice.objects.create(territory=apart.scope, publisher="Le centre social", host="Nuage Libre")
    assert f'href="{path}"' in client.get("/").content.decode()
    page = client.get(path).content.decode()
    assert f'href="http://{OWN}:8000{path}"' in page and "Le centre social" in page and "Nuage Libre" in page
    assert "pas encore dit" in page and client.post(path).status_code == 405


def test_a_slip_printed_before_the_address_changed_leads_to_its_territory(
    apart: Territory, admin: User, things: Things
) -> None:
    cache.clear()
    made = pad(apart.scope, by=admin)
    code = code_on(bind_slip(by=admin, slip=made.slips.get(number=1), node=things.add(apart.scope, "Un banc").node))
    there = f"http://xn--cole-9oa.example.org:8000/coupon/{code}"
    assert "/coupon" in Client().get("/").content.decode()
    led = Client().get(f"/coupon/{code}")
    assert led.status_code == 302 and led.headers["Location"] == there and "noindex" in led.headers["X-Robots-Tag"]
    shown = Client().post("/coupon", {"code": code})
    assert shown.status_code == 200 and f'href="{there}"' in shown.content.decode()
    blank = code_on(made.slips.get(number=2))
    wrong = [Client().post("/coupon", {"code": each}) for each in (blank, new_code())]
    assert [each.status_code for each in wrong] == [404, 404] and wrong[0].content == wrong[1].content
    assert Client(HTTP_HOST=OWN).get(f"/coupon/{code}").status_code == 404, "another territory says nothing of it"
    for _miss in range(limits.MISSES):
        Client().get(f"/coupon/{new_code()}")
    assert Client().get(f"/coupon/{code}").status_code == 429 == Client().post("/coupon", {"code": code}).status_code


def test_alone_a_territory_answers_at_the_platform_s_address_too(territory: Territory, client: Client) -> None:
    give_address(territory=territory, host=OWN)
    assert "Valmont" in client.get("/").content.decode() and "Valmont" in at(OWN).get("/").content.decode()


def test_accents_in_a_domain_name_are_kept_as_machines_write_them(
    capsys: pytest.CaptureFixture[str], territory: Territory
) -> None:
    assert "xn--" in said(capsys, "host", "Valmont", "école.example.org")
    assert at("xn--cole-9oa.example.org").get("/").status_code == 200
