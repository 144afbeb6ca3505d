"""One person: by themselves on a phone, or by the team at the desk."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.governance.volunteers import previews
from chainon.governance.volunteers.intake import identity
from chainon.governance.volunteers.intake.ages import ADULT, ONLINE_ALONE, band_of, read_age
from chainon.governance.volunteers.models import Criterion, CriterionKind, CriterionValue, Volunteer, VolunteerList
from chainon.governance.volunteers.selectors import criteria_of
from chainon.governance.volunteers.services import Details
from chainon.governance.volunteers.wording import CONSENT_DESK, CONSENT_FORM, consent_text


class ListForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Nom de la liste"), max_length=160)
    min_age = forms.IntegerField(
        label=gettext_lazy("Âge minimum"),
        min_value=0,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "narrow"}),
        help_text=gettext_lazy("Avant 18 ans, l’autorisation d’un parent sera demandée pour siéger."),
    )
    form_until = forms.DateField(
        label=gettext_lazy("On peut s’inscrire en ligne jusqu’au"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "narrow"}),
        help_text=gettext_lazy(
            "Vide : pas d’inscription en ligne. Vous pouvez importer un fichier et ajouter des gens."
        ),
    )


class PersonForm(forms.Form):
    """The questions of a list about one person. `asks_all`: whether every answer is required."""

    asks_all = True
    choice_widget: type[forms.Widget] = forms.RadioSelect
    consent_code = CONSENT_FORM

    first_name = forms.CharField(label=gettext_lazy("Prénom"), max_length=60)
    last_name = forms.CharField(label=gettext_lazy("Nom"), max_length=59)
    email = forms.EmailField(label=gettext_lazy("Adresse électronique"), required=False)
    phone = forms.CharField(label=gettext_lazy("Téléphone"), max_length=30, required=False)
    address = forms.CharField(label=gettext_lazy("Adresse postale"), max_length=250, required=False)
    age = forms.CharField(label=gettext_lazy("Âge, ou date de naissance"), max_length=20)
    first_name_public = forms.BooleanField(
        label=gettext_lazy("J’accepte que mon prénom soit dit en public si je suis tiré au sort."), required=False
    )
    consent = forms.BooleanField(label="")
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, volunteer_list: VolunteerList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.volunteer_list = volunteer_list
        self.criteria = criteria_of(volunteer_list)
        self.age_criterion = next((one for one in self.criteria if one.kind == CriterionKind.AGE), None)
        self.read_age: int | None = None
        self.initial.setdefault("entry", uuid.uuid4())
        self.fields["consent"].label = consent_text(self.consent_code, volunteer_list.body.name)
        self.fields["age"].required = self.asks_all
        for criterion in self.criteria:
            if criterion is not self.age_criterion:
                self.fields[self.name_of(criterion)] = forms.ChoiceField(
                    label=criterion.question or criterion.name,
                    choices=self._choices(criterion),
                    widget=self.choice_widget,
                    required=self.asks_all,
                    help_text=criterion.legal_basis if self.asks_all else "",
                )
        for field, hint in AUTOCOMPLETE.items():
            self.fields[field].widget.attrs["autocomplete"] = hint if self.asks_all else "off"

    @staticmethod
    def name_of(criterion: Criterion) -> str:
        return f"answer_{criterion.public_id}"

    def _choices(self, criterion: Criterion) -> list[tuple[str, str]]:
        asked = [] if self.asks_all else [("", _("pas encore de réponse"))]
        return [*asked, *((str(value.position), value.label) for value in criterion.values.all())]

    def questions(self) -> list[BoundField]:
        return [self["age"]] + [self[self.name_of(one)] for one in self.criteria if one is not self.age_criterion]

    def clean_email(self) -> str:
        return identity.email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        written = self.cleaned_data["phone"]
        number = identity.phone(written)
        if written and sum(mark.isdigit() for mark in number) < 8:
            raise forms.ValidationError(_("Ce numéro n’est pas complet : 06 12 34 56 78."))
        return number[:30]

    def clean_age(self) -> str:
        written: str = self.cleaned_data["age"].strip()
        if written:
            try:
                self.read_age = read_age(written, previews.today_of(self.volunteer_list))
            except ValueError as error:
                raise forms.ValidationError(
                    _("Nous n’avons pas compris : {reason}. Écrivez 34, ou 12/05/1992.").format(reason=error)
                ) from error
            self._check_age(self.read_age)
        return written

    def _check_age(self, age: int) -> None:
        least = self.volunteer_list.min_age
        if age < least:
            raise forms.ValidationError(_("Il faut avoir au moins {age} ans pour cette liste.").format(age=least))
        if self.age_criterion is not None and band_of(age, previews.bands_of(self.age_criterion)) is None:
            raise forms.ValidationError(_("Cet âge est hors des tranches d’âge de cette liste."))

    def details(self) -> Details:
        cleaned = self.cleaned_data
        values: dict[int, CriterionValue | None] = {}
        for criterion in self.criteria:
            given = cleaned.get(self.name_of(criterion), "")
            if criterion is self.age_criterion:
                values[criterion.pk] = self._band(criterion)
            else:
                values[criterion.pk] = next((one for one in criterion.values.all() if str(one.position) == given), None)
        return Details(
            name=f"{cleaned['first_name']} {cleaned['last_name']}",
            first_name=cleaned["first_name"],
            email=cleaned["email"],
            phone=cleaned["phone"],
            address=" ".join(cleaned["address"].split()),
            values=values,
            is_minor=self._is_minor(),
            first_name_public=cleaned["first_name_public"],
        )

    def _band(self, criterion: Criterion) -> CriterionValue | None:
        if self.read_age is None:
            return None
        return next(
            value
            for value, band in zip(criterion.values.all(), previews.bands_of(criterion), strict=True)
            if band.holds(self.read_age)
        )

    def _is_minor(self) -> bool:
        return self.read_age is not None and self.read_age < ADULT


AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "address": "street-address",
    "age": "off",
}


class EnrolForm(PersonForm):
    """The public form, on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age"].label = _("Votre âge, ou votre date de naissance")
        self.fields["age"].help_text = _("34, ou 12/05/1992. Nous gardons seulement la tranche d’âge.")
        self.fields["phone"].widget.input_type = "tel"

    def _check_age(self, age: int) -> None:
        super()._check_age(age)
        if age < ONLINE_ALONE:
            raise forms.ValidationError(
                _("Avant 15 ans, on s’inscrit avec un parent : venez voir l’équipe d’animation ou appelez-la ensemble.")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["email"] or cleaned["phone"] or cleaned["address"]):
            self.add_error("email", _("Laissez au moins un moyen de vous joindre : e-mail, téléphone ou adresse."))
        return cleaned


