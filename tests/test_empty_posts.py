"""A form sent empty is refused (422) or does what its button says; it never comes back as though all were well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from chainon.base.accounts.models import Grant, Role, User

from .addresses import Address, addresses, shown_and_hidden
from .people import cast, client_of

ANSWERS_IN_PLACE = {
    "langue",  # the two languages to choose from
    "tirages/<str:public_id>/places/possible",  # the fragment that says whether the places typed can be filled
    "tirages/<str:public_id>/verifier",  # what the check found
    "tirages/<str:public_id>/scelle",  # the sealed file itself
}
"""Routes whose button has its answer on the page itself, with nothing to fill in."""


@pytest.mark.django_db
def test_no_form_sent_empty_comes_back_as_though_all_were_well() -> None:
    people = cast()
    shown, hidden = shown_and_hidden(people)
    admin = Grant.objects.get(role=Role.ADMINISTRATOR).user
    wrong = []
    for by in (None, people.bruno, people.chantal, admin):
        for address in addresses():
            for path in sorted({address.path(shown), address.path({**shown, **hidden})}):
                wrong += faults(by, address, path)
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def faults(by: User | None, address: Address, path: str) -> Iterator[str]:
    cache.clear()
    with transaction.atomic():
        code = (client_of(by) if by else Client()).post(path).status_code
        transaction.set_rollback(True)
    if code == 200 and address.route not in ANSWERS_IN_PLACE:
        yield f"POST {address.route} ({path}) answers 200 to {by or 'a visitor'}"
    elif code >= 500:
        yield f"POST {address.route} ({path}) answers {code} to {by or 'a visitor'}"
