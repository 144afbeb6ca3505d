"""A public address is public because a committed list says so."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from .addresses import Address, addresses, shown_and_hidden
from .house import ROOT
from .people import cast

LIST = ROOT / "tests" / "public_urls.txt"
REFUSALS = {403, 404, 405, 410}
FEW = 25


def listed() -> dict[str, tuple[int, bool]]:
    """Route → what GET answers, and whether POST is received."""
    found = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        said = line.partition("  #")[0]
        if not said.strip() or line.startswith("#"):
            continue
        status, post, *route = said.split()
        found[route[0] if route else ""] = (int(status), post == "form")
    return found


PUBLIC = listed()


def refuses(answer: HttpResponse) -> bool:
    at_the_entrance = answer.status_code == 302 and answer.headers["Location"].startswith("/compte/entrer")
    return at_the_entrance or answer.status_code in REFUSALS


def test_the_list_names_addresses_that_exist() -> None:
    assert len(PUBLIC) > FEW
    assert set(PUBLIC) <= {address.route for address in addresses()}


@pytest.mark.django_db
def test_a_visitor_opens_what_is_listed_and_nothing_else() -> None:
    """Each address is asked with published objects, then with the same kinds of objects not (or no longer) open."""
    shown, hidden = shown_and_hidden(cast())
    wrong = []
    for address in addresses():
        if address.route in PUBLIC:
            wrong += _public_faults(address, shown, hidden)
        else:
            wrong += _guarded_faults(address, shown, hidden)
    assert not wrong, "\n".join(wrong)


def _public_faults(
    address: Address, shown: dict[tuple[str, str], str], hidden: dict[tuple[str, str], str]
) -> list[str]:
    status, receives = PUBLIC[address.route]
    path = address.path(shown)
    got = Client().get(path).status_code
    faults = [] if got == status else [f"GET {path} answers {got}, the list says {status}"]
    got = Client().post(path).status_code
    if (got != 405) != receives:
        faults.append(f"POST {path} answers {got}, the list says {'form' if receives else '-'}")
    if any(key in hidden for key in ((address.namespace, name) for name in address.parameters)):
        path = address.path({**shown, **hidden})
        answer = Client().get(path)
        if not refuses(answer):
            faults.append(f"GET {path} shows what is not published ({answer.status_code})")
    return faults


def _guarded_faults(
    address: Address, shown: dict[tuple[str, str], str], hidden: dict[tuple[str, str], str]
) -> list[str]:
    faults = []
    for path in sorted({address.path(shown), address.path({**shown, **hidden})}):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(path)
            if not refuses(answer):
                faults.append(
                    f"{method.upper()} {path} answers {answer.status_code} to a visitor: guard it, or add its route "
                    f"({address.route}) to {LIST.name}"
                )
    return faults
