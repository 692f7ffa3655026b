"""Acts on an ordinary case, for desk and API: one form and one call each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.apps.cases.services import GROUNDS as NO_PENALTY
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.telling import tiers_of
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.ordinary_base import (
    ONE,
    OfCase,
    Opinion,
    Optional,
    OrdinarySpec,
    Reasoned,
    Said,
    day_field,
    lines,
    through,
)
from zhifa.interfaces.frame.loop.ordinary_beside import BESIDE
from zhifa.interfaces.frame.loop.ordinary_delivering import Delivering
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.ordinary_facts import EVIDENCE_KINDS, TRIGGERS


class Joining(OfCase):
    """The colleague's own word."""

    reason = forms.CharField(
        label=_("联合执法依据"), required=False, max_length=200, help_text=_("与主办人员不是同一机关时填写联合执法方案")
    )


class OfOfficer(Reasoned):
    """Which officer."""

    person = forms.ChoiceField(label=_("办案人员"))
    field_order = ("person", "reason")

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, row, *args, **kwargs)
        self.choose("person", [(o.person, o.name) for o in row.officers])


class Correct(Reasoned):
    """What was entered wrongly; empty fields stay as they are."""

    place = forms.CharField(label=_("地点"), required=False, max_length=200)
    narrative = forms.CharField(label=_("涉嫌违法行为"), required=False, max_length=2000, widget=lines())
    clue_source = forms.CharField(label=_("案件来源"), required=False, max_length=200)
    field_order = ("place", "narrative", "clue_source", "reason")

    def clean(self) -> Said:
        """Gathers what was filled."""
        cleaned: Said = super().clean() or {}
        return {**cleaned, "changes": {n: cleaned[n] for n in ("place", "narrative", "clue_source") if cleaned.get(n)}}


class Piece(OfCase):
    """One piece of evidence under one of the eight kinds."""

    kind = forms.ChoiceField(label=_("证据种类"), choices=list(EVIDENCE_KINDS.items()))
    name = forms.CharField(label=_("名称"), max_length=200)
    origin = forms.CharField(label=_("来源（谁提供、在哪里取得）"), max_length=200)
    proves = forms.CharField(label=_("证明事项"), required=False, max_length=300)
    file = forms.ChoiceField(label=_("已入库的文件"), required=False, help_text=_("照片、视频入库时已计算校验值"))

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, row, *args, **kwargs)
        self.choose("file", [("", _now("没有文件（实物、纸质）")), *((str(e.id), e.name) for e in row.evidence if e.stored)])


class Record(OfCase):
    """Whom or what it is about, what was seen or said."""

    about = forms.CharField(label=_("对象（被询问人或者检查对象）"), max_length=120)
    text = forms.CharField(label=_("笔录内容"), max_length=8000, widget=lines(6))
    witness = forms.CharField(label=_("见证人"), required=False, max_length=60)


class Goods(Reasoned):
    """What is to be kept, where, why."""

    goods = forms.CharField(label=_("物品清单"), max_length=2000, widget=lines(), help_text=_("每行一件：名称，数量规格"))
    place = forms.CharField(label=_("保存地点"), max_length=200)
    field_order = ("goods", "place", "reason")

    def clean(self) -> Said:
        """Lines → items."""
        cleaned: Said = super().clean() or {}
        parted = [line.replace(",", "，").partition("，") for line in cleaned.get("goods", "").splitlines() if line.strip()]
        return {**cleaned, "items": [{"name": name.strip(), "quantity": rest.strip() or "1"} for name, _comma, rest in parted]}


class Disposal(OfCase):
    """What becomes of the goods."""

    disposition = forms.CharField(label=_("处理方式"), max_length=300, widget=lines(2))


class Recused(Reasoned):
    """Yes or no, and why."""

    granted = forms.BooleanField(label=_("同意回避"), required=False)
    field_order = ("granted", "reason")


