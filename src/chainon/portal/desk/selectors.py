"""The desk of a person: one reading of everything that waits, one of the missing links."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.portal.reading import merged, read

from .administration import administration
from .desks import Desk
from .finding import frames, office, promises, voices
from .tasks import Tasks, laid_out, said
from .turns import turns

SORTS = {sort.name: sort for sort in (*voices.SORTS, *frames.SORTS, *promises.SORTS, *office.SORTS)}


def tasks_of(by: User, territory: Scope) -> Tasks:
    """Only what `by` may act on, by the roles that they hold and the addresses that are theirs."""
    desk = Desk(by, territory)
    arms = [arm for sort in SORTS.values() if (arm := sort.find(desk)) is not None]
    rows = [(row, count) for row, count in merged(read(arms)) if SORTS[row.sort].stands(row, desk)]
    found = [said(SORTS[row.sort], row, desk, count) for row, count in rows]
    return laid_out([*turns(desk), *found, *administration(desk)])
