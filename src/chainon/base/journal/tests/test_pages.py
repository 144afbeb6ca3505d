from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role
from chainon.base.journal import selectors, verbs
from chainon.base.journal.services import anchor_day, record
from chainon.base.journal.verbs import Verb
from chainon.base.journal.views import SCRIPT
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope, create_territory

SEEN = Verb("tests.seen", "Vu {times} fois ; empreinte {hash}.", {"times": "number", "hash": "hash"})
HASH = "9f2c" + "0" * 56 + "e71a"


@pytest.fixture
def body(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> Scope:
    monkeypatch.setattr(verbs, "_registry", {**verbs.registered(), SEEN.name: SEEN})
    return create_scope(kind=Kind.BODY, parent=territory.scope, label="Assemblée")


def write(scope: Scope, count: int, by: User | None = None) -> None:
    for number in range(1, count + 1):
        record(SEEN, scope=scope, role="facilitator", by=by, times=number, hash=HASH)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_anyone_reads_the_journal_newest_first(client: Client, body: Scope, bruno: User) -> None:
    write(body, 3, by=bruno)
    page = client.get("/journal").content.decode()
    assert page.index("Vu 3 fois") < page.index("Vu 1 fois")
    assert "L’équipe d’animation" in page and "Assemblée" in page and "9f2c…e71a" in page
    assert "Bruno" not in page


def test_a_sentence_is_said_without_the_references_that_stand_below_it(
    client: Client, body: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Verb("tests.opened", "Le tirage {draw} est ouvert ({list}) ; voir {draw}.", {"draw": "id", "list": "id"})
    monkeypatch.setattr(verbs, "_registry", {**verbs.registered(), opened.name: opened})
    record(opened, scope=body, role="system", draw="7kq2mx9t", list="abcd2345")
    row = selectors.latest(body.root, 1)[0]
    assert row.said == "Le tirage est ouvert ; voir." and "7kq2mx9t" in row.sentence
    page = client.get("/journal").content.decode()
    assert "réf. 7kq2mx9t" in page and "réf. abcd2345" in page


def test_an_empty_journal_says_what_will_be_written(client: Client, territory: Territory) -> None:
    assert "attend sa première ligne" in client.get("/journal").content.decode()


def test_pages_hold_fifty_lines_and_keep_their_address(client: Client, body: Scope) -> None:
    write(body, 120)
    first = client.get("/journal")
    assert first.content.decode().count('id="ligne-') == 50 and "?avant=71" in first.content.decode()
    second = client.get("/journal?avant=71").content.decode()
    assert 'id="ligne-70"' in second and 'id="ligne-71"' not in second
    write(body, 10)
    assert client.get("/journal?avant=71").content.decode().count('id="ligne-') == second.count('id="ligne-')
    last = client.get("/journal?avant=21").content.decode()
    assert last.count('id="ligne-') == 20 and 'rel="next"' not in last


def test_one_looks_for_a_place_or_an_act(client: Client, body: Scope, territory: Territory) -> None:
    write(body, 1)
    give_role(by=None, role=Role.RELAY, scope=territory.scope, email="lila@example.org")
    assert client.get(f"/journal?lieu={body.public_id}").content.decode().count('id="ligne-') == 1
    assert "Rôle donné" in client.get("/journal?acte=role.given").content.decode()
    assert client.get("/journal?acte=role.given").content.decode().count('id="ligne-') == 1
    assert "Rien de tel" in client.get("/journal?acte=role.withdrawn").content.decode()


@pytest.mark.parametrize("query", ["avant=abc", "avant=-1", "avant=" + "9" * 40, "lieu=autre", "acte=rien"])
def test_a_wrong_address_still_opens(client: Client, body: Scope, query: str) -> None:
    write(body, 1)
    assert client.get(f"/journal?{query}").status_code == 200


def test_the_cost_of_a_page_does_not_follow_the_length(
    client: Client, body: Scope, django_assert_max_num_queries: Any
) -> None:
    write(body, 60)
    with django_assert_max_num_queries(6):
        client.get("/journal")


def test_another_territory_s_lines_are_not_here(client: Client, body: Scope) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example")
    record(SEEN, scope=other.scope, role="system", times=7, hash=HASH)
    assert "Vu 7 fois" not in client.get("/journal").content.decode()


def test_a_page_opens_even_when_a_line_was_rewritten_by_sql(client: Client, body: Scope) -> None:
    write(body, 2)
    sql("UPDATE journal_line SET payload = '{}' WHERE number = 2")
    page = client.get("/journal")
    assert page.status_code == 200 and "tests.seen" in page.content.decode()


def test_anchors_are_published_day_by_day(client: Client, body: Scope, territory: Territory) -> None:
    assert "publiée demain" in client.get("/journal/empreintes").content.decode()
    write(body, 2)
    anchor, _ = anchor_day(territory=territory.scope, day=date(2026, 11, 22))
    page = client.get("/journal/empreintes").content.decode()
    assert "22\u00a0novembre 2026" in page and anchor.hash[:4] in page


# --- what anyone takes away


def exported(client: Client) -> bytes:
    answer = client.get("/journal/journal.jsonl")
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.getvalue()


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The script as anyone runs it: another Python, without Chaînon on its path."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_whole_journal_is_recomputed_without_us(client: Client, body: Scope, bruno: User, tmp_path: Path) -> None:
    write(body, 12, by=bruno)
    content = exported(client)
    (tmp_path / "journal.jsonl").write_bytes(content)
    head = selectors.head_of(body.root)
    assert json.loads(content.splitlines()[0]) == {
        "format": "chainon-journal-1",
        "territory": body.root.public_id,
        "name": "Valmont",
        "lines": 12,
        "hash": head.hash,
    }
    code, said = run(tmp_path, "journal.jsonl", f"12:{head.hash}")
    assert code == 0 and "la chaîne tient" in said
    code, said = run(tmp_path, "journal.jsonl", f"12:{'0' * 64}")
    assert code == 1 and "n’est pas celle que vous aviez gardée" in said
    code, said = run(tmp_path, "journal.jsonl", f"13:{head.hash}")
    assert code == 1 and "n’est plus dans le journal" in said


def test_no_byte_of_the_export_can_change_unseen(client: Client, body: Scope, tmp_path: Path) -> None:
    write(body, 2)
    content = exported(client)
    for place in range(content.index(b"\n") + 1, len(content), 7):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        (tmp_path / "journal.jsonl").write_bytes(changed)
        assert run_inside(tmp_path / "journal.jsonl") != 0, f"byte {place}"


def run_inside(path: Path) -> int:
    """The same program in this process: a hundred runs in a second."""
    source: dict[str, Any] = {"__name__": "verify_journal"}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), SCRIPT.name, "exec"), source)  # the shipped script itself
    return int(source["main"]([str(path)]))


