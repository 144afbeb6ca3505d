"""The sheets: what is asked on the half that is handed in, and the picture of the address on the half that is kept."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chainon.base.accounts.letters import address
from chainon.base.ui.qr import qr

from .models import Pad
from .selectors import Paper

A_SHEET = 3
_questions: list[str | Promise] = []
ANYTHING = gettext_lazy("Ce que vous voulez dire")


def register_questions(*questions: str | Promise) -> None:
    """The room above whose form the slip is says what it asks, in two or three short questions."""
    _questions[:] = questions


def questions() -> list[str]:
    return [str(each) for each in _questions or [ANYTHING]]


def sheets(papers: list[Paper]) -> list[list[tuple[Paper, str]]]:
    """Three slips a sheet, each with the picture to scan."""
    drawn = [(paper, qr(paper.link)) for paper in papers]
    return [drawn[start : start + A_SHEET] for start in range(0, len(drawn), A_SHEET)]


def where_to_read(pad: Pad) -> str:
    """The address to type, without what every browser adds by itself."""
    return address(reverse("slips:code"), pad.territory).partition("://")[2]
