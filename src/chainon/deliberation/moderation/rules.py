"""Who reports, who decides, who appeals, who answers. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Appeal, Case, Outcome, Quality
from .things import Thing

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)
READERS = (*TEAM, Role.GUARANTOR)


def may_report(by: By, thing: Thing) -> Verdict:
    """Anyone, with or without an account, anything public."""
    if isinstance(by, User) and not by.is_active:
        return refuse(_("Ce compte est fermé."))
    return ALLOWED if thing.standing.is_public else refuse(_("Ceci n’est pas public : il n’y a rien à signaler."))


def may_see_queue(by: By, territory: Scope) -> Verdict:
    """The team, and the guarantor who watches over it, somewhere in the territory."""
    if isinstance(by, User) and by.is_active:
        here = Grant.objects.filter(user=by, role__in=READERS, scope__in=Scope.objects.within(territory))
        if here.exists():
            return ALLOWED
    return refuse(_("Seuls l’équipe d’animation et le garant de la participation lisent les signalements."))


def may_see(by: By, scope: Scope) -> Verdict:
    if has_role(by, *READERS, scope=scope):
        return ALLOWED
    return refuse(_("Seuls l’équipe d’animation et le garant de la participation lisent les signalements."))


def may_decide(by: By, case: Case) -> Verdict:
    if not has_role(by, *TEAM, scope=case.scope):
        return refuse(_("Seules l’animation et l’administration tranchent un signalement."))
    return ALLOWED if case.decided_at is None else refuse(_("Ce signalement est déjà tranché."))


def outcomes_for(thing: Thing | None) -> list[Outcome]:
    """What may be decided: of a thing that is gone meanwhile, only that it is settled."""
    if thing is None or not thing.standing.is_public:
        return [Outcome.HANDLED]
    may = {Outcome.STRUCK: thing.of.strike, Outcome.HIDDEN: thing.of.hide}
    return [Outcome.KEPT, *(each for each, act in may.items() if act is not None), Outcome.HANDLED]


def may_appeal(by: By, thing: Thing, quality: Quality) -> Verdict:
    """Anyone, against a refusal: its author, whoever keeps its slip, someone else; each once for one refusal."""
    standing = thing.standing
    if standing.refused_at is None or thing.of.show is None:
        return refuse(_("Ceci n’a pas été refusé : il n’y a pas de recours à faire."))
    if isinstance(by, User) and not by.is_active:
        return refuse(_("Ce compte est fermé."))
    if quality == Quality.AUTHOR and (not isinstance(by, User) or standing.author != by):
        return refuse(_("Connectez-vous avec le compte qui l’a écrit."))
    made = Appeal.objects.filter(
        territory=standing.scope.root, kind=thing.of.kind, thing=thing.public_id, refused_at=standing.refused_at
    )
    if made.filter(quality=quality).exists():
        return refuse(_("Un recours a déjà été fait contre ce refus : le garant répond en public."))
    return ALLOWED


def may_answer(by: By, appeal: Appeal) -> Verdict:
    """The guarantor alone, who cannot be of the team there."""
    if not has_role(by, Role.GUARANTOR, scope=appeal.scope):
        return refuse(_("Seul le garant de la participation répond à un recours."))
    return ALLOWED if appeal.answered_at is None else refuse(_("Ce recours a déjà sa réponse."))
