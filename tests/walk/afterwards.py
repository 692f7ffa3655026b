"""Beside and after the main line of an ordinary case: longer periods, the police, deferral, remedies, demand and court."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from tests.walk.walker import Walker
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.ordinary import Delivery, HandOver
from zhifa.apps.cases.services.ordinary.period import Ground
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_after_guards import ENDINGS, REMEDIES

MATERIALS = ("investigation_report", "goods_list")


def side_acts(walk: Walker, row: OrdinaryCase, by: Actor) -> dict[str, Callable[[], object]]:
    """Longer periods, and the police."""
    o, give, letter = ordinary, {"by": by, "at": walk.at, "case": row.pk}, walk.words("淳公立字〔2026〕1号")
    ground = Ground("某规定第三条", walk.any.choice(("law", "department_rule", "no such level")))
    handed = HandOver("淳安县公安局", walk.words("民警签收"), MATERIALS[: walk.often(2, 1)], goods=walk.words("污水桶一只"))
    return {
        "extend_period": lambda: o.extend_period(ground=ground, days=walk.often(30, 0), reason=walk.words("情况复杂"), **give),
        "suspend_period": lambda: o.suspend_period(ground=ground, reason=walk.words("等待鉴定"), **give),
        "resume_period": lambda: o.resume_period(reason=walk.words("鉴定已出"), **give),
        "report_crime": lambda: o.report_crime(offence=walk.words("污染环境罪"), findings=["检出有毒物质"][: walk.often(1, 0)], **give),
        "approve_transfer": lambda: o.approve_transfer(reason=walk.any.choice(("", "等待检测报告")), **give),
        "refuse_transfer": lambda: o.refuse_transfer(reason=walk.words(), **give),
        "hand_to_police": lambda: o.hand_to_police(handed=handed, **give),
        "police_filed": lambda: o.police_filed(letter=letter, **give),
        "police_declined": lambda: o.police_declined(letter=letter, **give),
        "contest_refusal": lambda: o.contest_refusal(reason=walk.words(), **give),
        "resume_case": lambda: o.resume_case(reason=walk.words(), **give),
        "hand_over_goods": lambda: o.hand_over_goods(goods=walk.words("污水桶一只"), **give),
        "take_back": lambda: o.take_back(sender="淳安县公安局", letter=letter, **give),
    }


def later_acts(walk: Walker, row: OrdinaryCase, by: Actor) -> dict[str, Callable[[], object]]:
    """What follows a decision."""
    o, give, letter = ordinary, {"by": by, "at": walk.at, "case": row.pk}, walk.words("淳政复〔2026〕1号")
    decision = row.decisions.filter(withdrawn_at__isnull=True).first()
    fine = (decision.fine if decision else None) or Decimal(0)
    days = [walk.day + timedelta(days=n) for n in (20, walk.often(50, 5))]
    parts = ((days[0], (fine / 2).quantize(Decimal("0.01"))), (days[1], fine - (fine / 2).quantize(Decimal("0.01"))))
    schedule = walk.often(parts, ((days[0], fine),), ((days[0], Decimal(1)),), ())
    granted = walk.any.random() < 0.7
    return {
        "request_deferral": lambda: o.request_deferral(hardship=walk.words("失业"), proof=walk.words("失业登记证明"), **give),
        "decide_deferral": lambda: o.decide_deferral(
            granted=granted, schedule=schedule if granted else (), reason=walk.words("情况属实"), **give
        ),
        "record_remedy": lambda: o.record_remedy(
            remedy=walk.often(walk.any.choice(tuple(REMEDIES)), "no such"), on=walk.day - timedelta(days=walk.often(0, -2, 400)), **give
        ),
        "end_remedy": lambda: o.end_remedy(
            result=walk.any.choice(("upheld", "upheld", "revoked", "withdrawn", "?")), letter=letter, **give
        ),
        "issue_demand": lambda: o.issue_demand(**give),
        "serve_demand": lambda: o.serve_demand(delivery=Delivery(on=walk.day, signer_name="本人"), **give),
        "apply_court": lambda: o.apply_court(court=walk.words("淳安县人民法院"), **give),
        "record_court": lambda: o.record_court(letter=letter, **give),
        "return_court": lambda: o.return_court(letter=letter, **give),
        "end_enforcement": lambda: o.end_enforcement(ending=walk.any.choice((*ENDINGS, "?")), reason=walk.words(), **give),
    }
