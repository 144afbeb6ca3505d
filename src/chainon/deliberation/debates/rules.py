"""Who may open, speak, mark, hide, sum up, answer a synthesis. The whole of it is in `permissions.txt`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, has_role, held_by
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.rules import may_speak_for

from .models import Argument, ArgumentState, Debate, Disagreement, State

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)
ENTERERS = (*TEAM, Role.RELAY)
READERS = (*TEAM, Role.GUARANTOR)
DAYS_TO_ANSWER = 7
"""Between a synthesis and the end of the debate: time for those who spoke to say whether it is true to them."""


def may_open(by: By, *, on: Node | None, body: Body | None) -> Verdict:
    """The team, on anything public where it animates; those who speak for a body, in its name, on anything public."""
    if on is not None and not on.is_public:
        return refuse(_("On ne débat que de ce qui est public."))
    if body is not None:
        return may_speak_for(by, body)
    if on is not None and has_role(by, *TEAM, scope=on.scope):
        return ALLOWED
    return refuse(_("Un débat est ouvert par l’équipe d’animation, ou par les membres d’une instance en son nom."))


def speaks_somewhere(by: By, territory: Scope) -> bool:
    """Is a member of a body of the territory, hence may open a debate in its name."""
    return any(role == Role.MEMBER and path.startswith(territory.path) for path, role in held_by(by))


def may_argue(by: By, debate: Debate, today: date) -> Verdict:
    """Anyone, with or without an account, while the debate takes words."""
    if isinstance(by, User) and not by.is_active:
        return refuse(_("Ce compte est fermé."))
    if debate.state == State.CLOSED:
        return refuse(_("Ce débat est clos : on lit ce qui s’y est dit."))
    if debate.state == State.WEIGHED:
        return refuse(_("La synthèse est publiée : on dit si elle est fidèle, on n’ajoute plus de raisons."))
    if not debate.takes_words(today):
        return refuse(_("Le temps de parole est fini : la synthèse vient ensuite."))
    return ALLOWED


def may_answer(by: By, argument: Argument, today: date) -> Verdict:
    """One level: a reply is not replied to."""
    if argument.answers_id is not None:
        return refuse(_("On répond à une raison, pas à une réponse."))
    if argument.state != ArgumentState.SHOWN:
        return refuse(_("On ne répond qu’à ce qui est public."))
    return may_argue(by, argument.debate, today)


def is_published_at_once(by: By) -> bool:
    return isinstance(by, User) and by.is_active


def may_enter_for_others(by: By, debate: Debate, today: date) -> Verdict:
    if not has_role(by, *ENTERERS, scope=debate.scope):
        return refuse(
            _(
                "Seuls les habitants-relais et l’équipe d’animation du lieu écrivent ce que d’autres ont dit. "
                "Lieu : {place}."
            ).format(place=debate.scope.label)
        )
    return may_argue(by, debate, today)


def may_read(by: By, argument: Argument) -> Verdict:
    """Its words. Its queryset twin is `Argument.objects.visible_to`."""
    if argument.is_public or may_read_waiting(by, argument.debate.scope):
        return ALLOWED
    if isinstance(by, User) and by.is_active and argument.author_id == by.pk:
        return ALLOWED
    return refuse(_("Ces mots ne sont pas publics."))


def may_read_waiting(by: By, scope: Scope) -> Verdict:
    if has_role(by, *READERS, scope=scope):
        return ALLOWED
    return refuse(_("Seuls l’équipe d’animation et le garant de la participation lisent ce qui attend."))


def may_see_shares(by: By, debate: Debate) -> Verdict:
    """How words are shared out: a mirror for those who animate and watch over, never a ranking shown to people."""
    if has_role(by, *READERS, scope=debate.scope):
        return ALLOWED
    return refuse(_("Le partage de la parole n’est montré qu’à l’animation et au garant de la participation."))


def may_review(by: By, debate: Debate) -> Verdict:
    if has_role(by, *TEAM, scope=debate.scope):
        return ALLOWED
    return refuse(
        _("Seules l’animation et l’administration publient ou retirent de la page ce que d’autres ont écrit.")
    )


def may_publish(by: By, argument: Argument) -> Verdict:
    """What waits, or what was hidden: the team may change its mind."""
    if argument.state not in {ArgumentState.WAITING, ArgumentState.HIDDEN}:
        return refuse(_("C’est déjà public."))
    return may_review(by, argument.debate)


def may_hide(by: By, argument: Argument) -> Verdict:
    """Before it is public, or afterwards when it hurts someone: always with a public reason."""
    if argument.state == ArgumentState.HIDDEN:
        return refuse(_("Ce n’est déjà plus publié."))
    if argument.state == ArgumentState.WITHDRAWN:
        return refuse(_("La personne a repris ses mots : il n’y a plus rien à lire."))
    return may_review(by, argument.debate)


def may_overturn(by: By, argument: Argument) -> Verdict:
    """Show what the team hid: the guarantor, answering an appeal (the slice of moderation holds them)."""
    if argument.state != ArgumentState.HIDDEN:
        return refuse(_("C’est déjà public."))
    if has_role(by, Role.GUARANTOR, scope=argument.debate.scope):
        return ALLOWED
    return refuse(_("Seul le garant de la participation revient sur une décision de l’équipe."))


def may_withdraw(by: By, argument: Argument) -> Verdict:
    """Its author; those who speak for its body; the team and relays, for someone without an account who asks for it."""
    if argument.state != ArgumentState.SHOWN:
        return refuse(_("On ne retire que ce qui est public."))
    if isinstance(by, User) and by.is_active and argument.author_id == by.pk:
        return ALLOWED
    if argument.body is not None:
        return may_speak_for(by, argument.body)
    if argument.author_id is None and has_role(by, *ENTERERS, scope=argument.debate.scope):
        return ALLOWED
    return refuse(_("Ces mots sont retirés par celle ou celui qui les a dits."))


def may_mark(by: By, argument: Argument) -> Verdict:
    """« C’est utile »: with an account, once, not of one's own words, while the debate is not closed."""
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous pour dire qu’une raison est utile : une fois par personne."))
    if argument.state != ArgumentState.SHOWN or argument.debate.state == State.CLOSED:
        return refuse(_("On ne marque que ce qui est public, tant que le débat n’est pas clos."))
    if argument.author_id == by.pk:
        return refuse(_("Ce sont vos propres mots."))
    return ALLOWED


