"""Where one goes once a file is on the list: slices above say it, from their `ready()`."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from .models import VolunteerList

NextAddress = Callable[[VolunteerList], str | None]

_registered: list[NextAddress] = []


def register_after_import(function: NextAddress) -> None:
    """`function(volunteer_list)`: an address, or None where it has nothing to say. The first answer wins."""
    if function not in _registered:
        _registered.append(function)


def next_address(volunteer_list: VolunteerList) -> str:
    answers = (function(volunteer_list) for function in _registered)
    return next(filter(None, answers), reverse("volunteers:list", args=[volunteer_list.public_id]))
