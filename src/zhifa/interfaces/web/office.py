"""The guidance office (条例 12): its nine jobs with what waits, requests from asking to outcome, and the yearly report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.apps.office import services
from zhifa.apps.office.permissions import READERS
from zhifa.apps.office.queries import paper
from zhifa.apps.office.queries import work as queries
from zhifa.apps.office.queries.work import EntryRow, Section
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, WordsPage, act_page, words_page
from zhifa.interfaces.frame.loop.office import OFFICE_ACTS, AskForm, office_effect
from zhifa.interfaces.frame.parts import Act, button
from zhifa.interfaces.web.empowerment_tables import csv_file
from zhifa.law.actors import Actor
from zhifa.law.office import FIGURE_LABELS, JOB_LABELS, KIND_LABELS, Line
from zhifa.law.procedure.office import OFFICE_ENTRY

ADDRESSES = {
    "request": "web:office_request",
    "plan_line": "web:plan_line",
    "joint_line": "web:plan_line",
    "dispute": "web:dispute",
    "hand_over": "web:incident",
    "assessment": "web:assessment",
    "township_change": "web:change",
    "law_change": "web:change",
    "evaluation_change": "web:change",
}
TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
FIRST_YEAR = 2021  # the bureau took over on 1 December of that year (plan 七)
Found = TypeVar("Found")


def opened(line: Line) -> tuple[Line, str, str, list[tuple[str, int]]]:
    """A line with its address, the name of its kind and its figures in words."""
    return (
        line,
        reverse(ADDRESSES[line.kind], args=[line.ref]),
        _(KIND_LABELS[line.kind]),
        [(_(FIGURE_LABELS[c]), n) for c, n in line.figures],
    )


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """All nine jobs; who only asks comes to the own requests."""
    by, today = acting.actor(request), clock.today()
    jobs = [(job, [opened(line) for line in job.first]) for job in queries.workbench(by, today)]
    return render(request, "web/office.html", {"jobs": jobs, "year": today.year, "may_ask": bool(queries.jobs_for(by))})


@require_safe
def waiting(request: HttpRequest, job: str) -> HttpResponse:
    """All that waits under one job."""
    by, today = acting.actor(request), clock.today()
    lines = _known(lambda: queries.queue(by, job, today))
    if request.GET.get("format") == "csv":
        return csv_file(_lines_table(lines), f"office-{job}-{today}.csv")
    context = {"title": JOB_LABELS[job], "rows": [opened(line) for line in lines], "year": today.year, "job": job, "waiting": True}
    return render(request, "web/office_lines.html", context)


@require_safe
def section(request: HttpRequest, year: int, job: str) -> HttpResponse:
    """The rows behind a section of the yearly report."""
    by, today = acting.actor(request), clock.today()
    found = _known(lambda: queries.section(by, _year(year), job, today))
    kind, outcome = request.GET.get("kind", ""), request.GET.get("outcome", "")
    lines = tuple(line for line in found.lines if kind in ("", line.kind) and outcome in ("", line.outcome))
    if request.GET.get("format") == "csv":
        return csv_file(_lines_table(lines), f"office-{job}-{year}.csv")
    query = urlencode({name: value for name, value in (("kind", kind), ("outcome", outcome)) if value})
    context = {
        "title": found.label, "rows": [opened(line) for line in lines], "year": year, "job": job, "groups": _groups(found), "query": query,
    }  # fmt: skip
    return render(request, "web/office_lines.html", context)


@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """A year of all nine jobs; ?format=csv, pdf or docx takes it out."""
    by, today = acting.actor(request), clock.today()
    found, form = queries.report(by, _year(year), today), request.GET.get("format", "")
    if form == "csv":
        return csv_file(_report_table(found), f"office-report-{year}.csv")
    if form in TYPES:
        return _paper(found, year, form)
    sections = [(s, _groups(s)) for s in found]
    years = [y for y in range(today.year, FIRST_YEAR - 1, -1)]
    return render(request, "web/office_report.html", {"sections": sections, "year": year, "years": years, "today": today})


def _paper(found: tuple[Section, ...], year: int, form: str) -> HttpResponse:
    today = clock.today()
    sheet = paper.report_sheet(found, year, today, demo=settings.DEMO)
    answer = HttpResponse(paper.drawn(sheet, form, today), content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(form == "docx", f"{sheet.title}.{form}") or "inline"
    return answer


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return year


def _known(read: Callable[[], Found]) -> Found:
    try:
        return read()
    except LookupError as unknown:
        raise Http404 from unknown


def _groups(found: Section) -> list[tuple[str, object, list[tuple[str, str, int]]]]:
    """Kind in words, its group, and each outcome: in words, the query that opens its rows, how many."""
    return [
        (_(KIND_LABELS[g.kind]), g, [(_(label), urlencode({"kind": g.kind, "outcome": label}), n) for label, n in g.outcomes])
        for g in found.groups
    ]


def _lines_table(lines: tuple[Line, ...]) -> tuple[list[str], list[tuple[object, ...]]]:
    head = [_("种类"), _("编号"), _("内容"), _("单位"), _("日期"), _("结果"), _("办结"), *(_(label) for label in FIGURE_LABELS.values())]
    rows: list[tuple[object, ...]] = []
    for line in lines:
        figures = dict(line.figures)
        done = _("否") if line.open else _("是")
        cells = (_(KIND_LABELS[line.kind]), line.key, line.title, line.about, line.on, _(line.outcome), done)
        rows.append((*cells, *(figures.get(code, "") for code in FIGURE_LABELS)))
    return head, rows


def _report_table(found: tuple[Section, ...]) -> tuple[list[str], list[tuple[object, ...]]]:
    head = [_("职责"), _("种类"), _("结果"), _("件数")]
    return head, [(_(s.label), _(KIND_LABELS[g.kind]), _(label), n) for s in found for g in s.groups for label, n in g.outcomes]


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Requests: all for the county's offices, the own ones for who asks."""
    by, today = acting.actor(request), clock.today()
    state = request.GET.get("state", "")
    rows = queries.entries(by, today, state=state if state in OFFICE_ENTRY.states else "")
    if request.GET.get("format") == "csv":
        return csv_file(_entries_table(rows), f"office-requests-{today}.csv")
    states = [(code, _(label)) for code, label in OFFICE_ENTRY.state_labels.items()]
    context = {"rows": rows, "states": states, "state": state, "may_ask": bool(queries.jobs_for(by)), "reads": _reads(by)}
    return render(request, "web/office_requests.html", context)


