"""编制和人员 at the desk: the ledger of posts, what moves with the powers, who is stationed where, whose an officer is, appraisals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.staffing import queries, services
from zhifa.apps.staffing.queries import AppraisalRow, DepartmentRow, StaffRow
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, WordsPage, act_page, words_page
from zhifa.interfaces.frame.loop import staffing as loop
from zhifa.interfaces.frame.loop.spec import ActSpec
from zhifa.interfaces.frame.parts import Act, Tab, button
from zhifa.interfaces.web import staffing_tables as tables
from zhifa.interfaces.web.empowerment_tables import csv_file
from zhifa.law.actors import Actor
from zhifa.law.procedure.staffing import DUAL_APPRAISAL, OFFICE, STAFF_TRANSFER
from zhifa.law.staffing import RELATIONS


def _tabs(by: Actor) -> list[Tab]:
    found = [Tab("people", _("人员关系和考核"), reverse("web:staff_people"))]
    return [Tab("posts", _("编制台账和划转"), reverse("web:staffing")), *found] if queries.reads_ledger(by) else found


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The ledger, every department with its arithmetic, who is stationed; each as a file with ?format=ledger, transfers, stationing."""
    by, today = acting.actor(request), clock.today()
    ledger, rows, stationed = queries.ledger(by, today), queries.departments(by, today), queries.stationings(by, today)
    files = {"ledger": lambda: tables.entries(ledger), "transfers": lambda: tables.departments(rows),
             "stationing": lambda: tables.stationings(stationed)}  # fmt: skip
    if (wanted := request.GET.get("format", "")) in files:
        return csv_file(files[wanted](), f"{wanted}.csv")
    context = {
        "tabs": _tabs(by),
        "ledger": ledger,
        "rows": [(r, _transfer_acts(r)) for r in rows],
        "behind": [r for r in rows if r.behind],
        "stated": sum(r.team is not None for r in rows),
        "stationings": stationed,
        "office": by.has(*OFFICE),
    }
    return render(request, "web/staffing.html", context)


