"""A frame is one file: chosen, adapted, exported, brought back; what differs is shown before anything is done."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.processes.days import same_weekday_later
from chainon.governance.processes.framed import changes, frame_of
from chainon.governance.processes.framing import FrameError, as_data, dumped, in_language, parsed, ready_made, texts_of
from chainon.governance.processes.models import Process, RuleCard, StepKind
from chainon.governance.processes.questions import Question
from chainon.governance.processes.selectors import what_is_missing
from chainon.governance.processes.sentences import MOST_WORDS, count_words, text_of

from .making import answer, drafted, in_days, published

KEYS = ["council", "table", "assembly", "village"]
ClientOf = Callable[[User], Client]


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("cadre.json", text.encode(), content_type="application/json")


def test_four_frames_are_ready_and_each_is_one_file_that_says_the_same_when_written_again() -> None:
    assert list(ready_made()) == KEYS
    for frame in ready_made().values():
        assert parsed(dumped(frame)) == frame


@pytest.mark.parametrize("key", KEYS)
def test_a_ready_made_frame_is_said_whole_in_english_within_its_own_file(key: str) -> None:
    frame = ready_made()[key]
    english = in_language(frame, "en")
    assert set(frame.translations) == {"en"} and list(frame.translations["en"]) == texts_of(frame)
    assert not re.search("[éèêàçùœ«»]", " ".join(texts_of(english)).lower()) and english.translations == {}
    assert [step.kind for step in english.steps] == [step.kind for step in frame.steps]
    assert in_language(frame, "fr") == in_language(frame, None) == replace(frame, translations={})
    assert "translations" in json.loads(dumped(frame)) and "translations" not in json.loads(dumped(english))
    with override("en"):
        for step in english.steps:
            words = count_words(text_of(RuleCard(**step.card), pointers=0))
            assert words <= MOST_WORDS - 20, f"{step.title}: {words} words"


@pytest.mark.parametrize(
    ("translations", "fault"),
    [
        ([], "accolades"),
        ({"en": "x"}, "accolades"),
        ({"xx": {}}, "« xx » n’est pas connu"),
        ({"en": {"Inconnu": "Unknown"}}, "« Inconnu » n’est pas connu"),
        ({"en": {"le maire": ""}}, "« le maire » : il manque un texte"),
        ({"en": {"le maire": ["x"]}}, "un texte est attendu"),
        ({"en": {"le maire": "x" * 121}}, "en. Étape 1, « answered_by » : 120 caractères"),
    ],
)
def test_a_fault_in_a_translation_is_told_with_its_place(translations: object, fault: str) -> None:
    data = {**as_data(ready_made()["village"]), "translations": translations}
    with pytest.raises(FrameError) as caught:
        parsed(json.dumps(data))
    told = " ".join(caught.value.faults)
    assert fault.replace("\u00a0", " ") in told.replace("\u00a0", " ")


@pytest.mark.django_db
def test_on_an_english_page_a_frame_is_chosen_in_english_and_written_in_the_language_of_the_territory(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    team, said = client_of(bruno), "the language of this territory (français)"
    assert "la langue de ce territoire" not in team.get("/demarches/preparer/village").content.decode()
    team.cookies["django_language"] = "en"
    assert "Village of 800 residents" in team.get("/demarches/preparer").content.decode()
    shown = team.get("/demarches/preparer/village")
    form = shown.context["form"]
    assert said in shown.content.decode() and form.initial["about"] == ready_made()["village"].about
    assert said not in team.get("/demarches/preparer/sans-cadre").content.decode()
    sent = {name: form.initial[name] for name in ("entry", "about", "frame")}
    sent |= {"title": "La place", "starts_on": in_days(3).isoformat()}
    page = team.post("/demarches/preparer/village", sent).headers["Location"]
    process = Process.objects.get()
    assert process.steps.all()[0].title == "Tout le monde dit son mot"
    assert process.frame is not None and "translations" not in process.frame
    assert "<ins>" not in team.get(f"{page}/cadre").content.decode(), "nothing was adapted"
    exported = team.get(f"{page}/cadre.json").content.decode() if page else ""
    brought = team.post("/demarches/preparer/fichier", {"file": file(exported)}).content.decode()
    assert "Tout le monde dit son mot" in brought and said in brought and "Step removed" not in brought


@pytest.mark.django_db
def test_a_file_in_two_languages_is_brought_in_that_of_the_territory(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    team, both = client_of(bruno), dumped(ready_made()["council"])
    team.cookies["django_language"] = "en"
    brought = team.post("/demarches/preparer/fichier", {"file": file(both)}).content.decode()
    assert "Débattre et choisir les priorités" in brought and "Debate and choose the priorities" not in brought
    draft = drafted(bruno, territory.scope)
    shown = team.post(f"{draft.get_absolute_url()}/cadre/remplacer", {"file": file(both)}).content.decode()
    assert "Débattre et choisir les priorités" in shown and "the language of this territory" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("key", KEYS)
def test_the_cards_of_a_frame_only_lack_what_belongs_to_one_place(territory: Territory, bruno: User, key: str) -> None:
    process = drafted(bruno, territory.scope, frame=key)
    for card in RuleCard.objects.filter(step__process=process):
        assert "question 5" in what_is_missing(card)
        words = count_words(text_of(card, pointers=0))
        assert words <= MOST_WORDS - 20, f"{card}: {words} words leave no room for what was already said"
    assert changes(ready_made()[key], replace(frame_of(process), about=ready_made()[key].about)) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("[]", "format"),
        ("{", "JSON"),
        ("[" * 100_000, "60 000"),
        (json.dumps({"format": "chainon-frame-2"}), "chainon-frame-1"),
    ],
)
def test_what_is_no_frame_is_refused_in_french(data: str, fault: str) -> None:
    with pytest.raises(FrameError, match=fault):
        parsed(data)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "vote"}, "Étape 1, « kind »\u00a0: choisissez parmi collect"),
        ({"starts": -1}, "Étape 1, « starts »\u00a0: un nombre entier de 0 à"),
        ({"starts": True}, "« starts »"),
        ({"lasts": 10**9}, "« lasts »"),
        ({"title": ""}, "« title »\u00a0: il manque un texte"),
        ({"title": ["x"]}, "un texte est attendu"),
        ({"title": "x" * 121}, "120 caractères"),
        ({"secret": 1}, "« secret » n’est pas connu"),
        ({"card": {"levels": {"residents": "queens"}}}, "« residents »"),
        ({"card": {"levels": {"cats": "informative"}}}, "« cats » n’est pas connu"),
        ({"card": {"levels": []}}, "accolades"),
        ({"card": "x"}, "accolades"),
        ({"card": {"way": "dice"}}, "choisissez parmi nothing"),
        ({"card": {"answer_days": 0}}, "de 1 à 365"),
        ({"card": {"already": "x"}}, "« already » n’est pas connu"),
    ],
)
def test_a_fault_in_a_step_is_told_with_its_place(change: dict[str, Any], fault: str) -> None:
    data = as_data(ready_made()["village"])
    data["steps"][0] = {**data["steps"][0], **change}
    with pytest.raises(FrameError) as caught:
        parsed(json.dumps(data))
    told = " ".join(caught.value.faults).replace("«\u00a0", "« ").replace("\u00a0»", " »")
    assert fault.replace("«\u00a0", "« ").replace("\u00a0»", " »") in told


@pytest.mark.django_db
def test_a_process_is_exported_and_brought_back_with_what_it_changed_shown_first(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    process = published(bruno, territory.scope)
    exported = Client().get(f"{process.get_absolute_url()}/cadre.json")
    text = exported.content.decode()
    assert exported["Content-Disposition"].startswith("attachment") and parsed(text) == frame_of(process)
    assert "promis des arbres" not in text, "what was promised there stays there"

    adapted = json.loads(text)
    adapted["steps"][0]["card"]["not_decided"] = "le nom de la place"
    team = client_of(bruno)
    preview = team.post("/demarches/preparer/fichier", {"file": file(json.dumps(adapted))})
    shown = preview.content.decode()
    assert preview.status_code == 200 and "<ins>" in shown and "nom de la place" in shown
    assert Process.objects.count() == 1, "nothing is made yet"
    form = preview.context["form"]
    sent = {"title": "Une autre", "about": "x", "starts_on": in_days(3).isoformat(), "entry": form.initial["entry"]}
    assert team.post("/demarches/preparer/fichier", {**sent, "frame": form.initial["frame"]}).status_code == 302
    made = Process.objects.get(scope__label="Une autre")
    assert frame_of(made).steps[0].card["not_decided"] == "le nom de la place"
    refused = team.post("/demarches/preparer/fichier", {"file": file("{}")})
    assert refused.status_code == 422 and "chainon-frame-1" in refused.content.decode()


@pytest.mark.django_db
def test_another_frame_for_a_draft_is_previewed_then_taken(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    process, team = drafted(bruno, territory.scope), client_of(bruno)
    address = f"{process.get_absolute_url()}/cadre/remplacer"
    preview = team.post(address, {"file": file(dumped(ready_made()["assembly"]))})
    shown = preview.content.decode()
    assert preview.status_code == 200 and "Étape ajoutée" in shown and process.steps.count() == 3
    sent = {"frame": preview.context["form"].initial["frame"], "starts_on": in_days(1).isoformat()}
    assert team.post(address, sent).status_code == 302
    assert [step.kind for step in process.steps.all()] == [*StepKind.values]
    public = published(bruno, territory.scope, title="Le parc")
    assert team.post(f"{public.get_absolute_url()}/cadre/remplacer", sent).status_code == 403


@pytest.mark.django_db
def test_what_was_adapted_from_the_frame_is_shown(territory: Territory, bruno: User, client_of: ClientOf) -> None:
    process = drafted(bruno, territory.scope)
    answer(bruno, process.steps.all()[0], Question.WEIGHS, answered_by="la maire déléguée")
    shown = client_of(bruno).get(f"{process.get_absolute_url()}/cadre").content.decode()
    assert "déléguée" in shown and "Une réunion pour choisir" not in shown, "only what differs"


@pytest.mark.django_db
def test_last_year_s_is_copied_with_its_days_moved_and_the_weekdays_kept(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    process = published(bruno, territory.scope)
    first, team = process.steps.all()[0].first_on, client_of(bruno)
    with clock.at(clock.now() + timedelta(days=200)):
        form = team.get(f"{process.get_absolute_url()}/copier").context["form"]
        start = form.initial["starts_on"]
        assert start == first + timedelta(weeks=52) and start.weekday() == first.weekday()
        sent = {name: form.initial[name] for name in ("title", "entry", "frame", "about")}
        sent |= {"starts_on": start.isoformat()}
        assert team.post(f"{process.get_absolute_url()}/copier", sent).status_code == 302
    copy = Process.objects.exclude(pk=process.pk).get()
    moved = [(new.first_on - old.first_on).days for old, new in zip(process.steps.all(), copy.steps.all(), strict=True)]
    assert moved == [364, 364, 364] and copy.title == process.title
    assert same_weekday_later(first, first + timedelta(days=900)) == first + timedelta(weeks=156)


@pytest.mark.django_db
def test_members_prepare_a_process_for_their_body_and_no_other(
    territory: Territory, bruno: User, resident: User, client_of: ClientOf
) -> None:
    kinds = {"by": bruno, "parent": territory.scope, "kind": BodyKind.YOUTH_COUNCIL, "seats": 9}
    ours, theirs = (open_body(name=name, **kinds) for name in ("Conseil des jeunes", "Conseil des aînés"))
    Grant.objects.create(user=resident, role=Role.MEMBER, scope=ours.scope, given_at=clock.now())
    member = client_of(resident)
    page = member.get("/demarches/preparer/village").content.decode()
    assert "Conseil des jeunes" in page and "Conseil des aînés" not in page
    sent = {"title": "Le local", "about": "x", "starts_on": in_days(3).isoformat(), "entry": uuid.uuid4()}
    assert member.post("/demarches/preparer/sans-cadre", sent).status_code == 422, "it carries nothing of theirs"
    assert member.post("/demarches/preparer/sans-cadre", {**sent, "bodies": theirs.public_id}).status_code == 422
    done = member.post("/demarches/preparer/sans-cadre", {**sent, "bodies": ours.public_id})
    assert done.status_code == 302
    assert member.get(done["Location"]).status_code == 200
    assert member.get(f"{done['Location']}/publier").status_code == 403, "the team publishes"


def test_a_card_has_one_sentence_a_line_whatever_was_typed() -> None:
    card = RuleCard(not_decided="le budget\r\net\n\nles impôts !", answered_by="la ville", answer_days=1)
    text = text_of(card, pointers=0)
    assert text.splitlines() == [
        "Qui répond\u00a0: la ville, en 1 jour au plus.",
        "Ce qui n’est pas décidé ici\u00a0: le budget et les impôts !",
    ]
    assert count_words("Aujourd’hui, l’avis compte : 1 703 personnes, c’est-à-dire 4 % !") == 8
