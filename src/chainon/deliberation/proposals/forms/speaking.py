"""For oneself, for one's body or one's collective; and what someone else said or wrote."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import User
from chainon.base.scopes.models import ScopeQuerySet
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.base.slips.selectors import has_pads
from chainon.base.slips.services import slip_typed
from chainon.base.ui.fields import PickField
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.rules import where_entered
from chainon.governance.bodies.selectors import bodies_to_speak_for
from chainon.governance.processes.models import StepKind
from chainon.governance.processes.selectors import open_steps

from .words import WordsForm


def _in_words(step: Any) -> str:
    return f"{step.process} · {step}"


class SpokenForm(WordsForm):
    """Who speaks, and how they are named."""

    helped_by = forms.CharField(
        label=gettext_lazy("Fait avec l’aide de"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Une personne, un lieu, un logiciel : ce sera écrit sous la proposition."),
    )
    author_name = forms.CharField(
        label=gettext_lazy("Comment voulez-vous être nommé ?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "Un prénom, « une habitante des Tilleuls »… Ce sera public. Vide : « une habitante ou un habitant »."
        ),
    )
    body = PickField()
    step = PickField(label=gettext_lazy("Pour quelle démarche ?"))
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())
        step = self.fields["step"]
        assert isinstance(step, PickField)
        step.offer(open_steps(self.territory.scope, StepKind.COLLECT), _("Aucune en particulier"), _in_words)
        if not step.things:
            del self.fields["step"]

    @property
    def situated(self) -> list[BoundField]:
        return self._named("step", "place", "where_exactly", "theme", "since")

    def _offer_bodies(self, label: str, none: str) -> None:
        body = self.fields["body"]
        assert isinstance(body, PickField)
        body.label = label
        body.offer(bodies_to_speak_for(self.by, self.territory.scope), none)
        if not body.things:
            del self.fields["body"]


class SayForm(SpokenForm):
    """For oneself, for people who write together, or for one's body."""

    collective = forms.CharField(
        label=gettext_lazy("Vous écrivez à plusieurs ?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Le nom sous lequel vous signez ensemble : « Les parents de l’école Prévert »."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signature = str(getattr(self.by, "display_name", ""))
        if self.signature:
            del self.fields["author_name"]
        if not isinstance(self.by, User):
            del self.fields["collective"]
        self._offer_bodies(_("Au nom de"), self.signature or _("Moi"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("body") and cleaned.get("collective"):
            self.add_error("collective", _("Une instance ou un collectif : choisissez l’un des deux."))
        return cleaned

    @property
    def name(self) -> str:
        """How it will be signed; empty where nothing was chosen."""
        said = self.cleaned_data
        body = said.get("body")
        return str(body.name if body else said.get("collective") or self.signature or said.get("author_name", ""))

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form, nothing checked: for a draft."""
        return {name: self.data.get(name, "") for name in self.fields if name != "entry"}

    @property
    def signed(self) -> list[BoundField]:
        return self._named("body", "collective", "author_name", "helped_by")


class EnterForm(SpokenForm):
    """What someone else said or wrote, named as they asked."""

    origin = forms.ChoiceField(
        label=gettext_lazy("Comment cela vous est parvenu ?"),
        choices=[
            (Origin.PAPER, gettext_lazy("Sur papier")),
            (Origin.GATHERING, gettext_lazy("Lors d’une rencontre")),
            (Origin.RELAY, gettext_lazy("Dit à un habitant-relais")),
        ],
        widget=forms.RadioSelect,
        initial=Origin.PAPER,
    )
    said_on = forms.DateField(
        label=gettext_lazy("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    slip = forms.CharField(
        label=gettext_lazy("Numéro du coupon remis"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Sur le papier : 142-7 par exemple. La personne suivra sa parole avec la moitié gardée."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("said_on", self.today)
        self.fields["author_name"].label = _("Comment la personne veut-elle être nommée ?")
        self._offer_bodies(_("Au nom d’une instance"), _("Non, d’une personne"))
        if not has_pads(self.territory.scope):
            del self.fields["slip"]

    def _places(self) -> ScopeQuerySet:
        return where_entered(self.by, self.territory.scope)

    def clean_slip(self) -> Slip | None:
        text = self.cleaned_data["slip"]
        try:
            return slip_typed(territory=self.territory.scope, text=text) if text else None
        except Unavailable as error:
            raise forms.ValidationError(str(error)) from error

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day

    @property
    def heard(self) -> list[BoundField]:
        return self._named("origin", "said_on")

    @property
    def signed(self) -> list[BoundField]:
        return self._named("author_name", "body", "helped_by", "slip")
