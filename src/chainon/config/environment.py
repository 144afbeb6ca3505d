"""Every variable of the environment that Chaînon reads; `docs/installation.md` documents each (tested)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

VARIABLES: dict[str, str] = {
    "CHAINON_URL": "http://localhost:8000",
    "CHAINON_HOME": "var",
    "CHAINON_SECRET_KEY": "",
    "DATABASE_URL": "",
    "CHAINON_MAIL_URL": "",
    "CHAINON_MAIL_FROM": "",
    "CHAINON_WEB_WORKERS": "2",
    "CHAINON_WEB_THREADS": "4",
    "CHAINON_TRUST_PROXY": "0",
    "CHAINON_LOG_LEVEL": "INFO",
    "CHAINON_DEMO": "1",
}


class SettingError(Exception):
    """A variable of the environment that cannot be used; the sentence says which and what to do."""


def text(name: str) -> str:
    return os.environ.get(name, VARIABLES[name]).strip()


def whole_number(name: str, *, least: int) -> int:
    value = text(name)
    if not value.isdigit() or int(value) < least:
        raise SettingError(f"{name} vaut « {value} » : il faut un nombre entier d’au moins {least}.")
    return int(value)


def yes_or_no(name: str) -> bool:
    value = text(name).lower()
    if value not in {"0", "1", "", "oui", "non", "true", "false"}:
        raise SettingError(f"{name} vaut « {value} » : il faut 0 ou 1.")
    return value in {"1", "oui", "true"}


def home() -> Path:
    """The folder of everything this installation keeps: database, files, secret key."""
    folder = Path(text("CHAINON_HOME")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def site_url() -> str:
    url = text("CHAINON_URL").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(f"CHAINON_URL vaut « {url} » : il faut une adresse comme https://participation.ma-ville.fr.")
    return url


def secret_key(folder: Path) -> str:
    """The key of CHAINON_SECRET_KEY, else the one kept in `secret_key` (made at first run, readable by us only)."""
    given = text("CHAINON_SECRET_KEY")
    if given:
        if len(given) < 50:
            raise SettingError("CHAINON_SECRET_KEY est trop courte : il faut au moins 50 caractères.")
        return given
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key


def database(folder: Path) -> dict[str, object]:
    """Django's settings of the database named by DATABASE_URL (sqlite:///… or postgres://…)."""
    url = text("DATABASE_URL") or f"sqlite:///{folder / 'chainon.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) if parts.path != "/:memory:" else ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": query,
        }
    raise SettingError(f"DATABASE_URL commence par « {parts.scheme} » : Chaînon connaît sqlite:/// et postgres://.")


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    use_ssl: bool
    use_tls: bool


def mail_server() -> MailServer | None:
    """Where mail goes out, from CHAINON_MAIL_URL (smtp://user:password@host:port, smtps://…).

    None when it is empty: nothing leaves, mails stay readable in the outbox.
    """
    url = text("CHAINON_MAIL_URL")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingError("CHAINON_MAIL_URL doit ressembler à smtps://compte:motdepasse@serveur:465.")
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp",
    )
