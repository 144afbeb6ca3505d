"""The settings of the tests: those of production, in a folder of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # several tests run at once


def _folder(owner: str) -> str:
    """A new folder, removed when this process ends; first those of processes that were killed before they could."""
    for left in Path(tempfile.gettempdir()).glob("chainon-tests-*-*-*"):
        maker = left.name.split("-")[3]
        if maker.isdecimal() and not Path(f"/proc/{maker}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
    made = tempfile.mkdtemp(prefix=f"chainon-tests-{owner}-{os.getpid()}-")
    atexit.register(_remove, made, os.getpid())
    return made


def _remove(folder: str, maker: int) -> None:
    if os.getpid() == maker:  # what it forked ends too
        shutil.rmtree(folder, ignore_errors=True)


# One folder for each process of pytest-xdist (they inherit the environment of the first): their databases are their
# own, and what one sweeps away must not be another's file. What a test starts keeps the folder of its test.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
if os.environ.get("CHAINON_TESTS_OF") != _worker:
    os.environ["CHAINON_TESTS_OF"] = _worker
    os.environ["CHAINON_HOME"] = _folder(_worker)
os.environ.setdefault("CHAINON_URL", "http://localhost:8000")

from .settings import *  # noqa: E402, F403  # the environment must be set before the settings are read

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # noqa: F405  # comes with the settings above
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # WhiteNoise warns of a missing folder, and warnings fail
