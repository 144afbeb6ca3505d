"""Forty questions and what each finds, the same on both databases.

The proposals are those of the development list of near duplicates. What each question finds was written from regular
expressions over the texts, one for each form of each word, then read: not by the search. Reading changed two: « on
marche » is no market, and « jardiner » is of the gardens.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainon.base.scopes.models import Territory
from chainon.base.search.kinds import Found
from chainon.base.search.models import SearchEntry
from chainon.base.search.selectors import search
from chainon.base.search.services import reindex
from chainon.methods import text

from .conftest import SearchKind, kinds

TEXTS = Path(text.__file__).parent / "tests" / "near_duplicates_dev.json"
GOLDEN = json.loads((Path(__file__).parent / "golden_searches.json").read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_forty_questions_find_what_they_found(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.loads(TEXTS.read_text(encoding="utf-8"))["proposals"]
    found = [
        Found(kind="chos", key=each["id"], scope=territory.scope, title=each["title"], text=each["text"], url="/")
        for each in said
    ]
    monkeypatch.setattr(kinds, "_sources", [lambda: [SearchKind("chos", "chose", lambda: iter(found))]])
    assert reindex() == len(said)
    keys = dict(SearchEntry.objects.values_list("pk", "key"))
    assert len(GOLDEN) >= 40
    for line in GOLDEN:
        results = search(territory.scope, line["question"])
        keys_found = [] if results.is_loose else sorted(keys[key] for key in results.keys)
        assert keys_found == line["found"], line["question"]
