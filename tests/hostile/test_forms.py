"""Hostile words and files in every box of every form: nothing breaks, nothing of them acts in the page that answers, no
mail is led astray; a file is refused with a reason and nothing else of the form is lost, or it loses what it hid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from chainon.base.journal.tests import observing
from chainon.base.scopes.models import Territory
from tests.route_matrix import without_their_frame

from .bombing import Bomber
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
NOT_BEGUN = {"chain.ThemeChange", "gatherings.Document", "seats.PlacesChange", "debates.Position"}
"""Tables that no form of the examples begins."""


@pytest.fixture(autouse=True)
def services_write_what_the_list_says() -> Iterator[None]:
    """Which lines of the journal a service writes is judged where it is meant, not where boxes are filled at random."""
    before = set(observing.seen)
    yield
    observing.seen.intersection_update(before)


def test_hostile_words_and_files_in_every_box_of_every_form_do_nothing() -> None:
    """Once through all the pages for all that is asked, since the pages take the time; and on the stricter database."""
    if connection.vendor == "sqlite":
        pytest.skip("on PostgreSQL, which refuses more (give its DATABASE_URL)")
    seers, report = viewers(), Report()
    territory = Territory.objects.select_related("scope").get(host=None)
    with without_their_frame(territory), listening(report) as cleaned:
        sender, bomber = Sender(report, cleaned), Bomber(cleaned)
        for viewer in seers:
            for path, answer in viewer.pages():
                if is_page(answer):
                    bomber.send_all(viewer.client, path, answer.content.decode())
                    sender.send_all(viewer.client, path, answer.content.decode())

    assert not report.faults, "\n".join(report.faults)
    assert not bomber.faults, "\n".join(bomber.faults)
    missing = [*unheard(report, OUT_OF_REACH), *bomber.untried()]
    assert not missing, f"Give an example of their page in tests/addresses.py, or say why not here: {missing}"
    # Were the forms refused for another reason, nothing would be tried behind them.
    refused = {name: said for name, said in report.refused.items() if name not in report.accepted}
    assert report.sent > 300 and len(report.accepted) > 3 * len(refused), refused
    assert {model._meta.label for model in sender.empty} <= NOT_BEGUN
