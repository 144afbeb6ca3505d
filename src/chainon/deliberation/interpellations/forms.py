from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.rules import By
from chainon.base.chain.handing import addressees_of
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.base.slips.forms import CodeForm
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.selectors import bodies_to_speak_for
from chainon.territory.places.fields import ScopeField

from .services import Words


class OpenForm(forms.Form):
    """In one's own name, or for the table of which one is a member."""

    body = PickField(label=_("Qui interpelle ?"))
    title = forms.CharField(
        label=_("En une phrase"), max_length=120, help_text=_("« Quand l’ascenseur de la tour B sera-t-il remplacé ? »")
    )
    text = forms.CharField(
        label=_("Ce que vous demandez, et pourquoi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce qui se passe, depuis quand, ce que vous attendez d’une réponse."),
    )
    addressee = forms.ChoiceField(label=_("À qui ?"))
    place = ScopeField(label=_("Où ?"))
    theme = PickField(label=_("De quoi s’agit-il ?"))
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: By, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._territory = territory
        self.initial.setdefault("entry", uuid.uuid4())
        body, place, theme, to = (self.fields[name] for name in ("body", "place", "theme", "addressee"))
        assert isinstance(body, PickField) and isinstance(theme, PickField) and isinstance(place, ScopeField)
        assert isinstance(to, forms.ChoiceField)
        tables = bodies_to_speak_for(by, territory).filter(kind=BodyKind.NEIGHBOURHOOD_TABLE)
        body.offer(tables, _t("Moi, avec celles et ceux qui signeront"))
        if not body.things:
            del self.fields["body"]
        place.offer(territory)
        if place.is_no_question:
            del self.fields["place"]
        theme.offer(Theme.objects.filter(territory=territory, retired_on=None), _t("Je ne sais pas, ou autre chose"))
        to.choices = [(each.key, each.name) for each in addressees_of(territory)]

    @property
    def has_addressees(self) -> bool:
        to = self.fields["addressee"]
        assert isinstance(to, forms.ChoiceField)
        return bool(to.choices)

    @property
    def scope(self) -> Scope:
        """A table speaks from its own place."""
        if (body := self.cleaned_data.get("body")) is not None:
            return body.scope.parent or self._territory
        return self.cleaned_data.get("place") or self._territory

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["title"], said["text"], said["addressee"], said.get("theme"))


class SignForm(forms.Form):
    """With an account."""

    shows_name = forms.BooleanField(
        label=_("Montrer mon nom parmi celles et ceux qui signent"),
        required=False,
        help_text=_("Sans cela, votre signature compte et personne ne lit votre nom."),
    )
    signs = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class SlipForm(CodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _t("Celui d’un coupon dont le papier a été rendu rempli. Trois groupes.")


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300, help_text=_("Cette phrase sera publique."))


class TermsForm(forms.Form):
    signatures = forms.IntegerField(
        label=_("Signatures qui obligent à répondre"),
        min_value=2,
        max_value=5000,
        help_text=_("Une personne, une fois."),
    )
    days = forms.IntegerField(label=_("Jours pour répondre"), min_value=1, max_value=365)
