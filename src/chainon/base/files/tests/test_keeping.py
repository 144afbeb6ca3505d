from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chainon.base.files import storage
from chainon.base.files.forms import SentFileField
from chainon.base.files.kinds import MAX_BYTES, PICTURES, FileRefused
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import (
    Missing,
    keep_bytes,
    keep_file,
    purge_file,
    read_bytes,
    sweep_orphans,
    sweep_when_due,
)
from chainon.base.scopes.models import Territory

from .pictures import PAPER, photo

Committed = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def folder(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's settings
    return tmp_path / "files"


def sealed(territory: Territory, data: bytes = b"les chances") -> File:
    return keep_bytes(
        scope=territory.scope,
        name="chances.json",
        data=data,
        content_type="application/json",
        visibility=Visibility.SEALED,
    )


def test_kept_bytes_come_back_as_they_were(territory: Territory) -> None:
    file = sealed(territory)
    assert read_bytes(file) == b"les chances" and file.size == 11


def test_bytes_lie_under_their_hash_for_the_platform_alone(territory: Territory, folder: Path) -> None:
    file = sealed(territory)
    path = folder / file.sha256[:2] / file.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_photo_is_kept_under_the_name_given(territory: Territory) -> None:
    uploaded = SimpleUploadedFile("IMG_1.jpg", photo(), "text/html")
    file = keep_file(
        scope=territory.scope, uploaded=uploaded, visibility=Visibility.TEAM, name="feuille signée", alt="La feuille"
    )
    assert (file.name, file.content_type, file.alt) == ("feuille-signee.jpg", "image/jpeg", "La feuille")


def test_nothing_stays_of_a_refused_file(territory: Territory, folder: Path) -> None:
    with pytest.raises(FileRefused):
        keep_file(scope=territory.scope, uploaded=SimpleUploadedFile("a.jpg", b"<html>"), visibility=Visibility.PUBLIC)
    assert not File.objects.exists() and not folder.exists()


def test_a_purge_erases_the_bytes_and_keeps_the_proof(
    territory: Territory, django_capture_on_commit_callbacks: Committed
) -> None:
    file = sealed(territory)
    with django_capture_on_commit_callbacks(execute=True):
        purge_file(file)
        purge_file(file)
    file.refresh_from_db()
    assert file.purged_at is not None and file.sha256 and not storage.path_of(file.sha256).exists()
    with pytest.raises(Missing, match="effacé"):
        read_bytes(file)


def test_a_purge_spares_the_bytes_that_another_file_needs(
    territory: Territory, django_capture_on_commit_callbacks: Committed
) -> None:
    first, second = sealed(territory), sealed(territory)
    with django_capture_on_commit_callbacks(execute=True):
        purge_file(first)
    assert read_bytes(second) == b"les chances"
    with django_capture_on_commit_callbacks(execute=True):
        purge_file(second)
    assert not storage.path_of(second.sha256).exists()


def test_lost_or_altered_bytes_are_said_plainly(territory: Territory) -> None:
    file = sealed(territory)
    storage.path_of(file.sha256).write_bytes(b"les chancez")
    with pytest.raises(Missing, match="abîmé"):
        read_bytes(file)
    storage.remove(file.sha256)
    with pytest.raises(Missing, match="manque"):
        read_bytes(file)


def test_the_sweep_removes_only_old_bytes_that_no_file_names(territory: Territory, folder: Path) -> None:
    kept, cut_short = sealed(territory), sealed(territory, b"purge interrompue")
    File.objects.filter(pk=cut_short.pk).delete()
    half_written = storage.path_of(kept.sha256).with_name("new-abc")
    half_written.write_bytes(b"x")
    assert sweep_orphans() == 0, "an upload under way is left in peace"
    two_days_ago = time.time() - 2 * 24 * 3600
    for path in folder.glob("??/*"):
        os.utime(path, (two_days_ago, two_days_ago))
    assert sweep_orphans() == 2
    assert read_bytes(kept) and not storage.path_of(cut_short.sha256).exists() and not half_written.exists()


def test_the_sweep_is_done_once_an_hour(territory: Territory, folder: Path) -> None:
    def orphan() -> Path:
        path = storage.path_of(sealed(territory).sha256)
        File.objects.all().delete()
        os.utime(path, (0, 0))
        return path

    orphan()
    assert sweep_when_due() == 1
    left = orphan()
    assert sweep_when_due() == 0 and left.exists()
    os.utime(folder / "last-sweep", (0, 0))
    assert sweep_when_due() == 1 and not left.exists()


def test_a_form_says_beside_the_field_why_a_file_is_refused() -> None:
    field = SentFileField(allowed=PICTURES, required=False)
    with pytest.raises(FileRefused, match="pas une photo"):
        field.clean(SimpleUploadedFile("a.pdf", PAPER))
    with pytest.raises(FileRefused, match="10 Mo"):
        field.clean(SimpleUploadedFile("a.jpg", b"x" * (MAX_BYTES + 1)))
    accepted = field.clean(SimpleUploadedFile("a.jpg", photo()))
    assert accepted is not None and accepted.content_type == "image/jpeg"
    assert field.clean(None) is None
