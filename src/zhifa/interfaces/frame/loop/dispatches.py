"""Acts on a dispatch. Those of the field that need a case or an order are composed in the handheld door."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.queries import DispatchRow
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book, county_elevations
from zhifa.interfaces.frame.clock import today
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor
from zhifa.law.procedure.elevation import MARKED

Said = dict[str, Any]


class Return(Reasoned):
    """Why it is not ours, the article that says whose it is, and whose."""

    basis = forms.CharField(label=_("依据（法条或目录）"), max_length=200, help_text=_("例：浙江省综合行政执法条例 第九条"))
    whose = forms.ChoiceField(label=_("您认为应由谁办理"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = organ_choices()  # type: ignore[attr-defined]


class Settle(Reasoned):
    """Whose it is, on what ground, and for which next questions that holds."""

    team = forms.ChoiceField(label=_("由谁办理"))
    citation = forms.CharField(label=_("依据（法条、目录或者方案条款）"), max_length=200)
    authorised_by = forms.CharField(
        label=_("县政府指定的文号或者批示"),
        max_length=200,
        required=False,
        help_text=_("双方是同级县级机关时由共同上级指定（行政处罚法第二十五条）；乡镇与县级机关之间由综合执法办协调处理，可不填"),
    )
    scope = forms.ChoiceField(
        label=_("今后同样的事"),
        required=False,
        initial="area",
        choices=[("area", _("本乡镇照此办理")), ("county", _("全县照此办理")), ("none", _("只管这一次"))],
    )
    words = forms.CharField(
        label=_("只在出现这些词时照此办理"), max_length=200, required=False, help_text=_("用顿号或者逗号分开；不填则不限")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices()  # type: ignore[attr-defined]


class Mark(Reasoned):
    """Which other townships, which places outside the county, which criteria, and what was seen."""

    areas = forms.MultipleChoiceField(label=_("还涉及哪些乡镇"), required=False, widget=forms.CheckboxSelectMultiple)
    outside = forms.MultipleChoiceField(
        label=_("涉及县外"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("县外的行为由当地机关管辖，这里只作提示，由县级联系"),
    )
    criteria = forms.MultipleChoiceField(label=_("重大复杂的标准"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ("areas", "outside", "criteria", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county, english = county_elevations(), (get_language() or "").startswith("en")
        choices = {
            "areas": [(a.code, a.name) for a in registry.areas() if a.kind == "township"],
            "outside": [(n.name, f"{n.name}（{n.superior or _now('跨省')}）") for n in county.neighbours],
            "criteria": [(c.code, c.name_en if english else c.name) for c in county.on(today()) if c.by == MARKED],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        self.fields["reason"].label = _("看到了什么、为什么")


class TakeUp(forms.Form):
    """Which team acts in the name of the county organ."""

    team = forms.ChoiceField(label=_("由谁承办"), help_text=_("须是县级持权机关的队伍；原队伍保留查看"))
    reason = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices()  # type: ignore[attr-defined]


def team_choices() -> list[tuple[str, str]]:
    """Teams that may be sent, for forms."""
    teams = [(t.code, f"{t.name}（{t.organ_name}）") for t in registry.teams() if t.kind != "command_centre"]
    return [("", _now("请选择")), *teams]


def organ_choices() -> list[tuple[str, str]]:
    """Organs that may act or receive, for forms."""
    return [("", _now("请选择")), *((o.code, o.name) for o in registry.organs() if o.kind not in ("county_government", "command_centre"))]


class HandOver(Reasoned):
    """To which organ, and why."""

    receiver = forms.ChoiceField(label=_("移交给"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = organ_choices()  # type: ignore[attr-defined]


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
    words = tuple(re.split(r"[、，,;；\s]+", said["words"].strip())) if said["words"].strip() else ()
    ruling = services.Adjudication(
        team=said["team"],
        reason=said["reason"],
        citation=said["citation"],
        authorised_by=said["authorised_by"],
        scope=said["scope"] or "area",
        words=words,
    )
    return services.settle_owner(by=by, at=at, dispatch=pk, ruling=ruling, version=version)


def _secure(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.secure(by=by, at=at, dispatch=pk, findings=said["findings"], version=version)


def _revive(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.revive_matter(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _receive(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.receive_dispatch(by=by, at=at, dispatch=pk, version=version)


def _return(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {name: said[name] for name in ("reason", "basis", "whose")}
    return services.return_dispatch(by=by, at=at, dispatch=pk, version=version, **words)


def _hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.hand_over(by=by, at=at, dispatch=pk, receiver=said["receiver"], reason=said["reason"], version=version)


def _accept_hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.accept_hand_over(by=by, at=at, dispatch=pk, version=version)


def _refuse_hand_over(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.refuse_hand_over(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _take_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.take_back(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _verify(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.verify_dispatch(by=by, at=at, dispatch=pk, findings=said["findings"], version=version)


def _send_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.send_back(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _reopen(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.reopen_dispatch(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


def _mark(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    crossing = services.Crossing(said["reason"], said["areas"], said["outside"], said["criteria"])
    return services.mark_elevation(by=by, at=at, dispatch=pk, crossing=crossing, version=version)


def _take_up(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.take_up(by=by, at=at, dispatch=pk, team=said["team"], reason=said["reason"], version=version)


def _decline(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.decline_elevation(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


DISPATCH_ACTS: dict[str, ActSpec] = {
    "dispatch": ActSpec(Bare, _dispatch, _("已派遣"), icon="dispatch", key="d", primary=True),
    "secure": ActSpec(Findings, _secure, _("已记录先行处置，归属裁定后继续"), icon="done"),
    "settle": ActSpec(Settle, _settle, _("已裁定归属"), icon="law", primary=True),
    "withdraw": ActSpec(Reasoned, _withdraw, _("已撤销事项"), icon="return"),
    "revive": ActSpec(Reasoned, _revive, _("已恢复事项，请派遣"), icon="return"),
    "recall": ActSpec(Reasoned, _recall, _("已撤回派遣"), icon="return"),
    "receive": ActSpec(Bare, _receive, _("已接收"), icon="done", primary=True),
    "return": ActSpec(Return, _return, _("已退单，裁定前仍由本队先行处置"), icon="return"),
    "hand_over": ActSpec(HandOver, _hand_over, _("已移交，等待对方接收"), icon="next"),
    "accept_hand_over": ActSpec(Bare, _accept_hand_over, _("已接收移交"), icon="done", primary=True),
    "refuse_hand_over": ActSpec(Reasoned, _refuse_hand_over, _("已拒收，裁定前仍由移交方先行处置"), icon="refused"),
    "take_back": ActSpec(Reasoned, _take_back, _("已收回，由本队继续办理"), icon="return"),
    "verify": ActSpec(Findings, _verify, _("已核实"), icon="done", key="v", primary=True),
    "send_back": ActSpec(Reasoned, _send_back, _("已退回返工"), icon="return", danger=True),
    "reopen": ActSpec(Reasoned, _reopen, _("已重新处置"), icon="return"),
    "mark_elevation": ActSpec(Mark, _mark, _("已标记，等县级决定是否提级"), icon="next"),
    "take_up": ActSpec(TakeUp, _take_up, _("已提级，请派遣"), icon="law", primary=True),
    "decline_elevation": ActSpec(Reasoned, _decline, _("已答复不予提级"), icon="refused"),
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
        "return": lambda: _now("只能退一次，须写明依据；裁定前仍由本队先行处置"),
        "secure": lambda: _now("控制现场、固定证据；归属另行裁定"),
        "settle": lambda: _now("指定队伍后回到待派遣；同样的事今后自动照此办理"),
        "revive": lambda: _now("回到待派遣"),
        "hand_over": lambda: _now("对方接收后才算移交完成"),
        "accept_hand_over": lambda: _now("由本机关继续办理"),
        "refuse_hand_over": lambda: _now("写明理由；裁定前仍由移交方先行处置"),
        "take_back": lambda: _now("对方没有回应时收回，由原队伍继续"),
        "verify": lambda: _now("确认问题已解决"),
        "send_back": lambda: _now("没有解决，队伍须再次到场"),
        "reopen": lambda: _now("队伍须再次到场"),
        "mark_elevation": lambda: _now("建议县级提级；答复前不立案、不处罚"),
        "take_up": lambda: _now("重新认定由县级办理，回到待派遣；原队伍和乡镇保留查看"),
        "decline_elevation": lambda: _now("写明理由；仍由原队伍办理"),
    }
    return effects[act]() if act in effects else ""
