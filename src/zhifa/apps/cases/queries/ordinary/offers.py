"""What this person can do with an ordinary case now, from the same checks that the services make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localtime

from zhifa.apps.cases import ordinary_permissions as permissions
from zhifa.apps.cases.facts import matter_of, provision
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.ordinary_facts import ordinary_facts
from zhifa.apps.cases.queries.acts import FILLED, Offer
from zhifa.apps.cases.queries.ordinary.days import Days, days_of
from zhifa.apps.cases.queries.ordinary.lists import seen
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import keeping
from zhifa.law.actors import Actor
from zhifa.law.penalties import FINE, WARNING, Penalty
from zhifa.law.procedure import transfer
from zhifa.law.procedure.hearing import HearingPlan
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_facts import AfterFacts, CrimeFacts, OrdinaryFacts
from zhifa.law.procedure.ordinary_guards import GUARDS
from zhifa.law.procedure.serving import ServingFacts
from zhifa.law.rulings import Refused, Ruling

EFFECTS = {
    "approve_filing": "以{identity}名义立案，九十日办案期限从现在起算",
    "refuse_filing": "不予立案，理由留痕",
    "join_case": "你以本人账号参加办案，法律要求至少两名执法人员",
    "release_officer": "撤下一名办案人员，已做的工作保留",
    "correct_entry": "更正录入，原来的内容留痕",
    "add_evidence": "按法定八类登记一件证据，文件入库时已计算校验值",
    "record_site": "制作现场笔录",
    "record_interview": "制作询问笔录",
    "request_preservation": "报机关负责人批准先行登记保存",
    "approve_preservation": "批准后执法人员可以登记保存",
    "request_seizure": "书面报机关负责人决定，记明依据和财物；批准和实施另按行政强制法制作文书",
    "register_preservation": "交付通知书和清单，七个工作日内必须处理",
    "dispose_preservation": "对登记保存的物品作出处理决定",
    "request_recusal": "登记回避申请；决定前不停止调查，但不能作出处罚决定",
    "decide_recusal": "决定是否回避；同意的，该人员退出办案",
    "conclude": "制作调查终结报告，送法制审核",
    "pass_review": "审核通过，可以告知或者提请决定",
    "reject_review": "退回补充调查",
    "skip_review": "不属四种法定情形的，说明理由后不经审核",
    "notify": "制作事先告知书；达到听证条件的自动换成听证告知书",
    "serve_notice": "送达告知书，陈述申辩和听证的期限从送达次日起算",
    "hear_statement": "记录陈述申辩和复核意见，不得因申辩加重处罚",
    "record_waiver": "记录当事人明确放弃的权利和凭据",
    "request_hearing": "当事人在五个工作日内要求听证的，必须举行",
    "end_waiting": "告知期届满或者已明确放弃，提请决定",
    "summon_hearing": "送达听证通知书，与听证日之间须满七个工作日",
    "postpone_hearing": "改期后重新通知",
    "withdraw_hearing": "当事人撤回听证要求",
    "hold_hearing": "由指定的主持人举行听证并制作笔录",
    "end_hearing": "当事人无正当理由不出席，终止听证",
    "report_hearing": "提交听证报告，决定应当根据听证笔录作出",
    "investigate_again": "回到调查取证，之后须重新告知",
    "discuss": "机关负责人集体讨论，记明各人意见",
    "decide": "以{identity}名义作出处罚决定，取下一个文号",
    "decide_no_penalty": "作出不予处罚决定",
    "withdraw_decision": "决定书作废，编号保留，可以重新作出",
    "serve": "送达决定书，缴款和救济期限从送达次日起算",
    "import_receipt": "只由银行或者财政回单导入",
    "import_instalment": "只由银行或者财政回单导入",
    "extend_period": "延长或者扣除的天数加到九十日之后，只能依据法律、法规、规章",
    "suspend_period": "办案期限停止计算，恢复前不能作出决定",
    "resume_period": "办案期限继续计算，停止的天数加到最后",
    "report_crime": "书面报告机关负责人，三日内决定是否移送公安机关；案件暂停办理",
    "approve_transfer": "批准后二十四小时内移送公安机关",
    "refuse_transfer": "不移送，理由留痕，案件继续调查",
    "hand_to_police": "制作移送书并取得回执，书面告知当事人；公安机关三日内审查",
    "police_filed": "公安机关立案，三日内移交涉案物品",
    "police_declined": "公安机关不予立案，三日内可以提请复议或者建议监督",
    "contest_refusal": "提请公安机关复议或者建议检察机关监督",
    "resume_case": "不构成犯罪但应当处罚的，继续办理；九十日没有停",
    "hand_over_goods": "逐项移交物品和材料，双方签字",
    "take_back": "司法机关退回处罚的，九十日从收到之日重新起算",
    "request_deferral": "登记当事人的延期（分期）申请和困难证明",
    "decide_deferral": "批准的，按新的期次缴纳；不批准的，期限不变",
    "record_remedy": "登记复议或者诉讼，期间不计加处罚款、不能申请法院执行",
    "end_remedy": "登记结果；维持的重新计算申请法院的期限，撤销的可以结案",
    "issue_demand": "写明今天的应缴总额，送达十个工作日后可以申请法院执行",
    "serve_demand": "送达后十个工作日起算",
    "apply_court": "以{identity}名义申请，须在救济期限届满后三个月内",
    "record_court": "登记法院受理或者准予执行",
    "return_court": "法院不受理或者不准执行，回到缴款阶段",
    "end_enforcement": "五种法定情形之一，终结执行后结案",
    "close": "批准结案",
    "archive": "把全部文书和证据装订成一份有目录和校验清单的 PDF",
}


LEADING = {
    "proposed": "approve_filing",
    "investigating": "conclude",
    "crime_reported": "approve_transfer",
    "transferring": "hand_to_police",
    "with_police": "police_filed",
    "police_refusal": "resume_case",
    "police_case": "hand_over_goods",
    "reported": "pass_review",
    "reviewed": "notify",
    "notified": "serve_notice",
    "waiting": "end_waiting",
    "hearing_requested": "summon_hearing",
    "hearing_summoned": "hold_hearing",
    "hearing_held": "report_hearing",
    "answered": "decide",
    "decided": "serve",
    "spared": "serve",
    "served": "close",
    "court": "record_court",
    "paid": "close",
    "excused": "close",
    "enforced": "close",
    "transferred": "close",
    "closed": "archive",
}


@dataclass(frozen=True, slots=True)
class Offers:
    """`acts` of the present state in table order, as far as this person is concerned; `obstacle`: what the law has against the act
    that leads on, whoever's it is; `days`: where the case stands in time and money."""

    acts: tuple[Offer, ...]
    obstacle: Ruling | None
    days: Days


