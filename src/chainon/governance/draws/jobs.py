"""The slow work of a draw: its names, and the page where one goes on once it is over."""

from __future__ import annotations

from django.urls import reverse

COMPUTE = "draw.compute"
SEAL = "draw.seal"
JOB_KINDS = (COMPUTE, SEAL)


def page_of_draw(public_id: str) -> str:
    return reverse("draws:prepare", args=[public_id])
