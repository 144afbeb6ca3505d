"""`chainon count` and `chainon recount`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainon.methods.commandline import BAD_INPUT, IMPOSSIBLE, INTERRUPTED, OK, REFUSED, Stop

from .request import Request, parsed, read_bytes, read_request, recount_parser

if TYPE_CHECKING:
    from chainon.methods.errors import MethodError

    from .pabulib import Reading
    from .sheet import Rule

LONGEST_NAME = 44


def count(argv: Sequence[str]) -> int:
    """`chainon count FILE.pb`: the winners, and why."""
    return _ending(lambda: _count(argv))


def recount(argv: Sequence[str]) -> int:
    """`chainon recount DIR`: 0 when everything agrees, else 1 and what is wrong."""
    return _ending(lambda: _recount(argv))


def _ending(act: Callable[[], int]) -> int:
    from chainon.methods.errors import MethodError

    try:
        return act()
    except Stop as stop:
        said, code = stop.text, stop.code
    except MethodError as error:
        from .wording import error_words

        said, code = error_words(error), IMPOSSIBLE if error.code == "tied" else BAD_INPUT
    except KeyboardInterrupt:
        print("\nInterrompu. Rien n'a été écrit.", file=sys.stderr)
        return INTERRUPTED
    from chainon.methods.french import sentence, typeset

    print(typeset(sentence(said)), file=sys.stderr)
    return code


def _count(argv: Sequence[str]) -> int:
    request = read_request(argv)
    if request.out is not None:
        from chainon.methods.folders import check_destination

        from .wording import words

        check_destination(request.out, words)
    data = read_bytes(request.file)
    reading = _read(request, data)
    rule = request.rule(reading.minimum)
    out = request.out
    report = _counted(reading, rule) if out is None else _written(out, reading, rule, request.places)
    _show(request, reading, report)
    return OK


def _counted(reading: Reading, rule: Rule) -> dict[str, Any]:
    """The report of the file as it is: nothing is published, so nothing is sealed."""
    from .count import count as count_votes
    from .report import explained

    assert reading.instance is not None
    facts = explained(reading.instance, count_votes(reading.instance, rule), currency_of(reading))
    return {"facts": facts, "facts_sha256": None}


def _written(out: Path, reading: Reading, rule: Rule, places: str | None) -> dict[str, Any]:
    """The report of what is published, once it is: the file is counted as everyone will read it."""
    from chainon.methods.folders import write_folder

    from .counting import counted
    from .folder import contents
    from .pabulib_export import published, write_text
    from .wording import words

    assert reading.file is not None
    text = write_text(published(reading.file, places=places))
    report = counted(text.encode(), rule, places, currency_of(reading))
    write_folder(out, contents(report, text), words, other="out-other-count")
    return report


def _read(request: Request, data: bytes) -> Reading:
    """The file, its remarks told to people; its faults stop the command."""
    from chainon.methods.french import sentence, typeset

    from .pabulib import inspect_pabulib
    from .wording import error_words

    reading = inspect_pabulib(data, places=request.places)
    if reading.problems:
        raise Stop(_faults(request.file, reading.problems))
    for remark in reading.remarks:
        print(typeset(sentence(f"Remarque, {error_words(remark)}")), file=sys.stderr)
    return reading


def _faults(path: Path, problems: Sequence[MethodError]) -> str:
    from chainon.methods.french import sentence

    from .wording import error_words, words

    first = f"« {path} »{', ' if problems[0].line else ' : '}{error_words(problems[0])}"
    others = len(problems) - 1
    return f"{sentence(first)} {words('others', {'count': others}).capitalize()}" if others else first


def currency_of(reading: Reading) -> str:
    """The sign or the code of the file's money: `€` in France; nothing when another country's file doesn't tell."""
    assert reading.file is not None
    told = reading.file.value("currency").upper()
    if told in ("", "EUR"):
        return "€" if told or reading.file.value("country") in ("France", "") else ""
    return told


def _show(request: Request, reading: Reading, report: dict[str, Any]) -> None:
    facts = report["facts"]
    if not request.as_json:
        print(_table(reading, report))
        if request.out is not None:
            print(f"\nTout est dans {request.out}. Empreinte : {report['facts_sha256']}")
        return
    from fractions import Fraction

    endowment = facts["endowment"]
    cents = facts["total_cost_cents"]
    result = {
        "winners": facts["winners"],
        "total_cost": cents // 100 if cents % 100 == 0 else cents / 100,
        "endowment": None if endowment is None else str(Fraction(endowment) / 100),
        "ties": facts["ties"],
        "rule": facts["rule"],
        "voters": facts["voters"],
        "runs": facts["runs"],
        "compared": facts["compared"],
        "out_of_reach": facts["out"],
        "explanations": facts["explanations"],
        "representation": facts["representation"],
        "beside_greedy": facts["beside_greedy"],
        "facts_sha256": report["facts_sha256"],
        "out": None if request.out is None else str(request.out),
        "cpu_seconds": round(time.process_time(), 3),
    }
    print(json.dumps(result, ensure_ascii=False))


def _table(reading: Reading, report: dict[str, Any]) -> str:
    """The result for people: a line a project, the sentences about the whole."""
    from chainon.methods.french import number

    from .telling import money

    assert reading.instance is not None
    facts, explained = report["facts"], report["facts"]["explanations"]
    names = {project.id: project.name for project in reading.instance.projects}
    rows = [("", "projet", "coût", "voix", "soutien")]
    for rank, won in enumerate(explained["winners"], start=1):
        rows.append((str(rank), won["id"], money(won["cost_cents"], ""), number(won["votes"]), "retenu"))
    for lost in explained["losers"]:
        support = lost["support_permille"]
        shown = "—" if support is None else f"{number(support // 10)},{support % 10} %"
        rows.append(("", lost["id"], money(lost["cost_cents"], ""), number(lost["votes"]), shown))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = []
    for row in rows:
        cells = [row[0].rjust(widths[0]), row[1].ljust(widths[1]), *(row[at].rjust(widths[at]) for at in (2, 3, 4))]
        lines.append(
            "  ".join([*cells, names.get(row[1], "nom" if row[1] == "projet" else "")[:LONGEST_NAME]]).rstrip()
        )
    said = facts["sentences"]
    return "\n".join([*said["result"], "", *lines, "", *said["representation"]])


def _recount(argv: Sequence[str]) -> int:
    from .folder import check_folder
    from .recount import Refused, check

    options = parsed(recount_parser(), argv, [("folder", "DOSSIER")])
    folder = Path(options.folder)
    try:
        said = check_folder(folder)
        if options.digest is not None:
            check(folder, options.digest)
    except Refused as refused:
        raise Stop(f"✗ Refusé : {refused}", REFUSED) from refused
    except OSError as error:
        raise Stop(f"« {options.folder} » : {error.strerror or error}", BAD_INPUT) from error
    print("\n".join(f"✓ {text}" for text in said))
    return OK
