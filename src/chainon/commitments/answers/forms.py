from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Scope

from .models import Answerer, AnswerKind

OTHER = "new"


def _choices() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label).capitalize()) for kind in AnswerKind]


class HandOverForm(forms.Form):
    """Someone who is inscribed already, or a name and an address."""

    answerer = forms.ChoiceField(label=_("Qui peut répondre ?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Son nom, tel que tout le monde le lira"),
        max_length=120,
        required=False,
        help_text=_("Un service ou un bailleur par son nom (« Habitat Valmont »), un élu par le sien."),
    )
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        required=False,
        help_text=_("Elle reçoit un lien pour répondre, sans mot de passe. Elle n’est jamais montrée."),
    )
    note = forms.CharField(
        label=_("Un mot pour cette personne"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il part dans le courriel et n’est pas publié."),
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Answerer.objects.of(territory).active()
        self.known = {each.public_id: each for each in known}
        choices = [(each.public_id, each.name) for each in known]
        field = self.fields["answerer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (OTHER, _t("Quelqu’un d’autre : je l’inscris"))]
        if not known:
            field.initial, field.widget = OTHER, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answerer") == OTHER:
            if not found.get("name"):
                self.add_error("name", _t("Écrivez le nom de qui peut répondre."))
            if not found.get("email") and "email" not in self.errors:
                self.add_error("email", _t("Écrivez l’adresse qui recevra le lien pour répondre."))
        return found


class AnswererForm(forms.Form):
    name = forms.CharField(
        label=_("Son nom, tel que tout le monde le lira"),
        max_length=120,
        help_text=_("Un service ou un bailleur par son nom (« Habitat Valmont »), un élu par le sien."),
    )
    email = forms.EmailField(
        label=_("Son adresse électronique"), help_text=_("Elle reçoit les liens pour répondre. Jamais montrée.")
    )


class AcceptForm(forms.Form):
    accepted_by = forms.CharField(label=_("Votre nom et votre fonction"), max_length=120)


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(label=_("Votre réponse"), choices=_choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("En quelques phrases"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce que vous ferez, ou pourquoi non. Cette réponse sera publique, et ne changera plus."),
    )
    other = forms.CharField(
        label=_("Sinon, à qui s’adresser ?"),
        max_length=160,
        required=False,
        help_text=_("Seulement si ce n’est pas de votre ressort."),
    )
    signed_by = forms.CharField(
        label=_("Signée par"), max_length=120, help_text=_("Le nom et la fonction de qui répond : ils seront publics.")
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") == AnswerKind.NOT_US and not found.get("other"):
            self.add_error("other", _t("Dites à qui s’adresser, ou « nous ne savons pas »."))
        if found.get("kind") and found["kind"] != AnswerKind.NOT_US:
            found["other"] = ""
        return found


class RecordForm(AnswerForm):
    received_on = forms.DateField(
        label=_("Reçue le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le jour de la lettre, de l’appel ou de la rencontre. La page dira que l’équipe l’a saisie."),
    )
    field_order = ("received_on", "kind", "text", "other", "signed_by")

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = clock.today(zone_of(territory))

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > self._today:
            raise forms.ValidationError(_t("Ce jour n’est pas encore venu : choisissez aujourd’hui ou avant."))
        return day


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300, help_text=_("Cette phrase sera publique."))
