"""What one looks at, chosen from lists; names of the address in French."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.chain.models import Stage
from chainon.base.chain.selectors import themes_of
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.models import Body
from chainon.territory.places.fields import ScopeField

from .selectors import STAGE_SLUGS, WITHOUT_BODY, WITHOUT_THEME, Look

LONGEST_NAME = 160


class WhereForm(forms.Form):
    """A place, a body: what the tables of the whole are narrowed to."""

    lieu = ScopeField(label=gettext_lazy("Où"), required=False, with_territory=False)
    instance = PickField(label=gettext_lazy("Instance"))

    def __init__(self, *args: Any, territory: Scope, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, body = self.fields["lieu"], self.fields["instance"]
        assert isinstance(place, ScopeField) and isinstance(body, PickField)
        place.offer(territory)
        place.choices = [("", _("Partout")), *list(place.widget.choices)[1:]]
        body.offer([*bodies, WITHOUT_BODY], _("Toutes"))
        if len(list(place.widget.choices)) == 1:
            del self.fields["lieu"]
        if len(body.things) == 1:
            del self.fields["instance"]

    def look(self) -> Look:
        """What was asked for; what is not in the lists counts for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return Look(place=asked.get("lieu"), body=asked.get("instance"))


class ListForm(WhereForm):
    """Behind a number: a theme and stages too."""

    theme = PickField(label=gettext_lazy("Thème"))
    etape = forms.MultipleChoiceField(
        label=gettext_lazy("Étapes"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(slug, stage.label) for stage, slug in STAGE_SLUGS.items()],
    )  # fmt: skip
    field_order = ("theme", "lieu", "instance", "etape")

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, territory=territory, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, PickField)
        theme.offer([*themes_of(territory), WITHOUT_THEME], _("Tous les thèmes"))

    def look(self) -> Look:
        where = super().look()
        slugs = self.cleaned_data.get("etape") or []
        stages = tuple(stage for stage in Stage if STAGE_SLUGS[stage] in slugs)
        return Look(place=where.place, body=where.body, theme=self.cleaned_data.get("theme"), stages=stages)


class AwaitedForm(ListForm):
    """What is expected: only what is late, from someone."""

    retard = forms.ChoiceField(
        label=gettext_lazy("Lesquels"),
        required=False,
        choices=[("", gettext_lazy("Tout ce qui est attendu")), ("oui", gettext_lazy("Ce qui est en retard"))],
    )
    tour = forms.CharField(required=False, max_length=LONGEST_NAME, strip=False, widget=forms.HiddenInput)

    def look(self) -> Look:
        found = super().look()
        is_late, whose = self.cleaned_data.get("retard") == "oui", self.cleaned_data.get("tour") or ""
        return Look(found.place, found.body, found.theme, found.stages, is_late, whose)
