"""What is reported, decided with a reason that anyone reads, and told to whoever asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.leaving import erasures, exports
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search.models import SearchEntry
from chainon.base.search.services import faults
from chainon.commitments.commitments.tests.making import promised
from chainon.deliberation.debates import services as debates
from chainon.deliberation.debates.models import Argument, ArgumentState, Side
from chainon.deliberation.moderation import rules, services
from chainon.deliberation.moderation.models import Case, Outcome, Reason, Report
from chainon.deliberation.moderation.things import Thing, thing_named
from chainon.deliberation.proposals.models import Proposal, State

pytestmark = pytest.mark.django_db


def lines() -> list[str]:
    return list(Line.objects.order_by("number").values_list("verb", flat=True))


def test_anyone_reports_and_one_sender_counts_once(proposal: Proposal, resident: User, bruno: User) -> None:
    page = Client().get(url_of(proposal.node)).content.decode()
    address = f"/signaler/proposal/{proposal.public_id}"
    assert address in page and "csrfmiddlewaretoken" not in page
    visitor = Client()
    for _twice in range(2):
        sent = {"reason": "private", "words": "Il y a un nom.", "email": "voisine@example.org"}
        assert visitor.post(address, sent).headers["Location"] == url_of(proposal.node)
    assert Client(headers={"User-Agent": "autre"}).post(address, {"reason": "insult"}).status_code == 302
    assert Client().post(address, {"reason": "parce que"}).status_code == 422
    case = Case.objects.get()
    assert case.reports == Report.objects.count() == 2
    assert not [verb for verb in lines() if verb.startswith("moderation")], "a report writes nothing"


def test_too_many_reports_from_one_place_wait(proposal: Proposal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chainon.deliberation.moderation.views.AN_HOUR", 1)
    address = f"/signaler/proposal/{proposal.public_id}"
    assert Client().post(address, {"reason": "insult"}).status_code == 302
    refused = Client().post(address, {"reason": "insult"})
    assert refused.status_code == 422 and "dans une heure" in refused.content.decode()


def test_the_team_keeps_and_says_why(
    thing: Thing, proposal: Proposal, bruno: User, client_of: Callable[[User], Client]
) -> None:
    given = {"reason": Reason.FALSE, "words": "Faux !", "email": "voisine@example.org", "mark": "m"}
    case = services.report(by=AnonymousUser(), thing=thing, **given)
    client, page = client_of(bruno), f"/moderation/signalements/{case.public_id}"
    assert "Faux !" in client.get(page).content.decode()
    assert page in client.get("/moderation/a-traiter").content.decode()
    assert client.post(page, {"outcome": "kept", "reason": ""}).status_code == 422
    assert client.post(page, {"outcome": "kept", "reason": "Personne n’est nommé."}).status_code == 302
    mail = Mail.objects.get(to="voisine@example.org")
    assert "Personne n’est nommé." in mail.body
    assert not Report.objects.exclude(email="", mark="").exists(), "who they are is forgotten"
    public = Client().get("/moderation/").content.decode()
    assert "Personne n’est nommé." in public and "voisine" not in public and "Faux !" not in public
    assert lines()[-1] == "moderation.decided"
    again = services.report(by=AnonymousUser(), thing=thing, reason=Reason.OTHER)
    assert again.pk != case.pk, "said again, it is looked at again"


def test_hiding_writes_one_line_and_its_reason_is_public(
    thing: Thing, proposal: Proposal, resident: User, bruno: User
) -> None:
    case = services.report(by=resident, thing=thing, reason=Reason.PRIVATE)
    before = len(lines())
    services.decide(by=bruno, case=case, outcome=Outcome.HIDDEN, reason="Nomme une personne.")
    proposal.refresh_from_db()
    assert proposal.state == State.REFUSED and proposal.refusal_reason == "Nomme une personne."
    assert lines()[before:] == ["proposal.refused"]
    assert not list(differences())


def test_words_are_taken_out_of_every_version(thing: Thing, proposal: Proposal, resident: User, bruno: User) -> None:
    from chainon.deliberation.proposals.services import change_proposal
    from chainon.deliberation.proposals.tests.making import words

    said = words("Monsieur X gare mal, encore", must_change="Monsieur X bloque le passage.")
    change_proposal(by=resident, proposal=proposal, scope=proposal.scope, words=said, reason="Précision")
    case = services.report(by=AnonymousUser(), thing=thing, reason=Reason.PRIVATE)
    with pytest.raises(Unavailable):
        services.decide(by=bruno, case=case, outcome=Outcome.STRUCK, reason="Un nom.", passage="Madame Y")
    services.decide(by=bruno, case=case, outcome=Outcome.STRUCK, reason="Un nom.", passage="Monsieur X")
    proposal.refresh_from_db()
    assert proposal.title == "[…] gare mal, encore" and proposal.node.title == proposal.title
    assert not proposal.versions.filter(title__contains="Monsieur X").exists()
    assert "Monsieur X" not in Client().get(url_of(proposal.node)).content.decode()
    assert Mail.objects.filter(to=resident.email, body__contains="Un nom.").exists()
    assert lines()[-1] == "moderation.decided"


def test_what_changed_meanwhile_is_only_settled(thing: Thing, proposal: Proposal, bruno: User) -> None:
    from chainon.deliberation.proposals.services import refuse_proposal

    case = services.report(by=AnonymousUser(), thing=thing, reason=Reason.OTHER)
    refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    assert rules.outcomes_for(thing_named(case.territory, case.kind, case.thing)) == [Outcome.HANDLED]
    with pytest.raises(Unavailable):
        services.decide(by=bruno, case=case, outcome=Outcome.HIDDEN, reason="Non.")
    services.decide(by=bruno, case=case, outcome=Outcome.HANDLED, reason="Déjà retirée.")


def test_a_reason_of_a_debate_and_any_other_page_may_be_reported(
    territory: Territory, proposal: Proposal, resident: User, bruno: User, client_of: Callable[[User], Client]
) -> None:
    import uuid

    debate = debates.open_debate(
        by=bruno, on=proposal.node, question="Faut-il un banc ?", serves="À décider.", entry=uuid.uuid4()
    )
    argument = debates.argue(by=resident, debate=debate, side=Side.FOR, text="Oui, dit Monsieur X.", entry=uuid.uuid4())
    address = f"/signaler/argument/{argument.public_id}"
    page = reverse("debates:argument_page", args=[argument.public_id])
    assert address in Client().get(page).content.decode()
    assert Client().post(address, {"reason": "private"}).status_code == 302
    case = Case.objects.get(kind="argument")
    before = len(lines())
    services.decide(by=bruno, case=case, outcome=Outcome.STRUCK, reason="Un nom.", passage="Monsieur X")
    argument.refresh_from_db()
    assert argument.text == "Oui, dit […]." and lines()[before:] == ["moderation.decided"]
    assert "Monsieur X" not in SearchEntry.objects.get(key=debate.public_id).text and list(faults()) == []
    assert Client().post(address, {"reason": "insult"}).status_code == 302
    services.decide(
        by=bruno, case=Case.objects.get(decided_at=None), outcome=Outcome.HIDDEN, reason="Blesse quelqu’un."
    )
    assert Argument.objects.get(pk=argument.pk).state == ArgumentState.HIDDEN
    answer = promised(proposal.node, by=bruno).answer
    assert Client().post(f"/signaler/node/{answer.node.public_id}", {"reason": "false"}).status_code == 302
    other = Case.objects.get(kind="node")
    assert rules.outcomes_for(thing_named(other.territory, "node", other.thing)) == [Outcome.KEPT, Outcome.HANDLED]
    assert Client().get(f"/signaler/node/{proposal.public_id}").status_code == 404, "its own kind says how it is hidden"
    assert Client().get(f"/signaler/inconnu/{proposal.public_id}").status_code == 404


def test_an_account_takes_its_reports_away_and_leaves_no_name(thing: Thing, resident: User) -> None:
    services.report(by=resident, thing=thing, reason=Reason.OTHER, words="Je n’aime pas.")
    mine = exports()["signalements et recours"](resident)
    assert mine["signalements"][0]["mots"] == "Je n’aime pas."  # type: ignore[index]
    erasures()["moderation"](resident)
    assert Report.objects.get().user is None


def test_pages_are_guarded_as_the_acts_are(
    thing: Thing, resident: User, amina: User, client_of: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    team = [request.getfixturevalue(name) for name in ("chantal", "bruno")]
    case = services.report(by=AnonymousUser(), thing=thing, reason=Reason.OTHER)
    people = [Client(), *map(client_of, (resident, amina, *team))]
    for address in ("/moderation/a-traiter", f"/moderation/signalements/{case.public_id}"):
        assert [client.get(address).status_code for client in people] == [302, 403, 403, 200, 200]
    sent = {"outcome": "kept", "reason": "Non."}
    answers = [client.post(f"/moderation/signalements/{case.public_id}", sent).status_code for client in people]
    assert answers == [302, 403, 403, 403, 302]
    assert [client.get("/moderation/").status_code for client in people] == [200] * 5
    assert people[4].get("/moderation/signalements/abcdabcdab").status_code == 404


def test_the_queue_costs_as_many_queries_however_long(
    territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from chainon.deliberation.proposals.tests.making import said

    from .making import thing_of

    client = client_of(bruno)

    def cost(more: int) -> int:
        for _one in range(more):
            thing = thing_of(said(territory.scope, by=bruno))
            services.report(by=AnonymousUser(), thing=thing, reason=Reason.OTHER)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/moderation/a-traiter").status_code == 200
        return len(queries)

    assert cost(2) == cost(8) <= 12
