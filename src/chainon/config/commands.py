"""The verbs of the platform: Django's management commands under one name."""

from __future__ import annotations

import os
import sys


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainon.config.settings")
    from django.core.management import execute_from_command_line

    from .environment import SettingError

    try:
        execute_from_command_line(["chainon", *argv])
    except SettingError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the command line speaks on the terminal
        return 2
    return 0