class Concluding(OfCase):
    """Findings sentence by sentence, and what is proposed."""

    found = forms.CharField(
        label=_("查明的事实"), max_length=4000, widget=lines(4), help_text=_("每行一项事实；决定只能以告知过的事实为依据")
    )
    opinion = forms.CharField(label=_("承办意见"), max_length=1000, widget=lines())
    warning = forms.BooleanField(label=_("警告"), required=False)
    fine = forms.DecimalField(label=_("罚款（元）"), required=False, min_value=0, max_digits=12, decimal_places=2)
    spare = forms.ChoiceField(label=_("拟不予处罚的情形"), required=False, choices=[("", "—"), *NO_PENALTY.items()])
    tier = forms.ChoiceField(label=_("裁量阶次"), required=False)
    quantity = forms.DecimalField(label=_("数量"), required=False, min_value=0, initial=1, widget=forms.HiddenInput)
    mitigation = forms.CharField(label=_("减轻处罚的法定情形"), required=False, max_length=200)
    triggers = forms.MultipleChoiceField(
        label=_("应当法制审核的情形"), required=False, choices=list(TRIGGERS.items()), widget=forms.CheckboxSelectMultiple
    )
    serious = forms.BooleanField(label=_("情节复杂或者重大违法行为，须集体讨论"), required=False)
    reason = forms.CharField(label=_("说明"), required=False, max_length=500, help_text=_("系统提示风险时填写"))

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, row, *args, **kwargs)
        matter = catalogue.matter(row.matter_code)
        tiers = tiers_of(matter, row.party.kind) if matter and row.party else ()
        shown = _now("%(name)s：%(low)s–%(high)s 元（%(when)s）")
        values = [(t.code, shown % {"name": t.name, "low": f"{t.minimum:g}", "high": f"{t.maximum:g}", "when": t.condition}) for t in tiers]
        self.choose("tier", [("", _now("没有公布的阶次")), *values])


class Review(OfCase):
    """The reviewer's word."""

    opinion = forms.CharField(label=_("审核意见"), max_length=2000, widget=lines(4))
    qualification = forms.CharField(
        label=_("法律职业资格证号"), required=False, max_length=60, help_text=_("初次从事法制审核的必须填写（行政处罚法第五十八条第二款）")
    )


class Heard(OfCase):
    """What the party said, and what became of it."""

    statement = forms.CharField(label=_("当事人陈述、申辩"), max_length=4000, widget=lines())
    review = forms.CharField(label=_("复核意见"), max_length=2000, widget=lines(), help_text=_("成立的应当采纳；不得因申辩加重处罚"))


class Waived(OfCase):
    """Which right, by which word or recording."""

    proof = forms.CharField(label=_("放弃的凭据"), max_length=200, help_text=_("书面声明或音像记录的名称"))
    statement = forms.BooleanField(label=_("放弃陈述申辩"), required=False, initial=True)
    hearing = forms.BooleanField(label=_("放弃听证"), required=False, initial=True)


class Proof(OfCase):
    """By which word."""

    proof = forms.CharField(label=_("撤回的凭据"), max_length=200)


class Asked(OfCase):
    """How the party asked."""

    how = forms.CharField(label=_("提出方式"), required=False, max_length=200)
    agents = forms.IntegerField(label=_("委托代理人数"), required=False, min_value=0, max_value=9, initial=0)


class Summoned(OfCase):
    """When, where, before whom."""

    on = day_field(_("听证日期"))
    hour = forms.CharField(label=_("时间"), max_length=20, initial="上午9时")
    place = forms.CharField(label=_("地点"), max_length=200)
    presider = forms.ChoiceField(label=_("主持人（非本案调查人员）"))
    recorder = forms.CharField(label=_("记录人"), max_length=60)
    ground = forms.ChoiceField(label=_("是否公开"), choices=list(ordinary.GROUNDS.items()))
    reason = forms.CharField(label=_("说明"), required=False, max_length=500, help_text=_("系统提示风险时填写"))

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, row, *args, **kwargs)
        presiding = {Role.LEGAL_REVIEWER.value, Role.GUIDANCE.value}
        self.choose("presider", [(p.id, f"{p.name}（{p.post}）") for p in registry.people() if presiding & set(map(str, p.roles))])


class Held(OfCase):
    """Who was there, what was said."""

    people = forms.CharField(label=_("参加人"), max_length=500, widget=lines(2))
    text = forms.CharField(label=_("听证内容"), max_length=8000, widget=lines(6))
    agents = forms.IntegerField(label=_("到场代理人数"), required=False, min_value=0, max_value=9, initial=0)


class HearingReport(OfCase):
    """What was proven, what follows."""

    report = forms.CharField(label=_("听证意见"), max_length=4000, widget=lines(4))


