"""What is asked of whoever convenes, and of whoever tells what happened."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.rules import By, has_role
from chainon.base.files.forms import SentFileField
from chainon.base.files.kinds import PAPERS, Accepted
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui.fields import AddressField
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.selectors import bodies_to_speak_for
from chainon.territory.places.fields import ScopeField

from .models import USUAL_LENGTH, Gathering, Outcome, OutcomeKind
from .rules import MANAGERS
from .services import Account, Notice

LINE = 400


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


def _hour() -> forms.TimeInput:
    return forms.TimeInput({"type": "time"}, "%H:%M")


class NoticeForm(forms.Form):
    """The announcement. Times are the territory's."""

    title = forms.CharField(
        label=gettext_lazy("De quoi va-t-on parler ?"),
        max_length=120,
        help_text=gettext_lazy("Une phrase courte : elle sera en grand sur l’affiche."),
    )
    day = forms.DateField(label=gettext_lazy("Quel jour ?"), widget=_day())
    begins = forms.TimeField(label=gettext_lazy("À quelle heure ?"), widget=_hour())
    ends = forms.TimeField(
        label=gettext_lazy("Jusqu’à quelle heure ?"),
        widget=_hour(),
        required=False,
        help_text=gettext_lazy("Vide : deux heures plus tard."),
    )
    address = forms.CharField(
        label=gettext_lazy("Où se retrouve-t-on ?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Comme vous le diriez à quelqu’un qui n’est jamais venu : la salle, la rue, l’entrée."),
    )
    link = AddressField(label=gettext_lazy("Ou un lien, si c’est à distance"), max_length=300, required=False)
    body = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        label=gettext_lazy("Quelle instance se réunit ?"),
        to_field_name="public_id",
        required=False,
    )
    place = ScopeField(
        label=gettext_lazy("Pour quel lieu ?"),
        required=False,
        help_text=gettext_lazy("Vide : celui de l’instance, ou tout le territoire."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Pour quoi faire"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ce que l’on décidera, ou pas, et ce qu’il vaut mieux avoir lu."),
    )
    for_whom = forms.CharField(
        label=gettext_lazy("Qui peut venir"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Vide : ouverte à tout le monde."),
    )
    access = forms.CharField(
        label=gettext_lazy("Pour que chacun puisse venir"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Garde d’enfants, interprète, accès sans marche, repas, transport…"),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)
    FOLDED: tuple[str, ...] = ("purpose", "for_whom", "access", "link")

    def __init__(self, *args: Any, by: By, territory: Territory, gathering: Gathering | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.zone, self.territory = ZoneInfo(territory.time_zone), territory
        self.initial.setdefault("entry", uuid.uuid4())
        body, place = self.fields["body"], self.fields["place"]
        assert isinstance(body, forms.ModelChoiceField) and isinstance(place, ScopeField)
        if gathering is not None:  # who convenes, and for where, does not change
            del self.fields["body"], self.fields["place"]
            return
        offered = bodies_to_speak_for(by, territory.scope)
        body.queryset = offered
        if has_role(by, *MANAGERS, scope=territory.scope):
            body.empty_label = _("Aucune : l’équipe d’animation invite")
        else:
            body.required, body.empty_label = True, None if len(offered) == 1 else _("Choisissez")
        place.offer(territory.scope)
        if place.is_no_question:
            del self.fields["place"]

    @classmethod
    def initial_of(cls, gathering: Gathering, zone: ZoneInfo) -> dict[str, Any]:
        begins, ends = gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone)
        kept = {name: getattr(gathering, name) for name in ("title", "address", "link", *cls.FOLDED)}
        return {**kept, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("address") and not cleaned.get("link") and not self.has_error("link"):
            self.add_error("address", _("Dites où l’on se retrouve, ou donnez un lien : l’un des deux suffit."))
        return cleaned

    @property
    def notice(self) -> Notice:
        said = self.cleaned_data
        starts = self._moment(said["day"], said["begins"])
        ends = self._moment(said["day"], said["ends"]) if said["ends"] else starts + USUAL_LENGTH
        if ends <= starts and said["ends"]:  # past midnight
            ends += timedelta(days=1)
        words = {name: said[name].replace("\r\n", "\n") for name in ("title", "address", "link", *self.FOLDED)}
        return Notice(starts_at=starts, ends_at=ends, **words)

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)

    @property
    def scope(self) -> Scope:
        """Where: as said, else where the body is."""
        body: Body | None = self.cleaned_data.get("body")
        place: Scope | None = self.cleaned_data.get("place")
        if place is not None:
            return place
        parent = body.scope.parent if body is not None else None
        return parent or self.territory.scope

    @property
    def asked(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    @property
    def folded(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name in self.FOLDED]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors or self.initial.get(field.name) for field in self.folded)


class RecountForm(NoticeForm):
    """One that is over and was not announced here: what it was about, when, where, of whom. Its minutes come next."""

    FOLDED = ()

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in ("purpose", "for_whom", "access"):  # said to those who will come
            del self.fields[name]
        self.fields["title"].label, self.fields["title"].help_text = _("De quoi a-t-on parlé ?"), ""
        self.fields["address"].label, self.fields["address"].help_text = _("Où s’est-on retrouvé ?"), ""
        self.fields["link"].label = _("Ou le lien, si c’était à distance")
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)
        body.label = _("Quelle instance s’est réunie ?")
        if not body.required:
            body.empty_label = _("Aucune : l’équipe d’animation avait invité")


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi n’a-t-elle pas lieu ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Cette phrase sera publique, à la place de l’annonce."),
    )


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9999, required=False)


