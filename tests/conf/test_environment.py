"""What a production start demands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhifa.conf import environment

COMPLETE = {
    "ZHIFA_SECRET_KEY": "k" * 64,
    "ZHIFA_HOSTS": "zhifa.example.cn",
    "ZHIFA_TLS": "proxy",
    "ZHIFA_DATABASE": "postgresql://zhifa@db/zhifa",
}


def test_nothing_is_missing_when_all_is_said() -> None:
    assert environment.missing_in_production(COMPLETE) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ZHIFA_SECRET_KEY": ""}, "secret"),
        ({"ZHIFA_SECRET_KEY": "short"}, "secret"),
        ({"ZHIFA_SECRET_KEY": environment.DEMONSTRATION_SECRET}, "secret"),
        ({"ZHIFA_HOSTS": ""}, "hosts"),
        ({"ZHIFA_HOSTS": "*"}, "hosts"),
        ({"ZHIFA_TLS": ""}, "TLS"),
        ({"ZHIFA_DATABASE": ""}, "database"),
        ({"ZHIFA_DATABASE": "sqlite:///x"}, "database"),
        ({"ZHIFA_PACKS": "cn,zhejiang,chunan,demo"}, "packs"),
    ],
)
def test_each_missing_thing_is_named_alone(change: dict[str, str], named: str) -> None:
    (sentence,) = environment.missing_in_production({**COMPLETE, **change})
    assert sentence.startswith(f"{named}:")


def test_everything_missing_is_named_at_once() -> None:
    assert [line.split(":")[0] for line in environment.missing_in_production({})] == ["secret", "hosts", "TLS", "database"]


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("s" * 50 + "\n")
    assert environment.value("ZHIFA_SECRET_KEY", "", {"ZHIFA_SECRET_KEY_FILE": str(file)}) == "s" * 50


def test_a_secret_file_that_is_not_there_is_named() -> None:
    with pytest.raises(environment.Unreadable, match="ZHIFA_SECRET_KEY_FILE"):
        environment.value("ZHIFA_SECRET_KEY", "", {"ZHIFA_SECRET_KEY_FILE": "/nowhere"})


def test_an_unknown_kind_of_database_is_refused() -> None:
    with pytest.raises(environment.Unreadable, match="mysql"):
        environment.database("mysql://x")


def test_a_socket_folder_can_be_the_host_of_postgresql() -> None:
    made = environment.database("postgresql://zhifa:p%40ss@/zhifa?host=/run/postgresql")
    assert (made["HOST"], made["NAME"], made["PASSWORD"]) == ("/run/postgresql", "zhifa", "p@ss")


def started(**said: str) -> subprocess.CompletedProcess[str]:
    """`zhifa manage check` under these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIFA_") and name != "DJANGO_SETTINGS_MODULE"}
    words = [sys.executable, "-m", "zhifa.interfaces.cli.main", "manage", "check"]
    return subprocess.run(words, env={**kept, **said}, capture_output=True, text=True, check=False)


def test_production_refuses_to_start_with_one_sentence_per_missing_thing() -> None:
    done = started(ZHIFA_MODE="production")
    assert done.returncode == 1
    assert [line.strip().split(":")[0] for line in done.stderr.splitlines()[1:]] == ["secret", "hosts", "TLS", "database"]


def test_production_starts_when_complete_and_passes_the_deployment_check(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
        "assert not s.DEMO and 'demo' not in s.ZHIFA_PACKS and s.SESSION_COOKIE_SECURE and s.SECURE_SSL_REDIRECT\n"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIFA_")}
    said = {**COMPLETE, "ZHIFA_MODE": "production", "ZHIFA_VAR": str(tmp_path), "ZHIFA_SECRET_KEY": "aB3$" * 16 + "zyxw"}
    variables = {**kept, **said, "DJANGO_SETTINGS_MODULE": "zhifa.conf.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unknown_mode_is_refused() -> None:
    done = started(ZHIFA_MODE="debug")
    assert "ZHIFA_MODE must be demo or production" in done.stderr
