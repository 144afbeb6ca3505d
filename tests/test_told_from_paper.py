"""Whose paper says how to find them is told back when there is news, whoever typed it, and may have it erased."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.test import Client

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Follow
from chainon.base.chain.selectors import to_tell
from chainon.base.slips.models import Slip
from chainon.base.slips.services import release_slip
from chainon.base.slips.tests.making import code_on, pad
from chainon.commitments.answers.models import AnswerKind
from chainon.commitments.answers.services import add_answerer, give_answer, hand_over
from chainon.deliberation.paper.models import TypedForm
from chainon.deliberation.paper.services import give_help, help_type, type_form
from chainon.deliberation.paper.tests.making import paper, pile
from chainon.deliberation.proposals.services import publish_proposal

from .people import Cast, cast, client_of

pytestmark = pytest.mark.django_db
CONTACT = "06 00 00 00 11, après 18 h"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def slip(people: Cast) -> Slip:
    return pad(people.territory.scope, by=people.bruno).slips.all()[0]


@pytest.fixture(params=["the team", "a helper"])
def typed(request: pytest.FixtureRequest, people: Cast, slip: Slip) -> TypedForm:
    """Public, and answered since."""
    batch = pile(people.territory.scope, people.bruno)
    said = replace(paper(people.territory.scope), contact=CONTACT, slip=slip)
    if request.param == "the team":
        form = type_form(by=people.bruno, batch=batch, paper=said, entry=uuid.uuid4())
    else:
        helper = give_help(by=people.bruno, batch=batch, name="Léa", days=7)
        form = help_type(helper=helper, paper=said, entry=uuid.uuid4())
        publish_proposal(by=people.bruno, proposal=form.proposal)
        form.proposal.node.refresh_from_db()
    return form


def answer(people: Cast, form: TypedForm) -> None:
    scope = people.territory.scope
    answerer = add_answerer(by=people.bruno, territory=scope, name="La ville", email="ville@example.org")
    handover = hand_over(by=people.bruno, node=form.proposal.node, answerer=answerer)
    give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui, avant l’été.", signed_by="Le maire")


def contacts(people: Cast) -> list[str]:
    return [each.contact for row in to_tell(people.territory.scope) for each in row.contacts]


def test_there_is_news_and_somebody_is_to_call_them(people: Cast, typed: TypedForm) -> None:
    assert contacts(people) == []
    answer(people, typed)
    page = client_of(people.bruno).get("/a-rendre").content.decode()
    assert contacts(people) == [CONTACT] and CONTACT in page
    assert CONTACT not in Client().get(url_of(typed.proposal.node)).content.decode()


def test_whoever_holds_the_slip_knows_it_is_kept_and_has_it_erased(people: Cast, typed: TypedForm, slip: Slip) -> None:
    answer(people, typed)
    page, holder = f"/coupon/{code_on(slip)}", Client()
    read = holder.get(page).content.decode()
    assert "Effacer mon numéro" in read and CONTACT not in read, "the slip may have been found by somebody else"
    assert holder.post(page, {"what": "stop"}).status_code == 302
    assert contacts(people) == [] and not Follow.objects.exists()


def test_another_number_takes_the_place_of_the_one_on_the_paper(people: Cast, typed: TypedForm, slip: Slip) -> None:
    Client().post(f"/coupon/{code_on(slip)}", {"contact": "06 00 00 00 22"})
    answer(people, typed)
    assert contacts(people) == ["06 00 00 00 22"], "nobody is called twice"


def test_a_slip_taken_off_the_word_leaves_it_what_its_paper_says(people: Cast, typed: TypedForm, slip: Slip) -> None:
    slip = release_slip(by=people.bruno, slip=slip)
    assert slip.call is None and not slip.is_call_on_paper
    answer(people, typed)
    assert contacts(people) == [CONTACT]
