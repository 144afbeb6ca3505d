"""Against a refusal, to the guarantor, who answers in public."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests.making import code_on, pad
from chainon.deliberation.moderation import selectors, services
from chainon.deliberation.moderation.models import Appeal, Quality
from chainon.deliberation.moderation.models import Verdict as Answered
from chainon.deliberation.proposals.models import Proposal, State
from chainon.deliberation.proposals.services import refuse_proposal
from chainon.deliberation.proposals.tests.making import said

from .making import thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(proposal: Proposal, bruno: User) -> Proposal:
    return refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")


def test_the_page_of_a_refusal_leads_to_the_guarantor(
    refused: Proposal, resident: User, chantal: User, client_of: Callable[[User], Client]
) -> None:
    address = f"/recours/proposal/{refused.public_id}"
    assert address in Client().get(url_of(refused.node)).content.decode()
    author, guarantor = client_of(resident), client_of(chantal)
    assert "Nomme une personne." in author.get(address).content.decode()
    assert author.post(address, {"words": "Aucun nom n’y est."}).status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.quality == Quality.AUTHOR and Mail.objects.filter(to=chantal.email).count() == 1
    second = author.post(address, {"words": "Encore."})
    assert second.status_code == 422 and "déjà été fait" in second.content.decode()
    page = f"/moderation/recours/{appeal.public_id}"
    assert page in guarantor.get("/moderation/a-traiter").content.decode()
    assert "Aucun nom n’y est." in guarantor.get(page).content.decode()
    assert guarantor.post(page, {"verdict": "overturned", "answer": ""}).status_code == 422
    assert guarantor.post(page, {"verdict": "overturned", "answer": "Personne n’est nommé."}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == State.PUBLISHED and refused.refusal_reason == ""
    assert Client().get(url_of(refused.node)).status_code == 200 and not list(differences())
    public = Client().get("/moderation/").content.decode()
    assert "Personne n’est nommé." in public and "Aucun nom n’y est." not in public
    assert "Nomme une personne." in public, "what the team had said stays beside it"
    verbs = list(Line.objects.order_by("number").values_list("verb", flat=True))[-2:]
    assert verbs == ["moderation.appealed", "moderation.appeal_answered"], "one line an act"
    assert Mail.objects.filter(to=resident.email, body__contains="Personne n’est nommé.").exists()


def test_the_list_of_refusals_leads_to_the_page_where_anyone_appeals(refused: Proposal) -> None:
    page = Client().get("/propositions/non-publiees").content.decode()
    assert f'href="/propositions/{refused.public_id}"' in page and refused.title not in page
    answer = Client().get(f"/propositions/{refused.public_id}")
    assert answer.status_code == 410 and f"/recours/proposal/{refused.public_id}" in answer.content.decode()


def test_an_annulled_refusal_stays_with_both_reasons(refused: Proposal, resident: User, chantal: User) -> None:
    for by, quality in ((resident, Quality.AUTHOR), (AnonymousUser(), Quality.OTHER)):
        made = services.appeal(by=by, thing=thing_of(refused), quality_of=quality, words="Aucun nom n’y est.")
    services.answer_appeal(by=chantal, appeal=made, verdict=Answered.OVERTURNED, answer="Personne n’est nommé.")
    for address in ("/propositions/non-publiees", url_of(Proposal.objects.get().node), "/moderation/"):
        page = Client().get(address).content.decode()
        assert "Nomme une personne." in page and "Personne n’est nommé." in page, address
    listed = Client().get("/propositions/non-publiees").content.decode()
    assert listed.count("Personne n’est nommé.") == 1, "two appeals, one refusal"
    assert "Rien n’a été refusé" not in listed and f'href="/propositions/{refused.public_id}"' in listed


def test_upheld_the_words_stay_unpublished_and_a_new_refusal_may_be_appealed_anew(
    refused: Proposal, bruno: User, chantal: User
) -> None:
    from chainon.deliberation.proposals.services import publish_proposal

    given = {"quality_of": Quality.OTHER, "words": "Et pourtant.", "email": "voisin@example.org"}
    appeal = services.appeal(by=AnonymousUser(), thing=thing_of(refused), **given)
    services.answer_appeal(by=chantal, appeal=appeal, verdict=Answered.UPHELD, answer="Elle nomme quelqu’un.")
    refused.refresh_from_db()
    assert refused.state == State.REFUSED
    assert Mail.objects.filter(to="voisin@example.org").count() == 1 and Appeal.objects.get().email == ""
    with pytest.raises(Refused):
        services.answer_appeal(by=chantal, appeal=appeal, verdict=Answered.OVERTURNED, answer="Non.")
    with pytest.raises(Refused):
        services.appeal(by=AnonymousUser(), thing=thing_of(refused), quality_of=Quality.OTHER, words="Encore.")
    publish_proposal(by=bruno, proposal=refused)
    refuse_proposal(by=bruno, proposal=refused, reason="Encore un nom.")
    assert services.appeal(by=AnonymousUser(), thing=thing_of(refused), quality_of=Quality.OTHER, words="Encore.")
    counted = selectors.figures(refused.scope.root)
    assert (counted.appeals, counted.appeals_waiting, counted.upheld, counted.overturned) == (2, 1, 1, 0)


def test_whoever_keeps_the_slip_shows_that_the_words_are_theirs(
    territory: Territory, bruno: User, chantal: User
) -> None:
    proposal = said(territory.scope)
    first, second, *_others = pad(territory.scope, by=bruno).slips.all()
    bind_slip(by=bruno, slip=first, node=proposal.node)
    bind_slip(by=bruno, slip=second, node=said(territory.scope).node)
    refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    address = f"/recours/proposal/{proposal.public_id}"
    other = Client().post(address, {"words": "Moi.", "code": code_on(second)})
    assert other.status_code == 422 and "pas celui de ces mots" in other.content.decode()
    assert Client().post(address, {"words": "Moi.", "code": "AAAAA"}).status_code == 422
    assert Client().post(address, {"words": "Moi.", "code": code_on(first).lower()}).status_code == 302
    assert Appeal.objects.get().quality == Quality.SLIP
    assert Client().post(address, {"words": "Un voisin."}).status_code == 302, "another's does not use up theirs"
    services.answer_appeal(
        by=chantal, appeal=Appeal.objects.all()[0], verdict=Answered.OVERTURNED, answer="Rien de blessant."
    )
    assert not Appeal.objects.filter(answered_at=None).exists(), "one answer for one refusal"
    assert Client().get(address).status_code == 404, "there is nothing to appeal against"


def test_the_link_given_while_words_wait_shows_that_they_are_theirs(territory: Territory, bruno: User) -> None:
    proposal = said(territory.scope)
    page = Client().get(url_of(proposal.node)).content.decode()
    (address,) = set(re.findall(rf"/recours/proposal/{proposal.public_id}\?lien=[^\"]+", page))
    assert "Rien n’est refusé" in Client().get(address).content.decode()
    assert Client().get(address[:-1] + "x").status_code == 404
    refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    assert "lien=" not in Client().get(url_of(proposal.node)).content.decode(), "it is not given any more"
    assert Client().post(address, {"words": "C’est moi."}).status_code == 302
    assert Appeal.objects.get().quality == Quality.LINK
    assert Client().post(address, {"words": "Encore."}).status_code == 422


def test_a_reason_of_a_debate_that_was_hidden_may_be_shown_again(
    territory: Territory, proposal: Proposal, resident: User, bruno: User, chantal: User
) -> None:
    import uuid

    from chainon.deliberation.debates import services as debates
    from chainon.deliberation.debates.models import Side
    from chainon.deliberation.moderation.things import thing_named

    debate = debates.open_debate(
        by=bruno, on=proposal.node, question="Faut-il un banc ?", serves="À décider.", entry=uuid.uuid4()
    )
    argument = debates.argue(by=resident, debate=debate, side=Side.FOR, text="Oui.", entry=uuid.uuid4())
    debates.hide_argument(by=bruno, argument=argument, reason="Trop court.")
    thing = thing_named(territory.scope, "argument", argument.public_id)
    assert thing is not None
    appeal = services.appeal(by=resident, thing=thing, quality_of=Quality.AUTHOR, words="C’est une raison.")
    with pytest.raises(Refused):
        debates.show_on_appeal(by=bruno, argument=argument)
    services.answer_appeal(by=chantal, appeal=appeal, verdict=Answered.OVERTURNED, answer="Court n’est pas blessant.")
    argument.refresh_from_db()
    assert argument.is_public
