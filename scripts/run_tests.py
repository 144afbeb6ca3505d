"""`make test`: the methods alone, beside the platform on SQLite, then PostgreSQL, then the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOT_TWICE = "not the_matrix and not two_territories and not public_urls and not kills"
"""Who may do what and who sees what, thousands of pages, does not change with the database; deaths are played on both
by `bench/kills.py`. Once is enough.
"""
SHARED = ("-n", "2", "--dist", "worksteal")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # three processes share two cores: more would only wait for each other
PLATFORM = ["src/chainon", "tests", "--ignore=src/chainon/methods"]


def pytest(name: str, *args: str, python: str = sys.executable, is_beside: bool = False, **variables: str) -> int:
    """`is_beside`: while another one writes, so that what it says is kept for its end."""
    start = time.monotonic()
    opening = f"\n=== {name}"
    if not is_beside:
        print(opening, flush=True)
    command = [python, "-m", "pytest", "-q", *args]
    kept = subprocess.PIPE if is_beside else None
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD, **variables},
        check=False,
        stdout=kept,
        stderr=kept and subprocess.STDOUT,
    )
    if is_beside:
        print(f"{opening}\n{done.stdout.decode()}", end="")
    ending = "passed" if done.returncode == 0 else "FAILED"
    print(f"=== {name}: {ending} in {time.monotonic() - start:.0f} s", flush=True)
    return done.returncode


def main() -> int:
    methods = str(ROOT / ".venv-methods" / "bin" / "python")
    alone = ("methods, without Django", "src/chainon/methods", "-m", "not browser")
    with ThreadPoolExecutor(1) as beside:  # one process: it leaves most of two cores idle
        counted = beside.submit(pytest, *alone, python=methods, is_beside=True)
        codes = [pytest("platform, SQLite", *PLATFORM, "-m", "not browser", *SHARED, "--all-services")]
        codes.append(counted.result())
    with postgres.server() as url:
        asked = ("-m", "not browser", "-k", NOT_TWICE, *SHARED)
        codes.append(pytest("platform, PostgreSQL", *PLATFORM, *asked, DATABASE_URL=url))
    if any(shutil.which(name) for name in BROWSERS):
        codes.append(pytest("browser", "src/chainon", "tests", "-m", "browser", *SHARED))
    else:
        print("\n=== browser: NOT RUN, no Chromium found (on Debian or Ubuntu: sudo apt install chromium)")
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
