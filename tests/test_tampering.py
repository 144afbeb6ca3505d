"""One byte changed in a published or kept file is seen, said, and journalled."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from chainon.base.files import storage
from chainon.base.files.models import File
from chainon.base.files.services import Missing, read_bytes
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.closing import purge_draw
from chainon.governance.draws.tests.making import drawn, make_draw
from chainon.governance.volunteers.models import Volunteer
from chainon.methods.sortition import verify_draw

from .people import Cast, cast, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


@pytest.fixture
def draw(people: Cast) -> Draw:
    return drawn(make_draw(people.territory, people.bruno), people.chantal, people.bruno)


def bytes_of(file: File) -> Path:
    return storage.path_of(file.sha256)


def change_one_byte(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))


def verified(people: Cast, draw: Draw) -> str:
    return client_of(people.chantal).post(f"/tirages/{draw.public_id}/verifier", follow=True).content.decode()


def test_a_kept_file_altered_on_the_disk_is_refused(draw: Draw) -> None:
    assert draw.sealed is not None
    content = read_bytes(draw.sealed)
    for at in (0, len(content) // 2, len(content) - 1):
        change_one_byte(bytes_of(draw.sealed), at)
        with pytest.raises(Missing, match="abîmé"):
            read_bytes(draw.sealed)
        change_one_byte(bytes_of(draw.sealed), at)
    assert read_bytes(draw.sealed) == content


def test_an_altered_sealed_file_is_said_and_breaks_no_page(people: Cast, draw: Draw) -> None:
    change_one_byte(bytes_of(draw.sealed), 100)
    assert "abîmé" in verified(people, draw)
    assert client_of(people.chantal).get(f"/tirages/{draw.public_id}").status_code == 200


PLACES: list[tuple[str, list[str | int]]] = [
    ("the number", ["number"]),
    ("a value read", ["values", 0]),
    ("the seed", ["seed"]),
    ("someone of the panel", ["panel", "members", 0, "token"]),
    ("a proof", ["panel", "members", 0, "proof", 0]),
    ("the panel's salt", ["panel", "salt"]),
    ("what was frozen", ["frozen", "terms", "title"]),
    ("the commitment", ["frozen", "commitment"]),
    ("the format", ["format"]),
]


def test_one_character_changed_in_the_opening_makes_it_not_conform(people: Cast, draw: Draw) -> None:
    for name, (*way, last) in PLACES:
        altered = copy.deepcopy(draw)
        within: Any = altered.opening
        for step in way:
            within = within[step]
        before = within[last]
        within[last] = before + 1 if isinstance(before, int) else ("1" if before[0] != "1" else "2") + before[1:]
        assert judged(people, altered) == "non-conforme", name
        with pytest.raises(verify_draw.Refused):
            verify_draw.check_public(altered.opening)


def test_a_mutilated_opening_is_not_conform_either(people: Cast, draw: Draw) -> None:
    for missing in ("panel", "frozen", "number", "values"):
        altered = copy.deepcopy(draw)
        del altered.opening[missing]
        assert judged(people, altered) == "non-conforme", missing


def judged(people: Cast, altered: Draw) -> str:
    """What the journal says of it once the guarantor has verified."""
    with transaction.atomic():
        altered.save()
        services.record_verification(by=people.chantal, draw=altered)
        result = str(Line.objects.get(verb="draw.verified").payload["result"])
        transaction.set_rollback(True)
    return result


def test_the_guarantor_and_the_public_read_that_it_does_not_conform(people: Cast, draw: Draw) -> None:
    draw.opening["number"] += 1
    draw.save()
    assert "conforme" in verified(people, draw)
    assert "non conforme" in Client().get(f"/tirages/{draw.public_id}").content.decode()
    opened = Client().get(f"/tirages/{draw.public_id}/tirage.json").json()
    with pytest.raises(verify_draw.Refused):
        verify_draw.check_public(opened)


def test_another_draw_made_whole_in_its_place_is_not_what_the_journal_announced(people: Cast, draw: Draw) -> None:
    """Someone who holds the database replaces everything by a draw that is consistent with itself."""
    other = drawn(_elsewhere(people, draw), people.chantal, people.bruno)
    for field in ("opening", "frozen", "sealed"):
        setattr(draw, field, getattr(other, field))
    draw.save()
    assert verify_draw.check_sealed(draw.opening, json.loads(read_bytes(draw.sealed)))
    services.record_verification(by=people.chantal, draw=draw)
    draw.refresh_from_db()
    assert draw.verified_holds is False


def _elsewhere(people: Cast, draw: Draw) -> Draw:
    draw.body.scope.label = "Ancienne assemblée"
    draw.body.scope.save()
    return make_draw(people.territory, people.bruno)


def test_the_file_published_before_cannot_be_changed_after(people: Cast, draw: Draw) -> None:
    draw.frozen["terms"]["title"] += "."
    draw.save()
    services.record_verification(by=people.chantal, draw=draw)
    draw.refresh_from_db()
    assert draw.verified_holds is False


def test_a_lost_sealed_file_does_not_keep_people_s_data(people: Cast, draw: Draw) -> None:
    bytes_of(draw.sealed).unlink()
    purge_draw(draw=draw)
    draw.refresh_from_db()
    assert draw.purged_at and draw.verified_holds is False
    assert not Volunteer.objects.filter(list=draw.volunteers).exists()


def test_a_line_of_the_journal_changed_in_the_database_is_found(people: Cast, draw: Draw) -> None:
    scope = people.territory.scope
    lines = verify(scope).lines
    for number in (1, lines // 2, lines):
        with connection.cursor() as cursor:
            cursor.execute("SELECT role FROM journal_line WHERE number = %s", [number])
            (role,) = cursor.fetchone()
            cursor.execute("UPDATE journal_line SET role = %s WHERE number = %s", [role[:-1] + "x", number])
            assert f"ligne {number} " in verify(scope).fault
            cursor.execute("UPDATE journal_line SET role = %s WHERE number = %s", [role, number])
    assert verify(scope).holds
