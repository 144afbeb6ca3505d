from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chainon.base.tasks.child import run


class Command(BaseCommand):
    help = "Fait un calcul demandé (lancé par le processus qui surveille les calculs, jamais à la main)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("public_id")
        parser.add_argument("--parent", type=int, help="le processus qui surveille")

    def handle(self, *args: Any, public_id: str, parent: int | None, **options: Any) -> None:
        run(public_id, parent=parent)
