from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from chainon.base.mail.models import Mail, State


class Command(BaseCommand):
    help = (
        "Montre les courriels qui ne sont pas partis, en entier : pour qui tient la machine et n’a pas réglé d’envoi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--last", type=int, default=5, metavar="N", help="combien, les plus récents (5)")

    def handle(self, *args: Any, last: int, **options: Any) -> None:
        mails = list(Mail.objects.exclude(state=State.SENT)[: max(last, 1)])
        if not mails:
            self.stdout.write("Aucun courriel en attente.")
        for mail in reversed(mails):
            written = timezone.localtime(mail.written_at)
            self.stdout.write(f"\n{written:%d/%m/%Y %H:%M} · À {mail.to} · {State(mail.state).label}")
            self.stdout.write(f"{mail.subject}\n\n{mail.body}")
