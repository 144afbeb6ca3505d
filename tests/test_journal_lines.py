"""Each act that others rely on writes exactly one line of the journal; supports, drafts and the like write none.

What each service writes is in journal_lines.txt. It is compared with what happens while the whole suite runs, by the
plugin chainon.base.journal.tests.observing; here, with the services there are.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import chainon
from chainon.base.journal.tests import observing
from chainon.base.journal.tests.observing import INSIDE, MODULE, NOTHING, WRITER, listed, name_of, public_functions
from chainon.base.journal.verbs import registered

from .house import ROOT

LIST = ROOT / observing.LIST


def services() -> set[str]:
    modules = pkgutil.walk_packages(chainon.__path__, "chainon.")
    names = [each.name for each in modules if MODULE.fullmatch(each.name)]
    return {name_of(function) for name in names for function in public_functions(import_module(name))} - {WRITER}


def test_every_service_says_what_it_writes() -> None:
    said = {name for name, _ in listed(LIST)}
    missing, gone = services() - said, said - services()
    assert not missing, f"tests/{LIST.name} does not say what these write: {sorted(missing)}"
    assert not gone, f"tests/{LIST.name} names services that no longer exist: {sorted(gone)}"


def test_what_is_not_one_line_says_why() -> None:
    for (name, lines), reason in listed(LIST).items():
        verbs = lines.replace(" ×n", "").split(" + ")
        if lines in {NOTHING, INSIDE}:
            assert reason or lines == INSIDE, f"{name} writes nothing: say why"
            continue
        assert set(verbs) <= registered().keys(), f"{name}: {lines}"
        assert reason or (len(verbs) == 1 and "×" not in lines), f"{name} writes more than one line: say why"


def test_an_act_is_what_is_called_from_outside_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch itself: nested calls are one act, what an exception undoes is not written, several are counted."""
    monkeypatch.setattr(observing, "seen", set())

    class Line:
        verb = "a.said"

    def act(times: int, fails: bool = False) -> None:
        for _ in range(times):
            record()
        if fails:
            raise ValueError

    def outer() -> None:
        watched(1)
        with pytest.raises(ValueError):
            watched(1, fails=True)

    def write() -> Line:
        return Line()

    for function, name in ((act, "act"), (outer, "outer"), (write, "record")):
        function.__module__, function.__name__ = "chainon.base.journal.services", name
    record, watched, whole = observing.observed(write), observing.observed(act), observing.observed(outer)
    whole()
    watched(0)
    watched(2)
    assert observing.seen == {
        ("base/journal outer", "a.said"),
        ("base/journal act", INSIDE),
        ("base/journal act", NOTHING),
        ("base/journal act", "a.said ×n"),
    }
