"""After the days for payment: remedies, demand, the application to the court, the end of enforcement (强制法 35, 40, 53–58)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.beside_facts import demand_of
from zhifa.apps.cases.models import CourtApplication, Demand, OrdinaryCase, OrdinaryDecision, Remedy
from zhifa.apps.cases.ordinary_facts import ordinary_facts
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.delivering import Delivery, how, issue_return, served_on, with_delivery
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step, store_deadline
from zhifa.apps.documents.wording import plain_date
from zhifa.law.actors import Actor
from zhifa.law.money import written
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_after_guards import ENDINGS, REMEDIES, owed, unpaid, window
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.rulings import Ruling

RESULTS = {"upheld": "维持", "revoked": "撤销", "withdrawn": "撤回申请或者起诉"}
BANK = "凭缴款码到指定银行或者通过电子支付系统缴纳罚款和加处罚款"
HEARD = "收到本催告书后有权向我机关陈述和申辩；我机关将记录、复核，理由成立的予以采纳。"


def record_remedy(*, by: Actor, at: datetime, case: UUID | str, remedy: str, on: date, version: int | None = None) -> OrdinaryCase:
    """The party applied for reconsideration or sued: the surcharge stands still, the court is not applied to (处罚法 73)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, after=replace(facts.after, remedy=remedy, remedy_on=on))

    def change(move: Move) -> None:
        move.save(Remedy(tenant=move.case.tenant, case=move.case, kind=remedy, filed_on=on))
        move.said |= {"remedy": REMEDIES[remedy], "on": on.isoformat()}

    return step(by=by, at=at, case=case, act="record_remedy", version=version, entries=entries, change=change, occurred_on=on)


def end_remedy(
    *, by: Actor, at: datetime, case: UUID | str, result: str, letter: str, on: date | None = None, version: int | None = None
) -> OrdinaryCase:
    """Its decision was received on `on` (today): upheld, the days to sue or for the court begin; revoked, the case can be closed."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, after=replace(facts.after, letter=letter if result in RESULTS else ""))

    def change(move: Move) -> None:
        found = move.case.remedies.get(ended_on__isnull=True)
        found.ended_on, found.result, found.letter = on or move.day, result, letter.strip()
        move.save(found)
        if result == "revoked":
            meet_deadline(move, "payment", "demand", "court")
        else:
            store_window(move)
        move.said |= {"remedy": REMEDIES[found.kind], "result": RESULTS[result], "letter": found.letter}

    return step(by=by, at=at, case=case, act="end_remedy", version=version, entries=entries, change=change, note=letter)


def store_window(move: Move) -> None:
    """The last day on which the court may be applied to, counted from what is on file now."""
    facts = ordinary_facts(move.case, move.day)
    found = window(facts, move.book, None)
    if not found.permits:
        return
    last, suit = found.values["window_to"], found.values["suit_deadline"]
    assert isinstance(last, date)
    assert isinstance(suit, date)
    calendar, months = move.book.calendar, move.book.count("period.court_application", suit)
    provisional = calendar.is_provisional(last)
    due = periods.Deadline("ENF-15", suit, last, last, periods.MONTHS, months, False, (), found.citations, provisional)
    store_deadline(move, "court", due)


def _decision(move: Move) -> OrdinaryDecision:
    found: OrdinaryDecision = move.case.decisions.get(withdrawn_at__isnull=True)
    return found


def _now_owed(move: Move) -> Ruling:
    return owed(move.facts, move.book, unpaid(move.facts), None, move.day)


def _sums(move: Move) -> str:
    found = _now_owed(move)
    extra, total = found.values["surcharge"], found.values["total"]
    return f"罚款{written(total - extra)}元，至{plain_date(move.day)}加处罚款{written(extra)}元，合计{written(total)}元"


def issue_demand(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> OrdinaryCase:
    """催告书: the sum of this day, ten working days, the right to be heard (强制法 35, 54)."""

    def change(move: Move) -> None:
        facts = {
            **said.common(move.case),
            "decision": f"行政处罚决定书（{_decision(move).number}）",
            "deadline": "自收到本催告书之日起十个工作日内",
            "way": BANK,
            "amount": _sums(move),
            "right": HEARD,
            "officers": said.officers(move),
        }
        document = move.issue("DOC-E01", facts)
        move.save(Demand(tenant=move.case.tenant, case=move.case, document_id=document.id, issued_at=at))

    return step(by=by, at=at, case=case, act="issue_demand", version=version, change=change)


def serve_demand(*, by: Actor, at: datetime, case: UUID | str, delivery: Delivery, version: int | None = None) -> OrdinaryCase:
    """Served: after the tenth working day the court may be applied to (强制法 38, 54)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        found = demand_of(row)
        return with_delivery(facts, delivery, at) if found and found.served_on is None else replace(facts, serving=None)

    def change(move: Move) -> None:
        found = demand_of(move.case)
        assert found is not None  # `entries` gave no serving without one
        found.served_on, found.served_how = served_on(move), how(delivery)[:200]
        move.save(found)
        issue_return(move, delivery, f"履行义务催告书（{found.document.number}）")
        store_deadline(move, "demand", periods.demand(move.book, found.served_on))
        move.said |= {"served_on": found.served_on.isoformat(), "how": found.served_how}

    return step(by=by, at=at, case=case, act="serve_demand", version=version, entries=entries, change=change)


