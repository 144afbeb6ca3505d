"""The `chainon` command: verbs of the methods, then those of the platform where it is installed.

A verb is imported only when it is asked for, so that `chainon --help` is immediate.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

METHODS: dict[str, tuple[str, str]] = {
    "draw": ("chainon.methods.sortition.cli:draw", "tire un groupe au sort parmi des volontaires, places par profil"),
    "verify": ("chainon.methods.sortition.cli:verify", "vérifie un tirage"),
    "elect": ("chainon.methods.counting.cli:elect", "dépouille un vote : une règle, un résultat expliqué"),
    "count": ("chainon.methods.budgeting.cli:count", "compte un budget participatif : qui gagne, qui paie, pourquoi"),
    "recount": ("chainon.methods.budgeting.cli:recount", "recompte un budget participatif publié"),
    "opinions": (
        "chainon.methods.opinions.cli:opinions",
        "dit ce qui rassemble, ce qui partage, ce que porte une minorité",
    ),
}
"""Verb: function `(argv) -> exit code`, and what it does."""

PLATFORM = "chainon.config.commands:main"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Exit codes: those of the verb; 2 for a verb that doesn't exist, 130 when interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrompu.\n")
        return 130
    except BrokenPipeError:  # whoever read the output (« | head ») has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _dispatch(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else "--help"
    if verb in METHODS:
        return _run(METHODS[verb][0], arguments[1:])
    if verb in {"-h", "--help"}:
        sys.stdout.write(_help())
        return 0
    if verb == "--version":
        from chainon import __version__

        sys.stdout.write(f"chainon {__version__}\n")
        return 0
    if importlib.util.find_spec("django") is not None:
        return _run(PLATFORM, arguments)
    sys.stderr.write(
        f"« {verb} » n'est pas une commande des méthodes ({', '.join(METHODS)}) ; pour la plateforme, installez-la : "
        "pip install 'chainon[platform]'\n"
    )
    return 2


def _run(target: str, arguments: list[str]) -> int:
    module, _, function = target.partition(":")
    return int(getattr(importlib.import_module(module), function)(arguments))


def _help() -> str:
    verbs = "".join(f"  {verb:<10}{text}\n" for verb, (_, text) in METHODS.items())
    return (
        "Usage : chainon COMMANDE …\n\n"
        f"Méthodes :\n{verbs}\n"
        "Plateforme (pip install 'chainon[platform]') :\n  run       prépare et lance la plateforme\n\n"
        "  --help     montre cette aide ; « chainon COMMANDE --help » en dit plus\n"
        "  --version  donne la version\n"
    )


if __name__ == "__main__":
    sys.exit(main())
