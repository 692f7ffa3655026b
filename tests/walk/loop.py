"""Reports, matters, dispatches, disputes and merges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.county import source
from tests.walk.walker import FENKOU, PNG, WEIPING, Walker
from zhifa.apps.appraisal import services as scoring
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident, Precedent
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.incident import INCIDENT

MATTERS = ("UM-018", "UM-001", "UM-017", "AG-001", "NO-SUCH")
AREAS = (WEIPING, WEIPING, FENKOU, "330127103", "")
ORGANS = ("agriculture", "housing_construction", "gov-330127108", "enforcement_bureau", "nobody")
TEAMS = ("squad-weiping", "squad-fenkou", "team-agriculture", "squad-linqi", "")
TEXTS = ("环镇路乱倒生活垃圾", "湖边有人电鱼", "店外摆摊占道", "路灯坏了")
LINE = (
    "take", "accept", "close", "dispatch", "settle", "receive", "arrive", "correct_on_spot", "order_correction", "recheck_corrected",
    "finish_penalty", "accept_hand_over", "verify",
)  # fmt: skip


def report(walk: Walker) -> None:
    """A new report, or the one before once more."""
    number = f"W-{walk.often(len(walk.reports) + 1, max(1, len(walk.reports)))}"
    said = walk.reports.get(number) or Report(
        source="12345",
        text=walk.any.choice(TEXTS),
        reported_at=walk.at,
        external_id=number,
        area=walk.any.choice(AREAS),
        danger_to_life=walk.any.random() < 0.15,
    )
    by = source()
    if walk.attempt("report", by, lambda: incidents.report_incident(by=by, at=walk.at, report=said)):
        walk.reports[number] = said


def on_incident(walk: Walker) -> None:
    """One act on one incident."""
    row = walk.one(Incident.objects, tuple(INCIDENT.final))
    if row is None:
        return
    other, pk, give = walk.one(Incident.objects, tuple(INCIDENT.final)).number, row.pk, {"at": walk.at}
    reason = walk.words()
    acts: dict[str, Callable[[Actor], object]] = {
        "take": lambda by: incidents.take_incident(by=by, incident=pk, **give),
        "correct": lambda by: incidents.correct_incident(
            by=by, incident=pk, changes={"area": walk.often(WEIPING, "nowhere"), "address": reason}, reason=reason, **give
        ),
        "accept": lambda by: services.accept_incident(by=by, incident=pk, matters=some_matters(walk), **give),
        "accept_urgent": lambda by: services.accept_urgent(by=by, incident=pk, emergency_told=walk.often(True, False), **give),
        "add_matter": lambda by: services.add_matter(by=by, incident=pk, matter=walk.any.choice(MATTERS), **give),
        "dismiss": lambda by: services.dismiss_incident(by=by, incident=pk, answer=reason, **give),
        "close": lambda by: services.close_incident(by=by, incident=pk, answer=reason, **give),
        "reopen": lambda by: services.reopen_incident(by=by, incident=pk, reason=reason, **give),
        "merge": lambda by: services.merge_incident(by=by, incident=pk, into=walk.often(other, "NO-SUCH"), **give),
        "unmerge": lambda by: services.unmerge_incident(by=by, incident=pk, reason=reason, **give),
    }
    act = walk.act_on(INCIDENT, row.state, list(acts), LINE)
    by = walk.anybody() if walk.any.random() < 0.3 else walk.person("dispatcher-1")
    walk.attempt(f"incident.{act}", by, lambda: acts[act](by))


def some_matters(walk: Walker) -> list[str]:
    """Mostly what the squads know."""
    return list(walk.often(walk.any.choice((["UM-018"], ["UM-001"], ["UM-001", "UM-018"])), walk.any.sample(MATTERS, 2), []))


def on_dispatch(walk: Walker) -> None:
    """One act on one task."""
    row = walk.one(Dispatch.objects, tuple(DISPATCH.final))
    if row is None:
        return
    by = walk.anybody() if walk.any.random() < 0.3 else fitting(walk, row)
    acts = dispatch_acts(walk, row, by)
    act = walk.act_on(DISPATCH, row.state, list(acts), LINE)
    walk.attempt(f"dispatch.{act}", by, acts[act])


def dispatch_acts(walk: Walker, row: Dispatch, by: Actor) -> dict[str, Callable[[], object]]:
    """Every act of the table, with entries that are mostly right."""
    give = {"by": by, "at": walk.at, "dispatch": row.pk}
    other = walk.person(walk.any.choice(("weiping-officer-1", "weiping-officer-2", "fenkou-officer-1", "weiping-auxiliary-1"))).person
    reason, later = walk.words(), walk.at + timedelta(hours=walk.often(2, -2))
    ruling = services.Adjudication(
        team=walk.any.choice(TEAMS), reason=reason, citation=walk.words(), authorised_by=walk.any.choice(("", "县府办〔2026〕1号")),
        scope=walk.any.choice(("area", "county", "none")), words=walk.any.choice(((), ("湖边",))),
    )  # fmt: skip
    return {
        "dispatch": lambda: services.dispatch_matter(**give),
        "recall": lambda: services.recall_dispatch(reason=reason, **give),
        "withdraw": lambda: services.withdraw_matter(reason=reason, **give),
        "revive": lambda: services.revive_matter(reason=reason, **give),
        "secure": lambda: services.secure(findings=reason, **give),
        "settle": lambda: services.settle_owner(ruling=ruling, **give),
        "receive": lambda: services.receive_dispatch(**give),
        "return": lambda: services.return_dispatch(reason=reason, basis=walk.words(), whose=walk.any.choice((*ORGANS, "")), **give),
        "arrive": lambda: services.arrive(officers=[other], **give),
        **{kind: lambda kind=kind: outcome(walk, kind, give) for kind in ("correct_on_spot", "educate", "report_not_found")},
        "order_correction": lambda: services.order_correction(findings=reason, demand=reason, correct_by=later, **give),
        "recheck_corrected": lambda: services.recheck(corrected=True, findings="已改", officers=[other], **give),
        "recheck_failed": lambda: services.recheck(corrected=False, findings="未改", officers=[other], **give),
        "start_penalty": lambda: services.start_penalty(may_penalise=walk.often(True, False), **give),
        "finish_penalty": lambda: services.finish_penalty(case_done=walk.often(True, False), findings="已罚", **give),
        "abandon_penalty": lambda: services.abandon_penalty(reason=reason, **give),
        "file_case": lambda: services.file_case(may_penalise=walk.often(True, False), **give),
        "finish_case": lambda: services.finish_case(case_done=walk.often(True, False), findings=walk.words("已结案"), **give),
        "refuse_case": lambda: services.refuse_case(reason=reason, **give),
        "hand_over": lambda: services.hand_over(receiver=walk.any.choice(ORGANS), reason=reason, **give),
        "accept_hand_over": lambda: services.accept_hand_over(**give),
        "refuse_hand_over": lambda: services.refuse_hand_over(reason=reason, **give),
        "take_back": lambda: services.take_back(reason=reason, **give),
        "verify": lambda: services.verify_dispatch(findings="已看过", **give),
        "send_back": lambda: services.send_back(reason=reason, **give),
        "reopen": lambda: services.reopen_dispatch(reason=reason, **give),
        "mark_elevation": lambda: services.mark_elevation(crossing=services.Crossing(reason, [FENKOU], ["临安区"]), **give),
        "take_up": lambda: services.take_up(team=walk.any.choice(TEAMS), **give),
        "decline_elevation": lambda: services.decline_elevation(reason=reason, **give),
    }


def fitting(walk: Walker, row: Dispatch) -> Actor:
    """Somebody who has the duty, so that tasks get far."""
    team = row.team or row.interim_team
    if row.state in ("pending", "withdrawn", "verified"):
        return walk.person("dispatcher-1")
    if row.state == "handled":
        return walk.person("verifier-1")
    if row.state == "unsettled" and walk.any.random() < 0.6:
        return walk.person(walk.any.choice(("leader", "guidance")))
    if row.state == "handing_over" and walk.any.random() < 0.7:
        users = ("team-agriculture-1", "regulator-housing-construction", "weiping-leader")
        return next((p for p in map(walk.person, users) if p.organ == row.handed_to), walk.person("dispatcher-1"))
    if team.startswith("squad-"):
        return walk.person(f"{team.removeprefix('squad-')}-leader")
    return walk.person("team-agriculture-1") if team == "team-agriculture" else walk.anybody()


def outcome(walk: Walker, kind: str, give: dict[str, object]) -> object:
    """With a picture, as the phone does it."""
    by = give["by"]
    assert isinstance(by, Actor)
    if by.certificate and walk.any.random() < 0.9:
        evidence.store(by=by, at=walk.at, content=PNG, name="a.png", kind="photo", subject_id=give["dispatch"])  # type: ignore[arg-type]
    return services.record_outcome(outcome=kind, findings=walk.words("看到了"), **give)  # type: ignore[arg-type]


def on_dispute(walk: Walker) -> None:
    """A side speaks, or a precedent is taken back."""
    by, precedent, dispute = walk.anybody(), walk.one(Precedent.objects), walk.one(Dispute.objects)
    if precedent and walk.any.random() < 0.2:
        walk.attempt(
            "dispute.revoke", by, lambda: services.revoke_precedent(by=by, at=walk.at, precedent=precedent.pk, reason=walk.words())
        )
    elif dispute:
        said = services.Statement(walk.words(), "条例 第十六条", walk.any.choice((True, False, None)))
        walk.attempt("dispute.state", by, lambda: services.state_position(by=by, at=walk.at, dispute=dispute.pk, statement=said))


def clockwork(walk: Walker) -> None:
    """What jobs do as time passes."""
    by = services.clockwork(walk.tenant)
    row = walk.one(Incident.objects.filter(state="closed"))
    if row and walk.any.random() < 0.2:
        walk.attempt("incident.evaluate", by, lambda: services.evaluate_incident(incident=row.pk, at=walk.at))
    walk.attempt("loop.mark_late", by, lambda: services.mark_late(tenant=walk.tenant, at=walk.at))
    walk.attempt("loop.escalate", by, lambda: services.escalate(tenant=walk.tenant, at=walk.at))
    walk.attempt("loop.score", by, lambda: scoring.settle_pending(tenant=walk.tenant, at=walk.at))
