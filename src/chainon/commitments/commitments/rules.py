"""Who promises, and who says what became of it. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node, Stage
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.selectors import bodies_to_speak_for

from .models import Commitment, HandsCall, Notice, Outcome, UpdateKind

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
NEIGHBOURS = (*MANAGERS, Role.MEMBER, Role.RELAY)
WATCHERS = (*MANAGERS, Role.GUARANTOR)
COUNTERS = (*MANAGERS, Role.GUARANTOR, Role.MEMBER, Role.RELAY)


def may_promise_after(node: Node) -> Verdict:
    """A promise comes out of a word, of a debate or of a decision that is public."""
    if not node.is_public:
        return refuse(_("Ceci n’est pas public."))
    if node.stage > Stage.DECISION:
        return refuse(_("On s’engage à partir d’une parole, d’un débat ou d’une réponse."))
    return ALLOWED


def may_record_in(by: By, scope: Scope) -> Verdict:
    """Type the promise of an institution, said aloud or in a letter: those who animate the place."""
    if has_role(by, *MANAGERS, scope=scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du lieu saisissent l’engagement d’un autre."))


def may_record_promise(by: By, node: Node) -> Verdict:
    """The same, of a promise that comes out of a public node."""
    may = may_record_in(by, node.scope)
    return may_promise_after(node) if may else may


def may_import(by: By, territory: Scope) -> Verdict:
    """Many past promises at once: those who animate or administer the whole territory."""
    if has_role(by, *MANAGERS, scope=territory):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du territoire importent des promesses."))


def may_write_for_a_group(by: By, node: Node) -> bool:
    """Members, relays, those who animate there, for the residents who will do it, whatever they call themselves."""
    is_of_body = node.body is not None and has_role(by, Role.MEMBER, scope=node.body)
    return is_of_body or has_role(by, *NEIGHBOURS, scope=node.scope)


def may_take_on(by: By, node: Node) -> Verdict:
    """« On s’en occupe nous-mêmes »: those, and any resident who speaks for a collective or another body."""
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous : il faut que l’on puisse joindre qui s’en occupe."))
    if not may_write_for_a_group(by, node) and not groups_of(by, node):
        return refuse(_("On s’engage à plusieurs, sous un nom que chacun peut joindre : ouvrez d’abord un collectif."))
    return may_promise_after(node)


def may_take_on_as(by: By, node: Node, owner: str) -> Verdict:
    """Under that name: for a group, any; else that of a body for which they speak."""
    if not may_write_for_a_group(by, node) and owner not in groups_of(by, node):
        return refuse(_("On s’engage ici au nom d’un collectif ou d’une instance dont on est membre."))
    return may_take_on(by, node)


def groups_of(by: By, node: Node) -> list[str]:
    """The names under which a resident may take it on: the open bodies of the territory for which they speak."""
    bodies = bodies_to_speak_for(by, node.territory).shown()
    return list(dict.fromkeys(bodies.values_list("scope__label", flat=True)))


def speaks_for_owner(by: By | None, commitment: Commitment) -> bool:
    """By the signed link (None), or, of what residents took on, whoever wrote it."""
    if by is None:
        return True
    return commitment.is_of_residents and isinstance(by, User) and commitment.entered_by_id == by.pk


def may_update(by: By | None, commitment: Commitment) -> Verdict:
    """Give news, plan and finish steps: the owner by their link (`by` None), the team, and whoever took it on."""
    if commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet engagement est clos."))
    if by is None or speaks_for_owner(by, commitment) or has_role(by, *MANAGERS, scope=commitment.scope):
        return ALLOWED
    return refuse(_("Celles et ceux qui l’ont pris, ou l’équipe d’animation, en donnent des nouvelles."))


def may_say(by: By | None, commitment: Commitment, kind: UpdateKind) -> Verdict:
    """That it will not be done is said by its owner, or after a notice: never typed by the team for somebody else."""
    if kind == UpdateKind.NOT_KEPT and not commitment.comes_back and not speaks_for_owner(by, commitment):
        return refuse(
            _("Vous ne pouvez pas l’écrire à sa place : annoncez « non tenu », et laissez sept jours pour répondre.")
        )
    return may_update(by, commitment)


def may_revise(by: By, commitment: Commitment) -> Verdict:
    """Revised together is written by those who met, never by the owner alone: the team, or the residents' own."""
    return may_update(by, commitment)


