"""Lists of departments: bring a file, name its columns, look, take it; and the drafts that the guidance office decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.algorithms import sheets
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.queries import counting, exporting
from zhifa.apps.catalogue.queries import lists as queries
from zhifa.apps.catalogue.queries.lists import DraftRow, ListRow
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, quiet
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Refused
from zhifa.packs.lists import place_text

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
LABELS = {
    "name": _("事项名称"),
    "code": _("事项编码"),
    "domain": _("领域"),
    "prohibition": _("违则"),
    "penalty": _("罚则（法律名称或者全文）"),
    "penalty_places": _("罚则的条款项（另成一列时）"),
    "bases": _("法律依据（违则罚则写在一格时）"),
    "kinds": _("处罚种类"),
    "department": _("主管部门"),
    "remarks": _("备注"),
}
OUTCOMES = {
    "matter": (_("成为草稿"), "done"),
    "created": (_("新草稿"), "done"),
    "repeated": (_("早已有"), ""),
    "merged": (_("并入同一事项"), "done"),
    "refused": (_("没有导入"), "late"),
    "hidden": (_("隐藏行，没有导入"), "soon"),
    "note": (_("说明"), ""),
    "heading": (_("标题"), ""),
}
ROLES = {"prohibition": _("违则"), "penalty": _("罚则"), "coercion": _("强制依据"), "": _("没有分清")}
SHOWN = 12


class Upload(forms.Form):
    """Which file, of which department."""

    sender = forms.ChoiceField(label=_("报送部门"))
    file = forms.FileField(label=_("清单（.xlsx 或者 .csv，10 MB 以内）"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))

    def __init__(self, *args: Any, senders: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"].choices = list(senders.items())  # type: ignore[attr-defined]


class Columns(forms.Form):
    """Which column is what."""

    def __init__(self, headings: Iterable[str], columns: dict[str, str], *args: Any) -> None:
        super().__init__(*args)
        choices = [("", _now("没有这一列")), *((h, h) for h in dict.fromkeys(headings) if h)]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=name == "name", initial=columns.get(name, ""))


class Decision(forms.Form):
    """What the guidance office settles about a draft."""

    domain = forms.ChoiceField(label=_("领域"), required=False)
    kinds = forms.MultipleChoiceField(label=_("处罚种类"), required=False, widget=forms.CheckboxSelectMultiple)
    into = forms.CharField(label=_("并入哪一条（草稿编号，合并时填）"), required=False, max_length=20)
    reason = forms.CharField(label=_("理由"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, row: DraftRow, given: Any = None) -> None:
        super().__init__(given, initial={"domain": row.domain, "kinds": list(row.kinds)})
        self.fields["domain"].choices = [("", _now("还没有定")), *catalogue.domain_labels().items()]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(exporting.kind_names().items())  # type: ignore[attr-defined]


def may_bring(by: Actor) -> bool:
    """Who uploads lists."""
    return by.has(Role.REGULATOR, Role.GUIDANCE)


@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Bring a list; earlier ones below."""
    by = acting.actor(request)
    rows, senders = queries.lists(by), queries.senders(by)
    sent = request.method == "POST"  # whoever may not bring one is told so by the service
    form = Upload(request.POST or None, request.FILES or None, senders=senders) if sent or may_bring(by) else None
    status = 200
    if form is not None and sent:
        done = _uploaded(request, form, {r.id for r in rows}) if form.is_valid() else None
        if done:
            return done
        status = 422
    context = {
        "form": form,
        "lists": [(r, _counted(r.counts)) for r in rows],
        "waiting": queries.count_drafts(by),
        "tally": counting.tally(),
    }
    return render(request, "web/lists.html", context, status=status)


def _uploaded(request: HttpRequest, form: Upload, known: set[str]) -> HttpResponse | None:
    file, sender = form.cleaned_data["file"], form.cleaned_data["sender"]
    content = file.read(sheets.LARGEST + 1)
    try:
        row = perform(request, lambda by, at: services.upload_list(by=by, at=at, sender=sender, name=file.name, content=content))
    except Invalid as wrong:
        _complain(form, wrong)
        return None
    if row is None:
        return redirect("web:lists")
    if str(row.pk) in known:
        quiet.tell(request, _now("这个文件早已上传过，没有重复；下面是当时的结果"))
    return redirect("web:list", row.pk)


