"""Who comes next for a vacant seat: read from the sealed file, in the frozen order, keeping the places by profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from chainon.base.scopes.verdict import Unavailable
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.ceremony import sealed_document
from chainon.governance.draws.wording import error_words, listed, sentence, words
from chainon.governance.seats.models import LIVE, Invitation, PlacesChange, Seat
from chainon.governance.volunteers.models import Volunteer
from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.feasibility import Feasibility
from chainon.methods.sortition.model import Feature, Person, Pool, Quota
from chainon.methods.sortition.opening import replacement_order
from chainon.methods.sortition.replacement import next_replacement
from chainon.methods.sortition.seal import Document, Trees


@dataclass(frozen=True)
class WayOut:
    """A change of places by profile with which someone could be called. `mark` names it in the form that accepts it."""

    text: str
    changes: tuple[Mapping[str, Any], ...]
    mark: str


@dataclass(frozen=True)
class Next:
    """The person to call: index in the sealed file, public token, place in the frozen order from 1, how many before
    them the places leave no room for. Nobody when `volunteer` is None: `reasons`, `conflict` and `ways_out` say why."""

    volunteer: Volunteer | None
    person: int = -1
    token: str = ""
    rank: int = 0
    passed_over: int = 0
    reasons: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    ways_out: tuple[WayOut, ...] = ()


def next_person(vacated: Invitation) -> Next:
    """Who is called to the seat of `vacated` if it is vacated now. Writes nothing.

    Raises `Unavailable` after the purge, and when the solver cannot tell.
    """
    draw = vacated.seat.draw
    document = sealed_document(draw)
    tokens = Trees(document).tokens
    people = {token: index for index, token in enumerate(tokens)}
    asked = list(Invitation.objects.filter(seat__draw=draw).values_list("pk", "token", "answer"))
    seated = {people[token] for pk, token, answer in asked if answer in LIVE and pk != vacated.pk}
    gone = {people[token] for _pk, token, _answer in asked} | _absent(draw, document)
    order = replacement_order(document, (draw.opening or {})["values"])
    emptied = Seat.objects.filter(draw=draw, emptied_on__isnull=False).exclude(pk=vacated.seat_id).count()
    try:
        found = next_replacement(
            _pool(draw, document),
            draw.seats - emptied,
            seated=seated,
            unavailable=gone - seated,
            order=order,
            households=document["terms"]["households"],
        )
    except SortitionError as error:
        raise Unavailable(sentence(error_words(error))) from error
    if found.person is None:
        return _nobody(found.feasibility)
    volunteer = Volunteer.objects.get(public_id=document["people"][found.person]["id"])
    rank = order.index(found.person) + 1
    return Next(volunteer, found.person, tokens[found.person], rank, len(found.passed_over))


def _absent(draw: Draw, document: Document) -> set[int]:
    """Those who took their name off the list since it was frozen."""
    present = set(Volunteer.objects.filter(list=draw.volunteers).present().values_list("public_id", flat=True))
    return {index for index, person in enumerate(document["people"]) if person["id"] not in present}


def _pool(draw: Draw, document: Document) -> Pool:
    changed = {
        (change.feature, change.value, change.side): change.after
        for change in PlacesChange.objects.filter(draw=draw).order_by("pk")
    }

    def quota(feature: str, row: Mapping[str, Any]) -> Quota:
        low = changed.get((feature, row["value"], "minimum"), row["min"])
        return Quota(low, changed.get((feature, row["value"], "maximum"), row["max"]))

    features = tuple(
        Feature(feature["name"], {row["value"]: quota(feature["name"], row) for row in feature["quotas"]})
        for feature in document["terms"]["features"]
    )
    people = tuple(Person(person["id"], tuple(person["values"]), person["household"]) for person in document["people"])
    return Pool(features, people)


def _nobody(found: Feasibility) -> Next:
    """Why nobody can be called, and the ways out but recruiting: nobody may join a frozen list."""
    relaxations = [way for way in found.ways_out if way.code == "relax-quotas"]
    return Next(
        None,
        reasons=tuple(sentence(words(reason.code, reason.params)) for reason in found.reasons),
        conflict=tuple(listed(found.conflict)),
        ways_out=tuple(
            WayOut(sentence(words(way.code, way.params)), changes, _mark(changes))
            for way in relaxations
            if (changes := _changes(way.params["changes"]))
        ),
    )


def _changes(given: object) -> tuple[Mapping[str, Any], ...]:
    return tuple(given) if isinstance(given, Collection) else ()


def _mark(changes: tuple[Mapping[str, Any], ...]) -> str:
    return sha256_hex(canonical([dict(change) for change in changes]))[:16]
