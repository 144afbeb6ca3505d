"""Hostile words where people's words are shown: nothing runs and nothing is asked of another site; and the corpus
bites, for the same words written into a page as they are do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.template import engines
from django.utils.html import escape

from chainon.conftest import chromium

from .browsing import reading
from .corpus import COMPUTED, CORPUS, LIVE, SUMS, WORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WAYS = """<!doctype html><html lang="fr"><head><title>{{ words.0 }}</title></head><body><main>{% for each in words %}
<section id="n{{ forloop.counter }}" title="{{ each }}" class="{{ each }}">
<div class="prose">{{ each|prose }}</div>
<p>{{ each }}</p><div>{{ each|linebreaks }}</div><p>{{ each|truncatechars:40 }}</p>
<img alt="{{ each }}" src="data:,"><input value="{{ each }}"><textarea>{{ each }}</textarea>
<select><option value="{{ each }}">{{ each }}</option></select>
<svg><title>{{ each }}</title><text>{{ each }}</text></svg>
{{ each|json_script:"data" }}</section>{% endfor %}</main></body></html>"""


def test_each_of_the_corpus_bites_where_it_is_written_as_it_is(chromium: Browser) -> None:
    frames = "".join(f'<iframe name="n{at}" srcdoc="{escape(words)}"></iframe>' for at, words in enumerate(LIVE))
    with reading(chromium) as reader:
        seen = reader.read("/raw", f"<!doctype html><title>raw</title>{frames}".encode())
        for _ in range(40):
            bit = {name.split()[1] for name in seen.ran} | set(seen.frames)
            if len(bit) >= len(LIVE):
                break
            reader.page.wait_for_timeout(100)
    assert [words for at, words in enumerate(LIVE) if f"n{at}" not in bit] == []


def test_no_way_of_showing_words_lets_them_act(chromium: Browser) -> None:
    page = engines["django"].from_string(WAYS).render({"words": [*CORPUS, WORD]})
    assert all(each not in page for each in ("<script>boo", "<img src=x", "<svg/onload", COMPUTED + "<"))
    with reading(chromium) as reader:
        reader.read("/ways", page.encode())
        reader.page.wait_for_timeout(100)
        assert reader.faults() == []


def test_words_of_templates_stay_words() -> None:
    page = engines["django"].from_string("{% for each in words %}{{ each|prose }}{{ each }}{% endfor %}")
    assert COMPUTED not in page.render({"words": [each for each in SUMS if "widthratio" not in each]})
