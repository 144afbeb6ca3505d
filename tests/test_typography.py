"""French typography in every sentence shown: no-break spaces before high punctuation and inside quotation marks; and
none of it on an English page."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .house import ROOT

PLAIN_SPACE = re.compile(r" [:;!?»](?:\s|$|[)\"'.,…])|« ")
POINT_MEDIAN = re.compile(r"\w·(?:e|ne|trice|euse)?·?s?\b")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Extracted in a process of its own: the script configures Django for itself."""
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import django; from django.conf import settings; "
        "settings.configure(USE_I18N=True); django.setup(); import messages; "
        "print('\\x00'.join(part for m in messages.sentences() if m.id "
        "for part in (m.id if isinstance(m.id, tuple) else (m.id,))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split("\x00")


def test_high_punctuation_never_begins_a_line(sentences: list[str]) -> None:
    assert len(sentences) > 300
    assert not [sentence for sentence in sentences if PLAIN_SPACE.search(sentence)]


def test_the_apostrophe_is_curly_and_there_is_no_point_median(sentences: list[str]) -> None:
    assert not [sentence for sentence in sentences if re.search(r"[a-zà-ÿ]'[a-zà-ÿ]", sentence)]
    assert not [sentence for sentence in sentences if POINT_MEDIAN.search(sentence)]


FRENCH_SIGNS = re.compile(r"[ \u00a0\u202f][:;!?»](?=[\s<{]|$)|&nbsp;[:;!?»]|«")
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{#.*?#}", re.DOTALL)


def test_no_page_sets_french_signs_outside_what_is_translated() -> None:
    """`{% colon %}` and `|quoted` follow the language of the page; mails are in French."""
    pages = [path for path in (ROOT / "src").rglob("templates/**/*.html") if "tests" not in path.parts]
    assert len(pages) > 200
    found = {path.name: FRENCH_SIGNS.findall(TRANSLATED.sub("", path.read_text(encoding="utf-8"))) for path in pages}
    assert not {name: signs for name, signs in found.items() if signs}


def test_no_english_sentence_keeps_french_signs() -> None:
    catalogue = (ROOT / "src/chainon/locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    said = re.findall(r'^msgstr(?:\[\d\])? (".*"(?:\n".*")*)', catalogue, re.MULTILINE)
    assert len(said) > 5000
    assert not [each for each in said if re.search(r"[ \u00a0\u202f][:;!?»](?:\s|$|[)\".,…])|«", each)]
