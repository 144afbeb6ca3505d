from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node, Theme
from chainon.base.files.forms import SentFileField
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import AddressField, PickField
from chainon.territory.places.fields import ScopeField

from .rules import where_entered
from .selectors import councils_known, nodes_at
from .services import Act

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
VOTES = ("votes_for", "votes_against", "abstentions")


class SourcesField(forms.CharField):
    """Addresses of pages of this platform, one a line; cleans to their nodes."""

    territory: Scope | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        assert self.territory is not None
        nodes, wrong = nodes_at(self.territory, text.splitlines())
        if wrong:
            said = _t("Ligne {line} : aucune page publique d’ici n’a cette adresse. Copiez-la depuis la page.")
            raise forms.ValidationError(said.format(line=wrong[0]))
        return nodes


class DecisionForm(forms.Form):
    council = forms.CharField(
        label=_("Qui a décidé ?"), max_length=120, help_text=_("Par exemple : « Le conseil municipal de Valmont ».")
    )
    number = forms.CharField(
        label=_("Numéro"), max_length=40, help_text=_("Celui de l’acte : « 2026-114 ». Sans numéro, écrivez le jour.")
    )
    decided_on = forms.DateField(label=_("Décidé le"), widget=DAY)
    title = forms.CharField(label=_("Titre, en clair"), max_length=160)
    decides = forms.CharField(
        label=_("Ce que cela décide, en une phrase"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Comme vous le diriez à une voisine : qui fera quoi, avec combien."),
    )
    place = ScopeField(label=_("Où ?"))
    theme = PickField(label=_("De quoi s’agit-il ?"))
    sources = SourcesField(
        label=_("D’où cela vient"),
        required=False,
        help_text=_("L’adresse de chaque proposition, recommandation ou réunion d’ici, une par ligne."),
    )
    carrier = forms.CharField(
        label=_("Qui doit maintenant le faire ?"),
        max_length=120,
        required=False,
        help_text=_("On attendra d’eux un engagement, avec une date. Vide : il n’y a rien à faire de plus."),
    )
    document = SentFileField(label=_("Le document"), required=False, help_text=_("Un PDF, 10 Mo au plus."))
    link = AddressField(label=_("Ou son adresse"), max_length=400, required=False)
    votes_for = forms.IntegerField(label=_("Voix pour"), min_value=0, max_value=30000, required=False)
    votes_against = forms.IntegerField(label=_("Voix contre"), min_value=0, max_value=30000, required=False)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=30000, required=False)

    def __init__(self, *args: Any, by: By, territory: Scope, source: Node | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory, self._today = territory, clock.today(zone_of(territory))
        place, theme, sources = self.fields["place"], self.fields["theme"], self.fields["sources"]
        assert isinstance(place, ScopeField) and isinstance(theme, PickField) and isinstance(sources, SourcesField)
        place.offer(territory, only=where_entered(by, territory))
        if place.is_no_question:
            del self.fields["place"]
        theme.offer(Theme.objects.filter(territory=territory, retired_on=None), _t("Je ne sais pas, ou autre chose"))
        sources.territory = territory
        known = councils_known(territory)
        if known:
            self.initial.setdefault("council", known[0])
        if source is not None:
            self.initial["place"] = source.scope.public_id
            self.initial["theme"] = source.theme.public_id if source.theme else ""

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > self._today:
            raise forms.ValidationError(_t("Ce jour n’est pas encore venu."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in VOTES if cleaned.get(name) is not None]
        if given and len(given) < len(VOTES):
            missing = next(name for name in VOTES if name not in given)
            if missing not in self.errors:
                self.add_error(missing, _t("Les trois nombres vont ensemble : écrivez 0 s’il n’y en a pas eu."))
        return cleaned

    @property
    def scope(self) -> Scope:
        chosen: Scope = self.cleaned_data.get("place") or self.territory
        return chosen

    @property
    def act(self) -> Act:
        names = ("council", "number", "title", "decides", "decided_on", "link", "carrier", "theme", *VOTES)
        return Act(**{name: self.cleaned_data[name] for name in names})


class LinkForm(forms.Form):
    sources = SourcesField(
        label=_("D’où cela vient"),
        help_text=_("L’adresse de chaque proposition, recommandation ou réunion d’ici, une par ligne."),
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sources"]
        assert isinstance(field, SourcesField)
        field.territory = territory


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300, help_text=_("Cette phrase sera publique."))
