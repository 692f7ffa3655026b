"""The page of boundary cards, for everybody."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.incidents.queries.matching import MATCHER
from zhifa.interfaces.frame.boundaries import cards
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.portal import asking
from zhifa.interfaces.portal.days import asked_day
from zhifa.interfaces.portal.who import DATA

LONGEST = 200
SHOWN = 10


@require_GET
@by_data(*DATA, precedents.VERSION, MATCHER)
def boundaries(request: HttpRequest) -> HttpResponse:
    """All domains, or those of one matter or of what the words may mean (4 queries)."""
    day, what = asked_day(request), request.GET.get("what", "").strip()[:LONGEST]
    one = catalogue.matter(request.GET.get("matter", ""))
    matters = (one,) if one else _meant(what, day) if what else catalogue.matters()
    page = Paginator(cards(matters, day, asked=bool(one or what)), SHOWN).get_page(request.GET.get("page"))
    return render(request, "portal/boundaries.html", {"what": what, "matter": one, "page": page, "day": day})


def _meant(what: str, day: date) -> tuple[catalogue.MatterRow, ...]:
    """Matters that have the words; else what the words may mean."""
    return catalogue.matters(text=what) or tuple(h.matter for h in asking.ask(what, "", day).held)
