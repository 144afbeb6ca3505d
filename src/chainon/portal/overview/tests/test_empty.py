from __future__ import annotations

from django.test import Client

from chainon.base.scopes.models import Territory

from .test_overall import shown


def test_a_territory_where_nothing_was_said_says_so(client: Client, territory: Territory) -> None:
    page = shown(client)
    assert "Rien à compter pour l’instant" in page and "<svg class" not in page.replace('<svg class="logo', "")