def may_announce_not_kept(by: By, commitment: Commitment, today: date) -> Verdict:
    """The team or the guarantor, once the day promised has passed; one notice at a time."""
    if not has_role(by, *WATCHERS, scope=commitment.scope):
        return refuse(_("L’équipe d’animation ou le garant de la participation l’annoncent, avec leur raison."))
    if commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet engagement est clos."))
    if commitment.due_on >= today:
        return refuse(_("Le jour promis n’est pas passé."))
    if commitment.notices.filter(said_at=None, withdrawn_at=None).exists():
        return refuse(_("C’est déjà annoncé."))
    return ALLOWED


def may_say_not_kept(by: By, notice: Notice, today: date) -> Verdict:
    """After the seven days announced."""
    if not notice.is_waiting:
        return refuse(_("Cette annonce est close."))
    if not has_role(by, *WATCHERS, scope=notice.commitment.scope):
        return refuse(_("L’équipe d’animation ou le garant de la participation le disent, avec leur raison."))
    if today < notice.may_say_on:
        return refuse(_("Les sept jours annoncés ne sont pas passés."))
    return ALLOWED


def may_withdraw_notice(by: By, notice: Notice) -> Verdict:
    if not notice.is_waiting:
        return refuse(_("Cette annonce est close."))
    if has_role(by, *WATCHERS, scope=notice.commitment.scope):
        return ALLOWED
    return refuse(_("L’équipe d’animation ou le garant de la participation la retirent."))


def may_reply(notice: Notice) -> Verdict:
    """The owner, by their link: once, before « non tenu » is said or after."""
    if notice.withdrawn_at is not None and notice.commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet engagement est clos, et l’annonce retirée : il n’y a plus rien à répondre."))
    if notice.withdrawn_at is not None:
        return refuse(_("Cette annonce a été retirée : il n’y a plus rien à répondre."))
    if notice.replied_at is not None:
        return refuse(_("Votre réponse est publiée."))
    return ALLOWED


def may_be_checked(commitment: Commitment, today: date) -> Verdict:
    """There is something to look at: it is said to be over, its day has passed, or a part of it was said done."""
    if commitment.outcome != Outcome.OPEN or commitment.due_on < today:
        return ALLOWED
    said = (UpdateKind.KEPT, UpdateKind.PARTLY_KEPT)
    if commitment.updates.filter(kind__in=said).exists() or commitment.steps.exclude(done_on=None).exists():
        return ALLOWED
    return refuse(_("Le jour promis n’est pas passé : il n’y a encore rien à vérifier sur place."))


def may_check(by: By, commitment: Commitment, today: date) -> Verdict:
    """Anyone with an account, once; without one, the code of a paper slip does as well (see the service)."""
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous, ou tapez le code d’un coupon."))
    return may_be_checked(commitment, today)


def may_count_checks(by: By, commitment: Commitment, today: date) -> Verdict:
    """Ask people on the spot, and write how many: relays, members, the team, the guarantor."""
    if not has_role(by, *COUNTERS, scope=commitment.scope):
        return refuse(_("Les relais, les membres des instances et l’équipe notent ce que des habitants ont vu."))
    return may_be_checked(commitment, today)


def may_call_for_hands(by: By, commitment: Commitment) -> Verdict:
    """Residents who took something on ask for help; open, change and close the call, and read who offers."""
    if not commitment.is_of_residents:
        return refuse(_("L’appel aux coups de main est pour ce que des habitants prennent en charge."))
    return may_update(by, commitment)


def may_read_offers(by: By, call: HandsCall) -> Verdict:
    """Names and how to reach them: whoever took it on, and those who animate."""
    commitment = call.commitment
    if by.is_authenticated and (speaks_for_owner(by, commitment) or has_role(by, *MANAGERS, scope=commitment.scope)):
        return ALLOWED
    return refuse(_("Seuls celles et ceux qui s’en occupent, et l’équipe, lisent qui propose son aide."))


def may_offer(call: HandsCall) -> Verdict:
    if call.closed_at is not None or call.commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet appel est clos : merci."))
    return ALLOWED
