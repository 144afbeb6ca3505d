"""What a form asks of a proposal: only what a person can know."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui.fields import PickField
from chainon.governance.bodies.selectors import bodies_of, bodies_to_speak_for
from chainon.territory.places.fields import ScopeField

from .models import Origin
from .services import Words
from .since import SinceError, read_since

HEARD = (Origin.PAPER, Origin.GATHERING, Origin.RELAY)


def _prompt(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WordsForm(forms.Form):
    """The words themselves, where, about what, since when."""

    title = forms.CharField(
        label=gettext_lazy("En une phrase"),
        max_length=120,
        help_text=gettext_lazy(
            "Comme vous le diriez à une voisine. Par exemple : « Des bancs à l’ombre devant l’école »."
        ),
    )
    goes_well = _prompt(gettext_lazy("Qu’est-ce qui va bien ?"), gettext_lazy("Ce à quoi il ne faut pas toucher."))
    must_change = _prompt(
        gettext_lazy("Qu’est-ce qui doit changer ?"),
        gettext_lazy("Cette réponse ou la suivante : une suffit."),
    )
    would_do = _prompt(
        gettext_lazy("Que feriez-vous ?"), gettext_lazy("Une idée suffit : elle n’a pas besoin d’être parfaite.")
    )
    place = ScopeField(label=gettext_lazy("Où ?"))
    theme = PickField(label=gettext_lazy("De quoi s’agit-il ?"))
    since = forms.CharField(
        label=gettext_lazy("Depuis quand ?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Une année, un mois ou un jour : 2021, mars 2023, 14/03/2023."),
    )
    helped_by = forms.CharField(
        label=gettext_lazy("Fait avec l’aide de"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Une personne, un lieu, un logiciel : ce sera écrit sous la proposition."),
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
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: By, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.territory, self.today = by, territory, clock.today(territory.time_zone)
        self.initial.setdefault("entry", uuid.uuid4())
        place, theme = self.fields["place"], self.fields["theme"]
        assert isinstance(place, ScopeField) and isinstance(theme, PickField)
        place.offer(territory.scope)
        if len(list(place.widget.choices)) == 1:  # one place is no question
            del self.fields["place"]
        theme.offer(
            Theme.objects.filter(territory=territory.scope, retired_on=None), _("Je ne sais pas, ou autre chose")
        )
        if not theme.things:
            del self.fields["theme"]

    def _offer_bodies(self, label: str, none: str) -> None:
        body = self.fields["body"]
        assert isinstance(body, PickField)
        body.label = label
        body.offer(bodies_to_speak_for(self.by, self.territory.scope), none)
        if not body.things:
            del self.fields["body"]

    def clean_since(self) -> str:
        try:
            return read_since(self.cleaned_data["since"], self.today)
        except SinceError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("must_change") or cleaned.get("would_do") or self.has_error("must_change")):
            self.add_error(
                "must_change", _("Écrivez ce qui doit changer, ou ce que vous feriez : l’un des deux suffit.")
            )
        return cleaned

    @property
    def scope(self) -> Scope:
        chosen: Scope = self.cleaned_data.get("place") or self.territory.scope
        return chosen

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(
            title=said["title"],
            goes_well=said["goes_well"],
            must_change=said["must_change"],
            would_do=said["would_do"],
            since=said["since"],
            helped_by=said["helped_by"],
            theme=said.get("theme"),
        )

    def _named(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def asked(self) -> list[BoundField]:
        return self._named("title", "goes_well", "must_change", "would_do")

    @property
    def situated(self) -> list[BoundField]:
        return self._named("place", "theme", "since")


class SayForm(WordsForm):
    """For oneself, or for one's body."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signature = str(getattr(self.by, "display_name", ""))
        if self.signature:
            del self.fields["author_name"]
        self._offer_bodies(_("Au nom de"), self.signature or _("Moi"))

    @property
    def signed(self) -> list[BoundField]:
        return self._named("body", "author_name", "helped_by")


class EnterForm(WordsForm):
    """What someone else said or wrote, named as they asked."""

    origin = forms.ChoiceField(
        label=gettext_lazy("Comment cela vous est parvenu ?"),
        choices=[
            (Origin.PAPER, gettext_lazy("Sur papier")),
            (Origin.GATHERING, gettext_lazy("Lors d’une rencontre")),
            (Origin.RELAY, gettext_lazy("Dit à un habitant-relais")),
        ],
        widget=forms.RadioSelect,
        initial=Origin.PAPER,
    )
    said_on = forms.DateField(
        label=gettext_lazy("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("said_on", self.today)
        self.fields["author_name"].label = _("Comment la personne veut-elle être nommée ?")
        self._offer_bodies(_("Au nom d’une instance"), _("Non, d’une personne"))

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day

    @property
    def heard(self) -> list[BoundField]:
        return self._named("origin", "said_on")

    @property
    def signed(self) -> list[BoundField]:
        return self._named("author_name", "body", "helped_by")


class LookForm(forms.Form):
    """What one looks for in the list; names of the address in French."""

    theme = PickField(label=gettext_lazy("Thème"))
    lieu = ScopeField(label=gettext_lazy("Où"), required=False, with_territory=False)
    instance = PickField(label=gettext_lazy("Instance"))

    def __init__(self, *args: Any, territory: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, place, body = self.fields["theme"], self.fields["lieu"], self.fields["instance"]
        assert isinstance(theme, PickField) and isinstance(place, ScopeField) and isinstance(body, PickField)
        theme.offer(Theme.objects.filter(territory=territory), _("Tous les thèmes"))
        place.offer(territory)
        place.choices = [("", _("Partout")), *list(place.widget.choices)[1:]]
        body.offer(bodies_of(territory), _("Toutes"))
        if len(list(place.widget.choices)) == 1:
            del self.fields["lieu"]
        if not body.things:
            del self.fields["instance"]

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(ReasonForm):
    takes_words_back = forms.BooleanField(
        label=gettext_lazy("Effacer aussi le texte : on ne lira plus que le titre et votre raison."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Pourquoi la retirer ?")
        self.fields["reason"].help_text = _("Cette phrase sera publique.")


class RefuseForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Pourquoi ne pas la publier ?")
        self.fields["reason"].help_text = _(
            "Cette phrase sera publique, sans le texte. Par exemple : « Nomme une personne et l’accuse. » "
            "Ne redites ni le nom ni l’accusation."
        )
