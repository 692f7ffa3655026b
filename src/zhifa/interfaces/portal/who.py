"""One matter in one area on one day under an address that keeps its meaning: who, in whose name, on what basis, since when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries.exporting import KINDS
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.frame.standing import power_names
from zhifa.interfaces.portal import wording
from zhifa.interfaces.portal.days import asked_day

PENALTY = "penalty"
DATA = ("registry", "catalogue")


@require_GET
@by_data(*DATA, precedents.VERSION)
def who(request: HttpRequest, area: str, matter: str) -> HttpResponse:
    """The penalty in full, the other powers beside it, what the former department keeps, who before and after (4 queries)."""
    row, place = catalogue.matter(matter), registry.governed(area)
    if row is None or place is None:
        raise Http404
    day = asked_day(request)
    try:
        answers = {p: catalogue.who(matter=row.code, area=place.code, power=p, day=day) for p in power_names()}
    except LookupError as unknown:
        raise Http404 from unknown
    answer = answers[PENALTY]
    grant = answer.why.grant
    return render(
        request,
        "portal/who.html",
        {
            "matter": row,
            "area": place,
            "day": day,
            "today": clock.today(),
            "answer": answer,
            "a": answer.row,
            "grant": grant,
            "plates": registry.plates(answer.why.holder, day) if answer.why.holder else (),
            "moved": wording.named_kinds(k for k in KINDS if k in grant.kinds) if grant and grant.kinds is not None else None,
            "powers": [(name, answers[p]) for p, name in power_names().items() if p != PENALTY],
            "bases": [(label, row.basis(role)) for role, label in wording.ROLES.items() if row.basis(role)],
            "precondition": wording.PRECONDITIONS.get(row.precondition, ""),
            "duty": _duty(row),
            "open_points": [p for p in catalogue.open_points() if p.domain == row.domain],
            "precedents": [p for p in precedents.precedents(tenant_default(), day) if p.matter_code == row.code and p.in_force],
            "stretches": [(s, address(place.code, row.code, within(s))) for s in answer.stretches],
            "link": request.build_absolute_uri(address(place.code, row.code, day)),
        },
    )


@require_GET
def here(request: HttpRequest, area: str) -> HttpResponse:
    """The area's own page has the list."""
    return redirect(f"{reverse('portal:area', args=[area])}?{request.GET.urlencode()}", permanent=True)


def address(area: str, matter: str, day: date) -> str:
    """Stable and dated."""
    return f"{reverse('portal:who', args=[area, matter])}?day={day.isoformat()}"


def within(stretch: catalogue.Stretch) -> date:
    """A day of the stretch: its first one, else the last one before its end."""
    if stretch.since:
        return stretch.since
    return date.fromordinal(stretch.until.toordinal() - 1) if stretch.until else clock.today()


def _duty(row: catalogue.MatterRow) -> dict[str, Any] | None:
    found, powers = catalogue.duty(row.domain), power_names()
    if found is None:
        return None
    organ = registry.organ(found.organ)
    return {
        "row": found,
        "keeps": [name for p, name in powers.items() if p in found.keeps],
        "loses": [name for p, name in powers.items() if p in found.loses],
        "phone": organ.phone if organ else "",
    }
