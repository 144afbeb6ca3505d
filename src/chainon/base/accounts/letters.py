"""The mails of accounts: plain text, the territory's name, one template a mail (its first line is the subject)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from chainon.base.mail.models import Mail
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope, Territory


def write(template: str, *, to: str, territory: Territory | None, **context: object) -> Mail:
    """Render `accounts/mail/<template>.txt` and put it in the outbox."""
    name = territory.name if territory is not None else "Chaînon"
    text = render_to_string(f"accounts/mail/{template}.txt", {"name": name, **context})
    subject, _, body = text.strip().partition("\n")
    return post(to=to, subject=subject, body=body.strip() + "\n")


def address(path: str, scope: Scope | None = None) -> str:
    """The full address of a page, on the territory's own domain name if it has one."""
    host = Territory.objects.filter(scope=scope.root).values_list("host", flat=True).first() if scope else None
    return address_at(host, path) if host else settings.CHAINON_URL + path


def address_at(host: str, path: str) -> str:
    """The full address of a page at a domain name of this installation."""
    site = urlsplit(settings.CHAINON_URL)
    port = f":{site.port}" if site.port else ""
    return f"{site.scheme}://{host}{port}{path}"
