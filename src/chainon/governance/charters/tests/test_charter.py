from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.files.kinds import examine
from chainon.base.files.models import Visibility
from chainon.base.files.services import read_bytes
from chainon.base.files.tests.pictures import photo
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import public_rows, verify
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.services import close_body
from chainon.governance.charters import selectors, services
from chainon.governance.charters.models import ArticleKey, Charter

from .making import adopted, opened, published


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    return opened(territory, bruno)


def rewritten(body: Body, by: User, key: ArticleKey, text: str, reason: str = "Demandé en réunion.") -> Charter:
    texts = selectors.texts_of(selectors.current_charter(body)) | {key.value: text}
    return services.write_charter(by=by, body=body, texts=texts, change_reason=reason)


def test_a_draft_opens_with_the_proposed_text_and_is_one(body: Body, bruno: User) -> None:
    draft = services.write_charter(by=bruno, body=body)
    assert services.write_charter(by=bruno, body=body) == draft
    assert selectors.texts_of(draft) == selectors.proposed_texts(body) and draft.version == 1
    assert selectors.current_charter(body) is None and not Line.objects.filter(verb__startswith="charter").exists()


def test_publishing_is_told_once_with_the_hash_of_the_text(body: Body, bruno: User) -> None:
    charter = published(body, bruno)
    services.publish_charter(by=bruno, charter=charter)
    line = Line.objects.get(verb="charter.published")
    assert line.payload["text"] == selectors.fingerprint(selectors.texts_of(charter)) and line.payload["version"] == 1
    assert "version 1" in public_rows([line])[0].sentence and verify(body.scope.root).holds


def test_a_published_text_changes_only_by_a_new_version_and_both_stay(body: Body, bruno: User) -> None:
    first = published(body, bruno)
    before = selectors.texts_of(first)
    second = rewritten(body, bruno, ArticleKey.TERM, "L’engagement dure un an.")
    assert selectors.current_charter(body) == first, "the draft changes nothing yet"
    services.publish_charter(by=bruno, charter=second)
    assert selectors.current_charter(body) == second and second.version == 2
    assert selectors.texts_of(first) == before and selectors.versions(body) == [second, first]
    changed = [row.key for row in selectors.articles(second, since=first) if row.is_changed]
    assert changed == [ArticleKey.TERM]


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [("  ", "Parce que.", "Il manque un texte"), (None, "Parce que.", "Rien n’a changé"), ("Autre.", "", "pourquoi")],
)
def test_a_version_that_is_not_ready_is_not_published(
    body: Body, bruno: User, text: str | None, reason: str, said: str
) -> None:
    first = published(body, bruno)
    kept = selectors.texts_of(first)[ArticleKey.TERM]
    draft = rewritten(body, bruno, ArticleKey.TERM, kept if text is None else text, reason)
    with pytest.raises(Unavailable, match=said):
        services.publish_charter(by=bruno, charter=draft)
    assert selectors.current_charter(body) == first


def test_a_draft_can_be_dropped_and_what_is_published_cannot(body: Body, bruno: User) -> None:
    first = published(body, bruno)
    rewritten(body, bruno, ArticleKey.TERM, "Un an.")
    services.discard_draft(by=bruno, body=body)
    services.discard_draft(by=bruno, body=body)
    assert selectors.draft_of(body) is None and selectors.current_charter(body) == first


def test_objectives_count_once_published_and_adopted(body: Body, bruno: User) -> None:
    assert not selectors.objectives_published(body)
    draft = services.write_charter(by=bruno, body=body)
    assert not selectors.objectives_published(body)
    charter = services.publish_charter(by=bruno, charter=draft)
    assert not selectors.objectives_published(body)
    adopted(charter, bruno)
    assert selectors.objectives_published(body)


def test_a_change_elsewhere_keeps_the_objectives_adopted_a_change_of_them_does_not(body: Body, bruno: User) -> None:
    adopted(published(body, bruno), bruno)
    services.publish_charter(by=bruno, charter=rewritten(body, bruno, ArticleKey.TERM, "Un an."))
    assert selectors.objectives_published(body)
    third = services.publish_charter(by=bruno, charter=rewritten(body, bruno, ArticleKey.OBJECTIVES, "Autre chose."))
    assert not selectors.objectives_published(body)
    adopted(third, bruno)
    assert selectors.objectives_published(body)


def test_another_body_s_adoption_counts_for_nothing_here(territory: Territory, body: Body, bruno: User) -> None:
    published(body, bruno)
    adopted(published(opened(territory, bruno, name="Une autre"), bruno), bruno)
    assert not selectors.objectives_published(body)


def test_an_adoption_is_told_in_the_journal_by_its_numbers(body: Body, bruno: User) -> None:
    charter = published(body, bruno)
    services.record_adoption(
        by=bruno, charter=charter, adopted_by="Réunion", adopted_on=date(2026, 5, 12), present=14, names="Rachid, Zoé"
    )
    line = Line.objects.get(verb="charter.adopted")
    assert line.payload == {"charter": charter.public_id, "version": 1, "day": "2026-05-12", "present": 14}
    assert "14" in public_rows([line])[0].sentence


def test_an_adoption_withdrawn_counts_no_more_and_stays_to_be_read(body: Body, bruno: User) -> None:
    adoption = adopted(published(body, bruno), bruno)
    services.withdraw_adoption(by=bruno, adoption=adoption, reason="Mauvaise date.")
    services.withdraw_adoption(by=bruno, adoption=adoption, reason="Encore.")
    assert not selectors.objectives_published(body)
    row = selectors.adoptions(body)[0]
    assert row.is_withdrawn and row.withdraw_reason == "Mauvaise date."
    assert Line.objects.filter(verb="charter.adoption_withdrawn").count() == 1
    adopted(adoption.charter, bruno)
    assert selectors.objectives_published(body), "it may be noted again, rightly"


def test_what_cannot_have_been_adopted_is_refused(body: Body, bruno: User) -> None:
    draft = services.write_charter(by=bruno, body=body)
    with pytest.raises(Unavailable, match="Publiez d’abord"):
        adopted(draft, bruno)
    charter = services.publish_charter(by=bruno, charter=draft)
    with pytest.raises(Unavailable, match="futur"):
        adopted(charter, bruno, day=date(clock.today().year + 1, 1, 1))
    with pytest.raises(Unavailable, match="plus de voix contre"):
        services.record_adoption(
            by=bruno, charter=charter, adopted_by="Réunion", adopted_on=date(2026, 5, 12), present=3, against=4
        )
    adopted(charter, bruno)
    with pytest.raises(Unavailable, match="déjà notée"):
        adopted(charter, bruno)


def test_the_signed_sheet_is_kept_for_the_team(
    body: Body, bruno: User, settings: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    adoption = services.record_adoption(
        by=bruno, charter=published(body, bruno), adopted_by="Réunion", adopted_on=date(2026, 5, 12), present=14,
        sheet=examine("IMG_1.jpg", photo()),
    )  # fmt: skip
    assert adoption.sheet is not None and adoption.sheet.visibility == Visibility.TEAM
    assert adoption.sheet.name == "feuille-signee-2026-05-12.jpg" and read_bytes(adoption.sheet)


def test_the_charter_of_a_closed_body_stays_as_it_was(body: Body, bruno: User) -> None:
    charter = published(body, bruno)
    close_body(by=bruno, body=body, reason="Fini.")
    body.refresh_from_db()
    charter.body = body
    for act in (lambda: services.write_charter(by=bruno, body=body), lambda: adopted(charter, bruno)):
        with pytest.raises(Refused, match="close"):
            act()
