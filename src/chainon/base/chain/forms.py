from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.scopes.models import Scope

from .calendar import USUAL_DAYS, days_for, zone_of
from .models import Follow, Relation, Theme

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PauseForm(forms.Form):
    first = forms.DateField(label=_("Premier jour"), widget=DAY)
    last = forms.DateField(label=_("Dernier jour"), widget=DAY)
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=160, help_text=_("Par exemple : vacances scolaires. Ce sera public.")
    )


class DelayForm(forms.Form):
    expects = forms.ChoiceField(label=_("Pour quoi ?"))
    days = forms.IntegerField(
        label=_("Nombre de jours"), min_value=1, max_value=365, help_text=_("Ce qui court déjà garde son délai.")
    )

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["expects"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, Relation(each).label) for each in USUAL_DAYS]
        field.initial = Relation.ANSWER.value
        self.fields["days"].initial = days_for(territory, Relation.ANSWER)

    def clean_expects(self) -> Relation:
        return Relation(self.cleaned_data["expects"])


class ThemeForm(forms.Form):
    name = forms.CharField(
        label=_("Le mot"), max_length=40, help_text=_("Un mot de tous les jours : « Logement », « Se déplacer ».")
    )
    position = forms.IntegerField(label=_("Sa place dans la liste"), min_value=1, max_value=12)
    decision = forms.CharField(
        label=_("Quelle décision ?"),
        max_length=300,
        help_text=_(
            "Qui l’a prise, et pourquoi : « Le conseil citoyen, pour qu’on trouve les écoles. » Ce sera public."
        ),
    )
    decided_on = forms.DateField(label=_("Prise quel jour ?"), widget=DAY)

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = Theme.objects.filter(territory=territory, retired_on=None).count()
        self.fields["position"].initial = min(used + 1, 12)
        self.fields["decided_on"].initial = clock.today(zone_of(territory))


class ChangeThemeForm(ThemeForm):
    is_used = forms.BooleanField(
        label=_("On s’en sert"),
        required=False,
        help_text=_("Décoché, on ne le propose plus ; ce qui le porte le porte toujours."),
    )
    field_order = ("name", "position", "is_used", "decision", "decided_on")

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = theme.name
        self.fields["position"].initial = min(theme.position, 12)
        self.fields["is_used"].initial = theme.retired_on is None


class ContactForm(forms.Form):
    contact = forms.CharField(
        label=_("Comment trouver cette personne ?"),
        max_length=200,
        help_text=_("« Mme D., tour B, 3e étage », un téléphone… Lu par les relais et l’animation seulement."),
    )


class MailForm(forms.Form):
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("Un courriel par jour au plus, quand il y a du neuf. On arrête quand on veut, d’un clic."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ContactsField(forms.ModelMultipleChoiceField[Follow]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.contact)


class ToldForm(forms.Form):
    told_on = forms.DateField(label=_("Dit le"), widget=DAY)
    follows = ContactsField(label=_("À qui ?"), queryset=Follow.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, territory: Scope, contacts: list[Follow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = clock.today(zone_of(territory))
        self.fields["told_on"].initial = self._today
        field = self.fields["follows"]
        assert isinstance(field, ContactsField)
        field.queryset = Follow.objects.filter(pk__in=[each.pk for each in contacts])
        if len(contacts) == 1:
            field.initial = [contacts[0].pk]
