"""Pages that anybody reads: who enforces what where I live, one matter, one area, what all this is."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.portal import asking, wording
from zhifa.interfaces.portal.places import places

LONGEST = 200
EXAMPLES = (
    gettext_lazy("店铺把东西摆到人行道上"),
    gettext_lazy("工地夜里施工很吵"),
    gettext_lazy("往河边倒建筑垃圾"),
    gettext_lazy("小区绿地被毁"),
    gettext_lazy("物业停水停电"),
    gettext_lazy("拖欠工资"),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Who enforces what where I live."""
    what = request.GET.get("what", "").strip()[:LONGEST]
    area = registry.governed(request.GET.get("area", ""))
    found = asking.ask(what, area.code if area else "", clock.today()) if what else None
    return render(
        request,
        "portal/home.html",
        {
            "places": places(),
            "area": area,
            "what": what,
            "examples": EXAMPLES,
            "answers": found.held if found else (),
            "words": found.words if found else (),
            "elsewhere": bool(found and found.elsewhere),
            "danger": found.danger if found else (),
        },
    )


@require_GET
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """One matter: what the law says, what it may cost, who enforces it where on a day."""
    found = catalogue.matter(code)
    if found is None:
        raise Http404
    day = _day(request)
    area = registry.governed(request.GET.get("area", ""))
    here = asking.who([code], area.code, day) if area else ()
    return render(
        request,
        "portal/matter.html",
        {
            "matter": found,
            "kinds": wording.kinds(found),
            "fines": wording.fines(found),
            "precondition": wording.PRECONDITIONS.get(found.precondition, ""),
            "bases": [(label, found.basis(role)) for role, label in wording.ROLES.items() if found.basis(role)],
            "area": area,
            "answer": here[0] if here else None,
            "holders": _holders(code, day),
            "day": day,
            "today": clock.today(),
        },
    )


@require_GET
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its squad, its government, and every matter with its enforcer on a day."""
    found = registry.area(code)
    place = registry.governed(code)
    if found is None or place is None:
        raise Http404
    day = _day(request)
    covering = [c for c in registry.cover(day) if c.area == place.code]
    return render(
        request,
        "portal/area.html",
        {
            "area": found,
            "place": place,
            "squad": registry.team(covering[0].team) if covering else None,
            "demo_cover": any(c.assumption for c in covering),
            "domains": _domains(catalogue.who_enforces(place.code, day)),
            "day": day,
            "today": clock.today(),
        },
    )


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """How answers are found, what 演示 means, how the shapes were drawn, which data were loaded."""
    names = {"registry": _("机关、队伍、区域"), "catalogue": _("事项与授权")}
    editions = [(names.get(e.capability, e.capability), e) for e in registry.editions()]
    return render(request, "portal/about.html", {"editions": editions})


def _day(request: HttpRequest) -> date:
    """The asked day; today when none or no day was given."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()


def _holders(matter: str, day: date) -> list[dict[str, Any]]:
    """Who enforces the matter in which places: most places first."""
    names = {p.code: p.name for p in places()}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for code, ruling in asking.everywhere(matter, list(names), day).items():
        held = found.setdefault((ruling.status, ruling.acting_identity), {"why": ruling, "areas": [], "demo": ()})
        held["areas"].append((code, names[code]))
        held["demo"] += ruling.ruling.assumptions
    return sorted(found.values(), key=lambda h: -len(h["areas"]))


def _domains(rows: tuple[catalogue.WhoRow, ...]) -> list[dict[str, Any]]:
    """Domain → its matters and the names that hold them."""
    order = list(catalogue.domain_labels())
    ordered = sorted(rows, key=lambda r: order.index(r.domain) if r.domain in order else len(order))
    found = []
    for label, group in groupby(ordered, key=lambda r: r.domain_label):
        held = list(group)
        found.append({"label": label, "rows": held, "names": list(dict.fromkeys(r.acting_identity or r.status for r in held))})
    return found
