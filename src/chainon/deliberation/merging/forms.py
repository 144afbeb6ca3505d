from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.slips.forms import CodeForm
from chainon.base.ui.typography import quoted
from chainon.deliberation.proposals.models import Proposal

from .models import Nearness

YES, NO = "oui", "non"
ANSWERS = [
    (YES, gettext_lazy("Oui, qu’elles n’en fassent qu’une")),
    (NO, gettext_lazy("Non, que chacune reste, et qu’on dise qu’elles sont proches")),
]


class NearnessForm(forms.Form):
    nearness = forms.ChoiceField(
        label=gettext_lazy("Après les avoir lues toutes les deux"),
        choices=[
            (Nearness.NEAR, gettext_lazy("Elles sont proches : leurs pages le disent")),
            (Nearness.CONTRARY, gettext_lazy("Elles veulent le contraire : leurs pages le disent")),
            (Nearness.APART, gettext_lazy("Elles n’ont rien à voir : ne plus me les montrer")),
        ],
        widget=forms.RadioSelect,
    )


class MergeForm(forms.Form):
    kept = forms.ChoiceField(label=gettext_lazy("Laquelle garde la suite ?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi les réunir ?"),
        max_length=300,
        help_text=gettext_lazy("Cette phrase part aux auteurs ; s’ils sont d’accord, elle sera sur les deux pages."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, one: Proposal, other: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.two = {one.public_id: (other, one), other.public_id: (one, other)}
        self.initial.setdefault("entry", uuid.uuid4())
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ChoiceField)
        kept.choices = [(each.public_id, quoted(each.title)) for each in (one, other)]

    @property
    def gone_and_kept(self) -> tuple[Proposal, Proposal]:
        return self.two[self.cleaned_data["kept"]]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=gettext_lazy("Votre réponse"), choices=ANSWERS, widget=forms.RadioSelect)

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)


class NotedForm(AnswerForm):
    """What someone without an account answered."""

    told_on = forms.DateField(
        label=gettext_lazy("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    how = forms.CharField(
        label=gettext_lazy("Comment lui avez-vous demandé ?"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : « chez elle, en lui lisant les deux ». Lu par l’équipe seulement."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("told_on", today)
        self.fields["answer"].label = _("Sa réponse")

    def clean_told_on(self) -> date:
        day: date = self.cleaned_data["told_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day


class SlipAnswerForm(CodeForm, AnswerForm):
    """With the code of the slip of one of the two."""

    field_order = ["code", "answer"]


def today_of(proposal: Proposal) -> date:
    return clock.today(proposal.node.territory.settings.time_zone)
