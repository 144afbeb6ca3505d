"""What became of a promise, and its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.commitments.commitments import rules
from chainon.commitments.commitments.models import Commitment, UpdateKind

from .fields import DAY, EurosField, ShownFields

EACH_TIME = {
    UpdateKind.KEPT: _("C’est fait, cette fois-ci"),
    UpdateKind.PARTLY_KEPT: _("C’est fait en partie, cette fois-ci"),
    UpdateKind.NOT_KEPT: _("Cette fois-ci, cela n’a pas eu lieu"),
}
ONCE = (UpdateKind.NEWS, UpdateKind.POSTPONED, UpdateKind.KEPT, UpdateKind.PARTLY_KEPT, UpdateKind.NOT_KEPT)


class NewsForm(ShownFields):
    kind = forms.ChoiceField(label=_("Où en est-on ?"), widget=forms.RadioSelect)
    new_due_on = forms.DateField(
        label=_("Nouveau jour"),
        widget=DAY,
        required=False,
        help_text=_("Seulement si c’est repoussé. L’ancien jour reste affiché."),
    )
    text = forms.CharField(
        label=_("En quelques phrases"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ce qui a été fait, ce qui reste, ou pourquoi non. Ce texte sera public."),
    )
    spent_cents = EurosField(
        label=_("Dépensé jusqu’ici, en euros"), required=False, help_text=_("En tout, depuis le début.")
    )
    signed_by = forms.CharField(label=_("Signé par"), max_length=120)
    field_order = ("kind", "new_due_on", "text", "signed_by", "spent_cents", *ShownFields.proof_fields)

    def __init__(self, *args: Any, commitment: Commitment, by: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commitment = commitment
        kinds = [*ONCE, UpdateKind.STOPPED] if commitment.comes_back else ONCE
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (kind.value, EACH_TIME.get(kind, kind.label) if commitment.comes_back else kind.label)
            for kind in kinds
            if rules.may_say(by, commitment, kind)
        ]

    def clean_kind(self) -> UpdateKind:
        return UpdateKind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("kind") != UpdateKind.POSTPONED:
            found["new_due_on"] = None
        elif not found.get("new_due_on"):
            if "new_due_on" not in self.errors:
                self.add_error("new_due_on", _t("Écrivez le nouveau jour."))
        elif found["new_due_on"] <= self._commitment.due_on:
            self.add_error("new_due_on", _t("Le nouveau jour vient après l’ancien."))
        return found


class ReviseForm(ShownFields):
    with_whom = forms.CharField(
        label=_("Avec qui ?"),
        max_length=200,
        help_text=_("« Douze locataires de la tour B, le conseil citoyen et Habitat Valmont »."),
    )
    met_on = forms.DateField(label=_("Quel jour vous êtes-vous vus ?"), widget=DAY)
    new_due_on = forms.DateField(
        label=_("Le jour promis maintenant"), widget=DAY, help_text=_("L’ancien jour reste affiché.")
    )
    new_what = forms.CharField(
        label=_("Ce qui est promis maintenant"),
        max_length=160,
        required=False,
        help_text=_("Seulement si les mots changent. Les anciens restent affichés."),
    )
    text = forms.CharField(
        label=_("Ce qui a été dit, et pourquoi cela change"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    signed_by = forms.CharField(label=_("Signé par"), max_length=120)
    field_order = ("with_whom", "met_on", "new_due_on", "new_what", "text", "signed_by", *ShownFields.proof_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _t("Le compte rendu")


class StepForm(forms.Form):
    what = forms.CharField(label=_("Quelle étape ?"), max_length=160)
    due_on = forms.DateField(label=_("Pour quand ?"), widget=DAY)


class FinishStepForm(ShownFields):
    done_on = forms.DateField(label=_("Fait depuis le"), widget=DAY)
    field_order = ("done_on", *ShownFields.proof_fields)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = clock.today(zone_of(commitment.territory))