def _complain(form: forms.Form, wrong: Invalid) -> None:
    for field, texts in wrong.errors.items():
        form.add_error(field if field in form.fields else None, texts)


def _list(request: HttpRequest, file: UUID) -> ListRow:
    row = queries.one_list(acting.actor(request), file)
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, file: UUID) -> HttpResponse:
    """Columns and preview before, the report after."""
    by, row = acting.actor(request), _list(request, file)
    if row.state == "taken" or not may_bring(by):
        return render(request, "web/list.html", {"list": row, "counted": _counted(row.counts), "report": _report(row)})
    chosen = {f: h for f in LABELS if (h := request.POST.get(f, ""))} if request.method == "POST" else None
    found = queries.reading(by, row, chosen)
    form = Columns(found.layout.headings, found.columns, request.POST if request.method == "POST" else None)
    status, ruling = 200, None
    if request.method == "POST" and request.POST.get("intent") == "take":
        try:
            return _taken(request, row, form)
        except Invalid as wrong:
            _complain(form, wrong)
            status = 422
        except Refused as refused:
            status, ruling = 409, refused.ruling
    context = {"list": row, "form": form, "ruling": ruling, "preview": _preview(found), "counted": _counted(found.counts), "found": found}
    return render(request, "web/list.html", context, status=status)


def _taken(request: HttpRequest, row: ListRow, form: Columns) -> HttpResponse:
    if not form.is_valid():
        raise Invalid({f: [str(e) for e in texts] for f, texts in form.errors.items()})
    columns, version = dict(form.cleaned_data), version_of(request)
    perform(request, lambda by, at: services.take_list(by=by, at=at, file=UUID(row.id), columns=columns, version=version))
    quiet.tell(request, _now("清单已导入，成为草稿事项，等县综合执法办决定"))
    return redirect("web:list", row.id)


def _counted(counts: dict[str, int]) -> list[tuple[Any, int, str]]:
    return [(*OUTCOMES[kind][:1], n, OUTCOMES[kind][1]) for kind, n in counts.items() if kind in OUTCOMES and n]


def _report(row: ListRow) -> list[tuple[Any, Any, str, list[tuple[str, bool]]]]:
    return [(r, *_outcome(r.outcome, any(f["missing"] for f in r.findings)), _sentences(r.findings)) for r in queries.list_report(row)]


def _outcome(kind: str, unclear: bool) -> tuple[Any, str]:
    """Label and level; a draft with something missing is not green."""
    label, level = OUTCOMES[kind]
    return label, "soon" if unclear and level == "done" else level


def _sentences(findings: Iterable[dict[str, Any]]) -> list[tuple[str, bool]]:
    return [(say(f["code"], f["words"]), bool(f["missing"])) for f in findings]


def _preview(found: queries.Reading) -> list[dict[str, Any]]:
    names, labels = exporting.kind_names(), catalogue.domain_labels()
    rows = sorted(found.rows, key=lambda r: r.kind in ("note", "heading"))[:SHOWN]
    return [
        {
            "line": r.lines[0],
            "outcome": _outcome(r.kind, any(f.missing for f in r.findings)),
            "name": r.name or r.said.get("name", ""),
            "domain": labels.get(r.domain, ""),
            "bases": [(ROLES[p.role], place_text(asdict(p))) for p in r.places],
            "kinds": "、".join(names.get(k, k) for k in r.kinds),
            "said": [(say(f.code, f.words), f.missing) for f in r.findings],
        }
        for r in sorted(rows, key=lambda r: r.lines)
    ]


