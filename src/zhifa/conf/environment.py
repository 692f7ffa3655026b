"""Reading the environment of one installation. No Django here: the command asks it before anything is started."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

DEMONSTRATION_SECRET = "demonstration-only-" * 3


class Unreadable(Exception):
    """A setting cannot be used; the text names it."""


def value(name: str, default: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """The variable, or the content of the file that NAME_FILE names, so that secrets need not stand in the environment."""
    if place := environment.get(f"{name}_FILE"):
        try:
            return Path(place).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Unreadable(f"{name}_FILE: {error.strerror}: {place}") from error
    return environment.get(name, default)


def words(name: str, default: str = "", environment: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated variable without empty parts."""
    return [word.strip() for word in value(name, default, environment).split(",") if word.strip()]


def minutes(name: str, default: int, environment: Mapping[str, str] = os.environ) -> int:
    """Whole minutes, 1 to 720. Raises `Unreadable`."""
    text = environment.get(name) or str(default)
    if not text.isdigit() or not 1 <= int(text) <= 720:
        raise Unreadable(f"{name} must be whole minutes from 1 to 720, got {text!r}")
    return int(text)


def missing_in_production(environment: Mapping[str, str] = os.environ) -> list[str]:
    """What a production start still needs, one sentence each; empty when complete."""
    checks = (
        (strong_secret(environment), "secret: ZHIFA_SECRET_KEY or ZHIFA_SECRET_KEY_FILE with at least 50 characters of your own"),
        (named_hosts(environment), "hosts: ZHIFA_HOSTS with the names this installation answers to, comma-separated, not *"),
        (tls(environment), "TLS: ZHIFA_TLS=proxy behind a TLS proxy, or ZHIFA_TLS_CERTIFICATE and ZHIFA_TLS_KEY"),
        (postgresql(environment), "database: ZHIFA_DATABASE=postgresql://… (or ZHIFA_DATABASE_FILE)"),
        ("demo" not in words("ZHIFA_PACKS", "", environment), "packs: ZHIFA_PACKS without the layer demo"),
    )
    return [sentence for holds, sentence in checks if not holds]


def strong_secret(environment: Mapping[str, str]) -> bool:
    """Long enough and not the one every demonstration has."""
    secret = value("ZHIFA_SECRET_KEY", "", environment)
    return len(secret) >= 50 and secret != DEMONSTRATION_SECRET


def named_hosts(environment: Mapping[str, str]) -> bool:
    """At least one, none of them everything."""
    hosts = words("ZHIFA_HOSTS", "", environment)
    return bool(hosts) and "*" not in hosts


def tls(environment: Mapping[str, str]) -> bool:
    """Ended by a proxy, or here with certificate and key."""
    own = value("ZHIFA_TLS_CERTIFICATE", "", environment) and value("ZHIFA_TLS_KEY", "", environment)
    return value("ZHIFA_TLS", "", environment) == "proxy" or bool(own)


def postgresql(environment: Mapping[str, str]) -> bool:
    """Whether the configured database is the one for production."""
    return urlsplit(value("ZHIFA_DATABASE", "", environment)).scheme in ("postgresql", "postgres")


def database(url: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name` as Django's DATABASES entry."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path[1:] if parts.path.startswith("//") else parts.path)
    if parts.scheme not in ("postgresql", "postgres"):
        raise Unreadable(f"ZHIFA_DATABASE must start with sqlite:// or postgresql://, got {parts.scheme!r}")
    host = parse_qs(parts.query).get("host", [""])[0] or unquote(parts.hostname or "")
    return {
        "ENGINE": "zhifa.conf.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(name: str) -> dict[str, object]:
    """Writers queue instead of failing: WAL, and every transaction takes its place at once (IMMEDIATE)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;PRAGMA foreign_keys=ON",
        },
    }
