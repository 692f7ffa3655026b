"""The argument for one matter of one township (R55): twelve dimensions, each open to what it was read from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhifa.apps.office.queries import argument as queries
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.sentences import say
from zhifa.interfaces.web.empowerment_tables import csv_file

ADDRESSES = {
    "incident": "web:incident",
    "visit": "web:visit",
    "ordinary_case": "web:ordinary_case",
    "change": "web:change",
    "request": "web:office_request",
    "premises": "web:place",
}


def _opened(row: queries.Evidence) -> tuple[str, str, str]:
    url = reverse(ADDRESSES[row.kind], args=[row.ref]) if row.ref and row.kind in ADDRESSES else ""
    return row.key, url, row.about


@require_safe
def page(request: HttpRequest, area: str, matter: str) -> HttpResponse:
    """All dimensions with points, arithmetic and evidence; as a file with ?format=csv."""
    found = queries.argue(acting.actor(request), area, matter, clock.today())
    if found is None:
        raise Http404
    if request.GET.get("format") == "csv":
        return csv_file(_table(found), f"argument-{area}-{matter}.csv")
    rows = [(d, [_opened(e) for e in d.rows]) for d in found.dimensions]
    parts = [(_("正向"), [r for r in rows if not r[0].against]), (_("负向"), [r for r in rows if r[0].against])]
    return render(request, "web/argument.html", {"found": found, "parts": parts})


def _table(found: queries.ArgumentRow) -> tuple[list[str], list[tuple[object, ...]]]:
    head = [_("方向"), _("维度"), _("口径"), _("事实"), _("单位"), _("满分"), _("得分"), _("怎么算"), _("说明"), _("依据")]
    rows: list[tuple[object, ...]] = [
        (
            _("负向") if d.against else _("正向"),
            _(d.label),
            _(d.formula),
            d.value,
            _(d.unit),
            d.weight,
            d.points,
            d.arithmetic,
            say(d.note.code, d.note.values) if d.note else "",
            "；".join(e.key for e in d.rows),
        )
        for d in found.dimensions
    ]
    return head, rows
