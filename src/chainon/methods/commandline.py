"""What the commands of every family share: French help and refusals, exit codes, a progress bar for people.

Exit codes: 0 done; 1 a verification refused; 2 bad input; 3 what is asked is impossible; 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from gettext import gettext
from typing import NoReturn

OK, REFUSED, BAD_INPUT, IMPOSSIBLE, INTERRUPTED = 0, 1, 2, 3, 130


class Stop(Exception):
    """Ends a command: what to say on the error output, and the exit code."""

    def __init__(self, text: str, code: int = BAD_INPUT) -> None:
        super().__init__(text)
        self.text = text
        self.code = code


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks French. Options are checked by the command, which words what is wrong."""

    def __init__(self, verb: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"chainon {verb}",
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        found = message.removeprefix("argument ").replace(f": {gettext('expected one argument')}", " attend une valeur")
        raise Stop(f"{found} ; voyez « {self.prog} --help ».")


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)


class Bar:
    """A progress bar on the error output, when a person looks at it: in a file or a pipe it writes nothing."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._shown = ""
        self._is_seen = sys.stderr.isatty()

    def __call__(self, stage: str, share: float) -> None:
        if not self._is_seen:
            return
        done = round(24 * min(max(share, 0), 1))
        line = f"{self._names.get(stage, 'calcul')} [{'█' * done}{'·' * (24 - done)}] {100 * share:3.0f} %"
        if line != self._shown:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._shown = line

    def close(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = ""
