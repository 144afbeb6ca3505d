from __future__ import annotations

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from chainon.base.tasks.tick import tick

TICK_SECONDS = 2.0


class Command(BaseCommand):
    help = "Le processus qui travaille derrière les pages : calculs demandés, courrier, travail périodique."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        ticking = threading.Thread(target=self.tick_until, args=(stop,), name="tick", daemon=True)
        ticking.start()
        try:
            call_command("db_worker", interval=1.0, startup_delay=False)
        finally:
            stop.set()
            ticking.join(10)

    def tick_until(self, stop: threading.Event) -> None:
        while not stop.wait(TICK_SECONDS):
            tick()
