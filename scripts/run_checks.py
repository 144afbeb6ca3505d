"""`make check`: everything a tool can say about the code. Runs all of it, then says what failed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HTTPS = {"CHAINON_URL": "https://participation.example.org"}

CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("style", ["ruff", "check", "."], {}),
    ("format", ["ruff", "format", "--check", "-q", "."], {}),
    ("layers", ["lint-imports", "--no-cache"], {}),
    ("types of the methods", ["mypy"], {}),
    ("types of the platform", ["mypy", "--config-file", "mypy-platform.ini"], {}),
    ("templates", ["djlint", "--quiet", "--lint", "src"], {}),
    ("migrations", ["python", "-m", "chainon", "makemigrations", "--check", "--dry-run"], {}),
    ("deployment", ["python", "-m", "chainon", "check", "--deploy", "--fail-level", "WARNING"], HTTPS),
    ("translations", ["python", "scripts/messages.py", "--check"], {}),
]


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="chainon-check-") as home:
        for name, (program, *args), variables in CHECKS:
            start = time.monotonic()
            environment = {**os.environ, "CHAINON_HOME": home, **variables}
            done = subprocess.run(
                [str(BIN / program), *args], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            verdict = "ok    " if done.returncode == 0 else "FAILED"
            print(f"{verdict} {name} ({time.monotonic() - start:.1f} s)", flush=True)
            if done.returncode != 0:
                failed.append(name)
                print(done.stdout + done.stderr)
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
