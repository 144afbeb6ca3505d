from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.services import rebuild
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.deliberation.proposals.tests.making import said, theme_of
from chainon.governance.bodies.services import hide
from chainon.governance.guarantors.tests import making
from chainon.portal.overview import selectors
from chainon.portal.overview.selectors import Look

from .making import Town

PAGE = "/vision-globale"
COUNT = re.compile(r'<a class="count[^"]*" href="([^"]+)">(?:<strong>)?([\d\u202f]+)')
ROW = re.compile(r"<li>\s*<h2><a href=")


def shown(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def numbers(page: str) -> list[tuple[str, int]]:
    """Each number of the page and the address of the list behind it."""
    return [(unescape(url), int(number.replace("\u202f", ""))) for url, number in COUNT.findall(page)]


def listed(client: Client, address: str) -> tuple[int, int]:
    """What the list says it counts, and how many rows its pages have, all together."""
    page = shown(client, address)
    heading = re.search(r"<h1>([\d\u202f]+)", page)
    assert heading is not None
    rows = 0
    while True:
        rows += len(ROW.findall(page))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            return int(heading[1].replace("\u202f", "")), rows
        page = shown(client, unescape(following[1]))


@pytest.mark.parametrize("where", ["", "lieu", "instance", "aucune", "both"])
def test_each_number_opens_a_list_of_that_many(client: Client, town: Town, where: str) -> None:
    place, body = f"lieu={town.tilleuls.public_id}", f"instance={town.table.public_id}"
    asked = {"": "", "lieu": place, "instance": body, "aucune": "instance=aucune", "both": f"{place}&{body}"}[where]
    found = numbers(shown(client, f"{PAGE}?{asked}"))
    assert len(found) > 8
    for address, number in found:
        assert listed(client, address) == (number, number), address


def test_the_lists_agree_page_after_page(client: Client, town: Town, bruno: User) -> None:
    for number in range(120):
        said(town.halle.scope, bruno, f"Idée {number}", theme=theme_of(town.territory.scope))
    assert listed(client, f"/vision-globale/liste?lieu={town.halle.public_id}&etape=paroles") == (120, 120)
    look, seen, after = Look(place=town.halle.scope), [], ""
    while True:
        page = selectors.nodes(town.territory.scope, look, after=after, size=7)
        seen += [row.public_id for row in page.rows]
        if not (after := page.after):
            break
    assert len(seen) == len(set(seen)) == 120


def test_what_is_awaited_is_read_page_after_page_without_a_gap(town: Town) -> None:
    scope, look = town.territory.scope, Look()
    whole = selectors.awaited(scope, look)
    seen, after = [], ""
    while True:
        page = selectors.awaited(scope, look, after=after, size=1)
        seen += [(turn.node.pk, turn.expects) for turn in page.turns]
        if not (after := page.after):
            break
    assert seen == [(turn.node.pk, turn.expects) for turn in whole.turns] and len(seen) == whole.total >= 3


def test_the_tables_say_what_was_said(client: Client, town: Town) -> None:
    page = shown(client)
    assert "Table de quartier" in page and "Hors instance" in page and "Sans thème" in page
    seen = selectors.overview(town.territory.scope, Look(), selectors.bodies_shown(town.territory.scope))
    rows = {row.label: [cell.number for cell in row.cells] for row in seen.themes}
    assert rows["Logement"] == [2, 0, 1, 1, 0, 0]
    assert rows["Parcs et nature"] == [1, 0, 0, 1, 0, 0]
    assert rows["Sans thème"] == [2, 0, 0, 0, 0, 0]
    assert [(row.label, row.total) for row in seen.bodies] == [("Table de quartier", 2), ("Hors instance", 4)]
    assert seen.total.number == Node.objects.public().count() == 9
    assert "Sport et loisirs" not in seen.silent and "Santé" in seen.silent
    assert [str(body) for body in seen.mute] == ["Les voisins"]


def test_what_is_late_is_told_by_stage_and_by_whose_turn(client: Client, town: Town) -> None:
    seen = selectors.overview(town.territory.scope, Look(), [])
    assert {row.label: (row.waiting, row.late) for row in seen.stuck} == {"Décisions": (1, 1), "Effets": (2, 1)}
    assert {row.label: (row.waiting, row.late) for row in seen.turns} == {
        "La ville": (2, 1),
        "Le collectif du 12": (1, 1),
    }
    assert (seen.waiting, seen.late) == (3, 2)
    late = shown(client, "/vision-globale/attendus?retard=oui&tour=La+ville")
    assert "1 suite en retard" in late and "Des bancs" in late and "Poser un banc" not in late


def test_a_place_holds_what_is_inside_it_and_nothing_else(client: Client, town: Town) -> None:
    scope = town.territory.scope
    tower = selectors.overview(scope, Look(place=town.tower.scope), [])
    tilleuls = selectors.overview(scope, Look(place=town.tilleuls.scope), [])
    halle = shown(client, f"{PAGE}?lieu={town.halle.public_id}")
    assert (tower.stages[0].number, tilleuls.stages[0].number) == (2, 4)
    assert "Rien à compter" in halle and "Rien n’est attendu de personne" in halle


def test_what_is_not_public_is_counted_nowhere(client: Client, territory: Territory, town: Town) -> None:
    before = numbers(shown(client))
    waiting = said(territory.scope, title="À relire", theme=theme_of(territory.scope), author_name="Inconnue")
    assert not waiting.node.is_public
    assert numbers(shown(client)) == before
    assert "À relire" not in shown(client, "/vision-globale/liste")
    assert "À relire" not in client.get("/vision-globale/liste.csv").content.decode()


def test_a_body_taken_out_of_the_lists_is_not_named(
    client: Client, town: Town, admin: User, bruno: User, resident: User
) -> None:
    word = said(town.tilleuls.scope, resident, "Un jardin", body=town.voisins)
    assert "Les voisins" in shown(client)
    guardian = making.appointed(town.territory.scope, by=admin).user
    assert guardian is not None
    hide(by=guardian, body=town.voisins, reason="Un prête-nom.")
    for address in (PAGE, f"{PAGE}?instance=aucune"):
        assert "Les voisins" not in shown(client, address), address
    assert town.voisins.get_absolute_url() not in shown(client, town.tilleuls.get_absolute_url())
    (row,) = [row for row in selectors.nodes(town.territory.scope, Look()).rows if row.public_id == word.public_id]
    assert row.body == ""
    for address, number in numbers(shown(client)):
        assert listed(client, address) == (number, number), address
    assert "Un jardin" in shown(client, "/vision-globale/liste?instance=aucune")


def test_another_territory_counts_for_nothing(client: Client, town: Town) -> None:
    other = create_territory(name="Ailleurs", host="localhost")
    assert "Rien à compter" in client.get(PAGE, headers={"host": "localhost"}).content.decode()
    theirs = client.get(
        f"/vision-globale/liste?lieu={town.tilleuls.public_id}", headers={"host": "localhost"}
    ).content.decode()
    assert "L’ascenseur" not in theirs and "Rien de tel" in theirs
    assert "L’ascenseur" not in client.get("/vision-globale/liste.csv", headers={"host": "localhost"}).content.decode()
    assert selectors.overview(other.scope, Look(), []).total.number == 0


def test_a_theme_given_up_stays_while_something_bears_it(client: Client, town: Town) -> None:
    theme = theme_of(town.territory.scope)
    empty = next(each for each in type(theme).objects.filter(territory=town.territory.scope) if each.name == "Santé")
    type(theme).objects.filter(pk__in=(theme.pk, empty.pk)).update(retired_on="2026-01-01")
    seen = selectors.overview(town.territory.scope, Look(), [])
    assert "Logement" in [row.label for row in seen.themes] and "Santé" not in [row.label for row in seen.themes]
    assert "Santé" not in seen.silent


@pytest.mark.parametrize(
    "asked", ["lieu=zzzz", "instance=%EF%BF%BE", "theme=x", "etape=nulle", "apres=%0A", "tour=%C2%80"]
)
def test_what_does_not_exist_breaks_nothing(client: Client, town: Town, asked: str) -> None:
    for address in (PAGE, "/vision-globale/liste", "/vision-globale/attendus", "/vision-globale/liste.csv"):
        assert client.get(f"{address}?{asked}").status_code == 200


def test_a_stage_where_nothing_is_says_so_without_a_number(client: Client, town: Town) -> None:
    page = client.get("/vision-globale/liste?etape=lecons").content.decode()
    assert "Rien n’est encore arrivé à cette étape" in page and "0 maillon" not in page


def test_the_table_to_take_away_holds_the_same_list(client: Client, town: Town) -> None:
    answer = client.get(f"/vision-globale/liste.csv?etape=paroles&lieu={town.tilleuls.public_id}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("titre;sorte;étape") and len(lines) == 1 + 4
    assert any("Table de quartier" in line and "Parcs et nature" in line for line in lines)
    assert "attachment" in answer["Content-Disposition"]


def test_a_title_is_never_a_formula(client: Client, town: Town, bruno: User) -> None:
    said(town.halle.scope, bruno, "=1+1")
    assert "\n=1+1" not in client.get("/vision-globale/liste.csv").content.decode()


def test_the_menu_leads_there(client: Client, territory: Territory) -> None:
    assert f'href="{PAGE}"' in shown(client, "/")


QUERIES = {PAGE: 8, "/vision-globale/liste": 8, "/vision-globale/attendus": 9, "/vision-globale/liste.csv": 7}


def test_it_costs_as_few_queries_whatever_the_size(
    client: Client, town: Town, bruno: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        said((town.tower, town.tilleuls, town.halle)[number % 3].scope, bruno, f"Idée {number}", body=town.table)
    narrowed = f"?lieu={town.tilleuls.public_id}&instance={town.table.public_id}"
    for each, most in [(page + more, most) for page, most in QUERIES.items() for more in ("", narrowed)]:
        with django_assert_max_num_queries(most):
            assert len(client.get(each).content) < 60_000


def test_what_is_counted_is_what_a_rebuilt_chain_counts(client: Client, town: Town) -> None:
    before = numbers(shown(client))
    rebuild()
    assert numbers(shown(client)) == before
    assert {stage for stage in Stage} == set(selectors.STAGE_SLUGS)
