"""Criteria and their answers, for the team."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.governance.volunteers.models import Criterion
from chainon.governance.volunteers.services import Answer

from .ages import StartsField


class NewCriterionForm(forms.Form):
    """A name and its answers, one a line; or the ages at which bands start."""

    name = forms.CharField(
        label=gettext_lazy("Nom du critère"), max_length=60, help_text=gettext_lazy("Par exemple : Genre, Quartier.")
    )
    labels = forms.CharField(
        label=gettext_lazy("Réponses possibles, une par ligne"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )
    starts = StartsField(label=gettext_lazy("Ou bien, pour des tranches d’âge : elles commencent à"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["labels"].strip()) == bool(cleaned["starts"]):
            self.add_error("labels", _("Écrivez soit des réponses, soit des âges."))
        return cleaned

    def answers(self) -> list[str]:
        return [line.strip()[:80] for line in self.cleaned_data["labels"].splitlines() if line.strip()]


class CriterionForm(forms.ModelForm[Criterion]):
    class Meta:
        model = Criterion
        fields = ["name", "question", "legal_basis", "population_source"]
        widgets = {"legal_basis": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "question": gettext_lazy("Telle qu’elle est posée dans le formulaire d’inscription."),
            "legal_basis": gettext_lazy("Cette phrase est montrée à la personne quand on lui pose la question."),
            "population_source": gettext_lazy("Par exemple : INSEE, recensement de la population 2022."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"].required = True


class AnswerForm(forms.Form):
    """One possible answer. `was`: the label it had, empty for a new one."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    order = forms.IntegerField(label=gettext_lazy("Ordre"), required=False, min_value=0, max_value=999)
    label = forms.CharField(label=gettext_lazy("Réponse"), required=False, max_length=80)
    population = forms.DecimalField(
        label=gettext_lazy("Population"), required=False, min_value=0, max_digits=12, decimal_places=3, localize=False
    )


AnswerFormSet = forms.formset_factory(AnswerForm, extra=2, max_num=60)


def answers_of(formset: forms.BaseFormSet[AnswerForm], criterion: Criterion) -> list[Answer]:
    """What was written, in the order asked for; rows left empty go."""
    by_label = {value.label: value for value in criterion.values.all()}
    rows = []
    for place, form in enumerate(formset.forms):
        written = form.cleaned_data
        if written.get("label"):
            order = written.get("order")
            rows.append((order if order is not None else 1000, place, written))
    return [
        Answer(row["label"], by_label.get(row.get("was", "")), row.get("population"))
        for _order, _place, row in sorted(rows, key=lambda row: row[:2])
    ]


def initial_answers(criterion: Criterion) -> list[dict[str, Any]]:
    return [
        {
            "was": value.label,
            "order": place,
            "label": value.label,
            "population": _short(value.population),
        }
        for place, value in enumerate(criterion.values.all(), start=1)
    ]


def _short(number: Decimal | None) -> Decimal | None:
    """12.500 as 12.5, 1200.000 as 1200."""
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
