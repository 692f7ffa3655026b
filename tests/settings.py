"""Settings of the test suite: a fresh runtime directory, a file database (threads and processes lock as in production)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
ROOM = Path(tempfile.mkdtemp(prefix="zhifa-test-"))

os.environ["ZHIFA_VAR"] = str(ROOM)
os.environ["ZHIFA_MODE"] = "demo"
os.environ.setdefault("ZHIFA_PACKS", "cn,zhejiang,chunan,demo")  # the matters written by hand; docs/packs.md says who tests the others
os.environ.setdefault("ZHIFA_FONTS", str(REPOSITORY / "var" / "fonts"))
os.environ["ZHIFA_DATABASE"] = os.environ.get("ZHIFA_TEST_DATABASE", f"sqlite:///{ROOM / 'zhifa.sqlite3'}")

from zhifa.conf.settings import *  # noqa: E402, F403
from zhifa.conf.settings import DATABASES, PACKAGE  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(ROOM / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
STATICFILES_DIRS = [path for path in [PACKAGE / "assets"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
QUIET_KEPT = 0  # tests put rows there without an act, and act at a standing clock
