"""Money: only as an imported receipt, or taken on the spot where the law allows (处罚法 67–71)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from zhifa.apps.cases import words
from zhifa.apps.cases.models import Case, Collection, Decision, OrdinaryReceipt, Receipt
from zhifa.apps.cases.services.deciding import handlers_of, owner_of, rests_on_demo
from zhifa.apps.cases.services.ordinary.paying import import_ordinary_receipt
from zhifa.apps.cases.services.step import Move, meet_deadline, step, store_deadline
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.wording import moment
from zhifa.apps.trail import acts
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.money import written, yuan
from zhifa.law.procedure import periods
from zhifa.law.procedure.on_spot_collection import SUMMARY, CollectionFacts
from zhifa.law.procedure.summary_case import TREASURY
from zhifa.law.procedure.summary_guards import CaseFacts
from zhifa.law.rulings import Blocked, Denied, Ruling, refusal

COLUMNS = ("number", "decision", "amount", "paid_on")
PLACES = ("ordinary", "on_water", "remote", "poor_transport")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of a finance file. `wrong`: what to say about it, None when it was taken; a line that was
    imported before is taken again without effect."""

    line: int
    number: str
    wrong: Ruling | dict[str, list[str]] | None


def import_finance_file(*, by: Actor, at: datetime, source: str, text: str) -> tuple[Line, ...]:
    """A file of the bank or the Treasury: CSV with the columns number, decision, amount, paid_on. Each line stands for
    itself; a wrong one does not hold up the others. Raises Denied, Invalid for a file without these columns."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if lacking:
        raise Invalid({"file": [_("缺少列：%(columns)s") % {"columns": "、".join(lacking)}]})
    return tuple(_line(by, at, source, n, row) for n, row in enumerate(reader, 2))


def _line(by: Actor, at: datetime, source: str, line: int, row: Mapping[str, str]) -> Line:
    said = {c: (row.get(c) or "").strip() for c in COLUMNS}
    try:
        amount, paid_on = _read(said)
        import_receipt(by=by, at=at, source=source, number=said["number"], decision=said["decision"], amount=amount, paid_on=paid_on)
    except Invalid as wrong:
        return Line(line, said["number"], wrong.errors)
    except Blocked as refused:
        return Line(line, said["number"], refused.ruling)
    return Line(line, said["number"], None)


def _read(said: Mapping[str, str]) -> tuple[Decimal, date]:
    errors: dict[str, list[str]] = {}
    amount, paid_on = Decimal(0), date.min
    try:
        amount = yuan(said["amount"])
    except ValueError:
        errors["amount"] = [_("金额应为两位以内小数的数字")]
    try:
        paid_on = date.fromisoformat(said["paid_on"])
    except ValueError:
        errors["paid_on"] = [_("日期应为 2026-09-01 的形式")]
    if errors:
        raise Invalid(errors)
    return amount, paid_on


@transaction.atomic
def import_receipt(
    *, by: Actor, at: datetime, source: str, number: str, decision: str, amount: Decimal, paid_on: date
) -> Receipt | OrdinaryReceipt:
    """A receipt of the bank or the Treasury for the decision with this number; the same receipt twice is one.

    Only a source system or the job that reads the finance file may; the sum must be fine and surcharge to the fen. Raises
    Denied, Blocked, Invalid (no such decision)."""
    if not by.has(*TREASURY):
        raise Denied(refusal("case.only_imported", Citation("行政处罚法", 67), rules=("PAY-01", "PAY-09")))
    errors = {f: [_("必填")] for f, v in (("number", number), ("source", source), ("decision", decision)) if not v.strip()}
    if errors:
        raise Invalid(errors)
    found = Decision.objects.filter(tenant=by.tenant, number=decision.strip(), withdrawn_at__isnull=True).first()
    if found is None:
        return import_ordinary_receipt(by=by, at=at, source=source, number=number, decision=decision, amount=amount, paid_on=paid_on)
    if not localdate(found.decided_at) <= paid_on <= localdate(at):
        raise Invalid({"paid_on": [_("缴款日期应在作出决定当日以后、今天以前")]})
    acts.locked(Case, found.case_id)  # the same receipt twice at once: the second waits and finds the first
    known = Receipt.objects.filter(tenant=by.tenant, source=source, number=number).first()
    if known:
        return _same(known, found, amount, paid_on)
    return _import(by, at, found, source, number, amount, paid_on)


def _same(known: Receipt, decision: Decision, amount: Decimal, paid_on: date) -> Receipt:
    if known.case_id != decision.case_id or known.amount != amount or known.paid_on != paid_on:
        raise Blocked(refusal("case.receipt_conflict", Citation("行政处罚法", 67), rules=("PAY-09",), number=known.number))
    return known


def _import(by: Actor, at: datetime, decision: Decision, source: str, number: str, amount: Decimal, paid_on: date) -> Receipt:
    made: list[Receipt] = []

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        taken = getattr(row, "collection", None)
        return replace(facts, paid_on=taken.collected_on if taken else paid_on, amount=amount)

    def change(move: Move) -> None:
        surcharge = move.ruling.values["surcharge"]
        receipt = Receipt(
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
        for kind in ("payment", "cash_to_bank"):
            meet_deadline(move, kind)
        move.said |= {"receipt": number, "source": source, "amount": written(amount), "surcharge": written(surcharge)}

    step(by=by, at=at, case=decision.case_id, act="import_receipt", entries=entries, change=change, occurred_on=paid_on)
    return made[0]


def collect_on_spot(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    fiscal_receipt: str,
    place_type: str = "ordinary",
    hard_to_enforce: str = "",
    party_request: str = "",
    ashore_on: date | None = None,
    version: int | None = None,
) -> Case:
    """Take the fine on the spot against the Treasury's receipt. `hard_to_enforce`: why it could not be had later (68);
    `party_request`: the party's own request where the bank is out of reach (69). On water the two days run from
    `ashore_on`, the day of coming ashore."""
    if place_type not in PLACES:
        raise Invalid({"place_type": [_("请选择地点类型")]})

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        asked = CollectionFacts(
            procedure=SUMMARY,
            fine=facts.fine,
            party_kind=facts.party_kind,
            place_type=place_type,
            payment_difficult=bool(party_request.strip()),
            party_requested=bool(party_request.strip()),
            hard_to_enforce_later=bool(hard_to_enforce.strip()),
            reason_recorded=bool(hard_to_enforce.strip()),
        )
        return replace(facts, collection=asked, fiscal_receipt=fiscal_receipt)

    def change(move: Move) -> None:
        row = move.case
        ground = move.ruling.reasons[0].code
        due = periods.cash_to_agency(move.book, move.day, place_type, ashore_on)
        words_of_ground = hard_to_enforce.strip() or party_request.strip() or _GROUNDS.get(ground, ground)
        document = documents.issue(
            by=by,
            at=at,
            kind="DOC-P02",
            owner=owner_of(row),
            demo=rests_on_demo(row),
            facts=_record_facts(move, fiscal_receipt.strip(), words_of_ground, due.due, ashore_on),
        )
        taken = Collection(
            tenant=row.tenant,
            case=row,
            fiscal_receipt=fiscal_receipt.strip(),
            amount=move.facts.fine,
            ground=ground,
            place_type=place_type,
            collected_on=move.day,
            ashore_on=ashore_on,
            document_id=document.id,
        )
        move.save(taken)
        meet_deadline(move, "payment")
        store_deadline(move, "cash_to_agency", due)
        move.said |= {"fiscal_receipt": taken.fiscal_receipt, "amount": written(taken.amount), "ground": ground}

    return step(by=by, at=at, case=case, act="collect_on_spot", version=version, entries=entries, change=change)


_GROUNDS = {"collection.small_fine": "当场处罚且罚款数额在一百元以下（行政处罚法第六十八条第一项）"}


def _record_facts(move: Move, receipt: str, ground: str, to_agency: date, ashore_on: date | None) -> dict[str, object]:
    row, decision = move.case, move.case.decisions.get(withdrawn_at__isnull=True)
    assert row.party is not None
    return {
        "decision": decision.number,
        "party": words.party_words(row.party)["party"],
        "receipt": receipt,
        "fine": written(move.facts.fine),
        "fine_words": words.amount_words(move.facts.fine),
        "ground": ground,
        "collected_at": moment(move.at),
        "ashore_on": words.local(ashore_on),
        "to_agency": words.local(to_agency),
        "officers": words.officer_words(handlers_of(row), {move.by.person: f"{moment(move.at)}以本人账号签署"}),
    }


def hand_over_cash(*, by: Actor, at: datetime, case: UUID | str, handed_to: str, version: int | None = None) -> Case:
    """The officer gives the money to the organ; the organ's own two days to the bank begin (处罚法 71)."""
    if not handed_to.strip():
        raise Invalid({"handed_to": [_("请写明由谁收存")]})

    def change(move: Move) -> None:
        taken = move.case.collection
        taken.handed_over_on, taken.handed_to = move.day, handed_to.strip()
        move.save(taken)
        meet_deadline(move, "cash_to_agency")
        store_deadline(move, "cash_to_bank", periods.cash_to_bank(move.book, move.day))
        move.said |= {"handed_to": taken.handed_to, "amount": written(taken.amount)}

    return step(by=by, at=at, case=case, act="hand_over_cash", version=version, change=change)
