"""What every act begins and ends with: the rows as they stand now, the counters, the line of the journal."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.services import publish
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.services import touch
from chainon.deliberation.debates.models import Argument, Debate, Side

RELATED = ("node__territory", "scope__territory", "source__theme", "body__scope")


def locked(debate: Debate) -> Debate:
    """The debate as it stands now: of two acts at once, the second is judged after the first."""
    touch(debate.scope.root)
    return Debate.objects.select_related(*RELATED).get(pk=debate.pk)


def locked_argument(argument: Argument) -> Argument:
    touch(argument.debate.scope.root)
    related = ("author", "body__scope", "answers", *(f"debate__{name}" for name in RELATED))
    return Argument.objects.select_related(*related).get(pk=argument.pk)


def today(debate: Debate) -> date:
    return clock.today(zone_of(debate.scope.root))


def recount(debate: Debate, argument: Argument | None = None) -> None:
    """The counters of a debate; with `argument`, how many public replies the reason it answers has. What is said in it
    is read anew by the search."""
    public = Q(published_at__isnull=False, hidden_at=None, withdrawn_at=None)
    reason = Q(answers=None)
    counted = Argument.objects.filter(debate=debate).aggregate(
        **{f"{side.value}_count": Count("pk", filter=public & reason & Q(side=side)) for side in Side},
        waiting_count=Count("pk", filter=Q(published_at=None, hidden_at=None)),
        hidden_count=Count("pk", filter=Q(hidden_at__isnull=False)),
    )
    Debate.objects.filter(pk=debate.pk).update(**counted)
    for name, number in counted.items():
        setattr(debate, name, number)
    if argument is not None and argument.answers_id is not None:
        replies = Argument.objects.public().filter(answers=argument.answers_id).count()
        Argument.objects.filter(pk=argument.answers_id).update(replies=replies)
    publish(debate)


def changed(debate: Debate, *fields: str) -> None:
    """Followers want to know: the debate's node says when it last changed."""
    debate.changed_at = clock.now()
    debate.save(update_fields=["changed_at", *fields])
    publish(debate)


def keep_line(verb: Verb, debate: Debate, by: By, **payload: object) -> None:
    person = by if isinstance(by, User) else None
    record(verb, scope=debate.scope, role=quality(by, debate.scope), by=person, debate=debate.public_id, **payload)
