"""Pictures: drawn again by `base/files`, shown as long as the words are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.files.kinds import Accepted, smaller
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import keep_file, purge_file, set_visibility
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.proposals import rules
from chainon.deliberation.proposals.models import Picture, Proposal

MOST = 4
SMALL_SIDE = 640


@dataclass(frozen=True)
class NewPicture:
    """`alt`: what it shows, for those who do not see it."""

    accepted: Accepted
    alt: str


@transaction.atomic
def add_pictures(*, by: User, proposal: Proposal, pictures: Iterable[NewPicture]) -> None:
    """To what is public already. Raises `Refused`; `Unavailable` beyond four."""
    touch(proposal.scope.root)
    proposal.refresh_from_db()
    rules.may_change(by, proposal).require()
    keep_pictures(proposal, pictures)


@transaction.atomic
def remove_picture(*, by: User, picture: Picture) -> None:
    """Its bytes are erased; of one that the team does not show, the public reason stays. Raises `Refused`."""
    touch(picture.proposal.scope.root)
    rules.may_change(by, picture.proposal).require()
    picture = Picture.objects.select_related("file", "small").get(pk=picture.pk)
    if picture.hidden_at is None:
        _erase(picture)
        return
    for file in (picture.file, picture.small):
        purge_file(file)


def keep_pictures(proposal: Proposal, pictures: Iterable[NewPicture]) -> None:
    """The caller asked the rule. The same picture twice is once; one that the team does not show stays so."""
    there = set(proposal.pictures.filter(hidden_at=None).values_list("file__sha256", flat=True))
    hidden = set(proposal.pictures.exclude(hidden_at=None).values_list("file__sha256", flat=True))
    for new in pictures:
        whole = _kept(proposal, new.accepted, new.alt)
        if whole.sha256 in hidden:
            raise Unavailable(_("L’équipe ne montre pas cette image : demandez au garant d’y revenir."))
        if whole.sha256 in there:
            purge_file(whole)
            continue
        there.add(whole.sha256)
        if len(there) > MOST:
            raise Unavailable(_("Quatre images au plus : retirez-en une d’abord."))
        small = _kept(proposal, smaller(new.accepted, SMALL_SIDE), new.alt)
        Picture.objects.create(proposal=proposal, file=whole, small=small, added_at=clock.now())


def _kept(proposal: Proposal, picture: Accepted, alt: str) -> File:
    return keep_file(scope=proposal.scope, uploaded=picture, visibility=_visibility(proposal), name="image", alt=alt)


def _visibility(proposal: Proposal) -> Visibility:
    return Visibility.PUBLIC if proposal.is_public else Visibility.TEAM


def show_or_hide(proposal: Proposal) -> None:
    """As the words are: public, or read by the team alone."""
    for picture in proposal.pictures.select_related("file", "small"):
        picture.proposal = proposal
        show_as_it_stands(picture)


def show_as_it_stands(picture: Picture) -> None:
    for file in (picture.file, picture.small):
        set_visibility(file, Visibility.PUBLIC if picture.is_public else Visibility.TEAM)


def erase_pictures(proposal: Proposal) -> None:
    for picture in proposal.pictures.select_related("file", "small"):
        _erase(picture)


def _erase(picture: Picture) -> None:
    files = (picture.file, picture.small)
    picture.delete()
    for file in files:
        purge_file(file)
