"""Acts on a dispatch. Those of the field that need a case or an order are composed in the handheld door."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.queries import DispatchRow
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.interfaces.frame.clock import today
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor

Said = dict[str, Any]


class Return(Reasoned):
    """Why it is not ours, and the article that says whose it is."""

    basis = forms.CharField(label=_("依据（法条或目录）"), max_length=200, help_text=_("例：浙江省综合行政执法条例 第九条"))


class Settle(Reasoned):
    """Whose it is."""

    team = forms.ChoiceField(label=_("由谁办理"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(t.code, f"{t.name}（{t.organ_name}）") for t in registry.teams() if t.kind != "command_centre"]
        self.fields["team"].choices = [("", _now("请选择")), *teams]  # type: ignore[attr-defined]


class HandOver(Reasoned):
    """To which organ, and why."""

    receiver = forms.ChoiceField(label=_("移交给"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = [(o.code, o.name) for o in registry.organs() if o.kind not in ("county_government", "command_centre")]
        self.fields["receiver"].choices = [("", _now("请选择")), *organs]  # type: ignore[attr-defined]


class Findings(forms.Form):
    """What was seen."""

    findings = forms.CharField(label=_("看到的情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _dispatch(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.dispatch_matter(by=by, at=at, dispatch=pk, version=version)


def _recall(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.recall_dispatch(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _withdraw(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.withdraw_matter(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _settle(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.settle_owner(by=by, at=at, dispatch=pk, team=said["team"], reason=said["reason"], version=version)


def _receive(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.receive_dispatch(by=by, at=at, dispatch=pk, version=version)


def _return(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.return_dispatch(by=by, at=at, dispatch=pk, reason=said["reason"], basis=said["basis"], version=version)


def _hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.hand_over(by=by, at=at, dispatch=pk, receiver=said["receiver"], reason=said["reason"], version=version)


def _accept_hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.accept_hand_over(by=by, at=at, dispatch=pk, version=version)


def _refuse_hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.refuse_hand_over(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _verify(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.verify_dispatch(by=by, at=at, dispatch=pk, findings=said["findings"], version=version)


def _send_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.send_back(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _reopen(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.reopen_dispatch(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


DISPATCH_ACTS: dict[str, ActSpec] = {
    "dispatch": ActSpec(Bare, _dispatch, _("已派遣"), icon="dispatch", key="d", primary=True),
    "settle": ActSpec(Settle, _settle, _("已裁定归属"), icon="law", primary=True),
    "withdraw": ActSpec(Reasoned, _withdraw, _("已撤销事项"), icon="return"),
    "recall": ActSpec(Reasoned, _recall, _("已撤回派遣"), icon="return"),
    "receive": ActSpec(Bare, _receive, _("已接收"), icon="done", primary=True),
    "return": ActSpec(Return, _return, _("已退单，由综合执法办裁定"), icon="return"),
    "hand_over": ActSpec(HandOver, _hand_over, _("已移交，等待对方接收"), icon="next"),
    "accept_hand_over": ActSpec(Bare, _accept_hand_over, _("已接收移交"), icon="done", primary=True),
    "refuse_hand_over": ActSpec(Reasoned, _refuse_hand_over, _("已拒收，由综合执法办裁定"), icon="refused"),
    "verify": ActSpec(Findings, _verify, _("已核实"), icon="done", key="v", primary=True),
    "send_back": ActSpec(Reasoned, _send_back, _("已退回返工"), icon="return", danger=True),
    "reopen": ActSpec(Reasoned, _reopen, _("已重新处置"), icon="return"),
}


def _minutes(name: str) -> str:
    minutes = county_book().count(f"loop.minutes.{name}", today())
    return _now("%(n)s 分钟内") % {"n": minutes} if minutes < 120 else _now("%(n)s 小时内") % {"n": minutes // 60}


def dispatch_effect(act: str, row: DispatchRow) -> str:
    """What the act will do to this task, said before it is pressed."""
    danger = "_danger" if row.danger_to_life else ""
    effects = {
        "dispatch": lambda: _now("派给%(team)s，%(time)s接收") % {"team": row.team_name, "time": _minutes("receive" + danger)},
        "receive": lambda: _now("接下任务，%(time)s到场") % {"time": _minutes("arrive" + danger)},
        "recall": lambda: _now("对方接收前可以撤回"),
        "withdraw": lambda: _now("登记有误时撤销，原记录保留"),
        "return": lambda: _now("只能退一次，须写明依据；由综合执法办裁定"),
        "settle": lambda: _now("指定队伍后回到待派遣"),
        "hand_over": lambda: _now("对方接收后才算移交完成"),
        "accept_hand_over": lambda: _now("由本机关继续办理"),
        "refuse_hand_over": lambda: _now("写明理由，由综合执法办裁定"),
        "verify": lambda: _now("确认问题已解决"),
        "send_back": lambda: _now("没有解决，队伍须再次到场"),
        "reopen": lambda: _now("队伍须再次到场"),
    }
    return effects[act]() if act in effects else ""
