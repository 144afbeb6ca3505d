"""What the draw may look at: criteria and their possible answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, F, ProtectedError
from django.utils.translation import gettext as _

from chainon.base.accounts.rules import By
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.volunteers import events, rules
from chainon.governance.volunteers.forbidden import refusal
from chainon.governance.volunteers.intake.ages import Band
from chainon.governance.volunteers.intake.identity import plain
from chainon.governance.volunteers.models import (
    Criterion,
    CriterionKind,
    CriterionValue,
    Volunteer,
    VolunteerList,
    VolunteerValue,
)
from chainon.governance.volunteers.wording import legal_basis as usual_basis
from chainon.governance.volunteers.wording import question as usual_question

from .lists import note


@dataclass(frozen=True)
class Answer:
    """A possible answer as it should be: `value` is the one it was, None for a new one."""

    label: str
    value: CriterionValue | None = None
    population: Decimal | None = None


@transaction.atomic
def add_criterion(
    *, by: By, volunteer_list: VolunteerList, name: str, labels: Sequence[str] = (), bands: Sequence[Band] = ()
) -> Criterion:
    """A criterion with its answers, or with age bands. People already on the list lack it until they are completed.

    Raises `Unavailable`: forbidden by law, named twice, fewer than two answers.
    """
    rules.may_change(by, volunteer_list).require()
    criterion = create_criterion(volunteer_list, name, labels, bands)
    refresh_completeness(volunteer_list)
    _note(by, volunteer_list)
    return criterion


@transaction.atomic
def change_criterion(
    *,
    by: By,
    criterion: Criterion,
    name: str,
    question: str,
    legal_basis: str,
    population_source: str,
    answers: Sequence[Answer],
) -> None:
    """Write the criterion and its answers in this order. Answers given the same label become one; one left out goes.

    Raises `Unavailable`: forbidden by law, no legal basis, an answer that people gave or that a draw counts on is left
    out, fewer than two answers, age bands that are not neighbours merged.
    """
    rules.may_change(by, criterion.list).require()
    _require_lawful(name, [answer.label for answer in answers])
    if not legal_basis.strip():
        raise Unavailable(_("Dites pourquoi ce critère est demandé : la loi veut une raison pour chaque donnée."))
    if criterion.list.criteria.filter(name__iexact=name.strip()).exclude(pk=criterion.pk).exists():
        raise Unavailable(_("Cette liste a déjà un critère de ce nom."))
    criterion.name, criterion.question = name.strip(), question.strip()
    criterion.legal_basis, criterion.population_source = legal_basis.strip(), population_source.strip()
    criterion.save()
    _write_answers(criterion, answers)
    _note(by, criterion.list)


@transaction.atomic
def remove_criterion(*, by: By, criterion: Criterion) -> None:
    """Forget a criterion and everyone's answer to it. Raises `Unavailable` while a draw counts places on it."""
    rules.may_change(by, criterion.list).require()
    volunteer_list = criterion.list
    VolunteerValue.objects.filter(criterion=criterion).delete()
    try:
        criterion.delete()
    except ProtectedError as error:
        raise Unavailable(_counted_on(criterion.name)) from error
    volunteer_list.criteria.filter(position__gt=criterion.position).update(position=F("position") - 1)
    refresh_completeness(volunteer_list)
    _note(by, volunteer_list)


@transaction.atomic
def move_criterion(*, by: By, criterion: Criterion) -> None:
    """One place up; the first stays first."""
    rules.may_change(by, criterion.list).require()
    above = criterion.list.criteria.filter(position__lt=criterion.position).order_by("-position").first()
    if above is not None:
        above.position, criterion.position = criterion.position, above.position
        above.save(update_fields=["position"])
        criterion.save(update_fields=["position"])


