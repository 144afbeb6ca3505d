"""The whole demonstration, as the first visitor finds it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from chainon.base.ui.tests.browser import check_page
from chainon.demo.loading import load
from chainon.governance.bodies.models import Body
from chainon.governance.draws.models import Draw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CPU_SECONDS = 60


def test_the_whole_town_loads_in_time_and_its_pages_are_accessible(browser_page: Any) -> None:
    start = time.process_time()
    load()
    assert time.process_time() - start < CPU_SECONDS
    draws, bodies = Draw.objects.all(), Body.objects.all()
    assert sorted(draws.values_list("seats", flat=True)) == [24, 111]
    check_page(browser_page, "/")
    for shown in (*draws, *bodies):
        check_page(browser_page, shown.get_absolute_url())
    browser_page.goto("/")
    browser_page.get_by_role("link", name="111 personnes tirées parmi").click()
    browser_page.get_by_role("heading", level=1, name="111 personnes").wait_for()
