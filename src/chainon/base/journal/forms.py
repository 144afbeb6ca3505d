"""What one looks for in the journal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Kind, Scope

from .selectors import blank_sentence
from .verbs import registered

EVERYTHING = [("", _("Tout"))]


class LookForm(forms.Form):
    lieu = forms.ChoiceField(label=_("Où"), required=False)
    acte = forms.ChoiceField(label=_("Ce qui a été fait"), required=False)

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scopes = {scope.public_id: scope for scope in Scope.objects.within(territory).order_by("path")[:500]}
        verbs = sorted((blank_sentence(verb), name) for name, verb in registered().items())
        where = self.fields["lieu"]
        done = self.fields["acte"]
        assert isinstance(where, forms.ChoiceField) and isinstance(done, forms.ChoiceField)
        where.choices = [
            *EVERYTHING,
            *((key, _name(scope)) for key, scope in self.scopes.items() if scope != territory),
        ]
        done.choices = [*EVERYTHING, *((name, sentence) for sentence, name in verbs)]

    @property
    def scope(self) -> Scope | None:
        return self.scopes.get(self.cleaned_data.get("lieu", ""))

    @property
    def verb(self) -> str:
        return str(self.cleaned_data.get("acte", ""))


def _name(scope: Scope) -> str:
    return f"{scope.label} ({Kind(scope.kind).label})"
