from __future__ import annotations

import itertools

import pytest

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import invite
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.tasks.models import Job
from chainon.governance.charters.models import Adoption
from chainon.governance.draws import services
from chainon.governance.draws.jobs import JOB_KINDS
from chainon.governance.draws.models import Approval, Draw, State
from chainon.governance.draws.services.freezing import obstacles
from chainon.governance.volunteers.models import Volunteer
from chainon.methods.sortition import verify_draw

from .making import computed, drawn, frozen, make_draw, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(territory: Territory, bruno: User, chantal: User) -> Draw:
    return make_draw(territory, bruno)


def test_the_computation_keeps_a_lottery_and_shows_no_person(draw: Draw) -> None:
    draw = computed(draw)
    assert draw.state == State.COMPUTED and draw.computation["panels"] == 1000
    assert draw.computation["proven_optimal"] is True
    ids = set(Volunteer.objects.values_list("public_id", flat=True))
    assert not any(public_id in str(draw.computation) for public_id in ids)


def test_computing_twice_asks_once(draw: Draw, bruno: User) -> None:
    first = services.ask_computation(by=bruno, draw=draw)
    assert services.ask_computation(by=bruno, draw=draw) == first


def test_objectives_must_be_adopted_and_published_first(draw: Draw, bruno: User) -> None:
    Adoption.objects.all().delete()
    draw = computed(draw)
    assert any("objectifs" in obstacle for obstacle in obstacles(draw))
    with pytest.raises(Unavailable):
        services.submit(by=bruno, draw=draw)


def test_a_list_that_changed_since_must_be_computed_again(draw: Draw, bruno: User) -> None:
    draw = computed(draw)
    Volunteer.objects.filter(list=draw.volunteers).first().delete()
    assert any("a changé" in obstacle for obstacle in obstacles(draw))


def test_the_guarantor_is_told_and_agrees_and_all_is_published(draw: Draw, chantal: User, client_of) -> None:
    draw = submitted(draw)
    assert Mail.objects.filter(to=chantal.email).exists()
    client = client_of(chantal)
    assert "Je donne mon accord" in client.get(f"/tirages/{draw.public_id}/preparation").content.decode()
    assert client.post(f"/tirages/{draw.public_id}/accord").status_code == 302
    draw.refresh_from_db()
    assert draw.state == State.FROZEN and draw.frozen_at and draw.volunteers.closed_at
    verbs = list(Line.objects.values_list("verb", flat=True))
    assert "draw.frozen" in verbs and "draw.approved" in verbs


def test_a_double_agreement_is_one(draw: Draw, chantal: User) -> None:
    draw = submitted(draw)
    services.approve(by=chantal, draw=draw)
    services.approve(by=chantal, draw=draw)
    assert Approval.objects.filter(draw=draw).count() == 1
    assert Line.objects.filter(verb="draw.frozen").count() == 1


def test_the_team_cannot_agree_in_the_guarantor_s_place(draw: Draw, bruno: User, client_of) -> None:
    draw = submitted(draw)
    assert client_of(bruno).post(f"/tirages/{draw.public_id}/accord").status_code == 403
    draw.refresh_from_db()
    assert draw.state == State.SUBMITTED


def test_a_refusal_stays_and_lets_the_team_change(draw: Draw, bruno: User, chantal: User, client_of) -> None:
    draw = submitted(draw)
    answer = client_of(chantal).post(f"/tirages/{draw.public_id}/refus", {"reason": "Il manque les 16–17 ans."})
    assert answer.status_code == 302
    draw.refresh_from_db()
    assert draw.state == State.COMPUTED and draw.frozen is None
    services.set_schedule(by=bruno, draw=draw, ceremony_at=draw.ceremony_at, ceremony_place="Gymnase")
    draw = frozen(draw, chantal)
    page = client_of(bruno).get(f"/tirages/{draw.public_id}").content.decode()
    assert "Il manque les 16–17 ans." in page


def test_the_list_closes_when_it_is_sealed_and_opens_again_after_a_refusal(draw: Draw, chantal: User) -> None:
    draw = submitted(draw)
    draw.volunteers.refresh_from_db()
    assert draw.volunteers.closed_at is not None
    services.decline(by=chantal, draw=draw, reason="Trop tôt.")
    draw.volunteers.refresh_from_db()
    assert draw.volunteers.closed_at is None


def test_a_refusal_leaves_closed_a_list_that_another_draw_stands_on(
    draw: Draw, territory: Territory, bruno: User, chantal: User
) -> None:
    draw = submitted(draw)
    Draw.objects.create(
        body=draw.body, volunteers=draw.volunteers, path=draw.path, title="Autre", seats=6, state=State.DRAWN,
        created_at=draw.created_at,
    )  # fmt: skip
    services.decline(by=chantal, draw=draw, reason="Trop tôt.")
    draw.volunteers.refresh_from_db()
    assert draw.volunteers.closed_at is not None


