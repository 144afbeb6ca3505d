"""`chainon run`: prepare the database and the static files, then keep the web and the worker alive."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from . import environment

RESTART_SECONDS = 2.0
STOP_SECONDS = 15


def run() -> int:
    import django

    django.setup()
    url = environment.site_url()
    commands = {"web": _web_command(url), "worker": [sys.executable, "-m", "chainon", "work"]}
    _refuse_taken_port(url)
    _prepare()
    print(f"\n  Chaînon est ouvert : {url}\n", flush=True)
    _print_first_link()
    return _supervise(commands)


def _prepare() -> None:
    """Idempotent and quick when nothing changed."""
    from django.core.management import call_command

    _refuse_faults()
    call_command("migrate", verbosity=0, interactive=False)
    _collect_static()
    _load_demonstration()


def _refuse_taken_port(url: str) -> None:
    """Said at once, rather than by a server that fails and is started again for ever."""
    host, port = _bind_address(url)
    with socket.socket(socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise environment.SettingError(
                f"Le port {port} est déjà pris sur cette machine (un autre Chaînon, peut-être). Arrêtez l’autre "
                "programme, ou choisissez une autre adresse : CHAINON_URL=http://localhost:8001 make run"
            ) from taken


def _load_demonstration() -> None:
    """Where nothing has begun, the invented town; in a process of its own, whose memory is given back.

    A failure leaves an empty installation, which is as good a place to start from.
    """
    from chainon.demo.loading import is_untouched

    is_published = urlsplit(environment.site_url()).scheme == "https"
    if is_published or not environment.yes_or_no("CHAINON_DEMO") or not is_untouched():
        return
    print("\n  Première ouverture : la démonstration se prépare (moins d’une minute)…", flush=True)
    subprocess.run([sys.executable, "-m", "chainon", "demo", "load"], check=False)


def _refuse_faults() -> None:
    """Nothing starts on a database or settings that would not keep the promises. The database first: others use it."""
    from django.core.checks import ERROR, Tags, run_checks

    for tags in ([Tags.database], None):
        faults = [found for found in run_checks(tags=tags, databases=["default"]) if found.is_serious(ERROR)]
        if faults:
            raise environment.SettingError("\n".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in faults))


def _collect_static() -> None:
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    state = hashlib.sha256(settings.CHAINON_VERSION.encode())
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path))
            state.update(f"{path} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state.hexdigest())


def _print_first_link() -> None:
    """Nobody administers, and there is no demonstration to visit: the one-time link for the first person to do so."""
    from chainon.base.accounts.rules import may_set_up
    from chainon.base.accounts.services import new_setup_link
    from chainon.base.scopes.models import Territory

    if may_set_up() and not Territory.objects.filter(is_demonstration=True).exists():
        link = new_setup_link()
        print(f"  Première personne à administrer (lien à usage unique, 24 heures) : {link}\n", flush=True)


def _bind_address(url: str) -> tuple[str, int]:
    """Behind https there is a proxy on this machine; otherwise the address asked for."""
    parts = urlsplit(url)
    return ("127.0.0.1" if parts.scheme == "https" else parts.hostname or "localhost"), parts.port or 8000


def _web_command(url: str) -> list[str]:
    host, port = _bind_address(url)
    memory = ["--worker-tmp-dir", "/dev/shm"] if Path("/dev/shm").is_dir() else []
    return [
        *(sys.executable, "-m", "gunicorn", "chainon.config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--preload", "--no-control-socket"),
        *("--workers", str(environment.whole_number("CHAINON_WEB_WORKERS", least=1))),
        *("--threads", str(environment.whole_number("CHAINON_WEB_THREADS", least=1))),
        *("--timeout", "60", "--graceful-timeout", "10", "--log-level", "warning", *memory),
    ]


class _Supervisor:
    """Two processes, started again when they fall, stopped together."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.stopping = False
        self.processes = {name: subprocess.Popen(command) for name, command in commands.items()}

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        self.stopping = True

    def watch(self) -> int:
        while not self.stopping:
            for name, process in self.processes.items():
                if process.poll() is not None and not self.stopping:
                    sys.stderr.write(f"Le processus « {name} » s’est arrêté (code {process.returncode}) : relancé.\n")
                    time.sleep(RESTART_SECONDS)
                    self.processes[name] = subprocess.Popen(self.commands[name])
            time.sleep(0.3)
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return 0


def _supervise(commands: dict[str, list[str]]) -> int:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small tables: more would only wait for each other
    supervisor = _Supervisor(commands)
    signal.signal(signal.SIGTERM, supervisor.stop)
    signal.signal(signal.SIGINT, supervisor.stop)
    return supervisor.watch()
