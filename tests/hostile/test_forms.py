"""Hostile words in every box of every form: nothing breaks, and nothing of them acts in the page that answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from chainon.base.scopes.models import Territory
from tests.route_matrix import without_their_frame

from .sending import Report, Sender, listening, unheard
from .world import is_page, viewers

pytestmark = pytest.mark.django_db

OUT_OF_REACH = {
    "base.accounts.forms.AuthenticateForm": "a code, after a mail",
    "base.accounts.forms.EmailCodeForm": "a code, after a mail",
    "base.accounts.forms.LoginCodeForm": "a code, after a mail",
    "base.accounts.forms.ReauthenticateForm": "a code, after a mail",
    "base.accounts.forms.RenameKeyForm": "a key of the hand, shown to whoever holds it alone",
    "base.accounts.forms.SetupForm": "the first administrator, before there is a territory",
    "base.slips.forms.CallForm": "after the code of a slip",
    "commitments.commitments.forms.watching.AnnounceForm": "of a promise that is late",
    "commitments.commitments.forms.watching.ReplyForm": "of a promise about to be said not kept",
    "deliberation.debates.forms.PositionForm": "of a debate that has its synthesis",
    "deliberation.merging.forms.NotedForm": "of someone without an account whose proposal would be merged",
    "governance.draws.forms.RulesForm": "of a draw in its full form",
    "governance.draws.forms.WitnessForm": "by the link of a witness",
    "governance.gatherings.forms.CancelForm": "of a gathering to come",
    "governance.processes.forms.rules.ChangeForm": "of a rule in force, once it was written anew",
    "governance.seats.forms.ChangePlacesForm": "when nobody is left to call",
    "portal.start.forms.EmptyForm": "of a demonstration",
    "portal.start.forms.YouForm": "before there is a territory",
    "territory.places.forms.SearchForm": "never read as a form: what is sought is cut and sought",
}
"""Forms of objects in a state that the examples are not in. What is written there is hostile in the poisoned world."""
NOT_BEGUN = {"gatherings.Document", "seats.PlacesChange", "debates.Position"}
"""Tables that no form of the examples begins."""


@pytest.fixture(scope="module")
def sent(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Report, Sender]]:
    with django_db_blocker.unblock(), transaction.atomic():
        seers, report = viewers(), Report()
        territory = Territory.objects.select_related("scope").get(host=None)
        with without_their_frame(territory), listening(report) as cleaned:
            sender = Sender(report, cleaned)
            for viewer in seers:
                for path, answer in viewer.pages():
                    if is_page(answer):
                        sender.send_all(viewer.client, path, answer.content.decode())
        yield report, sender
        transaction.set_rollback(True)


def test_nothing_breaks_nothing_acts_and_no_mail_is_led_astray(sent: tuple[Report, Sender]) -> None:
    assert not sent[0].faults, "\n".join(sent[0].faults)
    assert sent[0].sent > 300


def test_every_box_of_words_was_filled_with_hostile_ones(sent: tuple[Report, Sender]) -> None:
    missing = unheard(sent[0], OUT_OF_REACH)
    assert not missing, f"Give an example of their page in tests/addresses.py, or say why not here: {missing}"


def test_most_forms_take_hostile_words_for_what_they_are(sent: tuple[Report, Sender]) -> None:
    """Were they refused for another reason, nothing would be tried behind the form."""
    refused = {name: said for name, said in sent[0].refused.items() if name not in sent[0].accepted}
    assert len(sent[0].accepted) > 3 * len(refused), refused
    assert {model._meta.label for model in sent[1].empty} <= NOT_BEGUN
