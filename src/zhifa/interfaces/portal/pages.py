"""Pages that anybody reads: who enforces what where I live, one matter, one area, what all this is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.portal import asking, wording
from zhifa.interfaces.portal.days import asked_day
from zhifa.interfaces.portal.places import places
from zhifa.interfaces.portal.who import DATA

LONGEST = 200
SHOWN = 20
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
            "named": bool(found and found.named),
            "today": clock.today(),
            "elsewhere": bool(found and found.elsewhere),
            "danger": found.danger if found else (),
        },
    )


@require_GET
@by_data(*DATA, precedents.VERSION)
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """One matter: what the law says, what it may cost, who enforces it where on a day, what the former department keeps."""
    found = catalogue.matter(code)
    if found is None:
        raise Http404
    day = asked_day(request)
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
            "duty": catalogue.duty(found.domain),
            "open_points": [p for p in catalogue.open_points() if p.domain == found.domain],
            "day": day,
            "today": clock.today(),
            "in_force": found.valid(day),
        },
    )


@require_GET
@by_data(*DATA)
def matters(request: HttpRequest) -> HttpResponse:
    """All matters, twenty at a time, by words and domain."""
    what, domain = request.GET.get("what", "").strip()[:LONGEST], request.GET.get("domain", "")
    labels = catalogue.domain_labels()
    found = catalogue.matters(domain=domain if domain in labels else None, text=what)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    return render(request, "portal/matters.html", {"what": what, "domain": domain, "domains": _counted(labels), "page": page})


@require_GET
@by_data(*DATA)
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its squad, its domains with the names that hold them, and the matters with their enforcers, twenty at a time."""
    found = registry.area(code)
    place = registry.governed(code)
    if found is None or place is None or place.kind not in ("township", "platform"):
        raise Http404
    day = asked_day(request)
    covering = [c for c in registry.cover(day) if c.area == place.code]
    what, domain = request.GET.get("what", "").strip()[:LONGEST], request.GET.get("domain", "")
    domains = catalogue.domains_here(place.code, day)
    wanted = [m.code for m in catalogue.matters(domain=domain or None, text=what) if m.valid(day)] if what or domain else []
    page = Paginator(wanted, SHOWN).get_page(request.GET.get("page"))
    return render(
        request,
        "portal/area.html",
        {
            "area": found,
            "place": place,
            "squad": registry.team(covering[0].team) if covering else None,
            "demo_cover": any(c.assumption for c in covering),
            "domains": domains,
            "domain": domain,
            "total": sum(d.count for d in domains),
            "what": what,
            "page": page,
            "rows": catalogue.who_for(page.object_list, place.code, day),
            "notice": catalogue.notice_organ(place.code, clock.today()),
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


def _holders(matter: str, day: date) -> list[dict[str, Any]]:
    """Who enforces the matter in which places: most places first."""
    names = {p.code: p.name for p in places()}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for code, ruling in asking.everywhere(matter, list(names), day).items():
        held = found.setdefault((ruling.status, ruling.acting_identity), {"why": ruling, "areas": [], "demo": ()})
        held["areas"].append((code, names[code]))
        held["demo"] += ruling.ruling.assumptions
    return sorted(found.values(), key=lambda h: -len(h["areas"]))


def _counted(labels: dict[str, str]) -> list[tuple[str, str, int]]:
    """Domains with their names and how many matters they have; those without any are left out."""
    counted = Counter(m.domain for m in catalogue.matters())
    return [(code, labels.get(code, code), counted[code]) for code in (*labels, *(c for c in counted if c not in labels)) if counted[code]]
