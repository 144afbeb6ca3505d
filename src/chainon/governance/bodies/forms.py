"""What a person must say of a body: its name, its kind, its seats, its place. The rest has good defaults, folded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.territory.places.fields import ScopeField

from .models import Body, BodyKind

MAX_SEATS = 500
MAX_MONTHS = 120


class BodyForm(forms.Form):
    name = forms.CharField(
        label=_("Nom de l’instance"), max_length=120, help_text=_("Par exemple : Assemblée des habitants de Valmont.")
    )
    kind = forms.ChoiceField(label=_("Sorte d’instance"), choices=BodyKind.choices, initial=BodyKind.ASSEMBLY)
    seats = forms.IntegerField(
        label=_("Nombre de sièges"),
        min_value=1,
        max_value=MAX_SEATS,
    )
    parent = ScopeField(label=_("Où ?"))
    term_months = forms.IntegerField(
        label=_("Durée du mandat, en mois"),
        min_value=1,
        max_value=MAX_MONTHS,
        initial=12,
    )
    purpose = forms.CharField(
        label=_("À quoi elle sert"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Deux ou trois phrases que tout le monde comprend. Vous pourrez les écrire plus tard."),
    )
    FOLDED = ("term_months", "purpose")

    def __init__(self, *args: Any, territory: Scope, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, ScopeField)
        field.offer(territory)
        if body is not None or field.is_no_question:  # a body stays where it is
            del self.fields["parent"]

    @classmethod
    def initial_of(cls, body: Body) -> dict[str, Any]:
        return {
            "name": body.name,
            "kind": body.kind,
            "seats": body.seats,
            "term_months": body.term_months,
            "purpose": body.purpose,
        }

    @property
    def asked(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.FOLDED]

    @property
    def folded(self) -> list[BoundField]:
        return [field for field in self if field.name in self.FOLDED]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors for field in self.folded)


class GatherForm(forms.Form):
    """What residents say of their own collective."""

    name = forms.CharField(
        label=_("Comment s’appelle-t-il ?"), max_length=120, help_text=_("Par exemple : Les voisins de la tour B.")
    )
    purpose = forms.CharField(
        label=_("Pour quoi faire ?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Deux ou trois phrases, comme à un voisin qui hésite à venir."),
    )  # fmt: skip
    parent = ScopeField(label=_("Où ?"))
    contact = forms.CharField(
        label=_("Comment vous joindre ?"),
        max_length=200,
        required=False,
        help_text=_("Public. Par exemple : le mardi à 18 h au local, ou une adresse que vous avez créée pour cela."),
    )

    def __init__(self, *args: Any, territory: Scope, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, ScopeField)
        field.offer(territory)
        if body is not None or field.is_no_question:
            del self.fields["parent"]


class AskForm(forms.Form):
    words = forms.CharField(
        label=_("Un mot pour le collectif"),
        max_length=300,
        required=False,
        help_text=_("Seuls ses membres le lisent. Votre nom affiché leur sera montré."),
    )


class BecomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Que devient-elle ?"), choices=BodyKind.choices)
    name = forms.CharField(label=_("Sous quel nom ?"), max_length=120)
    changed_on = forms.DateField(label=_("Depuis quel jour ?"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Pourquoi, en une phrase"),
        max_length=400,
        help_text=_("Par exemple : pour pouvoir recevoir une subvention. Cette phrase sera publique."),
    )

    def clean_kind(self) -> BodyKind:
        return BodyKind(self.cleaned_data["kind"])


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi le retirer des listes ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cette phrase sera publique, sur la page du collectif."),
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi elle ferme"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cette phrase sera publique."),
    )