def _reads(by: Actor) -> bool:
    return by.has(*READERS)


def _entries_table(rows: tuple[EntryRow, ...]) -> tuple[list[str], list[tuple[object, ...]]]:
    head = [
        _("编号"),
        _("职责"),
        _("请求什么"),
        _("提出单位"),
        _("乡镇"),
        _("事项"),
        _("提出日期"),
        _("答复期限"),
        _("状态"),
        _("结果"),
        _("答复"),
        _("说明"),
    ]
    return head, [
        (r.number, _(r.job_label), r.title, r.asked_organ_name, r.area_name, r.matter, r.asked_at.date(), r.due_on, _(r.state_label),
         _(r.outcome_label) if r.outcome_label else "", r.answer, r.note)
        for r in rows
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A new request."""
    by = acting.actor(request)
    queries.check_asks(by)
    given = request.POST if request.method == "POST" else None
    usual = "support" if "support" in dict(queries.jobs_for(by)) else ""
    form = AskForm(
        by, given, initial={"job": usual} | {name: request.GET[name] for name in ("job", "area", "matter") if name in request.GET}
    )

    def act(who: Actor, at: datetime) -> object:
        return services.ask(by=who, at=at, request=form.request())

    back = reverse("web:office_requests")
    shown = {"title": _("向综合执法办提出"), "effect": _("综合执法办受理并答复，由你确认结果"), "back": back}
    page = WordsPage("web/act.html", shown, _("已提出"), lambda done: _address(done.number) if done else back)
    return words_page(request, page, form, act)


def _address(number: str) -> str:
    return reverse("web:office_request", args=[number])


def _row(by: Actor, number: str) -> EntryRow:
    row = queries.entry(by, number, clock.today())
    if row is None:
        raise Http404
    return row


@require_safe
def one(request: HttpRequest, entry: str) -> HttpResponse:
    """One request: words, answer, outcome, what can be done, how it came so far."""
    by = acting.actor(request)
    row = _row(by, entry)
    acts = [_act(row, o) for o in queries.offers(by, entry)]
    return render(request, "web/office_request.html", {"row": row, "acts": acts, "entries": trail.story(row.id)})


def _act(row: EntryRow, offer: queries.Offer) -> Act:
    url = reverse("web:office_act", args=[row.number, offer.act])
    return button(offer, OFFICE_ACTS[offer.act], url=url, effect=office_effect(offer.act), version=row.version)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, entry: str, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    row, spec = _row(by, entry), OFFICE_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    shown = {
        "spec": spec,
        "title": _(OFFICE_ENTRY.act_labels[act]),
        "about": f"{row.asked_organ_name} · {row.title}",
        "effect": office_effect(act),
        "version": row.version,
        "back": _address(entry),
    }
    return act_page(request, ActPage("web/act.html", row.id, _address(entry), shown), spec, form)
