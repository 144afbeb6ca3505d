"""What one looks for in the register, in its address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.commitments.commitments.selectors import Facets, Look
from chainon.commitments.commitments.selectors.register import RESIDENTS, SPOKEN, STATES


def state_choices() -> list[tuple[str, str]]:
    words = {
        "late": _("En retard"),
        "running": _("En cours, dans les temps"),
        "postponed": _("Repoussés"),
        "revised": _("Revus avec les habitants"),
        "kept": _("Tenus"),
        "partly_kept": _("Tenus en partie"),
        "not_kept": _("Non tenus"),
    }
    return [(state, words[state]) for state in STATES]


class LookForm(forms.Form):
    """A choice that is not offered is a page that does not exist."""

    etat = forms.ChoiceField(required=False)
    qui = forms.ChoiceField(required=False)
    lieu = forms.ChoiceField(required=False)
    theme = forms.ChoiceField(required=False)
    source = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, territory: Scope, found: Facets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._territory = territory
        named = {RESIDENTS: _("Des habitants eux-mêmes"), SPOKEN: _("Dit de vive voix, ou écrit ailleurs")}
        for name, label, everything, choices in (
            ("etat", _("Où en est-on ?"), _("Tous"), state_choices()),
            ("qui", _("Qui ?"), _("Tout le monde"), found.owners),
            ("lieu", _("Où ?"), _("Partout"), found.places),
            ("theme", _("De quoi s’agit-il ?"), _("Tout"), found.themes),
            ("source", _("D’où cela vient-il ?"), _("De partout"), found.sources),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.label = label
            field.choices = [("", everything), *((key, said or named.get(key, key)) for key, said in choices)]

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)

    @property
    def look(self) -> Look:
        given = self.cleaned_data
        place = theme = None
        if given["lieu"]:
            place = Scope.objects.filter(public_id=given["lieu"], path__startswith=self._territory.path).first()
        if given["theme"]:
            theme = Theme.objects.filter(public_id=given["theme"], territory=self._territory).first()
        return Look(given["etat"], given["qui"], place, theme, given["source"])
