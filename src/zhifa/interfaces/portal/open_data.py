"""Open data for people: which tables there are, what each field means, and the files."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.interfaces.frame import opening
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.frame.opening.answers import DATA, editions
from zhifa.packs.opening import licence


@require_safe
@by_data(*DATA)
def listing(request: HttpRequest) -> HttpResponse:
    """All datasets (5 queries)."""
    said = licence(tuple(settings.ZHIFA_PACKS))
    return render(request, "portal/open_data.html", {"datasets": opening.shown(), "licence": said, "editions": editions()})


@require_safe
@by_data(*DATA)
def dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset with its dictionary (5 queries)."""
    found = next((d for d in opening.shown() if d.dataset.name == name), None)
    if found is None:
        raise Http404
    said = licence(tuple(settings.ZHIFA_PACKS))
    return render(request, "portal/open_dataset.html", {"shown": found, "licence": said, "editions": editions()})


@require_safe
def file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The file, streamed."""
    return opening.answer(request, name, form)
