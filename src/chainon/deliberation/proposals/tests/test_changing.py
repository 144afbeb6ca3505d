"""What the author changes stays readable as it was; several sign one proposal; the six rings say what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services import erase_account, rename_account
from chainon.base.chain.kinds import url_of
from chainon.base.chain.letters import send_digests
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.services import add_link, differences, expect, follow
from chainon.base.chain.tests.things import Things, things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.deliberation.proposals import selectors, services
from chainon.deliberation.proposals.models import Changer, Proposal, Signature, Version
from chainon.deliberation.proposals.rings import rings_of

from .making import TITLE, said, theme_of, words

__all__ = ["things"]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def came(things: Things, source: Node, stage: Stage, relation: Relation) -> Node:
    """Something came out of it."""
    target = things.add(source.territory, "Ce qui en est sorti", stage).node
    add_link(source=source, target=target, relation=relation)
    return target


def changed(proposal: Proposal, by: User, title: str = "Des bancs et un arbre", **said_now: Any) -> Proposal:
    now = words(title, **{"must_change": proposal.must_change, **said_now})
    return services.change_proposal(by=by, proposal=proposal, scope=proposal.scope, words=now, reason="Plus juste.")


def test_what_was_written_before_stays_with_its_day_and_the_reason(
    client: Client, resident: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    proposal, mine = said(territory.scope, by=resident), client_of(resident)
    page = url_of(proposal.node)
    assert "Changer le texte" in text(mine.get(page)) and "Changer le texte" not in text(client.get(page))
    form = {"title": "Des bancs et un arbre", "must_change": "On attend debout, en plein soleil."}
    theme = theme_of(territory.scope)
    sent = {**form, "theme": theme.public_id, "where_exactly": "côté sud"}
    assert mine.post(f"{page}/changer", sent).status_code == 422
    assert mine.post(f"{page}/changer", {**sent, "reason": "Les voisins l’ont dit."}).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.title, proposal.theme, proposal.node.title) == (form["title"], theme, form["title"])
    shown = text(client.get(url_of(proposal.node)))
    assert "Texte changé le" in shown and "Je soutiens" in shown
    versions = text(client.get(f"/propositions/{proposal.public_id}/versions"))
    for shown in (
        "Version 1",
        "Version 2",
        "Les voisins l’ont dit.",
        "<del>",
        "<ins>",
        "celles et ceux qui l’ont écrite",
        "Logement",
    ):
        assert shown in versions, shown
    line = Line.objects.get(verb="proposal.changed")
    assert line.payload == {"proposal": proposal.public_id, "number": 2}
    assert not list(differences())


def test_the_same_words_again_are_no_version(resident: User, territory: Territory) -> None:
    proposal = said(territory.scope, by=resident)
    for _ in range(2):
        changed(proposal, resident)
    assert Version.objects.count() == 2 and Line.objects.filter(verb="proposal.changed").count() == 1


def test_those_who_follow_are_told_once(resident: User, bruno: User, territory: Territory) -> None:
    proposal = said(territory.scope, by=resident)
    follow(by=bruno, node=proposal.node)
    with clock.at(clock.now() + timedelta(days=2)):
        changed(proposal, resident)
        assert send_digests() == 1 and send_digests() == 0
    assert "texte changé" in Mail.objects.get(to=bruno.email).body


def test_a_change_says_that_it_came_after_the_answer_and_hides_no_answer(
    resident: User, bruno: User, territory: Territory, things: Things
) -> None:
    proposal = said(territory.scope, by=resident)
    changed(proposal, resident)
    with clock.at(clock.now() + timedelta(days=1)):
        answer = came(things, proposal.node, Stage.DECISION, Relation.ANSWER)
    with clock.at(clock.now() + timedelta(days=2)):
        changed(proposal, resident, title="Trois bancs")
    rows = selectors.versions_of(proposal)
    assert [(row.number, row.is_after_answer) for row in rows] == [(3, True), (2, False), (1, False)]
    proposal.node.refresh_from_db()
    assert proposal.node.latest == answer and not list(differences())


def test_the_team_changes_what_it_wrote_down(client: Client, bruno: User, territory: Territory) -> None:
    proposal = services.publish_proposal(by=bruno, proposal=said(territory.scope))
    changed(proposal, bruno)
    assert Version.objects.get(number=2).made_by == Changer.TEAM


def test_words_taken_back_are_erased_from_every_version(resident: User, territory: Territory) -> None:
    proposal = said(territory.scope, by=resident, goes_well="Madame Lopez")
    changed(proposal, resident)
    services.withdraw_proposal(by=resident, proposal=proposal, reason="Trop dit.", takes_words_back=True)
    page = text(Client().get(f"/propositions/{proposal.public_id}/versions"))
    assert "Madame Lopez" not in page and "Version 2" in page


def test_what_is_refused_hides_its_versions(
    client: Client, resident: User, bruno: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    proposal = said(territory.scope, by=resident)
    changed(proposal, resident)
    services.refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    address = f"/propositions/{proposal.public_id}/versions"
    assert client.get(address).status_code == 403 and client_of(resident).get(address).status_code == 200


# --- several who sign


def test_others_sign_by_the_link_that_the_author_gives(
    resident: User, amina: User, bruno: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    client, mine = Client(), client_of(resident)
    proposal = said(territory.scope, by=resident)
    page = f"/propositions/{proposal.public_id}"
    assert mine.post(f"{page}/signataires").status_code == 302
    link = _link(mine, page)
    asked, hers = f"/propositions/signer/{link}", client_of(amina)
    assert client.get(asked).status_code == 302 and client.get("/propositions/signer/faux:lien").status_code == 302
    assert TITLE in text(hers.get(asked)) and hers.get("/propositions/signer/faux:lien").status_code == 404
    for _ in range(2):
        assert hers.post(asked).status_code == 302
    proposal = Proposal.objects.get()
    assert proposal.node.who == "Rachid et Amina" and Line.objects.filter(verb="proposal.signed").count() == 1
    assert "Changer le texte" in text(hers.get(url_of(proposal.node)))
    mine.post(f"{page}/signataires")
    assert client_of(bruno).get(asked).status_code == 404, "the link was replaced"
    with pytest.raises(Unavailable):
        services.sign_proposal(by=bruno, proposal=proposal, invite="ancien")
    rename_account(by=amina, display_name="Amina B.")
    proposal.node.refresh_from_db()
    assert proposal.node.who == "Rachid et Amina" and not list(differences())


def _link(client: Client, page: str) -> str:
    shown = text(client.get(f"{page}/signataires"))
    return shown.split("/propositions/signer/")[1].split("<")[0].strip()


def signed(territory: Territory, resident: User, other: User) -> Proposal:
    proposal = services.invite_to_sign(by=resident, proposal=said(territory.scope, by=resident))
    return services.sign_proposal(by=other, proposal=proposal, invite=proposal.invite)


def test_a_name_is_taken_off_by_who_bears_it_or_by_the_author(
    resident: User, amina: User, bruno: User, territory: Territory, client_of: Callable[[User], Client]
) -> None:
    proposal = signed(territory, resident, amina)
    signature = Signature.objects.get()
    with pytest.raises(Refused):
        services.stop_signing(by=bruno, signature=signature)
    address = f"/propositions/{proposal.public_id}/signataires/{signature.public_id}/oter"
    assert client_of(amina).post(address).status_code == 302
    proposal.node.refresh_from_db()
    assert proposal.node.who == "Rachid" and not list(differences())


def test_an_account_that_closes_takes_its_signature_with_it(resident: User, amina: User, territory: Territory) -> None:
    proposal = signed(territory, resident, amina)
    erase_account(by=amina, user=amina, scope=territory.scope)
    proposal.node.refresh_from_db()
    assert proposal.node.who == "Rachid" and not list(differences())


def test_an_account_without_a_name_is_asked_for_one(resident: User, territory: Territory) -> None:
    nameless = User.objects.create_user("x@example.org")
    proposal = services.invite_to_sign(by=resident, proposal=said(territory.scope, by=resident))
    with pytest.raises(Unavailable):
        services.sign_proposal(by=nameless, proposal=proposal, invite=proposal.invite)


# --- what became of it


def states(proposal: Proposal) -> list[str]:
    proposal.node.refresh_from_db()
    return [ring.state for ring in rings_of(thread_of(proposal.node))]


def test_six_rings_say_what_became_of_it(resident: User, territory: Territory, things: Things) -> None:
    proposal = said(territory.scope, by=resident)
    assert states(proposal) == ["done", *["to-come"] * 5]
    expect(node=proposal.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    assert states(proposal) == ["done", "done", "current", *["to-come"] * 3]
    with clock.at(clock.now() + timedelta(days=90)):
        assert states(proposal)[2] == "late"
        answer = came(things, proposal.node, Stage.DECISION, Relation.ANSWER)
        assert states(proposal) == ["done", "done", "done", *["to-come"] * 3]
        came(things, answer, Stage.COMMITMENT, Relation.COMMITMENT)
        assert states(proposal) == ["done", "done", "done", "passed", "done", "to-come"]
    page = text(Client().get(url_of(proposal.node)))
    assert "À l’étude" in page and "journey__passed" in page
