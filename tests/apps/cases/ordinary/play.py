"""An ordinary case played step by step by the people of the demonstration county."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.apps.cases import play as summary
from tests.county import SHANGHAI, who
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.ordinary_facts import tiers_of
from zhifa.apps.cases.services import Scene, import_receipt, ordinary
from zhifa.apps.cases.services.ordinary import Delivery, Report, Summons, Suspicion
from zhifa.apps.evidence import services as evidence
from zhifa.apps.parties.models import Party
from zhifa.law.actors import Actor

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
SEWAGE, FACILITY = "UM-018", "UM-023"
LINE = (
    "proposed", "investigating", "reported", "reviewed", "notified", "waiting", "answered", "decided", "served", "paid",
    "closed", "archived",
)  # fmt: skip
HEARING = ("hearing_requested", "hearing_summoned", "hearing_held")
SERVED_ON, OVER_ON = date(2026, 9, 7), date(2026, 9, 15)
HEARD_ON = date(2026, 9, 28)


def first() -> Actor:
    return who("weiping-officer-1")


def second() -> Actor:
    return who("weiping-officer-2")


def leader() -> Actor:
    return who("weiping-leader")


def head() -> Actor:
    return who("bureau-head-1")


def reviewer() -> Actor:
    return who("legal")


def presider() -> Actor:
    return who("guidance")


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def minutes(count: int) -> datetime:
    return AT + timedelta(minutes=count)


def proposed(matter: str = SEWAGE, party: Party | None = None, **values: Any) -> OrdinaryCase:
    suspicion = Suspicion("巡查发现", "当事人将生活污水倾倒在路面。", AT - timedelta(minutes=30))
    scene = Scene(matter, "330127104", "威坪镇环镇路18号")
    case = ordinary.propose_filing(by=first(), at=AT, suspicion=suspicion, party=(party or summary.citizen()).pk, scene=scene, **values)
    evidence.store(by=first(), at=AT, content=summary.PNG, name="现场照片.png", kind="photo", subject_id=case.pk, captured_at=AT)
    return case


def report(case: OrdinaryCase, **changes: Any) -> Report:
    tiers = tiers_of(matter_of(case.matter_code), "citizen" if case.party is None else case.party.kind)
    given: dict[str, Any] = {
        "findings": ("2026年9月1日当事人在环镇路18号门前倾倒生活污水约两桶", "当事人到案后如实陈述"),
        "opinion": "事实清楚，证据充分，建议按一般阶次处罚。",
        "fine": Decimal(300),
        "tier": tiers[1].code if len(tiers) > 1 else "",
    }
    return Report(**(given | changes))


def moves(case: OrdinaryCase, delivered: Delivery | None = None, **changes: Any) -> dict[str, Callable[[], object]]:
    """State → how it is reached from the state before it on the main line."""
    pk = case.pk
    return {
        "investigating": lambda: _file(case),
        "reported": lambda: _investigate(case, **changes),
        "reviewed": lambda: ordinary.pass_review(by=reviewer(), at=minutes(300), case=pk, opinion="同意", qualification="A20260001"),
        "notified": lambda: ordinary.notify(by=first(), at=at(date(2026, 9, 4)), case=pk),
        "waiting": lambda: ordinary.serve_notice(by=first(), at=at(SERVED_ON), case=pk, delivery=delivered or handed(case, SERVED_ON)),
        "answered": lambda: ordinary.end_waiting(by=first(), at=at(OVER_ON), case=pk),
        "decided": lambda: ordinary.decide(by=head(), at=at(OVER_ON, 15), case=pk, correction="立即停止违法行为"),
        "served": lambda: ordinary.serve(by=first(), at=at(date(2026, 9, 16)), case=pk, delivery=handed(case, date(2026, 9, 16))),
        "paid": lambda: _pay(case),
        "closed": lambda: ordinary.close(by=head(), at=at(date(2026, 9, 21)), case=pk),
        "archived": lambda: ordinary.archive(by=first(), at=at(date(2026, 9, 22)), case=pk),
    }


def handed(case: OrdinaryCase, day: date) -> Delivery:
    kind = case.party.kind if case.party else "citizen"
    return Delivery(on=day, signer="receiving_clerk" if kind == "organization" else "party", signer_name="本人")


def _file(case: OrdinaryCase) -> None:
    ordinary.join_case(by=second(), at=minutes(10), case=case.pk)
    ordinary.approve_filing(by=head(), at=minutes(60), case=case.pk, opinion="符合立案标准。")


def _investigate(case: OrdinaryCase, **changes: Any) -> None:
    ordinary.record_site(by=first(), at=minutes(100), case=case.pk, about="环镇路18号门前", text="路面有污水痕迹约两平方米。")
    ordinary.record_interview(by=first(), at=minutes(120), case=case.pk, about="当事人", text="问：污水是谁倒的？答：是我倒的。")
    ordinary.add_evidence(by=first(), at=minutes(130), case=case.pk, kind="physical", name="污水桶一只", origin="当事人店内，拍照后发还")
    ordinary.conclude(by=first(), at=minutes(200), case=case.pk, report=report(case, **changes))


def _pay(case: OrdinaryCase) -> None:
    decision = case.decisions.get(withdrawn_at__isnull=True)
    import_receipt(
        by=summary.BANK, at=at(date(2026, 9, 20)), source="nontax", number=f"R-{decision.number}", decision=decision.number,
        amount=decision.fine, paid_on=date(2026, 9, 18),
    )  # fmt: skip


def played(until: str, matter: str = SEWAGE, party: Party | None = None, **changes: Any) -> OrdinaryCase:
    """The case in this state, reached lawfully."""
    case = proposed(matter, party)
    steps = moves(case, **changes)
    main = LINE if until in LINE else LINE[: LINE.index("waiting") + 1]
    last = LINE.index(until) if until in LINE else len(main) - 1
    for state in main[1 : last + 1]:
        steps[state]()
    if until in HEARING:
        hearing(case, until)
    return OrdinaryCase.objects.get(pk=case.pk)


def stages() -> Iterator[OrdinaryCase]:
    """One case on the main line, shown in every state as it gets there."""
    case = proposed()
    steps = moves(case)
    for state in LINE:
        if state != LINE[0]:
            steps[state]()
        yield OrdinaryCase.objects.get(pk=case.pk)


def hearing(case: OrdinaryCase, until: str) -> None:
    ordinary.request_hearing(by=first(), at=at(date(2026, 9, 9)), case=case.pk, how="书面申请")
    if until == "hearing_requested":
        return
    summons = Summons(HEARD_ON, "上午9时", "局三楼会议室", presider().person, "记录员甲")
    ordinary.summon_hearing(by=head(), at=at(date(2026, 9, 10)), case=case.pk, summons=summons)
    if until == "hearing_summoned":
        return
    ordinary.hold_hearing(by=presider(), at=at(HEARD_ON, 11), case=case.pk, people="当事人、承办人", text="承办人出示证据，当事人申辩。")


def hearing_case(until: str, **changes: Any) -> OrdinaryCase:
    """A company that damaged a facility: the fine reaches the threshold, so the hearing is told."""
    values = {"fine": Decimal(100000), "tier": ""} | changes
    return played(until, FACILITY, summary.organization(), **values)
