from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.files.forms import SentFileField
from chainon.base.scopes.models import Scope
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.selectors import bodies_of
from chainon.territory.places.fields import ScopeField

from .models import ActKind, Appointment, InsteadOf, Opinion, Reply
from .selectors import titulars_without_deputy
from .services.acting import Speech
from .services.appointing import Decision

LETTER = _(
    "Je n’ai ni contrat, ni mandat, ni intérêt auprès de celles et ceux qui décident ici. Je ne reçois d’instruction "
    "de personne. Je dirai en public ce que je vois, y compris ce qui dérange. Je lirai ce qu’on m’écrit et je n’en "
    "dirai rien sans accord. Si un sujet me concerne, ma suppléance s’en occupera."
)


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EntryForm(forms.Form):
    """A form sent twice counts once."""

    entry = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())

    def clean_entry(self) -> uuid.UUID:
        sent: uuid.UUID | None = self.cleaned_data["entry"]
        return sent or uuid.uuid4()


class AppointForm(EntryForm):
    name = forms.CharField(label=_("Qui est nommé garant ?"), max_length=80, help_text=_("Son nom sera public."))
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        help_text=_("La lettre d’indépendance à signer y sera envoyée. Elle n’est jamais publiée."),
    )
    place = ScopeField(label=_("Pour où ?"))
    titular = PickField(label=_("Est-ce un suppléant ?"))
    body = PickField(label=_("Qui nomme ?"))
    appointed_by = forms.CharField(
        label=_("Ou, si cette instance n’est pas ici"),
        max_length=160,
        required=False,
        help_text=_("Par exemple : « Le conseil municipal de Valmont »."),
    )
    appointed_on = forms.DateField(label=_("Nommé le"), widget=_day())
    decision = forms.CharField(
        label=_("Décision ou compte rendu"), max_length=80, required=False, help_text=_("Son numéro, s’il en a un.")
    )
    until = forms.DateField(label=_("Jusqu’au"), widget=_day(), required=False, help_text=_("Vide : sans date de fin."))

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory
        place, titular, body = self.fields["place"], self.fields["titular"], self.fields["body"]
        assert isinstance(place, ScopeField) and isinstance(titular, PickField) and isinstance(body, PickField)
        place.offer(territory)
        if place.is_no_question:
            del self.fields["place"]
        titulars = titulars_without_deputy(territory)
        titular.offer(titulars, _t("Non, c’est le garant"), lambda each: _t("Oui, de {name}").format(name=each))
        if not titulars:
            del self.fields["titular"]
        body.offer(bodies_of(territory), _t("Une instance qui n’est pas dans cette liste"))
        self.initial.setdefault("appointed_on", clock.today(zone_of(territory)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("body") and not cleaned.get("appointed_by") and "appointed_by" not in self.errors:
            self.add_error("appointed_by", _t("Choisissez l’instance qui nomme, ou écrivez son nom."))
        return cleaned

    @property
    def scope(self) -> Scope:
        titular: Appointment | None = self.cleaned_data.get("titular")
        chosen: Scope = titular.scope if titular else self.cleaned_data.get("place") or self.territory
        return chosen

    @property
    def decided(self) -> Decision:
        names = ("email", "name", "body", "appointed_by", "appointed_on", "decision", "until")
        given = {name: self.cleaned_data[name] for name in names}
        if given["body"] is not None:
            given["appointed_by"] = ""
        return Decision(**given, titular=self.cleaned_data.get("titular"))


class LetterForm(forms.Form):
    letter = forms.CharField(
        label=_("Votre lettre d’indépendance"),
        max_length=4000,
        widget=_area(10),
        help_text=_("Relisez, changez, complétez : ces mots seront publics et signés de votre nom."),
    )
    file = SentFileField(label=_("La lettre signée à la main, si elle existe"), required=False)
    agrees = forms.BooleanField(label=_("J’ai lu cette lettre et je la signe"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("letter", str(LETTER))


class RemoveForm(forms.Form):
    on = forms.DateField(label=_("Décidé le"), widget=_day())
    decision = forms.CharField(
        label=_("Décision ou compte rendu"), max_length=80, help_text=_("Son numéro, son titre.")
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=600,
        widget=_area(4),
        help_text=_("La raison donnée par l’instance : elle sera publique, pour toujours."),
    )


class ResignForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi ? (si vous voulez le dire)"), max_length=600, required=False, widget=_area(4)
    )


class ActForm(EntryForm):
    DOING = (
        (ActKind.ALERT.value, _("Alerter")),
        (ActKind.OPINION.value, _("Donner un avis")),
        (ActKind.SUSPENSION.value, _("Demander une suspension")),
    )
    kind = forms.ChoiceField(label=_("Que voulez-vous faire ?"), choices=DOING, widget=forms.RadioSelect)
    instead_of = forms.ChoiceField(
        label=_("Vous agissez en suppléance : pourquoi ?"), choices=InsteadOf.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("En une phrase"), max_length=140)
    text = forms.CharField(label=_("Ce que vous avez vu, et pourquoi"), max_length=4000, widget=_area(8))
    opinion = forms.ChoiceField(
        label=_("Pour un avis : il est…"),
        choices=[("", _("Ce n’est pas un avis")), *Opinion.choices],
        required=False,
    )
    asked_of = forms.CharField(
        label=_("Pour une suspension : qui décide ?"),
        max_length=160,
        required=False,
        help_text=_("Qui doit répondre, dans les quinze jours. Par exemple : « L’équipe d’animation »."),
    )

    def __init__(self, *args: Any, is_deputy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_deputy:
            del self.fields["instead_of"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == ActKind.OPINION and not cleaned.get("opinion") and "opinion" not in self.errors:
            self.add_error("opinion", _t("Dites si l’avis est favorable, avec des réserves, ou défavorable."))
        if cleaned.get("kind") == ActKind.SUSPENSION and not cleaned.get("asked_of") and "asked_of" not in self.errors:
            self.add_error("asked_of", _t("Dites à qui vous le demandez."))
        return cleaned

    @property
    def speech(self) -> Speech:
        names = ("kind", "title", "text", "opinion", "asked_of")
        given = {name: self.cleaned_data[name] for name in names}
        return Speech(**given, instead_of=self.cleaned_data.get("instead_of", ""))


def _replies() -> list[tuple[str, str]]:
    return [(each.value, str(each.label).capitalize()) for each in Reply]


class ReplyForm(forms.Form):
    reply = forms.ChoiceField(label=_("Votre réponse"), choices=_replies, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=1000, widget=_area(5), help_text=_("Public, et cela ne change plus.")
    )


class WriteForm(EntryForm):
    """`mailboxes`: where there is a guarantor to read it; asked only when there is a choice."""

    scope = PickField(label=_("À quel garant ?"), required=True)
    text = forms.CharField(label=_("Votre message"), max_length=4000, widget=_area(8))
    email = forms.EmailField(
        label=_("Votre adresse électronique, si vous en avez une"),
        required=False,
        help_text=_("Pour être prévenu qu’il y a une réponse. Sans elle, le code qui vient suffit."),
    )

    def __init__(self, *args: Any, mailboxes: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = mailboxes[0] if len(mailboxes) == 1 else None
        if self.only:
            del self.fields["scope"]
        else:
            field = self.fields["scope"]
            assert isinstance(field, PickField)
            field.offer(mailboxes, _t("Choisir"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"scope": self.only, **cleaned} if self.only else cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Votre code"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "size": 20})
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Votre réponse"), max_length=4000, widget=_area(8))
