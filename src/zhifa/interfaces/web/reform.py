"""How far the reform is, on any day: figures with denominator, taxonomy and target; each opens its rows and its course."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zhifa.apps.appraisal.permissions import REFORM_READERS as READERS
from zhifa.apps.appraisal.queries import reform as queries
from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame import reform as words
from zhifa.interfaces.frame.charts import chart
from zhifa.interfaces.frame.parts import Tab
from zhifa.law.reform import Figure, Standing, Taxonomy

SHOWN = 100
__all__ = ["READERS", "Asked", "one", "overview", "saved", "tabs"]
TABS = (
    Tab("reform", _("改革目标"), "web:reform"),
    Tab("subjects", _("执法主体"), "web:reform_subjects"),
    Tab("powers", _("三权和目录"), "web:reform_powers"),
    Tab("vacuum", _("执法空档"), "web:reform_vacuum"),
    Tab("supervision", _("监管事项认领"), "web:supervision"),
    Tab("lists", _("专业领域清单"), "web:professional_lists"),
    Tab("drills", _("演练和指令"), "web:drills"),
)


class Choice(forms.Form):
    """Of which day, by which list of domains."""

    day = forms.DateField(label=_("日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    taxonomy = forms.ChoiceField(label=_("领域划分"), required=False)

    def __init__(self, given: Any, taxonomies: Iterable[Taxonomy]) -> None:
        super().__init__(given)
        self.fields["taxonomy"].choices = [(t.code, words.taxonomy_name(t)) for t in taxonomies]  # type: ignore[attr-defined]


class Asked:
    """What the address asks for; what it asks wrongly is answered with today and the first list, and said at the field."""

    def __init__(self, request: HttpRequest) -> None:
        self.all = {t.code: t for t in queries.taxonomies()}
        first = next(iter(self.all))
        given = {"day": clock.today().isoformat(), "taxonomy": first, **{k: v for k, v in request.GET.items() if v}}
        self.form = Choice(given, self.all.values())
        self.status = 200 if self.form.is_valid() else 422
        self.day: date = self.form.cleaned_data.get("day") or clock.today()
        self.taxonomy = self.all[self.form.cleaned_data.get("taxonomy") or first]

    @property
    def query(self) -> str:
        """For links that keep the choice."""
        return f"day={self.day}&taxonomy={self.taxonomy.code}"

    def shown(self) -> dict[str, Any]:
        """What every page of the reform shows of it."""
        days = [(d, f"?day={d}&taxonomy={self.taxonomy.code}") for d in (*queries.snapshots(), clock.today())]
        name = words.taxonomy_name(self.taxonomy)
        return {"choice": self.form, "day": self.day, "days": days, "taxonomy": self.taxonomy, "taxonomy_name": name, "query": self.query}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All figures of a day."""
    by, asked = acting.actor(request), Asked(request)
    found = [words.plain(s, asked.taxonomy) for s in queries.figures(by, asked.day, asked.taxonomy.code)]
    if request.GET.get("format") == "csv":
        return saved(_overview_table(found), f"reform-{asked.day}.csv")
    context = {
        **asked.shown(),
        "tabs": tabs(),
        "figures": [(f, state_of(f)) for f in found],
        "unplaced": queries.unplaced(asked.day, asked.taxonomy.code),
    }
    return render(request, "web/reform.html", context, status=asked.status)


