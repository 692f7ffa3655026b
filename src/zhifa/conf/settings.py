"""Settings of one installation, read from the environment; wrong values stop the start with a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ZHIFA_VAR", "var")).resolve()

MODE = os.environ.get("ZHIFA_MODE", "demo")
DEMO = MODE == "demo"
ZHIFA_TENANT = os.environ.get("ZHIFA_TENANT", "330127")
ZHIFA_PACKS = os.environ.get("ZHIFA_PACKS", "cn,zhejiang,chunan,demo" if DEMO else "cn,zhejiang,chunan").split(",")

SECRET_KEY = os.environ.get("ZHIFA_SECRET_KEY", "demonstration-only-" * 3 if DEMO else "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZHIFA_HOSTS", "*" if DEMO else "").split(",")

LAYERED_APPS = [
    "trail", "outbox", "registry", "accounts", "catalogue", "documents", "evidence", "parties",
    "incidents", "dispatch", "cases", "exchange", "appraisal",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    *[f"zhifa.apps.{name}" for name in LAYERED_APPS],
    "zhifa.interfaces.frame",
    "zhifa.interfaces.web",
    "zhifa.interfaces.handheld",
    "zhifa.interfaces.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "zhifa.conf.urls"
WSGI_APPLICATION = "zhifa.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name` as Django's DATABASES entry."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;PRAGMA foreign_keys=ON",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        host = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair).get("host") or parts.hostname or ""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(host),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"ZHIFA_DATABASE must start with sqlite:// or postgresql://, got {parts.scheme!r}")


DATABASES = {"default": database(os.environ.get("ZHIFA_DATABASE", f"sqlite:///{VAR / 'zhifa.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "assets"]
EVIDENCE_ROOT = VAR / "evidence"
DOCUMENT_ROOT = VAR / "documents"
FONT_ROOT = Path(os.environ.get("ZHIFA_FONTS", VAR / "fonts"))
