"""What pages and start-up may cost (DESIGN §6): the figures that do not flake."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base.accounts.models import User
from chainon.base.accounts.services.people import note_address
from chainon.base.scopes.models import Scope
from chainon.governance.draws.models import Draw, Places
from chainon.governance.draws.tests.making import computed, drawn, frozen, make_draw

from .people import Cast, cast, client_of

PAGE_BYTES = 60_000
MIGRATE_SECONDS = 10
ENTRANCE = ('FROM "django_session"', 'FROM "accounts_user"')


@pytest.fixture
def people(db: None) -> Cast:
    """Their addresses are proven, as those of people who came in by a code: the menu looks for their invitations."""
    made = cast()
    for user in (made.bruno, made.chantal):
        note_address(user=user, is_proven=True)
    return made


def cost(by: User | None, address: str) -> tuple[int, int]:
    """Queries and bytes of a page, the session's own two queries aside."""
    client = client_of(by) if by else Client()
    client.get(address)  # what is kept in memory from one request to the next is not the page's cost
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200, address
    asked = [query for query in queries if not any(table in query["sql"] for table in ENTRANCE)]
    return len(asked), len(page.content)


BUDGETS = [
    # page, who looks, queries
    ("/tirages/{draw}", "anyone", 12),
    ("/tirages/{draw}", "chantal", 15),
    ("/tirages/{draw}/groupe?n=6", "anyone", 8),
    ("/tirages/{draw}/avant.json", "anyone", 3),
    ("/tirages/{draw}/tirage.json", "anyone", 3),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "who", "most"), BUDGETS)
def test_public_pages_of_a_draw(people: Cast, address: str, who: str, most: int) -> None:
    draw = drawn(make_draw(people.territory, people.bruno), people.chantal, people.bruno)
    queries, size = cost(getattr(people, who, None), address.format(draw=draw.public_id))
    assert queries <= most, f"{queries} queries"
    assert size <= PAGE_BYTES


@pytest.mark.django_db
def test_screens_of_the_preparation(people: Cast) -> None:
    draw = computed(make_draw(people.territory, people.bruno))
    for end, most in (("/preparation", 13), ("/places", 12), ("/date", 8)):
        queries, size = cost(people.bruno, f"/tirages/{draw.public_id}{end}")
        assert queries <= most, f"{end}: {queries} queries"
        assert size <= PAGE_BYTES


@pytest.mark.django_db
def test_places_seen_for_the_first_time_are_proposed_in_as_few_queries(people: Cast) -> None:
    draw = make_draw(people.territory, people.bruno)
    Places.objects.filter(draw=draw).delete()
    queries, _size = cost(people.bruno, f"/tirages/{draw.public_id}/places")
    assert queries <= 12, f"{queries} queries"


@pytest.mark.django_db
def test_screens_of_the_ceremony(people: Cast) -> None:
    draw = frozen(make_draw(people.territory, people.bruno), people.chantal)
    queries, size = cost(people.bruno, f"/tirages/{draw.public_id}/ceremonie")
    assert queries <= 8 and size <= PAGE_BYTES


@pytest.mark.django_db
def test_a_page_costs_the_same_whatever_the_number_of_volunteers(people: Cast) -> None:
    with transaction.atomic():
        small = _measured(people, make_draw(people.territory, people.bruno, people=40))
        Scope.objects.filter(label="Assemblée des habitants").update(label="Une autre assemblée")
        large = _measured(people, make_draw(people.territory, people.bruno, people=400))
    assert large[0] == small[0] and large[1] <= small[1] * 1.05


def _measured(people: Cast, draw: Draw) -> tuple[int, int]:
    draw = drawn(draw, people.chantal, people.bruno)
    return cost(None, f"/tirages/{draw.public_id}")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[float]:
    home = tmp_path_factory.mktemp("home")
    usual = {name: os.environ[name] for name in os.environ.keys() - {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "chainon", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(command, env={**usual, "CHAINON_HOME": str(home)}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (home / "chainon.sqlite3").exists()
    yield after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="the embedded database")
def test_an_empty_database_is_ready_in_ten_seconds(migrated: float) -> None:
    assert migrated <= MIGRATE_SECONDS, f"{migrated:.1f} s of CPU"


def test_no_page_of_the_platform_weighs_its_libraries() -> None:
    """A web worker never loads the solvers: they belong to the child of a job."""
    code = (
        "import sys, django; django.setup(); "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "print(sorted({'scipy', 'highspy', 'openpyxl'} & set(sys.modules)))"
    )
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "chainon.config.testing"}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
