"""The code of a slip, at every door that takes one: found however it is typed, and nothing learnt by trying."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chainon.base import clock
from chainon.base.accounts.models import CacheEntry, Grant, Role
from chainon.base.chain.kinds import url_of
from chainon.base.codes import new_code, paper
from chainon.base.codes.paper import LETTERS
from chainon.base.scopes.public_id import handle
from chainon.base.scopes.services import create_territory
from chainon.base.slips import limits
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip, cancel_pad
from chainon.base.slips.tests.making import code_on, pad
from chainon.commitments.commitments.tests import making as promises
from chainon.deliberation.interpellations.tests import making as interpellating
from chainon.deliberation.merging.forms import YES
from chainon.deliberation.merging.services import ask_to_merge
from chainon.deliberation.moderation.models import Appeal
from chainon.deliberation.proposals.services import publish_proposal, refuse_proposal
from chainon.deliberation.proposals.tests.making import said

from .people import Cast, cast

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Door:
    """An address where a code is typed; `{code}` in it, or in what is sent with it."""

    address: str
    sent: dict[str, str] | None = None
    own: Slip | None = None
    """The slip that this door is for, where it is for one alone."""

    def knock(self, code: str, **headers: str) -> Any:
        client = Client(**headers)
        if self.sent is None:
            return client.get(self.address.format(code=code))
        return client.post(self.address, {**self.sent, "code": code})


@dataclass
class House:
    doors: dict[str, Door]
    slip: Slip
    """It leads to a word, and opens every door but those that are another's."""
    shut: dict[str, str] = field(default_factory=dict)
    """Codes that open nothing, each for a reason of its own."""


@pytest.fixture(autouse=True)
def nobody_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


@pytest.fixture
def house(people: Cast) -> House:
    scope, bruno = people.territory.scope, people.bruno
    numbered = iter(pad(scope, by=bruno).slips.all())
    other, refused = said(scope, by=bruno, title="Un banc"), said(scope, title="Refusée")
    word = publish_proposal(by=bruno, proposal=said(scope))
    slip, theirs = (bind_slip(by=bruno, slip=next(numbered), node=each.node) for each in (word, refused))
    refuse_proposal(by=bruno, proposal=refused, reason="Nomme une personne.")
    merging = ask_to_merge(by=bruno, gone=word, kept=other, reason="Les mêmes bancs.", entry=uuid.uuid4())
    late = promises.followed(other.node, by=bruno).promise
    answerer = interpellating.answerer(scope, by=bruno)
    asked = interpellating.asked(scope, by=bruno, to=answerer)
    doors = {
        "read, by its address": Door("/coupon/{code}"),
        "read": Door("/coupon", {}),
        "support": Door(reverse("supports:by_slip", args=[other.public_id]), {}),
        "sign": Door(reverse("interpellations:sign", args=[handle(asked.node.public_id, asked.title)]), {}),
        "check": Door(f"{url_of(late.node)}/verifier", {"seen": "yes"}),
        "merge": Door(reverse("merging:by_slip", args=[merging.public_id]), {"answer": YES}, slip),
        "appeal": Door(
            reverse("moderation:appeal", args=["proposal", refused.public_id]), {"words": "Personne n’y est."}, theirs
        ),
    }
    return House(doors, slip, _shut(people, next(numbered)))


def _shut(people: Cast, blank: Slip) -> dict[str, str]:
    scope, bruno = people.territory.scope, people.bruno
    void = pad(scope, by=bruno)
    void_code = code_on(void.slips.all()[3])
    cancel_pad(by=bruno, pad=void)
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example.org").scope
    Grant.objects.create(user=bruno, role=Role.FACILITATOR, scope=elsewhere, given_at=clock.now())
    away = pad(elsewhere, by=bruno).slips.all()[0]
    bind_slip(by=bruno, slip=away, node=said(elsewhere, by=bruno).node)
    return {
        "never printed": new_code(),
        "of a form that was not entered": code_on(blank),
        "of a pad that was cancelled": void_code,
        "of another territory": code_on(away),
    }


def ways(code: str) -> Iterator[str]:
    """As hands write it: spaced, small, and with the letters that are taken for others."""
    yield code
    yield f" {code.lower().replace('-', '  ')} "
    yield ".".join(code.replace("-", ""))
    yield code.translate(str.maketrans({"0": "O", "1": "I", "V": "U", "2": "Z"}))
    yield code.lower().translate(str.maketrans({"0": "o", "1": "l", "v": "u", "2": "z"}))


