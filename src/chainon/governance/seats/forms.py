"""What a person fills in about a seat. Forms validate and word; services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Channel, LetterTerms, Reason
from .services import Terms

CODE_WIDGET = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
DAY = {"type": "date"}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Votre code"),
        max_length=40,
        help_text=_("Il est imprimé sur votre courrier : trois groupes de lettres et de chiffres."),
        widget=forms.TextInput(attrs=CODE_WIDGET),
    )


class AcceptForm(forms.Form):
    name_public = forms.TypedChoiceField(
        label=_("Votre nom peut-il figurer sur la page publique ?"),
        choices=[("no", _("Non")), ("yes", _("Oui"))],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        help_text=_("Vous pourrez changer d’avis. D’une personne mineure, seul le prénom est montré."),
    )


class RefuseForm(forms.Form):
    reason = forms.TypedChoiceField(
        label=_("Si vous voulez dire pourquoi"),
        choices=[("", _("Je ne souhaite pas le dire")), *Reason.choices],
        coerce=Reason,
        empty_value=None,
        required=False,
        help_text=_("Seule l’équipe le lit, pour mieux faire la prochaine fois."),
    )


class TermsForm(forms.ModelForm[LetterTerms]):
    """What the letters say, asked once and proposed again for the next letters."""

    class Meta:
        model = LetterTerms
        fields = ["answer_by", "duration", "help", "phone", "desk", "signed"]
        widgets = {
            "answer_by": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "duration": forms.Textarea(attrs={"rows": 2}),
            "help": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "duration": _("Par exemple : six samedis de 9 h à 17 h, de janvier à juin ; les dates sont fixées."),
            "help": _(
                "Par exemple : 80 € par journée, repas, garde d’enfants et trajets payés, interprète sur demande."
            ),
            "desk": _("Un lieu et des heures où l’on peut répondre de vive voix."),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day <= self.today:
            raise forms.ValidationError(_("Laissez au moins un jour pour répondre : choisissez une date à venir."))
        return day

    def terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in self._meta.fields or ()})


class DepartureForm(forms.Form):
    left_on = forms.DateField(label=_("Jour du départ"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"left_on": today}
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_left_on(self) -> date:
        day: date = self.cleaned_data["left_on"]
        if day > self.today:
            raise forms.ValidationError(_("Notez le départ le jour venu : cette date n’est pas encore passée."))
        return day


class ChangePlacesForm(forms.Form):
    way = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Pourquoi, en une ou deux phrases"),
        max_length=400,
        help_text=_("Votre raison est publiée sur la page du tirage, et envoyée au garant de la participation."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EntryForm(forms.Form):
    """What the team is told on the telephone or in front of it: one button an answer."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("accept_named", ""), ("refuse", "")])
    channel = forms.TypedChoiceField(
        label=_("La réponse vient"),
        choices=[(Channel.PHONE.value, Channel.PHONE.label), (Channel.DESK.value, Channel.DESK.label)],
        coerce=Channel,
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
    )
    reason = forms.TypedChoiceField(
        label=_("Raison du refus, si la personne la dit"),
        choices=[("", _("Aucune raison dite")), *Reason.choices],
        coerce=Reason,
        empty_value=None,
        required=False,
    )