def apply_court(*, by: Actor, at: datetime, case: UUID | str, court: str, version: int | None = None) -> OrdinaryCase:
    """申请强制执行, signed by the head: demand over, remedies over, inside three months (强制法 53–55)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, after=replace(facts.after, court=court))

    def change(move: Move) -> None:
        decision, demand = _decision(move), demand_of(move.case)
        assert demand is not None  # guard court_open
        assert demand.served_on is not None
        values = move.ruling.values
        facts = {
            **said.common(move.case),
            "court": court.strip(),
            "decision": [f"{decision.number}，{plain_date(move.case.served_on)}送达" if move.case.served_on else "", *decision.findings],
            "demand": f"{plain_date(demand.served_on)}送达催告书（{demand.document.number}），十个工作日期满仍不履行",
            "amount": _sums(move),
            "window": f"{plain_date(values['window_from'])}至{plain_date(values['window_to'])}",
            "signers": [said.signer("机关负责人", move)],
        }
        document = move.issue("DOC-E05", facts)
        amount = _now_owed(move).values["total"]
        row = CourtApplication(
            tenant=move.case.tenant, case=move.case, court=court.strip(), applied_on=move.day, amount=amount, document_id=document.id
        )
        move.save(row)
        meet_deadline(move, "court", "demand")
        move.said |= {"court": row.court, "amount": written(amount), "number": document.number}

    return step(by=by, at=at, case=case, act="apply_court", version=version, entries=entries, change=change)


def record_court(*, by: Actor, at: datetime, case: UUID | str, letter: str, version: int | None = None) -> OrdinaryCase:
    """The court took it, or ruled that it is enforced."""
    return _court_said(by, at, case, "record_court", letter, version, accepted=True)


def return_court(*, by: Actor, at: datetime, case: UUID | str, letter: str, version: int | None = None) -> OrdinaryCase:
    """The court did not take it, or ruled that it is not enforced: back to the organ, which may ask the higher court (强制法 56, 58)."""
    return _court_said(by, at, case, "return_court", letter, version, accepted=False)


def _court_said(by: Actor, at: datetime, case: UUID | str, act: str, letter: str, version: int | None, *, accepted: bool) -> OrdinaryCase:
    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, after=replace(facts.after, letter=letter))

    def change(move: Move) -> None:
        found = move.case.applications.latest("applied_on", "id")
        found.accepted, found.letter, found.answered_on = accepted, letter.strip(), move.day
        move.save(found)
        move.said["letter"] = found.letter

    return step(by=by, at=at, case=case, act=act, version=version, entries=entries, change=change, note=letter)


def end_enforcement(*, by: Actor, at: datetime, case: UUID | str, ending: str, reason: str, version: int | None = None) -> OrdinaryCase:
    """终结执行 on one of the statutory grounds (`ENDINGS`)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, reason=reason, after=replace(facts.after, ending=ending))

    def change(move: Move) -> None:
        facts = {
            **said.common(move.case),
            "decision": f"行政处罚决定书（{_decision(move).number}）",
            "ground": ENDINGS[ending],
            "reason": words.ended(reason),
            "signers": [said.signer("机关负责人", move)],
        }
        move.issue("DOC-E08", facts)
        meet_deadline(move, "payment", "demand", "court")
        move.said["ending"] = ENDINGS[ending]

    return step(by=by, at=at, case=case, act="end_enforcement", version=version, entries=entries, change=change, note=reason)
