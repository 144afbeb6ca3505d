"""`chainon run`, as an operator starts it, and one of its processes killed at a time."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import children, lives, one_named, until

START_SECONDS = 120


@dataclass
class Machine:
    run: subprocess.Popen[bytes]
    port: int
    killed: list[tuple[str, float]] = field(default_factory=list)
    """Who, and when (`time.monotonic`)."""

    def victims(self) -> list[tuple[str, int]]:
        """Who may be killed now: the web's master, its workers, the process that works behind the pages."""
        master, worker = one_named(self.run.pid, "gunicorn"), one_named(self.run.pid, "work")
        found = [("web", master), ("worker", worker), *(("web worker", pid) for pid in children(master) if master)]
        return [(name, pid) for name, pid in found if pid and lives(pid)]

    def kill_one(self, dice: random.Random) -> None:
        """A kind first, for there are several web workers and one of the others."""
        until(self.victims, "somebody lives")
        living = self.victims()
        name = dice.choice(sorted({name for name, _pid in living}))
        pid = dice.choice([pid for each, pid in living if each == name])
        with contextlib.suppress(ProcessLookupError):
            at = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            self.killed.append((name, at))

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/langue", timeout=5) as page:
                return bool(page.status < 500)
        except OSError as error:
            return getattr(error, "code", 500) < 500

    def is_whole(self) -> bool:
        return {name for name, _pid in self.victims()} == {"web", "web worker", "worker"} and self.answers()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def machine(variables: dict[str, str], mail_port: int) -> Iterator[Machine]:
    """Web and worker, watched by `chainon run`, on the database and in the home that `variables` name."""
    port = free_port()
    own = {
        "CHAINON_URL": f"http://127.0.0.1:{port}",
        "CHAINON_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "CHAINON_DEMO": "0",
        "CHAINON_TRUST_PROXY": "1",
        "CHAINON_WEB_WORKERS": "2",
        "CHAINON_WEB_THREADS": "2",
        "CHAINON_LOG_LEVEL": "ERROR",
    }
    command, log = [sys.executable, "-m", "chainon", "run"], Path(variables["CHAINON_HOME"]) / "machine.log"
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, env={**variables, **own}, stdout=said, stderr=said, start_new_session=True
        ) as process,
    ):
        made = Machine(process, port)
        try:
            until(made.is_whole, "the machine is open", START_SECONDS)
            yield made
            process.terminate()
            process.wait(30)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
