"""A summary case played step by step by the people of the demonstration county."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.county import SHANGHAI, who
from zhifa.apps.cases import services
from zhifa.apps.cases.models import Case, CorrectionOrder
from zhifa.apps.cases.services import Demand, Proposal, Scene
from zhifa.apps.evidence import services as evidence
from zhifa.apps.parties import services as parties
from zhifa.apps.parties.models import Party
from zhifa.law.actors import Actor, Role

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
LITTER, STALL, CLIPPINGS = "UM-017", "UM-001", "UM-020"
WEIPING, FENKOU = "330127104", "330127108"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BANK = Actor("", "非税系统", "nontax", frozenset({Role.CONNECTOR}), tenant="330127")
STEPS = ("opened", "paired", "identified", "established", "notified", "heard", "decided", "served", "reported")


def first() -> Actor:
    return who("weiping-officer-1")


def second() -> Actor:
    return who("weiping-officer-2")


def leader() -> Actor:
    return who("weiping-leader")


def citizen(**changes: str) -> Party:
    entries = {
        "kind": "citizen",
        "name": "演示当事人甲",
        "identifier_type": "citizen_id",
        "identifier": "11010519491231002X",
        "phone": "13800000000",
        "address": "浙江省淳安县威坪镇环镇路1号",
    }
    return parties.register_party(by=first(), at=AT, entries=entries | changes)


def organization() -> Party:
    return citizen(kind="organization", name="演示园林绿化有限公司", identifier_type="none", identifier="", representative="演示负责人")


def opened(matter: str = LITTER, area: str = WEIPING, **values: Any) -> Case:
    scene = Scene(matter, area, "威坪镇环镇路菜场门口")
    return services.open_case(by=first(), at=AT, scene=scene, **values)


def picture(case: Case | CorrectionOrder, by: Actor | None = None) -> None:
    evidence.store(by=by or first(), at=AT, content=PNG, name="现场照片.png", kind="photo", subject_id=case.pk)


def minutes(count: int) -> datetime:
    return AT + timedelta(minutes=count)


TIER_ONE = f"{LITTER}-citizen-1"


def played(
    until: str,
    matter: str = LITTER,
    party: Party | None = None,
    proposal: Proposal | None = None,
    waive: bool = False,
    **values: Any,
) -> Case:
    """The case in this state, reached lawfully."""
    case = opened(matter, **values)
    moves = {
        "paired": lambda: services.confirm_second_officer(by=second(), at=minutes(1), case=case.pk),
        "identified": lambda: services.show_identity(by=first(), at=minutes(2), case=case.pk),
        "established": lambda: _facts(case, party),
        "notified": lambda: services.notify_party(by=first(), at=minutes(4), case=case.pk, proposal=proposal or litter_fine()),
        "heard": lambda: _answer(case, waive),
        "decided": lambda: services.decide(by=first(), at=minutes(6), case=case.pk, correction="当场清理"),
        "served": lambda: services.serve(by=first(), at=minutes(7), case=case.pk),
        "reported": lambda: services.report_for_record(by=first(), at=minutes(30), case=case.pk),
    }
    for state in STEPS[1 : STEPS.index(until) + 1]:
        moves[state]()
    return Case.objects.get(pk=case.pk)


def litter_fine(amount: str = "20", tier: int = 1) -> Proposal:
    from zhifa.apps.cases.facts import matter_of
    from zhifa.apps.cases.services.telling import tiers_of

    tiers = tiers_of(matter_of(LITTER), "citizen")
    return Proposal(fine=Decimal(amount), tier=tiers[tier - 1].code)


def _facts(case: Case, party: Party | None) -> None:
    picture(case)
    services.record_facts(
        by=first(),
        at=minutes(3),
        case=case.pk,
        narrative="当事人将果皮、烟蒂丢弃在人行道上。",
        occurred_at=AT - timedelta(minutes=5),
        party=(party or citizen()).pk,
    )


def _answer(case: Case, waive: bool) -> None:
    if waive:
        services.record_waiver(by=first(), at=minutes(5), case=case.pk, proof="执法记录仪第3段")
    else:
        services.hear_statement(by=first(), at=minutes(5), case=case.pk, statement="马上清理，请求从轻", review="情况属实，予以采纳")


def ordered(due_in: int = 3, **values: Any) -> CorrectionOrder:
    """An order to correct a stall before the shop."""
    said = Demand("店外摆摊，超出门窗外墙约1.5米。", "撤回店内经营。", AT - timedelta(minutes=5), (AT + timedelta(days=due_in)).date())
    scene = Scene(STALL, WEIPING, "威坪镇环镇路88号门前")
    return services.issue_correction_order(
        by=first(), at=AT, party=citizen().pk, said=said, officers_on_scene=[second().person], scene=scene, **values
    )
