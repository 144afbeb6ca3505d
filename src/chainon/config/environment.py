"""Every variable of the environment that Chaînon reads; `docs/installation.md` documents each (tested)."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

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


LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class SettingError(Exception):
    """A variable of the environment that cannot be used; the sentence says which and what to do."""


def text(name: str) -> str:
    return os.environ.get(name, VARIABLES[name]).strip()


def whole_number(name: str, *, least: int) -> int:
    value = text(name)
    if not value.isdecimal() or int(value) < least:
        raise SettingError(f"{name} vaut « {value} » : il faut un nombre entier d’au moins {least}.")
    return int(value)


def yes_or_no(name: str) -> bool:
    value = text(name).lower()
    if value not in {"0", "1", "", "oui", "non", "true", "false"}:
        raise SettingError(f"{name} vaut « {value} » : il faut 0 ou 1.")
    return value in {"1", "oui", "true"}


def home() -> Path:
    """The folder of everything this installation keeps: database, files, secret key."""
    folder = Path(text("CHAINON_HOME")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"CHAINON_HOME : le dossier {folder} ne peut pas être créé ({error.strerror}).") from error
    return folder


def site_url() -> str:
    url = text("CHAINON_URL").rstrip("/")
    parts = _parts("CHAINON_URL", url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(f"CHAINON_URL vaut « {url} » : il faut une adresse comme https://participation.ma-ville.fr.")
    return url


def secret_key(folder: Path) -> str:
    """The key of CHAINON_SECRET_KEY, else the one kept in `secret_key` (made at first run, readable by us only)."""
    given = text("CHAINON_SECRET_KEY")
    if given:
        if len(given) < 50:
            raise SettingError("CHAINON_SECRET_KEY est trop courte : il faut au moins 50 caractères.")
        return given
    path = folder / "secret_key"
    try:
        if not path.exists():
            _write_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        raise SettingError(f"La clé secrète {path} ne peut être ni lue ni écrite : vérifiez ses droits.") from error
    if len(key) < 50:
        raise SettingError(f"La clé secrète {path} est abîmée : reprenez-la d’une sauvegarde, ou supprimez ce fichier.")
    return key


def _write_key(path: Path) -> None:
    """Whole or not at all: two processes that start together read the same key."""
    handle, aside = tempfile.mkstemp(dir=path.parent)  # readable by us only
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    os.unlink(aside)


def database(folder: Path) -> dict[str, object]:
    """Django's settings of the database named by DATABASE_URL (sqlite:///… or postgres://…)."""
    url = text("DATABASE_URL") or f"sqlite:///{folder / 'chainon.sqlite3'}"
    parts = _parts("DATABASE_URL", url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite":
        if not name or parts.netloc or not Path(name).absolute().parent.is_dir():
            raise SettingError(
                f"DATABASE_URL vaut « {url} » : "
                "il faut sqlite:/// puis le chemin d’un fichier, dans un dossier qui existe."
            )
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        if not name:
            raise SettingError(
                "DATABASE_URL ne dit pas quelle base ouvrir : postgres://compte:motdepasse@serveur:5432/base."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": query,
        }
    raise SettingError(f"DATABASE_URL commence par « {parts.scheme} » : Chaînon connaît sqlite:/// et postgres://.")


def log_level() -> str:
    level = text("CHAINON_LOG_LEVEL").upper()
    if level not in LEVELS:
        raise SettingError(f"CHAINON_LOG_LEVEL vaut « {level} » : il faut {', '.join(LEVELS)}.")
    return level


def _parts(name: str, url: str) -> SplitResult:
    """The parts of an address, its port included. The value is not repeated: it may hold a password."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise SettingError(f"{name} n’est pas une adresse lisible : vérifiez le serveur et le port.") from error
    return parts


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

    To a server of this very machine nothing travels: smtp:// goes without TLS, to port 25. None when it is empty:
    nothing leaves, mails stay readable in the outbox.
    """
    url = text("CHAINON_MAIL_URL")
    if not url:
        return None
    parts = _parts("CHAINON_MAIL_URL", url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingError("CHAINON_MAIL_URL doit ressembler à smtps://compte:motdepasse@serveur:465.")
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    usual = 465 if parts.scheme == "smtps" else 25 if is_here else 587
    return MailServer(
        host=parts.hostname,
        port=parts.port or usual,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and not is_here,
    )
