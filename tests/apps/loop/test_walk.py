"""Random acts of random people, legal and illegal: no task is ever without owner and clock, nothing ends nowhere, the trail holds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.apps.loop.world import AT, PNG, WEIPING, fresh, problems
from tests.county import source, who
from zhifa.apps.appraisal import services as scoring
from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident, Precedent
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.rulings import Refused

pytestmark = pytest.mark.django_db
USERS = (
    "dispatcher-1", "dispatcher-1", "dispatcher-2", "duty-chief", "verifier-1", "guidance", "leader", "discipline",
    "weiping-leader", "weiping-officer-1", "weiping-officer-2", "weiping-auxiliary-1", "fenkou-leader", "fenkou-officer-1",
    "team-agriculture-1", "regulator-housing-construction", "commander-weiping", "legal", "system-admin",
)  # fmt: skip
HEADS = ("bureau-head-1", "town-head-fenkou", "head-agriculture")  # with whom an ordinary case ends, and its task with it
MATTERS = ("UM-018", "UM-001", "UM-017", "AG-001", "NO-SUCH")
AREAS = (WEIPING, "330127108", "330127103", "")
ORGANS = ("agriculture", "housing_construction", "gov-330127108", "enforcement_bureau", "nobody")
TEAMS = ("squad-weiping", "squad-fenkou", "team-agriculture", "squad-linqi", "")
STEPS = 500


class Walk:
    """One world, one seed. Every choice comes from `self.any`, so a failure is replayed by its seed."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)
        self.people = {u: who(u) for u in set(USERS)}
        self.at = AT
        self.count = 0
        self.outcomes: Counter[str] = Counter()
        self.tenant = self.people["leader"].tenant

    def step(self) -> None:
        self.at += timedelta(minutes=self.any.choice((0, 1, 3, 9, 40, 200)))
        acts: list[Callable[[], object]] = [self.report, self.on_incident, self.on_incident, self.tick]
        acts += [self.on_dispatch] * 8 + [self.on_dispute]
        act = self.any.choice(acts)
        try:
            act()
            self.outcomes["done"] += 1
        except (Refused, Invalid, Stale) as refused:
            self.outcomes[type(refused).__name__] += 1

    def by(self) -> Actor:
        return self.people[self.any.choice(USERS)]

    def words(self) -> str:
        return self.any.choice(("写明了理由", "写明了理由", "写明了理由", " "))

    def report(self) -> None:
        self.count += 1
        report = Report(
            source="12345",
            text=self.any.choice(("环镇路乱倒生活垃圾", "湖边有人电鱼", "店外摆摊占道", "路灯坏了")),
            reported_at=self.at,
            external_id=f"W-{self.any.choice((self.count, self.count, max(1, self.count - 1)))}",
            area=self.any.choice(AREAS),
            danger_to_life=self.any.random() < 0.15,
        )
        incidents.report_incident(by=source(), at=self.at, report=report)

    def one(self, model: type[Any]) -> Any:
        keys = list(model.objects.order_by("id").values_list("pk", flat=True))
        if not keys:
            raise Invalid({"": ["nothing there yet"]})
        return model.objects.get(pk=self.any.choice(keys[-12:]))

    def on_incident(self) -> None:
        row, by, give = self.one(Incident), self.by(), {"at": self.at}
        other, desk = self.one(Incident).number, self.people["dispatcher-1"]
        pk, reason = row.pk, self.words()
        self.any.choice(
            (
                lambda: incidents.take_incident(by=by, incident=pk, **give),
                lambda: incidents.correct_incident(by=by, incident=pk, changes={"area": WEIPING, "address": reason}, reason=reason, **give),
                lambda: services.accept_incident(by=by, incident=pk, matters=self.any.sample(MATTERS, 2), **give),
                lambda: services.accept_incident(by=desk, incident=pk, matters=["UM-018"], **give),
                lambda: services.accept_incident(by=desk, incident=pk, matters=["UM-001", "UM-018"], **give),
                lambda: services.accept_urgent(by=by, incident=pk, emergency_told=True, **give),
                lambda: services.add_matter(by=by, incident=pk, matter=self.any.choice(MATTERS), **give),
                lambda: services.dismiss_incident(by=by, incident=pk, answer=reason, **give),
                lambda: services.close_incident(by=by, incident=pk, answer=reason, **give),
                lambda: services.reopen_incident(by=by, incident=pk, reason=reason, **give),
                lambda: services.merge_incident(by=desk, incident=pk, into=other, **give),
                lambda: services.merge_incident(by=by, incident=pk, into=other, **give),
                lambda: services.unmerge_incident(by=desk, incident=pk, reason=reason, **give),
                lambda: services.evaluate_incident(incident=pk, at=self.at) if self.any.random() < 0.1 else None,
            )
        )()

    def on_dispatch(self) -> None:
        row = self.one(Dispatch)
        # half of the time somebody who has the duty, so that tasks get far
        by = self.by() if self.any.random() < 0.4 else self.fitting(row)
        give = {"by": by, "at": self.at, "dispatch": row.pk}
        other = self.people[self.any.choice(("weiping-officer-1", "weiping-officer-2", "fenkou-officer-1", "weiping-auxiliary-1"))].person
        reason = self.words()
        later = self.at + timedelta(hours=2)
        ruling = services.Adjudication(
            team=self.any.choice(TEAMS), reason=reason, citation=self.words(), authorised_by=self.any.choice(("", "县府办〔2026〕1号")),
            scope=self.any.choice(("area", "county", "none")), words=self.any.choice(((), ("湖边",))),
        )  # fmt: skip
        acts: dict[str, Callable[[], object]] = {
            "dispatch": lambda: services.dispatch_matter(**give),
            "recall": lambda: services.recall_dispatch(reason=reason, **give),
            "withdraw": lambda: services.withdraw_matter(reason=reason, **give),
            "revive": lambda: services.revive_matter(reason=reason, **give),
            "secure": lambda: services.secure(findings=reason, **give),
            "settle": lambda: services.settle_owner(ruling=ruling, **give),
            "receive": lambda: services.receive_dispatch(**give),
            "return": lambda: services.return_dispatch(reason=reason, basis=self.words(), whose=self.any.choice((*ORGANS, "")), **give),
            "arrive": lambda: services.arrive(officers=[other], **give),
            "correct_on_spot": lambda: self.outcome("correct_on_spot", give),
            "educate": lambda: self.outcome("educate", give),
            "report_not_found": lambda: self.outcome("report_not_found", give),
            "order_correction": lambda: services.order_correction(findings=reason, demand=reason, correct_by=later, **give),
            "recheck_corrected": lambda: services.recheck(corrected=True, findings="已改", officers=[other], **give),
            "recheck_failed": lambda: services.recheck(corrected=False, findings="未改", officers=[other], **give),
            "start_penalty": lambda: services.start_penalty(may_penalise=True, **give),
            "finish_penalty": lambda: services.finish_penalty(case_done=True, findings="已罚", **give),
            "abandon_penalty": lambda: services.abandon_penalty(reason=reason, **give),
            "file_case": lambda: services.file_case(may_penalise=True, **give),
            "finish_case": lambda: services.finish_case(case_done=True, findings="已结案", **give),
            "refuse_case": lambda: services.refuse_case(reason=reason, **give),
            "hand_over": lambda: services.hand_over(receiver=self.any.choice(ORGANS), reason=reason, **give),
            "accept_hand_over": lambda: services.accept_hand_over(**give),
            "refuse_hand_over": lambda: services.refuse_hand_over(reason=reason, **give),
            "take_back": lambda: services.take_back(reason=reason, **give),
            "verify": lambda: services.verify_dispatch(findings="已看过", **give),
            "send_back": lambda: services.send_back(reason=reason, **give),
            "reopen": lambda: services.reopen_dispatch(reason=reason, **give),
        }
        assert set(acts) == set(DISPATCH.acts)
        possible = [r.act for r in DISPATCH.acts_from(row.state)]
        act = self.any.choice(list(acts) if self.any.random() < 0.25 or not possible else possible)
        acts[act]()
        self.outcomes[f"dispatch.{act}"] += 1

    def fitting(self, row: Dispatch) -> Actor:
        team = {"squad-weiping": "weiping", "squad-fenkou": "fenkou"}.get(row.team or row.interim_team)
        if row.state in ("pending", "withdrawn", "verified"):
            return self.people["dispatcher-1"]
        if row.state == "handled":
            return self.people["verifier-1"]
        if row.state == "unsettled" and self.any.random() < 0.6:
            return self.people["leader"]
        if row.state == "handing_over" and self.any.random() < 0.7:
            return next((p for p in self.people.values() if p.organ == row.handed_to), self.people["dispatcher-1"])
        return self.people[f"{team}-leader"] if team else self.by()

    def outcome(self, kind: str, give: dict[str, Any]) -> None:
        if give["by"].certificate:
            evidence.store(by=give["by"], at=self.at, content=PNG, name="a.png", kind="photo", subject_id=give["dispatch"])
        services.record_outcome(outcome=kind, findings="看到了", **give)

    def on_dispute(self) -> None:
        if self.any.random() < 0.2:
            precedent = self.one(Precedent)
            services.revoke_precedent(by=self.by(), at=self.at, precedent=precedent.pk, reason=self.words())
            return
        said = services.Statement(self.words(), "条例 第十六条", self.any.choice((True, False, None)))
        services.state_position(by=self.by(), at=self.at, dispute=self.one(Dispute).pk, statement=said)

    def tick(self) -> None:
        services.mark_late(tenant=self.tenant, at=self.at)
        services.escalate(tenant=self.tenant, at=self.at)
        scoring.settle_pending(tenant=self.tenant, at=self.at)

    def check(self) -> None:
        """What holds after every single act."""
        assert queries.orphans(self.tenant) == ()
        assert not queries.dead_ends(self.tenant, self.at).exists()
        broken = Dispatch.objects.exclude(state__in=DISPATCH.final).exclude(incident__state="accepted")
        assert not broken.exists(), "an open task belongs to an incident that is not open"
        stopped = Incident.objects.filter(state__in=("merged", "dismissed", "closed", "evaluated"), due_at__isnull=False)
        assert not stopped.exists(), "a clock runs on what waits for nobody"
        assert not Incident.objects.filter(state="merged", root=None).exists()
        assert not Incident.objects.exclude(state="merged").exclude(root=None).exists()
        unsettled = Dispatch.objects.filter(state="unsettled").values_list("pk", flat=True)
        assert set(unsettled) == set(Dispute.objects.filter(decided_at=None).values_list("dispatch_id", flat=True))

    def check_counts(self) -> None:
        for row in Incident.objects.all():
            below = Incident.objects.filter(merged_into=row)
            assert row.reports == 1 + sum(b.reports for b in below), row.number
            assert row.merged_into is None or row.root == (fresh(row.merged_into).root or row.merged_into)

    def offered(self) -> list[str]:
        """Open objects on which nobody could do anything: dead ends."""
        everybody = [*self.people.values(), *map(who, HEADS)]
        ends = []
        for row in Incident.objects.filter(state__in=("reported", "accepted")):
            shown = queries.incident_rows([row.pk])[0]
            if not any(o.refusal is None for by in everybody for o in queries.incident_offers(by, shown)):
                ends.append(f"{row.number} {row.state}")
        for row in Dispatch.objects.exclude(state__in=DISPATCH.final):
            shown = queries.dispatch(self.people["leader"], row.pk)
            able = [*everybody, *(self.of_team(row.team or row.interim_team))]
            if not any(o.refusal is None for by in able for o in queries.dispatch_offers(by, shown)):
                ends.append(f"{row.incident.number} {row.state} {row.team}")
        return ends

    def of_team(self, team: str) -> list[Actor]:
        from zhifa.apps.registry import queries as registry

        return [who(p.username) for p in registry.people(team) if p.username] if team else []


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_whatever_anybody_does_nothing_is_orphaned_and_nothing_ends_nowhere(county, seed: int) -> None:
    walk = Walk(seed)
    for _ in range(STEPS):
        walk.step()
        walk.check()
    walk.check_counts()
    assert walk.offered() == []
    found = queries.orphan_time(walk.tenant, walk.at)
    assert (found.total, found.numbers) == (timedelta(0), ())
    assert found.looked_at == Incident.objects.count() > 20
    assert problems() == []
    assert walk.outcomes["done"] > STEPS / 8
    assert walk.outcomes["dispatch.dispatch"]
    assert walk.outcomes["dispatch.receive"]


def test_orphan_time_is_seen_where_there_is_any(county) -> None:
    """The proof can fail: a record that says that nobody had it, and until when."""
    from zhifa.apps.trail import services as trail

    walk = Walk(3)
    walk.report()
    row = Incident.objects.get()
    later: datetime = walk.at + timedelta(minutes=30)
    facts = {"state": "reported", "owner": "", "due_at": None}
    from django.db import transaction

    with transaction.atomic():
        trail.record(subject=row, verb="lost", by=walk.people["dispatcher-1"], at=walk.at, facts=facts)
    found = queries.orphan_time(walk.tenant, later)
    assert (found.total, found.numbers) == (timedelta(minutes=30), (row.number,))
