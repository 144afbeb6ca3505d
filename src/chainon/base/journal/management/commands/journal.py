from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from chainon.base.journal.selectors import export, verify
from chainon.base.scopes.models import Scope

FAULT, USAGE = 1, 2
_ANCHOR = re.compile(r"(\d{1,15}):([0-9a-fA-F]{64})\Z")


class Command(BaseCommand):
    help = "Le journal public : « verify » recalcule toute la chaîne, « export » l’écrit pour qui veut la recalculer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="verify | export")
        for name, text in (
            ("verify", "recalcule la chaîne ; code 1 si elle ne tient pas"),
            ("export", "écrit le journal"),
        ):
            act = acts.add_parser(name, help=text)
            act.add_argument("--territory", default="", metavar="NOM", help="un seul territoire : son nom ou son code")
            if name == "verify":
                act.add_argument(
                    "--anchor",
                    action="append",
                    default=[],
                    type=_anchor,
                    metavar="NUMERO:EMPREINTE",
                    help="une empreinte gardée ailleurs (courriel au garant, procès-verbal) ; plusieurs fois si besoin",
                )
            else:
                act.add_argument("--out", type=Path, metavar="FICHIER", help="sinon, la sortie standard")

    def handle(self, *args: Any, act: str, territory: str, **options: Any) -> None:
        scopes = self._territories(territory)
        if act == "export":
            self._export(self._only_one(scopes), options["out"])
            return
        anchors: list[tuple[int, str]] = options["anchor"]
        if anchors:
            scopes = [self._only_one(scopes)]
        if not [self._holds(scope, dict(anchors)) for scope in scopes].count(False):
            return
        sys.exit(FAULT)

    def _holds(self, scope: Scope, anchors: dict[int, str]) -> bool:
        check = verify(scope, anchors)
        if not check.holds:
            self.stderr.write(f"{scope.label} : LE JOURNAL NE TIENT PAS. {check.fault}")
            return False
        count = f"{check.lines} ligne{'s' if check.lines > 1 else ''}"
        self.stdout.write(f"{scope.label} : {count}, la chaîne tient. Dernière empreinte : {check.hash}")
        return True

    def _export(self, scope: Scope, out: Path | None) -> None:
        if out is None:
            for line in export(scope):
                self.stdout.write(line.decode(), ending="")
            return
        with out.open("wb") as file:
            file.writelines(export(scope))
        self.stdout.write(f"{scope.label} : le journal est dans {out}.")

    def _territories(self, wanted: str) -> list[Scope]:
        scopes = list(Scope.objects.filter(parent=None).order_by("label"))
        if wanted:
            scopes = [scope for scope in scopes if wanted in {scope.label, scope.public_id}]
        if not scopes:
            self._stop(
                f"Aucun territoire ne s’appelle « {wanted} »." if wanted else "Aucun territoire n’est ouvert ici."
            )
        return scopes

    def _only_one(self, scopes: list[Scope]) -> Scope:
        if len(scopes) > 1:
            names = " ; ".join(f"{scope.label} ({scope.public_id})" for scope in scopes)
            self._stop(f"Plusieurs territoires : ajoutez --territory avec l’un d’eux. {names}")
        return scopes[0]

    def _stop(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(USAGE)


def _anchor(text: str) -> tuple[int, str]:
    read = _ANCHOR.match(text)
    if read is None:
        raise argparse.ArgumentTypeError(
            "il faut le numéro de la ligne, deux-points, et les 64 caractères de l’empreinte"
        )
    return int(read[1]), read[2].lower()
