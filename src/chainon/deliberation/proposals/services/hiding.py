"""One picture alone is not shown, or shown again: the words and the other pictures stay as they are."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.services import touch
from chainon.deliberation.proposals import letters, rules, verbs
from chainon.deliberation.proposals.models import Picture

from .acting import note
from .picturing import show_as_it_stands


@transaction.atomic
def hide_picture(*, by: User, picture: Picture, reason: str) -> Picture:
    """From now on the team alone reads its file; the reason is public, and its author is told. Raises `Refused`."""
    picture = _locked(picture)
    rules.may_hide_picture(by, picture).require()
    _mark(picture, reason)
    letters.tell_of_picture(picture, "picture_hidden", by=by)
    note(verbs.PICTURE_HIDDEN, picture.proposal, by, picture=picture.file.public_id)
    return picture


@transaction.atomic
def show_picture(*, by: User, picture: Picture) -> Picture:
    """The team changes its mind. Raises `Refused`."""
    picture = _locked(picture)
    rules.may_show_picture(by, picture).require()
    _mark(picture, "")
    letters.tell_of_picture(picture, "picture_shown", by=by)
    note(verbs.PICTURE_SHOWN, picture.proposal, by, picture=picture.file.public_id)
    return picture


@transaction.atomic
def show_picture_on_appeal(*, by: User, picture: Picture) -> Picture:
    """The guarantor disagrees with the team; the slice of moderation writes the journal. Raises `Refused`."""
    picture = _locked(picture)
    rules.may_overturn_picture(by, picture).require()
    _mark(picture, "")
    letters.tell_of_picture(picture, "picture_shown", by=by)
    return picture


def _mark(picture: Picture, reason: str) -> None:
    picture.hidden_at, picture.hidden_reason = (clock.now(), reason) if reason else (None, "")
    picture.save(update_fields=["hidden_at", "hidden_reason"])
    show_as_it_stands(picture)


def _locked(picture: Picture) -> Picture:
    touch(picture.proposal.scope.root)
    related = ("file", "small", "proposal__node", "proposal__scope__territory", "proposal__author")
    return Picture.objects.select_related(*related).get(pk=picture.pk)
