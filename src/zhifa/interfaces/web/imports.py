"""Files of work orders for the command centre: choose, name the columns, look, import, read what became of each row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.algorithms import sheets
from zhifa.apps.dispatch.queries import SOURCE_LABELS
from zhifa.apps.incidents import services
from zhifa.apps.incidents.queries import imports as queries
from zhifa.apps.incidents.queries.imports import ImportRow
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.law.actors import Role
from zhifa.law.rulings import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LABELS = {
    "external_id": _("编号（识别重复用）"),
    "reported_at": _("反映时间"),
    "text": _("反映内容"),
    "address": _("地址"),
    "area": _("乡镇或平台"),
    "lon": _("经度"),
    "lat": _("纬度"),
    "reporter_name": _("反映人"),
    "reporter_phone": _("电话"),
    "danger_to_life": _("危及生命"),
}
OUTCOMES = {"created": _("新登记"), "repeated": _("早已登记"), "refused": _("没有导入")}
EXAMPLE = (
    "RX-20260701-0001",
    "2026-07-01 08:30",
    "菜场后门有人乱倒生活垃圾",
    "威坪镇环镇路18号",
    "威坪镇",
    "118.786",
    "29.731",
    "王某",
    "13800000000",
    "否",
)
REFUSED_SHOWN = 200


class Upload(forms.Form):
    """Which file, of which source."""

    source = forms.ChoiceField(label=_("来源"), choices=[(s, SOURCE_LABELS[s]) for s in services.IMPORTABLE])
    file = forms.FileField(label=_("文件（.xlsx 或者 .csv，10 MB、2 万行以内）"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))


class Columns(forms.Form):
    """Which column is what."""

    def __init__(self, row: ImportRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _now("没有这一列")), *((h, h) for h in dict.fromkeys(row.headings) if h)]
        for name, label in LABELS.items():
            required = name in ("external_id", "reported_at", "text")
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=required, initial=row.columns.get(name, ""))


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file; earlier ones below."""
    by = acting.actor(request)
    rows = queries.imports(by)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _uploaded(request, form, rows)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "imports": rows, "sources": SOURCE_LABELS, "reads_only": by.has(Role.DISCIPLINE)}
    return render(request, "web/imports.html", context, status=status)


def _uploaded(request: HttpRequest, form: Upload, rows: tuple[ImportRow, ...]) -> HttpResponse:
    file, known = form.cleaned_data["file"], {r.id for r in rows}
    content = file.read(sheets.LARGEST + 1)
    source, name = form.cleaned_data["source"], file.name
    try:
        row = perform(request, lambda by, at: services.upload_file(by=by, at=at, source=source, name=name, content=content))
    except Invalid as wrong:
        for field, texts in wrong.errors.items():
            form.add_error(field if field in form.fields else None, texts)
        return render(request, "web/imports.html", {"form": form, "imports": rows, "sources": SOURCE_LABELS}, status=422)
    if row is None:
        return redirect("web:imports")
    if str(row.pk) in known:
        quiet.tell(request, _now("这个文件早已上传过，没有重复；下面是当时的结果"))
    return redirect("web:import", row.pk)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, file: UUID) -> HttpResponse:
    """Columns and preview before, progress during, the report after."""
    row = queries.one(acting.actor(request), file)
    if row is None:
        raise Http404
    if request.headers.get("X-Live"):
        return render(request, "web/parts/import_state.html", _context(request, row))
    form = Columns(row, request.POST or None)
    intent = request.POST.get("intent", "")
    if request.method == "POST" and form.is_valid() and intent == "start":
        return _started(request, row, form)
    columns = {f: h for f, h in form.cleaned_data.items() if h} if form.is_bound and form.is_valid() else row.columns
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "web/import.html", _context(request, row, form=form, columns=columns), status=status)


def _context(request: HttpRequest, row: ImportRow, **given: Any) -> dict[str, Any]:
    columns = given.get("columns", row.columns)
    fields = [f for f in LABELS if columns.get(f)]
    waiting = row.state == "uploaded" or request.GET.get("again") == "1" or request.method == "POST"
    preview = services.preview(file=row.id, columns=columns, at=clock.now()) if waiting and "form" in given else ()
    return {
        "import": row,
        "source_label": SOURCE_LABELS[row.source],
        "waiting": waiting,
        "reads_only": acting.actor(request).has(Role.DISCIPLINE),
        "head": [LABELS[f] for f in fields],
        "preview": [(p.line, [(p.values.get(f, ""), p.errors.get(f, ())) for f in fields], _sentences(p.errors)) for p in preview],
        "wrong": sum(bool(p.errors) for p in preview),
        "refused": [(r, _sentences(r.errors)) for r in queries.report(row, refused_only=True, limit=REFUSED_SHOWN)] if row.refused else (),
        **given,
    }


def _sentences(errors: dict[str, list[str]]) -> list[str]:
    return [f"{LABELS[f]}：{t}" if f in LABELS else t for f, texts in errors.items() for t in texts]


def _started(request: HttpRequest, row: ImportRow, form: Columns) -> HttpResponse:
    columns = dict(form.cleaned_data)
    try:
        perform(
            request,
            lambda by, at: services.start_import(by=by, at=at, file=UUID(row.id), columns=columns, version=version_of(request)),
        )
    except Invalid as wrong:
        for field, texts in wrong.errors.items():
            form.add_error(field if field in form.fields else None, texts)
        return render(request, "web/import.html", _context(request, row, form=form), status=422)
    except Refused as refused:
        return render(request, "web/import.html", _context(request, row, form=form, ruling=refused.ruling), status=409)
    quiet.tell(request, _now("已开始导入，可以离开这一页"))
    return redirect("web:import", row.id)


@require_GET
def report(request: HttpRequest, file: UUID) -> HttpResponse:
    """What became of every row, as a table file."""
    row = queries.one(acting.actor(request), file)
    if row is None:
        raise Http404
    head = (_now("行"), _now("结果"), _now("来源编号"), _now("事件编号"), _now("原因"))
    lines = ((str(r.line), str(OUTCOMES[r.outcome]), r.external_id, r.number, "；".join(_sentences(r.errors))) for r in queries.report(row))
    return _file(sheets.written(head, lines), f"report-{row.source}-{row.id[-6:]}.xlsx")


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the usual headings and one example."""
    queries.imports(acting.actor(request))
    headings = [names[0] for names in services.FIELDS.values()]
    return _file(sheets.written(headings, [EXAMPLE]), "zhifa-import.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
