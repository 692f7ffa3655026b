"""A day of the county at the press of a button, in demonstrations only: what plays, how fast, and whether it adds up at the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zhifa.apps.accounts import queries
from zhifa.apps.dispatch.queries import SOURCE_LABELS
from zhifa.interfaces.frame import orders
from zhifa.law.actors import Role
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.summary_case import SUMMARY_CASE

STATES = {
    "": _("还没有演过"),
    "starting": _("正在开始"),
    "playing": _("正在演"),
    "done": _("演完了"),
    "failed": _("中断了"),
    "stopped": _("已停止"),
}
FIGURES = (
    ("sent", _("收到的反映")),
    ("registered", _("登记的事件")),
    ("repeated", _("重复推送，没有重复登记")),
    ("refused", _("填错的，退回并说明")),
    ("merged", _("同一件事，合并办理")),
    ("open", _("正在办")),
    ("done", _("已办结、已答复")),
    ("acts", _("各岗位办的步骤")),
    ("rulings", _("争议裁定")),
    ("visits", _("行政检查")),
    ("cases", _("案件")),
    ("fined", _("罚款（元）")),
    ("paid", _("已缴（元）")),
)
PACES = ((60.0, _("1 分钟演 1 小时")), (240.0, _("1 分钟演 4 小时")), (orders.JUMP, _("能多快就多快")))
WORKFLOWS = (INCIDENT, DISPATCH, SUMMARY_CASE, ORDINARY_CASE, INSPECTION, INSPECTION_PLAN, FINDING)
# What the reckoning says in the words of programs; states, acts and sources have their own labels.
RECKONED = {
    "reports by source": _("各来源的反映"),
    "source": _("来源"),
    "sent": _("收到"),
    "registered": _("登记"),
    "repeated": _("重复"),
    "conflict": _("内容不一致"),
    "refused": _("拒绝"),
    "all": _("合计"),
    "incident state": _("事件"),
    "task state": _("任务"),
    "case state": _("简易程序案件"),
    "ordinary case state": _("普通程序案件"),
    "visit state": _("行政检查"),
    "played": _("演到"),
    "listed": _("系统里"),
    "acts": _("办的步骤"),
    "act": _("步骤"),
    "done": _("办成"),
    "stale": _("别人先办了，重看再办"),
    "books": _("账目"),
    "figure": _("数"),
    "second reports of another": _("同一件事的再次反映"),
    "incidents found by inspections": _("检查发现的事件"),
    "acts beyond the end": _("演完以后的步骤"),
    "yuan of fines decided": _("决定的罚款（元）"),
    "yuan paid by receipts": _("回单上的缴款（元）"),
    "decisions on the books": _("处罚决定"),
    "number series": _("文号序列"),
    "numbers given out": _("用掉的文号"),
    "numbers missing": _("缺的文号"),
    "trail records verified": _("核对的留痕记录"),
    "trail problems": _("留痕问题"),
    "matter of the report proposed first": _("事项：系统首先提出"),
    "matter of the report proposed later": _("事项：系统也提出了"),
    "matter of the report not proposed": _("事项：系统没有提出"),
    "picture": _("拍照"),
    "media": _("传文件"),
    "receipt": _("缴款回单"),
    "adopt": _("采用材料"),
    "draw_up": _("编制检查计划"),
    "schedule": _("安排到场日期"),
    "state_position": _("陈述意见"),
}
EYES = (
    (Role.DISPATCHER, _("值班调度员：事件来了先看哪件")),
    (Role.LEADER, _("县领导：全县驾驶舱")),
    (Role.SQUAD_LEADER, _("中队长：手机上的任务")),
    (Role.GUIDANCE, _("县综合执法办：争议归谁")),
    (Role.LEGAL_REVIEWER, _("法制审核员：等我审核的案件")),
)


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The stage: figures, map, what happens now, whose eyes one may look through."""
    return render(request, "frame/replay.html", {**_shown(), "eyes": _eyes()})


@never_cache
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """The part that moves."""
    return render(request, "frame/replay_now.html", _shown())


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Order a day; while one plays this only shows it."""
    if orders.board().get("state") not in ("playing", "starting"):
        orders.ordered()
        orders.order("play")
    return redirect("replay:page")


@require_POST
def pace(request: HttpRequest) -> HttpResponse:
    """Faster, slower, wait; an unknown speed changes nothing."""
    known = {str(speed): speed for speed in (*(s for s, _label in PACES), orders.PAUSE)}
    if request.POST.get("speed") in known:
        orders.go_at(known[request.POST["speed"]])
    return redirect("replay:page")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """What was played stays; the clock stays where it is."""
    orders.order("stop")
    return redirect("replay:page")


def _shown() -> dict[str, Any]:
    board = orders.board()
    state = str(board.get("state", ""))
    start, until, at = (_instant(board.get(name)) for name in ("start", "until", "now"))
    whole = int((until - start).total_seconds()) if until and start else 1
    counts, lines = board.get("counts", {}), board.get("lines", ())
    return {
        "state": state,
        "state_label": STATES.get(state, state),
        "running": state in ("starting", "playing"),
        "why": board.get("why", ""),
        "at": at,
        "gone": whole if state == "done" else min(whole, int((at - start).total_seconds())) if at and start else 0,
        "whole": whole,
        "figures": [(code, label, counts.get(code, 0)) for code, label in FIGURES],
        "lines": [{**line, "who": gettext(SOURCE_LABELS[line["who"]]) if line["who"] in SOURCE_LABELS else line["who"]} for line in lines],
        "points": board.get("points", ()),
        "points_text": json.dumps(board.get("points", ()), ensure_ascii=False),
        "reckoning": _reckoned(board.get("reckoning")),
        "paces": [(str(speed), label, speed == board.get("speed")) for speed, label in PACES],
        "paused": board.get("speed") == orders.PAUSE,
        "pause": str(orders.PAUSE),
        "usual": str(PACES[0][0]),
    }


def _reckoned(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The tables with the labels of people; what has none stays as it is."""
    if not found:
        return None
    tables = [
        {"title": _named(t["title"]), "columns": [_named(c) for c in t["columns"]], "rows": [[_named(r[0]), *r[1:]] for r in t["rows"]]}
        for t in found["tables"]
    ]
    return {"wrong": found["wrong"], "tables": tables}


def _named(word: str) -> str:
    known: list[Mapping[str, Any]] = [RECKONED, SOURCE_LABELS, *(w.state_labels for w in WORKFLOWS), *(w.act_labels for w in WORKFLOWS)]
    label = next((labels[word] for labels in known if word in labels), "")
    return gettext(str(label)) if label else word


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _eyes() -> list[tuple[Any, queries.Account]]:
    """One demonstration account for each duty worth a look."""
    accounts = queries.demonstration_accounts()
    first = [(label, next((a for a in accounts if role in a.roles), None)) for role, label in EYES]
    return [(label, account) for label, account in first if account]
