"""French typography in every sentence shown: no-break spaces before high punctuation and inside quotation marks."""

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