@pytest.mark.parametrize("text", ["", "{}", "pas du json\n", '{"format": "autre"}\n'])
def test_what_is_not_a_journal_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "journal.jsonl").write_text(text)
    code, said = run(tmp_path, "journal.jsonl")
    assert code == 2 and "Lecture impossible" in said


def test_the_script_is_handed_out_as_it_is(client: Client, territory: Territory) -> None:
    assert client.get("/journal/verify_journal.py").content == SCRIPT.read_bytes()


# --- the command


def command(*arguments: str) -> int:
    try:
        call_command("journal", *arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_the_command_says_that_the_chain_holds(body: Scope, capsys: Any) -> None:
    write(body, 4)
    assert command("verify") == 0
    assert "Valmont : 4 lignes, la chaîne tient" in capsys.readouterr().out


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_line SET role = 'guarantor' WHERE number = 3",
        "DELETE FROM journal_line WHERE number = 4",
        "UPDATE journal_head SET hash = 'ff' || substr(hash, 3)",
    ],
)
def test_the_command_finds_a_rewrite_by_sql(body: Scope, capsys: Any, statement: str) -> None:
    write(body, 4)
    sql(statement)
    assert command("verify") == 1
    assert "NE TIENT PAS" in capsys.readouterr().err


def test_the_command_compares_with_an_anchor_kept_elsewhere(body: Scope, capsys: Any) -> None:
    write(body, 4)
    kept = selectors.head_of(body.root).hash
    assert command("verify", "--anchor", f"4:{kept}") == 0
    assert command("verify", "--anchor", f"4:{'0' * 64}") == 1
    assert command("verify", "--anchor", f"9:{kept}") == 1
    assert "n’est plus dans le journal" in capsys.readouterr().err


def test_the_command_exports_to_a_file(body: Scope, tmp_path: Path, capsys: Any) -> None:
    write(body, 4)
    out = tmp_path / "journal.jsonl"
    assert command("export", "--out", str(out)) == 0
    assert run(tmp_path, "journal.jsonl")[0] == 0
    capsys.readouterr()
    assert command("export") == 0
    assert capsys.readouterr().out.encode() == out.read_bytes()


def test_the_command_asks_which_of_several_territories(body: Scope, capsys: Any) -> None:
    write(body, 1)
    create_territory(name="Ailleurs", host="ailleurs.example")
    assert command("verify") == 0
    assert command("export") == 2 and command("verify", "--territory", "Nulle part") == 2
    assert "--territory" in capsys.readouterr().err
    assert command("export", "--territory", "Valmont") == 0


def test_the_anchor_of_a_day_with_nothing_new_is_the_same(body: Scope, territory: Territory) -> None:
    write(body, 1)
    day = clock.today()
    first, _ = anchor_day(territory=territory.scope, day=day - timedelta(days=2))
    second, _ = anchor_day(territory=territory.scope, day=day - timedelta(days=1))
    assert first.hash == second.hash
