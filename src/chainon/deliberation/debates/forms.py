"""What a debate asks of people: one idea at a time, and only what a person can know."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.selectors import bodies_of, bodies_to_speak_for

from .models import REASON, Origin, Side
from .selectors import Voice
from .services import SideWords

SIDES = 3


def _long(
    label: Any, help_text: Any = "", *, rows: int = 4, most: int = 2000, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class OnceForm(forms.Form):
    """Sent twice, it is once."""

    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())


class OpenForm(OnceForm):
    question = forms.CharField(
        label=gettext_lazy("La question, en une phrase"),
        max_length=140,
        help_text=gettext_lazy(
            "On doit pouvoir dire pour, contre, ou « oui, mais… ». Par exemple : « Faut-il fermer la rue de l’école "
            "aux voitures ? »"
        ),
    )
    background = _long(
        gettext_lazy("Ce qu’il faut savoir avant d’en parler"),
        gettext_lazy("Les faits que personne ne conteste : dates, prix, ce qui a déjà été dit ou promis."),
        required=False,
    )
    serves = forms.CharField(
        label=gettext_lazy("À quoi ce débat va servir"),
        max_length=300,
        help_text=gettext_lazy("Qui en tiendra compte, et pour décider quoi."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until_on = _day(
        gettext_lazy("On peut parler jusqu’au"), gettext_lazy("Vide : jusqu’à la synthèse."), required=False
    )
    body = PickField()

    def __init__(self, *args: Any, by: By, territory: Scope, must_have_body: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        body = self.fields["body"]
        assert isinstance(body, PickField)
        body.label, body.required = _("Qui pose la question ?"), must_have_body
        body.offer(bodies_to_speak_for(by, territory), _("Choisissez") if must_have_body else _("L’équipe d’animation"))
        if not body.things:
            del self.fields["body"]

    def clean_until_on(self) -> date | None:
        day: date | None = self.cleaned_data["until_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("Ce jour est déjà passé."))
        return day


class WordsForm(OnceForm):
    """A reason, or a reply."""

    side = forms.ChoiceField(
        label=gettext_lazy("Vous êtes plutôt"),
        choices=[
            (Side.FOR, gettext_lazy("Pour")),
            (Side.AGAINST, gettext_lazy("Contre")),
            (Side.NUANCE, gettext_lazy("Oui, mais… ou non, sauf si…")),
        ],
        widget=forms.RadioSelect,
    )
    text = _long(
        gettext_lazy("Pourquoi ?"),
        gettext_lazy(
            "Une seule idée, avec vos mots. Ce que vous avez vu ou vécu compte plus que les grands principes."
        ),
        rows=5,
        most=REASON,
    )
    author_name = forms.CharField(
        label=gettext_lazy("Comment voulez-vous être nommé ?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "Un prénom, « une habitante des Tilleuls »… Ce sera public. Vide : « une habitante ou un habitant »."
        ),
    )
    body = PickField()

    def __init__(self, *args: Any, by: By, territory: Scope, is_reply: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.territory, self.is_reply = by, territory, is_reply
        if is_reply:
            del self.fields["side"]
            self.fields["text"].label = _("Votre réponse")
            self.fields["text"].help_text = _("On répond à l’idée, pas à la personne.")

    def offer_bodies(self, label: str, none: str) -> None:
        body = self.fields["body"]
        assert isinstance(body, PickField)
        body.label = label
        body.offer(bodies_to_speak_for(self.by, self.territory), none)
        if not body.things:
            del self.fields["body"]

    @property
    def side_chosen(self) -> Side | None:
        return None if self.is_reply else Side(self.cleaned_data["side"])


class SayForm(WordsForm):
    """For oneself, or for one's body."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signature = str(getattr(self.by, "display_name", ""))
        if self.signature:
            del self.fields["author_name"]
        self.offer_bodies(_("Au nom de"), self.signature or _("Moi"))


class EnterForm(WordsForm):
    """What someone else said or wrote, named as they asked."""

    origin = forms.ChoiceField(
        label=gettext_lazy("Comment cela vous est parvenu ?"),
        choices=[
            (Origin.GATHERING, gettext_lazy("Lors d’une rencontre")),
            (Origin.RELAY, gettext_lazy("Dit à un habitant-relais")),
            (Origin.PAPER, gettext_lazy("Sur papier")),
        ],
        widget=forms.RadioSelect,
        initial=Origin.GATHERING,
    )
    said_on = _day(gettext_lazy("Quel jour ?"))
    is_first_voice = forms.BooleanField(
        label=gettext_lazy("C’est la première fois que cette personne prend la parole ici, à ma connaissance."),
        required=False,
    )
    field_order = ("origin", "said_on", "side", "text", "author_name", "body", "is_first_voice")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("said_on", today)
        if not self.is_reply:
            self.fields["side"].label = _("La personne est plutôt")
            self.fields["text"].label = _("Pourquoi, avec ses mots")
        self.fields["author_name"].label = _("Comment la personne veut-elle être nommée ?")
        self.offer_bodies(_("Au nom d’une instance"), _("Non, d’une personne"))

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day


class HideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ne pas publier ces mots ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Cette phrase sera publique, sans les mots ni la personne. Par exemple : « Accuse une personne nommée. »"
        ),
    )


class SynthesisForm(OnceForm):
    text = _long(
        gettext_lazy("La synthèse"),
        gettext_lazy("Ce qui rassemble, ce qui partage, ce que porte une minorité, ce que l’on ne sait pas encore."),
        rows=14,
        most=6000,
    )
    changes = forms.CharField(
        label=gettext_lazy("Ce que cette version change"),
        max_length=400,
        help_text=gettext_lazy("Pour celles et ceux qui ont lu la version d’avant, et dit ce qui n’allait pas."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    signed_by = forms.CharField(
        label=gettext_lazy("Écrite par"),
        max_length=160,
        help_text=gettext_lazy("Un nom ou une fonction : on sait qui a tenu la plume."),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["changes"]


class PositionForm(forms.Form):
    voice = PickField(required=True)
    approves = forms.TypedChoiceField(
        label=gettext_lazy("Cette synthèse est-elle fidèle à ce qui a été dit ?"),
        choices=[
            ("yes", gettext_lazy("Oui, je m’y retrouve, même si je ne suis pas d’accord avec tout")),
            ("no", gettext_lazy("Non, il manque quelque chose ou c’est inexact")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = _long(
        gettext_lazy("Si non : ce qui manque, ou ce qui est inexact"),
        gettext_lazy("Ce sera écrit à côté de la synthèse, avec votre nom ou celui de votre instance."),
        rows=3,
        most=600,
        required=False,
    )

    def __init__(self, *args: Any, voices: list[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voice = self.fields["voice"]
        assert isinstance(voice, PickField)
        voice.label = _("Qui répond ?")
        voice.offer(voices, _("Choisissez"))
        if len(voices) == 1:
            voice.initial, self.fields["voice"].widget = voices[0].public_id, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("approves") is False and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Dites ce qui manque ou ce qui est inexact : c’est ce qui permet de corriger."))
        return found


class SideForm(forms.Form):
    """One side of a disagreement; the third may stay empty."""

    wants = forms.CharField(label=gettext_lazy("Ce que veut ce côté"), max_length=200)
    reasons = _long(gettext_lazy("Ses raisons"), rows=4, most=REASON)
    people = forms.IntegerField(
        label=gettext_lazy("Combien de personnes, si on les a comptées"), min_value=1, max_value=99_999, required=False
    )
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Instances qui le portent"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, bodies: dict[str, Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = bodies
        field = self.fields["bodies"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, body.name) for key, body in bodies.items()]
        if not bodies:
            del self.fields["bodies"]

    @property
    def words(self) -> SideWords:
        found = self.cleaned_data
        chosen = [self.known[key] for key in found.get("bodies", [])]
        return SideWords(found["wants"], found["reasons"], found["people"], chosen)


class DisagreementForm(OnceForm):
    """What, then each side in the same words, then what would settle it."""

    what = forms.CharField(
        label=gettext_lazy("Sur quoi n’est-on pas d’accord ?"),
        max_length=200,
        help_text=gettext_lazy("Une phrase que chaque côté accepterait de signer."),
    )
    would_settle = _long(
        gettext_lazy("Qu’est-ce qui permettrait de trancher ?"),
        gettext_lazy("Un essai de trois mois, un chiffre que personne n’a, une décision qui revient à quelqu’un."),
        rows=3,
        most=600,
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = {body.public_id: body for body in bodies_of(territory).active()}
        data = self.data if self.is_bound else None
        self.sides = [
            SideForm(data, prefix=f"side{n}", bodies=bodies, empty_permitted=n >= 2, use_required_attribute=n < 2)
            for n in range(SIDES)
        ]

    def is_valid(self) -> bool:
        sides_are = [side.is_valid() for side in self.sides]
        return super().is_valid() and all(sides_are)

    @property
    def words(self) -> list[SideWords]:
        return [side.words for side in self.sides if side.has_changed()]


class SettleForm(forms.Form):
    how = _long(
        gettext_lazy("Comment ce désaccord s’est-il réglé ?"),
        gettext_lazy("Un essai, un compromis, une décision : ce sera public, à côté de ce qui opposait."),
        rows=3,
        most=600,
    )
