"""The short forms by which a process is conducted: a step, a pause, an end, its means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.governance.processes.models import Means, Step, StepKind
from chainon.governance.processes.services.means import Given

from .opening import day_field, text_field


class StepForm(forms.Form):
    """Its reason is asked once it is public, and only needed where its days move."""

    kind = forms.ChoiceField(label=_("Sorte d’étape"), choices=StepKind.choices)
    title = text_field(_("Comment s’appelle-t-elle ?"), 120)
    first_on = day_field(_("Premier jour"))
    last_on = day_field(_("Dernier jour"))
    reason = text_field(
        _("Pourquoi les dates changent"),
        200,
        required=False,
        help_text=_("Publié avec les anciennes dates, qui restent lisibles. Les personnes qui suivent sont prévenues."),
    )

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step is None or step.published_at is None:
            del self.fields["reason"]
        else:
            del self.fields["kind"]
        self.step = step

    @property
    def said(self) -> dict[str, Any]:
        kind = self.step.kind if self.step is not None else StepKind.COLLECT
        return {"kind": kind, **self.cleaned_data}

    @classmethod
    def initial_of(cls, step: Step) -> dict[str, Any]:
        return {name: getattr(step, name) for name in ("kind", "title", "first_on", "last_on")}


class PauseForm(forms.Form):
    first = day_field(_("Premier jour de la pause"))
    last = day_field(_("Dernier jour de la pause"))
    reason = text_field(_("Pourquoi"), 200, help_text=_("Public. Par exemple : les élections, les vacances d’été."))
    moves = forms.BooleanField(
        label=_("Décaler d’autant les étapes qui sont devant"),
        required=False,
        help_text=_(
            "Une étape déjà commencée finit plus tard. Les anciennes dates restent lisibles, avec cette raison."
        ),
    )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi elle s’arrête"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cette phrase sera publique."),
    )


class MeansForm(forms.Form):
    """Seven short answers, all optional, all public."""

    hours = forms.IntegerField(
        label=_("Heures d’animation"), required=False, min_value=0, max_value=99_999, help_text=_("En tout.")
    )
    childcare = text_field(
        _("Garde d’enfants"), 160, required=False, help_text=_("Par exemple : à chaque réunion, par le centre social.")
    )
    interpreting = text_field(
        _("Traduction et interprètes"),
        160,
        required=False,
        help_text=_("Par exemple : arabe, turc, langue des signes."),
    )
    compensation = text_field(
        _("Ce que reçoivent celles et ceux qui participent"),
        160,
        required=False,
        help_text=_("Par exemple : 40 € la soirée."),
    )
    funders = text_field(_("Qui paie"), 200, required=False)
    amount = forms.DecimalField(
        label=_("Combien, en euros"), required=False, min_value=0, max_value=Decimal(100_000_000), decimal_places=2
    )
    funded_until = day_field(
        _("Jusqu’à quel jour"), required=False, help_text=_("Six mois avant, l’équipe reçoit un courriel.")
    )

    @property
    def given(self) -> Given:
        said = dict(self.cleaned_data)
        amount = said.pop("amount")
        return Given(amount_cents=None if amount is None else int(amount * 100), **said)

    @classmethod
    def initial_of(cls, means: Means | None) -> dict[str, Any]:
        if means is None:
            return {}
        named = {name: getattr(means, name) for name in cls.base_fields if name != "amount"}
        cents = means.amount_cents
        return {**named, "amount": None if cents is None else Decimal(cents) / 100}