def may_facilitate(by: By, debate: Debate) -> Verdict:
    """The synthesis, the disagreements, the end: the team; for the question of a body, those who speak for it too."""
    if has_role(by, *TEAM, scope=debate.scope):
        return ALLOWED
    if debate.body is not None and may_speak_for(by, debate.body):
        return ALLOWED
    return refuse(_("La synthèse et les désaccords sont écrits par celles et ceux qui animent le débat."))


def may_sum_up(by: By, debate: Debate) -> Verdict:
    if debate.state == State.CLOSED:
        return refuse(_("Ce débat est clos : sa synthèse ne change plus."))
    return may_facilitate(by, debate)


def may_take_position(by: By, debate: Debate) -> Verdict:
    """On the latest version, while the debate is not closed. As whom is asked of `selectors.voices_of`."""
    if debate.state != State.WEIGHED:
        return refuse(_("On dit si une synthèse est fidèle entre sa publication et la fin du débat."))
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous, ou demandez à l’équipe d’écrire ce que vous en dites."))
    return ALLOWED


def may_close(by: By, debate: Debate, *, summed_up_at: datetime | None, now: datetime) -> Verdict:
    """Not before those who spoke had a week to say whether the synthesis is true to them."""
    if debate.state == State.CLOSED:
        return refuse(_("Ce débat est déjà clos."))
    if summed_up_at is None:
        return refuse(_("Un débat se clôt avec sa synthèse."))
    if now < summed_up_at + timedelta(days=DAYS_TO_ANSWER):
        return refuse(_("Celles et ceux qui ont parlé ont une semaine pour dire si la synthèse est fidèle."))
    return may_facilitate(by, debate)


def may_settle(by: By, disagreement: Disagreement) -> Verdict:
    if disagreement.settled_at is not None:
        return refuse(_("Ce désaccord est déjà réglé."))
    return may_facilitate(by, disagreement.debate)
