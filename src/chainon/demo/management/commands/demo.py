"""`chainon demo load`: the demonstration, in a database that has nothing yet."""

from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand, CommandError

from chainon.base.scopes.verdict import Unavailable
from chainon.demo.loading import load


class Command(BaseCommand):
    help = "La ville inventée de la démonstration."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("act", choices=["load"], help="load : la jouer dans une base vide")

    def handle(self, *args: object, **options: object) -> None:
        try:
            territory = load()
        except Unavailable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"La démonstration est chargée : {territory.name}.")