def state_of(figure: dict[str, Any]) -> tuple[str, str]:
    """In one word, and the level of its chip."""
    if figure["reached"] is not None:
        return (_now("已达到"), "done") if figure["reached"] else (_now("未达到"), "late")
    if figure["percent"] is None:
        return _now("缺事实，不能计算"), "soon"
    return _now("方案没有写数值"), ""


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A figure with exactly its rows, what came and went, and its course."""
    by, asked = acting.actor(request), Asked(request)
    try:
        shown = queries.figure(by, code, asked.day, asked.taxonomy.code)
    except LookupError as unknown:
        raise Http404(code) from unknown
    course = queries.series(by, code, clock.today(), asked.taxonomy.code)
    form = request.GET.get("format", "")
    if form == "csv":
        return saved(_rows_table(shown.figure), f"reform-{code}-{asked.day}.csv")
    if form == "series":
        return saved(_series_table(course), f"reform-{code}-series.csv")
    plain = words.plain(shown, asked.taxonomy)
    context = {
        **asked.shown(),
        "figure": plain,
        "state": state_of(plain),
        "targets": [words.target(t) for t in shown.definition.targets],
        **_course(code, shown, course, asked),
        **_rows(request, shown.figure),
        **_moved(by, code, shown.figure, course, asked),
    }
    return render(request, "web/reform_figure.html", context, status=asked.status)


def _course(code: str, shown: queries.Shown, course: tuple[Figure, ...], asked: Asked) -> dict[str, Any]:
    percent = any(f.denominator for f in course)
    points = [(f.day, f.share if percent else f.numerator) for f in course]
    goals = words.goals(shown.definition) if percent else []
    return {
        "chart": chart(points, goals, asked.day, percent=percent),  # type: ignore[arg-type]
        "changes": [words.point(f) for f in words.changes(course, queries.snapshots())],
        "days_drawn": len(course),
        "code": code,
    }


def _rows(request: HttpRequest, figure: Figure) -> dict[str, Any]:
    asked, text = request.GET.get("standing", ""), request.GET.get("q", "").strip()
    kept = [
        x for x in figure.lines if asked in ("", x.standing.value) and (not text or text in x.name or text in x.subject or text in x.group)
    ]
    page = Paginator(kept, SHOWN).get_page(request.GET.get("page"))
    counts = {s: sum(x.weight for x in figure.lines if x.standing is s) for s in Standing}
    base = {k: str(v) for k, v in request.GET.items() if k in ("day", "taxonomy", "q")}
    tabs = [Tab("", _now("全部"), _query(base), sum(counts.values()))]
    tabs += [Tab(s.value, label, _query({**base, "standing": s.value}), counts[s]) for s, label in words.standings().items()]
    return {"page": page, "rows": [words.line(x) for x in page], "tabs": tabs, "standing": asked, "text": text, "kept": len(kept)}


def _query(parts: dict[str, str]) -> str:
    return f"?{urlencode(parts)}"


def _moved(by: Any, code: str, figure: Figure, course: tuple[Figure, ...], asked: Asked) -> dict[str, Any]:
    """Which rows came and went since the number was last another one."""
    earlier = next((f for f in reversed(course) if f.day < figure.day and f.numerator != figure.numerator), None)
    if earlier is None:
        return {"since": None}
    before = queries.figure(by, code, earlier.day, asked.taxonomy.code).figure
    gone, come = queries.dropped(before, figure)
    return {"since": earlier.day, "gone": gone[:SHOWN], "come": come[:SHOWN], "many": len(gone) > SHOWN or len(come) > SHOWN}


def _overview_table(found: list[dict[str, Any]]) -> Table:
    heads = (_now("指标"), _now("名称"), _now("日期"), _now("分子"), _now("分母"), "%", _now("领域划分"), _now("目标"), _now("期限"),
             _now("缺什么"))  # fmt: skip
    rows = tuple(
        tuple(
            str(cell if cell is not None else "")
            for cell in (
                f["code"], f["name"], f["day"], f["numerator"], f["denominator"], f["percent"], f["taxonomy"],
                (f["target"] or {}).get("words"), (f["target"] or {}).get("due"), "；".join(f["missing"]),
            )
        )
        for f in found
    )  # fmt: skip
    return Table(heads, rows, tuple(found))


def _rows_table(figure: Figure) -> Table:
    names = words.standings()
    data = tuple(words.line(x) for x in figure.lines)
    heads = _now("代码"), _now("名称"), _now("分组"), _now("计入与否"), _now("为什么"), _now("数量")
    rows = tuple((d["subject"], d["name"], d["group"], str(names[Standing(d["standing"])]), d["reason"], str(d["count"])) for d in data)
    return Table(heads, rows, data)


def _series_table(course: tuple[Figure, ...]) -> Table:
    data = tuple(words.point(f) for f in course)
    heads = _now("日期"), _now("分子"), _now("分母"), "%", _now("领域划分")
    rows = tuple(tuple(str(v if v is not None else "") for v in d.values()) for d in data)
    return Table(heads, rows, data)


def saved(table: Table, name: str) -> HttpResponse:
    """A table as a file for spreadsheets."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(table.written("csv"), content_type="text/csv; charset=utf-8", headers=headers)


def tabs() -> list[Tab]:
    """The pages of the reform."""
    return [Tab(t.code, t.label, reverse(t.url)) for t in TABS]
