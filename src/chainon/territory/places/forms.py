"""The forms of the places: words and shapes of what is typed; what it means is judged by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.scopes.models import Scope

from .fields import GeoJSONField, ScopeField
from .importing import QPV_CODE
from .models import Kind, Place
from .services import Population

DRAWN = (Kind.NEIGHBOURHOOD, Kind.SECTOR, Kind.BLOCK, Kind.QPV)
OTHERS = (Kind.INTERCOMMUNALITY, Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY)


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Nom, code postal ou code Insee de la commune"),
        help_text=_("Par exemple : st denis, Vaulx-en-Velin, 13003, Marseille 3e."),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class DescriptionForm(forms.Form):
    """What a person may say of a place; common to adding and changing."""

    name = forms.CharField(
        label=_("Nom du lieu"), help_text=_("Celui que disent les gens qui y vivent."), max_length=120
    )
    population = forms.IntegerField(label=_("Nombre d’habitants"), min_value=0, max_value=2_000_000_000, required=False)
    population_year = forms.IntegerField(label=_("Année de ce nombre"), min_value=1900, max_value=2200, required=False)
    population_source = forms.CharField(
        label=_("D’où vient ce nombre"), help_text=_("Par exemple : Insee, bailleur."), max_length=120, required=False
    )
    qpv_code = forms.CharField(
        label=_("Code du quartier prioritaire"),
        help_text=_("S’il en a un, par exemple QN09305M. Il est montré à part, jamais à la place du nom."),
        max_length=10,
        required=False,
        validators=[
            RegexValidator(QPV_CODE, _("Un code s’écrit QN suivi de 5 chiffres et d’une lettre, ou QP et 6 chiffres."))
        ],
    )

    def clean_qpv_code(self) -> str:
        return str(self.cleaned_data["qpv_code"]).strip()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("population") is not None:
            year = cleaned.get("population_year")
            if not year or year > clock.today().year:
                self.add_error("population_year", _("Dites de quelle année date ce nombre."))
            if not cleaned.get("population_source"):
                self.add_error("population_source", _("Dites d’où vient ce nombre."))
        return cleaned

    @property
    def counted(self) -> Population | None:
        count = self.cleaned_data["population"]
        if count is None:
            return None
        return Population(count, self.cleaned_data["population_year"], self.cleaned_data["population_source"])


class PlaceForm(DescriptionForm):
    field_order = ["kind", "name", "parent", "outline"]

    kind = forms.ChoiceField(
        label=_("Quelle sorte de lieu ?"), choices=[(kind, kind.label) for kind in (*DRAWN, *OTHERS)]
    )
    parent = ScopeField(label=_("Dans quel lieu ?"))
    outline = GeoJSONField(
        label=_("Contour du lieu"),
        help_text=_("Un fichier GeoJSON qui contient une seule forme. Vous pourrez l’ajouter plus tard."),
        required=False,
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, ScopeField)
        parent.offer(territory)


class ChangeForm(DescriptionForm):
    @classmethod
    def of(cls, place: Place, data: Any = None) -> ChangeForm:
        said = ("name", "population", "population_year", "population_source", "qpv_code")
        return cls(data, initial={field: getattr(place, field) for field in said})


class OutlineForm(forms.Form):
    outline = GeoJSONField(
        label=_("Nouveau contour"), help_text=_("Un fichier GeoJSON en WGS 84, qui contient une seule forme.")
    )


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label=_("Quelle sorte de lieux ?"), choices=[(kind, kind.label) for kind in DRAWN])
    parent = ScopeField(label=_("Dans quel lieu ?"))
    file = forms.FileField(
        label=_("Fichier des contours"),
        help_text=_(
            "GeoJSON en WGS 84, 5 Mo au plus, une forme par lieu. Rien n’est ajouté avant que vous l’ayez relu."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, ScopeField)
        parent.offer(territory)


class ConfirmForm(forms.Form):
    name_property = forms.ChoiceField(label=_("Où est le nom des lieux ?"))
    leaves_faulty_out = forms.BooleanField(
        label=_("Ajouter les autres et laisser de côté les formes qui ont un défaut"), required=False
    )

    def __init__(self, *args: Any, properties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name_property"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in properties]
