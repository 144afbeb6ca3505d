"""Every column where words are kept holds hostile ones, whoever may write there and by whatever way.

Columns are found from the models: a new one is filled too. Those that the program alone writes, and reads again as
something else than words (codes, hashes, states, addresses), are in `OURS`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from chainon.base.scopes.public_id import PublicIdField

from . import corpus

NAMES_OF_OURS = ("hash", "commitment", "sha256", "salt", "token", "key", "kind", "state", "mark", "role", "channel")
OURS = {
    "scopes.Scope.path": "numbers and dots",
    "scopes.Territory.host": "a host name, of the operator",
    "scopes.Territory.time_zone": "one of the zones of the system",
    "scopes.Territory.act_colour": "six figures, checked by the database",
    "journal.Line.verb": "one of those declared",
    "journal.Line.by": "a pseudonym made by the program",
    "accounts.User.password": "a hash",
    "accounts.CacheEntry.cache_key": "made by the framework",
    "accounts.CacheEntry.value": "made by the framework",
    "tasks.Job.subject": "a public id",
    "files.File.name": "made safe by the program",
    "files.File.content_type": "told from the bytes",
    "search.SearchEntry.url": "made by the program",
    "search.SearchEntry.tags": "made by the program",
    "search.Word.word": "letters only",
    "search.Word.term": "letters only",
    "search.Word.bare": "letters only",
    "search.Word.head": "letters only",
    "search.Word.tail": "letters only",
    "chain.Node.since": "a date written by the program",
    "proposals.Proposal.since": "a date written by the program",
    "chain.Follow.reader": "a public id",
    "chain.Wait.whose_key": "made by the program",
    "places.Place.insee_code": "figures",
    "places.Place.postcodes": "figures",
    "places.Place.qpv_code": "figures",
    "proposals.Proposal.invite": "a code",
    "moderation.Case.thing": "a public id",
    "moderation.Appeal.thing": "a public id",
    "commitments.Check.slip": "a number",
    "supports.Support.person": "a code",
    "supports.DayOfCounts.text": "counts, of which only the hash is kept elsewhere",
    "draws.Approval.role": "a role",
    "volunteers.Volunteer.household": "a code",
    "volunteers.Volunteer.consent": "which words were agreed to",
    "interpellations.Interpellation.addressee_key": "made by the program",
    "volunteers.StagedImport.format": "told from the bytes",
}

WORDS_IN_JSON = (
    "proposals.Draft.said",
    "commitments.StagedPromises.rows",
    "volunteers.StagedImport.rows",
    "places.ImportDraft.features",
    "processes.Process.frame",
)
"""Columns of a structure whose leaves are words of people."""


def columns() -> dict[str, models.Field[Any, Any]]:
    """ "app.Model.column" → each column of words of the house, but those of `OURS`."""
    found = {}
    for model in apps.get_models():
        if not model.__module__.startswith("chainon."):
            continue
        for each in model._meta.local_fields:
            label = f"{model._meta.label}.{each.name}"
            is_words = isinstance(each, (models.CharField, models.TextField)) and not each.choices
            ours = isinstance(each, PublicIdField) or each.name.endswith(NAMES_OF_OURS) or label in OURS
            if is_words and not ours:
                found[label] = each
    return found


def poison() -> dict[str, int]:
    """Fill them; returns how many rows of each column. A row whose constraint refuses the words stays as it is."""
    filled = dict.fromkeys(columns(), 0)
    for at, (label, column) in enumerate(columns().items()):
        rows = column.model._base_manager.all()
        for number, pk in enumerate(rows.values_list("pk", flat=True)):
            with suppress(IntegrityError), transaction.atomic():
                filled[label] += rows.filter(pk=pk).update(**{column.name: words(column, at + number)})
    for at, label in enumerate(WORDS_IN_JSON):
        model = apps.get_model(label.rpartition(".")[0])
        name = label.rpartition(".")[2]
        for pk, value in model._base_manager.exclude(**{name: None}).values_list("pk", name):
            model._base_manager.filter(pk=pk).update(**{name: _spoilt(value, at)})
    return filled


def _spoilt(value: Any, number: int) -> Any:
    """The same structure; what looks like words is hostile."""
    if isinstance(value, dict):
        spoilt = {key: _spoilt(each, number + at) for at, (key, each) in enumerate(value.items())}
        return {**spoilt, **({"type": value["type"]} if "type" in value else {})}
    if isinstance(value, list):
        return [_spoilt(each, number + at) for at, each in enumerate(value)]
    is_words = isinstance(value, str) and (" " in value or value[:1].isupper())
    return corpus.short(number, 60) if is_words else value


def words(column: models.Field[Any, Any], number: int) -> str:
    if isinstance(column, models.EmailField):
        return f'"<img/src=x/onerror=boo()>{number}"@example.org'
    if isinstance(column, models.URLField):
        return ('https://evil.test/"onmouseover=boo()><script>boo()</script>' + corpus.WORD)[: column.max_length]
    if column.max_length is None or column.max_length >= 1000:
        return corpus.long(number, column.max_length or 12_000)
    return (f"{number} " * is_distinct(column) + corpus.short(number, column.max_length))[: column.max_length]


def is_distinct(column: models.Field[Any, Any]) -> bool:
    """Whether two rows may not have the same."""
    together = (each.fields for each in column.model._meta.constraints if isinstance(each, models.UniqueConstraint))
    return column.unique or any(column.name in names for names in together)
