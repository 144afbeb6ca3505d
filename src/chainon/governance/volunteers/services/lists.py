"""A list from its opening to its purge."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.mail.services import forget_many
from chainon.base.scopes.services import touch
from chainon.governance.bodies.models import Body
from chainon.governance.volunteers import events, rules
from chainon.governance.volunteers.models import StagedImport, Volunteer, VolunteerList, VolunteerValue
from chainon.governance.volunteers.selectors import available_by_value, criteria_of

STAGED_HOURS = 24


@transaction.atomic
def open_list(*, by: By, body: Body, title: str, min_age: int = 16, form_until: date | None = None) -> VolunteerList:
    """A new, empty list of volunteers of a body."""
    rules.may_open(by, body).require()
    volunteer_list = VolunteerList.objects.create(
        body=body,
        title=title.strip(),
        min_age=min_age,
        form_until=form_until,
        opened_at=clock.now(),
        purge_on=_purge_day(body, form_until),
    )
    note(events.OPENED, volunteer_list, by, min_age=min_age)
    return volunteer_list


@transaction.atomic
def change_list(*, by: By, volunteer_list: VolunteerList, title: str, min_age: int, form_until: date | None) -> None:
    """Name, least age and last day of the public form."""
    rules.may_change(by, volunteer_list).require()
    volunteer_list.title, volunteer_list.min_age, volunteer_list.form_until = title.strip(), min_age, form_until
    volunteer_list.purge_on = max(volunteer_list.purge_on, _purge_day(volunteer_list.body, form_until))
    volunteer_list.save(update_fields=["title", "min_age", "form_until", "purge_on"])
    touch(volunteer_list.body.scope)


def keep_longer(*, volunteer_list: VolunteerList) -> None:
    """A draw begins upon it: the delay runs again from today. In the transaction of the draw, which asked the rule."""
    volunteer_list.purge_on = max(volunteer_list.purge_on, _purge_day(volunteer_list.body, None))
    volunteer_list.save(update_fields=["purge_on"])


@transaction.atomic
def close_list(*, by: By | None, volunteer_list: VolunteerList) -> None:
    """A draw is frozen upon it: nothing changes any more, save withdrawals. The draw writes the journal line."""
    if by is not None:
        rules.may_see(by, volunteer_list).require()
    VolunteerList.objects.filter(pk=volunteer_list.pk, closed_at=None).update(closed_at=clock.now())
    volunteer_list.refresh_from_db(fields=["closed_at"])


@transaction.atomic
def reopen_list(*, by: By | None, volunteer_list: VolunteerList) -> None:
    """The draw that closed it is cancelled. The draw writes the journal line."""
    if by is not None:
        rules.may_see(by, volunteer_list).require()
    VolunteerList.objects.filter(pk=volunteer_list.pk, purged_at=None).update(closed_at=None)
    volunteer_list.refresh_from_db(fields=["closed_at"])


@transaction.atomic
def purge_list(*, by: By | None, volunteer_list: VolunteerList) -> int:
    """Delete every person of the list, their values and the files being read; keep the counts. Idempotent.

    Criteria and their values stay: published draws refer to them. Returns how many rows of people went.
    """
    if by is not None:
        rules.may_withdraw(by, volunteer_list).require()
    locked = VolunteerList.objects.select_for_update(no_key=True).get(pk=volunteer_list.pk)
    if locked.purged_at is not None:
        return 0
    people = Volunteer.objects.filter(list=locked)
    locked.purged_counts = _counts(locked)
    rows = people.count()
    forget_many(people.values_list("email", flat=True))
    StagedImport.objects.filter(list=locked).delete()
    VolunteerValue.objects.filter(volunteer__list=locked).delete()
    people.delete()
    locked.purged_at = clock.now()
    locked.closed_at = locked.closed_at or locked.purged_at
    locked.save(update_fields=["purged_counts", "purged_at", "closed_at"])
    volunteer_list.refresh_from_db()
    note(events.PURGED, locked, by, people=rows)
    return rows


def purge_old_imports() -> int:
    """Periodic: files that nobody confirmed within a day."""
    before = clock.now() - timedelta(hours=STAGED_HOURS)
    deleted, _ = StagedImport.objects.filter(staged_at__lt=before).delete()
    return deleted


def _purge_day(body: Body, form_until: date | None) -> date:
    """The territory's delay from today, or from the last day on which people may still put their names down."""
    settings = body.scope.root.settings
    today = clock.today(settings.time_zone)
    return clock.months_later(max(today, form_until or today), settings.purge_months)


def note(verb: Verb, volunteer_list: VolunteerList, by: By | None, **payload: object) -> None:
    """One journal line on a list; someone without an account acts as a resident, the platform as the system."""
    scope = volunteer_list.body.scope
    person = by if isinstance(by, User) else None
    role = "resident" if isinstance(by, AnonymousUser) else quality(person, scope)
    record(verb, scope=scope, role=role, by=person, list=volunteer_list.public_id, **payload)


def _counts(volunteer_list: VolunteerList) -> dict[str, object]:
    people = Volunteer.objects.filter(list=volunteer_list)
    available = available_by_value(volunteer_list)
    return {
        "present": people.present().count(),
        "eligible": people.eligible().count(),
        "withdrawn": people.exclude(withdrawn_at=None).count(),
        "by_origin": dict(people.present().order_by().values_list("origin").annotate(Count("pk"))),
        "by_value": [
            {"criterion": criterion.name, "value": value.label, "people": available.get(value.pk, 0)}
            for criterion in criteria_of(volunteer_list)
            for value in criterion.values.all()
        ],
    }
