"""Announcements of what organs may fine for in their own name, one for every change of a list: as page and as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.blocks import Block, Sheet
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.portal.days import asked_day
from zhifa.interfaces.portal.pace import too_often
from zhifa.interfaces.portal.who import DATA

SHOWN = 100
PER_HOUR = 60  # an address is often a whole building
Shown = list[dict[str, Any]]


@require_GET
@by_data(*DATA)
def notices(request: HttpRequest) -> HttpResponse:
    """Every published list of every organ, newest first."""
    found = [(v, address(v.organ, v.day or clock.today())) for v in catalogue.notice_versions(clock.today())]
    return render(request, "portal/notices.html", {"versions": found})


@require_GET
@by_data(*DATA)
def notice(request: HttpRequest, organ: str) -> HttpResponse:
    """One announcement: its words as the PDF has them, its list a hundred at a time with links (3 queries)."""
    row, day = _found(request, organ)
    link = request.build_absolute_uri(address(organ, day))
    page = Paginator(row.lines, SHOWN).get_page(request.GET.get("page"))
    return render(
        request,
        "portal/notice.html",
        {
            "notice": row,
            "title": documents.title(row),
            "before": blocks(documents.preamble(row, link)),
            "after": blocks(documents.closing(row)),
            "page": page,
            "rows": [(line, documents.basis_of(line.matter)) for line in page],
            "others": [(v, address(organ, v.day or day)) for v in reversed(row.versions) if v.count and v.day != row.version.day],
            "area": row.area,
            "day": day,
        },
    )


@require_GET
@by_data(*DATA)
def notice_file(request: HttpRequest, organ: str) -> HttpResponse:
    """The announcement as PDF: thousands of rows take seconds to draw, so that one address may have so many an hour."""
    row, day = _found(request, organ)
    if too_often(request, "notice", PER_HOUR):
        said = _("一小时里要的 PDF 太多了，请稍后再试；网页上的公告内容相同。")
        return HttpResponse(said, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "3600"})
    sheet = documents.notice_sheet(row, link=request.build_absolute_uri(address(organ, day)), demo=settings.DEMO)
    response = HttpResponse(_drawn(sheet, row.version.day or day), content_type="application/pdf")
    name = f"{row.name}{documents.title(row)}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


@lru_cache(maxsize=16)
def _drawn(sheet: Sheet, day: date) -> bytes:
    """A sheet says all that is drawn, so the same sheet is drawn once."""
    return documents.notice_pdf(sheet, day)


def blocks(found: list[Block]) -> Shown:
    """Blocks for the template: their kind and their parts."""
    return [{"kind": type(b).__name__, **asdict(b)} for b in found]


def address(organ: str, day: date) -> str:
    """Stable and dated."""
    return f"{reverse('portal:notice', args=[organ])}?day={day.isoformat()}"


def _found(request: HttpRequest, organ: str) -> tuple[catalogue.NoticeRow, date]:
    day = asked_day(request)
    row = catalogue.notice(organ, day, clock.today())
    if row is None:
        raise Http404
    return row, day
