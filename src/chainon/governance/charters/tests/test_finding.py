"""The charter in force is found: its articles, who adopted it."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.search.selectors import entries, search
from chainon.base.search.services import faults
from chainon.governance.charters import services
from chainon.governance.charters.models import ArticleKey

from .making import adopted, opened, published


def test_a_charter_is_found_once_published_in_its_latest_version(territory: Territory, bruno: User) -> None:
    body = opened(territory, bruno)
    texts = dict.fromkeys(ArticleKey, "Chacun parle à son tour.") | {ArticleKey.DECISION: "On vote à bulletin secret."}
    draft = services.write_charter(by=bruno, body=body, texts=texts)
    assert not search(territory.scope, "bulletin secret").keys
    services.publish_charter(by=bruno, charter=draft)
    found = entries(search(territory.scope, "charte").keys)
    assert [each.url for each in found] == [f"/instances/{body.handle}/charte"]
    assert search(territory.scope, "bulletin secret").keys and list(faults()) == []
    changed = texts | {ArticleKey.DECISION: "On cherche un accord."}
    services.write_charter(by=bruno, body=body, texts=changed, change_reason="Le vote séparait.")
    services.publish_charter(by=bruno, charter=body.charters.drafts().get())
    assert not search(territory.scope, "bulletin").keys and search(territory.scope, "séparait").keys
    assert len(search(territory.scope, "charte").keys) == 1 and list(faults()) == []


def test_an_adoption_is_found_until_it_is_withdrawn(territory: Territory, bruno: User) -> None:
    charter = published(opened(territory, bruno), bruno)
    adoption = adopted(charter, bruno, who="Le café des voisins")
    assert search(territory.scope, "café voisins").keys and list(faults()) == []
    services.withdraw_adoption(by=bruno, adoption=adoption, reason="Erreur de jour")
    assert not search(territory.scope, "café").keys and list(faults()) == []
