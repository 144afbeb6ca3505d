"""What one looks for in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Kind, Scope

from .models import Line
from .selectors import blank_sentence
from .verbs import registered

IN_PREPARATION = Q(kind=Kind.PROCESS) & ~Exists(Line.objects.filter(scope=OuterRef("pk")))
"""A process writes its first line when it is published: before, its name is not public."""
EVERYTHING = [("", _("Tout"))]


class LongSelect(forms.Select):
    """The same element, in one piece: Django opens a template for each of a hundred options."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            "<option{}>{}</option>",
            ((flatatt({"value": key, "selected": key in chosen}), label) for key, label in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt({"name": name, **self.attrs, **(attrs or {})}), options)


class LookForm(forms.Form):
    lieu = forms.ChoiceField(label=_("Où"), required=False, widget=LongSelect)
    acte = forms.ChoiceField(label=_("Ce qui a été fait"), required=False, widget=LongSelect)

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = Scope.objects.within(territory).exclude(IN_PREPARATION)
        self.scopes = {scope.public_id: scope for scope in within.order_by("path")[:500]}
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
