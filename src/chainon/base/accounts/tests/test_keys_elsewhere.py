"""Passkeys belong to the name of CHAINON_URL: they serve under it, and nowhere else; the pages say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from fido2.rpid import verify_rp_id

from chainon.base.accounts.models import User
from chainon.base.scopes.services import create_territory

MAIN = "participation.example"
SAYS = "qu’à l’adresse de la plateforme"


@pytest.mark.parametrize(
    ("host", "works"),
    [(f"tilleuls.{MAIN}", True), ("tilleuls.example.org", False), (f"faux{MAIN}", False)],
)
def test_a_page_offers_keys_where_they_work(
    host: str, works: bool, admin: User, client_of: Callable[[User], Client], settings: Any
) -> None:
    settings.CHAINON_URL = f"https://{MAIN}"
    create_territory(name="Ailleurs", host=host)
    assert verify_rp_id(MAIN, f"https://{host}") is works, "what the library that checks keys says"
    for client, path in ((client_of(admin), "/compte/cles/"), (Client(), "/compte/entrer")):
        page = client.get(path, headers={"host": host}).content.decode()
        assert (SAYS in page) is not works
        assert (f"https://{MAIN}{path}" in page) is not works
    assert ('data-passkey="login"' in page) is works
