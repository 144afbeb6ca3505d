"""A small variant of the demonstration, loaded once and looked at from every side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.selectors import invented_people
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Follow, Node
from chainon.base.chain.services import differences, rebuild
from chainon.base.journal.models import Anchor, Line
from chainon.base.journal.selectors import verify
from chainon.base.mail.models import Mail, State
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.answers.models import Answer as GivenAnswer
from chainon.deliberation.proposals.models import Proposal
from chainon.demo.loading import is_untouched, load
from chainon.demo.story import SMALL
from chainon.governance.bodies.legal import checks
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.draws import services as draws
from chainon.governance.draws.models import Draw
from chainon.governance.draws.models import State as DrawState
from chainon.governance.guarantors.models import Act, ActKind
from chainon.governance.seats.models import Answer, Invitation
from chainon.governance.volunteers.models import Volunteer
from chainon.methods.sortition import verify_draw
from chainon.territory.places import communes
from chainon.territory.places.communes.index import fold
from chainon.territory.places.models import Place

pytestmark = pytest.mark.django_db
BANNER = "ville, personnes et chiffres sont inventés."
NOT_PAGES = re.compile(r"^/static/|\.(?:jsonl?|txt|py|csv)$|[?]")


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Territory]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(size=SMALL)
        transaction.set_rollback(True)


@pytest.fixture
def drawn(town: Territory) -> Draw:
    return Draw.objects.get(state=DrawState.DRAWN)


@pytest.fixture
def waiting(town: Territory) -> Draw:
    return Draw.objects.get(state=DrawState.FROZEN)


def entered(role: Role) -> Client:
    """A visitor who came in at one click."""
    client = Client()
    user = User.objects.filter(grants__role=role, is_demonstration=True).order_by("pk").first()
    assert user is not None
    assert client.post("/demonstration/entrer", {"person": user.public_id}).status_code == 302
    return client


def pages_from(client: Client, start: str) -> dict[str, str]:
    """Every page reached by following links, with what it says."""
    found: dict[str, str] = {}
    to_read = [start]
    while to_read:
        address = to_read.pop().split("#")[0]
        if address in found or NOT_PAGES.search(address):
            continue
        answer = client.get(address)
        if answer.status_code == 302:
            continue
        if answer.status_code == 301:  # an address without its title leads to the whole one
            to_read.append(answer["Location"])
            continue
        assert answer.status_code == 200, (address, answer.status_code)
        if not answer["Content-Type"].startswith("text/html"):
            continue  # a file, a feed
        found[address] = answer.content.decode()
        to_read += re.findall(r'href="(/[^"]*)"', found[address])
    return found


def test_the_journal_holds_and_goes_forward(town: Territory) -> None:
    check = verify(town.scope)
    assert check.holds and check.lines > 60
    moments = list(Line.objects.order_by("number").values_list("at", flat=True))
    assert all(before <= after for before, after in pairwise(moments))
    assert moments[-1] < clock.now()
    assert Anchor.objects.count() > 80


def test_the_chain_is_what_it_would_be_made_again_from_nothing(town: Territory) -> None:
    assert Node.objects.count() > 50
    assert not list(differences()) and rebuild() == 0


def test_a_visitor_finds_every_page_in_good_order_and_told_to_be_invented(
    town: Territory, client: Client, drawn: Draw, waiting: Draw
) -> None:
    pages = pages_from(client, "/")
    assert {f"/tirages/{drawn.public_id}", f"/tirages/{waiting.public_id}", "/journal", "/lieux/"} <= pages.keys()
    assert all(body.get_absolute_url() in pages for body in Body.objects.all())
    assert len(pages) > 40 and [address for address, page in pages.items() if BANNER not in page] == []


def test_the_public_and_the_sealed_files_hold_with_the_replacements(client: Client, drawn: Draw) -> None:
    opened = client.get(f"/tirages/{drawn.public_id}/tirage.json").json()
    assert opened["number"] == 174 and len(opened["replacements"]) == Invitation.objects.filter(rank__gt=0).count() > 0
    sealed = entered(Role.GUARANTOR).post(f"/tirages/{drawn.public_id}/scelle").json()
    assert verify_draw.check_public(opened) and verify_draw.check_sealed(opened, sealed)
    assert drawn.verified_holds is True


def test_the_waiting_draw_can_be_conducted_and_then_holds(client: Client, waiting: Draw) -> None:
    bruno = User.objects.get(grants__role=Role.FACILITATOR)
    reading = draws.read_numbers(by=bruno, draw=waiting, values=["408"])
    draws.confirm_reading(by=bruno, draw=waiting, reading=reading, attendance=31)
    opened = client.get(f"/tirages/{waiting.public_id}/tirage.json").json()
    sealed = entered(Role.GUARANTOR).post(f"/tirages/{waiting.public_id}/scelle").json()
    assert verify_draw.check_sealed(opened, sealed)
    answers = Invitation.objects.filter(seat__draw=waiting).values_list("answer", flat=True)
    assert list(answers) == [Answer.TO_INVITE] * SMALL.council_seats


def test_the_waiting_draw_is_what_the_law_wants_of_such_a_council(waiting: Draw) -> None:
    places: dict[str, dict[str, tuple[int, int]]] = {}
    for row in waiting.places.select_related("value__criterion"):
        places.setdefault(row.value.criterion.name, {})[row.value.label] = (row.minimum, row.maximum)
    found = checks(waiting.body.kind, seats=waiting.seats, places=places)
    assert found and not [check.sentence for check in found if check.is_warning]


def test_the_seats_are_at_every_stage(drawn: Draw) -> None:
    answers = Counter(Invitation.objects.filter(seat__draw=drawn).values_list("answer", flat=True))
    assert answers[Answer.ACCEPTED] > drawn.seats * 0.8
    assert answers[Answer.REFUSED] and Invitation.objects.filter(replaces__answer=Answer.REFUSED).exists()
    overdue = [one for one in Invitation.objects.filter(seat__draw=drawn) if one.is_overdue(clock.today())]
    assert overdue, "someone is still to be reached"


def test_one_enters_at_one_click_as_each_role(town: Territory) -> None:
    roles = {role for person in invented_people(town) for role in person.roles.split(", ")}
    assert roles == {str(role.label) for role in Role if role != Role.PARTNER}
    for role in set(Role) - {Role.PARTNER}:
        assert entered(role).get("/compte/").status_code == 200
    assert (
        "Suivre les places"
        in entered(Role.FACILITATOR).get(Draw.objects.get(state="drawn").get_absolute_url()).content.decode()
    )


def test_a_published_address_lets_nobody_enter_so(town: Territory, client: Client, settings: Any) -> None:
    settings.CHAINON_URL = "https://participation.example"
    person = invented_people(town)[0].person_id
    assert client.post("/demonstration/entrer", {"person": person}).status_code == 403


def test_nothing_leaves_the_demonstration(town: Territory) -> None:
    assert Mail.objects.exists()
    assert set(Mail.objects.values_list("state", flat=True)) == {State.KEPT}
    assert not Mail.objects.exclude(to__endswith=".example").exists()


def test_no_place_and_nobody_is_real(town: Territory) -> None:
    for place in Place.objects.all():
        assert fold(place.name) not in {fold(found.name) for found in communes.search(place.name, 20)}
    assert not User.objects.filter(is_demonstration=False).exists()
    assert not Volunteer.objects.exclude(email="").exclude(email__endswith=".example").exists()
    numbers = re.findall(r"\b0\d(?: \d\d)+", " ".join(Follow.objects.values_list("contact", flat=True)))
    assert numbers and all(re.match(r"06 39 98|01 99 00", number) for number in numbers), "kept for fiction (Arcep)"


def test_everyone_who_volunteers_is_ready_to_be_drawn(drawn: Draw, waiting: Draw) -> None:
    ready = Volunteer.objects.eligible()
    assert ready.filter(list=drawn.volunteers).count() == SMALL.volunteers
    assert ready.filter(list=waiting.volunteers).count() == SMALL.neighbours
    assert {"file", "form"} == set(ready.values_list("origin", flat=True))


def test_what_has_only_begun_shows_what_to_do(town: Territory, client: Client) -> None:
    youth = Body.objects.get(kind=BodyKind.YOUTH_COUNCIL)
    page = client.get(youth.get_absolute_url()).content.decode()
    assert "charte" in page.lower()
    enrolment = client.get(f"/volontaires/{youth.volunteer_lists.get().public_id}")
    assert enrolment.status_code == 200 and "<form" in enrolment.content.decode()


def test_it_loads_only_where_there_is_nothing(town: Territory) -> None:
    assert not is_untouched()
    with pytest.raises(Unavailable):
        load(size=SMALL)
    with pytest.raises(CommandError, match="déjà un territoire"):
        call_command("demo", "load")
    assert Territory.objects.count() == 1


def test_three_bodies_ask_for_the_same_and_their_pages_say_so(town: Territory, client: Client) -> None:
    asked = Proposal.objects.exclude(body=None).filter(node__title__icontains="compost")
    found = list(asked.select_related("node", "body__scope"))
    assert len({proposal.body for proposal in found}) == len(found) == 3
    for proposal in found:
        page = client.get(url_of(proposal.node)).content.decode()
        assert "Vu par 3 instances" in page and all(str(each.body) in page for each in found)


def test_the_guarantor_speaks_of_no_answer_where_there_is_none(town: Territory) -> None:
    opinion = Act.objects.select_related("about").get(kind=ActKind.OPINION)
    assert opinion.about is not None and not GivenAnswer.objects.filter(handovers__node=opinion.about).exists()
    assert "réponse dit" not in opinion.text


def test_the_documentation_names_whom_one_may_enter_as(town: Territory) -> None:
    """All but the one whom the draw chose: another at each loading."""
    text = (Path(__file__).resolve().parents[4] / "docs" / "demonstration.md").read_text(encoding="utf-8")
    assert len([person for person in invented_people(town) if person.name.partition(",")[0] not in text]) == 1
