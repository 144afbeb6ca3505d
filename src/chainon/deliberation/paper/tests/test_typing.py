"""One paper after the other: what is kept for the next one, what is refused and why, what each becomes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Follow, Theme
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips import numbers
from chainon.base.slips.tests.making import pad
from chainon.deliberation.paper import links, services
from chainon.deliberation.paper.models import Batch, Helper, TypedForm
from chainon.deliberation.paper.services.helping import KEPT_FOR
from chainon.deliberation.paper.titles import title_from
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.deliberation.proposals.services import publish_proposal
from chainon.deliberation.supports.selectors import Counts, counts_of
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import paper, pile

pytestmark = pytest.mark.django_db


def sent(**given: object) -> dict[str, object]:
    return {"must_change": "On attend debout, en plein soleil.", "entry": str(uuid.uuid4()), **given}


@pytest.fixture
def batch(territory: Territory, bruno: User) -> Batch:
    return pile(territory.scope, bruno, expected=3)


@pytest.fixture
def bruno_s(bruno: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(bruno)


def test_what_papers_share_is_said_once(bruno_s: Client, territory: Territory) -> None:
    theme = Theme.objects.get(territory=territory.scope, name="Propreté")
    said = {"name": "Boîte du centre", "said_on": clock.today(), "origin": "paper", "expected": "40"}
    answer = bruno_s.post("/saisie/ouvrir", {**said, "theme": theme.public_id, "entry": str(uuid.uuid4())})
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"/saisie/{batch.public_id}" and batch.expected == 40
    page = bruno_s.get(f"/saisie/{batch.public_id}").content.decode()
    assert f'value="{theme.public_id}" selected' in page and "0 sur 40" in page
    tomorrow = clock.today() + timedelta(days=1)
    refused = bruno_s.post("/saisie/ouvrir", {**said, "said_on": tomorrow, "entry": str(uuid.uuid4())})
    assert refused.status_code == 422 and "pas encore venu" in refused.content.decode()
    with pytest.raises(Unavailable):
        pile(territory.scope, User.objects.get(email="bruno@example.org"), said_on=tomorrow)


def test_a_paper_is_public_at_once_and_the_next_one_keeps_what_does_not_change(
    bruno_s: Client, bruno: User, batch: Batch, territory: Territory
) -> None:
    first, second, *_others = pad(territory.scope, by=bruno).slips.all()
    theme = Theme.objects.get(territory=territory.scope, name="Logement")
    page = f"/saisie/{batch.public_id}"
    said = sent(theme=theme.public_id, slip=numbers.written(first.number), author_name="Odette", contact="06 11")
    answer = bruno_s.post(page, said, follow=True).content.decode()
    proposal = Proposal.objects.get()
    assert proposal.is_public and proposal.title == "On attend debout, en plein soleil"
    assert proposal.author_name == "Odette" and proposal.said_on == batch.said_on
    assert "Enregistré" in answer and "1 sur 3" in answer and "Corriger" in answer
    assert f'value="{numbers.written(second.number)}"' in answer, "the number that follows"
    assert f'value="{theme.public_id}" selected' in answer and "Odette" not in answer
    first.refresh_from_db()
    assert first.node == proposal.node and Follow.objects.get().contact == "06 11"


def test_a_paper_sent_twice_is_one(bruno_s: Client, bruno: User, batch: Batch, territory: Territory) -> None:
    slip = pad(territory.scope, by=bruno).slips.all()[0]
    said = sent(slip=numbers.written(slip.number), signatures="12", contact="06 11")
    for _twice in range(2):
        assert bruno_s.post(f"/saisie/{batch.public_id}", said).status_code == 302
    batch.refresh_from_db()
    assert Proposal.objects.count() == TypedForm.objects.count() == batch.entered == Follow.objects.count() == 1
    node = Proposal.objects.get().node
    assert counts_of([node.pk]) == {node.pk: Counts(paper=12)}, "signatures are declared"
    assert not list(differences())


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    bruno_s: Client, bruno: User, batch: Batch, territory: Territory
) -> None:
    slip = pad(territory.scope, by=bruno).slips.all()[0]
    bruno_s.post(f"/saisie/{batch.public_id}", sent(slip=numbers.written(slip.number)))
    taken = bruno_s.post(f"/saisie/{batch.public_id}", sent(slip=numbers.written(slip.number), author_name="Odette"))
    text = taken.content.decode()
    assert taken.status_code == 422 and "sert déjà à une autre parole" in text
    assert "On attend debout" in text and "Odette" in text
    wrong = numbers.written(slip.number)[:-1] + str((int(numbers.written(slip.number)[-1]) + 1) % 10)
    assert "relisez-le" in bruno_s.post(f"/saisie/{batch.public_id}", sent(slip=wrong)).content.decode()
    empty = bruno_s.post(f"/saisie/{batch.public_id}", sent(must_change="", goes_well="Le marché", since="longtemps"))
    assert (
        empty.status_code == 422
        and "l’un des deux" in empty.content.decode()
        and "<details open" in empty.content.decode()
    )
    assert Proposal.objects.count() == 1


def test_a_slip_of_the_hand_is_corrected_and_the_page_says_so(bruno_s: Client, batch: Batch) -> None:
    bruno_s.post(f"/saisie/{batch.public_id}", sent(title="Des bans"))
    typed = TypedForm.objects.get()
    page = f"/saisie/papiers/{typed.public_id}"
    assert "Des bans" in bruno_s.get(page).content.decode()
    assert bruno_s.post(page, sent(title="Des bancs")).status_code == 302
    proposal = Proposal.objects.get()
    assert proposal.title == "Des bancs" and proposal.versions.count() == 2
    assert bruno_s.post(page, sent(must_change="")).status_code == 422


def test_a_helper_types_and_the_team_reads_first(
    bruno_s: Client, bruno: User, batch: Batch, territory: Territory
) -> None:
    assert bruno_s.post(f"/saisie/{batch.public_id}/pile", {"name": "Léa", "days": "3"}).status_code == 302
    helper, visitor = Helper.objects.get(), Client()
    link = links.path_of(helper)
    assert links.address_of(helper) in bruno_s.get(f"/saisie/{batch.public_id}/pile").content.decode()
    slip = pad(territory.scope, by=bruno).slips.all()[0]
    said = sent(title="Des bans", slip=numbers.written(slip.number), contact="4 rue des Lavandières")
    for _twice in range(2):
        answer = visitor.post(link, said, follow=True)
    assert "1 papier saisi" in answer.content.decode() and "à relire par l’équipe" in answer.content.decode()
    proposal = Proposal.objects.get()
    assert not proposal.is_public and Follow.objects.count() == 1
    typed = TypedForm.objects.get()
    fixed = sent(title="Des bancs", author_name="Odette")
    assert visitor.post(f"{link}/{typed.public_id}", fixed).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.title, proposal.author_name, proposal.versions.count()) == ("Des bancs", "Odette", 0)
    assert "1 à relire" in bruno_s.get(f"/saisie/{batch.public_id}/pile").content.decode()
    publish_proposal(by=bruno, proposal=proposal)
    late = visitor.post(f"{link}/{typed.public_id}", fixed)
    assert late.status_code == 422 and "lue entre-temps" in late.content.decode()
    assert visitor.post(link, sent(signatures="400")).status_code == 302
    assert not counts_of(TypedForm.objects.values_list("proposal__node", flat=True)), "a helper enters no signatures"
    for days in ("0", "31"):
        assert bruno_s.post(f"/saisie/{batch.public_id}/pile", {"name": "Léa", "days": days}).status_code == 422
    with pytest.raises(Unavailable):
        services.give_help(by=bruno, batch=batch, name="Léa", days=31)


def test_a_right_is_ended_in_one_press_and_given_again_by_another_link(
    bruno_s: Client, bruno: User, batch: Batch
) -> None:
    first = services.give_help(by=bruno, batch=batch, name="Léa", days=1)
    assert services.give_help(by=bruno, batch=batch, name="Léa", days=5).pk == first.pk, "the same right, longer"
    for _twice in range(2):
        assert bruno_s.post(f"/saisie/aides/{first.public_id}/retirer").status_code == 302
    assert Client().get(links.path_of(first)).status_code == 410
    assert services.give_help(by=bruno, batch=batch, name="Léa", days=5).pk != first.pk
    verbs = list(Line.objects.order_by("number").values_list("verb", flat=True))
    assert verbs.count("batch.help_ended") == 1 and verbs.count("batch.opened") == 1


def test_the_pile_says_what_is_missing_and_is_closed_once(bruno_s: Client, batch: Batch) -> None:
    page = f"/saisie/{batch.public_id}/pile"
    bruno_s.post(f"/saisie/{batch.public_id}", sent())
    assert "Encore à saisir" in bruno_s.get(page).content.decode()
    for _more in range(3):
        bruno_s.post(f"/saisie/{batch.public_id}", sent())
    assert "De plus que compté" in bruno_s.get(page).content.decode()
    assert bruno_s.post(f"/saisie/{batch.public_id}/clore").status_code == 302
    assert bruno_s.post(f"/saisie/{batch.public_id}/clore").status_code == 403
    assert bruno_s.get(f"/saisie/{batch.public_id}").status_code == 403
    line = Line.objects.get(verb="batch.closed")
    assert line.payload == {"batch": batch.public_id, "expected": 3, "entered": 4}
    assert "close" in bruno_s.get("/saisie/").content.decode()


def test_a_relay_of_one_place_types_for_that_place_only(
    territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    here = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls").scope
    there = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Ailleurs").scope
    relay = User.objects.create_user("lea@example.org", "Léa")
    Grant.objects.create(user=relay, role=Role.RELAY, scope=here, given_at=clock.now())
    client = client_of(relay)
    said = {"name": "Pile", "said_on": clock.today(), "origin": "paper", "entry": str(uuid.uuid4())}
    assert there.public_id not in client.get("/saisie/ouvrir").content.decode()
    refused = client.post("/saisie/ouvrir", {**said, "scope": there.public_id})
    assert refused.status_code == 422 and "Ailleurs. Choisissez-en un de la liste" in refused.content.decode()
    assert client.post("/saisie/ouvrir", {**said, "scope": here.public_id}).status_code == 302
    batch = Batch.objects.get()
    refused = client.post(f"/saisie/{batch.public_id}", sent(place=there.public_id))
    assert refused.status_code == 422 and "autre lieu" in refused.content.decode()
    assert client.post(f"/saisie/{batch.public_id}", sent(place=here.public_id)).status_code == 302
    assert Proposal.objects.get().scope == here
    assert "Saisie des papiers" in client.get("/").content.decode(), "in the menu of the account"
    pile(there, bruno, name="Celle de Bruno", origin=Origin.GATHERING)
    assert "Celle de Bruno" not in client.get("/saisie/").content.decode()


def test_the_name_of_a_helper_is_erased_some_time_after_their_link_ended(
    bruno_s: Client, bruno: User, batch: Batch
) -> None:
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=7)
    services.help_type(helper=helper, paper=paper(batch.scope), entry=uuid.uuid4())
    with clock.at(helper.ends_at + KEPT_FOR - timedelta(days=1)):
        assert services.forget_helpers() == 0
    with clock.at(helper.ends_at + KEPT_FOR + timedelta(days=1)):
        assert services.forget_helpers() == 1 and services.forget_helpers() == 0
        page = bruno_s.get(f"/saisie/{batch.public_id}/pile").content.decode()
    assert "Léa" not in page and "saisi par une aide" in page and batch.forms.count() == 1


def test_a_title_is_made_of_the_first_words() -> None:
    assert title_from("", "Un banc. Et deux arbres.") == "Un banc"
    assert title_from("  ", "") == ""
    long = title_from("Quand il pleut " * 20)
    assert (len(long) <= 80 and long.endswith("pleut…")) or long.endswith("il…") or long.endswith("Quand…")


def test_the_screen_costs_as_many_queries_whatever_the_pile(bruno_s: Client, bruno: User, batch: Batch) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert bruno_s.get(f"/saisie/{batch.public_id}").status_code == 200
        return len(queries)

    for _one in range(2):
        services.type_form(by=bruno, batch=batch, paper=paper(batch.scope), entry=uuid.uuid4())
    few = cost()
    for _one in range(8):
        services.type_form(by=bruno, batch=batch, paper=paper(batch.scope), entry=uuid.uuid4())
    assert cost() == few and few <= 16
