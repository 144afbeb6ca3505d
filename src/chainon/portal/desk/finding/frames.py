"""Gatherings, bodies, processes, draws: what waits to be told, written or carried on."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from chainon.base.clock import months_later
from chainon.governance.bodies.models import Asking, Body
from chainon.governance.charters.models import Charter
from chainon.governance.draws.models import Draw, State
from chainon.governance.gatherings.models import Gathering
from chainon.governance.guarantors.models import Appointment
from chainon.governance.processes.models import Means, RuleCard, Step, Unclear
from chainon.governance.processes.selectors import NOTICE
from chainon.governance.seats.selectors import to_see_to
from chainon.governance.volunteers.models import SetAside, Volunteer
from chainon.portal.desk.desks import Desk
from chainon.portal.desk.sorts import SOON, Group, Level, Sort
from chainon.portal.reading import Found, Row, arm, day, joined

ENDS = timedelta(days=60)
"""How long before a term ends one prepares what follows."""
UNCLEAR = 3
"""So many who did not understand a card are no accident."""
GOING_ON = (State.PREPARING, State.COMPUTED)


def minutes(desk: Desk) -> Found:
    found = Gathering.objects.of(desk.territory).without_minutes(desk.now)
    mine = found.filter(Q(body=None, scope__in=desk.team) | Q(body__scope__in=desk.speakers))
    return arm("minutes", mine, key="node__public_id", title="title", on=day("ends_at"))


def askings(desk: Desk) -> Found:
    asked = Asking.objects.filter(answered_at=None, body__closed_on=None, body__scope__in=desk.speakers)
    return arm("askings", asked, key="body__public_id", title="body__scope__label", on=day("asked_at"))


def charters(desk: Desk) -> Found:
    published = Charter.objects.published().filter(body=OuterRef("pk"))
    bodies = Body.objects.active().filter(is_gathered=False, scope__in=desk.team)
    return arm("charters", bodies.filter(~Exists(published)), key="public_id", title="scope__label", on="opened_on")


def mandates(desk: Desk) -> Found:
    """A guarantor's term ends, and nobody is appointed after them."""
    standing = Appointment.objects.of(desk.territory).filter(ended_at=None, titular=None, scope__in=desk.administered)
    after = standing.filter(scope=OuterRef("scope")).exclude(pk=OuterRef("pk"))
    after = after.filter(Q(until=None) | Q(until__gt=OuterRef("until")))
    ending = standing.filter(until__gte=desk.today, until__lte=desk.today + ENDS)
    return arm("mandates", ending.filter(~Exists(after)), title="name", on="until")


def funds(desk: Desk) -> Found:
    ending = Means.objects.of(desk.territory).ending(desk.today, NOTICE).filter(process__scope__in=desk.team)
    named = {"title": "process__scope__label", "who": "funders"}
    return arm("funds", ending, key="process__node__public_id", on="funded_until", **named)


def rules(desk: Desk) -> Found:
    steps = Step.objects.of(desk.territory).without_rule(desk.today).filter(process__scope__in=desk.team)
    key = joined("process__node__public_id", Value("/"), "public_id")
    return arm("rules", steps, key=key, title="title", who="process__scope__label", on="first_on")


def unclear(desk: Desk) -> Found:
    cards = RuleCard.objects.in_force().filter(step__process__scope__in=desk.team, step__process__stopped_on=None)
    counts = Unclear.objects.filter(card__in=cards, count__gt=0)
    step = "card__step__"
    key = joined(f"{step}process__node__public_id", Value("/"), f"{step}public_id")
    named = {"title": f"{step}title", "who": f"{step}process__scope__label"}
    return arm("unclear", counts, key=key, on=day("card__published_at"), number="count", **named)


def _draws(desk: Desk) -> Found:
    return Draw.objects.filter(body__closed_on=None, body__scope__in=desk.team)


def draws(desk: Desk) -> Found:
    going_on = _draws(desk).filter(state__in=GOING_ON)
    return arm("draws", going_on, key="public_id", title="body__scope__label", on=day("created_at"))


def ceremonies(desk: Desk) -> Found:
    frozen = _draws(desk).filter(state=State.FROZEN, ceremony_at__lte=desk.now + SOON)
    named = {"title": "body__scope__label", "who": "ceremony_place"}
    return arm("ceremonies", frozen, key="public_id", on=day("ceremony_at"), **named)


def places(desk: Desk) -> Found:
    waiting = to_see_to(desk.territory, desk.today).filter(seat__draw__body__scope__in=desk.team)
    named = {"key": "seat__draw__public_id", "title": "seat__draw__body__scope__label"}
    return arm("places", waiting, on=day("made_at"), **named)


def terms(desk: Desk) -> Found:
    """Of drawn bodies: no other draw since the one that seated those who sit now."""
    since = Draw.objects.filter(body=OuterRef("body"), created_at__gt=OuterRef("created_at"))
    last = _draws(desk).filter(~Exists(since.exclude(state=State.CANCELLED)), state=State.DRAWN)
    named = {"key": "body__public_id", "title": "body__scope__label", "number": "body__term_months"}
    return arm("terms", last, on=day("drawn_at"), **named)


