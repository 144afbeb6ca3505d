"""What a thread says of an answer beside its words: what was asked and what will be done, where it is « autrement »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from chainon.base.chain.kinds import More

from .models import Answer
from .wording import first_words

SHOWN = 600
"""In letters: longer ones are read whole on the page of the answer."""


def of_answers(keys: Sequence[int]) -> Mapping[int, More]:
    """One query."""
    found = Answer.objects.filter(pk__in=keys).exclude(after="").values_list("pk", "before", "after")
    return {key: More(parts=_sides(before, after)) for key, before, after in found}


def _sides(before: str, after: str) -> list[tuple[str, str]]:
    asked, done = _("Ce que les habitants demandaient"), _("Ce qui sera fait")
    return [(label, first_words(said, SHOWN)) for label, said in ((asked, before), (done, after)) if said]
