"""Who is believed when a request says for whom it comes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from django.conf import settings
from django.core.handlers import wsgi
seen = {}
wsgi.WSGIHandler.__call__ = lambda self, environ, start: seen.update(environ) or []
from zhifa.conf.wsgi import application
application({"REMOTE_ADDR": sys.argv[1], "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_FOR": "203.0.113.7",
             "HTTP_X_FORWARDED_PROTO": "https"}, None)
print(seen["REMOTE_ADDR"], seen["wsgi.url_scheme"])
"""


@pytest.mark.parametrize(
    ("tls", "sender", "believed"),
    [
        ("proxy", "127.0.0.1", "203.0.113.7 https"),
        ("proxy", "198.51.100.9", "198.51.100.9 http"),
        ("", "127.0.0.1", "127.0.0.1 http"),
    ],
)
def test_only_the_proxy_says_who_the_visitor_is(tls: str, sender: str, believed: str, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIFA_")}
    variables = {**kept, "ZHIFA_TLS": tls, "ZHIFA_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "zhifa.conf.settings"}
    done = subprocess.run([sys.executable, "-c", PROGRAM, sender], env=variables, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == believed, done.stderr
