"""The words themselves, where, about what, since when: only what a person can know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope, ScopeQuerySet, Territory
from chainon.base.ui.fields import PickField
from chainon.deliberation.proposals.services import Words
from chainon.deliberation.proposals.since import SinceError, read_since
from chainon.deliberation.proposals.spots import Plan, plan_of, touched
from chainon.territory.places.fields import ScopeField


def _prompt(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WordsForm(forms.Form):
    """The words themselves, where, about what, since when."""

    title = forms.CharField(
        label=gettext_lazy("En une phrase"),
        max_length=120,
        help_text=gettext_lazy(
            "Comme vous le diriez à une voisine. Par exemple : « Des bancs à l’ombre devant l’école »."
        ),
    )
    goes_well = _prompt(gettext_lazy("Qu’est-ce qui va bien ?"), gettext_lazy("Ce à quoi il ne faut pas toucher."))
    must_change = _prompt(
        gettext_lazy("Qu’est-ce qui doit changer ?"),
        gettext_lazy("Cette réponse ou la suivante : une suffit."),
    )
    would_do = _prompt(
        gettext_lazy("Que feriez-vous ?"),
        gettext_lazy("Une idée suffit. Pour une liste, commencez chaque ligne par un tiret."),
    )
    place = ScopeField(label=gettext_lazy("Où ?"))
    where_exactly = forms.CharField(
        label=gettext_lazy("Où exactement ?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Une rue, un numéro, un repère : « devant l’école, côté parking »."),
    )
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    theme = PickField(label=gettext_lazy("De quoi s’agit-il ?"))
    since = forms.CharField(
        label=gettext_lazy("Depuis quand ?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Une année, un mois ou un jour : 2021, mars 2023, 14/03/2023."),
    )

    def __init__(self, *args: Any, by: By, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.territory, self.today = by, territory, clock.today(territory.time_zone)
        place, theme = self.fields["place"], self.fields["theme"]
        assert isinstance(place, ScopeField) and isinstance(theme, PickField)
        place.offer(territory.scope, only=self._places())
        if place.is_no_question:
            del self.fields["place"]
        theme.offer(
            Theme.objects.filter(territory=territory.scope, retired_on=None), _("Je ne sais pas, ou autre chose")
        )
        if not theme.things:
            del self.fields["theme"]

    def _places(self) -> ScopeQuerySet | None:
        """Those that may be spoken of here; None: all of them."""
        return None

    @property
    def plan(self) -> Plan | None:
        """The plan of the place that is chosen, to touch the point on."""
        place = str(self["place"].value() or "") if "place" in self.fields else ""
        scope = _scope_named(self.territory.scope, place)
        return plan_of(scope, self["lon"].value(), self["lat"].value())

    def clean_since(self) -> str:
        try:
            return read_since(self.cleaned_data["since"], self.today)
        except SinceError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("must_change") or cleaned.get("would_do") or self.has_error("must_change")):
            self.add_error(
                "must_change", _("Écrivez ce qui doit changer, ou ce que vous feriez : l’un des deux suffit.")
            )
        return cleaned

    @property
    def scope(self) -> Scope:
        chosen: Scope = self.cleaned_data.get("place") or self.territory.scope
        return chosen

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        has_point = said["lon"] is not None and said["lat"] is not None
        return Words(
            title=said["title"],
            goes_well=said["goes_well"],
            must_change=said["must_change"],
            would_do=said["would_do"],
            since=said["since"],
            helped_by=said.get("helped_by", ""),
            theme=said.get("theme"),
            where_exactly=said["where_exactly"],
            lon=said["lon"] if has_point else None,
            lat=said["lat"] if has_point else None,
            step=said.get("step"),
        )

    def _named(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def asked(self) -> list[BoundField]:
        return self._named("title", "goes_well", "must_change", "would_do")

    @property
    def situated(self) -> list[BoundField]:
        return self._named("place", "where_exactly", "theme", "since")


def touched_plan(data: QueryDict, territory: Scope) -> dict[str, Any] | None:
    """The form as it stands with the point that was touched on the plan, or without its point; None when the button
    pressed was another one."""
    if data.get("act") == "unpoint":
        return {**data.dict(), "lon": "", "lat": ""}
    if "plan.x" not in data:
        return None
    point = touched(_scope_named(territory, data.get("plan_of", "")), data)
    return {**data.dict(), **({"lon": point[0], "lat": point[1]} if point else {})}


def _scope_named(territory: Scope, public_id: str) -> Scope:
    """A place of the territory, or the territory itself."""
    if not public_id or public_id == territory.public_id:
        return territory
    return Scope.objects.within(territory).filter(public_id=public_id).first() or territory
