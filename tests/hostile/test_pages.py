"""Hostile words wherever words are kept, and every page of that world read in a browser: no script runs, nothing is
asked of another site, nothing is wider than a phone. What is not a page stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from chainon.conftest import chromium

from .browsing import reading, whole
from .formats import faults_of_file
from .poisoning import poison
from .world import Viewer, is_page, viewers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]
PHONE = 360


def poisoned() -> list[Viewer]:
    found = viewers()
    poison()
    return found


def pages_of(viewer: Viewer, wrong: list[str]) -> Iterator[tuple[str, Any]]:
    """The pages of a viewer; what is not a page is judged on the way."""
    viewer.client.raise_request_exception = False
    for path, answer in viewer.pages():
        if is_page(answer):
            yield path, answer
        elif answer.status_code == 200:
            faults = faults_of_file(answer.headers.get("Content-Type", ""), whole(answer))
            wrong += [f"{viewer.name}, {path} {fault}" for fault in islice(faults, 3)]
        elif answer.status_code >= 500:
            wrong.append(f"{viewer.name}, {path} answers {answer.exc_info[1]!r}"[:600])


@pytest.mark.browser
@pytest.mark.django_db
def test_no_page_of_a_world_of_hostile_words_lets_them_act(chromium: Browser) -> None:
    wrong, seen = list[str](), set[str]()
    with reading(chromium, width=PHONE) as reader:
        for viewer in poisoned():
            for path, answer in pages_of(viewer, wrong):
                if path in seen:
                    continue  # the words are the same for everyone who may read them
                seen.add(path)
                if "script-src 'self';" not in answer.headers["Content-Security-Policy"] + ";":
                    wrong.append(f"{path} has no policy of contents")
                reader.read(path, answer.content, viewer.client)
                wrong += [f"{viewer.name}, {path}: {each}" for each in reader.faults()]
                if (width := reader.width()) > PHONE:
                    wrong.append(f"{viewer.name}, {path}: {width} px wide")
    assert len(seen) > 250
    assert not wrong, "\n".join(wrong)
