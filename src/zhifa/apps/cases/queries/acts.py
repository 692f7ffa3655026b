"""What this person can do with a case now: every act of the state, enabled with its effect or with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhifa.apps.cases import permissions
from zhifa.apps.cases.facts import ADOPTED, current, matter_of, penalties, provision
from zhifa.apps.cases.permissions import Standing
from zhifa.apps.cases.queries.rows import CaseRow
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor
from zhifa.law.money import ZERO, written
from zhifa.law.penalties import CITIZEN, FINE, WARNING, Penalty
from zhifa.law.procedure.decision import Provided
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.on_spot_collection import SUMMARY, CollectionFacts
from zhifa.law.procedure.summary_case import SUMMARY_CASE
from zhifa.law.procedure.summary_guards import CaseFacts, Order
from zhifa.law.rulings import Refused, Ruling

FILLED = "…"
EFFECTS = {
    "confirm_second_officer": "你作为第二名执法人员，以本人账号确认共同执法",
    "release_second_officer": "撤下第二名执法人员，由另一名同事确认",
    "show_identity": "记录两人已向当事人出示执法证件",
    "record_facts": "记录违法事实和证据，之后告知当事人",
    "notify_party": "告知拟处罚的内容、事实、理由、依据和权利",
    "hear_statement": "记录当事人的陈述申辩和复核意见",
    "record_waiver": "记录当事人明确放弃陈述申辩",
    "decide": "以{identity}名义作出决定，取下一个决定书编号",
    "withdraw_decision": "决定书{number}作废，编号保留，可重新作出",
    "serve": "交付决定书{number}，缴款期限从今天起算",
    "serve_refused": "注明拒签后交付决定书{number}，决定照样生效",
    "report_for_record": "把决定书{number}报所属机关备案",
    "collect_on_spot": "凭财政专用票据当场收缴{fine}元，两个工作日内上交",
    "hand_over_cash": "收缴款交机关收存，机关两个工作日内缴付银行",
    "import_receipt": "只由银行或者财政回单导入",
    "close": "案件办结归档",
    "correct_entry": "更正录入，原来的内容留痕；已告知的须重新告知",
    "convert_to_ordinary": "转普通程序，已有记录全部保留",
    "drop": "不予处罚，记录理由和教育情况",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One act. `refusal` is None when it can be done (the form's own entries are checked when it is sent); `duty`: the
    person's duties include it, so that pages may leave out what is never theirs."""

    act: str
    label: str
    effect: str
    target: str
    duty: bool
    refusal: Ruling | None


def allowed_acts(by: Actor, row: CaseRow, day: date) -> tuple[Offer, ...]:
    """Acts of the present state in table order, from the same checks that the services make (2 queries)."""
    standing = Standing(row.tenant, row.state, row.team, row.team_name, tuple(h.person for h in row.handlers))
    facts = expected(row, day, by)
    words = {
        "identity": row.acting_identity,
        "number": row.decision.number if row.decision else "",
        "fine": written(facts.fine),
    }
    offers = []
    for found in SUMMARY_CASE.acts_from(row.state):
        refusal = None
        try:
            permissions.check_act(by, standing, found.act, _for_act(found.act, facts, by), county_book(), day)
        except Refused as refused:
            refusal = refused.ruling
        label, effect = SUMMARY_CASE.act_labels[found.act], EFFECTS[found.act].format_map(words)
        offers.append(Offer(found.act, label, effect, found.target, not by.roles.isdisjoint(found.roles), refusal))
    return tuple(offers)


def _for_act(act: str, facts: CaseFacts, by: Actor) -> CaseFacts:
    if act == "confirm_second_officer":
        return replace(facts, people=(*facts.people, Participant(OFFICER, certified=bool(by.certificate), agency=by.organ)))
    if act in ("decide", "serve", "serve_refused"):
        return replace(facts, penalties=facts.notified or facts.penalties)
    return facts


def expected(row: CaseRow, day: date, by: Actor) -> CaseFacts:
    """What is on file, and for what a form will bring the mildest entry: only what no entry could cure refuses now."""
    matter = matter_of(row.matter_code)
    kind = row.party.kind if row.party else CITIZEN
    provided = current(provision(matter, kind, row.notice.range_tier if row.notice else "base", Decimal(1)), day) or Provided()
    limits = (provided.minimum, provided.maximum)
    certified = registry.certified([h.person for h in row.handlers], day)
    notice, decision, order = row.notice, row.decision, row.order
    fine = (decision.fine if decision else None) or ZERO
    due = next((d.due for d in row.deadlines if d.kind == "payment"), None)
    return CaseFacts(
        people=tuple(Participant(OFFICER, certified=h.person in certified, agency=h.organ) for h in row.handlers),
        reason=FILLED,
        ground=FILLED,
        changes=1,
        party_kind=kind,
        narrative=FILLED,
        evidence=sum(1 for e in row.evidence if e.material == ADOPTED and e.stored),
        facts_clear=row.facts_clear,
        penalties=_mildest(matter.kinds, limits),
        provision_kinds=frozenset(matter.kinds),
        limits=limits,
        rectify_first=provided.rectify_first or matter.rectify_first,
        order=Order(order.served_on, order.due_on, order.rechecked_on, order.corrected, order.refused_on_spot) if order else Order(),
        mitigation=bool(notice and notice.mitigation),
        statement=FILLED,
        review=FILLED,
        waiver_proof=FILLED,
        heard=bool(notice and notice.statement),
        waived=bool(notice and notice.waiver_proof),
        notified=penalties(notice.warning, notice.fine) if notice else (),
        delivered=True,
        refusal_noted=True,
        fine=fine,
        collection=CollectionFacts(SUMMARY, fine, kind, "on_water", payment_difficult=True, party_requested=True),
        fiscal_receipt=FILLED,
        collected=row.collection is not None,
        cash_handed_over=bool(row.collection and row.collection.handed_over_on),
        due=due,
        paid_on=due,
        amount=fine,
    )


def _mildest(kinds: tuple[str, ...], limits: tuple[Decimal | None, Decimal | None]) -> tuple[Penalty, ...]:
    if WARNING in kinds or FINE not in kinds:
        return (Penalty(WARNING),)
    return (Penalty(FINE, limits[0] or Decimal(1)),)