def _term_ends(row: Row, desk: Desk) -> bool:
    return row.on is not None and end_of_term(row) <= desk.today + ENDS


def end_of_term(row: Row) -> date:
    assert row.on is not None
    return months_later(row.on, row.number)


def doubles(desk: Desk) -> Found:
    people = Volunteer.objects.filter(set_aside=SetAside.RESEMBLES, withdrawn_at=None, list__body__scope__in=desk.team)
    open_lists = people.filter(list__closed_at=None, list__purged_at=None)
    return arm(
        "doubles", open_lists, key="list__public_id", title="list__body__scope__label", on=day("list__opened_at")
    )


SORTS = (
    Sort(
        "minutes",
        Level.MINUTES,
        Group.GATHERINGS,
        minutes,
        what=_("Un compte rendu à écrire : %(title)s"),
        why=_("C’était le %(day)s ; personne n’a encore raconté ce qui s’y est dit."),
        act=_("Écrire le compte rendu"),
        url="gatherings:tell",
    ),
    Sort(
        "askings",
        Level.READ,
        Group.GATHERINGS,
        askings,
        what=ngettext_lazy(
            "%(number)s personne demande à rejoindre : %(title)s",
            "%(number)s personnes demandent à rejoindre : %(title)s",
            "number",
        ),
        why=_("Depuis le %(day)s."),
        act=_("Leur répondre"),
        url="bodies:members",
    ),
    Sort(
        "charters",
        Level.REST,
        Group.GATHERINGS,
        charters,
        what=_("Une charte à écrire : %(title)s"),
        why=_("Ouverte le %(day)s ; ses règles ne sont pas encore publiées."),
        act=_("Écrire la charte"),
        url="charters:charter_write",
    ),
    Sort(
        "mandates",
        Level.FUNDS,
        Group.TERRITORY,
        mandates,
        what=_("Le mandat de %(title)s, garant de la participation, se termine"),
        why=_("Le %(day)s. Il faut une décision de l’instance qui nomme."),
        act=_("Inscrire une nomination"),
        url="guarantors:appoint",
    ),
    Sort(
        "funds",
        Level.FUNDS,
        Group.PROCESSES,
        funds,
        what=_("Un financement se termine : %(title)s"),
        why=_("Le %(day)s (%(who)s). Six mois ne sont pas de trop pour le renouveler."),
        act=_("Voir les moyens"),
        url="processes:process_means",
    ),
    Sort(
        "rules",
        Level.RULES,
        Group.PROCESSES,
        rules,
        what=_("Une règle à publier : %(title)s (%(who)s)"),
        why=_("L’étape devait commencer le %(day)s : sans règle publiée, personne ne la voit."),
        act=_("Écrire la règle"),
        url="processes:rule_page",
    ),
    Sort(
        "unclear",
        Level.RULES,
        Group.PROCESSES,
        unclear,
        what=_("Une règle mal comprise : %(title)s (%(who)s)"),
        why=ngettext_lazy(
            "%(number)s personne a dit « je n’ai pas compris ».",
            "%(number)s personnes ont dit « je n’ai pas compris ».",
            "number",
        ),
        act=_("La relire"),
        url="processes:rule_page",
        stands=lambda row, desk: row.number >= UNCLEAR,
    ),
    Sort(
        "draws",
        Level.REST,
        Group.DRAWS,
        draws,
        what=_("Un tirage en préparation : %(title)s"),
        why=_("Commencé le %(day)s."),
        act=_("Continuer le tirage"),
        url="draws:prepare",
    ),
    Sort(
        "ceremonies",
        Level.SOON,
        Group.DRAWS,
        ceremonies,
        what=_("Tirer au sort en public : %(title)s"),
        why=_("Le %(day)s, %(who)s."),
        act=_("Conduire la cérémonie"),
        url="draws:ceremony",
    ),
    Sort(
        "places",
        Level.RULES,
        Group.DRAWS,
        places,
        what=ngettext_lazy("%(number)s place à suivre : %(title)s", "%(number)s places à suivre : %(title)s", "number"),
        why=_("Un courrier à envoyer, ou la personne suivante à appeler."),
        act=_("Suivre les places"),
        url="seats:board",
    ),
    Sort(
        "terms",
        Level.REST,
        Group.DRAWS,
        terms,
        what=_("Un mandat se termine : %(title)s"),
        why=_("Tirée au sort le %(day)s : il est temps de préparer la suite et de transmettre."),
        act=_("Voir l’instance"),
        url="bodies:body_page",
        stands=_term_ends,
    ),
    Sort(
        "doubles",
        Level.REST,
        Group.DRAWS,
        doubles,
        what=ngettext_lazy(
            "%(number)s fiche qui ressemble à une autre : %(title)s",
            "%(number)s fiches qui ressemblent à d’autres : %(title)s",
            "number",
        ),
        why=_("Tant que personne n’a regardé, elles ne peuvent pas être tirées."),
        act=_("Regarder la liste"),
        url="volunteers:list",
    ),
)
