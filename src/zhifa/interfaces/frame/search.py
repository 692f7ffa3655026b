"""One search box over what the apps can find. Doors and apps' queries register a source; each answers with a few hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import acting
from zhifa.interfaces.frame.words import Words
from zhifa.law.actors import Actor

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `title` with `detail` in small, opening `url`."""

    title: str
    url: str
    detail: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """`find(text, by, limit)` returns only what the actor may see."""

    code: str
    label: Words
    icon: str
    find: Callable[[str, Actor, int], Sequence[Hit]]
    order: int = 50


_SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Called from a door's AppConfig.ready()."""
    _SOURCES.update({s.code: s for s in sources})


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Everything found for `q`, by kind; with `go` the only thing found opens at once."""
    by, text = acting.actor(request), request.GET.get("q", "").strip()
    groups = []
    if text:
        for source in sorted(_SOURCES.values(), key=lambda s: s.order):
            hits = source.find(text, by, SHOWN)
            if hits:
                groups.append((source, hits))
    if "go" in request.GET and sum(len(hits) for _source, hits in groups) == 1:
        return redirect(groups[0][1][0].url)
    return render(request, "frame/search.html", {"text": text, "groups": groups})


def _areas(text: str, by: Actor, limit: int) -> list[Hit]:
    found = [a for a in registry.areas() if text in a.name or text == a.code]
    return [Hit(a.name, reverse("portal:area", args=[a.code]), a.code, a.layer == "demo") for a in found[:limit]]


register(Source("areas", _("区域"), "place", _areas, order=80))
