"""Changing, withdrawing, refusing: each with its reason, which is public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals.models import Proposal

from .words import WordsForm


class ChangeForm(WordsForm):
    """The words as they are, to be changed, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ce changement ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Cette phrase sera publique, à côté de ce qui était écrit avant."),
    )

    def __init__(self, *args: Any, proposal: Proposal, touched: dict[str, Any] | None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {name: getattr(proposal, name) for name in UNCHANGED}
        initial["place"] = proposal.scope.public_id
        initial["theme"] = proposal.theme.public_id if proposal.theme else ""
        super().__init__(*args, initial=touched or initial, **kwargs)

    def scope_for(self, proposal: Proposal) -> Scope:
        """Where it is now, unless another place was chosen."""
        chosen: Scope | None = self.cleaned_data.get("place")
        return chosen or proposal.scope


UNCHANGED = ("title", "goes_well", "must_change", "would_do", "since", "where_exactly", "lon", "lat")


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(ReasonForm):
    takes_words_back = forms.BooleanField(
        label=gettext_lazy("Effacer aussi le texte : on ne lira plus que le titre et votre raison."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Pourquoi la retirer ?")
        self.fields["reason"].help_text = _("Cette phrase sera publique.")


class HideForm(ReasonForm):
    """Of one picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Pourquoi ne pas la montrer ?")
        self.fields["reason"].help_text = _(
            "Cette phrase sera publique, sans l’image. Par exemple : « On y reconnaît quelqu’un sans son accord. »"
        )


class RefuseForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Pourquoi ne pas la publier ?")
        self.fields["reason"].help_text = _(
            "Cette phrase sera publique, sans le texte. Par exemple : « Nomme une personne et l’accuse. » "
            "Ne redites ni le nom ni l’accusation."
        )
