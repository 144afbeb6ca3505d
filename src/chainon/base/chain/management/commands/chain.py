from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chainon.base.chain.services import differences, rebuild

FAULT, SHOWN = 1, 20


class Command(BaseCommand):
    help = "La chaîne : « check » compare ce qui est gardé à ce que disent les objets, « rebuild » la refait."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="check | rebuild")
        acts.add_parser("check", help="compare ; code 1 si quelque chose diffère")
        acts.add_parser("rebuild", help="écrit ce que disent les objets, les liens et les attentes")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "rebuild":
            changed = rebuild()
            self.stdout.write(
                f"Chaîne refaite : {changed} ligne{'s' if changed > 1 else ''} corrigée{'s' if changed > 1 else ''}."
            )
            return
        faults = list(differences())
        for fault in faults[:SHOWN]:
            self.stderr.write(f"{fault.where} : {fault.what} est « {fault.stored} », devrait être « {fault.found} ».")
        if faults:
            self.stderr.write(
                f"LA CHAÎNE NE TIENT PAS : {len(faults)} différence(s). « chainon chain rebuild » la refait."
            )
            sys.exit(FAULT)
        self.stdout.write("La chaîne tient : ce qui est gardé est ce que disent les objets.")
