"""Acts beside and after the main line of an ordinary case: its days, the police, deferral, remedies, demand, the court."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.apps.cases.services import ordinary
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.ordinary_base import OfCase, Optional, OrdinarySpec, Reasoned, Said, day_field, lines, through
from zhifa.interfaces.frame.loop.ordinary_delivering import Delivering
from zhifa.law.actors import Actor
from zhifa.law.money import yuan
from zhifa.law.procedure.ordinary_after_guards import ENDINGS, REMEDIES


class Grounded(Reasoned):
    """By which law, regulation or rule."""

    source = forms.CharField(label=_("依据（名称和条文）"), max_length=200, help_text=_("办案期限只能由法律、法规、规章另行规定"))
    level = forms.ChoiceField(label=_("依据的层级"), choices=list(ordinary.LEVELS.items()))
    field_order: tuple[str, ...] = ("source", "level", "reason")

    def clean(self) -> Said:
        """As the service takes it."""
        said: Said = super().clean() or {}
        return {**said, "ground": ordinary.Ground(said.get("source", ""), said.get("level", ""))}


class Longer(Grounded):
    """How many days more."""

    days = forms.IntegerField(label=_("延长或者扣除的天数"), min_value=1, max_value=365)
    field_order = ("source", "level", "days", "reason")


class Crime(OfCase):
    """What crime is suspected, on which facts."""

    offence = forms.CharField(label=_("涉嫌罪名"), max_length=120)
    found = forms.CharField(label=_("涉嫌犯罪的事实"), max_length=4000, widget=lines(4), help_text=_("每行一项事实"))

    def clean(self) -> Said:
        """Lines → sentences."""
        said: Said = super().clean() or {}
        return {**said, "findings": said.get("found", "").splitlines()}


class ToPolice(OfCase):
    """To whom, with what, against which receipt."""

    receiver = forms.CharField(label=_("接收机关"), max_length=120)
    receipt = forms.CharField(label=_("回执（接收人和签收时间）"), max_length=200)
    materials = forms.MultipleChoiceField(
        label=_("附送材料"),
        choices=[(code, name) for code, name in ordinary.MATERIALS.items() if code != "transfer_letter"],
        widget=forms.CheckboxSelectMultiple,
        initial=["investigation_report", "goods_list"],
    )
    tested = forms.BooleanField(label=_("有检验、检测或者鉴定"), required=False)
    goods = forms.CharField(label=_("一并移送的财物"), required=False, max_length=500, widget=lines(2), help_text=_("没有的不填"))

    def clean(self) -> Said:
        """As the service takes it."""
        said: Said = super().clean() or {}
        names = ("receiver", "receipt", "goods")
        given = {n: said.get(n, "") for n in names}
        handed = ordinary.HandOver(**given, materials=tuple(said.get("materials", ())), tested=bool(said.get("tested")))
        return {**said, "handed": handed}


class Letter(OfCase):
    """The number of what came."""

    letter = forms.CharField(label=_("来文文号"), max_length=120)


class Goods(OfCase):
    """Item by item."""

    goods = forms.CharField(label=_("移交的物品和材料"), max_length=2000, widget=lines(), help_text=_("每行一件；没有物品的写明没有"))


class SentBack(Letter):
    """Who sent it, with what."""

    sender = forms.CharField(label=_("来文机关"), max_length=120)
    materials = forms.CharField(label=_("移来材料"), required=False, max_length=300)
    field_order = ("sender", "letter", "materials")


class Hardship(OfCase):
    """The party's application."""

    hardship = forms.CharField(label=_("申请和经济困难情况"), max_length=1000, widget=lines())
    proof = forms.CharField(label=_("困难证明材料"), max_length=200)


class Deferred(Reasoned):
    """Yes with days and sums, or no."""

    granted = forms.BooleanField(label=_("同意延期（分期）"), required=False)
    parts = forms.CharField(
        label=_("缴纳期次"), required=False, max_length=500, widget=lines(), help_text=_("每行一期：日期，金额。例如 2026-10-15，150")
    )
    field_order = ("granted", "parts", "reason")

    def clean(self) -> Said:
        """Lines → (day, sum)."""
        said: Said = super().clean() or {}
        parted = [line.replace(",", "，").partition("，") for line in said.get("parts", "").splitlines() if line.strip()]
        try:
            schedule = [(date.fromisoformat(day.strip()), yuan(amount.strip())) for day, _comma, amount in parted]
        except (ValueError, InvalidOperation):
            self.add_error("parts", _now("每行写日期和金额，例如 2026-10-15，150"))
            schedule = list[tuple[date, Decimal]]()
        return {**said, "schedule": schedule}


