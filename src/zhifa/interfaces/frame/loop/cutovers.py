"""Forms and acts of cut-overs and of the receipts that go with them, the same for desks, phones and programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.adjustments.queries import cutovers
from zhifa.apps.adjustments.services import cutover_planning as planning
from zhifa.apps.adjustments.services import cutover_receiving as receiving
from zhifa.apps.adjustments.services.cutover_planning import Plan
from zhifa.apps.adjustments.services.cutover_receiving import Chosen
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.services.coverage import Assigned
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.change_items import DAY, LONG
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, OfPerson, Reasoned
from zhifa.law.actors import Actor

Said = dict[str, Any]
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class PlanForm(forms.Form):
    """When it is frozen, and whether cases on file go over."""

    freeze_from = forms.DateTimeField(
        label=_("从什么时候起先行锁定"), required=False, widget=MOMENT, input_formats=FORMATS,
        help_text=_("不填：生效日零点前二十四小时。锁定期间不另行立案、改派、调整覆盖，险情照常处置"),
    )  # fmt: skip
    cases_move = forms.BooleanField(label=_("在办案件一并移交"), required=False, help_text=_("不选：已立案的由立案主体办结"))
    cases_ground = forms.CharField(label=_("在办案件移交的依据"), required=False, max_length=500, widget=LONG)

    def plan(self) -> Plan:
        """For the service."""
        said: Said = self.cleaned_data
        return Plan(said.get("freeze_from"), bool(said.get("cases_move")), said.get("cases_ground") or "")


class CoverageForm(PlanForm):
    """Another squad for an area."""

    area = forms.ChoiceField(label=_("乡镇或平台"))
    team = forms.ChoiceField(label=_("改由哪个中队覆盖"))
    since = forms.DateField(label=_("从哪一天起"), widget=DAY)
    ground = forms.CharField(label=_("依据"), max_length=500, widget=LONG)
    field_order = ("area", "team", "since", "ground", "freeze_from", "cases_move", "cases_ground")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(a.code, a.name) for kind in ("township", "platform") for a in registry.areas(kind)]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["team"].choices = [(t.code, t.name) for t in registry.teams("squad")]  # type: ignore[attr-defined]

    def assigned(self) -> Assigned:
        """For the service."""
        return Assigned(self.cleaned_data["area"], self.cleaned_data["team"], self.cleaned_data["since"])


class _Receipts(OfPerson):
    """Which of the pieces that wait for this person's unit; none: all of them."""

    receipts = forms.MultipleChoiceField(
        label=_("交接件"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("都不选表示全部")
    )

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        rows = cutovers.waiting(by)
        self.fields["receipts"].choices = [(r.id, f"{r.kind_label} {r.label} {r.matter_name}") for r in rows]  # type: ignore[attr-defined]


class AcceptForm(_Receipts):
    """Cases need two officers who go on with them."""

    officers = forms.MultipleChoiceField(
        label=_("继续办理案件的持证人员"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("有案件的，指定两名以上")
    )

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        if cutovers.cases_wait(by):
            self.fields["officers"].choices = cutovers.officers(by, clock.today())  # type: ignore[attr-defined]
        else:
            del self.fields["officers"]


class RefuseForm(_Receipts):
    """With the reason."""

    reason = Reasoned.base_fields["reason"]


def _on(act: Callable[[Actor, datetime, str, Said, int | None], object]) -> Callable[[Actor, datetime, UUID, Said, int | None], object]:
    """The services name a cut-over by its code."""

    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return act(by, at, cutovers.code_of(by, pk), said, version)

    return call


def _amend(by: Actor, at: datetime, code: str, said: Said, version: int | None) -> object:
    plan = Plan(said.get("freeze_from"), bool(said.get("cases_move")), said.get("cases_ground") or "")
    return planning.amend_cutover(by=by, at=at, cutover=code, plan=plan, version=version)


def _accept(by: Actor, at: datetime, code: str, said: Said, version: int | None) -> object:
    chosen = Chosen(code, tuple(said.get("receipts") or ()))
    return receiving.accept_receipts(by=by, at=at, chosen=chosen, officers=tuple(said.get("officers") or ()))


def _refuse(by: Actor, at: datetime, code: str, said: Said, version: int | None) -> object:
    return receiving.refuse_receipts(by=by, at=at, chosen=Chosen(code, tuple(said.get("receipts") or ())), reason=said["reason"])


CUTOVER_ACTS: dict[str, ActSpec] = {
    "cut_over": ActSpec(
        Bare,
        _on(lambda by, at, code, said, version: planning.cut_over(by=by, at=at, cutover=code, version=version)),
        _("已切换，交接件等接收单位接收"),
        icon="done",
        primary=True,
    ),
    "amend": ActSpec(PlanForm, _on(_amend), _("已修改"), icon="clock"),
    "cancel": ActSpec(
        Reasoned,
        _on(
            lambda by, at, code, said, version: planning.cancel_cutover(by=by, at=at, cutover=code, reason=said["reason"], version=version)
        ),
        _("已取消，锁定同时解除"),
        icon="close",
        danger=True,
    ),
    "accept_receipt": ActSpec(AcceptForm, _on(_accept), _("已接收，时限继续计算"), icon="done", primary=True),
    "refuse_receipt": ActSpec(RefuseForm, _on(_refuse), _("已退回原单位，时限继续计算"), icon="return"),
}


def cutover_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "cut_over": _now("一次完成：调整生效，在办的工作逐件移交或者留原单位，时限不变"),
        "amend": _now("生效日随目录调整；只改锁定时刻和在办案件的去向"),
        "cancel": _now("什么都没有移交，锁定解除"),
        "accept_receipt": _now("工作已在您单位名下，时限继续计算"),
        "refuse_receipt": _now("退回原单位，时限继续计算；已有新进展的不能退回"),
    }.get(act, "")
