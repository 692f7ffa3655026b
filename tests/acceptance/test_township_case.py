"""四、（五）and 七、（三）: a township punishes in its own name, its own leaders approve, and the county lends the legal reviewer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from tests.county import SHANGHAI, who
from zhifa.apps.cases.models import LegalReview, OrdinaryCase, OrdinaryDecision
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.cases.services.ordinary import Suspicion
from zhifa.apps.evidence import services as evidence
from zhifa.apps.registry import queries as registry
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
FENKOU, SEWAGE, TOWN = "330127108", play.SEWAGE, "汾口镇人民政府"
AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
OFFICER, OTHER, MAYOR, DEPUTY, REVIEWER = "fenkou-officer-1", "fenkou-officer-2", "town-head-fenkou", "town-head-fenkou-2", "legal"


def filed() -> OrdinaryCase:
    """倾倒污水 in 汾口镇, on the township's own list, proposed by the squad that is stationed there."""
    suspicion = Suspicion("巡查发现", "当事人将生活污水倾倒在老街路面。", AT - timedelta(minutes=30))
    scene = Scene(SEWAGE, FENKOU, "汾口镇老街12号门前")
    case = ordinary.propose_filing(by=who(OFFICER), at=AT, suspicion=suspicion, party=summary.citizen().pk, scene=scene)
    evidence.store(by=who(OFFICER), at=AT, content=summary.PNG, name="现场照片.png", kind="photo", subject_id=case.pk, captured_at=AT)
    ordinary.join_case(by=who(OTHER), at=play.minutes(10), case=case.pk)
    return case


def investigated(case: OrdinaryCase) -> None:
    """Filed by the deputy mayor, looked into and reported."""
    said = {"by": who(OFFICER), "case": case.pk}
    ordinary.approve_filing(by=who(DEPUTY), at=play.minutes(60), case=case.pk, opinion="符合立案标准。")
    ordinary.record_site(at=play.minutes(100), about="老街12号门前", text="路面有污水痕迹约两平方米。", **said)
    ordinary.record_interview(at=play.minutes(120), about="当事人", text="问：污水是谁倒的？答：是我倒的。", **said)
    ordinary.add_evidence(at=play.minutes(130), kind="physical", name="污水桶一只", origin="现场，拍照后发还", **said)
    findings = ("2026年9月1日当事人在老街12号门前倾倒生活污水约两桶", "当事人如实陈述")
    report = play.report(case, findings=findings, fine=Decimal(300))
    ordinary.conclude(at=play.minutes(200), report=report, **said)


def decided() -> OrdinaryCase:
    """To the decision of the deputy mayor."""
    case, officer = filed(), who(OFFICER)
    investigated(case)
    ordinary.pass_review(by=who(REVIEWER), at=play.minutes(300), case=case.pk, opinion="同意", qualification="A20260001")
    ordinary.notify(by=officer, at=play.at(date(2026, 9, 4)), case=case.pk)
    ordinary.serve_notice(by=officer, at=play.at(play.SERVED_ON), case=case.pk, delivery=play.handed(case, play.SERVED_ON))
    ordinary.end_waiting(by=officer, at=play.at(play.OVER_ON), case=case.pk)
    return ordinary.decide(by=who(DEPUTY), at=play.at(play.OVER_ON, 15), case=case.pk, correction="立即停止违法行为")


def test_a_case_of_fenkou_is_approved_by_its_deputy_mayor_and_reviewed_by_the_shared_reviewer_of_the_county() -> None:
    """R62 乡镇行政处罚职责：自己的审批链和法制审核"""
    case = decided()
    decision, review = OrdinaryDecision.objects.get(case=case), LegalReview.objects.get(case=case)
    assert (case.state, case.organ, case.acting_identity, case.team) == ("decided", f"gov-{FENKOU}", TOWN, "squad-fenkou")
    assert registry.plate(f"gov-{FENKOU}", AT.date()).prefix in decision.number  # type: ignore[union-attr]
    assert decision.decided_by == "汾口镇人民政府负责人乙（分管副镇长）"
    assert (review.person, who(REVIEWER).organ, who(REVIEWER).post) == (who(REVIEWER).person, "enforcement_bureau", "县镇共享法制审核员")


def test_only_the_leaders_of_the_township_approve_its_cases_and_of_no_other() -> None:
    """R62 乡镇行政处罚职责：不由县局批准，也不批准别处的案件"""
    case = filed()
    for user in ("bureau-head-1", "leader"):
        with pytest.raises(Denied):
            ordinary.approve_filing(by=who(user), at=play.minutes(60), case=case.pk, opinion="同意")
    with pytest.raises(Denied):
        ordinary.approve_filing(by=who(MAYOR), at=play.minutes(60), case=play.proposed().pk, opinion="同意")
    assert ordinary.approve_filing(by=who(MAYOR), at=play.minutes(60), case=case.pk, opinion="同意").state == "investigating"


def test_without_review_the_township_decides_nothing() -> None:
    """R109 专职法制审核：乡镇案件同样先审后决"""
    case = filed()
    investigated(case)
    with pytest.raises(Blocked):
        ordinary.notify(by=who(OFFICER), at=play.at(date(2026, 9, 4)), case=case.pk)
    with pytest.raises(Denied):
        ordinary.pass_review(by=who(DEPUTY), at=play.minutes(300), case=case.pk, opinion="同意", qualification="A1")
