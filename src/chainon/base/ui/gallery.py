"""What the gallery `/ui/` shows: every component in all its states, over invented figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .charts import CompositionRow, PairRow
from .maps import MapShape
from .rings import Ring

PEOPLE = 1703
SEATS = 111
HASH = "9f2c41d07be8a35566c1f0e92d84b7ac30195ef2d6487ab1c05d93e28f47e71a"


class ExampleForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Nom du groupe"), help_text=gettext_lazy("Tel que les voisins le disent.")
    )
    seats = forms.IntegerField(label=gettext_lazy("Nombre de places"), min_value=1)
    on = forms.DateField(label=gettext_lazy("Jour du tirage"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label=gettext_lazy("Lieu"), choices=[("", "…"), ("1", "Les Tilleuls"), ("2", "Le Port")])
    file = forms.FileField(label=gettext_lazy("Fichier des volontaires"), required=False)
    chance = forms.ChoiceField(
        label=gettext_lazy("D’où vient le hasard ?"),
        choices=[
            ("balls", gettext_lazy("Des boules tirées devant tout le monde")),
            ("lottery", gettext_lazy("Un tirage public")),
        ],
        widget=forms.RadioSelect,
    )
    features = forms.MultipleChoiceField(
        label=gettext_lazy("Profils à respecter"),
        choices=[("age", gettext_lazy("Âge")), ("sector", gettext_lazy("Secteur"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Aucun de ces profils ne sera publié sous un nom."),
    )
    note = forms.CharField(label=gettext_lazy("Un mot pour les participants"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=gettext_lazy("La liste a été relue avec le garant de la participation"))


def filled_wrong() -> ExampleForm:
    return ExampleForm(
        {
            "name": "",
            "seats": "0",
            "on": "2026-12-02",
            "place": "1",
            "chance": "",
            "features": ["age"],
            "note": "Bienvenue",
        },
        prefix="",
        auto_id="wrong_%s",
    )


def second_page() -> Page[int]:
    return Paginator(range(1, 200), 50).page(2)


def rows() -> list[CompositionRow]:
    age, tie = _("Âge"), _("Lien avec le quartier")
    return [
        CompositionRow("16–24 ans", 16, SEATS, 15, 17, 0.145, age),
        CompositionRow("25–34 ans", 17, SEATS, 16, 18, 0.153, age),
        CompositionRow("35–49 ans", 27, SEATS, 26, 28, 0.241, age),
        CompositionRow("50–64 ans", 26, SEATS, 25, 27, 0.232, age),
        CompositionRow(_("65 ans et plus"), 25, SEATS, 25, 25, 0.229, age),
        CompositionRow(_("habite ici"), 82, SEATS, 80, 90, None, tie),
        CompositionRow(_("y travaille ou y a de la famille"), 29, SEATS, 21, 31, None, tie),
    ]


def chances() -> list[PairRow]:
    return [
        PairRow(_("65 ans et plus, Quartiers nord"), 0.0281, 0.0003),
        PairRow(_("16–24 ans, Le Port"), 0.0642, 0.0871),
        PairRow(_("35–49 ans, Les Tilleuls"), 0.0655, 0.1204),
        PairRow(_("Sans diplôme"), 0.0601, 0.0419),
    ]


def shapes() -> list[MapShape]:
    def area(*points: tuple[float, float]) -> dict[str, Any]:
        return {"type": "Polygon", "coordinates": [[*points, points[0]]]}

    town = area((-0.40, 48.98), (-0.36, 49.005), (-0.315, 49.0), (-0.30, 48.975), (-0.33, 48.953), (-0.385, 48.958))
    north = area((-0.385, 48.985), (-0.36, 49.0), (-0.34, 48.995), (-0.352, 48.98))
    lindens = area((-0.345, 48.976), (-0.318, 48.984), (-0.309, 48.972), (-0.332, 48.961))
    return [
        MapShape(town, "Valmont", "outline"),
        MapShape(north, _("Quartiers nord"), note=_("4 120 habitantes et habitants")),
        MapShape(lindens, "Les Tilleuls", url="#carte"),
        MapShape({"type": "Point", "coordinates": [-0.3625, 48.9655]}, _("Salle des fêtes"), "point"),
    ]


def written() -> str:
    return _(
        "On attend **debout**, en plein soleil.\nIl faudrait :\n\n- deux bancs ;\n- un arbre.\n\n"
        "> « C’est trop loin à pied », dit ma voisine."
    )


def links() -> list[dict[str, str]]:
    return [
        {"title": _("Liste figée et publiée"), "detail": _("25 novembre 2026 · 1 703 volontaires")},
        {
            "title": _("Groupe tiré en public"),
            "detail": _("2 décembre 2026 · devant 84 personnes"),
            "text": _("Les trois boules : 1, 7 et 4."),
        },
        {
            "title": _("Une réponse est attendue"),
            "state": "late",
            "text": _("C’est au tour d’Habitat Valmont depuis 34 jours."),
        },
        {"title": _("Ensuite : la première rencontre"), "detail": _("le 16 janvier"), "state": "to-come"},
    ]


def rings() -> list[Ring]:
    return [
        Ring("214", _("Paroles"), _("38 ce mois-ci"), url="#anneaux"),
        Ring("61", _("Débats"), ""),
        Ring("27", _("Décisions"), _("9 en retard"), "late", "#anneaux", "#anneaux"),
        Ring("", _("Liste figée"), "25 novembre 2026"),
        Ring("", _("Tirage en public"), "2 décembre 2026", "current"),
        Ring("0", _("Leçons"), "", "to-come"),
    ]


@dataclass(frozen=True)
class Act:
    label: str
    is_main: bool
    url: str = "#gestes"


def next_acts() -> list[Act]:
    labels = (_("Transmettre"), _("Saisir la réponse"), _("Ouvrir un débat"), _("Noter un soutien"), _("Retirer"))
    return [Act(label, is_main=rank == 1) for rank, label in enumerate(labels)]


def context() -> dict[str, Any]:
    return {
        "people": PEOPLE,
        "least_chance": 0.0281,
        "ordinary_chance": 0.0003,
        "some_day": date(2026, 12, 1),
        "some_moment": datetime(2026, 12, 2, 17, 30, tzinfo=UTC),
        "hash": HASH,
        "path_names": [(_("Fichier"), "#etapes"), (_("Places par profil"), "#etapes"), _("Date"), _("Tirage")],
        "form": ExampleForm(),
        "wrong_form": filled_wrong(),
        "page_obj": second_page(),
        "rows": rows(),
        "chances": chances(),
        "shapes": shapes(),
        "links": links(),
        "rings": rings(),
        "next_acts": next_acts(),
        "written": written(),
        "tags": [
            ("kept", _("tenu")),
            ("wait", _("encore 8 jours")),
            ("late", _("depuis 34 jours")),
            ("act", _("figé")),
        ],
    }
