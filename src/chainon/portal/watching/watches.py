"""What the guarantor of the participation looks at, sort by sort: how it is found, all in one query."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Value

from chainon.base.scopes.models import ScopeQuerySet
from chainon.deliberation.moderation.models import Appeal, Case
from chainon.governance.bodies.models import Body
from chainon.governance.charters.models import Charter
from chainon.governance.draws.models import Draw, State
from chainon.governance.guarantors.models import Message
from chainon.governance.processes.models import RuleCard, Step, Unclear
from chainon.governance.seats.models import PlacesChange
from chainon.portal.reading import NEWEST, Found, arm, day, joined

NEW = timedelta(days=30)


def messages(mailboxes: set[int]) -> Found:
    """Those written to the guarantors of these scopes, without an answer."""
    unread = Message.objects.filter(scope__in=mailboxes, answered_at=None, erased_at=None)
    return arm("messages", unread, on=day("sent_at"))


def arms(inside: ScopeQuerySet, today: date) -> list[Found]:
    """All but the messages, of the scopes where they are guarantor."""
    return [
        *_complaints(inside),
        *_changed(inside),
        *_rules(inside, today),
        _collectives(inside, today),
        _agreements(inside),
    ]


def _complaints(inside: ScopeQuerySet) -> list[Found]:
    appeals = Appeal.objects.filter(scope__in=inside, answered_at=None)
    cases = Case.objects.filter(scope__in=inside, decided_at=None)
    return [
        arm("appeals", appeals, key="public_id", on=day("made_at")),
        arm("cases", cases, on=day("opened_at")),
    ]


def _changed(inside: ScopeQuerySet) -> list[Found]:
    """Once people counted on it: a rule whose step ran, a charter, a draw; each with its reason."""
    step = "step__"
    title = joined(f"{step}title", Value(" ("), f"{step}process__scope__label", Value(")"))
    key = joined(f"{step}process__node__public_id", Value("/"), f"{step}public_id", Value("/"), "version")
    cards = RuleCard.objects.published().filter(after_opening=True, step__process__scope__in=inside)
    charters = Charter.objects.published().filter(version__gt=1, body__scope__in=inside)
    cancelled = Draw.objects.public().filter(state=State.CANCELLED, body__scope__in=inside)
    places = PlacesChange.objects.filter(draw__body__scope__in=inside)
    return [
        arm("cards", cards, key=key, title=title, who="change_reason", on=day("published_at"), first=NEWEST),
        arm(
            "charters",
            charters,
            key=joined("body__public_id", Value("/"), "version"),
            title="body__scope__label",
            who="change_reason",
            on=day("published_at"),
            first=NEWEST,
        ),
        arm(
            "cancelled",
            cancelled,
            key="public_id",
            title="body__scope__label",
            who="cancel_reason",
            on=day("cancelled_at"),
            first=NEWEST,
        ),
        arm(
            "places",
            places,
            key="draw__public_id",
            title="draw__body__scope__label",
            who="reason",
            on=day("decided_at"),
            first=NEWEST,
        ),
    ]


def _rules(inside: ScopeQuerySet, today: date) -> list[Found]:
    """Steps that began without a rule; rules in force that people did not understand."""
    process = "process__node__public_id"
    steps = Step.objects.filter(process__scope__in=inside).without_rule(today)
    unclear = Unclear.objects.filter(
        count__gt=0, card__in=RuleCard.objects.in_force().filter(step__process__scope__in=inside)
    )
    step = "card__step__"
    return [
        arm(
            "steps",
            steps,
            key=joined(process, Value("/"), "public_id"),
            title="title",
            who="process__scope__label",
            on="first_on",
        ),
        arm(
            "unclear",
            unclear,
            key=joined(f"{step}{process}", Value("/"), f"{step}public_id"),
            title=joined(f"{step}title", Value(" ("), f"{step}process__scope__label", Value(")")),
            on=day("card__published_at"),
            number="count",
        ),
    ]


def _collectives(inside: ScopeQuerySet, today: date) -> Found:
    """What residents opened by themselves since a month, hidden ones too."""
    opened = Body.objects.filter(scope__in=inside).gathered().filter(opened_on__gte=today - NEW)
    return arm(
        "collectives", opened, key="public_id", title="scope__label", who="purpose", on="opened_on", first=NEWEST
    )


def _agreements(inside: ScopeQuerySet) -> Found:
    """Draws that they agree to, or not."""
    submitted = Draw.objects.filter(state=State.SUBMITTED, body__scope__in=inside)
    return arm("agreements", submitted, key="public_id", title="title", who="body__scope__label", on=day("created_at"))
