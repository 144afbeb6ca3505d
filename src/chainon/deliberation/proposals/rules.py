"""Who may propose, enter, change, sign, publish, refuse, withdraw: all is in `permissions.txt` beside this file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role, where_held
from chainon.base.scopes.models import Scope, ScopeQuerySet
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.rules import may_speak_for

from .models import READERS, Changer, Draft, Picture, Proposal, Signature, State

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)
ENTERERS = (*TEAM, Role.RELAY)
SIGNERS = 20


def may_propose(by: By) -> Verdict:
    """Anyone, with or without an account. Without one, it is read before being public (`is_published_at_once`)."""
    if isinstance(by, User) and not by.is_active:
        return refuse(_("Ce compte est fermé."))
    return ALLOWED


def is_published_at_once(by: By) -> bool:
    return isinstance(by, User) and by.is_active


def may_enter_for_others(by: By, scope: Scope) -> Verdict:
    """Paper, a gathering, a word said at the door: those who go and listen there."""
    if has_role(by, *ENTERERS, scope=scope):
        return ALLOWED
    return refuse(
        _(
            "Seuls les habitants-relais et l’équipe d’animation du lieu écrivent ce que d’autres ont dit. "
            "Lieu : {place}."
        ).format(place=scope.label)
    )


def where_entered(by: By, territory: Scope) -> ScopeQuerySet:
    """The places offered to them: the queryset twin of `may_enter_for_others`."""
    return where_held(by, *ENTERERS, territory=territory)


def may_enter_somewhere(by: By, territory: Scope) -> Verdict:
    """The form is for those who may enter in the territory, or in a place of it."""
    return ALLOWED if _holds_somewhere(by, ENTERERS, territory) else may_enter_for_others(by, territory)


def may_review(by: By, scope: Scope) -> Verdict:
    if has_role(by, *TEAM, scope=scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration publient ou refusent une proposition."))


def may_publish(by: By, proposal: Proposal) -> Verdict:
    """One that waits, or that was refused: the team may change its mind."""
    if proposal.state not in {State.WAITING, State.REFUSED}:
        return refuse(_("Cette proposition est déjà publique."))
    return may_review(by, proposal.scope)


def may_refuse(by: By, proposal: Proposal) -> Verdict:
    """Before it is public, or afterwards when it hurts someone: always with a public reason."""
    if proposal.state == State.REFUSED:
        return refuse(_("Cette proposition est déjà refusée."))
    return may_review(by, proposal.scope)


def may_strike(by: By, proposal: Proposal) -> Verdict:
    """Take words out of what is public: a name, a telephone number. The decision and its reason are public."""
    if not proposal.is_public:
        return refuse(_("On ne retire des mots que de ce qui est public."))
    return may_review(by, proposal.scope)


def may_overturn(by: By, proposal: Proposal) -> Verdict:
    """Publish what the team refused: the guarantor, answering an appeal (the slice of moderation holds them)."""
    if proposal.state != State.REFUSED:
        return refuse(_("Cette proposition n’est pas refusée."))
    if has_role(by, Role.GUARANTOR, scope=proposal.scope):
        return ALLOWED
    return refuse(_("Seul le garant de la participation revient sur une décision de l’équipe."))


def may_hide_picture(by: By, picture: Picture) -> Verdict:
    """One picture alone, before the words are public or afterwards: always with a public reason."""
    if picture.hidden_at is not None:
        return refuse(_("Cette image n’est déjà pas montrée."))
    return may_review(by, picture.proposal.scope)


def may_show_picture(by: By, picture: Picture) -> Verdict:
    """The team may change its mind."""
    return _if_hidden(picture) and may_review(by, picture.proposal.scope)


def may_overturn_picture(by: By, picture: Picture) -> Verdict:
    """Show what the team does not: the guarantor, answering an appeal (the slice of moderation holds them)."""
    hidden = _if_hidden(picture)
    if not hidden or has_role(by, Role.GUARANTOR, scope=picture.proposal.scope):
        return hidden
    return refuse(_("Seul le garant de la participation revient sur une décision de l’équipe."))


def _if_hidden(picture: Picture) -> Verdict:
    if picture.is_erased:
        return refuse(_("Cette image a été effacée par celles et ceux qui l’avaient montrée."))
    return ALLOWED if picture.hidden_at is not None else refuse(_("Cette image est montrée."))


def may_read(by: By, proposal: Proposal) -> Verdict:
    """Its words. Its queryset twin is `Proposal.objects.visible_to`."""
    if proposal.is_public or has_role(by, *READERS, scope=proposal.scope):
        return ALLOWED
    return ALLOWED if is_author(by, proposal) else refuse(_("Cette proposition n’est pas publique."))


def may_read_unpublished(by: By, territory: Scope) -> Verdict:
    """The page is for those who read what is not public in the territory, or in a place of it."""
    if _holds_somewhere(by, READERS, territory):
        return ALLOWED
    return refuse(_("Seuls l’équipe d’animation et le garant de la participation lisent ce qui attend."))


def may_withdraw(by: By, proposal: Proposal) -> Verdict:
    """Its author; those who speak for its body; the team, for someone without an account who asks for it."""
    if proposal.state != State.PUBLISHED:
        return refuse(_("Seule une proposition publique se retire."))
    return _may_speak_in(by, proposal, refuse(_("Une proposition est retirée par celle ou celui qui l’a faite.")))


def may_change(by: By, proposal: Proposal) -> Verdict:
    """Its words and its pictures, while it is public: those who signed it; those who speak for its body; the team, for
    someone without an account whose words it wrote down.
    """
    if proposal.state != State.PUBLISHED:
        return refuse(_("Seule une proposition publique se change."))
    return _may_speak_in(by, proposal, refuse(_("Une proposition est changée par celles et ceux qui l’ont faite.")))


def _may_speak_in(by: By, proposal: Proposal, otherwise: Verdict) -> Verdict:
    if is_author(by, proposal):
        return ALLOWED
    if proposal.body is not None:
        return may_speak_for(by, proposal.body)
    if proposal.author_id is None and may_enter_for_others(by, proposal.scope):
        return ALLOWED
    return otherwise


def is_author(by: By, proposal: Proposal) -> bool:
    """Whoever wrote it with an account, and those who signed with them."""
    if not isinstance(by, User) or not by.is_active:
        return False
    return proposal.author_id == by.pk or any(each.user_id == by.pk for each in proposal.signatures.all())


def changer(by: By, proposal: Proposal) -> Changer:
    """In which quality one who may change it does so."""
    if is_author(by, proposal):
        return Changer.AUTHOR
    return Changer.TEAM if proposal.body_id is None else Changer.BODY


def may_invite(by: By, proposal: Proposal) -> Verdict:
    """Whoever wrote it alone, for themselves, gives the link by which others sign."""
    if proposal.state != State.PUBLISHED or proposal.author_id is None or proposal.is_collective:
        return refuse(_("On signe à plusieurs une proposition publique, écrite avec un compte et en son nom."))
    if isinstance(by, User) and by.is_active and proposal.author_id == by.pk:
        return ALLOWED
    return refuse(_("Seule la personne qui l’a écrite invite à signer avec elle."))


def may_sign(by: By, proposal: Proposal) -> Verdict:
    """Anyone with an account who holds the link, beside its author."""
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Pour signer avec d’autres, il faut un compte."))
    if proposal.state != State.PUBLISHED:
        return refuse(_("Seule une proposition publique se signe."))
    if is_author(by, proposal):
        return refuse(_("Vous la signez déjà."))
    if proposal.signatures.count() >= SIGNERS:
        return refuse(_("Vingt personnes la signent déjà : au-delà, soutenez-la."))
    return ALLOWED


def may_take_name_off(by: By, signature: Signature) -> Verdict:
    if isinstance(by, User) and by.is_active and by.pk in {signature.user_id, signature.proposal.author_id}:
        return ALLOWED
    return refuse(_("Un nom est ôté par la personne qui le porte, ou par celle qui a écrit la proposition."))


def may_open_draft(by: By, draft: Draft) -> Verdict:
    """A draft is read by nobody else, whatever their role."""
    if isinstance(by, User) and by.is_active and draft.author_id == by.pk:
        return ALLOWED
    return refuse(_("Ce brouillon n’est pas le vôtre."))


def _holds_somewhere(by: By, roles: Iterable[Role], territory: Scope) -> bool:
    if not isinstance(by, User) or not by.is_active:
        return False
    return Grant.objects.filter(user=by, role__in=roles, scope__in=Scope.objects.within(territory)).exists()