def create_criterion(
    volunteer_list: VolunteerList, name: str, labels: Sequence[str], bands: Sequence[Band] = ()
) -> Criterion:
    """The rows of a new criterion, last of the list. The caller has asked the rule. Raises `Unavailable`."""
    name = name.strip()
    labels = [band.label for band in bands] or list(dict.fromkeys(label.strip() for label in labels if label.strip()))
    _require_lawful(name, labels)
    if volunteer_list.criteria.filter(name__iexact=name).exists():
        raise Unavailable(_("Cette liste a déjà un critère de ce nom."))
    if bands and volunteer_list.criteria.filter(kind=CriterionKind.AGE).exists():
        raise Unavailable(_("Cette liste a déjà des tranches d’âge."))
    if len(labels) < 2:
        raise Unavailable(_("Un critère a au moins deux réponses possibles."))
    criterion = Criterion.objects.create(
        list=volunteer_list,
        position=volunteer_list.criteria.count(),
        name=name,
        kind=CriterionKind.AGE if bands else CriterionKind.CHOICE,
        question=usual_question(name),
        legal_basis=usual_basis(name),
    )
    CriterionValue.objects.bulk_create(
        CriterionValue(
            criterion=criterion,
            position=position,
            label=label,
            age_from=bands[position].first if bands else None,
            age_to=bands[position].last if bands else None,
        )
        for position, label in enumerate(labels)
    )
    return criterion


def refresh_completeness(volunteer_list: VolunteerList) -> None:
    """Say anew of everyone whether an answer is missing."""
    people = Volunteer.objects.filter(list=volunteer_list)
    asked = volunteer_list.criteria.count()
    if not asked:
        people.filter(is_incomplete=True).update(is_incomplete=False)
        return
    answered = VolunteerValue.objects.filter(volunteer__list=volunteer_list).order_by().values("volunteer")
    complete = answered.annotate(answers=Count("pk")).filter(answers__gte=asked).values("volunteer")
    people.filter(is_incomplete=True, pk__in=complete).update(is_incomplete=False)
    people.filter(is_incomplete=False).exclude(pk__in=complete).update(is_incomplete=True)


def _write_answers(criterion: Criterion, answers: Sequence[Answer]) -> None:
    kept: dict[str, list[Answer]] = {}
    for answer in answers:
        if label := " ".join(answer.label.split())[:80]:
            kept.setdefault(plain(label) or label, []).append(answer)
    if len(kept) < 2:
        raise Unavailable(_("Un critère a au moins deux réponses possibles."))
    before = {value.pk: value for value in criterion.values.all()}
    used = {answer.value.pk for group in kept.values() for answer in group if answer.value is not None}
    for value in before.values():
        if value.pk not in used:
            _drop(value)
    # Two answers may swap labels: out of each other's way first, for labels are unique.
    for value in criterion.values.all():
        value.label = f"~{value.pk}"
        value.save(update_fields=["label"])
    for position, group in enumerate(kept.values()):
        _write_answer(criterion, position, group)


def _write_answer(criterion: Criterion, position: int, group: Sequence[Answer]) -> None:
    """One answer out of those that got the same label: people of the others move to the first."""
    values = [answer.value for answer in group if answer.value is not None]
    value = values[0] if values else CriterionValue(criterion=criterion)
    for other in values[1:]:
        _merge_ages(value, other)
        VolunteerValue.objects.filter(value=other).update(value=value)
        _drop(other)
    given = [answer.population for answer in group if answer.population is not None]
    value.position, value.label = position, " ".join(group[0].label.split())[:80]
    value.population = sum(given, Decimal(0)) if given else None
    value.save()


def _merge_ages(value: CriterionValue, other: CriterionValue) -> None:
    if value.age_from is None or other.age_from is None:
        return
    first, second = sorted((value, other), key=lambda band: band.age_from or 0)
    if first.age_to is None or second.age_from != first.age_to + 1:
        raise Unavailable(_("On ne réunit que deux tranches d’âge qui se suivent."))
    value.age_from, value.age_to = first.age_from, second.age_to


def _drop(value: CriterionValue) -> None:
    if people := VolunteerValue.objects.filter(value=value).count():
        raise Unavailable(
            _("« {label} » est la réponse de {people} personnes : donnez-lui le nom d’une autre pour les réunir.")
            .format(label=value.label, people=people)
        )  # fmt: skip
    try:
        value.delete()
    except ProtectedError as error:
        raise Unavailable(_counted_on(value.label)) from error


def _counted_on(what: str) -> str:
    return _("Un tirage en préparation compte des places pour « {what} » : retirez-les d’abord.").format(what=what)


def _require_lawful(name: str, labels: Sequence[str]) -> None:
    if found := refusal(name, labels):
        raise Unavailable(
            _("« {words} » : {reason} ({source}).").format(words=found.words, reason=found.reason, source=found.source)
        )


def _note(by: By, volunteer_list: VolunteerList) -> None:
    values = CriterionValue.objects.filter(criterion__list=volunteer_list).count()
    note(events.CRITERIA_CHANGED, volunteer_list, by, criteria=volunteer_list.criteria.count(), values=values)
