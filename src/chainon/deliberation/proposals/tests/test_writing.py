"""From the form to the page: read again, kept as a draft, shown with pictures, entered with a slip."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.selectors import own_data
from chainon.base.accounts.services import erase_account
from chainon.base.chain.kinds import url_of
from chainon.base.files.kinds import examine
from chainon.base.files.models import File, Visibility
from chainon.base.files.tests.pictures import SECRET_PLACE, bomb, photo
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips import numbers
from chainon.base.slips.models import Slip
from chainon.base.slips.tests import making as papers
from chainon.deliberation.proposals import hints, services
from chainon.deliberation.proposals.models import Draft, Picture, Proposal
from chainon.deliberation.proposals.services import Words
from chainon.governance.processes.models import Step, StepKind
from chainon.governance.processes.tests import making as processes
from chainon.territory.places.models import Kind, Place
from chainon.territory.places.services import add_place

from .making import TITLE, said, words

SAY = "/propositions/dire"


def filled(act: str, **changes: Any) -> dict[str, Any]:
    entry = str(uuid.uuid4())
    return {"title": TITLE, "would_do": "Deux bancs.", "entry": entry, "act": act, **changes}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def jpeg(name: str = "banc.jpg", **size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(**size), content_type="image/jpeg")


# --- reading it again


def test_it_is_read_again_before_it_is_published(client: Client, territory: Territory) -> None:
    sent = filled("review", goes_well="Le **marché**", where_exactly="côté sud")
    shown = client.post(SAY, sent)
    assert shown.status_code == 200 and "<strong>marché</strong>" in text(shown) and "côté sud" in text(shown)
    assert not Proposal.objects.exists()
    back = client.post(SAY, {**sent, "act": "back"})
    assert back.status_code == 200 and "Le **marché**" in text(back) and sent["entry"] in text(back)
    assert client.post(SAY, {**sent, "act": "publish"}).status_code == 302
    assert Proposal.objects.get().where_exactly == "côté sud"


def test_the_rooms_above_may_say_something_first(
    client: Client, territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hint(said: Words, request: HttpRequest) -> str:
        return f"<section>Avez-vous vu {len(said.title)} ?</section>"

    monkeypatch.setattr(hints, "_hints", [])
    hints.register_say_hint(hint)
    hints.register_say_hint(hint)
    assert text(client.post(SAY, filled("review"))).count(f"Avez-vous vu {len(TITLE)} ?") == 1


# --- drafts


def test_a_draft_waits_for_its_author_alone(
    resident: User, bruno: User, territory: Territory, client: Client, client_of: Callable[[User], Client]
) -> None:
    mine, sent = client_of(resident), filled("draft", title="", goes_well="À finir")
    assert mine.post(SAY, sent).headers["Location"] == "/propositions/brouillons"
    assert mine.post(SAY, {**sent, "title": "Un banc"}).status_code == 302
    draft = Draft.objects.get()
    assert draft.said["goes_well"] == "À finir" and not Line.objects.filter(verb__startswith="proposal").exists()
    assert "Un banc" in text(mine.get("/propositions/brouillons"))
    opened = f"{SAY}?brouillon={draft.public_id}"
    assert "À finir" in text(mine.get(opened)) and sent["entry"] in text(mine.get(opened))
    team = client_of(bruno)
    assert "À finir" not in text(team.get(opened)) and "À finir" not in text(client.get(opened))
    assert "Un banc" not in text(team.get("/propositions/brouillons"))
    team.post(f"/propositions/brouillons/{draft.public_id}/effacer")
    assert Draft.objects.exists()
    with pytest.raises(Refused):
        services.erase_draft(by=bruno, draft=draft)
    assert client.post(SAY, filled("draft")).status_code == 403
    assert own_data(resident)["brouillons de propositions"][0]["title"] == "Un banc"


def test_a_draft_that_is_published_is_gone_and_so_is_one_erased(
    resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    mine, sent = client_of(resident), filled("draft")
    mine.post(SAY, sent)
    mine.post(SAY, {**sent, "act": "publish"})
    assert not Draft.objects.exists() and Proposal.objects.count() == 1
    mine.post(SAY, filled("draft"))
    mine.post(f"/propositions/brouillons/{Draft.objects.get().public_id}/effacer")
    assert not Draft.objects.exists()
    mine.post(SAY, filled("draft"))
    erase_account(by=resident, user=resident, scope=territory.scope)
    assert not Draft.objects.exists()


def test_drafts_do_not_pile_up(resident: User, territory: Territory, client_of: Callable[[User], Client]) -> None:
    mine = client_of(resident)
    for _ in range(20):
        services.keep_draft(by=resident, territory=territory.scope, said={"title": "x"}, entry=uuid.uuid4())
    refused = mine.post(SAY, filled("draft"))
    assert refused.status_code == 422 and "vingt brouillons" in text(refused) and TITLE in text(refused)


# --- pictures


def test_pictures_are_drawn_again_and_say_what_they_show(
    client: Client, resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    mine, sent = client_of(resident), filled("publish")
    without = mine.post(SAY, {**sent, "picture_1": jpeg()})
    assert without.status_code == 422 and "Dites ce que montre" in text(without) and "Deux bancs." in text(without)
    assert not Proposal.objects.exists()
    mine.post(SAY, {**sent, "picture_1": jpeg(width=1200, height=900), "alt_1": "La place sans un arbre"})
    proposal = Proposal.objects.get()
    page = text(client.get(url_of(proposal.node)))
    assert 'alt="La place sans un arbre"' in page
    picture = Picture.objects.get()
    small, whole = client.get(picture.small.url), client.get(picture.file.url)
    assert small.status_code == whole.status_code == 200
    assert SECRET_PLACE not in b"".join(whole) and picture.small.size < picture.file.size  # type: ignore[arg-type]  # it streams


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"%PDF-1.7 rien", "pas une photo"), (b"<svg onload=alert(1)>", "photo"), (bomb(), "trop grande"), (b"", "vide")],
)
def test_what_is_no_picture_is_refused_with_a_reason_and_nothing_is_lost(
    client: Client, territory: Territory, content: bytes, reason: str
) -> None:
    sent = SimpleUploadedFile("banc.jpg", content, content_type="image/jpeg")
    answer = client.post(SAY, filled("publish", picture_1=sent, alt_1="Un banc"))
    assert answer.status_code == 422 and reason in text(answer) and "Deux bancs." in text(answer)
    assert not Proposal.objects.exists() and not File.objects.exists()


def test_pictures_are_out_of_sight_as_long_as_the_words_are(
    client: Client, territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    client.post(SAY, filled("publish", picture_1=jpeg(), alt_1="Un banc"))
    proposal, picture = Proposal.objects.get(), Picture.objects.get()
    team, page = client_of(bruno), f"/propositions/{proposal.public_id}"
    assert client.get(picture.small.url).status_code == 403
    team.post(f"{page}/publier")
    assert client.get(picture.small.url).status_code == 200
    team.post(f"{page}/refuser", {"reason": "Montre une personne."})
    assert client.get(picture.file.url).status_code == 403 and team.get(picture.file.url).status_code == 200
    assert {file.visibility for file in File.objects.all()} == {Visibility.TEAM}
    assert "Un banc" in text(team.get(page)) and "Un banc" not in text(client.get(page))


def test_the_author_adds_and_erases_pictures_four_at_most(
    client: Client, resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    proposal, mine = said(territory.scope, by=resident), client_of(resident)
    page = f"/propositions/{proposal.public_id}"
    sent = {f"picture_{n}": jpeg(width=60 + n, height=40) for n in range(1, 5)}
    alts = {f"alt_{n}": f"Vue {n}" for n in range(1, 5)}
    assert mine.post(f"{page}/images", {**sent, **alts}).status_code == 302
    assert Picture.objects.count() == 4 and "Il y en a quatre" in text(mine.get(f"{page}/images"))
    five = [services.NewPicture(_accepted(), "Une de trop")]
    with pytest.raises(Unavailable):
        services.add_pictures(by=resident, proposal=proposal, pictures=five)
    gone = Picture.objects.first()
    assert gone is not None
    assert mine.post(f"{page}/images/{gone.file.public_id}/effacer").status_code == 302
    assert Picture.objects.count() == 3 and client.get(gone.file.url).status_code == 410
    again = Picture.objects.all()[0]
    with pytest.raises(Refused):
        services.remove_picture(by=User.objects.create_user("lea@example.org"), picture=again)


def _accepted() -> Any:
    return examine("banc.jpg", photo(width=99))


def test_words_taken_back_take_the_pictures_with_them(resident: User, territory: Territory) -> None:
    proposal = said(territory.scope, by=resident)
    services.add_pictures(by=resident, proposal=proposal, pictures=[services.NewPicture(_accepted(), "Un banc")])
    services.withdraw_proposal(by=resident, proposal=proposal, reason="Trop dit.", takes_words_back=True)
    assert not Picture.objects.exists() and not File.objects.live().exists()


# --- a collective, a slip, a process


def test_a_collective_signs_under_its_name(
    resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    mine = client_of(resident)
    mine.post(SAY, filled("publish", collective="Les parents de l’école"))
    proposal = Proposal.objects.get()
    assert (proposal.node.who, proposal.author) == ("Les parents de l’école", resident)
    assert "Rachid" not in text(Client().get(url_of(proposal.node)))
    erase_account(by=resident, user=resident, scope=territory.scope)
    proposal.node.refresh_from_db()
    assert proposal.node.who == "Les parents de l’école"


def test_a_slip_given_at_entry_opens_the_page(
    amina: User, bruno: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    client, day = client_of(amina), clock.today() - timedelta(days=1)
    assert "Numéro du coupon" not in text(client.get("/propositions/saisir"))
    pad = papers.pad(territory.scope, by=bruno)
    number = numbers.written(pad.first)
    sent = {**filled("x"), "origin": "paper", "said_on": day.isoformat(), "slip": number}
    wrong = client.post("/propositions/saisir", {**sent, "slip": "99999"})
    assert wrong.status_code == 422 and "coupon" in text(wrong) and "Deux bancs." in text(wrong)
    entered = client.post("/propositions/saisir", sent)
    assert f"Le coupon {number}" in text(client.get(entered.headers["Location"]))
    assert client.post("/propositions/saisir", sent).headers["Location"] == entered.headers["Location"]
    assert Slip.objects.get(number=pad.first).node == Proposal.objects.get().node


def test_what_is_said_for_a_process_is_shown_on_both_pages(
    client: Client, bruno: User, resident: User, territory: Territory
) -> None:
    process = processes.published(bruno, territory.scope)
    step = Step.objects.filter(process=process, kind=StepKind.COLLECT)[0]
    assert "Pour quelle démarche" in text(client.get(f"{SAY}?etape={step.public_id}"))
    proposal = said(territory.scope, by=resident, step=step)
    said(territory.scope, by=resident, title="Autre chose")
    where = process.get_absolute_url()
    assert where in text(client.get(url_of(proposal.node)))
    page = text(client.get(where))
    assert TITLE in page and f"{SAY}?etape={step.public_id}" in page and "Autre chose" not in page
    listed = text(client.get(f"/propositions/?demarche={process.public_id}"))
    assert TITLE in listed and "Autre chose" not in listed
    with clock.at(clock.now() + timedelta(days=3000)), pytest.raises(Unavailable):
        said(territory.scope, by=resident, step=step)


@pytest.fixture
def drawn(territory: Territory, bruno: User) -> Place:
    corners = [[0, 60], [0.04, 60], [0.04, 60.02], [0, 60.02], [0, 60]]
    outline = {"type": "Polygon", "coordinates": [corners]}
    return add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls", outline=outline)


def test_a_point_is_touched_on_the_plan_and_nothing_typed_is_lost(
    client: Client, territory: Territory, drawn: Place
) -> None:
    sent = filled("", place=drawn.public_id)
    assert "/propositions/plan.svg" in text(client.get(f"{SAY}?lieu={drawn.public_id}"))
    clicked = text(client.post(SAY, {**sent, "plan_of": drawn.public_id, "plan.x": "160", "plan.y": "160"}))
    assert TITLE in clicked and "Deux bancs." in clicked and sent["entry"] in clicked and "Ôter le point" in clicked
    lon, lat = (float(re.search(rf'name="{name}" value="([^"]+)"', clicked)[1]) for name in ("lon", "lat"))  # type: ignore[index]  # they are there
    assert abs(lon - 0.02) < 0.001 and abs(lat - 60.01) < 0.001
    removed = text(client.post(SAY, {**sent, "act": "unpoint", "lon": lon, "lat": lat}))
    assert "Ôter le point" not in removed and TITLE in removed
    by_key = text(client.post(SAY, {**sent, "plan_of": drawn.public_id, "plan.x": "0", "plan.y": "0"}))
    assert "Ôter le point" not in by_key and TITLE in by_key
    plan = client.get(f"/propositions/plan.svg?lieu={drawn.public_id}&lon={lon}&lat={lat}")
    assert plan.headers["Content-Type"] == "image/svg+xml" and "<circle" in text(plan) and "style" not in text(plan)
    assert "<circle" not in text(client.get(f"/propositions/plan.svg?lieu={drawn.public_id}&lon=x&lat=nan"))


def test_a_point_is_shown_on_its_page_and_on_the_map_of_all(
    client: Client, resident: User, territory: Territory, drawn: Place
) -> None:
    assert "Aucun point" in text(client.get("/propositions/carte"))
    proposal = said(drawn.scope, by=resident, lon=0.02, lat=60.01, where_exactly="devant l’école")
    page = url_of(proposal.node)
    for address in (page, "/propositions/carte"):
        shown = text(client.get(address))
        assert "map__mark--point" in shown and "devant l’école" in shown, address
    assert page in text(client.get("/propositions/carte"))
    assert words().lon is None
