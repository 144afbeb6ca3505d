"""What comes at the end: the synthesis, the disagreements, how words were shared out, what is left of an account."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services import erase_account
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation
from chainon.base.chain.selectors import turns_of
from chainon.base.chain.services import differences, publish
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.deliberation.debates import selectors, services
from chainon.deliberation.debates.models import Debate, Disagreement, Position, State, Synthesis
from chainon.deliberation.debates.views import speaking
from chainon.deliberation.proposals.models import Proposal
from chainon.governance.bodies.models import Body

from .making import QUESTION, WHY, argued, closed, heard, opened, summed_up, torn

ClientOf = Callable[[User], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def filled(**changes: str) -> dict[str, str]:
    return {"side": "for", "text": WHY, "entry": str(uuid.uuid4()), **changes}


def verbs() -> list[str]:
    return list(Line.objects.filter(verb__startswith="debate.").order_by("number").values_list("verb", flat=True))


def test_a_debate_past_its_day_waits_in_public_for_its_synthesis(bruno: User, proposal: Proposal) -> None:
    debate = opened(bruno, proposal.node, until_on=clock.today() + timedelta(days=3))
    assert services.expect_syntheses() == 0, "one may still speak"
    with clock.at(clock.now() + timedelta(days=4)):
        assert (services.expect_syntheses(), services.expect_syntheses()) == (1, 0)
        turn = turns_of(debate.node)[0]
        assert (turn.expects, turn.whose, turn.days) == (Relation.SYNTHESIS, "L’équipe d’animation", 30)
        summed_up(debate, bruno)
        assert turns_of(debate.node) == [] and services.expect_syntheses() == 0


def test_the_synthesis_is_approved_or_contested_by_those_who_spoke(
    debate: Debate, amina: User, bruno: User, client_of: ClientOf, client: Client
) -> None:
    argued(debate, amina)
    entered = heard(debate, bruno, "Madame Aubry")
    page, team, hers = url_of(debate.node), client_of(bruno), client_of(amina)
    silent = User.objects.create_user("paul@example.org", "Paul")
    sent = {"text": "On veut **tous** des rues sûres.", "signed_by": "Bruno", "entry": str(uuid.uuid4())}
    for _twice in range(2):
        assert team.post(f"{page}/synthese", sent).status_code == 302
    assert Synthesis.objects.count() == 1 and "fidèle" in Mail.objects.get(to="amina@example.org").subject
    assert client.get(f"{page}/dire").status_code == 403, "no more reasons: one says whether it is true"
    assert hers.post(f"{page}/synthese/avis", {"voice": "moi", "approves": "no"}).status_code == 422
    answer = {"voice": "moi", "approves": "no", "reason": "Il manque les livreurs."}
    assert hers.post(f"{page}/synthese/avis", answer).status_code == 302
    assert team.post(f"{page}/synthese/avis", {"voice": entered.public_id, "approves": "yes"}).status_code == 302
    assert "Vous n’avez pas parlé" in text(client_of(silent).get(f"{page}/synthese/avis"))
    shown = text(client.get(page))
    assert "1 voix s’y retrouve" in shown and "1 voix la conteste" in shown and "Il manque les livreurs." in shown
    second = {**sent, "text": "Et les livreurs.", "changes": "Les livreurs.", "entry": str(uuid.uuid4())}
    assert "Il manque les livreurs." in text(team.get(f"{page}/synthese"))
    assert team.post(f"{page}/synthese", second).status_code == 302
    assert hers.post(f"{page}/synthese/avis", {"voice": "moi", "approves": "yes"}).status_code == 302
    assert Position.objects.count() == 3 and "version 2" in text(client.get(page))
    assert verbs() == ["debate.opened", "debate.synthesis_published", "debate.synthesis_published"]


def test_a_debate_is_closed_a_week_after_its_synthesis(
    debate: Debate, amina: User, bruno: User, client_of: ClientOf, client: Client
) -> None:
    argued(debate, amina)
    summed_up(debate, bruno)
    team, page = client_of(bruno), url_of(debate.node)
    assert team.post(f"{page}/clore").status_code == 403
    services.take_position(by=amina, debate=debate, voice="moi", approves=True)
    with clock.at(clock.now() + timedelta(days=7, hours=1)):
        assert team.get(f"{page}/clore").status_code == 200
        assert team.post(f"{page}/clore").status_code == 302
    debate.refresh_from_db()
    assert debate.state == State.CLOSED and "Ce débat est clos" in text(client.get(page))
    line = Line.objects.filter(verb="debate.closed").get()
    assert line.payload == {"debate": debate.public_id, "approved": 1, "contested": 0} and not list(differences())


def test_after_its_last_day_a_debate_takes_no_more_words(proposal: Proposal, bruno: User, client: Client) -> None:
    debate = opened(bruno, proposal.node, until_on=clock.today() + timedelta(days=3))
    page = url_of(debate.node)
    assert client.get(f"{page}/dire").status_code == 200
    with clock.at(clock.now() + timedelta(days=5)):
        assert client.get(f"{page}/dire").status_code == 403
        assert "Le temps de parole est fini" in text(client.get(page))
        assert "synthèse attendue" in text(client.get("/debats/"))


def test_a_disagreement_is_written_side_by_side_and_settled(
    debate: Debate, council: Body, bruno: User, client_of: ClientOf, client: Client
) -> None:
    team, page = client_of(bruno), url_of(debate.node)
    sent = {
        "what": "Toute la journée ou aux heures de l’école",
        "would_settle": "Un essai de trois mois.",
        "entry": str(uuid.uuid4()),
        "side0-wants": "Toute la journée",
        "side0-reasons": "Plus de transit.",
        "side0-people": "12",
        "side0-bodies": council.public_id,
        "side1-wants": "Aux heures de l’école",
        "side1-reasons": "Les livreurs doivent passer.",
    }
    half = {**sent, "side1-reasons": ""}
    assert team.post(f"{page}/desaccord", half).status_code == 422 and not Disagreement.objects.exists()
    assert "Toute la journée" in text(team.post(f"{page}/desaccord", half)), "as it was filled"
    for _twice in range(2):
        assert team.post(f"{page}/desaccord", sent).status_code == 302
    row = Disagreement.objects.get()
    shown = text(client.get(page))
    for words in ("12 personnes", "Conseil des jeunes", "personne n’a compté", "Un essai de trois mois."):
        assert words in shown
    address = f"/debats/desaccords/{row.public_id}/regler"
    assert team.post(address, {"how": ""}).status_code == 422
    assert team.post(address, {"how": "L’essai a tranché : aux heures de l’école."}).status_code == 302
    assert "L’essai a tranché" in text(client.get(page)) and team.get(address).status_code == 403
    assert verbs()[1:] == ["debate.disagreement_recorded", "debate.disagreement_settled"] and not list(differences())


def test_the_share_of_words_is_shown_to_the_facilitator_and_the_guarantor_only(
    debate: Debate, amina: User, bruno: User, chantal: User, client_of: ClientOf
) -> None:
    for number in range(10):
        heard(debate, bruno, f"Voisine {number}", text="x" * (100 if number < 5 else 10), is_first_voice=number > 7)
    shares = selectors.shares_of(debate)
    assert (shares.voices, shares.first_voices) == (10, 2) and shares.share.limit_denominator(1000) == shares.share
    assert float(shares.share) == pytest.approx(500 / 550)
    page = url_of(debate.node)
    for who in (bruno, chantal):
        assert "Le partage de la parole" in text(client_of(who).get(page))
        assert "proposez un tour de parole" in text(client_of(who).get(page))
    for reader in (Client(), client_of(amina)):
        assert "Le partage de la parole" not in text(reader.get(page))


def test_a_disagreement_follows_what_comes_out_of_what_was_debated(
    debate: Debate, proposal: Proposal, bruno: User, client: Client
) -> None:
    from chainon.commitments.commitments.tests import making as threads

    torn(debate, bruno)
    thread = threads.promised(proposal.node, by=bruno)
    for node in (thread.answer.node, thread.promise.node, proposal.node):
        node.refresh_from_db()
        assert "Fermer toute la journée" in text(client.get(url_of(node))), node.kind


def test_a_debate_has_the_theme_of_what_is_debated_and_is_found_by_its_synthesis(
    debate: Debate, proposal: Proposal, bruno: User, client: Client
) -> None:
    from chainon.deliberation.proposals.tests.making import theme_of

    proposal.theme = theme_of(proposal.scope)
    proposal.save(update_fields=["theme"])
    publish(proposal)
    debate.node.refresh_from_db()
    assert debate.node.theme == proposal.theme
    summed_up(debate, bruno, "On veut une passerelle.")
    torn(debate, bruno)
    assert QUESTION in text(client.get("/recherche?q=passerelle")) and not list(differences())


def test_an_account_takes_its_words_away_and_leaves_them_unsigned(
    debate: Debate, amina: User, resident: User, client: Client, client_of: ClientOf
) -> None:
    mine, other = argued(debate, resident), argued(debate, amina)
    services.mark_useful(by=resident, argument=other)
    taken: Any = selectors.own_words(resident)
    assert taken["raisons et réponses"][0]["texte"] == WHY
    assert taken["raisons trouvées utiles"] == [other.public_id]
    erase_account(by=resident, user=resident)
    other.refresh_from_db()
    assert other.useful == 0 and "Compte supprimé" in text(client.get(f"/debats/raisons/{mine.public_id}"))


def test_too_many_reasons_from_one_connection_wait_an_hour(
    debate: Debate, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "REASONS", 1)
    assert client.post(f"{url_of(debate.node)}/dire", filled()).status_code == 302
    assert client.post(f"{url_of(debate.node)}/dire", filled()).status_code == 422


def test_a_closed_debate_is_only_read(debate: Debate, amina: User, bruno: User, client_of: ClientOf) -> None:
    reason = argued(debate, amina)
    closed(debate, bruno)
    team, page = client_of(bruno), url_of(debate.node)
    assert [
        team.get(f"{page}/{act}").status_code for act in ("dire", "saisir", "synthese", "synthese/avis", "clore")
    ] == [403] * 5
    assert team.post(f"/debats/raisons/{reason.public_id}/utile").status_code == 403
    assert opened(bruno, Debate.objects.get(pk=debate.pk).source), "another may be opened on the same thing"


def test_an_address_with_another_name_leads_to_the_right_one(debate: Debate, client: Client) -> None:
    assert client.get(f"/debats/{debate.public_id}-autre").headers["Location"] == url_of(debate.node)
    assert client.get("/debats/abcdefghjk").status_code == 404
