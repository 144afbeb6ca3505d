"""What the mail server took and the database does not know yet: an empty file a mail, in `CHAINON_HOME/mail-taken`.

Made at the server's yes, removed once the database has committed: microseconds, where a commit may wait for seconds.
The system keeps the file of a process that was killed, and one file a mail asks for no lock between several workers.
It is not forced to the disk: after a power cut a mail may come twice, as without it.
"""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

from django.conf import settings

from .models import Mail

logger = logging.getLogger(__name__)
NAMES = re.compile(r"[0-9]+-[0-9a-f]+")


def name_of(mail: Mail) -> str:
    """Its number and when it was written: after a restored backup, numbers serve again."""
    return f"{mail.pk}-{round(mail.written_at.timestamp() * 1_000_000):x}"


def message_id(mail: Mail) -> str:
    """The same at each try, and of no other mail."""
    return f"<chainon-{name_of(mail)}@{settings.ALLOWED_HOSTS[0]}>"


def note(mail: Mail) -> None:
    """Raises nothing: a disk that fails must not make a mail that left pass for one that did not."""
    try:
        _make(_folder() / name_of(mail))
    except OSError:
        logger.exception("mail %s was taken and cannot be noted in %s", mail.pk, _folder())


def forget(name: str) -> None:
    try:
        (_folder() / name).unlink(missing_ok=True)
    except OSError:
        logger.exception("the note %s cannot be removed from %s", name, _folder())


def noted() -> list[str]:
    """The names of the mails that somebody saw taken, and did not live to say so."""
    try:
        return sorted(name for name in os.listdir(_folder()) if NAMES.fullmatch(name))
    except FileNotFoundError:
        return []
    except OSError:
        logger.exception("the notes of %s cannot be read", _folder())
        return []


def number(name: str) -> int:
    return int(name.partition("-")[0])


def _make(path: Path) -> None:
    try:
        path.touch()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _folder() -> Path:
    return Path(settings.CHAINON_MAIL_TAKEN)
