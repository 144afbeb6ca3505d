"""« Vouliez-vous dire… » : the words of a territory's public texts that a mistyped word may have meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from chainon.base.scopes.models import Scope
from chainon.methods.text import mistakes, normal, plain

from .analysis import LONGEST, Asking, bare_of, ends
from .models import Word

SHORTEST, LIKELY = 4, 2000


@dataclass(frozen=True)
class Guess:
    """`lexemes`: for a word typed without its accents, the lexeme of the one that was meant, taken at once. `words`:
    for a word unknown here, another to propose."""

    lexemes: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def instead(self, question: str) -> str:
        """The question with the words proposed; "" when there is none to propose."""
        if not self.words:
            return ""
        return re.sub(r"[^\W_]+", lambda said: self.words.get(said[0].lower(), said[0]), normal(question))


def guess(territory: Scope, asking: Sequence[Asking]) -> Guess:
    """One query when every word is known here."""
    here = Word.objects.filter(territory=territory.root)
    known = set(here.filter(term__in=[each.lexeme for each in asking]).values_list("term", flat=True))
    unknown = [each for each in asking if each.lexeme not in known]
    if not unknown:
        return Guess()
    bare = dict(here.filter(bare__in=[bare_of(each.word) for each in unknown]).values_list("bare", "term"))
    lexemes = {each.lexeme: bare[bare_of(each.word)] for each in unknown if bare_of(each.word) in bare}
    words = {}
    for each in unknown:
        if each.lexeme not in lexemes and each.word.isalpha() and (meant := _meant(territory, each.word)):
            words[each.word] = meant
    return Guess(lexemes, words)


def _meant(territory: Scope, word: str) -> str:
    """The nearest word here, the most used of those as near; "" when none is near enough."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ""
    typed, (head, tail) = plain(word), ends(word)
    most = 1 if len(typed) < 6 else 2
    near = Word.objects.filter(Q(head=head) | Q(tail=tail), territory=territory.root)
    rows = near.order_by("-entries", "word").values_list("word", "entries")[:LIKELY]
    found = [(mistakes(typed, plain(each), most), -entries, each) for each, entries in rows]
    distance, _entries, meant = min(found, default=(most + 1, 0, ""))
    return meant if distance <= most else ""