class Remedied(OfCase):
    """What the party did, when."""

    remedy = forms.ChoiceField(label=_("当事人申请或者提起"), choices=list(REMEDIES.items()))
    on = day_field(_("申请（起诉）日期"))

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(by, row, *args, **kwargs)


class RemedyEnded(OfCase):
    """What came of it."""

    result = forms.ChoiceField(label=_("结果"), choices=list(ordinary.RESULTS.items()))
    letter = forms.CharField(label=_("决定书或者裁判文书号"), max_length=120)
    on = day_field(_("收到日期"), required=False, help_text=_("不填为今天"))


class Court(OfCase):
    """Which court."""

    court = forms.CharField(label=_("人民法院"), max_length=120, help_text=_("机关所在地的基层人民法院；不动产为所在地"))


class Ended(Reasoned):
    """On which ground."""

    ending = forms.ChoiceField(label=_("终结的情形"), choices=list(ENDINGS.items()))
    field_order = ("ending", "reason")


def _extend(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {n: said[n] for n in ("ground", "days", "reason")}
    return ordinary.extend_period(by=by, at=at, case=pk, version=version, **words)


_O = ordinary
BESIDE: dict[str, OrdinarySpec] = {
    "extend_period": OrdinarySpec(Longer, _extend, _("办案期限已变更"), "clock", True),
    "suspend_period": OrdinarySpec(Grounded, through(_O.suspend_period, "ground", "reason"), _("办案期限已中止"), "clock", True),
    "resume_period": OrdinarySpec(Reasoned, through(_O.resume_period, "reason"), _("办案期限已恢复"), "clock", True),
    "report_crime": OrdinarySpec(Crime, through(_O.report_crime, "offence", "findings"), _("已报告，机关负责人三日内决定"), "danger", True),
    "approve_transfer": OrdinarySpec(Optional, through(_O.approve_transfer, "reason"), _("已批准移送，二十四小时内送公安机关"), "next"),
    "refuse_transfer": OrdinarySpec(Reasoned, through(_O.refuse_transfer, "reason"), _("不移送，案件继续办理"), "return", True),
    "hand_to_police": OrdinarySpec(ToPolice, through(_O.hand_to_police, "handed"), _("已移送公安机关，已告知当事人"), "document"),
    "police_filed": OrdinarySpec(Letter, through(_O.police_filed, "letter"), _("已登记公安立案，三日内移交物品"), "done"),
    "police_declined": OrdinarySpec(Letter, through(_O.police_declined, "letter"), _("已登记公安不予立案"), "refused", True),
    "contest_refusal": OrdinarySpec(Reasoned, through(_O.contest_refusal, "reason"), _("已提请复议或者监督"), "document", True),
    "resume_case": OrdinarySpec(Reasoned, through(_O.resume_case, "reason"), _("案件继续调查"), "next"),
    "hand_over_goods": OrdinarySpec(Goods, through(_O.hand_over_goods, "goods"), _("物品已移交"), "seal"),
    "take_back": OrdinarySpec(
        SentBack, through(_O.take_back, "sender", "letter", "materials"), _("已接收，九十日重新起算"), "return", True
    ),
    "request_deferral": OrdinarySpec(Hardship, through(_O.request_deferral, "hardship", "proof"), _("已登记申请"), "story", True),
    "decide_deferral": OrdinarySpec(
        Deferred, through(_O.decide_deferral, "granted", "schedule", "reason"), _("已决定延期（分期）申请"), "clock", True
    ),
    "record_remedy": OrdinarySpec(Remedied, through(_O.record_remedy, "remedy", "on"), _("已登记，加处罚款停止计算"), "law", True),
    "end_remedy": OrdinarySpec(RemedyEnded, through(_O.end_remedy, "result", "letter", "on"), _("已登记结果"), "law", True),
    "issue_demand": OrdinarySpec(OfCase, through(_O.issue_demand), _("催告书已制作，请送达"), "document", True),
    "serve_demand": OrdinarySpec(
        Delivering, through(_O.serve_demand, "delivery"), _("催告书已送达，十个工作日后可以申请法院"), "document", True
    ),
    "apply_court": OrdinarySpec(Court, through(_O.apply_court, "court"), _("申请书已制作"), "law", True),
    "record_court": OrdinarySpec(Letter, through(_O.record_court, "letter"), _("已登记法院受理"), "done", True),
    "return_court": OrdinarySpec(Letter, through(_O.return_court, "letter"), _("已登记法院的裁定"), "return", True),
    "end_enforcement": OrdinarySpec(Ended, through(_O.end_enforcement, "ending", "reason"), _("已终结执行"), "close", True),
}
