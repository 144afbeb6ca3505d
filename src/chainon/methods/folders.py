"""The folder that a command writes with `--out`: all of its files or none, and never over another result."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from chainon.methods.commandline import Stop

Words = Callable[[str, Mapping[str, object]], str]
"""The family's own sentences: code and parameters to French."""


def check_destination(folder: Path, words: Words) -> None:
    """Refuse early what can't become a folder. Raises `Stop` (`out-is-a-file`)."""
    if folder.exists() and not folder.is_dir():
        raise Stop(words("out-is-a-file", {"out": str(folder)}))


def write_folder(
    folder: Path, files: Mapping[str, bytes], words: Words, *, other: str, private: Collection[str] = ()
) -> None:
    """Write all the files or none: aside first, then renamed. A folder that holds another result is left as it is.

    `private`: names of the files that only their owner may read. Raises `Stop` (`other`, the code said of a folder that
    holds another result; `out-unwritable`).
    """
    folder = folder.resolve()
    aside = folder.parent / f".{folder.name}.{os.getpid()}.partial"
    try:
        for name, data in files.items():
            if (folder / name).exists() and (folder / name).read_bytes() != data:
                raise Stop(words(other, {"out": str(folder), "name": name}))
        aside.mkdir(parents=True)
        for name, data in files.items():
            _write(aside / name, data, 0o600 if name in private else 0o644)
        if folder.exists():
            for name in files:
                (aside / name).replace(folder / name)
        else:
            aside.rename(folder)
    except OSError as error:
        raise Stop(words("out-unwritable", {"out": str(folder), "reason": error.strerror or str(error)})) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
