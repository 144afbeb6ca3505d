"""A pytest plugin: what each service writes in the journal is watched while the suite runs.

Every public function of a `services` module is wrapped as it is imported. A call from outside any other service is an
act: the lines it wrote are compared with `tests/journal_lines.txt`, and a test during which they differ fails. With
`--all-services` the whole session fails when something of that list was never seen.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import groupby
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

MODULE = re.compile(r"chainon\.(\w+\.\w+)\.services(?:\.(\w+))?")
WRITER = "base/journal record"
LIST = "tests/journal_lines.txt"
INSIDE, NOTHING = "inside", "-"
Seen = tuple[str, str]
"""A service ("governance/draws closing.cancel_draw"), and what it was seen to write."""


def name_of(function: Callable[..., object]) -> str:
    found = MODULE.fullmatch(function.__module__)
    assert found is not None
    return f"{found[1].replace('.', '/')} {found[2] + '.' if found[2] else ''}{function.__name__}"


def public_functions(module: ModuleType) -> Iterator[FunctionType]:
    for name, value in list(vars(module).items()):
        if isinstance(value, FunctionType) and value.__module__ == module.__name__ and not name.startswith("_"):
            yield value


def written(verbs: Iterable[str]) -> str:
    """The lines of one act: "a.said", "a.said + b.done", "a.said ×n" for several of one verb, "-" for none."""
    counted = [(verb, len(list(same))) for verb, same in groupby(sorted(verbs))]
    return " + ".join(f"{verb} ×n" if number > 1 else verb for verb, number in counted) or NOTHING


class Watch(threading.local):
    """Of one thread: the lines of the act under way, or None outside any."""

    lines: list[str] | None = None


watch, seen = Watch(), set[Seen]()


def observed(function: FunctionType) -> Callable[..., Any]:
    name = name_of(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if name == WRITER:
            line = function(*args, **kwargs)
            if watch.lines is not None:
                watch.lines.append(line.verb)
            return line
        is_outermost, before = watch.lines is None, len(watch.lines or ())
        if is_outermost:
            watch.lines = []
        lines = watch.lines
        assert lines is not None
        try:
            done = function(*args, **kwargs)
        except BaseException:
            del lines[before:]  # what was written went with it
            raise
        finally:
            if is_outermost:
                watch.lines = None
        seen.add((name, written(lines) if is_outermost else INSIDE))
        return done

    return call


class Loader(importlib.machinery.SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        for function in public_functions(module):
            setattr(module, function.__name__, observed(function))


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if not MODULE.fullmatch(fullname):
            return None
        found = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if found is None or found.origin is None:
            return None
        loader, inside = Loader(fullname, found.origin), found.submodule_search_locations
        return importlib.util.spec_from_file_location(
            fullname, found.origin, loader=loader, submodule_search_locations=inside
        )


sys.meta_path.insert(0, Finder())


def listed(path: Path) -> dict[Seen, str]:
    """What the list says each service may write, with the reason given."""
    found: dict[Seen, str] = {}
    slice_ = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("## "):
            slice_ = line[3:]
        elif line.strip() and not line.startswith("#"):
            service, lines, *reason = re.split(r"\s{2,}", line.strip())
            assert (f"{slice_} {service}", lines) not in found, f"{path.name} says twice: {line}"
            found[f"{slice_} {service}", lines] = "".join(reason)
    return found


def draft(said: dict[Seen, str]) -> str:
    groups = []
    for slice_, group in groupby(sorted(said), key=lambda each: each[0].partition(" ")[0]):
        rows = [(name.partition(" ")[2], lines, said[name, lines]) for name, lines in group]
        wide, long = (max(len(row[place]) for row in rows) for place in (0, 1))
        lines = [f"{name:{wide}}  {what:{long}}  {reason}".rstrip() for name, what, reason in rows]
        groups.append("\n".join([f"## {slice_}", *lines]))
    return "\n\n".join(groups) + "\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-services", action="store_true", help=f"fail unless all of {LIST} was seen to happen")
    parser.addoption("--draft-lines", metavar="FILE", help=f"add to FILE what was seen and is not in {LIST}")


def unsaid(happened: Iterable[Seen], said: dict[Seen, str]) -> dict[Seen, str]:
    """What was seen and is not in the list. A service that may act alone may also be a part of another; one line of a
    verb is the least of several.
    """
    known = {name for name, _ in said}

    def is_said(each: Seen) -> bool:
        name, lines = each
        return each in said or (name, f"{lines} ×n") in said or (lines == INSIDE and name in known)

    return {each: "" for each in happened if not is_said(each)}


@pytest.fixture(autouse=True)
def services_write_what_the_list_says(pytestconfig: pytest.Config) -> Iterator[None]:
    before = set(seen)
    yield
    path = pytestconfig.rootpath / LIST
    if seen == before or not path.exists() or pytestconfig.getoption("--draft-lines"):
        return
    new = unsaid(seen - before, listed(path))
    assert not new, f"""These services wrote lines of the journal that {LIST} does not say:

{draft(new)}
Each act that others rely on writes exactly one line. If this is right, write it there, with its reason when it is not
one line; otherwise mend the service."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["services_seen"] = sorted(seen)
        return
    said = listed(config.rootpath / LIST)
    if file := config.getoption("--draft-lines"):
        before = listed(Path(file))
        Path(file).write_text(draft({**before, **unsaid(seen, said)}), encoding="utf-8")
    if config.getoption("--all-services") and said.keys() - seen:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    said = listed(config.rootpath / LIST)
    missing = {each: reason for each, reason in said.items() if each not in seen}
    if missing and config.getoption("--all-services"):
        terminalreporter.write_line(f"\nIn {LIST}, and never seen to happen:\n\n{draft(missing)}", red=True)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What the processes of pytest-xdist saw."""
    seen.update(tuple(each) for each in getattr(node, "workeroutput", {}).get("services_seen", ()))
