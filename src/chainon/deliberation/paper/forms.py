"""The screens of paper: a batch, one paper after the other, a right to help."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.base.slips.selectors import find_slip
from chainon.base.slips.services import slip_typed
from chainon.base.ui.fields import PickField
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.rules import where_entered
from chainon.deliberation.proposals.services import Words
from chainon.deliberation.proposals.since import SinceError, read_since
from chainon.territory.places.fields import ScopeField

from .models import Batch, TypedForm
from .rules import LONGEST
from .selectors import themes_of
from .services import Paper
from .titles import title_from

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
ORIGINS = [
    (Origin.PAPER, gettext_lazy("Papiers remplis par les personnes")),
    (Origin.GATHERING, gettext_lazy("Notes d’une rencontre")),
    (Origin.RELAY, gettext_lazy("Notes d’un habitant-relais")),
]


class BatchForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("D’où viennent ces papiers ?"),
        max_length=80,
        help_text=gettext_lazy("Pour les retrouver : « Fête du quartier », « Boîte du centre social »…"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    said_on = forms.DateField(label=gettext_lazy("Quel jour ?"), widget=DAY)
    scope = ScopeField(label=gettext_lazy("Où ?"))
    origin = forms.ChoiceField(label=gettext_lazy("Comment ?"), choices=ORIGINS, initial=Origin.PAPER)
    theme = PickField(label=gettext_lazy("Tous sur le même thème ?"))
    expected = forms.IntegerField(
        label=gettext_lazy("Combien de papiers ?"),
        required=False,
        min_value=1,
        max_value=2000,
        help_text=gettext_lazy("Comptez la pile : à la fin, la page dira s’il en manque."),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: By, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.territory = clock.today(zone_of(territory)), territory
        self.initial.setdefault("entry", uuid.uuid4())
        self.initial.setdefault("said_on", self.today)
        scope, theme = self.fields["scope"], self.fields["theme"]
        assert isinstance(scope, ScopeField) and isinstance(theme, PickField)
        scope.offer(territory, only=where_entered(by, territory))
        if scope.is_no_question:
            del self.fields["scope"]
        theme.offer(Theme.objects.filter(territory=territory, retired_on=None), _("Non, ou je ne sais pas"))

    def clean_said_on(self) -> date:
        return _not_to_come(self.cleaned_data["said_on"], self.today)

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "scope": said.get("scope") or self.territory, "origin": Origin(said["origin"])}


class HelpForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Qui va aider ?"),
        max_length=60,
        help_text=gettext_lazy("Un prénom suffit, pour savoir quel lien retirer. L’équipe seule le lit."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Pendant combien de jours ?"), min_value=1, max_value=LONGEST, initial=7
    )


def _prompt(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=2000, required=False, widget=area)


class PaperForm(forms.Form):
    """One paper, in the order in which the paper asks. `batch` says the rest."""

    title = forms.CharField(
        label=gettext_lazy("En une phrase"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    goes_well = _prompt(gettext_lazy("Ce qui va bien"))
    must_change = _prompt(gettext_lazy("Ce qui doit changer"))
    would_do = _prompt(gettext_lazy("Ce que l’on ferait"))
    theme = PickField(label=gettext_lazy("Thème"))
    author_name = forms.CharField(
        label=gettext_lazy("Nom, comme demandé"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Comment la prévenir"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    slip = forms.CharField(
        label=gettext_lazy("N° du coupon"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    place = ScopeField(label=gettext_lazy("Où"), required=False)
    since = forms.CharField(label=gettext_lazy("Depuis quand"), max_length=40, required=False)
    signatures = forms.IntegerField(label=gettext_lazy("Signatures au bas"), min_value=1, max_value=500, required=False)
    entry = forms.UUIDField(widget=forms.HiddenInput)
    WORDS = ("title", "goes_well", "must_change", "would_do")
    MORE = ("place", "since", "signatures")

    def __init__(
        self, *args: Any, batch: Batch, typed: TypedForm | None = None, by_helper: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batch, self.typed = batch, typed
        self.today = clock.today(zone_of(batch.territory))
        self.initial.setdefault("entry", uuid.uuid4())
        theme, place = self.fields["theme"], self.fields["place"]
        assert isinstance(theme, PickField) and isinstance(place, ScopeField)
        theme.offer(themes_of(batch.territory), "—")
        choices: Any = theme.choices
        none, *named = choices
        theme.choices = [none, *((key, f"{rank} {name}") for rank, (key, name) in enumerate(named, start=1))]
        place.offer(batch.territory)
        if place.is_no_question:
            del self.fields["place"]
        if by_helper:
            del self.fields["signatures"]
        if typed is not None:
            for name in ("contact", "slip", "signatures"):
                self.fields.pop(name, None)

    def clean_since(self) -> str:
        try:
            return read_since(self.cleaned_data["since"], self.today)
        except SinceError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_place(self) -> Scope | None:
        chosen: Scope | None = self.cleaned_data["place"]
        if chosen is not None and not self.batch.scope.contains(chosen):
            raise forms.ValidationError(_("Cette pile est celle d’un autre lieu."))
        return chosen

    def clean_slip(self) -> Slip | None:
        """A paper sent twice names the slip that its first sending bound: that is no mistake."""
        text: str = self.cleaned_data["slip"]
        if not text:
            return None
        sent_before = TypedForm.objects.filter(proposal__entry=self.data.get("entry") or uuid.uuid4(), batch=self.batch)
        if sent_before.filter(slip__isnull=False, slip=find_slip(self.batch.territory, text)).exists():
            return None
        try:
            return slip_typed(territory=self.batch.territory, text=text)
        except Unavailable as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not (said.get("must_change") or said.get("would_do") or self.has_error("must_change")):
            self.add_error("must_change", _("Écrivez ce qui doit changer, ou ce que l’on ferait : l’un des deux."))
        return said

    @property
    def paper(self) -> Paper:
        said = self.cleaned_data
        answers = (said["must_change"], said["would_do"], said["goes_well"])
        words = Words(
            title=said["title"] or title_from(*answers),
            goes_well=said["goes_well"],
            must_change=said["must_change"],
            would_do=said["would_do"],
            since=said["since"],
            theme=said["theme"],
        )
        return Paper(
            scope=said.get("place") or (self.typed.proposal.scope if self.typed else self.batch.scope),
            words=words,
            author_name=said["author_name"],
            contact=said.get("contact", ""),
            slip=said.get("slip"),
            signatures=said.get("signatures") or 0,
        )

    @property
    def words(self) -> list[BoundField]:
        return [self[name] for name in self.WORDS]

    @property
    def rest(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in {*self.WORDS, *self.MORE}]

    @property
    def more(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name in self.MORE]

    @property
    def shows_more(self) -> bool:
        """Closed, it is out of the way of the Tab key."""
        return any(field.errors or (field.name != "place" and field.value()) for field in self.more)


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
    return day
