"""The way of a process through its pages, from a frame to its last day."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Follow, Node
from chainon.base.chain.services import follow
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.governance.processes import services
from chainon.governance.processes.cards import StepTool, _tools, register_step_tool
from chainon.governance.processes.forms.rules import AlreadyForm
from chainon.governance.processes.models import Process, RuleCard, Step, StepKind, Unclear
from chainon.governance.processes.selectors import unclear_count

from .making import TITLE, changed, drafted, in_days, published, signed

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def verbs() -> list[str]:
    return list(Line.objects.filter(verb__startswith="process.").order_by("number").values_list("verb", flat=True))


def test_from_a_frame_to_a_published_process(territory: Territory, bruno: User, client_of: ClientOf) -> None:
    team = client_of(bruno)
    assert "Village de 800 habitants" in body(team.get("/demarches/preparer"))
    form = {"title": TITLE, "about": "Choisir ensemble.", "starts_on": in_days(0).isoformat(), "entry": uuid.uuid4()}
    page = team.get("/demarches/preparer/village")
    frame = page.context["form"].initial["frame"]
    sent = {**form, "frame": frame}
    first = team.post("/demarches/preparer/village", sent)
    again = team.post("/demarches/preparer/village", sent)
    process = Process.objects.get()
    assert first.status_code == again.status_code == 302 and first["Location"] == process.get_absolute_url()
    assert [step.kind for step in process.steps.all()] == ["collect", "decide", "carry_out"]
    assert process.steps.all()[0].first_on == in_days(0) and process.steps.all()[1].first_on == in_days(28)

    address = process.get_absolute_url()
    assert Client().get(address).status_code == 403, "a draft is not public"
    assert "Pas encore prête" in body(team.get(f"{address}/publier"))
    assert team.post(f"{address}/publier").status_code == 422
    for step in process.steps.all():
        answer = team.post(f"{step.get_absolute_url()}/questions/5", {"nothing": "on", "nothing_by": "Bruno"})
        assert answer["Location"] == f"{step.get_absolute_url()}/relire"
    assert team.post(f"{address}/publier").status_code == 302
    assert team.post(f"{address}/publier").status_code == 302, "twice is once"
    assert verbs() == ["process.published"]

    shown = body(Client().get(address))
    assert "Choisir ensemble." in shown and "« Tout le monde dit son mot », jusqu’au" in shown
    assert "Habitantes et habitants, associations et acteurs du quartier : on vous demande votre avis." in shown
    assert "rien trouvé (Bruno," in shown and "En cours" in shown
    listed = body(Client().get("/demarches/"))
    assert listed.index("Ouvertes en ce moment") < listed.index(TITLE)


def test_a_draft_is_read_by_those_who_prepare_it_and_by_the_guarantor(
    territory: Territory, bruno: User, chantal: User, resident: User, client_of: ClientOf
) -> None:
    process = drafted(bruno, territory.scope)
    address = process.get_absolute_url()
    asked = [client_of(who).get(address).status_code for who in (bruno, chantal, resident)]
    assert asked == [200, 200, 403]
    assert TITLE not in body(client_of(resident).get("/demarches/"))
    assert TITLE in body(client_of(chantal).get("/demarches/"))
    assert client_of(chantal).post(f"{address}/effacer").status_code == 403
    assert client_of(bruno).post(f"{address}/effacer").status_code == 302 and not Process.objects.exists()


def test_a_card_longer_than_120_words_is_refused(territory: Territory, bruno: User, client_of: ClientOf) -> None:
    process = signed(bruno, drafted(bruno, territory.scope))
    step, team = process.steps.all()[0], client_of(bruno)
    long = " ".join(["mot"] * 70)
    team.post(f"{step.get_absolute_url()}/questions/4", {"not_decided": long})
    assert "enlevez-en au moins" in body(team.get(f"{step.get_absolute_url()}/relire"))
    refused = team.post(f"{process.get_absolute_url()}/publier")
    assert refused.status_code == 422 and "enlevez-en au moins" in body(refused)
    team.post(f"{step.get_absolute_url()}/questions/4", {"not_decided": "le budget"})
    assert team.post(f"{process.get_absolute_url()}/publier").status_code == 302


def test_a_rule_changed_after_opening_gives_its_reason_keeps_both_versions_and_is_told_once(
    territory: Territory, bruno: User, resident: User, client_of: ClientOf
) -> None:
    with clock.at(clock.now() - timedelta(days=3)):
        process = published(bruno, territory.scope)
        follow(by=resident, node=process.node)
    step, team = process.steps.all()[0], client_of(bruno)
    address = step.get_absolute_url()
    old = RuleCard.objects.get(step=step).text
    team.post(f"{address}/questions/4", {"not_decided": "les impôts"})
    assert "les impôts" not in body(Client().get(address)), "a draft changes nothing"
    assert team.post(f"{address}/relire", {"reason": ""}).status_code == 422
    assert team.post(f"{address}/relire", {"reason": "Une question est venue."}).status_code == 302
    assert team.post(f"{address}/relire", {"reason": "Une question est venue."}).status_code == 302
    assert verbs() == ["process.published", "process.rule_changed"]
    assert [card.text == old for card in RuleCard.objects.filter(step=step).order_by("version")] == [True, False]
    now, before = body(Client().get(address)), body(Client().get(f"{address}/versions/1"))
    assert "a changé après l’ouverture" in now and "Une question est venue." in now and "<del>" in now
    assert "n’est plus en vigueur" in before and "le choix final" in before
    news = Follow.objects.get(user=resident).node
    assert news.state == "rule_changed" and news.latest_at > Follow.objects.get().told_at


def test_someone_who_did_not_understand_is_counted_once_a_browser(
    territory: Territory, bruno: User, chantal: User, client_of: ClientOf
) -> None:
    cache.clear()
    process = published(bruno, territory.scope)
    step, someone = process.steps.all()[0], Client()
    address = f"{step.get_absolute_url()}/pas-compris"
    assert someone.post(address).status_code == 422
    for _time in range(3):
        assert someone.post(address, {"question": 2}).status_code == 302
    Client().post(address, {"question": 0})
    assert (
        sorted(Unclear.objects.values_list("question", "count")) == [(0, 1), (2, 1)]
        and unclear_count(territory.scope) == 2
    )
    cookie = someone.cookies["pas-compris"]
    assert cookie.value == RuleCard.objects.get(step=step).public_id and not cookie["max-age"], "gone with the browser"
    assert "sessionid" not in someone.cookies
    page = process.get_absolute_url()
    told = "2 personnes n’ont pas compris « Tout le monde dit son mot »"
    assert told in body(client_of(bruno).get(page)) and told in body(client_of(chantal).get(page))
    assert "2 personnes n’ont pas compris" not in body(Client().get(page))
    assert verbs() == ["process.published"], "nobody's confusion stands in the journal"


def test_the_days_of_a_public_step_move_with_a_reason_and_the_old_ones_stay(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    process = published(bruno, territory.scope)
    step, team = process.steps.all()[1], client_of(bruno)
    form = {"title": step.title, "first_on": in_days(40).isoformat(), "last_on": in_days(60).isoformat()}
    address = f"{step.get_absolute_url()}/modifier"
    assert team.post(address, form).status_code == 422
    assert team.post(address, {**form, "reason": "La salle n’est pas libre."}).status_code == 302
    assert "La salle n’est pas libre." in body(Client().get(process.get_absolute_url()))
    assert verbs()[-1] == "process.days_changed"
    first = process.steps.all()[0]
    moved = {"title": first.title, "first_on": in_days(2).isoformat(), "last_on": in_days(9).isoformat(), "reason": "x"}
    assert "ne change plus" in body(team.post(f"{first.get_absolute_url()}/modifier", moved))


def test_a_pause_and_a_stop_are_seen_with_their_reason(territory: Territory, bruno: User, client_of: ClientOf) -> None:
    process, team = published(bruno, territory.scope), client_of(bruno)
    address = process.get_absolute_url()
    days = {"first": in_days(0).isoformat(), "last": in_days(5).isoformat()}
    assert team.post(f"{address}/pause", {**days, "reason": "Les élections."}).status_code == 302
    assert team.post(f"{address}/pause", {**days, "reason": "Les élections."}).status_code == 302
    assert process.pauses.count() == 1
    shown = body(Client().get(address))
    assert "En pause jusqu’au" in shown and "Les élections." in shown
    with clock.at(clock.now() + timedelta(days=6)):
        assert "En pause jusqu’au" not in body(Client().get(address))
    assert team.post(f"{address}/pauses/{process.pauses.get().public_id}/retirer").status_code == 302
    assert process.pauses.exists(), "one that has begun stays"
    assert team.post(f"{address}/arreter", {"reason": "Le projet est abandonné."}).status_code == 302
    assert "Le projet est abandonné." in body(Client().get(address))
    assert verbs() == ["process.published", "process.paused", "process.stopped"]
    assert team.get(f"{address}/pause").status_code == 403


def test_the_state_is_read_from_the_days(territory: Territory, bruno: User) -> None:
    process = published(bruno, territory.scope, starts_on=in_days(10))
    listed = [
        ("À venir", 0), ("Ouvertes en ce moment", 12), ("Ouvertes en ce moment", 120), ("Terminées", 400),
    ]  # fmt: skip
    for heading, days in listed:
        with clock.at(clock.now() + timedelta(days=days)):
            assert f">{heading}</h2>" in body(Client().get("/demarches/")), days
    assert process.steps.count() == 3


def test_a_tool_of_a_step_is_offered_while_it_runs_and_not_in_a_pause(territory: Territory, bruno: User) -> None:
    def say(step: Step, request: object) -> StepTool:
        return StepTool("Dire quelque chose", "/propositions/dire", "Une phrase suffit.")

    register_step_tool(StepKind.COLLECT, 10, say)
    try:
        process = published(bruno, territory.scope)
        address = process.get_absolute_url()
        assert "Une phrase suffit." in body(Client().get(address))
        with clock.at(clock.now() + timedelta(days=30)):
            assert "Une phrase suffit." not in body(Client().get(address)), "it is time to decide"
        services.announce_pause(by=bruno, process=process, first=in_days(0), last=in_days(2), reason="Vacances.")
        assert "Une phrase suffit." not in body(Client().get(address))
    finally:
        _tools.remove((StepKind.COLLECT, 10, say))


def test_a_rule_card_is_read_in_order_and_its_page_carries_no_token(territory: Territory, bruno: User) -> None:
    step = published(bruno, territory.scope).steps.all()[1]
    page = Client().get(step.get_absolute_url())
    text = re.sub(r"<[^>]+>", " ", body(page))
    order = ("Habitantes et habitants", "Qui décide", "Au nom de quoi", "Ce que pèse", "Qui répond", "pas décidé ici")
    found = [text.index(part) for part in order]
    assert found == sorted(found)
    assert page.headers["ETag"] and "csrf" not in body(page)


def test_another_territory_s_processes_do_not_exist_here(territory: Territory, bruno: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    process = published(bruno, territory.scope)
    Territory.objects.filter(pk=territory.pk).update(host="ici.localhost")
    create_territory(name="Autreville", host="autre.localhost")
    address = process.get_absolute_url()
    assert Client().get(address, headers={"host": "ici.localhost"}).status_code == 200
    assert Client().get(address, headers={"host": "autre.localhost"}).status_code == 404
    assert TITLE not in body(Client().get("/demarches/", headers={"host": "autre.localhost"}))


def test_changing_a_rule_before_its_step_opens_asks_a_reason_too(territory: Territory, bruno: User) -> None:
    process = published(bruno, territory.scope, starts_on=in_days(5))
    step = changed(bruno, process.steps.all()[0])
    card = step.cards.published()[0]
    assert (card.version, card.after_opening, verbs()[-1]) == (2, False, "process.rule_published")


def test_the_name_of_a_draft_is_nowhere_in_public(territory: Territory, bruno: User) -> None:
    drafted(bruno, territory.scope, title="Le secret bien gardé")
    published(bruno, territory.scope)
    for page in ("/", "/journal", "/demarches/", "/a-qui-le-tour"):
        answer = Client().get(page, follow=True)
        assert answer.status_code == 200 and "Le secret bien gardé" not in body(answer), page
    assert TITLE in body(Client().get("/journal", follow=True))


def test_what_was_already_said_is_written_once_for_every_step(
    territory: Territory, bruno: User, client_of: ClientOf
) -> None:
    process, team = drafted(bruno, territory.scope), client_of(bruno)
    first, second, third = process.steps.all()
    assert f"{first.get_absolute_url()}/questions/5" in body(team.get(f"{process.get_absolute_url()}/publier"))
    team.post(f"{second.get_absolute_url()}/questions/5", {"already": "un banc promis"})
    sent = {"nothing": "on", "nothing_by": "Bruno", "everywhere": "on"}
    assert team.post(f"{first.get_absolute_url()}/questions/5", sent).status_code == 302
    said = [step.cards.get() for step in (first, second, third)]
    assert [card.nothing_by for card in said] == ["Bruno", "", "Bruno"] and said[1].already == "un banc promis"
    assert team.post(f"{process.get_absolute_url()}/publier").status_code == 302


def test_what_was_said_before_is_dated_by_the_day_of_the_territory() -> None:
    """Half past eleven at night in Greenwich is the next day here."""
    node = Node(public_id="x", kind="", title="Des bancs", opened_at=datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    form = AlreadyForm(offered=[node], today=date(2026, 3, 6))
    assert "5\u00a0mars 2026" in str(form["pointers"])
