"""The other files that the platform publishes: one catalogue for all."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class OtherFile:
    """`formats`: names and routes; without any, the files are on the page of each object. `page`: where to begin."""

    title: str | Promise
    says: str | Promise
    page: str = ""
    formats: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.page) if self.page else ""

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(name, reverse(url_name)) for name, url_name in self.formats]


OTHERS = (
    OtherFile(
        _("Le registre des engagements"),
        _("Qui fait quoi, pour quand, ce qu’il en est, ce que des habitants en ont vu."),
        "commitments:register",
        (("CSV", "commitments:csv"), ("JSON", "commitments:json"), ("Atom", "commitments:feed")),
    ),
    OtherFile(
        _("Le journal public"),
        _("Tous les actes, sans nom, dans l’ordre, chacun avec son empreinte."),
        "journal:lines",
        (("JSONL", "journal:export"),),
    ),
    OtherFile(
        _("L’agenda des rencontres"),
        _("À suivre dans un agenda."),
        "gatherings:gathering_list",
        (("iCalendar", "gatherings:agenda"),),
    ),
    OtherFile(
        _("Les tirages au sort"),
        _("Sur la page de chacun : la liste figée, le tirage, de quoi le recalculer."),
    ),
    OtherFile(
        _("Les recommandations d’une assemblée"),
        _("Sur la page de chaque liste : ce qui a été fait de chacune (CSV)."),
        "recommendations:sheets",
    ),
    OtherFile(
        _("Le cadre d’une démarche"),
        _("Sur la page de chacune : ses étapes et ses règles, à reprendre ailleurs (JSON)."),
        "processes:process_list",
    ),
)


def other_files() -> tuple[OtherFile, ...]:
    return OTHERS
