"""The pages: opening a debate, giving reasons, reading them side by side, the synthesis, the disagreements."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Link, Stage
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.deliberation.debates import services
from chainon.deliberation.debates.models import Argument, Debate, Side, Useful
from chainon.deliberation.proposals.models import Proposal
from chainon.governance.bodies.models import Body

from .making import QUESTION, SERVES, WHY, argued, heard, replied

ClientOf = Callable[[User], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def filled(**changes: str) -> dict[str, str]:
    return {"side": "for", "text": WHY, "entry": str(uuid.uuid4()), **changes}


def verbs() -> list[str]:
    return list(Line.objects.filter(verb__startswith="debate.").order_by("number").values_list("verb", flat=True))


def test_the_team_opens_a_debate_from_the_page_of_a_proposal(
    proposal: Proposal, bruno: User, client_of: ClientOf, client: Client
) -> None:
    team, address = client_of(bruno), f"/debats/ouvrir/{proposal.public_id}"
    assert address in text(team.get(url_of(proposal.node)))
    sent = {"question": QUESTION, "serves": SERVES, "background": "Vu à **Lille**.", "entry": str(uuid.uuid4())}
    done = team.post(address, sent)
    debate = Debate.objects.get()
    assert done.status_code == 302 and done.headers["Location"] == url_of(debate.node)
    assert team.post(address, sent).status_code == 302 and Debate.objects.count() == 1, "sent twice is once"
    assert verbs() == ["debate.opened"]
    link = Link.objects.get()
    assert (link.source, link.target, debate.node.stage) == (proposal.node, debate.node, Stage.DELIBERATION)
    assert debate.node.theme == proposal.theme and not list(differences())
    page = text(client.get(url_of(debate.node)))
    assert QUESTION in page and proposal.title in page and "<strong>Lille</strong>" in page and SERVES in page
    assert QUESTION in text(client.get(url_of(proposal.node))), "the proposal's page has its card"
    assert QUESTION in text(client.get("/debats/"))
    assert address not in text(team.get(url_of(proposal.node))), "one debate at a time"
    again = team.post(address, {**sent, "entry": str(uuid.uuid4())})
    assert again.status_code == 422 and "déjà ouvert" in text(again)


def test_a_form_half_filled_comes_back_as_it_was(proposal: Proposal, bruno: User, client_of: ClientOf) -> None:
    sent = {"question": QUESTION, "serves": "", "until_on": "2020-01-01", "entry": str(uuid.uuid4())}
    refused = client_of(bruno).post(f"/debats/ouvrir/{proposal.public_id}", sent)
    assert refused.status_code == 422 and QUESTION in text(refused) and "déjà passé" in text(refused)


def test_a_body_asks_its_question(council: Body, member: User, client_of: ClientOf, client: Client) -> None:
    theirs = client_of(member)
    address = f"/debats/ouvrir?instance={council.public_id}"
    assert address in text(theirs.get(council.get_absolute_url()))
    assert "Conseil des jeunes" in text(theirs.get(address))
    sent = {"question": QUESTION, "serves": SERVES, "entry": str(uuid.uuid4())}
    assert theirs.post(address, sent).status_code == 422, "in whose name?"
    assert theirs.post(address, {**sent, "body": council.public_id}).status_code == 302
    debate = Debate.objects.get()
    assert debate.scope == council.scope.parent and debate.node.who == "Conseil des jeunes"
    assert QUESTION in text(client.get(council.get_absolute_url())), "the body's page has its card"


def test_a_member_opens_a_debate_on_a_proposal_in_the_name_of_the_body(
    proposal: Proposal, council: Body, member: User, amina: User, client_of: ClientOf
) -> None:
    address = f"/debats/ouvrir/{proposal.public_id}"
    assert address in text(client_of(member).get(url_of(proposal.node)))
    assert address not in text(client_of(amina).get(url_of(proposal.node)))
    sent = {"question": QUESTION, "serves": SERVES, "body": council.public_id, "entry": str(uuid.uuid4())}
    assert client_of(member).post(address, sent).status_code == 302
    assert Debate.objects.get().node.who == "Conseil des jeunes"


def test_without_an_account_one_speaks_and_is_read_first(
    debate: Debate, bruno: User, client: Client, client_of: ClientOf
) -> None:
    page = url_of(debate.node)
    form = client.get(f"{page}/dire?cote=contre")
    assert "Pas besoin de compte" in text(form) and form.context["form"]["side"].value() == Side.AGAINST
    sent = client.post(f"{page}/dire", filled(author_name="Une mère de la tour B"))
    argument = Argument.objects.get()
    assert sent.status_code == 302 and sent.headers["Location"] == f"/debats/raisons/{argument.public_id}"
    received = client.get(sent.headers["Location"])
    assert received.status_code == 403 and "C’est reçu" in text(received) and WHY not in text(received)
    assert WHY not in text(client.get(page))
    team = client_of(bruno)
    assert "À relire (1)" in text(team.get(page)) and WHY in text(team.get(f"{page}/a-relire"))
    assert "1 raison à relire" in text(team.get("/debats/")) and "à relire" not in text(client.get("/debats/"))
    assert team.post(f"/debats/raisons/{argument.public_id}/publier").status_code == 302
    assert WHY in text(client.get(page)) and "Une mère de la tour B" in text(client.get(page))
    debate.refresh_from_db()
    assert (debate.for_count, debate.waiting_count) == (1, 0)
    assert verbs() == ["debate.opened"], "reasons write nothing in the journal"


def test_with_an_account_it_is_public_at_once_and_sent_twice_is_once(
    debate: Debate, amina: User, client_of: ClientOf, client: Client
) -> None:
    page, sent = url_of(debate.node), filled(side="against", text="Première ligne\nseconde <b>ligne</b>")
    mine = client_of(amina)
    for _twice in range(2):
        assert mine.post(f"{page}/dire", sent).status_code == 302
    argument = Argument.objects.get()
    assert argument.is_first_voice and argument.author_name == "Amina"
    shown = text(client.get(page))
    assert "Amina" in shown and "seconde &lt;b&gt;ligne" in shown
    assert not argued(debate, amina).is_first_voice, "the second time is not the first"


def test_whoever_proposed_here_does_not_speak_for_the_first_time(debate: Debate, resident: User, amina: User) -> None:
    assert not argued(debate, resident).is_first_voice, "the proposal was theirs"
    assert argued(debate, amina).is_first_voice


def test_one_answers_a_reason_but_not_an_answer(
    debate: Debate, amina: User, resident: User, client_of: ClientOf, client: Client
) -> None:
    reason = argued(debate, amina)
    address = f"/debats/raisons/{reason.public_id}"
    theirs = client_of(resident)
    done = theirs.post(f"{address}/repondre", {"text": "Chez nous aussi.", "entry": str(uuid.uuid4())})
    assert done.status_code == 302 and done.headers["Location"] == address
    assert "Chez nous aussi." in text(client.get(url_of(debate.node))) and "1 réponse" in text(client.get(address))
    reply = Argument.objects.get(answers=reason)
    assert reply.side == "" and theirs.get(f"/debats/raisons/{reply.public_id}/repondre").status_code == 403
    debate.refresh_from_db()
    assert debate.for_count == 1, "an answer is not a reason more"


def test_what_was_said_at_a_gathering_is_written_down_one_after_the_other(
    debate: Debate, amina: User, client_of: ClientOf, client: Client
) -> None:
    relay, page = client_of(amina), url_of(debate.node)
    told = {
        "origin": "gathering",
        "said_on": clock.today().isoformat(),
        "author_name": "M. Aubry",
        "another": "1",
    }
    done = relay.post(f"{page}/saisir", filled(**told, is_first_voice="on", side="nuance"))
    assert done.status_code == 302 and "origin=gathering" in done.headers["Location"]
    argument = Argument.objects.get()
    assert argument.is_first_voice and argument.author is None and argument.is_public
    assert "dite lors d’une rencontre" in text(client.get(page)) and "M. Aubry" in text(client.get(page))
    late = {**told, "said_on": (clock.today() + timedelta(days=2)).isoformat()}
    assert relay.post(f"{page}/saisir", filled(**late)).status_code == 422


def test_a_member_speaks_for_the_body(debate: Debate, council: Body, member: User, client_of: ClientOf) -> None:
    done = client_of(member).post(f"{url_of(debate.node)}/dire", filled(body=council.public_id))
    assert done.status_code == 302
    argument = Argument.objects.get()
    assert argument.author is None and argument.author_name == "Conseil des jeunes" and not argument.is_first_voice


def test_the_minority_has_as_much_room_and_the_best_reason_is_the_most_useful(
    debate: Debate, bruno: User, amina: User, resident: User, client: Client
) -> None:
    for number in range(8):
        heard(debate, bruno, f"Voisin {number}", Side.FOR, text=f"Pour, numéro {number}.")
    first = Argument.objects.get(author_name="Voisin 0")
    alone = argued(debate, resident, Side.AGAINST, "Je livre des repas, je dois passer.")
    services.mark_useful(by=amina, argument=first)
    services.mark_useful(by=amina, argument=first)
    page = client.get(url_of(debate.node))
    sides = page.context["columns"]
    assert [column.best.public_id for column in sides] == [first.public_id, alone.public_id]
    assert sides[0].best.useful == 1 and len(sides[0].newest) == 5 and sides[0].left == 2
    assert [reason.text for reason in sides[0].newest] == [f"Pour, numéro {number}." for number in (7, 6, 5, 4, 3)]
    assert text(page).index(first.text) < text(page).index(alone.text) < text(page).index("Pour, numéro 7.")
    everything = client.get(f"{url_of(debate.node)}/raisons/pour")
    assert all(f"numéro {number}." in text(everything) for number in range(8))
    assert client.get(f"{url_of(debate.node)}/raisons/ailleurs").status_code == 404


def test_a_reason_is_useful_once_a_person_and_one_may_change_one_s_mind(
    debate: Debate, amina: User, resident: User, client_of: ClientOf, client: Client
) -> None:
    reason = argued(debate, amina)
    address, page = f"/debats/raisons/{reason.public_id}", url_of(debate.node)
    theirs = client_of(resident)
    assert f"{address}/utile" in text(theirs.get(page)) and f"{address}/utile" not in text(client.get(page))
    assert f"{address}/utile" not in text(client_of(amina).get(page)), "not one's own words"
    done = theirs.post(f"{address}/utile", {"next": page})
    assert done.headers["Location"] == f"{page}#raison-{reason.public_id}"
    theirs.post(f"{address}/utile", {"next": "https://ailleurs.example/debats/"})
    assert Useful.objects.count() == 1 and "1 personne trouve cela utile" in text(client.get(page))
    theirs.post(f"{address}/plus-utile", {"next": page})
    assert not Useful.objects.exists() and not Line.objects.filter(verb__contains="useful")


def test_words_taken_back_are_erased_and_answers_stay(
    debate: Debate, amina: User, resident: User, client_of: ClientOf, client: Client
) -> None:
    reason = argued(debate, amina)
    replied(reason, resident)
    address = f"/debats/raisons/{reason.public_id}"
    assert client_of(amina).post(f"{address}/retirer").status_code == 302
    shown = text(client.get(address))
    assert WHY not in shown and "repris" in shown and "Chez nous aussi." in shown
    assert WHY not in text(client.get(url_of(debate.node)))
    debate.refresh_from_db()
    assert debate.for_count == 0


def test_what_is_not_published_says_why_in_public(
    debate: Debate, amina: User, bruno: User, client_of: ClientOf, client: Client
) -> None:
    reason = argued(debate, amina, text="Madame Unetelle ment.")
    address, page = f"/debats/raisons/{reason.public_id}", url_of(debate.node)
    team = client_of(bruno)
    assert team.post(f"{address}/refuser", {"reason": ""}).status_code == 422
    assert team.post(f"{address}/refuser", {"reason": "Accuse une personne nommée."}).status_code == 302
    assert "Madame Unetelle" not in text(client.get(page)) and client.get(address).status_code == 410
    assert "Accuse une personne" in text(client.get(f"{page}/non-publiees"))
    assert "Accuse une personne" in Mail.objects.get(to="amina@example.org").body
    assert "Madame Unetelle" in text(client_of(amina).get(address)), "one may read one's own words again"
    team.post(f"{address}/publier")
    assert "Madame Unetelle" in text(client.get(page))
