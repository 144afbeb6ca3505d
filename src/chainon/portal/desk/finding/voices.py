"""What is said and waits for someone: to read, to bring back, to type, to hand over."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from chainon.base.chain.models import Follow, Relation, Wait
from chainon.commitments.answers.models import Handover
from chainon.commitments.answers.selectors import unheard as words_unheard
from chainon.deliberation.debates.models import Debate, DebateQuerySet
from chainon.deliberation.debates.rules import DAYS_TO_ANSWER
from chainon.deliberation.merging.models import Consent
from chainon.deliberation.merging.models import State as Merging
from chainon.deliberation.moderation.models import Case
from chainon.deliberation.paper.models import Batch
from chainon.deliberation.proposals.models import Proposal
from chainon.portal.desk.desks import Desk
from chainon.portal.desk.sorts import SOON, Group, Level, Sort
from chainon.portal.reading import Found, arm, day, joined

UNACCEPTED_AFTER = timedelta(days=7)


def proposals(desk: Desk) -> Found:
    waiting = Proposal.objects.of(desk.territory).waiting().filter(scope__in=desk.team).exclude(author=desk.by)
    return arm("proposals", waiting, on=day("created_at"))


def reasons(desk: Desk) -> Found:
    waiting = Debate.objects.of(desk.territory).filter(waiting_count__gt=0, scope__in=desk.team)
    found = {"key": "node__public_id", "title": "question", "number": "waiting_count"}
    return arm("reasons", waiting, on=day("changed_at"), **found)


def reports(desk: Desk) -> Found:
    waiting = Case.objects.filter(territory=desk.territory, decided_at=None, scope__in=desk.team)
    return arm("reports", waiting, on=day("opened_at"))


def told(desk: Desk) -> Found:
    untold = Follow.objects.filter(node__territory=desk.territory).untold().filter(node__scope__in=desk.enterers)
    return arm("told", untold, on=day("node__latest_at"))


def _piles(desk: Desk) -> Found:
    return Batch.objects.of(desk.territory).open().filter(scope__in=desk.enterers)


def papers(desk: Desk) -> Found:
    left = _piles(desk).filter(expected__gt=F("entered"))
    return arm("papers", left, key="public_id", title="name", on="said_on", number=F("expected") - F("entered"))


def piles(desk: Desk) -> Found:
    typed = _piles(desk).exclude(expected__gt=F("entered")).filter(entered__gt=0)
    return arm("piles", typed, key="public_id", title="name", on="said_on", number="entered")


def unheard(desk: Desk) -> Found:
    words = words_unheard(desk.territory).filter(scope__in=desk.team)
    return arm("unheard", words, key="public_id", title="title", on=day("proposal__published_at"))


def unaccepted(desk: Desk) -> Found:
    """No delay runs until they accept the frame."""
    handed = Handover.objects.filter(
        node__territory=desk.territory, node__is_public=True, node__scope__in=desk.team, ended_at=None
    )
    silent = handed.filter(answerer__accepted_at=None, handed_at__lt=desk.now - UNACCEPTED_AFTER)
    named = {"title": "node__title", "who": "answerer__name"}
    return arm("unaccepted", silent, key="public_id", on=day("handed_at"), **named)


def _facilitated(desk: Desk) -> DebateQuerySet:
    return Debate.objects.of(desk.territory).filter(
        Q(scope__in=desk.team) | Q(body__closed_on=None, body__scope__in=desk.speakers), closed_at=None
    )


def syntheses(desk: Desk) -> Found:
    """From the end of the words on; once it is nearly late, the missing link says it (`turns`)."""
    awaited = Wait.objects.open().filter(
        node=OuterRef("node"), expects=Relation.SYNTHESIS, due_on__lte=desk.today + SOON
    )
    over = _facilitated(desk).unsummed(desk.today).filter(~Exists(awaited))
    return arm("syntheses", over, key="node__public_id", title="question", on="until_on")


def debates(desk: Desk) -> Found:
    """Those who spoke had their week."""
    week = desk.now - timedelta(days=DAYS_TO_ANSWER)
    weighed = _facilitated(desk).filter(version__gt=0, syntheses__number=F("version"), syntheses__published_at__lt=week)
    return arm("debates", weighed, key="node__public_id", title="question", on=day("changed_at"))


def _consents(desk: Desk) -> Found:
    return Consent.objects.filter(request__territory=desk.territory, request__state=Merging.ASKED, agrees=None)


def consents(desk: Desk) -> Found:
    """Of those who have no account: the team asks them, and writes what they say."""
    theirs = _consents(desk).filter(node__proposal__author=None, node__proposal__scope__in=desk.team)
    key = joined("request__public_id", Value("/"), "node__public_id")
    return arm("consents", theirs, key=key, title="node__title", on=day("request__asked_at"))


def asked(desk: Desk) -> Found:
    """What this person is asked themselves, or for a body of which they are a member."""
    body = Q(node__proposal__author=None, node__proposal__body__scope__in=desk.members)
    mine = _consents(desk).filter(Q(node__proposal__author=desk.by) | body)
    return arm("asked", mine, key="request__public_id", title="node__title", on=day("request__asked_at"))


SORTS = (
    Sort(
        "proposals",
        Level.READ,
        Group.VOICES,
        proposals,
        what=ngettext_lazy("%(number)s proposition à relire", "%(number)s propositions à relire", "number"),
        why=_("La plus ancienne attend depuis le %(day)s. Rien n’est public avant d’être lu."),
        act=_("Relire"),
        url="proposals:review_list",
    ),
    Sort(
        "reasons",
        Level.READ,
        Group.VOICES,
        reasons,
        what=ngettext_lazy(
            "%(number)s raison à relire : %(title)s", "%(number)s raisons à relire : %(title)s", "number"
        ),
        why=_("Quelqu’un a parlé sans compte dans ce débat."),
        act=_("Relire"),
        url="debates:review_list",
    ),
    Sort(
        "reports",
        Level.READ,
        Group.VOICES,
        reports,
        what=ngettext_lazy("%(number)s signalement à traiter", "%(number)s signalements à traiter", "number"),
        why=_("Quelqu’un dit que ces mots font du tort. Le plus ancien est du %(day)s."),
        act=_("Trancher"),
        url="moderation:queue",
    ),
    Sort(
        "told",
        Level.TELL,
        Group.VOICES,
        told,
        what=ngettext_lazy("%(number)s personne à prévenir", "%(number)s personnes à prévenir", "number"),
        why=_("Il y a du neuf depuis le %(day)s, et personne n’est allé le dire."),
        act=_("Voir qui appeler ou aller voir"),
        url="chain:to_tell",
    ),
    Sort(
        "papers",
        Level.PAPER,
        Group.VOICES,
        papers,
        what=ngettext_lazy(
            "%(number)s papier à saisir : %(title)s", "%(number)s papiers à saisir : %(title)s", "number"
        ),
        why=_("Des habitants ont écrit cela le %(day)s ; personne ne peut encore le lire."),
        act=_("Saisir"),
        url="paper:type",
    ),
    Sort(
        "piles",
        Level.REST,
        Group.VOICES,
        piles,
        what=_("Une pile à clore : %(title)s"),
        why=ngettext_lazy("%(number)s papier y est saisi.", "%(number)s papiers y sont saisis.", "number"),
        act=_("Voir la pile"),
        url="paper:batch",
    ),
    Sort(
        "unheard",
        Level.RULES,
        Group.VOICES,
        unheard,
        what=_("À transmettre : %(title)s"),
        why=_("Publiée le %(day)s ; personne n’a encore à répondre."),
        act=_("Choisir qui peut répondre"),
        url="answers:hand_over",
    ),
    Sort(
        "unaccepted",
        Level.REST,
        Group.ANSWERS,
        unaccepted,
        what=_("%(who)s n’a pas accepté de répondre : %(title)s"),
        why=_("Transmise le %(day)s ; aucun délai ne court."),
        act=_("Voir où cela en est"),
        url="answers:follow_up",
    ),
    Sort(
        "syntheses",
        Level.RULES,
        Group.VOICES,
        syntheses,
        what=_("Une synthèse à écrire : %(title)s"),
        why=_("Le temps de parole s’est terminé le %(day)s."),
        act=_("Écrire la synthèse"),
        url="debates:publish_synthesis",
    ),
    Sort(
        "debates",
        Level.REST,
        Group.VOICES,
        debates,
        what=_("Un débat à clore : %(title)s"),
        why=_("La synthèse est publiée depuis plus d’une semaine."),
        act=_("Clore le débat"),
        url="debates:close_debate",
    ),
    Sort(
        "consents",
        Level.RULES,
        Group.VOICES,
        consents,
        what=_("Un accord à demander : %(title)s"),
        why=_("Depuis le %(day)s. Cette personne n’a pas de compte : demandez-lui de vive voix."),
        act=_("Noter sa réponse"),
        url="merging:note",
    ),
    Sort(
        "asked",
        Level.READ,
        Group.OWN,
        asked,
        what=_("On vous demande votre accord : %(title)s"),
        why=_("Depuis le %(day)s : deux propositions pourraient n’en faire qu’une."),
        act=_("Répondre"),
        url="merging:request",
    ),
)
