"""Django's mail backend: whatever the framework or a library sends goes to the outbox first."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .services import post


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for recipient in message.recipients():
                post(to=recipient, subject=str(message.subject), body=str(message.body))
        return len(email_messages)
