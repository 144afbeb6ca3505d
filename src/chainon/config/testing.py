"""The settings of the tests: those of production, in a folder of their own."""

import os
import tempfile

os.environ.setdefault("CHAINON_HOME", tempfile.mkdtemp(prefix="chainon-tests-"))
os.environ.setdefault("CHAINON_URL", "http://localhost:8000")

from .settings import *  # noqa: F403  # the environment must be set before the settings are read

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # noqa: F405  # comes with the settings above
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # WhiteNoise warns of a missing folder, and warnings fail
