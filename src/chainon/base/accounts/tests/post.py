"""Reading what was posted."""

from __future__ import annotations

import re

from chainon.base.mail.models import Mail


def last_mail(to: str) -> Mail:
    mail = Mail.objects.filter(to=to).order_by("-pk").first()
    assert mail is not None, f"nothing was posted to {to}"
    return mail


def code_for(to: str) -> str:
    found = re.search(r"^ {4}(\d{4}-\d{4})$", last_mail(to).body, re.MULTILINE)
    assert found, last_mail(to).body
    return found[1]


def link_for(to: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", last_mail(to).body)
    assert found, last_mail(to).body
    return found[1]
