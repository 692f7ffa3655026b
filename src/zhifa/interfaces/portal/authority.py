"""Who could enforce this here on that day: any day of the catalogue, with a link that keeps its meaning."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries.matching import MATCHER
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.frame.standing import power_names
from zhifa.interfaces.portal import asking
from zhifa.interfaces.portal.days import day_of
from zhifa.interfaces.portal.places import places
from zhifa.interfaces.portal.who import DATA, within

LONGEST = 200
PENALTY = "penalty"


@require_GET
@by_data(*DATA, MATCHER)
def authority(request: HttpRequest) -> HttpResponse:
    """Form and answer; without a known matter the ones that the words may mean, to choose from."""
    powers, area = power_names(), registry.governed(request.GET.get("area", ""))
    power = request.GET.get("power", PENALTY)
    power = power if power in powers else PENALTY
    day, wrong_day = day_of(request.GET.get("day", ""))
    what = request.GET.get("what", "").strip()[:LONGEST]
    matter = catalogue.matter(request.GET.get("matter", "")) or catalogue.matter(what.upper())
    asked = {"area": area.code if area else "", "power": power, "day": day.isoformat()}
    answer = catalogue.who(matter=matter.code, area=area.code, power=power, day=day) if matter and area and not wrong_day else None
    return render(
        request,
        "portal/authority.html",
        {
            "places": places(),
            "powers": powers,
            "area": area,
            "power": power,
            "power_name": powers[power],
            "day": day,
            "wrong_day": wrong_day,
            "what": what,
            "matter": matter,
            "choices": [] if matter else _choices(what, day, asked),
            "answer": answer,
            "link": request.build_absolute_uri(_address({"matter": matter.code, **asked})) if matter else "",
            "others": _others(answer, asked),
        },
    )


def _choices(what: str, day: date, asked: dict[str, str]) -> list[tuple[catalogue.MatterRow, str]]:
    """Matters whose name has the words, else those that the words may mean; each with the address of its answer."""
    named = catalogue.matters(text=what)[:10] if what else ()
    found = list(named) or ([held.matter for held in asking.ask(what, "", day).held] if what else [])
    return [(row, _address({"matter": row.code, **asked})) for row in found]


def _others(answer: catalogue.WhoAnswer | None, asked: dict[str, str]) -> list[tuple[catalogue.Stretch, str]]:
    """Who before and after, each with the address of its answer."""
    if answer is None:
        return []
    return [(s, _address({"matter": answer.row.matter, **asked, "day": within(s).isoformat()})) for s in answer.stretches]


def _address(asked: dict[str, str]) -> str:
    return f"{reverse('portal:authority')}?{urlencode({key: value for key, value in asked.items() if value})}"
