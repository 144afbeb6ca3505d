"""What the methods of a draw find and refuse, in the language of whoever reads.

The methods give a code and its parameters; their French templates are the source sentences of the catalogues
(`scripts/messages.py` adds them). Numbers follow the language too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from chainon.methods.errors import MethodError
from chainon.methods.french import sentence, typeset, worded
from chainon.methods.sortition.wording import FRENCH, SHOWN, PlacesPhrase

__all__ = ["error_words", "listed", "sentence", "source_sentences", "words"]


def source_sentence(template: str) -> str:
    """A template as a page writes it: no-break spaces and curly apostrophes."""
    return typeset(template).replace("'", "’")


def source_sentences() -> list[str]:
    """Every sentence that a catalogue must carry."""
    return sorted({source_sentence(template) for template in SHOWN.values()})


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, in lower case and without its final full stop."""
    phrase = _phrase(get_language() or "fr")
    return worded(phrase.table, code, params, phrase)


def error_words(error: MethodError) -> str:
    return words(error.code, error.params)


def listed(items: Iterable[object]) -> list[str]:
    """Each place by profile of a finding."""
    phrase = _phrase(get_language() or "fr")
    return [phrase.item(item) for item in items]


class _Phrase(PlacesPhrase):
    """Templates of one language, its numbers, and when it says one of a thing as of a single one."""

    def __init__(self, language: str) -> None:
        self.table = {code: gettext(source_sentence(template)) for code, template in FRENCH.items()}
        self.singular = (0, 1) if language.startswith("fr") else (1,)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            return super().format_field(value, format_spec)
        amount = number_format(value, use_l10n=True, force_grouping=True)
        if not format_spec:
            return amount
        singular, _, plural = format_spec.partition("|")
        return f"{amount} {singular if value in self.singular else plural or singular + 's'}"


@cache
def _phrase(language: str) -> _Phrase:
    return _Phrase(language)
