"""The verbs of the platform: `prepare`, `serve`, `run`, and Django's management commands under the same name."""

from __future__ import annotations

import os
import sys

from .environment import SettingError

RUN = (
    "Usage : chainon run\n\n"
    "Met la base à jour, charge le territoire de démonstration là où il n’y a rien, et ouvre le site sur\n"
    "http://localhost:8000 (CHAINON_URL en donne une autre). Ctrl+C arrête tout. Sans option : les réglages sont des\n"
    "variables d’environnement, voir docs/installation.md.\n"
)


def main(argv: list[str]) -> int:
    """Exit codes: 0 done, 2 a setting that cannot be used (one sentence on the error output), else the command's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainon.config.settings")
    try:
        if argv[:1] == ["run"]:
            if argv[1:]:
                sys.stdout.write(RUN)
                return 0 if argv[1] in {"-h", "--help"} else 2
            from .serve import run

            return run()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["chainon", *argv])
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0
