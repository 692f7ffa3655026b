"""Registers beside the reform targets: who may punish, whose the three powers are, and where nobody acts after a transfer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zhifa.apps.appraisal.queries import registers as queries
from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.charts import chart
from zhifa.interfaces.frame.sentences import say
from zhifa.interfaces.frame.standing import power_names
from zhifa.interfaces.web.reform import Asked, saved, tabs
from zhifa.law.reform_registers import BUNDLE, KEPT

ORIGINS = {
    "zhejiang": gettext_lazy("据国家和省法规整理"),
    "chunan": gettext_lazy("据杭州市法规整理"),
    "compiled": gettext_lazy("由法规汇编编出"),
}


def class_name(kind: str) -> str:
    """As what a body enforces, in words; "" for none."""
    return say(f"reform.class.{kind}") if kind else ""


def classes(kinds: Iterable[str]) -> str:
    """Several of them."""
    return "、".join(map(class_name, kinds))


@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """Enforcement subjects on a day, why they came and went, how many over time; teams with their class."""
    by, asked = acting.actor(request), Asked(request)
    found = queries.register(by, asked.day, clock.today())
    if request.GET.get("format") == "csv":
        return saved(_subject_table(found), f"subjects-{asked.day}.csv")
    standing = [s for s in found.subjects if s.kinds]
    drawn = chart([(day, Decimal(count)) for day, count in found.course], chosen=asked.day, percent=False)
    context = {
        **asked.shown(),
        "tabs": tabs(),
        "rows": [(s, classes(s.kinds), [(t, class_name(t.kind)) for t in s.stands]) for s in found.subjects],
        "count": len(standing),
        "teams": [(t, class_name(t.kind)) for t in found.teams],
        "unclassed": sum(not t.kind for t in found.teams),
        "shifts": found.shifts,
        "chart": drawn,
    }
    return render(request, "web/reform_subjects.html", context, status=asked.status)


@require_safe
def powers(request: HttpRequest) -> HttpResponse:
    """The bundle of three powers, what stays with the department, and what the catalogue has of each domain."""
    by, asked = acting.actor(request), Asked(request)
    bundles, library = queries.bundles(by, asked.day), queries.library(by, asked.day)
    if request.GET.get("format") == "csv":
        return saved(_power_table(bundles), f"powers-{asked.day}.csv")
    names = power_names()
    context = {
        **asked.shown(),
        "tabs": tabs(),
        "heads": [names[p] for p in (*BUNDLE, *KEPT)],
        "bundles": [(b, class_name(b.kind), [b.holders[p] for p in (*BUNDLE, *KEPT)]) for b in bundles],
        "apart": len(queries.shared(bundles)),
        "library": [(row, [(ORIGINS.get(o, o), n) for o, n in row.origins.items()]) for row in library],
        "total": sum(row.count for row in library),
    }
    return render(request, "web/reform_powers.html", context, status=asked.status)


@require_safe
def vacuum(request: HttpRequest) -> HttpResponse:
    """Moved matters with leads on which nobody acted."""
    by, asked = acting.actor(request), Asked(request)
    rows = queries.vacuums(by, asked.day)
    if request.GET.get("format") == "csv":
        heads = _("事项代码"), _("事项"), _("领域"), _("起算"), _("此前一年线索"), _("此后线索"), _("截止")
        cells = tuple((v.code, v.name, v.domain_name, str(v.since), str(v.before), str(v.leads), str(v.due)) for v in rows)
        return saved(Table(heads, cells, ()), f"vacuum-{asked.day}.csv")
    over = sum(not v.open for v in rows)
    context: dict[str, Any] = {**asked.shown(), "tabs": tabs(), "rows": rows, "over": over, "window": queries.vacuum_days()}
    return render(request, "web/reform_vacuum.html", context, status=asked.status)


def _subject_table(found: queries.Register) -> Table:
    heads = _("主体"), _("当日类别"), _("起"), _("止"), _("作为"), _("依据文件")
    rows = tuple(
        (s.name, classes(s.kinds), str(t.since or ""), str(t.until or ""), class_name(t.kind), "；".join(t.mandates))
        for s in found.subjects
        for t in s.stands
    )
    return Table(heads, rows, ())


def _power_table(bundles: tuple[queries.BundleRow, ...]) -> Table:
    names = power_names()
    heads = (_("领域"), _("区域"), _("事项代码"), *(names[p] for p in (*BUNDLE, *KEPT)), _("三权一致"))
    rows = tuple(
        (
            b.domain_label,
            "、".join(b.areas),
            "、".join(code for code, _name in b.matters),
            *(b.holders[p] for p in (*BUNDLE, *KEPT)),
            _("是") if b.whole else _("否"),
        )
        for b in bundles
    )
    return Table(heads, rows, ())
