"""`make test`: the methods alone, then the platform on SQLite and on PostgreSQL, then the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOT_TWICE = "not the_matrix and not two_territories and not public_urls"
"""Who may do what and who sees what, thousands of pages, does not change with the database: once is enough."""
PLATFORM = ["src/chainon", "tests", "--ignore=src/chainon/methods"]


def pytest(name: str, *args: str, python: str = sys.executable, **variables: str) -> int:
    start = time.monotonic()
    print(f"\n=== {name}", flush=True)
    command = [python, "-m", "pytest", "-q", *args]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode
    print(f"=== {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s", flush=True)
    return code


def main() -> int:
    methods = str(ROOT / ".venv-methods" / "bin" / "python")
    codes = [
        pytest("methods, without Django", "src/chainon/methods", "-m", "not browser", python=methods),
        pytest("platform, SQLite", *PLATFORM, "-m", "not browser", "-n", "2", "--all-services"),
    ]
    with postgres.server() as url:
        asked = ("-m", "not browser", "-k", NOT_TWICE, "-n", "2")
        codes.append(pytest("platform, PostgreSQL", *PLATFORM, *asked, DATABASE_URL=url))
    if any(shutil.which(name) for name in BROWSERS):
        codes.append(pytest("browser", "src/chainon", "tests", "-m", "browser", "-n", "2", "--dist", "worksteal"))
    else:
        print("\n=== browser: NOT RUN, no Chromium found (on Debian or Ubuntu: sudo apt install chromium)")
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
