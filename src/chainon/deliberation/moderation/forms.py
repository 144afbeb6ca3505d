from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.codes import code_hash

from .models import Outcome, Reason
from .models import Verdict as Answered


def _words(label: Any, help_text: Any = "", most: int = 600, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=area)


def _mail() -> forms.EmailField:
    return forms.EmailField(
        label=gettext_lazy("Votre courriel, pour avoir la réponse"),
        required=False,
        help_text=gettext_lazy("Effacé dès que la réponse est partie."),
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Ce contenu…"), choices=Reason, widget=forms.RadioSelect)
    words = _words(gettext_lazy("Expliquez, si vous voulez"), required=False)
    email = _mail()

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(by, User):
            del self.fields["email"]

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Que décidez-vous ?"), widget=forms.RadioSelect)
    passage = forms.CharField(
        label=gettext_lazy("Les mots à retirer, exactement"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Un nom, un téléphone. Ils seront remplacés par […], dans toutes les versions."),
    )
    reason = _words(
        gettext_lazy("Pourquoi ?"),
        gettext_lazy("Cette phrase sera publique, et envoyée à qui a signalé. Ne redites ni le nom ni l’accusation."),
        400,
    )
    SAID = {
        Outcome.KEPT: gettext_lazy("Garder tel quel"),
        Outcome.STRUCK: gettext_lazy("Retirer quelques mots"),
        Outcome.HIDDEN: gettext_lazy("Ne plus publier"),
        Outcome.HANDLED: gettext_lazy("Réglé autrement (avec la personne, par un autre acte)"),
    }

    def __init__(self, *args: Any, outcomes: list[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, self.SAID[each]) for each in outcomes]
        if Outcome.STRUCK not in outcomes:
            del self.fields["passage"]

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == Outcome.STRUCK and not said.get("passage"):
            self.add_error("passage", _("Recopiez les mots à retirer."))
        return said


class AppealForm(forms.Form):
    words = _words(
        gettext_lazy("Pourquoi faudrait-il publier ces mots ?"),
        gettext_lazy("Seul le garant de la participation le lit, avec l’équipe."),
        1000,
    )
    code = forms.CharField(
        label=gettext_lazy("Le code de votre coupon, si vous en avez un"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Il montre que ces mots sont les vôtres, sans dire qui vous êtes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = _mail()

    def __init__(self, *args: Any, by: By, has_slip: bool, is_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_picture:
            self.fields["words"].label = _("Pourquoi faudrait-il montrer cette image ?")
        if isinstance(by, User):
            del self.fields["email"]
        if not has_slip:
            del self.fields["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code and not code_hash(code):
            raise forms.ValidationError(_("Il y a une lettre ou un chiffre de travers : relisez le code."))
        return code


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Votre réponse"),
        choices=[
            (Answered.UPHELD, gettext_lazy("Maintenir : ces mots restent non publiés")),
            (Answered.OVERTURNED, gettext_lazy("Annuler : ces mots sont publiés")),
        ],
        widget=forms.RadioSelect,
    )
    answer = _words(gettext_lazy("Pourquoi ?"), gettext_lazy("Ce sera public."), 1000)

    def __init__(self, *args: Any, is_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_picture:
            field = self.fields["verdict"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [
                (Answered.UPHELD, _("Maintenir : cette image n’est pas montrée")),
                (Answered.OVERTURNED, _("Annuler : cette image est montrée")),
            ]

    def clean_verdict(self) -> Answered:
        return Answered(self.cleaned_data["verdict"])