@require_GET
def report(request: HttpRequest, file: UUID) -> HttpResponse:
    """What became of every row, as a table file."""
    row = _list(request, file)
    head = (_now("行"), _now("结果"), _now("事项"), _now("草稿"), _now("说明"))
    lines = ((str(r.line), str(label), r.name, r.draft, "；".join(t for t, _m in said)) for r, label, _level, said in _report(row))
    return _file(sheets.written(head, lines), f"report-{row.sender}-{row.id[-6:]}.xlsx", "xlsx")


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with instructions."""
    queries.lists(acting.actor(request))
    return _file(exporting.empty_template(), "matters.xlsx", "xlsx")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Drafts that this person sees, in the layout of the sender's list where it is one sender's; or the catalogue in effect."""
    form, by = request.GET.get("format", "xlsx"), acting.actor(request)
    if form not in exporting.FORMATS:
        raise Http404
    if request.GET.get("of") == "catalogue":
        queries.count_drafts(by)  # who may see the lists
        return _file(exporting.matters_table().written(form), f"catalogue.{form}", form)
    table = exporting.drafts_table(by, sender=request.GET.get("sender", ""), state=request.GET.get("state", ""))
    return _file(table.written(form), f"drafts.{form}", form)


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    by = acting.actor(request)
    asked = {
        "state": request.GET.get("state", "proposed"),
        "sender": request.GET.get("sender", ""),
        "text": request.GET.get("q", "").strip(),
    }
    rows = queries.drafts(by, **asked)
    states = [("proposed", _("待决定")), ("accepted", _("已采纳")), ("refused", _("不采纳")), ("merged", _("已并入"))]
    context = {
        "drafts": rows[:200],
        "total": len(rows),
        "unclear": sum(bool(d.missing) for d in rows),
        "states": states,
        "senders": queries.senders(by),
        "asked": asked,
        "kind_names": exporting.kind_names(),
    }
    return render(request, "web/drafts.html", context)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """One draft with what is known and what is not."""
    by = acting.actor(request)
    row = queries.draft(by, code)
    if row is None:
        raise Http404
    form = Decision(row, request.POST if request.method == "POST" else None) if by.has(Role.GUIDANCE) else None
    status, ruling = 200, None
    if request.method == "POST":
        try:
            return _decided(request, row, form or Decision(row, request.POST))
        except Invalid as wrong:
            if form is not None:
                _complain(form, wrong)
            status = 422
        except Refused as refused:
            status, ruling = (403 if form is None else 409), refused.ruling
    return render(request, "web/draft.html", _draft_context(row, form if row.state == "proposed" else None, ruling), status=status)


def _draft_context(row: DraftRow, form: Decision | None, ruling: Any) -> dict[str, Any]:
    names = exporting.kind_names()
    return {
        "draft": row,
        "form": form,
        "ruling": ruling,
        "findings": _sentences(row.findings),
        "bases": [(ROLES[b["role"]], place_text(b), b["fault"]) for b in row.bases],
        "kinds": [names.get(k, k) for k in row.kinds],
        "sources": [(s, [(LABELS[f], text) for f, text in s["said"].items() if text and f in LABELS]) for s in row.sources],
        "entries": trail.story(row.id),
    }


def _decided(request: HttpRequest, row: DraftRow, form: Decision) -> HttpResponse:
    if not form.is_valid():
        raise Invalid({f: [str(e) for e in texts] for f, texts in form.errors.items()})
    said, version, pk = form.cleaned_data, version_of(request), UUID(row.id)
    reason = said["reason"]
    acts: dict[str, Callable[[Actor, datetime], object]] = {
        "accept": lambda by, at: services.accept_draft(
            by=by, at=at, draft=pk, domain=said["domain"], kinds=said["kinds"], reason=reason, version=version
        ),
        "refuse": lambda by, at: services.refuse_draft(by=by, at=at, draft=pk, reason=reason, version=version),
        "merge": lambda by, at: services.merge_draft(by=by, at=at, draft=pk, into=said["into"], reason=reason, version=version),
    }
    act = acts.get(request.POST.get("intent", ""))
    if act is None:
        raise Http404
    perform(request, act)
    quiet.tell(request, _now("已记下，报送部门看得到"))
    return redirect("web:drafts")
