"""Money of ordinary cases: only as an imported receipt; what is late costs a surcharge (处罚法 67, 72)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDecision, OrdinaryReceipt, Receipt
from zhifa.apps.cases.ordinary_facts import ordinary_facts
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.money import written
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.procedure.ordinary_guards import GUARDS
from zhifa.law.rulings import Blocked, refusal


def import_ordinary_receipt(
    *, by: Actor, at: datetime, source: str, number: str, decision: str, amount: Decimal, paid_on: date
) -> OrdinaryReceipt:
    """As for summary cases, within the caller's transaction and after its checks of person and entries. Raises Invalid (no such
    decision, day out of range), Blocked (sum differs, number known with another content)."""
    found = OrdinaryDecision.objects.filter(tenant=by.tenant, number=decision.strip(), withdrawn_at__isnull=True).first()
    if found is None:
        raise Invalid({"decision": [_("没有这个文号的有效决定书")]})
    if not localdate(found.decided_at) <= paid_on <= localdate(at):
        raise Invalid({"paid_on": [_("缴款日期应在作出决定当日以后、今天以前")]})
    acts.locked(OrdinaryCase, found.case_id)
    known = OrdinaryReceipt.objects.filter(tenant=by.tenant, source=source, number=number).first()
    if known and (known.case_id, known.amount, known.paid_on) == (found.case_id, amount, paid_on):
        return known
    if known or Receipt.objects.filter(tenant=by.tenant, source=source, number=number).exists():
        raise Blocked(refusal("case.receipt_conflict", Citation("行政处罚法", 67), rules=("PAY-09",), number=number))
    made: list[OrdinaryReceipt] = []

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, paid_on=paid_on, amount=amount)

    def change(move: Move) -> None:
        surcharge = move.ruling.values["surcharge"]
        receipt = OrdinaryReceipt(
            tenant=move.case.tenant,
            case=move.case,
            source=source,
            number=number,
            amount=amount,
            surcharge=surcharge,
            paid_on=paid_on,
            imported_at=at,
        )
        move.save(receipt)
        made.append(receipt)
        if move.case.state == "paid":
            meet_deadline(move, "payment", "demand", "court")
        move.said |= {"receipt": number, "source": source, "amount": written(amount), "surcharge": written(surcharge)}

    act = _act(found.case, amount, paid_on)
    step(by=by, at=at, case=found.case_id, act=act, entries=entries, change=change, occurred_on=paid_on)
    return made[0]


def _act(case: OrdinaryCase, amount: Decimal, paid_on: date) -> str:
    """One part of what was granted in parts, or all that is left."""
    facts = replace(ordinary_facts(case, paid_on), paid_on=paid_on, amount=amount)
    return "import_instalment" if GUARDS["instalment_matches"](facts, county_book(), paid_on).permits else "import_receipt"
