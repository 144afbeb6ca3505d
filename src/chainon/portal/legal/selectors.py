"""The legal pages: what people answered, what still is missing, and what the software itself knows it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import Grant, Role
from chainon.base.accounts.rules import TEAM_READERS
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Scope
from chainon.governance.draws.rules import TEAM as DRAW_TEAM
from chainon.governance.volunteers.models import MANAGERS, READERS
from chainon.territory.places.elsewhere import There, territories_elsewhere

from .events import PRE_ELECTION_SET
from .models import LegalNotice

READ_ON = date(2026, 11, 22)

# page → the fields without which it says less than it must
NEEDED: dict[str, tuple[str, ...]] = {
    "mentions": (
        "publisher", "publisher_address", "publisher_phone", "contact_email", "director",
        "host", "host_address", "host_phone",
    ),
    "data": ("publisher", "contact_email", "legal_basis", "host"),
    "accessibility": ("publisher", "contact_email"),
    "keepers": ("publisher", "host", "funders", "moderators", "server_people"),
}  # fmt: skip


def notice_of(territory: Scope) -> LegalNotice:
    """What was answered; an empty notice (not stored) before anyone did."""
    return LegalNotice.objects.filter(territory=territory).first() or LegalNotice(territory=territory)


def notices_elsewhere(path: str) -> list[tuple[There, LegalNotice]]:
    """Each territory of the installation with what it answered, and the address of this page there."""
    there = territories_elsewhere(path)
    notices = LegalNotice.objects.filter(territory__in=[each.scope for each in there])
    said = {notice.territory_id: notice for notice in notices}
    return [(each, said.get(each.scope.pk) or LegalNotice(territory=each.scope)) for each in there]


def missing(notice: LegalNotice, page: str = "") -> list[str]:
    """The answers still missing on a page, or on any, in words."""
    names = NEEDED[page] if page else dict.fromkeys(name for needed in NEEDED.values() for name in needed)
    labels = {field.name: str(field.verbose_name) for field in LegalNotice._meta.fields}
    return [labels[name] for name in names if not getattr(notice, name)]


@dataclass(frozen=True)
class Sight:
    """Something kept here, and the roles that see it. `others`: who else, in words; `note`: what keeps it in bounds."""

    what: str | Promise
    roles: tuple[Role, ...]
    others: str | Promise = ""
    note: str | Promise = ""

    @property
    def who(self) -> str:
        return ", ".join([*([str(self.others)] if self.others else []), *(str(role.label) for role in self.roles)])


# The roles come from the rules themselves: when a rule changes, the page says so.
SIGHTS: tuple[Sight, ...] = (
    Sight(
        gettext_lazy("Les pages publiques : instances, chartes, tirages publiés, journal"),
        (),
        others=gettext_lazy("tout le monde, sans compte"),
        note=gettext_lazy("aucun nom d’habitante ou d’habitant, sauf le prénom de qui l’a accepté"),
    ),
    Sight(
        gettext_lazy("L’adresse électronique d’un compte"),
        (),
        others=gettext_lazy("la personne elle-même"),
        note=gettext_lazy("qui envoie une invitation connaît l’adresse qu’il a tapée"),
    ),
    Sight(gettext_lazy("Les noms des personnes qui ont un rôle ici"), TEAM_READERS),
    Sight(gettext_lazy("Les noms et les réponses des volontaires d’un tirage"), READERS),
    Sight(
        gettext_lazy("Les coordonnées des volontaires"),
        MANAGERS,
        note=gettext_lazy("celles et ceux qui doivent les joindre ; le garant contrôle la liste sans elles"),
    ),
    Sight(gettext_lazy("La préparation d’un tirage, avant sa publication"), (*DRAW_TEAM, Role.GUARANTOR)),
    Sight(
        gettext_lazy("Le fichier scellé d’un tirage : des profils sous des numéros, sans nom"),
        (Role.GUARANTOR,),
        note=gettext_lazy("chaque remise est écrite au journal"),
    ),
    Sight(gettext_lazy("Les documents réservés à l’équipe"), TEAM_READERS),
    Sight(
        gettext_lazy("Le courrier sortant"),
        (Role.ADMINISTRATOR,),
        note=gettext_lazy("s’il est parti ou non, jamais ce qu’il dit"),
    ),
)


@dataclass(frozen=True)
class RoleCount:
    role: str
    people: int


def role_counts(territory: Scope) -> list[RoleCount]:
    """How many people hold each role in the territory or in something of it; roles of nobody are left out."""
    grants = Grant.objects.filter(scope__in=Scope.objects.within(territory), user__is_active=True)
    found = dict(grants.order_by().values_list("role").annotate(people=Count("user", distinct=True)))
    return [RoleCount(str(role.label), found[role]) for role in Role if role in found]


def who_set_pre_election(territory: Scope) -> Line | None:
    """The line of the journal that says in which quality, and when; None while nothing is set."""
    if territory.settings.pre_election_from is None:
        return None
    verbs = Line.objects.filter(territory=territory, verb=PRE_ELECTION_SET.name)
    return verbs.order_by("-number").first()
