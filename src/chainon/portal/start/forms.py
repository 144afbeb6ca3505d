"""What the four screens ask; nothing twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.typography import colon
from chainon.governance.bodies.forms import MAX_SEATS
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.words import WHAT_IS
from chainon.territory.places.communes.index import fold


class EmptyForm(forms.Form):
    name = forms.CharField(max_length=160, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["name"].label = _("Tapez « {name} » pour confirmer").format(name=expected)

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        if fold(typed) != fold(self.expected):
            raise forms.ValidationError(_("Ce n’est pas le nom de la démonstration : rien n’a été effacé."))
        return typed


class YouForm(forms.Form):
    display_name = forms.CharField(
        label=_("Votre prénom et votre nom"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("C’est par elle que vous reviendrez : un code vous y sera envoyé. Il n’y a pas de mot de passe."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class GuarantorForm(forms.Form):
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        help_text=_("Quelqu’un qui n’anime pas et n’administre pas, et à qui les habitants font confiance."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=_("Un mot pour cette personne"),
        help_text=_("Il sera dans le courriel, après ce que le rôle demande."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class BodyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Quelle sorte d’instance ?"), widget=forms.RadioSelect, initial=BodyKind.ASSEMBLY)
    name = forms.CharField(label=_("Son nom"), max_length=120)
    seats = forms.IntegerField(
        label=_("Combien de personnes y siègent ?"),
        help_text=_("Une idée suffit : ce nombre pourra changer tant qu’aucun tirage n’est publié."),
        min_value=1,
        max_value=MAX_SEATS,
        widget=forms.NumberInput({"class": "narrow"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [(kind.value, f"{kind.label}{colon()}{_lower(str(WHAT_IS[kind]))}") for kind in BodyKind]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