class Discussed(OfCase):
    """Who said what."""

    present = forms.CharField(label=_("参加人及意见"), max_length=2000, widget=lines(), help_text=_("每行一人：姓名：意见，至少两人"))
    conclusion = forms.CharField(label=_("讨论结论"), max_length=1000, widget=lines(2))

    def clean(self) -> Said:
        """Lines → members."""
        cleaned: Said = super().clean() or {}
        parted = [line.replace(":", "：").partition("：") for line in cleaned.get("present", "").splitlines() if line.strip()]
        return {**cleaned, "members": [{"name": name.strip(), "opinion": rest.strip()} for name, _colon, rest in parted]}


class Deciding(OfCase):
    """On which of the told facts, with how much."""

    findings = forms.MultipleChoiceField(label=_("依据的事实"), widget=forms.CheckboxSelectMultiple)
    fine = forms.DecimalField(
        label=_("改为较低的罚款（元）"), required=False, min_value=0, max_digits=12, decimal_places=2, help_text=_("不改则按告知的数额")
    )
    correction = forms.CharField(label=_("同时责令改正"), required=False, max_length=300)
    reason = forms.CharField(label=_("说明"), required=False, max_length=500, help_text=_("系统提示风险时填写"))

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        told = row.proposal.findings if row.proposal else ()
        kwargs.setdefault("initial", {"findings": list(told)})
        super().__init__(by, row, *args, **kwargs)
        self.choose("findings", [(f, f) for f in told])


class NoPenalty(Reasoned):
    """No penalty."""

    ground = forms.ChoiceField(label=_("不予处罚的情形"), choices=list(NO_PENALTY.items()))
    reason = forms.CharField(label=_("查明情况与教育情况"), max_length=500, widget=lines())
    guardian = forms.CharField(label=_("监护人（不满十四周岁的）"), required=False, max_length=120)
    field_order = ("ground", "reason", "guardian")

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ground": row.proposal.spare_ground if row.proposal else ""})
        super().__init__(by, row, *args, **kwargs)


