"""What one looks for in the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.chain.selectors import themes_of
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.selectors import bodies_to_look_for
from chainon.territory.places.fields import ScopeField

TO_HAND_OVER = "a-transmettre"


class LookForm(forms.Form):
    """What one looks for in the list; names of the address in French."""

    theme = PickField(label=gettext_lazy("Thème"))
    lieu = ScopeField(label=gettext_lazy("Où"), required=False, with_territory=False)
    instance = PickField(label=gettext_lazy("Instance"))
    suite = forms.ChoiceField(
        label=gettext_lazy("Où elles en sont"),
        required=False,
        choices=[("", gettext_lazy("Toutes")), (TO_HAND_OVER, gettext_lazy("À transmettre"))],
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, place, body = self.fields["theme"], self.fields["lieu"], self.fields["instance"]
        assert isinstance(theme, PickField) and isinstance(place, ScopeField) and isinstance(body, PickField)
        theme.offer(themes_of(territory), _("Tous les thèmes"))
        place.offer(territory)
        place.choices = [("", _("Partout")), *list(place.widget.choices)[1:]]
        body.offer(bodies_to_look_for(territory), _("Toutes"))
        if len(list(place.widget.choices)) == 1:
            del self.fields["lieu"]
        if not body.things:
            del self.fields["instance"]

    @property
    def is_unheard(self) -> bool:
        """Only those that nobody has to answer yet."""
        return self.cleaned_data.get("suite") == TO_HAND_OVER

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())
