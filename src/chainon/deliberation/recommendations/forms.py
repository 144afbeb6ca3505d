from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.handing import addressees_of
from chainon.base.scopes.models import Scope
from chainon.methods.tables import TableError, decode

from .models import Recommendation
from .reading import read
from .selectors import themes_of

HEAVIEST = 500_000


class SheetForm(forms.Form):
    """The lines are read as they are typed: what is wrong is said line by line, and nothing is kept meanwhile."""

    title = forms.CharField(label=_("Titre"), max_length=160, help_text=_("« Avis de l’assemblée sur l’eau »"))
    addressed_to = forms.CharField(
        label=_("À qui s’adressent-elles ?"),
        max_length=120,
        initial=_("le conseil municipal"),
        help_text=_("La page s’appellera « Ce que … en a fait »."),
    )
    adopted_on = forms.DateField(
        label=_("Adoptées le"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=_("Les recommandations, une par ligne"),
        required=False,
        max_length=HEAVIEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("« 12. Ouvrir les cours d’école l’été. » 400 caractères au plus. Ou les colonnes d’un tableur : "
                    "numéro ; texte ; thème ; porteur."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Ou un fichier CSV"),
        required=False,
        help_text=_("Ses colonnes : numéro, texte, thème, porteur. Seul le texte est obligatoire."),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        kwargs["initial"] = {"entry": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self._territory = territory

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file = found.pop("file", None)
        if file is not None and not self._read_file(file, found):
            return found
        for fault in read(found.get("source", ""), themes_of(self._territory)).faults:
            self.add_error("source", fault)
        return found

    def _read_file(self, file: Any, found: dict[str, Any]) -> bool:
        """Its lines take the place of those typed, in the form too: one corrects them on the screen."""
        if file.size > HEAVIEST:
            self.add_error("file", _t("Ce fichier est trop lourd pour une feuille de recommandations."))
            return False
        try:
            text, _encoding = decode(file.read())
        except TableError:
            self.add_error("file", _t("Ce fichier ne se lit pas comme du texte : enregistrez-le en CSV UTF-8."))
            return False
        found["source"] = text
        assert isinstance(self.data, QueryDict), "what a request sends"
        data = self.data.copy()
        data["source"] = text
        self.data = data
        return True


class HandForm(forms.Form):
    """Several to one who may answer."""

    key = forms.ChoiceField(label=_("À qui ?"))
    lines = forms.MultipleChoiceField(label=_("Lesquelles ?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, territory: Scope, lines: list[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "key": [(each.key, each.name) for each in addressees_of(territory)],
            "lines": [(each.node.public_id, str(each)) for each in lines],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