def _piece(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {n: said[n] for n in ("kind", "name", "origin", "proves")}
    return ordinary.add_evidence(by=by, at=at, case=pk, version=version, file=said["file"] or None, **words)


def _conclude(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    report = ordinary.Report(
        findings=tuple(said["found"].splitlines()),
        opinion=said["opinion"],
        warning=said["warning"],
        fine=said["fine"] or None,
        quantity=said["quantity"] or ONE,
        tier=said["tier"],
        mitigation=said["mitigation"],
        spare=said["spare"],
        triggers=tuple(said["triggers"]),
        serious=said["serious"],
        reason=said["reason"],
    )
    return ordinary.conclude(by=by, at=at, case=pk, report=report, version=version)


def _ask_hearing(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return ordinary.request_hearing(by=by, at=at, case=pk, how=said["how"], agents=said["agents"] or 0, version=version)


def _summon(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {n: said[n] for n in ("on", "hour", "place", "presider", "recorder", "ground", "reason")}
    return ordinary.summon_hearing(by=by, at=at, case=pk, summons=ordinary.Summons(**words), version=version)


def _hold(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {n: said[n] for n in ("people", "text")}
    return ordinary.hold_hearing(by=by, at=at, case=pk, agents=said["agents"] or 0, version=version, **words)


_O = ordinary
ORDINARY_ACTS: dict[str, OrdinarySpec] = {
    "approve_filing": OrdinarySpec(Opinion, through(_O.approve_filing, "opinion"), _("已批准立案"), "done"),
    "join_case": OrdinarySpec(Joining, through(_O.join_case, "reason"), _("已参加办案"), "person"),
    "record_site": OrdinarySpec(Record, through(_O.record_site, "about", "text", "witness"), _("已制作现场笔录"), "document", True),
    "record_interview": OrdinarySpec(
        Record, through(_O.record_interview, "about", "text", "witness"), _("已制作询问笔录"), "document", True
    ),
    "add_evidence": OrdinarySpec(Piece, _piece, _("证据已登记"), "add", True),
    "request_preservation": OrdinarySpec(Goods, through(_O.request_preservation, "reason", "items", "place"), _("已报批"), "seal", True),
    "request_seizure": OrdinarySpec(Goods, through(_O.request_seizure, "reason", "items", "place"), _("已报机关负责人决定"), "seal", True),
    "approve_preservation": OrdinarySpec(OfCase, through(_O.approve_preservation), _("已批准先行登记保存"), "seal", True),
    "register_preservation": OrdinarySpec(OfCase, through(_O.register_preservation), _("已登记保存，七个工作日内处理"), "seal", True),
    "dispose_preservation": OrdinarySpec(Disposal, through(_O.dispose_preservation, "disposition"), _("已作出处理决定"), "seal", True),
    "request_recusal": OrdinarySpec(OfOfficer, through(_O.request_recusal, "person", "reason"), _("已登记回避申请"), "person", True),
    "decide_recusal": OrdinarySpec(Recused, through(_O.decide_recusal, "granted", "reason"), _("已决定回避申请"), "person", True),
    "conclude": OrdinarySpec(Concluding, _conclude, _("调查终结，已送法制审核"), "document"),
    "pass_review": OrdinarySpec(Review, through(_O.pass_review, "opinion", "qualification"), _("审核通过"), "law"),
    "reject_review": OrdinarySpec(Review, through(_O.reject_review, "opinion", "qualification"), _("已退回补充调查"), "return", True),
    "skip_review": OrdinarySpec(Reasoned, through(_O.skip_review, "reason"), _("不经审核，理由已留痕"), "next", True),
    "notify": OrdinarySpec(Optional, through(_O.notify, "reason"), _("告知书已制作"), "document"),
    "serve_notice": OrdinarySpec(Delivering, through(_O.serve_notice, "delivery"), _("已送达，期限开始计算"), "document"),
    "hear_statement": OrdinarySpec(Heard, through(_O.hear_statement, "statement", "review"), _("已记录陈述申辩"), "story", True),
    "record_waiver": OrdinarySpec(Waived, through(_O.record_waiver, "proof", "statement", "hearing"), _("已记录放弃权利"), "story", True),
    "request_hearing": OrdinarySpec(Asked, _ask_hearing, _("已登记听证要求，等待通知"), "story", True),
    "end_waiting": OrdinarySpec(OfCase, through(_O.end_waiting), _("已提请决定"), "next"),
    "summon_hearing": OrdinarySpec(Summoned, _summon, _("听证通知书已制作"), "document"),
    "hold_hearing": OrdinarySpec(Held, _hold, _("已制作听证笔录"), "story"),
    "end_hearing": OrdinarySpec(Reasoned, through(_O.end_hearing, "reason"), _("听证已终止"), "close", True),
    "report_hearing": OrdinarySpec(HearingReport, through(_O.report_hearing, "report"), _("已提交听证报告"), "document"),
    "postpone_hearing": OrdinarySpec(Reasoned, through(_O.postpone_hearing, "reason"), _("已改期，请重新通知"), "clock", True),
    "withdraw_hearing": OrdinarySpec(Proof, through(_O.withdraw_hearing, "proof"), _("已撤回听证要求"), "return", True),
    "discuss": OrdinarySpec(Discussed, through(_O.discuss, "members", "conclusion"), _("已记录集体讨论"), "person", True),
    "decide": OrdinarySpec(Deciding, through(_O.decide, "fine", "findings", "correction", "reason"), _("已作出处罚决定"), "law"),
    "decide_no_penalty": OrdinarySpec(
        NoPenalty, through(_O.decide_no_penalty, "ground", "reason", "guardian"), _("已作出不予处罚决定"), "close", True
    ),
    "withdraw_decision": OrdinarySpec(Reasoned, through(_O.withdraw_decision, "reason"), _("决定书已作废，编号保留"), "return", True),
    "serve": OrdinarySpec(Delivering, through(_O.serve, "delivery"), _("已送达，缴款和救济期限开始计算"), "document"),
    "close": OrdinarySpec(Opinion, through(_O.close, "opinion"), _("已批准结案"), "done"),
    "archive": OrdinarySpec(OfCase, through(_O.archive), _("已装订归档"), "document"),
    "refuse_filing": OrdinarySpec(Reasoned, through(_O.refuse_filing, "reason"), _("已决定不予立案"), "refused", True),
    "release_officer": OrdinarySpec(OfOfficer, through(_O.release_officer, "person", "reason"), _("已更换办案人员"), "return", True),
    "correct_entry": OrdinarySpec(Correct, through(_O.correct_entry, "changes", "reason"), _("已更正，原内容留痕"), "document", True),
    "investigate_again": OrdinarySpec(Reasoned, through(_O.investigate_again, "reason"), _("已退回调查，须重新告知"), "return", True),
    **BESIDE,
}