class AccountForm(forms.Form):
    """What happened: in words, then what was decided and what was not agreed on, a line each; how many came."""

    minutes = forms.CharField(
        label=gettext_lazy("Ce qui s’est dit"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Public tout de suite. Ne nommez personne qui ne l’a pas demandé."),
    )
    decisions = forms.CharField(
        label=gettext_lazy("Ce qui a été décidé"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Une décision par ligne. Chacune aura sa page, et l’on attendra : qui le fait, et quand."
        ),
    )
    disagreements = forms.CharField(
        label=gettext_lazy("Là où l’on n’était pas d’accord"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Un désaccord par ligne, avec les deux côtés. Il compte autant que le reste."),
    )
    under_16 = _people(gettext_lazy("Moins de 16 ans"))
    from_16 = _people(gettext_lazy("16 à 25 ans"))
    from_26 = _people(gettext_lazy("26 à 60 ans"))
    over_60 = _people(gettext_lazy("Plus de 60 ans"))
    present = _people(gettext_lazy("Ou le total seulement"))
    first_time = _people(gettext_lazy("Dont : viennent pour la première fois"))
    COUNTED = ("under_16", "from_16", "from_26", "over_60", "present", "first_time")

    @classmethod
    def initial_of(cls, gathering: Gathering, outcomes: list[Outcome]) -> dict[str, Any]:
        def lines(kind: OutcomeKind) -> str:
            return "\n".join(outcome.text for outcome in outcomes if outcome.kind == kind)

        counts = {name: getattr(gathering, name) for name in cls.COUNTED}
        if any(each is not None for each in gathering.bands):
            counts["present"] = None
        return {
            "minutes": gathering.minutes,
            "decisions": lines(OutcomeKind.DECISION),
            "disagreements": lines(OutcomeKind.DISAGREEMENT),
            **counts,
        }

    def clean_minutes(self) -> str:
        return str(self.cleaned_data["minutes"]).replace("\r\n", "\n")

    def clean_decisions(self) -> list[str]:
        return self._lines("decisions")

    def clean_disagreements(self) -> list[str]:
        return self._lines("disagreements")

    def _lines(self, name: str) -> list[str]:
        lines = [" ".join(line.split()).lstrip("-•* ").strip() for line in self.cleaned_data[name].splitlines()]
        if too_long := next((line for line in lines if len(line) > LINE), None):
            said = _("La ligne « {start}… » dépasse {most} lettres : coupez-la en deux, ou mettez le détail au-dessus.")
            raise forms.ValidationError(said.format(start=too_long[:40], most=LINE))
        return [line for line in lines if line]

    @property
    def account(self) -> Account:
        return Account(**self.cleaned_data)

    @property
    def told(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.COUNTED]

    @property
    def counted(self) -> list[BoundField]:
        return [field for field in self if field.name in self.COUNTED]


class ApproveForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Quel jour l’instance l’a-t-elle approuvé ?"),
        widget=_day(),
        help_text=gettext_lazy("Ensuite il ne change plus."),
    )


class NothingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ne demande-t-elle rien de plus ?"),
        max_length=300,
        help_text=gettext_lazy("Par exemple : fait sur place. Cette phrase sera publique."),
    )


class PaperForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Ce que c’est"), max_length=120)
    sent = SentFileField(
        label=gettext_lazy("Le document"),
        allowed=PAPERS,
        help_text=gettext_lazy("PDF ou photo, 10 Mo au plus. Il sera public : cachez les noms et les signatures."),
    )

    @property
    def accepted(self) -> Accepted:
        accepted: Accepted = self.cleaned_data["sent"]
        return accepted
