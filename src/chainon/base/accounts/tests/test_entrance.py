from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from chainon.base.accounts.models import User
from chainon.base.accounts.tests.post import code_for, last_mail
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory

ENTER, CODE, SIGN_UP, CONFIRM = (
    "/compte/entrer",
    "/compte/entrer/code",
    "/compte/creer",
    "/compte/confirmer-adresse",
)


def is_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def test_one_enters_with_the_code_of_the_mail_and_no_password(client: Client, bruno: User) -> None:
    assert client.post(ENTER, {"email": "Bruno@Example.org "}).headers["Location"] == CODE
    assert "Bruno" not in client.get(CODE).content.decode()
    response = client.post(CODE, {"code": code_for("bruno@example.org"), "action": "verify"})
    assert response.status_code == 302 and is_in(client)


def test_the_code_is_accepted_with_spaces_and_without_its_dash(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email})
    client.post(CODE, {"code": f" {code_for(bruno.email).replace('-', ' ')} "})
    assert is_in(client)


def test_a_wrong_code_comes_back_with_422_and_five_of_them_end_the_attempt(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email})
    answers = [client.post(CODE, {"code": "0000-0000"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 302]
    client.post(CODE, {"code": code_for(bruno.email)})
    assert not is_in(client)


def test_a_code_opens_once(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email})
    code = code_for(bruno.email)
    client.post(CODE, {"code": code})
    client.post("/compte/sortir")
    client.post(ENTER, {"email": bruno.email})
    if code != code_for(bruno.email):
        assert client.post(CODE, {"code": code}).status_code == 422


def test_a_code_can_be_sent_again_and_the_former_one_stops(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email})
    former = code_for(bruno.email)
    client.post(CODE, {"action": "resend"})
    assert Mail.objects.filter(to=bruno.email).count() == 2
    assert former == code_for(bruno.email) or client.post(CODE, {"code": former}).status_code == 422
    client.post(CODE, {"code": code_for(bruno.email)})
    assert is_in(client)


def test_the_mail_is_plain_names_the_territory_and_tracks_nothing(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email})
    mail = last_mail(bruno.email)
    assert "«\N{NO-BREAK SPACE}Valmont\N{NO-BREAK SPACE}»" in mail.body and code_for(bruno.email) in mail.subject
    assert "http" not in mail.body and "<" not in mail.body and "&" not in mail.body


def test_known_and_unknown_addresses_get_the_same_answers_when_entering(territory: Territory, bruno: User) -> None:
    seen = []
    for email in ("bruno@example.org", "nadia@example.org"):
        client = Client()
        asked = client.post(ENTER, {"email": email})
        page = client.get(CODE)
        wrong = client.post(CODE, {"code": "0000-0000"})
        again = client.post(CODE, {"action": "resend"})
        seen.append(
            [
                (answer.status_code, answer.headers.get("Location"), without_tokens(answer.content.decode(), email))
                for answer in (asked, page, wrong, again)
            ]
        )
    assert seen[0] == seen[1]
    assert "pas de compte" in last_mail("nadia@example.org").body


def test_known_and_unknown_addresses_get_the_same_answers_when_signing_up(territory: Territory, bruno: User) -> None:
    seen = []
    for email in ("bruno@example.org", "nadia@example.org"):
        client = Client()
        asked = client.post(SIGN_UP, {"email": email, "display_name": "N."})
        page = client.get(CONFIRM)
        wrong = client.post(CONFIRM, {"code": "0000-0000"})
        seen.append(
            [
                (answer.status_code, answer.headers.get("Location"), without_tokens(answer.content.decode(), email))
                for answer in (asked, page, wrong)
            ]
        )
    assert seen[0] == seen[1]
    assert "déjà un compte" in last_mail("bruno@example.org").subject
    assert User.objects.get(email="bruno@example.org").display_name == "Bruno"


@pytest.mark.parametrize("path", [ENTER, SIGN_UP])
def test_a_known_address_costs_about_as_much_work_as_an_unknown_one(
    territory: Territory, bruno: User, path: str
) -> None:
    Client().post(ENTER, {"email": bruno.email})  # the first time, an account made by hand gets allauth's row
    counts = []
    for email in (bruno.email, "nadia@example.org"):
        with CaptureQueriesContext(connection) as queries:
            Client().post(path, {"email": email, "display_name": "N."})
        counts.append(len(queries))
    assert abs(counts[0] - counts[1]) <= 8, counts
    assert User.objects.filter(email__endswith=".invalid").count() == 0


