"""Same seed, same panel: through the services, on whatever database, as by the methods alone in another process."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from chainon.governance.draws import services
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services import freezing
from chainon.governance.draws.tests.making import SEATS, Running, bounds_of, make_draw
from chainon.governance.volunteers.models import CriterionValue, Volunteer, VolunteerValue
from chainon.methods.evidence import canonical
from chainon.methods.sortition.seal import seal

from .people import cast

DRAW, NUMBERS = "jury2026dr", "174"

ALONE = """
import hashlib, json, sys
from chainon.methods.evidence import canonical
from chainon.methods.randomness import source_from
from chainon.methods.sortition.leximin import leximin
from chainon.methods.sortition.model import Feature, Person, Pool, Quota
from chainon.methods.sortition.opening import open_draw
from chainon.methods.sortition.rounding import uniform_lottery
from chainon.methods.sortition.seal import seal

given = json.load(sys.stdin)
features = [Feature(name, {value: Quota(*bounds) for value, bounds in quotas}) for name, quotas in given["features"]]
pool = Pool(tuple(features), tuple(Person(name, tuple(values), home) for name, values, home in given["people"]))
fairest = leximin(pool, given["seats"])
salts = iter(range(10**6))
sealed = seal(
    pool, uniform_lottery(pool, fairest, 1000),
    draw_id=given["draw"], title=given["title"], objective="leximin", households=False,
    sources=[source_from(source) for source in given["sources"]], replacement="chainon-replacement-1",
    probabilities=[float(f"{chance:.12f}") for chance in fairest.probabilities],
    optimum={"min": f"{fairest.min_probability:.12f}", "gap": f"{fairest.gap:.12f}",
             "proven_optimal": fairest.proven_optimal},
    new_salt=lambda size: hashlib.sha256(str(next(salts)).encode()).hexdigest()[: 2 * size],
)
opened = open_draw(sealed.document, [given["numbers"]])
assert "django" not in sys.modules
print(hashlib.sha256(canonical(opened)).hexdigest())
"""


@pytest.fixture
def salted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts that everyone can guess, for once."""
    salts = iter(range(10**6))

    def new_salt(size: int) -> str:
        return hashlib.sha256(str(next(salts)).encode()).hexdigest()[: 2 * size]

    monkeypatch.setattr(freezing, "seal", partial(seal, new_salt=new_salt))


def by_the_methods_alone(draw: Draw) -> str:
    bounds = bounds_of(draw.volunteers)
    answers: dict[int, dict[int, str]] = {}
    for row in VolunteerValue.objects.select_related("value"):
        answers.setdefault(row.volunteer_id, {})[row.criterion_id] = row.value.label
    criteria = list(draw.volunteers.criteria.order_by("position"))
    given: dict[str, Any] = {
        "features": [
            [one.name, [[v.label, bounds[v.pk]] for v in CriterionValue.objects.filter(criterion=one)]]
            for one in criteria
        ],
        "people": [
            [person.public_id, [answers[person.pk][one.pk] for one in criteria], person.household]
            for person in Volunteer.objects.order_by("public_id")
        ],
        **{"seats": SEATS, "draw": DRAW, "title": draw.title, "sources": draw.sources, "numbers": NUMBERS},
    }
    done = subprocess.run(
        [sys.executable, "-c", ALONE], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.django_db
def test_services_and_methods_open_the_same_panel(salted: None) -> None:
    people = cast()
    draw = make_draw(people.territory, people.bruno)
    Draw.objects.update(public_id=DRAW)
    with transaction.atomic():
        for place, person in enumerate(Volunteer.objects.order_by("pk")):
            person.public_id = f"pers{place:04d}"
            person.save()
    services.computing.compute(Running(DRAW))
    services.freezing.seal_draw(Running(DRAW))
    draw = services.approve(by=people.chantal, draw=draw)
    reading = services.read_numbers(by=people.bruno, draw=draw, values=[NUMBERS])
    draw = services.confirm_reading(by=people.bruno, draw=draw, reading=reading, attendance=None)
    draw.refresh_from_db()
    assert hashlib.sha256(canonical(draw.opening)).hexdigest() == by_the_methods_alone(draw)
