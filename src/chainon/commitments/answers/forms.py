from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Scope

from . import rules
from .models import Answerer, AnswererKind, AnswerKind

OTHER = "new"
AFTER_HELP = _("On le lira à côté de ce que les habitants demandaient. Il faut l’écrire si c’est « oui, autrement ».")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _choices() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label).capitalize()) for kind in AnswerKind]


class AfterField(forms.CharField):
    """What will be done instead, of a « oui, autrement »: `clean_after` asks for it then, and only then."""

    is_asked_for = True

    def __init__(self, label: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, max_length=4000, required=False, widget=area, help_text=AFTER_HELP)


def clean_after(form: forms.Form, found: dict[str, Any]) -> None:
    """The words of a « oui, autrement » are required; those of another answer are forgotten."""
    kind = found.get("kind", "")
    says = rules.says_what_will_be_done(kind, found.get("after", ""))
    if not says and "after" not in form.errors:
        form.add_error("after", says.reason)
    elif kind and kind != AnswerKind.MODIFIED:
        found["after"] = ""


class HandOverForm(forms.Form):
    """Someone who is inscribed already, or a name and an address."""

    answerer = forms.ChoiceField(label=_("Qui peut répondre ?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Son nom, tel que tout le monde le lira"),
        max_length=120,
        required=False,
        help_text=_("Un service ou un bailleur par son nom (« Habitat Valmont »), un élu par le sien."),
    )
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        required=False,
        help_text=_("Elle reçoit un lien pour répondre, sans mot de passe. Elle n’est jamais montrée."),
    )
    note = forms.CharField(
        label=_("Un mot pour cette personne"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il part dans le courriel et n’est pas publié."),
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Answerer.objects.of(territory).active()
        self.known = {each.public_id: each for each in known}
        choices = [(each.public_id, each.name) for each in known]
        field = self.fields["answerer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (OTHER, _t("Quelqu’un d’autre : je l’inscris"))]
        if not known:
            field.initial, field.widget = OTHER, forms.HiddenInput()
            self.fields["name"].required = self.fields["email"].required = True

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answerer") == OTHER:
            if not found.get("name"):
                self.add_error("name", _t("Écrivez le nom de qui peut répondre."))
            if not found.get("email") and "email" not in self.errors:
                self.add_error("email", _t("Écrivez l’adresse qui recevra le lien pour répondre."))
        return found


class AnswererForm(forms.Form):
    name = forms.CharField(
        label=_("Son nom, tel que tout le monde le lira"),
        max_length=120,
        help_text=_("Un service ou un bailleur par son nom (« Habitat Valmont »), un élu par le sien."),
    )
    kind = forms.ChoiceField(
        label=_("C’est…"),
        choices=AnswererKind,
        initial=AnswererKind.SERVICE,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Un agent signe de sa fonction, une élue ou un élu de son nom."),
    )
    email = forms.EmailField(
        label=_("Son adresse électronique"), help_text=_("Elle reçoit les liens pour répondre. Jamais montrée.")
    )

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or AnswererKind.SERVICE)


class AcceptForm(forms.Form):
    accepted_by = forms.CharField(label=_("Votre nom et votre fonction"), max_length=120)


class AnswerersField(forms.ModelChoiceField[Answerer]):
    """Another who is inscribed here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Answerer.objects.none(), to_field_name="public_id", **kwargs)

    def offer(self, besides: Answerer) -> bool:
        """Whether there is anyone."""
        others = Answerer.objects.of(besides.territory).active().exclude(pk=besides.pk)
        self.queryset = others
        return others.exists()


class AnswerForm(forms.Form):
    """`answerer`: whose answer it is. Agents sign by their function, elected officials by their name."""

    kind = forms.ChoiceField(label=_("Votre réponse"), choices=_choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("En quelques phrases"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce que vous ferez, ou pourquoi non. Cette réponse sera publique, et ne changera plus."),
    )
    after = AfterField(_("Si c’est « oui, autrement » : ce qui sera fait, mot pour mot"))
    pass_to = AnswerersField(
        label=_("Si ce n’est pas de votre ressort : à qui la transmettre ?"),
        required=False,
        empty_label=_("Personne d’inscrit ici"),
        help_text=_("Cette personne reçoit la demande tout de suite, et c’est à son tour de répondre."),
    )
    other = forms.CharField(
        label=_("Sinon, à qui s’adresser ?"),
        max_length=160,
        required=False,
        help_text=_("Seulement si ce n’est pas de votre ressort."),
    )
    signed_by = forms.CharField(label=_("Signée par"), max_length=160)

    def __init__(self, *args: Any, answerer: Answerer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pass_to"]
        assert isinstance(field, AnswerersField)
        if not field.offer(answerer):
            del self.fields["pass_to"]
        if answerer.is_elected:
            help_text = _t("Votre nom et votre mandat : ils seront publics.")
        else:
            help_text = _t(
                "Votre fonction (« responsable de secteur ») : elle sera publique. Votre nom, si vous voulez."
            )
        if "signed_by" in self.fields:
            self.fields["signed_by"].help_text = help_text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found.setdefault("pass_to", None)
        kind = found.get("kind")
        if kind == AnswerKind.NOT_US and not found.get("other") and not found.get("pass_to"):
            self.add_error("other", _t("Dites à qui s’adresser, ou « nous ne savons pas »."))
        if kind and kind != AnswerKind.NOT_US:
            found["other"], found["pass_to"] = "", None
        clean_after(self, found)
        return found


class RecordForm(AnswerForm):
    received_on = forms.DateField(
        label=_("Reçue le"),
        widget=DAY,
        help_text=_("Le jour de la lettre, de l’appel ou de la rencontre. La page dira que l’équipe l’a saisie."),
    )
    field_order = ("received_on", "kind", "text", "after", "pass_to", "other", "signed_by")

    def __init__(self, *args: Any, answerer: Answerer, **kwargs: Any) -> None:
        super().__init__(*args, answerer=answerer, **kwargs)
        self._today = clock.today(zone_of(answerer.territory))

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > self._today:
            raise forms.ValidationError(_t("Ce jour n’est pas encore venu : choisissez aujourd’hui ou avant."))
        return day


class DraftForm(AnswerForm):
    """The same answer, to be signed by someone else."""

    drafted_by = forms.CharField(
        label=_("Qui prépare cette réponse ?"), max_length=120, help_text=_("Pour qui signe seulement. Jamais public.")
    )
    signer_name = forms.CharField(label=_("Qui la signera ? Son nom"), max_length=120)
    signer_function = forms.CharField(
        label=_("Sa fonction"),
        max_length=120,
        help_text=_("Publique quand la réponse sera signée (pour un élu : son mandat, avec son nom)."),
    )
    signer_email = forms.EmailField(
        label=_("Son adresse électronique"),
        help_text=_("Elle reçoit un lien pour relire, changer et signer. Jamais montrée."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["signed_by"]
        for name in ("kind", "text", "signer_name", "signer_function", "signer_email"):
            self.fields[name].required = self.is_sent or not self.is_bound

    @property
    def is_sent(self) -> bool:
        """The button « envoyer à signer »; the other one keeps the draft as it is."""
        return self.data.get("act") == "send"

    def clean(self) -> dict[str, Any]:
        if self.is_sent:
            return super().clean()
        found = forms.Form.clean(self) or {}
        found.setdefault("pass_to", None)
        return found


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300, help_text=_("Cette phrase sera publique."))


class MoveForm(forms.Form):
    """What is done short of answering. `answerer`: who does it."""

    def __init__(self, *args: Any, answerer: Answerer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = clock.today(zone_of(answerer.territory))
        if "to" in self.fields and isinstance(self.fields["to"], AnswerersField):
            self.fields["to"].offer(answerer)

    def _to_come(self, name: str) -> Any:
        day = self.cleaned_data[name]
        if day is not None and not self._today < day <= self._today + timedelta(days=366):
            raise forms.ValidationError(_t("Choisissez un jour à venir, dans l’année."))
        return day


class StudyForm(MoveForm):
    text = forms.CharField(
        label=_("En une phrase"), max_length=300, help_text=_("Qui l’étudie, ce que vous attendez. Ce sera public.")
    )
    more_on = forms.DateField(
        label=_("Vous en direz plus le"), widget=DAY, required=False, help_text=_("Le délai de réponse, lui, court.")
    )

    def clean_more_on(self) -> Any:
        return self._to_come("more_on")


class PassOnForm(MoveForm):
    to = AnswerersField(label=_("À qui ?"), empty_label=_("Choisissez"))
    text = forms.CharField(
        label=_("Un mot"), max_length=300, required=False, help_text=_("Public, et joint à la demande.")
    )


class CarryForm(MoveForm):
    to = forms.CharField(
        label=_("Auprès de qui ?"),
        max_length=120,
        help_text=_("« Le Département », « La préfecture »… Ce sera public."),
    )
    text = forms.CharField(
        label=_("Ce que vous leur demandez"), max_length=300, help_text=_("En une phrase. Ce sera public.")
    )
    hoped_on = forms.DateField(label=_("Vous espérez leur réponse avant le"), widget=DAY)

    def clean_hoped_on(self) -> Any:
        return self._to_come("hoped_on")


class CloseForm(MoveForm):
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300, help_text=_("Cette phrase sera publique."))


class SettleForm(MoveForm):
    text = forms.CharField(
        label=_("En une ligne, si vous voulez"),
        max_length=300,
        required=False,
        help_text=_("« L’ampoule est changée. » Ce sera public."),
    )
    is_done = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found.pop("is_done", None)
        return found


class ReplyForm(forms.Form):
    """What a third party answered to whoever carries a word to them."""

    kind = forms.ChoiceField(label=_("Leur réponse"), choices=_choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Ce qu’ils ont répondu"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Avec leurs mots autant que possible. Ce sera public."),
    )
    after = AfterField(_("Si c’est « oui, autrement » : ce qu’ils feront, mot pour mot"))
    signed_by = forms.CharField(
        label=_("Signée par"), max_length=160, help_text=_("La fonction de qui a répondu, chez eux.")
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        clean_after(self, found)
        return found