def _transfer_acts(row: DepartmentRow) -> list[Act]:
    made = row.transfer
    if made is None:
        return []
    return [
        button(o, loop.TRANSFER_ACTS[o.act], url=reverse("web:staff_transfer_act", args=[made.code, o.act]),
               effect=loop.staffing_effect(o.act), version=made.version)
        for o in row.offers
    ]  # fmt: skip


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Whose each officer is by every relation, and the appraisals of a year; as files with ?format=people, appraisals, benefits."""
    by, today = acting.actor(request), clock.today()
    year = _year(request, today.year)
    rows, scored, unequal = queries.staff(by, today), queries.appraisals(by, year), queries.benefits(by)
    files = {"people": lambda: tables.people(rows), "appraisals": lambda: tables.appraisals(scored),
             "benefits": lambda: tables.benefits(unequal)}  # fmt: skip
    if (wanted := request.GET.get("format", "")) in files:
        return csv_file(files[wanted](), f"{wanted}.csv")
    group = request.GET.get("by", "command")
    group = group if group in RELATIONS else "command"
    context = {
        "tabs": _tabs(by),
        "rows": rows,
        "groups": _grouped(rows, group),
        "by": group,
        "relations": RELATIONS,
        "year": year,
        "appraisals": [(a, _appraisal_acts(a)) for a in scored],
        "states": dict(Counter(a.state_label for a in scored)),
        "benefits": unequal,
        "differences": sum(b.differs for b in unequal),
        "office": by.has(*OFFICE),
    }
    return render(request, "web/staff_people.html", context)


def _year(request: HttpRequest, this: int) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else this


def _grouped(rows: tuple[StaffRow, ...], kind: str) -> list[tuple[str, list[StaffRow]]]:
    found: dict[str, list[StaffRow]] = {}
    for row in rows:
        found.setdefault(next(r.organ_name for r in row.relations if r.kind == kind), []).append(row)
    return list(found.items())


def _appraisal_acts(row: AppraisalRow) -> list[Act]:
    return [
        button(o, loop.APPRAISAL_ACTS[o.act], url=reverse("web:staff_appraisal_act", args=[row.code, o.act]),
               effect=loop.staffing_effect(o.act), version=row.version)
        for o in row.offers
    ]  # fmt: skip


def _words(
    request: HttpRequest, form: Form, act: Callable[[Actor, datetime], object], to: str, title: str, effect: str, said: str
) -> HttpResponse:
    """A page that asks for words and does not belong to one object."""
    queries.check_office(acting.actor(request))
    shown = {"title": title, "effect": effect, "back": reverse(to)}
    return words_page(request, WordsPage("web/act.html", shown, said, lambda done: reverse(to)), form, act)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """A proposal for one department; the number of the rules stands in the field."""
    initial = {k: request.GET[k] for k in ("organ", "count") if k in request.GET}
    form = loop.ProposeForm(_posted(request), initial=initial)

    def act(by: Actor, at: datetime) -> object:
        return services.propose_transfer(by=by, at=at, **form.cleaned_data)

    effect = _("报县领导批准；批准时写明批准文件，编制同时记账")
    return _words(request, form, act, "web:staffing", _("提出划转方案"), effect, _("划转方案已提出，等县领导批准"))


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """One entry of the ledger."""
    form = loop.PostsForm(_posted(request))

    def act(by: Actor, at: datetime) -> object:
        return services.enter_posts(by=by, at=at, move=form.move(), reason=form.cleaned_data["reason"])

    effect = _("一出一入，总额不变；记错的用反方向的一笔更正")
    return _words(request, form, act, "web:staffing", _("记一笔编制"), effect, _("已记账"))


@require_http_methods(["GET", "POST"])
def station(request: HttpRequest) -> HttpResponse:
    """派驻 an officer to a department."""
    form = loop.PlacedForm(_posted(request))

    def act(by: Actor, at: datetime) -> object:
        return services.station(by=by, at=at, stated=form.stated())

    effect = _("人员仍属县局，以县局名义执法；由派驻单位日常管理和考核")
    return _words(request, form, act, "web:staffing", _("派驻人员"), effect, _("已派驻"))


@require_http_methods(["GET", "POST"])
def command(request: HttpRequest) -> HttpResponse:
    """Another daily command."""
    form = loop.CommandForm(_posted(request), initial={"person": request.GET.get("person", "")})

    def act(by: Actor, at: datetime) -> object:
        return services.change_command(by=by, at=at, stated=form.stated())

    effect = _("只改日常管理和指挥；编制、党组织、人事和工资关系不变")
    return _words(request, form, act, "web:staff_people", _("调整日常管理和指挥"), effect, _("已调整，其他三种关系不变"))


@require_http_methods(["GET", "POST"])
def open_year(request: HttpRequest) -> HttpResponse:
    """The appraisals of a year."""
    form = loop.YearForm(_posted(request), initial={"year": clock.today().year})

    def act(by: Actor, at: datetime) -> object:
        return services.open_appraisals(by=by, at=at, year=form.cleaned_data["year"]) or True

    effect = _("按年末的日常管理关系确定由谁评分；已有的不重复")
    return _words(request, form, act, "web:staff_people", _("启动年度考核"), effect, _("年度考核已启动，等双方评分"))


def _step(request: HttpRequest, spec: ActSpec | None, row: Any, shown: dict[str, Any], back: str) -> HttpResponse:
    if spec is None or row is None:
        raise Http404
    form = spec.filled(acting.actor(request), _posted(request))
    return act_page(
        request, ActPage("web/act.html", row.id, back, {"spec": spec, "version": row.version, "back": back, **shown}), spec, form
    )


@require_http_methods(["GET", "POST"])
def transfer_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Approve, send back or withdraw a proposal."""
    row = queries.transfer(acting.actor(request), code)
    about = f"{row.organ_name} · {_(row.rule_label)} · {row.arithmetic} · {_('拟划转')} {row.count}" if row else ""
    shown = {"title": _(STAFF_TRANSFER.act_labels.get(act, act)), "about": about, "effect": loop.staffing_effect(act)}
    return _step(request, loop.TRANSFER_ACTS.get(act), row, shown, reverse("web:staffing"))


@require_http_methods(["GET", "POST"])
def end_station(request: HttpRequest, stationing: UUID) -> HttpResponse:
    """The person comes back."""
    row = queries.stationing(acting.actor(request), stationing, clock.today())
    about = f"{row.person_name} · {row.host_name}" if row else ""
    shown = {"title": _("结束派驻"), "about": about, "effect": loop.staffing_effect("end_stationing")}
    return _step(request, loop.STATIONING_ACTS["end_stationing"], row, shown, reverse("web:staffing"))


@require_http_methods(["GET", "POST"])
def appraisal_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One side's score, or the end of an appraisal."""
    row = queries.appraisal(acting.actor(request), code)
    about = f"{row.person_name} · {row.year} · {row.local_name}" if row else ""
    shown = {"title": _(DUAL_APPRAISAL.act_labels.get(act, act)), "about": about, "effect": loop.staffing_effect(act)}
    back = reverse("web:staff_people") + (f"?year={row.year}" if row else "")
    return _step(request, loop.APPRAISAL_ACTS.get(act), row, shown, back)
