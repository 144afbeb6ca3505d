"""Promising."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import PickField
from chainon.commitments.answers.models import Answerer
from chainon.commitments.commitments.models import Every
from chainon.commitments.commitments.services import Plan, Spoken
from chainon.territory.places.fields import ScopeField

from .fields import DAY, EurosField

PLAN = ("made_on", "planned_cents", "every_months", "until_on")


class WhatForm(forms.Form):
    """What, for when, for whom; the rest may be left as it is."""

    what = forms.CharField(
        label=_("Quoi ?"), max_length=160, help_text=_("Une phrase : « Réparer l’ascenseur de la tour B ».")
    )
    due_on = forms.DateField(
        label=_("Pour quand ?"),
        widget=DAY,
        help_text=_("Ce jour sera public. Vous pourrez le repousser en disant pourquoi."),
    )
    for_whom = forms.CharField(label=_("Pour qui ?"), max_length=160, required=False)
    details = forms.CharField(
        label=_("Plus précisément"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    planned_cents = EurosField(label=_("Budget prévu, en euros"), required=False)
    every_months = forms.TypedChoiceField(
        label=_("Cela revient-il ?"),
        choices=Every.choices,
        coerce=int,
        required=False,
        help_text=_(
            "« Rencontrer les habitants, chaque trimestre » : le jour au-dessus est alors celui de la première fois."
        ),
    )
    until_on = forms.DateField(label=_("Jusqu’au"), widget=DAY, required=False, help_text=_("Vide : sans fin prévue."))

    more = ("planned_cents", "every_months", "until_on")

    def said(self) -> dict[str, Any]:
        """What the service is given."""
        others = {name: value for name, value in self.cleaned_data.items() if name not in PLAN}
        given = self.cleaned_data
        plan = Plan(
            made_on=given.get("made_on"),
            planned_cents=given.get("planned_cents"),
            every_months=given.get("every_months") or Every.ONCE,
            until_on=given.get("until_on"),
        )
        return {**others, "plan": plan}

    @property
    def rest(self) -> list[forms.BoundField]:
        """What few promises need, at the end of the form."""
        return [self[name] for name in self.more if name in self.fields]

    @property
    def asked(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.more]


class PromiseForm(WhatForm):
    signed_by = forms.CharField(
        label=_("Signé par"), max_length=120, help_text=_("Le nom et la fonction de qui s’engage : ils seront publics.")
    )


class RecordForm(PromiseForm):
    answerer = forms.ModelChoiceField(
        label=_("Qui s’engage ?"),
        queryset=Answerer.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choisissez"),
    )
    made_on = forms.DateField(
        label=_("Promis quel jour ?"), widget=DAY, required=False, help_text=_("Vide : aujourd’hui.")
    )
    field_order: tuple[str, ...] = ("answerer", "what", "made_on", "due_on", "for_whom", "details", "signed_by")

    def __init__(self, *args: Any, answerers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answerer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = answerers
        self.fields["due_on"].help_text = _t(
            "Ce jour sera public. Qui s’engage pourra le repousser en disant pourquoi."
        )


class SpokenForm(RecordForm):
    """A promise that comes out of no page of the platform."""

    where = forms.CharField(
        label=_("Où cela a-t-il été dit ?"),
        max_length=200,
        help_text=_("« Réunion publique du 4 juin, salle des fêtes », « lettre du maire », « programme de 2026 »."),
    )
    place = ScopeField(label=_("Quel lieu cela concerne-t-il ?"))
    theme = PickField(label=_("De quoi s’agit-il ?"))
    field_order: tuple[str, ...] = (
        "answerer",
        "what",
        "where",
        "made_on",
        "due_on",
        "place",
        "theme",
        "for_whom",
        "details",
        "signed_by",
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._territory = territory
        place, theme = self.fields["place"], self.fields["theme"]
        assert isinstance(place, ScopeField) and isinstance(theme, PickField)
        place.offer(territory)
        if place.is_no_question:
            del self.fields["place"]
        theme.offer(Theme.objects.filter(territory=territory, retired_on=None), _t("Je ne sais pas, ou autre chose"))

    def said(self) -> dict[str, Any]:
        given = super().said()
        where, theme, place = given.pop("where"), given.pop("theme", None), given.pop("place", None)
        return {**given, "spoken": Spoken(place or self._territory, where, theme)}


class TakeOnForm(WhatForm):
    owner = forms.CharField(
        label=_("Qui s’en occupe ?"),
        max_length=120,
        help_text=_("Le nom du groupe, tel que tout le monde le lira : « Le collectif du 12 »."),
    )
    field_order: tuple[str, ...] = ("owner", "what", "due_on", "for_whom", "details")

    def __init__(self, *args: Any, groups: list[str], **kwargs: Any) -> None:
        """`groups`: the only names under which they may; empty, any."""
        super().__init__(*args, **kwargs)
        if groups:
            self.fields["owner"] = forms.ChoiceField(
                label=self.fields["owner"].label,
                choices=[(name, name) for name in groups],
                help_text=_t("Un collectif ou une instance dont vous êtes membre : tout le monde lira son nom."),
            )
            self.order_fields(self.field_order)
