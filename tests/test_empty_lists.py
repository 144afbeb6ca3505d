"""Where nothing is yet, each act has one button: in the head of the page, where it will stay once the list fills."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role
from chainon.base.chain.kinds import url_of
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.proposals.tests import making as voices

from .addresses import addresses
from .people import cast, client_of

LINK_BUTTON = re.compile(r'<a class="button[^"]*" href="([^"?#]+)')


@pytest.mark.django_db
def test_no_page_of_an_empty_territory_has_the_same_button_twice() -> None:
    people = cast()
    Grant.objects.create(user=people.bruno, role=Role.ADMINISTRATOR, scope=people.territory.scope, given_at=clock.now())
    team = client_of(people.bruno)
    paths = [f"/{address.route}" for address in addresses() if not address.parameters and "\\" not in address.route]
    buttons = {path: found for path in paths if (found := buttons_of(team, path))}
    debate = debates.opened(people.karim, on=voices.said(people.territory.scope, by=people.karim).node)
    buttons["a debate"] = buttons_of(team, url_of(debate.node))
    assert len(buttons) > 20 and buttons["a debate"]
    twice = {path: found for path, found in buttons.items() if set(found.values()) != {1}}
    assert not twice


def buttons_of(client: Client, path: str) -> Counter[str]:
    """Where the buttons that are links lead."""
    answer = client.get(path)
    is_page = answer.status_code == 200 and not answer.streaming and answer["Content-Type"].startswith("text/html")
    return Counter(LINK_BUTTON.findall(answer.content.decode()) if is_page else [])
