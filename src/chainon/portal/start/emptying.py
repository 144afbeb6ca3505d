"""Removing everything that the demonstration made, so that what begins next owes it nothing."""

from __future__ import annotations

from contextlib import suppress

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from chainon.base.files import storage

KEPT = {"contenttypes", "auth"}
"""What migrations wrote, the same in every database."""


def delete_every_row() -> None:
    """Every table of every app, those of the journal too: another territory begins, with a journal of its own.

    In the caller's transaction; the constraints are checked at its end.
    """
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in KEPT
    ]
    connection.check_constraints()  # PostgreSQL truncates no table that still has a constraint to check
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=False)
    connection.ops.execute_sql_flush(statements)


def delete_every_file() -> None:
    """The bytes kept outside the database; once the rows that named them are gone for good."""
    for path in storage.older_than(0):
        with suppress(FileNotFoundError):
            path.unlink()
