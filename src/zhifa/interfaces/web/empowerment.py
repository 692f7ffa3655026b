"""赋权评估 at the desk: all townships side by side, one assessment with every number open, and the same under other weights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.empowerment import queries, services
from zhifa.apps.empowerment.queries import AssessmentRow, IndicatorRow, Offer
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, WordsPage, act_page, words_page
from zhifa.interfaces.frame.loop.empowerment import ASSESSMENT_ACTS, FactWithFile, OpenForm, Tried, empowerment_effect
from zhifa.interfaces.frame.parts import Act, button
from zhifa.interfaces.frame.performing import version_of
from zhifa.interfaces.web import empowerment_tables as tables
from zhifa.interfaces.web.empowerment_plot import NARROW, bars
from zhifa.law.actors import Actor, Role
from zhifa.law.empowerment import BY_CODE
from zhifa.law.procedure.empowerment import ASSESSMENT, OFFICE, TOWNSHIP


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Every township: coverage, people, matters, the last assessment; as a file with ?format=csv."""
    by = acting.actor(request)
    rows = queries.townships(by, clock.today())
    if request.GET.get("format") == "csv":
        return tables.csv_file(tables.townships(rows), "townships.csv")
    known = queries.assessments(by)
    mine = frozenset(by.areas) if by.has(Role.TOWNSHIP_COMMANDER) else frozenset()
    context = {
        "rows": rows,
        "bars": bars(rows),
        "narrow": bars(rows, NARROW),
        "readable": {a.code for a in known},
        "open": [a for a in known if not a.final and a.state != "called_off"],
        "due": [r for r in rows if r.due],
        "proposed": len(queries.withdrawals(by, state="proposed")),
        "may_open": by.has(*OFFICE),
        "mine": mine,
        "state_labels": ASSESSMENT.state_labels,
    }
    return render(request, "web/empowerment.html", context)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A new assessment."""
    queries.townships(acting.actor(request), clock.today())
    form = OpenForm(request.POST if request.method == "POST" else None, initial={"area": request.GET.get("area", "")})

    def act(who: Actor, at: datetime) -> object:
        return services.open_assessment(by=who, at=at, area=form.cleaned_data["area"])

    back = reverse("web:empowerment")
    shown = {"title": _("开展评估"), "effect": _("统计近12个月本系统的数据，其余由乡镇和综合执法办填报"), "back": back}
    said = _("评估已开始，乡镇可以填报事实")
    page = WordsPage("web/act.html", shown, said, lambda done: _address(done.code) if done else back)
    return words_page(request, page, form, act)


def _address(code: str) -> str:
    return reverse("web:assessment", args=[code])


def _row(by: Actor, code: str) -> AssessmentRow:
    row = queries.assessment(by, code)
    if row is None:
        raise Http404
    return row


@require_GET
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    """One assessment: points with arithmetic and evidence, what can be done, how it came so far."""
    by = acting.actor(request)
    row, today = _row(by, code), clock.today()
    sheet = queries.sheet(row, today)
    if request.GET.get("format") == "csv":
        return tables.csv_file(tables.sheet(row, sheet), f"{row.code}.csv")
    context = {
        "row": row,
        "sheet": sheet,
        "acts": [_act(row, o) for o in queries.offers(by, row)],
        "may_state": row.state == "opened" and (by.has(*OFFICE) or (by.has(*TOWNSHIP) and row.area in by.areas)),
        "places": row.area in by.areas or by.has(Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER),
        "entries": trail.story(row.id),
    }
    return render(request, "web/assessment.html", context)


def _act(row: AssessmentRow, offer: Offer) -> Act:
    url = reverse("web:assessment_act", args=[row.code, offer.act])
    return button(offer, ASSESSMENT_ACTS[offer.act], url=url, effect=empowerment_effect(offer.act), version=row.version)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    row, spec = _row(by, code), ASSESSMENT_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    shown = {
        "spec": spec,
        "title": _(ASSESSMENT.act_labels[act]),
        "about": f"{row.area_name} {row.year} · {_(row.proposal_label) if row.proposal else _(row.state_label)}",
        "effect": empowerment_effect(act),
        "version": row.version,
        "back": _address(code),
    }
    return act_page(request, ActPage("web/act.html", row.id, _address(code), shown), spec, form)


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, code: str) -> HttpResponse:
    """填报事实: a number with its document."""
    by = acting.actor(request)
    row = _row(by, code)
    wanted = request.GET.get("indicator", "")
    posted = request.method == "POST"
    form = FactWithFile(*((request.POST, request.FILES) if posted else ()), initial={"indicator": wanted})

    def act(who: Actor, at: datetime) -> object:
        file = form.cleaned_data["file"]
        fact = form.statement(file, file.name if file else "")
        return services.state_fact(by=who, at=at, assessment=row.id, fact=fact, version=version_of(request))

    shown = {
        "row": row,
        "missing": queries.sheet(row, clock.today()).missing,
        "version": row.version,
        "back": _address(code),
    }
    page = WordsPage("web/assessment_fact.html", shown, _("已填报"), lambda done: _address(code))
    return words_page(request, page, form, act)


@require_GET
def evidence(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The rows behind one number."""
    by = acting.actor(request)
    row = _row(by, code)
    if indicator not in BY_CODE:
        raise Http404
    found = next(i for i in _indicators(row) if i.code == indicator)
    return render(request, "web/assessment_evidence.html", {"row": row, "one": found, "lines": queries.evidence_of(row, indicator)})


def _indicators(row: AssessmentRow) -> list[IndicatorRow]:
    return [i for a in queries.sheet(row, clock.today()).aspects for i in a.indicators]


@require_GET
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """Other facts and weights beside the real result; nothing is stored."""
    row, today = _row(acting.actor(request), code), clock.today()
    sheet = queries.sheet(row, today)
    given: Any = {k: v for k, v in request.GET.items() if v != ""}
    form = Tried(sheet, given or None)
    valid = bool(given) and form.is_valid()
    facts, weights = (form.changed("value"), form.changed("weight")) if valid else ({}, {})
    real, tried = queries.weighed(row, today, facts=facts, weights=weights)
    pairs = [
        (label, real_row, tried_row, form[f"value_{real_row.code}"], form[f"weight_{real_row.code}"])
        for a, b in zip(real.aspects, tried.aspects, strict=True)
        for label, real_row, tried_row in ((a.label, x, y) for x, y in zip(a.indicators, b.indicators, strict=True))
    ]
    context = {"row": row, "real": real, "tried": tried, "pairs": pairs, "form": form, "changed": bool(facts or weights)}
    return render(request, "web/assessment_what_if.html", context, status=422 if given and not valid else 200)