def test_while_waiting_nothing_changes(draw: Draw, bruno: User) -> None:
    draw = submitted(draw)
    with pytest.raises(Unavailable):
        services.set_places(by=bruno, draw=draw, seats=4, bounds={})


def test_an_attempt_to_change_a_frozen_draw_is_refused_and_journalled(
    draw: Draw, bruno: User, chantal: User, client_of
) -> None:
    draw = frozen(draw, chantal)
    answer = client_of(bruno).post(
        f"/tirages/{draw.public_id}/date", {"day": "2027-01-02", "hour": "18:00", "place": "Ailleurs"}
    )
    assert answer.status_code == 403
    draw.refresh_from_db()
    assert draw.ceremony_place == "Salle des fêtes"
    assert Line.objects.filter(verb="draw.change_attempted").count() == 1


def test_without_a_guarantor_a_witness_agrees_on_their_own_phone(
    territory: Territory, bruno: User, client_of, client
) -> None:
    draw = submitted(make_draw(territory, bruno))
    page = client_of(bruno).post(f"/tirages/{draw.public_id}/temoin").content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    path = link.split("testserver")[1]
    assert "Êtes-vous d’accord" in client.get(path).content.decode()
    answer = client.post(path, {"name": "Jeanne Morel, directrice de l’école", "accepted": "yes", "reason": ""})
    assert "Merci" in answer.content.decode()
    draw.refresh_from_db()
    assert draw.state == State.FROZEN
    assert client.get(path).status_code == 410, "a link serves once"
    assert "Jeanne Morel" in client.get(f"/tirages/{draw.public_id}").content.decode()


def test_no_witness_where_a_guarantor_is_appointed(draw: Draw, bruno: User) -> None:
    draw = submitted(draw)
    with pytest.raises(Refused):
        services.ask_witness(by=bruno, draw=draw)


def test_nothing_published_finds_a_person(draw: Draw, bruno: User, chantal: User, client) -> None:
    draw = drawn(draw, chantal, bruno)
    people = Volunteer.objects.filter(list=draw.volunteers)
    base = f"/tirages/{draw.public_id}"
    public = [client.get(base + end).content.decode() for end in ("", "/avant.json", "/tirage.json", "/groupe?n=6")]
    journal = " ".join(str(line.content()) for line in Line.objects.all())
    for text in [*public, journal]:
        for person in people:
            assert person.public_id not in text and person.name not in text and person.email not in text
    shown = {person.first_name for person in people if f">{person.first_name}<" in public[3]}
    assert shown == {m.volunteer.first_name for m in draw.members.all() if m.volunteer.first_name_public}


def test_the_public_file_is_checked_by_the_small_program(draw: Draw, bruno: User, chantal: User, client) -> None:
    draw = drawn(draw, chantal, bruno)
    opened = client.get(f"/tirages/{draw.public_id}/tirage.json").json()
    assert verify_draw.check_public(opened)
    assert opened["number"] == 174
    assert opened["frozen"] == client.get(f"/tirages/{draw.public_id}/avant.json").json()


def test_only_the_guarantor_receives_the_sealed_file(draw: Draw, bruno: User, chantal: User, client_of, client) -> None:
    draw = drawn(draw, chantal, bruno)
    path = f"/tirages/{draw.public_id}/scelle"
    assert client.post(path).status_code == 302
    assert client_of(bruno).post(path).status_code == 403
    sealed = client_of(chantal).post(path).json()
    assert verify_draw.check_sealed(draw.opening, sealed)
    assert Line.objects.filter(verb="draw.sealed_read").count() == 1


def test_without_a_guarantor_the_page_tells_one_invited_from_none(
    territory: Territory, bruno: User, admin: User, client_of
) -> None:
    draw = submitted(make_draw(territory, bruno))
    client, address = client_of(bruno), f"/tirages/{draw.public_id}/preparation"
    assert "Aucun garant n’est nommé" in client.get(address).content.decode()
    invite(by=admin, email="nadia@example.org", role=Role.GUARANTOR, scope=territory.scope)
    assert "n’a pas encore accepté ce rôle" in client.get(address).content.decode()


def test_an_address_that_only_this_machine_opens_is_said_to_be_so(territory: Territory, bruno: User, client_of) -> None:
    draw = submitted(make_draw(territory, bruno))
    client, address = client_of(bruno), f"/tirages/{draw.public_id}/temoin"
    assert "que sur cet ordinateur" in client.post(address, headers={"host": "localhost"}).content.decode()
    assert "que sur cet ordinateur" not in client.post(address).content.decode()


def test_the_page_of_a_finished_job_leads_to_its_draw(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno)
    job = services.ask_computation(by=bruno, draw=draw)
    for kind, state in itertools.product(JOB_KINDS, ("done", "failed", "cancelled")):
        Job.objects.filter(pk=job.pk).update(kind=kind, state=state)
        page = client_of(bruno).get(f"/travaux/{job.public_id}").content.decode()
        assert f'href="/tirages/{draw.public_id}/preparation"' in page, (kind, state)
