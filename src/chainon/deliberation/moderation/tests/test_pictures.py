"""One picture of a proposal is not shown any more, with a public reason; the guarantor may say otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.files.kinds import examine
from chainon.base.files.tests.pictures import photo
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.deliberation.moderation import services
from chainon.deliberation.moderation.models import Appeal, Case, Outcome, Quality, Reason
from chainon.deliberation.moderation.models import Verdict as Answered
from chainon.deliberation.moderation.things import Thing, thing_named
from chainon.deliberation.proposals import services as proposals
from chainon.deliberation.proposals.models import Picture, Proposal

pytestmark = pytest.mark.django_db
REASON = "On y reconnaît un enfant."


def add(proposal: Proposal, by: User, width: int, alt: str) -> Picture:
    new = proposals.NewPicture(examine("banc.jpg", photo(width=width)), alt)
    proposals.add_pictures(by=by, proposal=proposal, pictures=[new])
    return Picture.objects.get(file__alt=alt)


@pytest.fixture
def child(proposal: Proposal, resident: User) -> Picture:
    return add(proposal, resident, 80, "Un enfant sur le banc")


@pytest.fixture
def bench(proposal: Proposal, resident: User) -> Picture:
    return add(proposal, resident, 70, "Le banc seul")


def of(picture: Picture) -> Thing:
    found = thing_named(picture.proposal.scope.root, "picture", picture.file.public_id)
    assert found is not None
    return found


def codes(client: Client, picture: Picture) -> set[int]:
    return {client.get(each.url).status_code for each in (picture.file, picture.small)}


def last_verbs(number: int) -> list[str]:
    return list(Line.objects.order_by("number").values_list("verb", flat=True))[-number:]


def test_one_picture_is_reported_hidden_with_its_reason_and_no_longer_served(
    proposal: Proposal, child: Picture, bench: Picture, bruno: User, client_of: Callable[[User], Client]
) -> None:
    team, visitor, page = client_of(bruno), Client(), url_of(proposal.node)
    report = f"/signaler/picture/{child.file.public_id}"
    shown = visitor.get(page).content.decode()
    assert report in shown and "csrfmiddlewaretoken" not in shown
    assert child.small.url in visitor.get(report).content.decode()
    assert visitor.post(report, {"reason": "picture", "email": "voisin@example.org"}).status_code == 302
    decide = f"/moderation/signalements/{Case.objects.get().public_id}"
    asked = team.get(decide).content.decode()
    assert child.small.url in asked and 'value="struck"' not in asked
    assert team.post(decide, {"outcome": "hidden", "reason": REASON}).status_code == 302
    shown = visitor.get(page).content.decode()
    assert REASON in shown and child.file.public_id not in shown.replace(f"/recours/picture/{child.file.public_id}", "")
    assert "Un enfant sur le banc" not in shown and bench.small.url in shown and proposal.title in shown
    assert codes(visitor, child) == {403} and codes(visitor, bench) == {200} and codes(team, child) == {200}
    assert last_verbs(1) == ["proposal.picture_hidden"] and REASON in visitor.get("/moderation/").content.decode()
    assert Mail.objects.filter(to="voisin@example.org", body__contains=REASON).count() == 1
    assert Mail.objects.filter(to="rachid@example.org", body__contains=REASON).count() == 1
    assert visitor.get(report).status_code == 403, "what is not public is not reported"


def test_the_team_hides_without_a_report_and_shows_again(
    proposal: Proposal, child: Picture, bruno: User, resident: User, client_of: Callable[[User], Client]
) -> None:
    team, page = client_of(bruno), f"/propositions/{proposal.public_id}/images/{child.file.public_id}"
    assert f"{page}/ne-plus-montrer" in team.get(url_of(proposal.node)).content.decode()
    assert f"{page}/ne-plus-montrer" not in client_of(resident).get(url_of(proposal.node)).content.decode()
    assert team.post(f"{page}/ne-plus-montrer", {"reason": ""}).status_code == 422
    assert team.post(f"{page}/ne-plus-montrer", {"reason": REASON}).headers["Location"] == url_of(proposal.node)
    assert team.get(f"{page}/ne-plus-montrer").status_code == 403, "it is done"
    assert client_of(resident).post(f"{page}/montrer").status_code == 403
    seen = team.get(url_of(proposal.node)).content.decode()
    assert f"{page}/montrer" in seen and child.file.url in seen
    assert team.post(f"{page}/montrer").status_code == 302
    assert codes(Client(), child) == {200} and last_verbs(2) == ["proposal.picture_hidden", "proposal.picture_shown"]
    assert team.post(f"{page}/montrer").status_code == 403
    assert Mail.objects.filter(to=resident.email, subject__contains="montrée à nouveau").count() == 1
    elsewhere = f"/propositions/zzzzzzzzzz/images/{child.file.public_id}/ne-plus-montrer"
    assert team.get(elsewhere).status_code == 404


def test_the_guarantor_shows_it_again_on_appeal(
    child: Picture, bruno: User, chantal: User, resident: User, client_of: Callable[[User], Client]
) -> None:
    proposals.hide_picture(by=bruno, picture=child, reason=REASON)
    author, guarantor = client_of(resident), client_of(chantal)
    address = f"/recours/picture/{child.file.public_id}"
    asked = author.get(address).content.decode()
    assert REASON in asked and "montrer cette image" in asked and child.small.url not in asked
    assert author.post(address, {"words": "C’est mon fils, je suis d’accord."}).status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.quality == Quality.AUTHOR
    page = f"/moderation/recours/{appeal.public_id}"
    read = guarantor.get(page).content.decode()
    assert child.small.url in read and "cette image est montrée" in read and codes(guarantor, child) == {200}
    assert guarantor.post(page, {"verdict": "overturned", "answer": "Son père le veut."}).status_code == 302
    child.refresh_from_db()
    assert child.hidden_at is None and child.hidden_reason == "" and codes(Client(), child) == {200}
    assert last_verbs(2) == ["moderation.appealed", "moderation.appeal_answered"], "one line an act"


def test_upheld_it_stays_out_of_sight_and_somebody_else_may_appeal_once(
    child: Picture, bruno: User, chantal: User
) -> None:
    proposals.hide_picture(by=bruno, picture=child, reason=REASON)
    made = services.appeal(by=AnonymousUser(), thing=of(child), quality_of=Quality.OTHER, words="Pourquoi ?")
    services.answer_appeal(by=chantal, appeal=made, verdict=Answered.UPHELD, answer="C’est un enfant.")
    assert codes(Client(), child) == {403}
    with pytest.raises(Refused):
        services.appeal(by=AnonymousUser(), thing=of(child), quality_of=Quality.OTHER, words="Encore.")


def test_hidden_it_stays_so_when_the_words_come_back(proposal: Proposal, child: Picture, bruno: User) -> None:
    """Refused then published again: what was hidden before is not shown by it."""
    proposals.hide_picture(by=bruno, picture=child, reason=REASON)
    proposals.refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    proposals.publish_proposal(by=bruno, proposal=proposal)
    assert codes(Client(), child) == {403}
    child.refresh_from_db()
    proposals.show_picture(by=bruno, picture=child)
    proposals.refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    assert codes(Client(), child) == {403}, "shown again, it is as public as the words"


def test_erased_by_its_author_the_reason_stays_and_the_same_picture_does_not_come_back(
    proposal: Proposal, child: Picture, bruno: User, resident: User, client_of: Callable[[User], Client]
) -> None:
    proposals.hide_picture(by=bruno, picture=child, reason=REASON)
    mine, pictures = client_of(resident), f"/propositions/{proposal.public_id}/images"
    assert REASON in mine.get(pictures).content.decode() and codes(mine, child) == {403}
    with pytest.raises(Unavailable):
        add(proposal, resident, 80, "La même")
    assert mine.post(f"{pictures}/{child.file.public_id}/effacer").status_code == 302
    assert codes(client_of(bruno), child) == {410}
    seen = Client().get(url_of(proposal.node)).content.decode()
    assert REASON in seen and "l’ont effacée depuis" in seen and "/recours/picture/" not in seen
    assert thing_named(proposal.scope.root, "picture", child.file.public_id) is None
    with pytest.raises(Refused):
        proposals.show_picture(by=bruno, picture=child)
    for width in range(60, 64):
        add(proposal, resident, width, f"Vue {width}")
    assert Picture.objects.filter(hidden_at=None).count() == 4, "it takes nobody's room"
    proposals.withdraw_proposal(by=resident, proposal=proposal, reason="Trop dit.", takes_words_back=True)
    assert not Picture.objects.exists()


def test_a_case_whose_picture_is_erased_meanwhile_is_only_settled(child: Picture, bruno: User, resident: User) -> None:
    case = services.report(by=AnonymousUser(), thing=of(child), reason=Reason.PICTURE, mark="a")
    proposals.remove_picture(by=resident, picture=child)
    with pytest.raises(Unavailable):
        services.decide(by=bruno, case=case, outcome=Outcome.HIDDEN, reason=REASON)
    assert services.decide(by=bruno, case=case, outcome=Outcome.HANDLED, reason="Effacée par son auteur.")