class DeskForm(PersonForm):
    """The team's form: fast by keyboard; an answer not known yet may wait. `volunteer`: whom it corrects."""

    asks_all = False
    choice_widget = forms.Select
    consent_code = CONSENT_DESK

    def __init__(self, *args: Any, volunteer: Volunteer | None = None, **kwargs: Any) -> None:
        self.volunteer = volunteer
        self.answered: dict[int, CriterionValue] = {}
        super().__init__(*args, **kwargs)
        self.fields["first_name_public"].label = _(
            "Accepte que son prénom soit dit en public si elle est tirée au sort."
        )
        if volunteer is None:
            self.fields["age"].help_text = _("34, ou 12/05/1992.")
            self.fields["first_name"].widget.attrs["autofocus"] = True
            return
        del self.fields["consent"]
        self.fields["entry"].required = False
        self.fields["first_name"].required = False
        self.answered = {answer.criterion_id: answer.value for answer in volunteer.values.select_related("value")}
        self._fill(volunteer)

    def _fill(self, volunteer: Volunteer) -> None:
        has_first = bool(volunteer.first_name) and volunteer.name.startswith(f"{volunteer.first_name} ")
        self.initial = {
            **self.initial,
            "first_name": volunteer.first_name if has_first else "",
            "last_name": volunteer.name.removeprefix(f"{volunteer.first_name} ") if has_first else volunteer.name,
            "email": volunteer.email,
            "phone": volunteer.phone,
            "address": volunteer.address,
            "first_name_public": volunteer.first_name_public,
        }
        for criterion in self.criteria:
            value = self.answered.get(criterion.pk)
            if criterion is self.age_criterion:
                kept = value.label if value else _("aucune tranche")
                self.fields["age"].help_text = _("Gardé : {band}. Écrivez un âge seulement pour le changer.").format(
                    band=kept
                )
            elif value is not None:
                self.initial[self.name_of(criterion)] = str(value.position)

    def details(self) -> Details:
        found = super().details()
        name = found.name.strip()
        if self.volunteer is None or self.read_age is not None:
            return Details(**{**vars(found), "name": name})
        values = dict(found.values)
        if self.age_criterion is not None:
            values[self.age_criterion.pk] = self.answered.get(self.age_criterion.pk)
        return Details(**{**vars(found), "name": name, "values": values, "is_minor": self.volunteer.is_minor})


class WithdrawForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Votre code de retrait"),
        max_length=40,
        help_text=gettext_lazy("Il vous a été donné à l’inscription : trois groupes de lettres et de chiffres."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
