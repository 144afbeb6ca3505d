"""Drafts: what an account began to write, for itself alone. No line of the journal, no node."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.proposals import rules
from chainon.deliberation.proposals.models import Draft

MOST = 20
LONGEST = 4000


@transaction.atomic
def keep_draft(*, by: User, territory: Scope, said: Mapping[str, str], entry: UUID) -> Draft:
    """The form as it stands, nothing checked; kept again (`entry`), it takes the place of what was kept before.

    Raises `Unavailable` beyond twenty, `Refused` for a draft of someone else.
    """
    said = {name: value[:LONGEST] for name, value in said.items() if value}
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    draft = Draft.objects.filter(entry=entry).first()
    if draft is None:
        if Draft.objects.filter(author=by).count() >= MOST:
            raise Unavailable(_("Vous avez déjà vingt brouillons : publiez-en un, ou effacez-en un."))
        return Draft.objects.create(territory=territory.root, author=by, said=said, entry=entry, saved_at=clock.now())
    rules.may_open_draft(by, draft).require()
    draft.said, draft.saved_at = said, clock.now()
    draft.save(update_fields=["said", "saved_at"])
    return draft


@transaction.atomic
def erase_draft(*, by: User, draft: Draft) -> None:
    """Raises `Refused`."""
    rules.may_open_draft(by, draft).require()
    draft.delete()
