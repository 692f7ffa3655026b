"""The plan of inspections, visits, and what becomes of the problems found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from tests.walk.walker import WEIPING, Walker
from zhifa.apps.inspections import services
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.services import Signed, Visit
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import PlanLine
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN

JIANGJIA = "330127106"
PLANNERS = {
    "team-market-1": ("market", ("CL-MK-01", "CL-MK-03")),
    "regulator-urban-management": ("urban_management", ("CL-UM-01", "CL-UM-02")),
    "weiping-leader": ("urban_management", ("CL-UM-02",)),
}
LINE = ("approve", "submit", "arrive", "show_certificates", "check_item", "record_visit", "close", "correct_on_spot", "order_correction")


def draft(walk: Walker, user: str) -> planning.Draft:
    """Some places of one township, in the coming days."""
    domain, items = PLANNERS.get(user, PLANNERS["weiping-leader"])
    places = list(Premises.objects.filter(area=walk.any.choice((JIANGJIA, WEIPING))).order_by("code"))
    some = walk.any.sample(places, min(len(places), walk.often(3, 0)))
    since = walk.day + timedelta(days=walk.any.choice((0, 2, 20)))
    until = since + timedelta(days=walk.often(9, -1))
    return planning.Draft(walk.words("农家乐检查"), domain, walk.often(items, ("CL-NO",)), tuple(str(p.pk) for p in some), since, until)


def on_plan(walk: Walker) -> None:
    """One act on one line."""
    row = walk.one(PlanLine.objects, tuple(INSPECTION_PLAN.final))
    user = walk.any.choice(tuple(PLANNERS))
    if row is None or walk.any.random() < 0.2:
        by = walk.person(user) if walk.any.random() < 0.85 else walk.anybody()
        walk.attempt("plan.draw_up", by, lambda: planning.draw_up_line(by=by, at=walk.at, draft=draft(walk, user)))
        return
    acts = line_acts(walk, row, user)
    act = walk.act_on(INSPECTION_PLAN, row.state, list(acts), LINE)
    owner = next((u for u in PLANNERS if walk.person(u).organ == row.organ), user)
    chosen = "guidance" if act in ("approve", "send_back", "merge") else owner
    by = walk.anybody() if walk.any.random() < 0.2 else walk.person(chosen)
    walk.attempt(f"plan.{act}", by, lambda: acts[act](by))


def line_acts(walk: Walker, row: PlanLine, user: str) -> dict[str, Callable[[Actor], object]]:
    """Every act on a line; `merge` is yield_part or yield_all, as the places lie."""
    other, give = walk.one(PlanLine.objects), {"at": walk.at, "line": row.pk}
    day = {str(p.premises_id): row.since for p in row.places.all()}
    return {
        "amend": lambda by: planning.amend_line(by=by, draft=draft(walk, user), **give),
        "submit": lambda by: planning.submit_line(by=by, **give),
        "waive_merging": lambda by: planning.waive_merging(by=by, other=other.pk, reason=walk.words("专项抽检须突击"), **give),
        "agree": lambda by: planning.agree_to_join(by=by, **give),
        "approve": lambda by: planning.approve_line(by=by, **give),
        "send_back": lambda by: planning.send_back_line(by=by, reason=walk.words(), **give),
        "withdraw": lambda by: services.withdraw_line(by=by, reason=walk.words(), **give),
        "merge": lambda by: services.merge_lines(by=by, other=other.pk, **give),
        "schedule": lambda by: services.schedule_line(by=by, days=day, merge_reason=walk.any.choice(("", "抽检")), **give),
    }


def plan_visit(walk: Walker) -> None:
    """After a complaint, or a routine one that the head has to approve."""
    user = walk.any.choice(("weiping-officer-1", "weiping-leader", "team-market-1"))
    domain, items = ("market", ("CL-MK-01",)) if user == "team-market-1" else ("urban_management", ("CL-UM-02", "CL-UM-05"))
    place = walk.any.choice(list(Premises.objects.filter(area__in=(WEIPING, JIANGJIA)).order_by("code")))
    source = walk.any.choice(("complaint", "routine", "complaint", "nonsense"))
    asked = Visit(
        place.pk, domain, walk.often(items, ()), walk.day + timedelta(days=walk.often(0, 3, -2)), source,
        source_ref=walk.words("TS-1"), merge_reason=walk.any.choice(("", "投诉须即查")), cap_reason=walk.any.choice(("", "投诉")),
    )  # fmt: skip
    by = walk.person(user) if walk.any.random() < 0.85 else walk.anybody()
    walk.attempt("visit.plan", by, lambda: services.plan_visit(by=by, at=walk.at, visit=asked))


def on_visit(walk: Walker) -> None:
    """One act on one visit."""
    row = walk.one(Inspection.objects, tuple(INSPECTION.final))
    if row is None or walk.any.random() < 0.12:
        plan_visit(walk)
        return
    acts = visit_acts(walk, row)
    act = walk.act_on(INSPECTION, row.state, list(acts), LINE)
    by = walk.anybody() if walk.any.random() < 0.15 else inspector(walk, row, act)
    walk.attempt(f"visit.{act}", by, lambda: acts[act](by))


def inspector(walk: Walker, row: Inspection, act: str) -> Actor:
    """Who came, else somebody of the organ; the head where one is asked."""
    if act == "approve" and row.organ == "enforcement_bureau":
        return walk.person("bureau-head-1")
    if row.officers and walk.any.random() < 0.9:
        return walk.by_id(walk.any.choice(row.officers))
    return walk.person("team-market-1" if row.organ == "market" else "weiping-officer-1")


def visit_acts(walk: Walker, row: Inspection) -> dict[str, Callable[[Actor], object]]:
    """Every act of the table but those that belong to others."""
    give, later = {"at": walk.at, "visit": row.pk}, walk.day + timedelta(days=walk.often(3, -3))
    second = walk.person(walk.often("team-market-2" if row.organ == "market" else "weiping-officer-2", "weiping-auxiliary-1")).person
    signed = Signed(
        walk.words("逐项检查"),
        signed_by=walk.any.choice(("经营者", "")),
        refusal_note=walk.any.choice(("", "不肯签")),
        witness=walk.words("录像"),
    )
    item = walk.often(walk.any.choice(row.items or ["CL-NO"]), "CL-NO")
    return {
        "approve": lambda by: services.approve_visit(by=by, **give),
        "join": lambda by: services.join_visit(by=by, domain="market", items=("CL-MK-01",), **give),
        "reschedule": lambda by: services.reschedule_visit(
            by=by, planned_on=later, reason=walk.words(), merge_reason=walk.any.choice(("", "抽检")), **give
        ),
        "cancel": lambda by: services.cancel_visit(by=by, reason=walk.words(), **give),
        "arrive": lambda by: services.arrive(by=by, officers=[second], merge_reason=walk.any.choice(("", "投诉须即查")), **give),
        "show_certificates": lambda by: services.show_certificates(by=by, **give),
        "check_item": lambda by: services.check_item(
            by=by, item=item, result=walk.any.choice(("yes", "no", "not_applicable", "maybe")), note=walk.words("门外两张桌子"), **give
        ),
        "record_visit": lambda by: services.record_visit(by=by, signed=signed, **give),
        "break_off": lambda by: services.break_off(by=by, reason=walk.words(), **give),
        "close": lambda by: services.close_visit(by=by, **give),
    }


def on_finding(walk: Walker) -> None:
    """One act on one problem."""
    row = walk.one(Finding.objects.select_related("inspection"), tuple(FINDING.final))
    if row is None:
        on_visit(walk)
        return
    acts = finding_acts(walk, row)
    act = walk.act_on(FINDING, row.state, list(acts), LINE)
    by = walk.anybody() if walk.any.random() < 0.2 else inspector(walk, row.inspection, act)
    walk.attempt(f"finding.{act}", by, lambda: acts[act](by))


def finding_acts(walk: Walker, row: Finding) -> dict[str, Callable[[Actor], object]]:
    """What inspectors do about a problem."""
    give, second = {"at": walk.at, "finding": row.pk}, [walk.person(walk.often("weiping-officer-2", "weiping-auxiliary-1")).person]
    due = walk.day + timedelta(days=walk.often(3, -1))
    return {
        "correct_on_spot": lambda by: services.correct_on_spot(by=by, note=walk.words("当场搬回店内"), **give),
        "order_correction": lambda by: services.order_correction(by=by, order=uuid4(), number="责改1号", due_on=due, **give),
        "start_case": lambda by: services.start_case(by=by, case=uuid4(), ref="JA20260901-00001", **give),
        "hand_over": lambda by: services.hand_over_finding(by=by, note=walk.words("请依法查处"), **give),
        "recheck_corrected": lambda by: services.recheck_finding(by=by, corrected=True, note=walk.words("已搬回"), officers=second, **give),
        "recheck_failed": lambda by: services.recheck_finding(by=by, corrected=False, note=walk.words("没有搬"), officers=second, **give),
    }


def clockwork(walk: Walker) -> None:
    """What jobs do as time passes."""
    by = walk.person("leader")
    walk.attempt("visit.mark_late", by, lambda: services.mark_late(tenant=walk.tenant, at=walk.at))
    walk.attempt("visit.escalate", by, lambda: services.escalate(tenant=walk.tenant, at=walk.at))
