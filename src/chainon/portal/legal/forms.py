"""One short form for the four pages; it may be left half filled and taken up again."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chainon.base import clock

from .models import Conformity, LegalBasis, LegalNotice

SHORT = {"rows": 3}


GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("Qui publie"),
        ("publisher", "publisher_status", "publisher_address", "publisher_phone", "contact_email", "director"),
    ),
    (_("Où se trouve le serveur"), ("host", "host_address", "host_phone", "server_people")),
    (_("Qui paie, qui modère"), ("funders", "moderators")),
    (_("Les données des personnes"), ("legal_basis", "data_officer", "processors", "purge_months")),
    (_("L’accessibilité"), ("conformity", "audited_on", "audited_by", "known_issues")),
)


class NoticeForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for the stubs
    purge_months = forms.IntegerField(
        label=_("Effacer les données des volontaires au bout de (mois)"),
        help_text=_("Pour les listes et les tirages à venir ; ce qui est déjà annoncé ne change pas."),
        min_value=1,
        max_value=60,
        required=False,
    )

    class Meta:
        model = LegalNotice
        fields = tuple(name for _title, names in GROUPS for name in names if name != "purge_months")
        help_texts: ClassVar[dict[str, str | Promise]] = {
            "publisher": _("Celle qui répond de ce qui est publié ici : association, commune, centre social…"),
            "publisher_status": _("Par exemple : association loi de 1901, RNA W931234567, ou un numéro SIREN."),
            "publisher_phone": _("La loi demande un téléphone."),
            "contact_email": _("Pour écrire à la structure, exercer ses droits, signaler un problème d’accessibilité."),
            "director": _("Son prénom et son nom. En général, la personne qui préside ou le ou la maire."),
            "host": _("L’entreprise ou la structure chez qui se trouve le serveur."),
            "legal_basis": _("Ce qui permet de garder des données de personnes. En cas de doute, demandez conseil."),
            "data_officer": _("Son nom et comment lui écrire. Les communes doivent en avoir un ou une."),
            "processors": _("Un par ligne, avec ce qu’il fait. Par exemple : Courriel Libre, envoi des courriels."),
            "known_issues": _("Ce que des personnes n’arrivent pas à utiliser, et ce que vous proposez à la place."),
            "funders": _("Un par ligne. Qui finance la plateforme et les personnes qui l’animent."),
            "moderators": _("Qui relit, selon quelles règles, et à qui s’adresser si l’on n’est pas d’accord."),
            "server_people": _("Par leur fonction. Ces personnes peuvent tout lire dans la base de données."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "contact_email": forms.EmailInput({"autocomplete": "email"}),
            "publisher_phone": forms.TextInput({"type": "tel"}),
            "host_phone": forms.TextInput({"type": "tel"}),
            "legal_basis": forms.RadioSelect(),
            "conformity": forms.RadioSelect(),
            "audited_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            **{
                name: forms.Textarea(SHORT)
                for name in ("processors", "known_issues", "funders", "moderators", "server_people")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"] = forms.ChoiceField(
            label=self.fields["legal_basis"].label,
            help_text=self.fields["legal_basis"].help_text,
            choices=LegalBasis.choices,
            widget=forms.RadioSelect,
            required=False,
        )

    @property
    def groups(self) -> list[tuple[str | Promise, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def answers(self) -> dict[str, Any]:
        """What goes on the legal pages; the delay is a setting of the territory."""
        return {name: value for name, value in self.cleaned_data.items() if name != "purge_months"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        audited = given.get("audited_on")
        if audited and audited > clock.today():
            self.add_error("audited_on", _("Cette date n’est pas encore passée."))
        if given.get("conformity") not in {None, "", Conformity.UNKNOWN} and not audited:
            self.add_error("audited_on", _("Dites de quand date l’audit qui l’a mesuré."))
        return given


class PreElectionForm(forms.Form):
    first_round = forms.DateField(
        label=_("Jour du premier tour"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last_round = forms.DateField(
        label=_("Jour du dernier tour"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        required=False,
        help_text=_("Vide : il n’y a qu’un tour."),
    )
