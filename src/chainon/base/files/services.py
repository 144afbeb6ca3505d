"""Keeping, reading and purging files. Who may do so is asked by the slice that calls; so is the journal line."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from chainon.base import clock
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable

from . import storage
from .kinds import MAX_BYTES, PAPERS, Accepted, examine, safe_name
from .models import File, Visibility

ORPHANS_AFTER = timedelta(days=1)
SWEEP_EVERY = timedelta(hours=1)


class Missing(Unavailable):
    """The bytes of a file are gone: purged on purpose, or lost by the disk (the message says which)."""


def examine_upload(uploaded: UploadedFile[bytes], *, allowed: frozenset[str] = PAPERS) -> Accepted:
    """What the person sent, ready to be kept. Raises `FileRefused`; nothing beyond the limit of size is read."""
    return examine(uploaded.name or "", uploaded.read(MAX_BYTES + 1), allowed=allowed)


def keep_file(
    *,
    scope: Scope,
    uploaded: UploadedFile[bytes] | Accepted,
    visibility: Visibility,
    name: str = "",
    alt: str = "",
    allowed: frozenset[str] = PAPERS,
) -> File:
    """Keep what a person sent: sniffed, pictures drawn again. Raises `FileRefused`.

    `name`, when given, replaces the name of the person's file (its extension follows the content).
    """
    accepted = uploaded if isinstance(uploaded, Accepted) else examine_upload(uploaded, allowed=allowed)
    kept_name = safe_name(name + "." + accepted.name.rpartition(".")[2]) if name else accepted.name
    return keep_bytes(
        scope=scope,
        name=kept_name,
        data=accepted.content,
        content_type=accepted.content_type,
        visibility=visibility,
        alt=alt,
    )


@transaction.atomic
def keep_bytes(
    *, scope: Scope, name: str, data: bytes, content_type: str, visibility: Visibility, alt: str = ""
) -> File:
    """Keep what the program made, as it is. The bytes are on the disk before the row: a row never promises in vain."""
    sha256 = hashlib.sha256(data).hexdigest()
    _hold(sha256)
    storage.write(sha256, data)
    return File.objects.create(
        scope=scope,
        name=safe_name(name),
        content_type=content_type,
        size=len(data),
        sha256=sha256,
        visibility=visibility,
        alt=alt,
        kept_at=clock.now(),
    )


def read_bytes(file: File) -> bytes:
    """The bytes, checked against their hash. Raises `Missing` when purged, lost or altered."""
    if file.purged_at is not None:
        raise Missing(f"Le fichier {file.name} a été effacé le {file.purged_at:%d/%m/%Y}.")
    try:
        data = storage.path_of(file.sha256).read_bytes()
    except FileNotFoundError as lost:
        raise Missing(f"Le fichier {file.name} manque sur le disque : il faut le reprendre d’une sauvegarde.") from lost
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Missing(f"Le fichier {file.name} a été abîmé sur le disque : il faut le reprendre d’une sauvegarde.")
    return data


def set_visibility(file: File, visibility: Visibility) -> None:
    """Who may read it changes with what it belongs to: from the next request on."""
    if file.visibility != visibility:
        file.visibility = visibility
        file.save(update_fields=["visibility"])


@transaction.atomic
def purge_file(file: File) -> None:
    """Erase the bytes for ever; the row stays, with the hash and the date. Nothing happens a second time.

    The bytes go once the purge is certain; were the machine to stop just then, `sweep_orphans` removes them.
    """
    if file.purged_at is not None:
        return
    file.purged_at = clock.now()
    file.save(update_fields=["purged_at"])
    transaction.on_commit(lambda: _forget(file.sha256))


def sweep_orphans() -> int:
    """Remove bytes that no live row names (a purge or an upload cut short); returns how many."""
    removed = 0
    for path in storage.older_than(ORPHANS_AFTER.total_seconds()):
        if path.name.startswith("new-"):
            path.unlink(missing_ok=True)
            removed += 1
        else:
            removed += _forget(path.name)
    return removed


def sweep_when_due() -> int:
    """Periodic: `sweep_orphans`, once an hour."""
    return sweep_orphans() if storage.is_due("last-sweep", every=SWEEP_EVERY.total_seconds()) else 0


@transaction.atomic
def _forget(sha256: str) -> bool:
    """Remove the bytes unless another live file has the same."""
    _hold(sha256)
    if File.objects.live().filter(sha256=sha256).exists():
        return False
    storage.remove(sha256)
    return True


def _hold(sha256: str) -> None:
    """Whoever keeps or removes these very bytes waits until this transaction ends: bytes just written, whose row is
    not committed yet, would look forgotten. On SQLite the transaction itself is that lock: one writes at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])
