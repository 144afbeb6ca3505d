"""The five short forms of a rule card, one question each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.chain.kinds import kinds
from chainon.base.chain.models import Node
from chainon.base.ui import typography
from chainon.governance.processes.models import Participants, ParticipationLevel, RuleCard, WayToDecide, Weight
from chainon.governance.processes.questions import ASKED, FIELDS, Question

from .opening import long_field, text_field


class WhoForm(forms.Form):
    """One level for each kind of participant; none for those of whom nothing is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        levels = kwargs.pop("initial", {}).get("levels", {})
        super().__init__(*args, **kwargs)
        for who in Participants:
            is_asked = who == Participants.RESIDENTS
            label = str(who.label)
            self.fields[who.value] = forms.ChoiceField(
                label=label[0].upper() + label[1:],
                required=is_asked,
                initial=levels.get(who.value, ""),
                choices=[("", _("Choisissez…") if is_asked else _("pas à cette étape")), *ParticipationLevel.choices],
            )

    @property
    def answers(self) -> dict[str, Any]:
        chosen = {who.value: self.cleaned_data.get(who.value, "") for who in Participants}
        return {"levels": {who: level for who, level in chosen.items() if level}}


class DecidesForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("Comment décide-t-on ?"), choices=WayToDecide.choices, widget=forms.RadioSelect
    )
    decider = text_field(
        gettext_lazy("Qui décide ?"), 120, required=False, help_text=gettext_lazy("Par exemple : le conseil municipal.")
    )
    legitimacy = text_field(
        gettext_lazy("Au nom de quoi ?"),
        160,
        required=False,
        help_text=gettext_lazy("Par exemple : tirés au sort parmi 1 703 volontaires ; élus par les habitants."),
    )
    way_detail = text_field(
        gettext_lazy("Une précision ?"), 160, required=False, help_text=gettext_lazy("Par exemple : à vingt au moins.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") and cleaned["way"] != WayToDecide.NOTHING:
            for name in ("decider", "legitimacy"):
                if not cleaned.get(name) and not self.has_error(name):
                    self.add_error(name, _("Écrivez-le en quelques mots : c’est ce que tout le monde voudra savoir."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class WeighsForm(forms.Form):
    weight = forms.ChoiceField(
        label=gettext_lazy("Que pèse le résultat ?"), choices=Weight.choices, widget=forms.RadioSelect
    )
    answered_by = text_field(
        gettext_lazy("Qui répond ?"), 120, help_text=gettext_lazy("Par exemple : l’adjointe à la vie des quartiers.")
    )
    answer_days = forms.IntegerField(
        label=gettext_lazy("En combien de jours au plus ?"), min_value=1, max_value=365, initial=60
    )

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NotDecidedForm(forms.Form):
    not_decided = long_field(
        gettext_lazy("Ce qui n’est pas décidé ici"),
        300,
        help_text=gettext_lazy("Ce que l’on pourrait croire à tort. Par exemple : le budget de la ville."),
    )

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AlreadyForm(forms.Form):
    """What was found, or who looked and found nothing; and which pages the card points to."""

    already = long_field(
        gettext_lazy("Ce qui a déjà été dit ou promis"),
        300,
        required=False,
        help_text=gettext_lazy("Par exemple : en 2023, la ville a promis de garder la halle couverte."),
    )
    pointers = forms.MultipleChoiceField(
        label=gettext_lazy("Les pages à relire"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nothing = forms.BooleanField(label=gettext_lazy("J’ai cherché, et je n’ai rien trouvé."), required=False)
    nothing_by = text_field(
        gettext_lazy("Qui a cherché ?"),
        80,
        required=False,
        help_text=gettext_lazy(
            "Un nom ou une fonction : « rien trouvé » est signé, en public, à la date d’aujourd’hui."
        ),
    )

    everywhere = forms.BooleanField(
        label=gettext_lazy("La même réponse pour les autres étapes, qui n’en ont pas encore."), required=False
    )

    def __init__(self, *args: Any, offered: Sequence[Node], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {node.public_id: node for node in offered}
        self.today = today
        pointers = self.fields["pointers"]
        assert isinstance(pointers, forms.MultipleChoiceField)
        pointers.choices = [(key, _told(node)) for key, node in self.offered.items()]
        self.initial["nothing"] = bool(self.initial.get("nothing_on"))
        if not self.offered:
            del self.fields["pointers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = bool(cleaned.get("already") or cleaned.get("pointers"))
        if cleaned.get("nothing") and found:
            self.add_error("nothing", _("Vous avez trouvé quelque chose : laissez cette case vide."))
        elif cleaned.get("nothing") and not cleaned.get("nothing_by"):
            self.add_error("nothing_by", _("« Rien trouvé » se signe : dites qui a cherché."))
        elif not cleaned.get("nothing") and not found and not self.errors:
            self.add_error("already", _("Écrivez ce qui a été trouvé, ou cochez « je n’ai rien trouvé » et signez."))
        return cleaned

    @property
    def nodes(self) -> list[Node]:
        return [self.offered[key] for key in self.cleaned_data.get("pointers", [])]

    @property
    def answers(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said["nothing"]:
            return {"already": said["already"], "nothing_by": "", "nothing_on": None}
        signed_on = self.initial.get("nothing_on") if self.initial.get("nothing_by") == said["nothing_by"] else None
        return {"already": "", "nothing_by": said["nothing_by"], "nothing_on": signed_on or self.today}


def _told(node: Node) -> str:
    label = str(kinds()[node.kind].label) if node.kind in kinds() else ""
    return f"{node.title} ({label}, {typography.day(timezone.localtime(node.opened_at).date())})"


RuleForm = WhoForm | DecidesForm | WeighsForm | NotDecidedForm | AlreadyForm
PLAIN: dict[Question, type[WhoForm | DecidesForm | WeighsForm | NotDecidedForm]] = {
    Question.WHO: WhoForm,
    Question.DECIDES: DecidesForm,
    Question.WEIGHS: WeighsForm,
    Question.NOT_DECIDED: NotDecidedForm,
}


def form_for(question: Question, data: Any, card: RuleCard, *, offered: Sequence[Node], today: date) -> RuleForm:
    """`offered`: the pages that the fifth question may point to; those already chosen stay."""
    initial: Mapping[str, Any] = {name: getattr(card, name) for name in FIELDS[question]}
    if question is not Question.ALREADY:
        kept = {name: value for name, value in initial.items() if value not in ("", None)}
        return PLAIN[question](data, initial=kept)
    chosen = [pointer.node for pointer in card.pointers.select_related("node")] if card.pk else []
    listed = {node.pk: node for node in [*chosen, *offered]}
    first = {**initial, "pointers": [node.public_id for node in chosen]}
    return AlreadyForm(data, initial=first, offered=list(listed.values()), today=today)


class ChangeForm(forms.Form):
    """Why a published rule changes."""

    reason = text_field(
        gettext_lazy("Pourquoi la règle change"),
        300,
        help_text=gettext_lazy("Une phrase, publiée avec la nouvelle version."),
    )


class UnclearForm(forms.Form):
    question = forms.TypedChoiceField(
        label=gettext_lazy("Qu’est-ce qui n’est pas clair ?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        assert isinstance(field, forms.TypedChoiceField)
        whole = (0, _("Tout, ou je ne sais pas dire quoi"))
        field.choices = [whole, *((key.value, label) for key, label in ASKED.items())]
        field.initial = 0