def without_tokens(page: str, email: str) -> str:
    """The page without its CSRF tokens, which differ at each request, nor the address typed."""
    parts = page.replace(email, "adresse").split('name="csrfmiddlewaretoken" value="')
    return parts[0] + "".join(part[64:] for part in parts[1:])


def test_one_signs_up_with_a_code_and_a_name(client: Client, territory: Territory) -> None:
    assert (
        client.post(SIGN_UP, {"email": "nadia@example.org", "display_name": " Nadia "}).headers["Location"] == CONFIRM
    )
    assert not is_in(client)
    client.post(CONFIRM, {"code": code_for("nadia@example.org")})
    nadia = User.objects.get(email="nadia@example.org")
    assert is_in(client) and nadia.display_name == "Nadia" and not nadia.has_usable_password()
    assert EmailAddress.objects.get(user=nadia).verified


def test_the_name_of_a_sign_up_is_optional_and_the_address_never_stands_for_it(
    client: Client, territory: Territory
) -> None:
    client.post(SIGN_UP, {"email": "nadia@example.org"})
    client.post(CONFIRM, {"code": code_for("nadia@example.org")})
    assert str(User.objects.get(email="nadia@example.org")) == "Compte sans nom"


def test_a_closed_account_cannot_enter(client: Client, bruno: User) -> None:
    User.objects.filter(pk=bruno.pk).update(is_active=False)
    client.post(ENTER, {"email": bruno.email})
    assert "pas de compte" in last_mail(bruno.email).body


def test_codes_for_one_address_are_limited_whoever_asks(territory: Territory, bruno: User) -> None:
    answers = [Client().post(ENTER, {"email": bruno.email}, REMOTE_ADDR=f"10.0.0.{n}") for n in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert "Trop d’essais" in answers[-1].content.decode()
    assert Mail.objects.filter(to=bruno.email).count() == 3


def test_the_limit_tells_nothing_about_the_address(territory: Territory) -> None:
    answers = [Client().post(ENTER, {"email": "nadia@example.org"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]


def test_requests_of_one_place_are_limited_with_a_page_in_french(territory: Territory) -> None:
    answers = [Client().post(SIGN_UP, {"email": f"n{n}@example.org"}) for n in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {302}
    assert answers[60].status_code == 429 and "Trop de demandes" in answers[60].content.decode()


def test_behind_no_trusted_proxy_a_forged_address_changes_nothing(territory: Territory, bruno: User) -> None:
    statuses = [
        Client().post(SIGN_UP, {"email": f"n{n}@example.org"}, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code
        for n in range(61)
    ]
    assert statuses[60] == 429


def test_behind_one_trusted_proxy_only_the_last_hop_counts(territory: Territory, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    statuses = [
        Client()
        .post(SIGN_UP, {"email": f"n{n}@example.org"}, headers={"x-forwarded-for": f"1.1.1.{n}, 10.0.0.9"})
        .status_code
        for n in range(61)
    ]
    assert statuses[60] == 429


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reauthenticate",
        "account_confirm_email",
        "mfa_activate_totp",
    ],
)
def test_pages_about_passwords_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/login/", "/compte/mot-de-passe", "/accounts/password/reset/"])
def test_the_usual_addresses_of_passwords_answer_404(client: Client, territory: Territory, path: str) -> None:
    assert client.get(path).status_code == 404


def test_leaving_asks_first(client: Client, client_of: object, bruno: User) -> None:
    inside = client_of(bruno)  # type: ignore[operator]
    assert inside.get("/compte/sortir").status_code == 200 and is_in(inside)
    inside.post("/compte/sortir")
    assert not is_in(inside)


def test_entering_comes_back_where_one_was_going(client: Client, bruno: User) -> None:
    asked = client.get("/compte/equipe/")
    assert asked.headers["Location"] == "/compte/entrer?next=/compte/equipe/"
    client.post("/compte/entrer?next=/compte/equipe/", {"email": bruno.email, "next": "/compte/equipe/"})
    entered = client.post(CODE, {"code": code_for(bruno.email), "next": "/compte/equipe/"})
    assert entered.headers["Location"] == "/compte/equipe/"


def test_entering_never_sends_to_another_site(client: Client, bruno: User) -> None:
    client.post(ENTER, {"email": bruno.email, "next": "https://example.net/"})
    entered = client.post(CODE, {"code": code_for(bruno.email), "next": "https://example.net/"})
    assert entered.status_code == 302 and urlsplit(entered.headers["Location"]).netloc == ""
