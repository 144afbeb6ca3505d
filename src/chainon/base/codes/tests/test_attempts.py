from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from chainon.base import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_tried_yet() -> None:
    cache.clear()


def request(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_attempts_are_counted_by_address_and_by_act() -> None:
    one, other = request("192.0.2.1"), request("192.0.2.2")
    assert [codes.count(one, "a"), codes.count(one, "a"), codes.count(one, "b"), codes.count(other, "a")] == [
        1,
        2,
        1,
        1,
    ]
    assert (codes.counted(one, "a"), codes.counted(other, "b")) == (2, 0)


def test_the_address_of_a_proxy_is_believed_only_where_it_is_said_to_be_one(settings: Any) -> None:
    through = request("127.0.0.1", **{"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})
    codes.count(through, "a")
    assert codes.counted(request("192.0.2.1"), "a") == 0
    settings.CHAINON_TRUST_PROXY = True
    codes.count(through, "a")
    assert codes.counted(request("127.0.0.1", **{"X-Forwarded-For": "192.0.2.1"}), "a") == 1


def test_no_address_is_kept() -> None:
    codes.count(request("192.0.2.77"), "a")
    from chainon.base.accounts.models import CacheEntry

    kept = str(list(CacheEntry.objects.values_list("cache_key", "value")))
    assert CacheEntry.objects.exists() and "192.0.2" not in kept
