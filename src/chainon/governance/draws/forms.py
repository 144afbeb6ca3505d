"""What a person fills in about a draw. Forms validate and word; services decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.governance.volunteers.models import Criterion, CriterionValue
from chainon.methods.randomness import Balls, Beacon, PublicLottery, RandomnessError

from .models import Draw, Objective
from .models import Path as DrawPath

MOST_SEATS = 500


class StartForm(forms.Form):
    path = forms.ChoiceField(label=_("Quel tirage ?"), choices=DrawPath, widget=forms.HiddenInput)


@dataclass(frozen=True)
class PlacesRow:
    value: CriterionValue
    available: int
    population: str
    minimum: forms.BoundField
    maximum: forms.BoundField


class PlacesForm(forms.Form):
    """How many seats there are, and how many each value of each criterion takes, at least and at most."""

    seats = forms.IntegerField(label=_("Nombre de places"), min_value=1, max_value=MOST_SEATS)

    def __init__(
        self, *args: Any, draw: Draw, criteria: list[Criterion], bounds: dict[int, tuple[int, int]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"seats": draw.seats})
        super().__init__(*args, **kwargs)
        self.draw = draw
        self.criteria = criteria
        for value in self._values():
            low, high = bounds.get(value.pk, (0, draw.seats))
            self.fields[f"min-{value.pk}"] = self._number(_("%(value)s : au moins") % {"value": value.label}, low)
            self.fields[f"max-{value.pk}"] = self._number(_("%(value)s : au plus") % {"value": value.label}, high)

    def _number(self, label: str, initial: int) -> forms.IntegerField:
        widget = forms.NumberInput(attrs={"class": "field--short", "inputmode": "numeric", "aria-label": label})
        return forms.IntegerField(label=label, min_value=0, max_value=MOST_SEATS, initial=initial, widget=widget)

    def _values(self) -> Iterator[CriterionValue]:
        for criterion in self.criteria:
            yield from criterion.values.all()

    def tables(self, available: Mapping[int, int]) -> list[dict[str, Any]]:
        """The criteria with their rows, for the page; `available`: how many volunteers have each value."""
        tables = []
        for criterion in self.criteria:
            values = list(criterion.values.all())
            total = sum(value.population or 0 for value in values)
            rows = [
                PlacesRow(
                    value=value,
                    available=available.get(value.pk, 0),
                    population=f"{100 * value.population / total:.0f}" if value.population and total else "",
                    minimum=self[f"min-{value.pk}"],
                    maximum=self[f"max-{value.pk}"],
                )
                for value in values
            ]
            tables.append({"criterion": criterion, "rows": rows, "has_population": bool(total)})
        return tables

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seats = cleaned.get("seats")
        for value in self._values():
            low, high = cleaned.get(f"min-{value.pk}"), cleaned.get(f"max-{value.pk}")
            if low is not None and high is not None and low > high:
                self.add_error(f"min-{value.pk}", _("Le nombre « au moins » dépasse le nombre « au plus »."))
            elif low is not None and seats is not None and low > seats:
                self.add_error(f"min-{value.pk}", _("C’est plus que le nombre total de places."))
        return cleaned

    def bounds(self) -> dict[int, tuple[int, int]]:
        return {
            value.pk: (self.cleaned_data[f"min-{value.pk}"], self.cleaned_data[f"max-{value.pk}"])
            for value in self._values()
        }


class ScheduleForm(forms.Form):
    """When and where the draw takes place: all that a simple draw asks."""

    day = forms.DateField(label=_("Jour du tirage"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Heure"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(
        label=_("Lieu"), max_length=200, help_text=_("Une salle ouverte à tout le monde, avec un écran si possible.")
    )


class RulesForm(ScheduleForm):
    """The rules of a complete draw."""

    title = forms.CharField(label=_("Titre du tirage"), max_length=160)
    objective = forms.ChoiceField(label=_("Ce que le calcul cherche"), choices=Objective, widget=forms.RadioSelect)
    one_per_household = forms.BooleanField(label=_("Une seule personne par foyer"), required=False)
    panels = forms.TypedChoiceField(
        label=_("Longueur de la liste des groupes"),
        coerce=int,
        choices=[(100, "100"), (1000, "1 000"), (10000, "10 000")],
        help_text=_("Mille groupes suffisent presque toujours : trois boules en désignent un."),
    )
    open_table = forms.BooleanField(
        label=_("Publier la table complète des groupes"),
        required=False,
        help_text=_("À n’utiliser que si aucun profil n’est rare : la page suivante dit lesquels elle trahirait."),
    )
    purge_months = forms.IntegerField(
        label=_("Effacer les données personnelles après le tirage, au bout de (mois)"), min_value=1, max_value=60
    )
    balls = forms.IntegerField(
        label=_("Boules tirées en public (nombre de chiffres)"), min_value=0, max_value=12, required=False
    )
    lottery_on = forms.DateField(
        label=_("Résultat du Loto du"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Cinq numéros et le numéro Chance, publiés ce jour-là par la Française des jeux."),
    )
    beacon_round = forms.IntegerField(
        label=_("Tour de la balise publique drand (quicknet)"),
        min_value=1,
        required=False,
        help_text=_("Un tour à venir au moment où la liste est figée."),
    )

    def sources(self) -> list[dict[str, Any]]:
        """The sources of chance asked for, in the order in which they are read."""
        found: list[Balls | PublicLottery | Beacon] = []
        if digits := self.cleaned_data.get("balls"):
            found.append(Balls(digits, _text(_("Boules tirées en public"))))
        if day := self.cleaned_data.get("lottery_on"):
            found.append(PublicLottery(((5, 49), (1, 10)), day.isoformat(), _text(_("Loto"))))
        if number := self.cleaned_data.get("beacon_round"):
            found.append(Beacon(number, "drand quicknet", 32))
        return [source.as_dict() for source in found]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        digits, panels = cleaned.get("balls") or 0, cleaned.get("panels") or 0
        others = cleaned.get("lottery_on") or cleaned.get("beacon_round")
        if not digits and not others:
            self.add_error("balls", _("Choisissez au moins une source de hasard."))
        if digits and not others and panels and 10**digits != panels and 10**digits < 1000 * panels:
            exact = len(str(panels)) - 1
            self.add_error(
                "balls",
                _("Avec des boules seules, il en faut %(exact)s (le nombre lu est alors le numéro du groupe).")
                % {"exact": exact},
            )
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cette raison est publiée et le reste."),
    )


class WitnessForm(forms.Form):
    name = forms.CharField(
        label=_("Votre nom et votre qualité"),
        max_length=160,
        help_text=_("Par exemple : Jeanne Morel, directrice de l’école. Ce sera publié."),
    )
    accepted = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[("yes", _("Je donne mon accord")), ("no", _("Je refuse"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Si vous refusez, pourquoi ?"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("accepted") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Dites pourquoi vous refusez : l’équipe doit savoir quoi changer."))
        return cleaned


class NumbersForm(forms.Form):
    """The values read in public, one field a source."""

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = list(draw.sources)
        for position, source in enumerate(self.sources):
            attrs = {"autocomplete": "off", "inputmode": _input_mode(source)} | (
                {} if position else {"autofocus": True}
            )
            widget = forms.TextInput(attrs=attrs)
            self.fields[f"value-{position}"] = forms.CharField(
                label=source["label"], help_text=_how_to_type(source), max_length=200, widget=widget
            )

    def values(self) -> list[str]:
        return [self.cleaned_data[f"value-{position}"] for position in range(len(self.sources))]

    def add_reading_error(self, error: RandomnessError, words: str) -> None:
        """Show an error of reading beside the first field: the sentence names the source."""
        self.add_error("value-0", words)


class ConfirmForm(forms.Form):
    reading = forms.IntegerField(widget=forms.HiddenInput)
    attendance = forms.IntegerField(
        label=_("Combien de personnes assistent au tirage ?"),
        min_value=0,
        max_value=100000,
        required=False,
        widget=forms.NumberInput({"autofocus": True}),  # Enter confirms at once, as the page says
    )


def _input_mode(source: dict[str, Any]) -> str:
    return "numeric" if source["kind"] == "balls" else "text"


def _how_to_type(source: dict[str, Any]) -> str:
    match source["kind"]:
        case "balls":
            return gettext("%(digits)s chiffres, dans l’ordre où les boules sortent. Par exemple : 174.") % source
        case "lottery":
            return gettext("Les cinq numéros, un « + », puis le numéro Chance. Par exemple : 3 12 18 31 44 + 7.")
        case "beacon":
            return gettext("La valeur publiée pour ce tour : 64 signes (chiffres et lettres de a à f).")
    return ""


def _text(words: Any) -> str:
    return str(words)
