from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chainon.base.search.services import faults, reindex

FAULT, SHOWN = 1, 20
SAID = {
    "missing": "manque",
    "extra": "est de trop",
    "other": "ne dit plus ce que dit l’objet",
    "count": "est mal compté",
}


class Command(BaseCommand):
    help = "La recherche : « check » compare ce qui est gardé à ce que disent les objets, « reindex » la refait."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="check | reindex")
        acts.add_parser("check", help="compare ; code 1 si quelque chose diffère")
        acts.add_parser("reindex", help="relit tous les objets publics et refait tout")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "reindex":
            number = reindex()
            self.stdout.write(
                f"Recherche refaite : {number} objet{'s' if number > 1 else ''} public{'s' if number > 1 else ''}."
            )
            return
        found = list(faults())
        for fault in found[:SHOWN]:
            self.stderr.write(f"{fault.where} : {SAID[fault.what]}.")
        if found:
            self.stderr.write(
                f"LA RECHERCHE NE TIENT PAS : {len(found)} différence(s). « chainon search reindex » la refait."
            )
            sys.exit(FAULT)
        self.stdout.write("La recherche tient : on y trouve ce qui est public, et rien d’autre.")
