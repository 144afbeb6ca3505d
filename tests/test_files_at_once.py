"""The same bytes kept and removed at the same moment, by two connections to a database that they really share."""

from __future__ import annotations

import os
from functools import partial
from threading import Event

import pytest
from django.db import transaction

from chainon.base.files import storage
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import keep_bytes, purge_file, read_bytes, sweep_orphans
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory

from .databases import at_once, shared_database

__all__ = ["shared_database"]

pytestmark = pytest.mark.usefixtures("shared_database")

CONTENT = b"la feuille d'emargement"
A_MOMENT = 0.7


@pytest.fixture
def territory(shared_database: dict[str, str]) -> Territory:
    return create_territory(name="Valmont")


def kept(territory: Territory) -> File:
    return keep_bytes(
        scope=territory.scope,
        name="feuille.pdf",
        data=CONTENT,
        content_type="application/pdf",
        visibility=Visibility.TEAM,
    )


def keep_slowly(territory: Territory, written: Event, removed: Event) -> File:
    """The bytes are on the disk and the row is not committed while the other connection does its work."""
    with transaction.atomic():
        file = kept(territory)
        written.set()
        removed.wait(A_MOMENT)
        return file


def after(written: Event, removed: Event, act: partial[object]) -> None:
    written.wait(10)
    act()
    removed.set()


def test_a_purge_spares_the_bytes_that_someone_is_keeping(territory: Territory) -> None:
    first, written, removed = kept(territory), Event(), Event()
    second, purged = at_once(
        partial(keep_slowly, territory, written, removed), partial(after, written, removed, partial(purge_file, first))
    )
    assert isinstance(second, File) and purged is None
    assert read_bytes(second) == CONTENT
    purge_file(second)
    assert not storage.path_of(second.sha256).exists()


def test_the_sweep_spares_old_bytes_that_someone_is_keeping_again(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = kept(territory)
    File.objects.all().delete()
    path = storage.path_of(left.sha256)
    os.utime(path, (0, 0))
    monkeypatch.setattr(storage, "older_than", lambda seconds: iter([path]))  # seen old, before it is kept again
    written, removed = Event(), Event()
    again, swept = at_once(
        partial(keep_slowly, territory, written, removed), partial(after, written, removed, partial(sweep_orphans))
    )
    assert isinstance(again, File) and swept is None
    assert read_bytes(again) == CONTENT