def code_with_look_alikes() -> str:
    """A code that has a letter of each pair that is confused."""
    return paper.code_of(sum(LETTERS.index(mark) * len(LETTERS) ** place for place, mark in enumerate("01V2")))


def test_typed_in_five_ways_a_code_opens_every_door(house: House) -> None:
    code = code_with_look_alikes()
    assert set("01V2") <= set(code) and len(set(ways(code))) == 5
    found = paper.code_hash(code)
    for name, door in house.doors.items():
        own = door.own or house.slip
        Slip.objects.filter(code_hash=found).update(code_hash=uuid.uuid4().hex)
        Slip.objects.filter(pk=own.pk).update(code_hash=found)
        for typed in ways(code):
            answer = door.knock(typed)
            opened = 200 if door.sent is None else 302
            assert answer.status_code == opened, (name, typed)
            Appeal.objects.all().delete()  # one appeals once


def test_one_wrong_letter_opens_no_door(house: House) -> None:
    """Every place of the code, every other letter; then, at each door, one of them."""
    for door in house.doors.values():
        code = code_on(door.own or house.slip)
        wrong = [
            code[:place] + mark + code[place + 1 :]
            for place in range(len(code))
            for mark in LETTERS
            if code[place] != "-" and mark != code[place]
        ]
        assert len(wrong) == 14 * 30 and not any(paper.code_hash(each) for each in wrong)
        answer = door.knock(wrong[uuid.uuid4().int % len(wrong)])
        assert answer.status_code == (404 if door.sent is None else 422)


def test_whatever_opens_nothing_is_answered_alike(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same status, the same page to the letter, the same questions to the database, as many hashes computed: nobody
    who tries learns that a code was printed, bound, or is good elsewhere. Counted, for milliseconds lie on a busy
    machine."""
    hashes = count_hashes(monkeypatch)
    for name, door in house.doors.items():
        shut = dict(house.shut)
        if door.own is not None:
            other = next(each.own for each in house.doors.values() if each.own not in {None, door.own})
            assert other is not None
            shut["of somebody else's word"] = code_on(other)
        seen = {}
        for why, code in shut.items():
            cache.clear()
            hashes.clear()
            with CaptureQueriesContext(connection) as asked:
                answer = door.knock(code)
            assert CacheEntry.objects.filter(cache_key__contains=limits.ACT).exists(), (name, "the miss is counted")
            seen[why] = (answer.status_code, plain(answer, code), kinds_of(asked), len(hashes))
        first = seen["never printed"]
        assert first[0] == (404 if door.sent is None or name == "read" else 422), name
        assert first[3] >= 1, "the code was hashed"
        for why, what in seen.items():
            assert what == first, (name, why)


def test_misses_count_at_every_door_together_and_good_codes_never(house: House) -> None:
    for _meeting in range(limits.MISSES + 5):
        assert house.doors["read"].knock(code_on(house.slip)).status_code == 302
        assert house.doors["check"].knock(code_on(house.slip)).status_code == 302
    tried = [door for door in house.doors.values() for _time in range(3)][: limits.MISSES]
    for door in tried:
        assert door.knock(new_code()).status_code in {404, 422}
    for name, door in house.doors.items():
        answer = door.knock(code_on(door.own or house.slip))
        assert answer.status_code in {422, 429}, name
        there = door.knock(code_on(door.own or house.slip), REMOTE_ADDR="192.0.2.7")
        assert there.status_code in {200, 302}, (name, "from another address")


def count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is hashed for codes from now on."""
    hashed: list[bytes] = []

    class Counting:
        @staticmethod
        def sha256(data: bytes) -> Any:
            hashed.append(data)
            return hashlib.sha256(data)

    monkeypatch.setattr(paper, "hashlib", Counting)
    return hashed


def kinds_of(asked: CaptureQueriesContext) -> list[str]:
    """The questions without their values."""
    return [re.sub(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"", "?", each["sql"]) for each in asked.captured_queries]


def plain(answer: Any, code: str) -> str:
    """The page without what changes at each request: the code that was typed, and the mark of the form."""
    page = answer.content.decode().replace(code, "CODE")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
