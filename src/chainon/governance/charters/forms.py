"""The six articles to write, the adoption to note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.base.files.forms import SentFileField

from .models import ArticleKey

ASKED = {
    ArticleKey.OBJECTIVES: _("Pourquoi tirer au sort, et qui l’on veut entendre. À adopter avant tout tirage."),
    ArticleKey.REPLACEMENT: _("Que se passe-t-il quand quelqu’un s’arrête ?"),
    ArticleKey.TERM: _("Combien de temps, à quel rythme, avec quelle aide ?"),
    ArticleKey.HANDOVER: _("Comment l’expérience passe-t-elle aux suivants ?"),
    ArticleKey.DECISION: _("Qui décide quoi, comment, et qui répond ?"),
    ArticleKey.DISAGREEMENT: _("Que fait-on quand on n’est pas d’accord ?"),
}


class CharterForm(forms.Form):
    """One field an article, named by its key; the reason of the change from the second version on."""

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ArticleKey:
            self.fields[key.value] = forms.CharField(
                label=key.label, help_text=ASKED[key], max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
            )
        if not is_first:
            self.fields["change_reason"] = forms.CharField(
                label=_("Pourquoi la charte change"),
                max_length=300,
                help_text=_("Une phrase, publiée avec la version."),
            )

    @property
    def texts(self) -> dict[str, str]:
        # browsers send line ends as CRLF: the text kept, compared and hashed has one form
        return {key.value: self.cleaned_data[key.value].replace("\r\n", "\n") for key in ArticleKey}


class AdoptionForm(forms.Form):
    adopted_by = forms.CharField(
        label=_("Qui l’a adoptée ?"),
        max_length=160,
        help_text=_("Par exemple : les habitants réunis au centre social."),
    )
    adopted_on = forms.DateField(label=_("Quel jour ?"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    present = forms.IntegerField(label=_("Combien de personnes présentes ?"), min_value=1, max_value=9999)
    against = forms.IntegerField(label=_("Combien de voix contre ?"), min_value=0, max_value=9999, required=False)
    sheet = SentFileField(
        label=_("Photo de la feuille signée"),
        required=False,
        help_text=_(
            "JPEG, PNG ou PDF, 10 Mo au plus. Seuls l’équipe et le garant la voient : elle porte des signatures."
        ),
    )
    names = forms.CharField(
        label=_("Noms de celles et ceux qui le souhaitent"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Publics. N’écrivez que les personnes qui vous l’ont demandé."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi la retirer ?"), max_length=300, help_text=_("Cette phrase sera publique.")
    )
