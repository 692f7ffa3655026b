"""Orders to correct and cases of the summary procedure, with their money and their documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.walk.walker import FENKOU, PNG, WEIPING, Walker
from zhifa.apps.cases import services
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import Case, CorrectionOrder, Decision, OrdinaryDecision
from zhifa.apps.cases.services.telling import tiers_of
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.models import Document
from zhifa.apps.evidence import services as evidence
from zhifa.apps.parties import services as parties
from zhifa.apps.parties.models import Party
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.summary_case import SUMMARY_CASE

LITTER, STALL, CLIPPINGS, SEWAGE = "UM-017", "UM-001", "UM-020", "UM-018"
OFFICERS = ("weiping-officer-1", "weiping-officer-2", "weiping-officer-3")
LINE = (
    "confirm_second_officer", "show_identity", "record_facts", "notify_party", "hear_statement", "decide", "serve", "serve_refused",
    "report_for_record", "close",
)  # fmt: skip
PEOPLE = (
    {
        "kind": "citizen",
        "name": "演示当事人甲",
        "identifier_type": "citizen_id",
        "identifier": "11010519491231002X",
        "phone": "13800000000",
    },
    {"kind": "organization", "name": "演示园林绿化有限公司", "identifier_type": "none", "identifier": "", "representative": "演示负责人"},
    {"kind": "citizen", "name": "演示当事人乙", "identifier_type": "citizen_id", "identifier": "123", "phone": "1"},
)


def officer(walk: Walker) -> Actor:
    """One of the squad."""
    return walk.person(walk.any.choice(OFFICERS))


def some_party(walk: Walker) -> Any:
    """A party on file, or a new one; None when it could not be entered."""
    if Party.objects.exists() and walk.any.random() < 0.7:
        return walk.one(Party.objects)
    by, entries = officer(walk), {"address": "浙江省淳安县威坪镇环镇路1号", **walk.often(PEOPLE[walk.any.randrange(2)], PEOPLE[2])}
    return walk.attempt("party.register", by, lambda: parties.register_party(by=by, at=walk.at, entries=entries))


def scene(walk: Walker, *matters: str) -> services.Scene:
    """Mostly where the squad serves."""
    return services.Scene(walk.often(walk.any.choice(matters), "AG-001", "NO-SUCH"), walk.often(WEIPING, FENKOU, "nowhere"), "环镇路18号")


def matter_in_hand(walk: Walker) -> Any:
    """A matter of the loop at which somebody is, or None."""
    row = walk.one(Dispatch.objects.filter(state__in=("on_site", "penalising")))
    return row.incident_matter_id if row and walk.any.random() < 0.5 else None


def open_case(walk: Walker) -> None:
    """On patrol, or from a task."""
    by = officer(walk) if walk.any.random() < 0.8 else walk.anybody()
    source, place = matter_in_hand(walk), scene(walk, LITTER, LITTER, STALL, CLIPPINGS)
    walk.attempt("summary.open", by, lambda: services.open_case(by=by, at=walk.at, incident_matter=source, scene=None if source else place))


def on_case(walk: Walker) -> None:
    """One act on one case."""
    waiting = Case.objects.exclude(state__in=(*SUMMARY_CASE.final, "reported")).count()
    row = walk.one(Case.objects, tuple(SUMMARY_CASE.final))
    if row is None or walk.any.random() < (0.5 if not waiting else 0.2 if waiting < 3 else 0):
        open_case(walk)
        return
    by = walk.anybody() if walk.any.random() < 0.2 else fitting(walk, row)
    acts = case_acts(walk, row, by)
    act = walk.act_on(SUMMARY_CASE, row.state, list(acts), LINE)
    if act == "confirm_second_officer" and walk.any.random() < 0.8:
        by = walk.person(walk.any.choice([u for u in OFFICERS if walk.person(u).person != by.person]))
        acts = case_acts(walk, row, by)
    walk.attempt(f"summary.{act}", by, acts[act])


def fitting(walk: Walker, row: Case) -> Actor:
    """An officer of the case, or the leader of the squad."""
    people = list(row.handlers.filter(left_at__isnull=True).order_by("joined_at").values_list("person", flat=True))
    return walk.by_id(walk.any.choice(people)) if people and walk.any.random() < 0.85 else walk.person("weiping-leader")


def case_acts(walk: Walker, row: Case, by: Actor) -> dict[str, Callable[[], object]]:
    """Every act of the table but the import of receipts, which comes from outside."""
    give, s = {"by": by, "at": walk.at, "case": row.pk}, services
    return {
        "confirm_second_officer": lambda: s.confirm_second_officer(**give),
        "release_second_officer": lambda: s.release_second_officer(reason=walk.words(), **give),
        "show_identity": lambda: s.show_identity(**give),
        "record_facts": lambda: facts(walk, row, by),
        "notify_party": lambda: s.notify_party(proposal=proposal(walk, row), **give),
        "hear_statement": lambda: s.hear_statement(statement=walk.words("请求从轻"), review=walk.words("予以采纳"), **give),
        "record_waiver": lambda: s.record_waiver(proof=walk.words("执法记录仪第3段"), **give),
        "decide": lambda: s.decide(fine=walk.often(None, Decimal(10), Decimal(100000)), correction="当场清理", **give),
        "withdraw_decision": lambda: s.withdraw_decision(reason=walk.words(), **give),
        "serve": lambda: s.serve(received_by=walk.often("", "家属"), **give),
        "serve_refused": lambda: s.serve_refused(refusal_note=walk.words("拒收"), witness=walk.words("执法记录仪"), **give),
        "report_for_record": lambda: s.report_for_record(**give),
        "collect_on_spot": lambda: s.collect_on_spot(
            fiscal_receipt=f"浙财票{walk.count:06}", hard_to_enforce=walk.any.choice(("", "当事人即将离开")), **give
        ),
        "hand_over_cash": lambda: s.hand_over_cash(handed_to=walk.words("财务室"), **give),
        "close": lambda: s.close(**give),
        "correct_entry": lambda: s.correct_entry(changes={"place": f"环镇路{walk.count}号"}, reason=walk.words(), **give),
        "convert_to_ordinary": lambda: s.convert_to_ordinary(reason=walk.words("案情复杂"), **give),
        "drop": lambda: s.drop(ground=walk.any.choice((*s.GROUNDS, "nothing")), reason=walk.words(), **give),
    }


def facts(walk: Walker, row: Case, by: Actor) -> object:
    """What happened, who it was, and a picture of it."""
    if by.certificate and walk.any.random() < 0.9:
        evidence.store(by=by, at=walk.at, content=PNG, name="a.png", kind="photo", subject_id=row.pk)
    party = walk.one(Party.objects)
    return services.record_facts(
        by=by, at=walk.at, case=row.pk, narrative=walk.words("将果皮丢弃在人行道上。"),
        occurred_at=walk.at - timedelta(minutes=walk.often(5, -60)), party=party.pk if party else None,
    )  # fmt: skip


def proposal(walk: Walker, row: Case) -> services.Proposal:
    """In a tier of the matter, or beside every tier."""
    kind = row.party.kind if row.party else "citizen"
    tiers = tiers_of(matter_of(row.matter_code), kind)
    if not tiers or walk.any.random() < 0.2:
        return services.Proposal(warning=walk.any.random() < 0.5, fine=walk.any.choice((None, Decimal(1), Decimal(50), Decimal(5000))))
    tier = walk.any.choice(tiers)
    return services.Proposal(
        fine=walk.any.choice([v for v in (tier.minimum, tier.maximum) if v is not None] or [Decimal(20)]), tier=tier.code
    )


def receipt(walk: Walker) -> None:
    """The bank says that money came: mostly the right sum for a decision that stands, sometimes anything."""
    bank = Actor("", "非税系统", "nontax", frozenset({Role.CONNECTOR}), tenant=walk.tenant)
    decision = walk.one((Decision if walk.any.random() < 0.5 else OrdinaryDecision).objects)
    if decision is None:
        return
    by = walk.often(bank, walk.anybody())
    due = (decision.fine or Decimal(0)) + surcharge(walk, decision)
    amount, number = walk.often(due, Decimal(1), due + 1), f"R-{walk.any.randrange(40) if walk.any.random() < 0.1 else walk.count + 100}"
    paid_on = walk.day - timedelta(days=walk.often(0, 1, 30, -1))
    walk.attempt(
        "receipt.import",
        by,
        lambda: services.import_receipt(
            by=by, at=walk.at, source="nontax", number=number, decision=decision.number, amount=amount, paid_on=paid_on
        ),
    )


def surcharge(walk: Walker, decision: Any) -> Decimal:
    """3 % a day after the last day, never more than the fine: what the bank would have asked for."""
    due = decision.case.deadlines.filter(kind="payment").first()
    late = max(0, (walk.day - due.due).days) if due else 0
    fine = decision.fine or Decimal(0)
    return min(fine, fine * 3 * late / 100).quantize(Decimal("0.01"))


def issue_order(walk: Walker) -> None:
    """责令改正 on patrol or from a task."""
    by, party = officer(walk) if walk.any.random() < 0.8 else walk.anybody(), some_party(walk)
    if party is None:
        return
    source, place = matter_in_hand(walk), scene(walk, STALL, LITTER)
    due = (walk.at + timedelta(days=walk.often(3, -1))).date()
    said = services.Demand(walk.words("店外摆摊"), walk.words("撤回店内"), walk.at - timedelta(minutes=5), due)
    other = walk.person(walk.often("weiping-officer-2", "weiping-auxiliary-1")).person
    walk.attempt(
        "order.issue",
        by,
        lambda: services.issue_correction_order(
            by=by, at=walk.at, party=party.pk, said=said, officers_on_scene=[other], incident_matter=source, scene=None if source else place
        ),
    )


def on_order(walk: Walker) -> None:
    """One act on one order."""
    row = walk.one(CorrectionOrder.objects, tuple(CORRECTION.final))
    if row is None or walk.any.random() < 0.15:
        issue_order(walk)
        return
    by = walk.anybody() if walk.any.random() < 0.25 else officer(walk)
    other, give, s = (
        [walk.person(walk.often("weiping-officer-2", "weiping-auxiliary-1")).person],
        {"at": walk.at, "order": row.pk},
        services,
    )
    acts: dict[str, Callable[[Actor], object]] = {
        "serve_order": lambda by: s.serve_order(by=by, received_by=walk.words("本人"), refused_to_correct=walk.often(False, True), **give),
        "withdraw_order": lambda by: s.withdraw_order(by=by, reason=walk.words(), **give),
        "recheck_corrected": lambda by: s.record_recheck(
            by=by, corrected=True, findings=walk.words("已改"), officers_on_scene=other, **give
        ),
        "recheck_failed": lambda by: s.record_recheck(by=by, corrected=False, findings=walk.words("未改"), officers_on_scene=other, **give),
    }
    act = walk.act_on(CORRECTION, row.state, list(acts), ("serve_order", "recheck_corrected", "recheck_failed"))
    by = walk.person("weiping-leader") if act == "withdraw_order" and walk.any.random() < 0.7 else by
    walk.attempt(f"order.{act}", by, lambda: acts[act](by))


def on_document(walk: Walker) -> None:
    """Somebody opens a document."""
    row, by = walk.one(Document.objects), walk.anybody()
    if row is None:
        return
    form = walk.any.choice(("pdf", "docx"))
    walk.attempt("document.open", by, lambda: documents.open_file(by=by, at=walk.at, document_id=row.pk, form=form))
