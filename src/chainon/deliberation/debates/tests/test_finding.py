"""What is said in a debate is found, for as long as it is public."""

from __future__ import annotations

from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.search.selectors import search
from chainon.base.search.services import faults
from chainon.deliberation.debates import services
from chainon.deliberation.debates.models import Debate

from .making import argued, replied, torn


def test_a_reason_is_found_with_its_debate_and_a_hidden_one_at_once_no_more(
    debate: Debate, territory: Territory, amina: User, bruno: User, client: Client
) -> None:
    reason = argued(debate, amina, text="Les lentilles coûtent moins cher.")
    replied(reason, bruno, text="Et les saucisses ?")
    page = client.get("/recherche", {"q": "lentilles saucisses"}).content.decode()
    assert "<mark>lentilles</mark>" in page and "<mark>saucisses</mark>" in page and debate.public_id in page
    services.hide_argument(by=bruno, argument=reason, reason="Essai")
    assert not search(territory.scope, "lentilles").keys and list(faults()) == []
    services.publish_argument(by=bruno, argument=reason)
    assert search(territory.scope, "lentilles").keys
    services.withdraw_argument(by=amina, argument=reason)
    assert not search(territory.scope, "lentilles").keys and list(faults()) == []


def test_what_waits_to_be_read_is_not_found(debate: Debate, territory: Territory, bruno: User) -> None:
    reason = argued(debate, text="Les lentilles coûtent moins cher.")
    assert not search(territory.scope, "lentilles").keys
    services.publish_argument(by=bruno, argument=reason)
    assert search(territory.scope, "lentilles").keys and list(faults()) == []


def test_what_each_side_of_a_disagreement_wants_is_found(debate: Debate, territory: Territory, bruno: User) -> None:
    side = torn(debate, bruno).sides.first()
    assert side is not None and search(territory.scope, side.wants).keys and list(faults()) == []
