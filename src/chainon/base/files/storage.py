"""Where bytes lie: under MEDIA_ROOT, named by their hash, readable by the platform alone, outside static."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def write(sha256: str, content: bytes) -> None:
    """On the disk for good before the row that names it: written aside, flushed, then moved in place."""
    path = path_of(sha256)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix="new-")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(aside)
        raise


def remove(sha256: str) -> None:
    with suppress(FileNotFoundError):
        path_of(sha256).unlink()


def is_due(name: str, *, every: float) -> bool:
    """Whether the work of that name has not been begun for `every` seconds; from now on it has."""
    root = Path(settings.MEDIA_ROOT)
    mark = root / name
    with suppress(FileNotFoundError):
        if time.time() - mark.stat().st_mtime < every:
            return False
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.touch()
    return True


def older_than(seconds: float) -> Iterator[Path]:
    """Everything kept that has not been touched for so long, half-written files included."""
    root = Path(settings.MEDIA_ROOT)
    before = time.time() - seconds
    for path in root.glob("??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path