def ordinary_acts(by: Actor, case_id: UUID | str, day: date) -> tuple[Offer, ...]:
    """Acts of the present state in table order, from the same checks that the services make (about 24 queries)."""
    return ordinary_offers(by, case_id, day).acts


def ordinary_offers(by: Actor, case_id: UUID | str, day: date) -> Offers:
    """With what stands in the way of going on, and the days (about 26 queries; none while nobody acted since this person saw it)."""
    return keeping.kept(("ordinary offers", by, str(case_id), day), None, lambda: _read(by, case_id, day))


def _read(by: Actor, case_id: UUID | str, day: date) -> Offers:
    case = seen(by).filter(pk=case_id).select_related("party", "incident_matter__dispatch").first()
    if case is None:
        return Offers((), None, Days(None, None))
    read = ordinary_facts(case, day)
    standing, facts, book = permissions.standing(case), _expected(read, day), county_book()
    offers, obstacle = [], None
    for row in ORDINARY_CASE.acts_from(case.state):
        refusal: Ruling | None = None
        own = _for_act(row.act, facts, case, by)
        try:
            permissions.check_act(by, standing, row.act, own, book, day)
        except Refused as refused:
            refusal = refused.ruling
        if row.act == LEADING.get(case.state):
            found = GUARDS[row.guard](own, book, day)
            obstacle = None if found.permits else found
        duty = not by.roles.isdisjoint(row.roles)
        offers.append(Offer(row.act, ORDINARY_CASE.act_labels[row.act], EFFECTS[row.act], row.target, duty, refusal))
    return Offers(tuple(offers), obstacle, days_of(case, read, day))


def _expected(facts: OrdinaryFacts, day: date) -> OrdinaryFacts:
    """What is on file, and for what a form will bring a good entry: only what no entry could cure refuses now."""
    signer = "receiving_clerk" if facts.party_kind == "organization" else "party"
    return replace(
        facts,
        reason=FILLED,
        ground=FILLED,
        changes=1,
        piece=("documentary", FILLED, FILLED),
        record_text=FILLED,
        items=1,
        opinion=FILLED,
        qualified=True,
        statement=FILLED,
        review=FILLED,
        waiver_proof=FILLED,
        serving=ServingFacts("direct", signer=signer, signed_on=day, party_kind=facts.party_kind or None),
        plan=HearingPlan(),
        absent=True,
        report=FILLED,
        members=9,
        decided_facts=facts.told_facts,
        findings=facts.findings or (FILLED,),
        paid_on=facts.due,
        amount=facts.fine,
        guardian=FILLED,
        period=replace(facts.period, source=FILLED, level="law", added=1),
        crime=_crime(facts.crime),
        after=_after(facts, day),
    )


def _crime(crime: CrimeFacts) -> CrimeFacts:
    return replace(
        crime,
        offence=FILLED,
        reported_at=localtime(crime.reported_at) if crime.reported_at else None,
        receiver=FILLED,
        receipt=FILLED,
        materials=frozenset(transfer.ALWAYS_ATTACHED),
        letter=FILLED,
        sender=FILLED,
        goods=FILLED,
    )


def _after(facts: OrdinaryFacts, day: date) -> AfterFacts:
    return replace(
        facts.after,
        hardship=FILLED,
        proof=FILLED,
        granted=True,
        schedule=((day + timedelta(days=30), facts.fine),),
        remedy="reconsideration",
        remedy_on=facts.after.served_on,
        court=FILLED,
        letter=FILLED,
        ending="other",
    )


def _for_act(act: str, facts: OrdinaryFacts, case: OrdinaryCase, by: Actor) -> OrdinaryFacts:
    if act == "join_case":
        own = Participant(OFFICER, certified=bool(by.certificate), agency=by.organ)
        return replace(facts, people=(*facts.people, own), joining=by.person)
    if act == "summon_hearing":
        latest = max(d.due for d in case.deadlines.all())
        return replace(facts, hearing_on=latest.replace(year=latest.year + 1))
    if act == "serve_demand" and not case.demands.filter(served_on__isnull=True).exists():
        return replace(facts, serving=None)
    if act == "conclude":
        matter = matter_of(case.matter_code)
        versions = provision(matter, facts.party_kind, "base", Decimal(1))
        least = min((v.minimum for v in versions if v.minimum is not None), default=Decimal(1))
        mild = (Penalty(WARNING),) if WARNING in matter.kinds or FINE not in matter.kinds else (Penalty(FINE, least),)
        return replace(facts, penalties=mild, versions=versions, rectify_first=matter.rectify_first, tiers_exist=False, tier=None)
    return facts
