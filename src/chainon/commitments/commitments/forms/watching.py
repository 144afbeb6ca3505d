"""The notice before « non tenu », and what residents see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.commitments.commitments.models import Commitment, Seen

from .fields import DAY


class AnnounceForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Des faits, avec leurs dates. Ce texte sera public, et envoyé à qui a promis."),
    )


class WithdrawForm(forms.Form):
    withdrawal = forms.CharField(
        label=_("Pourquoi la retirer ?"), max_length=300, help_text=_("Cette raison sera publique.")
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Elle sera publique, à côté de ce qui est annoncé, et ne changera plus."),
    )
    signed_by = forms.CharField(
        label=_("Signé par"), max_length=120, help_text=_("Votre nom et votre fonction : ils seront publics.")
    )


class CheckForm(forms.Form):
    """`asks_code`: whoever has no account types the code of their paper slip."""

    seen = forms.ChoiceField(label=_("Sur place, est-ce fait ?"), choices=Seen.choices, widget=forms.RadioSelect)
    code = forms.CharField(
        label=_("Le code de votre coupon"), max_length=40, help_text=_("Celui du papier que vous avez gardé.")
    )

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]

    def clean_seen(self) -> Seen:
        return Seen(self.cleaned_data["seen"])


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=5000, required=False)


class CountForm(forms.Form):
    where = forms.CharField(
        label=_("Où avez-vous demandé ?"), max_length=160, help_text=_("« Au pied de l’immeuble », « au marché ».")
    )
    counted_on = forms.DateField(label=_("Quel jour ?"), widget=DAY)
    yes = _number(_("Combien disent : oui, c’est fait"))
    partly = _number(_("Combien disent : en partie"))
    no = _number(_("Combien disent : non"))

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted_on"].initial = clock.today(zone_of(commitment.territory))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in ("yes", "partly", "no"):
            found[name] = found.get(name) or 0
        if not self.errors and not (found["yes"] or found["partly"] or found["no"]):
            self.add_error("yes", _t("Écrivez combien de personnes ont répondu."))
        return found
