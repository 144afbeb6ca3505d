"""`chainon territory list | open | host`: the territories of an installation, and the address of each."""

from __future__ import annotations

import argparse
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.portal.start.services import give_address, open_another_territory, remove_address


class Command(BaseCommand):
    help = "Les territoires de cette installation : les lire, en ouvrir un de plus, donner à chacun son adresse."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="list | open | host")
        acts.add_parser("list", help="chaque territoire et son adresse")
        more = acts.add_parser("open", help="ouvre un territoire de plus, à une adresse à lui")
        more.add_argument("commune", metavar="CODE_INSEE", help="le code Insee de sa commune (93066)")
        more.add_argument("host", metavar="NOM_DE_DOMAINE", help="quartiers.ma-ville.fr")
        who = "qui l’administre d’abord, et administre déjà ici"
        more.add_argument("--by", required=True, metavar="COURRIEL", help=who)
        move = acts.add_parser("host", help="donne son adresse à un territoire, ou en change")
        move.add_argument("territory", metavar="TERRITOIRE", help="son nom, ou son code si deux portent le même")
        new = move.add_mutually_exclusive_group(required=True)
        new.add_argument("host", nargs="?", metavar="NOM_DE_DOMAINE")
        new.add_argument("--none", action="store_true", help="il répond à l’adresse de la plateforme (CHAINON_URL)")

    def handle(self, *args: object, act: str, **options: object) -> None:
        try:
            if act == "open":
                self._open(str(options["commune"]), str(options["host"]), by=str(options["by"]))
            elif act == "host":
                self._host(str(options["territory"]), str(options["host"] or ""))
            else:
                self._list()
        except (Refused, Unavailable) as error:
            raise CommandError(str(error)) from None
        except IntegrityError:  # two commands at once: the database keeps the first
            raise CommandError("Cette adresse vient d’être donnée à un autre territoire.") from None

    def _list(self) -> None:
        found = list(Territory.objects.select_related("scope").order_by("scope__label"))
        if not found:
            self.stdout.write("Aucun territoire n’est ouvert ici.")
        for each in found:
            self.stdout.write(f"{each.name} ({each.scope.public_id}) : {_where(each)}")

    def _open(self, commune: str, host: str, *, by: str) -> None:
        person = User.objects.filter(email__iexact=by).first()
        if person is None:
            raise CommandError(f"Personne n’a de compte ici à l’adresse {by}.")
        territory = open_another_territory(by=person, code=commune, host=host)
        self.stdout.write(f"Le territoire {territory.name} est ouvert, administré par {by} : {_where(territory)}")
        self._what_is_left(territory)

    def _host(self, wanted: str, host: str) -> None:
        territory = _found(wanted)
        if host:
            give_address(territory=territory, host=host)
        else:
            remove_address(territory=territory)
        self.stdout.write(f"{territory.name} : {_where(territory)}")
        if host:
            self._what_is_left(territory)

    def _what_is_left(self, territory: Territory) -> None:
        main, own = urlsplit(settings.CHAINON_URL).hostname or "", territory.host or ""
        self.stdout.write(
            "Reste à faire hors d’ici : que ce nom mène à cette machine (DNS), et que le serveur mandataire le reçoive."
        )
        if own != main and not own.endswith(f".{main}"):
            self.stdout.write(
                f"Les clés d’accès ne serviront pas à cette adresse : elle n’est pas sous {main}. On y vient avec "
                "le code du courriel."
            )


def _where(territory: Territory) -> str:
    return address("/", territory.scope)


def _found(wanted: str) -> Territory:
    territories = Territory.objects.select_related("scope")
    found = [*territories.filter(scope__label=wanted), *territories.filter(scope__public_id=wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"Aucun territoire ne s’appelle « {wanted} ». Les noms : chainon territory list")
    codes = " ; ".join(each.scope.public_id for each in found)
    raise CommandError(f"Plusieurs territoires s’appellent « {wanted} ». Donnez le code de l’un d’eux : {codes}")
