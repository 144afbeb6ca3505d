"""An account is being closed."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.deliberation.debates.models import Argument, Position, Useful


def forget_author(user: User) -> None:
    """What they said stays, signed « Compte supprimé »; what they found useful goes."""
    Argument.objects.filter(author=user).update(author_name="")
    Position.objects.filter(author=user).update(author_name="")
    marked = list(Useful.objects.filter(user=user).values_list("argument_id", flat=True))
    Useful.objects.filter(user=user).delete()
    for argument in Argument.objects.filter(pk__in=marked):
        argument.useful = argument.marks.count()
        argument.save(update_fields=["useful"])
