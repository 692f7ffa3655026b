"""Settings of one installation, read from the environment; wrong values stop the start with a sentence."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from zhifa.conf import environment

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ZHIFA_VAR", "var")).resolve()

MODE = os.environ.get("ZHIFA_MODE", "demo")
if MODE not in ("demo", "production"):
    raise ImproperlyConfigured(f"ZHIFA_MODE must be demo or production, got {MODE!r}")
DEMO = MODE == "demo"
try:
    missing = [] if DEMO else environment.missing_in_production()
    if missing:
        raise ImproperlyConfigured("production cannot start, missing:\n  " + "\n  ".join(missing))
    SECRET_KEY = environment.value("ZHIFA_SECRET_KEY", environment.DEMONSTRATION_SECRET if DEMO else "")
    DATABASES: dict[str, dict[str, Any]] = {
        "default": environment.database(environment.value("ZHIFA_DATABASE", f"sqlite:///{VAR / 'zhifa.sqlite3'}"))
    }
    # Second factors are derived from it; whoever changes it makes everybody enrol again.
    SECOND_FACTOR_KEY = environment.value("ZHIFA_SECOND_FACTOR_KEY", SECRET_KEY)
    IDLE_LOCK = timedelta(minutes=environment.minutes("ZHIFA_IDLE_MINUTES", 20))
    IDLE_LOCK_ADMINISTRATORS = timedelta(minutes=environment.minutes("ZHIFA_IDLE_MINUTES_ADMINISTRATORS", 10))
except environment.Unreadable as error:
    raise ImproperlyConfigured(str(error)) from error

ZHIFA_TENANT = os.environ.get("ZHIFA_TENANT", "330127")
ZHIFA_PACKS = environment.words("ZHIFA_PACKS", "cn,zhejiang,chunan,chunan/compiled,demo" if DEMO else "cn,zhejiang,chunan,chunan/compiled")
DEBUG = False
ALLOWED_HOSTS = environment.words("ZHIFA_HOSTS", "*" if DEMO else "")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]

LAYERED_APPS = [
    "trail", "outbox", "registry", "accounts", "catalogue", "documents", "evidence", "parties",
    "incidents", "dispatch", "planning", "inspections", "cases", "exchange", "appraisal", "empowerment",
    "adjustments", "office",
    "staffing",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    *[f"zhifa.apps.{name}" for name in LAYERED_APPS],
    "zhifa.interfaces.frame",
    "zhifa.interfaces.web",
    "zhifa.interfaces.handheld",
    "zhifa.interfaces.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhifa.interfaces.frame.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhifa.interfaces.frame.sessions.KnownSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhifa.interfaces.frame.addresses.refuse_nul",
    "axes.middleware.AxesMiddleware",
    "zhifa.interfaces.frame.reading.ReadingMiddleware",
    "zhifa.interfaces.frame.refusals.RefusalMiddleware",
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
                "zhifa.interfaces.frame.context.frame",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login"
CSRF_FAILURE_VIEW = "zhifa.interfaces.frame.refusals.csrf_failure"
# An office shares one address: what gets locked first is the account at that address; wider limits are in the handler.
AXES_HANDLER = "zhifa.interfaces.frame.guessing.Guessing"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_SENSITIVE_PARAMETERS = ["code", "secret", "current", "new", "again"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "zhifa.interfaces.frame.login.locked_out"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "zhifa.apps.outbox.backend.LeaseBackend", "QUEUES": []}}
EVIDENCE_ROOT = VAR / "evidence"
QUIET_KEPT = 30  # seconds that lists and numbers are believed while nobody acts
IMPORT_ROOT = VAR / "imports"
CALENDAR_ROOT = VAR / "calendar"  # notices of days off that came after the packs
EVIDENCE_LARGEST = 200 * 1024 * 1024
TRAIL_ANCHORS = Path(os.environ.get("ZHIFA_ANCHORS", VAR / "anchors.txt"))
DOCUMENT_ROOT = VAR / "documents"
FONT_ROOT = Path(os.environ.get("ZHIFA_FONTS", VAR / "fonts"))

# TLS: production always; the demonstration on a local network runs without.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Addresses of the proxy that ends TLS: only from there are scheme and address of the visitor believed (conf/wsgi.py).
TRUSTED_PROXIES = environment.words("ZHIFA_PROXIES", "127.0.0.1,::1") if os.environ.get("ZHIFA_TLS") == "proxy" else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# The preview of a document is our own PDF in a frame of our own page.
X_FRAME_OPTIONS = "SAMEORIGIN"
# W019: the frame above. W005, W021: the domain's other hosts and the browsers' preload list are not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ZHIFA_LOG", "WARNING")},
    # Refusals (403, 404, 409) are answers, not faults: they are in the trail where they matter.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "axes": {"level": "ERROR"},
    },
}
