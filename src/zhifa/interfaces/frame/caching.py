"""Public pages that change only with the reference data, or at midnight: a browser or a proxy asks whether they did and gets 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import condition

from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock

View = Callable[..., HttpResponseBase]
RELEASE = version("zhifa")
LOOKS = ("frame/zhifa.css", "portal/portal.css", "portal/portal.js")


def data_stamp(*names: str) -> str:
    """The state of these bodies of reference data in one word (1 query)."""
    return _digest(settings.ZHIFA_TENANT, RELEASE, *(registry.data_version(name) for name in names))


def changed_at(*names: str) -> datetime | None:
    """When one of them changed last (1 query)."""
    return max((day for name in names if (day := registry.changed_at(name))), default=None)


def by_data(*names: str, daily: bool = True) -> Callable[[View], View]:
    """A view whose answer follows from its address, the language, the reference data of these names and, when `daily`, the day."""

    def stamp(request: HttpRequest, *_: Any, **__: Any) -> str:
        day = clock.today().isoformat() if daily else ""
        looks = (staticfiles_storage.url(look) for look in LOOKS)
        return f'W/"{_digest(data_stamp(*names), request.get_full_path(), str(get_language()), day, str(settings.DEMO), *looks)}"'

    def changed(request: HttpRequest, *_: Any, **__: Any) -> datetime | None:
        found = changed_at(*names)
        if found is None or not daily:
            return found
        return max(found, datetime.combine(clock.today(), time(), clock.ZONE))

    def wrapped(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = view(request, *args, **kwargs)
            answer.headers.setdefault("Cache-Control", "no-cache")
            return answer

        return condition(etag_func=stamp, last_modified_func=changed)(asked)

    return wrapped


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
