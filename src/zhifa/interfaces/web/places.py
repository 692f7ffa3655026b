"""Regulated places: found by name, address, area and trade, each with every organ's visits, so that nobody leaves without knowing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.inspections import queries
from zhifa.apps.inspections.queries import PlaceLine
from zhifa.apps.parties import queries as parties
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import acting, clock
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import INSPECTORS

PAGE = 20
OFFERED = 30
FIELDS = ("premises", "places")  # a form's field for one place, for several


@dataclass(frozen=True, slots=True)
class Picker:
    """What the search of a form shows: `chosen` places first, then those `found`; `total` says how many there are. `said`: what was
    searched for; `days`: the county's window, inside which others' visits are shown."""

    name: str
    chosen: tuple[PlaceLine, ...]
    found: tuple[PlaceLine, ...]
    total: int
    said: dict[str, str]
    days: int
    areas: tuple[Any, ...]
    kinds: tuple[str, ...]

    @property
    def multiple(self) -> bool:
        """Check boxes, not radio buttons."""
        return self.name == "places"


def _said(data: QueryDict) -> dict[str, str]:
    return {key: data.get(f"place_{key}", "").strip()[:60] for key in ("q", "area", "kind")}


def _ids(values: Any) -> list[UUID]:
    ids = []
    for value in values:
        try:
            ids.append(UUID(str(value)))
        except ValueError:
            continue
    return ids


def picker(by: Actor, name: str, data: QueryDict, chosen: Any = ()) -> Picker:
    """The search as the form `data` has it; what is ticked stays. `chosen`: ids when nothing was sent yet."""
    said, day = _said(data), clock.today()
    kept = queries.chosen_places(by, day, _ids(data.getlist(name) or chosen))
    found = queries.places(by, day, said["q"], said["area"], said["kind"], limit=OFFERED)
    ids = {p.premises.id for p in kept}
    areas = tuple(a for a in registry.areas() if a.kind in ("township", "platform"))
    rest = tuple(p for p in found.rows if p.premises.id not in ids)
    return Picker(name, kept, rest, found.total, said, found.window, areas, parties.premises_kinds())


@require_GET
def options(request: HttpRequest) -> HttpResponse:
    """The list of a form's search anew, as a live part."""
    name = request.GET.get("name", "")
    if name not in FIELDS:
        raise Http404
    shown = picker(acting.actor(request), name, request.GET)
    return render(request, "web/parts/place_options.html", {"picker": shown})


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All places, page by page."""
    by, said = acting.actor(request), _said(request.GET)
    number = request.GET.get("page", "1")
    start = (max(int(number), 1) - 1) * PAGE if number.isdigit() else 0
    found = queries.places(by, clock.today(), said["q"], said["area"], said["kind"], start=start, limit=PAGE)
    context = {
        "rows": found.rows,
        "total": found.total,
        "days": found.window,
        "page": Paginator(range(found.total), PAGE).get_page(number),
        "said": said,
        "areas": [a for a in registry.areas() if a.kind in ("township", "platform")],
        "kinds": parties.premises_kinds(),
        "may_visit": by.has(*INSPECTORS),
    }
    return render(request, "web/places.html", context)


@require_GET
def place(request: HttpRequest, premises: UUID) -> HttpResponse:
    """One place: what is close, what comes, what was there, by whichever organ."""
    by = acting.actor(request)
    found = queries.place_history(by, premises, clock.today())
    if found is None:
        raise Http404
    return render(request, "web/place.html", {"place": found, "own": by.organ, "may_visit": by.has(*INSPECTORS)})
