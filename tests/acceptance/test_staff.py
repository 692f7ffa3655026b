"""四、（一）（三）（四）、七、（二）: where people work, whose they are, what moves with the powers, posts that balance, who appraises."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases.ordinary import play
from tests.apps.cases.play import PNG, citizen
from tests.apps.staffing.world import AT, DOCUMENT, EFFECT, JIANGJIA, WATER, appraised, approved, moved
from tests.county import DAY, who
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.cases.services.ordinary import Suspicion
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents.models import Document
from zhifa.apps.evidence import services as evidence
from zhifa.apps.staffing import queries, services
from zhifa.apps.staffing.services import Stationed
from zhifa.law.rulings import Blocked
from zhifa.law.staffing import Approved

pytestmark = pytest.mark.django_db
BUREAU, QIANDAOHU = "淳安县综合行政执法局", "330127100"


def test_officers_stationed_at_the_old_department_file_in_the_name_of_the_bureau() -> None:
    """R39 派驻至原主管部门"""
    there = [s for s in queries.stationings(who("guidance"), DAY) if s.running]
    assert {(s.team_name, s.host, s.acts_as) for s in there} == {("水政中队", WATER, BUREAU)}
    first, second = who("water-officer-1"), who("water-officer-2")
    assert (first.organ, len(there)) == ("enforcement_bureau", 2)
    suspicion = Suspicion("巡查发现", "当事人在河道管理范围内采砂。", AT - timedelta(minutes=30))
    scene = Scene("LW-001", QIANDAOHU, "千岛湖镇临湖路")
    row = ordinary.propose_filing(by=first, at=AT, suspicion=suspicion, party=citizen().pk, scene=scene)
    evidence.store(by=first, at=AT, content=PNG, name="现场照片.png", kind="photo", subject_id=row.pk, captured_at=AT)
    ordinary.join_case(by=second, at=play.minutes(10), case=row.pk)
    row = ordinary.approve_filing(by=play.head(), at=play.minutes(60), case=row.pk, opinion="符合立案标准。")
    assert (row.acting_identity, row.organ, row.team_name) == (BUREAU, "enforcement_bureau", "水政中队")
    issued = Document.objects.filter(subject_id=row.pk).latest("id")
    assert issued.acting_identity == BUREAU


def test_a_department_with_a_team_gives_all_but_its_supervisors_and_one_without_people_gives_matters_only() -> None:
    """R47 人员编制划转三规则"""
    found = {d.organ: d for d in queries.departments(who("guidance"), DAY)}
    water, religion = found[WATER], found["ethnic_religious"]
    assert (water.team, water.supervising, water.arithmetic, water.least) == (18, 5, "18 − 5 = 13", 13)
    assert (religion.rule, religion.most, religion.rule_label.endswith("仅划转事项")) == ("items_only", 0, True)
    with pytest.raises(Blocked, match="deviates"):
        services.propose_transfer(by=who("guidance"), at=AT, organ=WATER, count=10)
    row = services.propose_transfer(by=who("guidance"), at=AT, organ=WATER, count=10, reason="三人另有任用，县编委同意")
    assert (row.count, row.arithmetic) == (10, "18 − 5 = 13")


def test_thirteen_posts_from_water_leave_the_total_at_two_hundred_and_ten_and_one_without_source_is_refused() -> None:
    """R48 在省核定的编制总额内调剂"""
    before = queries.ledger(who("guidance"), DAY)
    approved()
    after = queries.ledger(who("guidance"), EFFECT)
    assert [(x.opening, x.total, x.cap, x.balanced) for x in (before, after)] == [(210, 210, 210, True)] * 2
    held = {(a.organ, a.kind): a.balance for a in after.accounts}
    assert (held[WATER, "managed"], held["enforcement_bureau", "managed"]) == (5, 181)
    with pytest.raises(Blocked, match="no_source"):
        services.enter_posts(by=who("guidance"), at=AT, move=moved(source="", count=1), reason="新增")
    with pytest.raises(Blocked, match="before_approval"):
        services.enter_posts(by=who("guidance"), at=AT, move=moved(effective_on=DOCUMENT.issued_on - timedelta(days=1)), reason="调剂")
    with pytest.raises(Blocked, match="no_document"):
        services.enter_posts(by=who("guidance"), at=AT, move=moved(approved=Approved()), reason="调剂")
    assert queries.ledger(who("guidance"), EFFECT).total == 210


def test_another_daily_command_does_not_touch_the_other_three_relations() -> None:
    """R51 县属乡用"""

    def relations(day: date) -> dict[str, str]:
        found = next(p for p in queries.staff(who("guidance"), day) if p.name == "威坪中队执法队员甲")
        assert found.earmarked
        return {r.kind: r.organ for r in found.relations}

    county = {"establishment": "enforcement_bureau", "party": "enforcement_bureau", "pay": "enforcement_bureau"}
    assert relations(DAY) == county | {"command": "gov-330127104"}
    found = catalogue.authority(matter="UM-018", power="penalty", area="330127104", day=DAY)
    assert (found.holder, found.commander) == ("enforcement_bureau", "威坪镇人民政府")
    stated = Stationed(who("weiping-officer-1").person, "gov-330127208", date(2026, 10, 1), ground="演示调整〔2026〕1号")
    services.change_command(by=who("guidance"), at=AT, stated=stated)
    assert relations(date(2026, 10, 1)) == county | {"command": "gov-330127208"}
    assert relations(date(2026, 9, 30)) == county | {"command": "gov-330127104"}
    with pytest.raises(Blocked, match="diverted"):
        services.change_command(by=who("guidance"), at=AT, stated=Stationed(stated.person, "audit", DAY, ground="借用"))


def test_eighty_eight_of_the_township_and_ninety_two_of_the_bureau_make_eighty_nine_point_six() -> None:
    """R53 双重管理，工作考核以属地乡镇为主"""
    row = appraised(bureau="92")
    with pytest.raises(Blocked, match="local_missing"):
        services.close_appraisal(by=who("guidance"), at=AT, appraisal=row.pk)
    services.sign_local(by=who("commander-jiangjia"), at=AT, appraisal=row.pk, score=Decimal(88))
    done = services.close_appraisal(by=who("guidance"), at=AT, appraisal=row.pk)
    assert (done.result, done.share) == (Decimal("89.6"), Decimal(60))
    unequal = [b.item for b in queries.benefits(who("guidance")) if b.organ == JIANGJIA and b.differs]
    assert unequal == ["住宿"]
