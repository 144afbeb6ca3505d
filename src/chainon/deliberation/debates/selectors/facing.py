"""Who spoke: how words are shared out, and what those who spoke say of the synthesis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models.functions import Length
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import has_role
from chainon.base.ui import typography
from chainon.base.ui.names import ERASED, UNNAMED, in_words
from chainon.base.ui.prose import plain
from chainon.deliberation.debates.models import Argument, Debate, Position, Synthesis
from chainon.deliberation.debates.voices import voice_key
from chainon.governance.bodies.selectors import bodies_to_speak_for

MOST_ACTIVE = 5
ENTERERS = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.RELAY)


@dataclass(frozen=True)
class Shares:
    """`share`: of all the words (letters, to be exact), those of the five voices that said most."""

    voices: int
    first_voices: int
    share: Fraction

    @property
    def fair(self) -> Fraction:
        """What five voices would hold if each had said as much."""
        return Fraction(MOST_ACTIVE, max(MOST_ACTIVE, self.voices))

    @property
    def can_be_judged(self) -> bool:
        return self.voices > MOST_ACTIVE

    @property
    def advice(self) -> str:
        """One plain sentence for those who animate."""
        if not self.can_be_judged:
            return _("Trop peu de voix pour en juger : allez chercher celles et ceux qui n’ont encore rien dit.")
        if self.share - self.fair > Fraction(1, 3):
            return _("Cinq voix tiennent presque tout : proposez un tour de parole, ou allez recueillir d’autres mots.")
        if self.first_voices == 0:
            return _("Personne ne parle ici pour la première fois : une invitation de vive voix change cela.")
        if self.share - self.fair > Fraction(1, 6):
            return _("Cinq voix parlent beaucoup plus que les autres : donnez d’abord la parole à qui se tait.")
        return _("La parole est bien partagée.")


def shares_of(debate: Debate) -> Shares:
    """One query. For those to whom `rules.may_see_shares` says yes."""
    return shares_of_each([debate])[debate.pk]


def shares_of_each(debates: Iterable[Debate]) -> dict[int, Shares]:
    """The same of several, by key, in one query."""
    said: dict[int, Counter[str]] = {debate.pk: Counter() for debate in debates}
    first: Counter[int] = Counter()
    rows = Argument.objects.public().filter(debate__in=list(said)).annotate(length=Length("text"))
    for debate, key, author, body, name, is_first, length in rows.values_list(
        "debate_id", "pk", "author_id", "body_id", "author_name", "is_first_voice", "length"
    ):
        said[debate][voice_key(argument=key, author=author, body=body, name=name)] += length
        first[debate] += is_first
    return {debate: _shares(voices, first[debate]) for debate, voices in said.items()}


def _shares(voices: Counter[str], first: int) -> Shares:
    most = sum(length for _key, length in voices.most_common(MOST_ACTIVE))
    return Shares(len(voices), first, Fraction(most, voices.total() or 1))


@dataclass(frozen=True)
class Voice:
    """Someone who spoke, and may say whether the synthesis is true to them. `key` is theirs, once a synthesis."""

    public_id: str
    key: str
    name: str
    label: str
    account: User | None = None

    def __str__(self) -> str:
        return self.label


def voices_of(by: User, debate: Debate) -> list[Voice]:
    """For whom `by` may answer: themselves, the bodies they speak for; for those who go and listen, people without an
    account, each by their first reason."""
    spoken = Argument.objects.public().filter(debate=debate).select_related("body__scope").order_by("created_at", "pk")
    found: dict[str, Voice] = {}
    speaks_for = set(bodies_to_speak_for(by, debate.scope.root).values_list("pk", flat=True))
    enters = has_role(by, *ENTERERS, scope=debate.scope)
    for each in spoken:
        voice = None
        if each.body is not None:
            if each.body_id in speaks_for:
                voice = Voice(each.body.public_id, f"body.{each.body_id}", each.body.name, each.body.name)
        elif each.author_id is not None:
            if each.author_id == by.pk:
                voice = Voice("moi", f"account.{by.pk}", each.author_name, _("Moi"), by)
        elif enters:
            name = in_words(each.author_name or UNNAMED)
            said = typography.quoted(Truncator(plain(each.text)).chars(60))
            voice = Voice(
                each.public_id,
                f"reason.{each.pk}",
                each.author_name,
                f"{name}{typography.colon()}{said}",
            )
        if voice is not None:
            found.setdefault(voice.key, voice)
    return sorted(found.values(), key=lambda voice: voice.account is None)


def latest_synthesis(debate: Debate) -> Synthesis | None:
    return debate.syntheses.filter(number=debate.version).first() if debate.version else None


@dataclass(frozen=True)
class Contest:
    """Who says that the synthesis is not true to them, and why."""

    who: str
    reason: str
    day: str


def contests_of(synthesis: Synthesis, *, limit: int = 100) -> list[Contest]:
    """In the order in which they came."""
    rows = Position.objects.filter(synthesis=synthesis, approves=False).order_by("given_at", "pk")[:limit]
    return [
        Contest(
            who=in_words(each.author_name or (ERASED if each.author_id else UNNAMED)),
            reason=each.reason,
            day=typography.day(timezone.localtime(each.given_at).date()),
        )
        for each in rows
    ]
