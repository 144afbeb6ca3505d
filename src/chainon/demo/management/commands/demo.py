"""`chainon demo load` and `chainon demo empty`: the invented town, in and out of a database that holds nothing real."""

from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.demo.loading import load
from chainon.portal.start.services import empty_demonstration


class Command(BaseCommand):
    help = "La ville inventée de la démonstration\u00a0: la jouer dans une base vide, ou tout en effacer."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("act", choices=["load", "empty"], help="load\u00a0: la jouer\u00a0; empty\u00a0: l’effacer")

    def handle(self, *args: object, **options: object) -> None:
        try:
            said = _load() if options["act"] == "load" else _empty()
        except (Refused, Unavailable) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(said)


def _load() -> str:
    return f"La démonstration est chargée\u00a0: {load().name}."


def _empty() -> str:
    territory = Territory.objects.filter(is_demonstration=True).first()
    if territory is None:
        raise Unavailable("Il n’y a pas de démonstration à effacer ici.")
    link = address(reverse("accounts:setup", args=[empty_demonstration(territory=territory)]))
    return f"La démonstration est effacée. Pour commencer (lien à usage unique, 24 heures)\u00a0: {link}"
