from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chainon.base.tasks.tick import tick


class Command(BaseCommand):
    help = "Fait une fois le travail périodique : courrier à envoyer, calculs à relancer, empreinte du jour."

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := tick():
            raise CommandError(f"En échec : {', '.join(failed)}. Le détail est dans le journal technique.")
