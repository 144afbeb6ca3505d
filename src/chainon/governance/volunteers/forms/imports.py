"""The forms of the four screens that bring a file in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.governance.volunteers import previews
from chainon.governance.volunteers.intake.ages import bands
from chainon.governance.volunteers.intake.columns import Column, ColumnKind
from chainon.governance.volunteers.intake.sheets import MAX_BYTES
from chainon.governance.volunteers.models import StagedImport, VolunteerList
from chainon.governance.volunteers.wording import CONSENT_FILE, consent_text

from .ages import StartsField, written


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Le fichier des volontaires"),
        help_text=gettext_lazy("Un tableau .xlsx (Excel, LibreOffice) ou .csv, une personne par ligne."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        allow_empty_file=True,
        max_length=200,
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("Ce fichier est trop lourd : 15 Mo au plus. Gardez seulement les colonnes utiles au tirage.")
            )
        return file


class HeaderForm(forms.Form):
    """Which row holds the titles; asked only of those whose file was misread."""

    header_at = forms.TypedChoiceField(
        label=gettext_lazy("Les titres des colonnes sont"),
        coerce=lambda choice: None if choice == "none" else int(choice),
        empty_value=None,
    )

    def __init__(self, *args: Any, staged: StagedImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (str(at), _("à la ligne {line} : {cells}…").format(line=line, cells=" · ".join(cells)[:60]))
            for at, (line, cells) in enumerate(staged.rows[:5])
        ]
        field = self.fields["header_at"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [*rows, ("none", _("nulle part : le fichier commence par une personne"))]
        self.initial["header_at"] = "none" if staged.header_at is None else str(staged.header_at)


class ColumnsForm(forms.Form):
    """For each column of the file: what it is, and the criterion's name."""

    def __init__(self, *args: Any, staged: StagedImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = previews.columns_of(staged)
        for column, plan in zip(self.columns, staged.plan["columns"], strict=True):
            self.fields[f"kind_{column.at}"] = forms.ChoiceField(
                label=_("Ce que contient « {title} »").format(title=column.title),
                choices=ColumnKind.choices,
                initial=plan["kind"],
            )
            self.fields[f"name_{column.at}"] = forms.CharField(
                label=_("Nom du critère pour « {title} »").format(title=column.title),
                initial=plan["name"],
                max_length=60,
                required=False,
            )

    def rows(self) -> list[tuple[Column, BoundField, BoundField]]:
        return [(column, self[f"kind_{column.at}"], self[f"name_{column.at}"]) for column in self.columns]

    def chosen(self) -> list[tuple[ColumnKind, str]]:
        return [
            (
                ColumnKind(self.cleaned_data[f"kind_{column.at}"]),
                self.cleaned_data[f"name_{column.at}"] or column.title,
            )
            for column in self.columns
        ]


class AnswersForm(forms.Form):
    """The name of each answer, the age bands, the households."""

    starts = StartsField()
    last = forms.IntegerField(
        label=gettext_lazy("Dernier âge accepté"),
        help_text=gettext_lazy("Vide : pas de limite. 29 pour un conseil de jeunes de moins de 30 ans."),
        required=False,
        min_value=1,
        max_value=120,
    )
    household_by_address = forms.BooleanField(
        label=gettext_lazy("Les personnes de même adresse forment un foyer"),
        help_text=gettext_lazy(
            "À cocher si le tirage doit prendre une seule personne par foyer, et si les adresses disent l’appartement."
        ),
        required=False,
    )

    def __init__(self, *args: Any, staged: StagedImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staged = staged
        plan = staged.plan
        kinds = [column["kind"] for column in plan["columns"]]
        self.initial = {
            **self.initial,
            "starts": written(plan["starts"]),
            "last": plan["last"],
            "household_by_address": plan["household_by_address"],
        }
        self.asks_ages = ColumnKind.AGE in kinds and previews.age_criterion(staged.list) is None
        if not self.asks_ages:
            del self.fields["starts"], self.fields["last"]
        if ColumnKind.ADDRESS not in kinds or ColumnKind.HOUSEHOLD in kinds:
            del self.fields["household_by_address"]
        self.answers: dict[int, list[tuple[str, str, int, str]]] = {}
        for at, kind in enumerate(kinds):
            if kind == ColumnKind.CRITERION:
                self.answers[at] = previews.answers_read(staged, at)[:MOST_ANSWERS]
                for number, (_key, read, _people, label) in enumerate(self.answers[at]):
                    self.fields[f"label_{at}_{number}"] = forms.CharField(
                        label=_("« {read} » se dira").format(read=read), initial=label, max_length=80, required=False
                    )

    def criteria(self) -> list[tuple[str, list[tuple[str, int, BoundField]]]]:
        """For each criterion: its name, and for each answer what was read, how many people, and the field."""
        return [
            (
                self.staged.plan["columns"][at]["name"],
                [(row[1], row[2], self[f"label_{at}_{number}"]) for number, row in enumerate(answers)],
            )
            for at, answers in self.answers.items()
        ]

    def labels(self) -> dict[int, dict[str, str]]:
        return {
            at: {row[0]: self.cleaned_data[f"label_{at}_{number}"] for number, row in enumerate(answers)}
            for at, answers in self.answers.items()
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.asks_ages and cleaned.get("starts"):
            try:
                bands(cleaned["starts"], cleaned.get("last"))
            except ValueError:
                self.add_error("last", _("Ce dernier âge est plus petit que le début de la dernière tranche."))
        return cleaned


MOST_ANSWERS = 40


class ConfirmForm(forms.Form):
    consented_on = forms.DateField(
        label=gettext_lazy("Date à laquelle elles ont accepté"),
        help_text=gettext_lazy("La date de clôture des inscriptions convient."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "narrow"}),
    )
    consent = forms.BooleanField(label="")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, volunteer_list: VolunteerList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = previews.today_of(volunteer_list)
        self.initial.setdefault("consented_on", self.today)
        self.fields["consent"].label = consent_text(CONSENT_FILE, volunteer_list.body.name)

    def clean_consented_on(self) -> Any:
        if self.cleaned_data["consented_on"] > self.today:
            raise forms.ValidationError(_("Cette date n’est pas encore passée."))
        return self.cleaned_data["consented_on"]
