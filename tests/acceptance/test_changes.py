"""四、（一）（四）, 附件: what changes in the catalogue on a day, what goes over with it, and how nine lists become one."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.apps.adjustments import world
from tests.apps.adjustments.test_cutover import ON_THE_DAY, SEPTEMBER, ZITONG, planned, tasks
from tests.apps.adjustments.test_cutover import WEIPING as WEIPING_SQUAD
from tests.apps.cases import play
from tests.apps.catalogue.lists import HEAD, RIVER, messy, table
from tests.county import who
from zhifa.apps.adjustments.models import Receipt
from zhifa.apps.adjustments.services.cutover_planning import cut_over
from zhifa.apps.adjustments.services.cutover_receiving import Chosen, accept_receipts
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.models import Case
from zhifa.apps.cases.services import Scene
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue import services as lists
from zhifa.apps.catalogue.models import DepartmentList, DraftMatter
from zhifa.apps.catalogue.queries.filing import may_file
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
WEIPING, BUREAU = "330127104", "淳安县综合行政执法局"
NINE = ("archives", "lake_water", "development_reform", "education", "civil_affairs", "human_resources", "housing_construction",
        "veterans", "urban_management")  # fmt: skip
LISTED, TWICE = 1833, 21


def thirteen() -> tuple[str, ...]:
    """Ten of construction and three of education: those of health never left their department here."""
    return tuple(m.code for domain, n in (("housing_construction", 10), ("education", 3)) for m in catalogue.matters(domain=domain)[:n])


def withdrawn(codes: tuple[str, ...]) -> None:
    """On the first of October they go back to the departments that had them."""
    back = {code: catalogue.matter(code).domain for code in codes}  # type: ignore[union-attr]
    world.in_effect(*(world.back_to(code, organ) for code, organ in back.items()))


def test_thirteen_matters_go_back_on_a_day_and_open_cases_stay_valid_under_the_old_holder() -> None:
    """R37 目录动态调整：已立案的继续有效"""
    codes = thirteen()
    open_case = play.opened(codes[0])
    withdrawn(codes)
    later = world.ON_THE_DAY + timedelta(hours=10)
    kept = Case.objects.get(pk=open_case.pk)
    assert (len(codes), kept.acting_identity, kept.team) == (13, BUREAU, WEIPING_SQUAD)
    on = cases.confirm_second_officer(by=who("weiping-officer-2", later.date()), at=later, case=kept.pk)
    assert (on.state, on.acting_identity) == ("paired", BUREAU)
    assert list(Receipt.objects.values_list("state", flat=True)) == ["stays"]


def test_from_that_day_new_filings_are_refused_and_what_was_known_before_is_kept() -> None:
    """R37 目录动态调整：新案不再由原主体立案"""
    codes = thirteen()
    withdrawn(codes)
    eve = world.EFFECT - timedelta(days=1)
    assert all(may_file("enforcement_bureau", code, WEIPING, eve).permits for code in codes)
    assert not any(may_file("enforcement_bureau", code, WEIPING, world.EFFECT).permits for code in codes)
    with pytest.raises(Denied) as refused:
        cases.open_case(by=who("weiping-officer-1", world.EFFECT), at=world.ON_THE_DAY, scene=Scene(codes[0], WEIPING, "环镇路"))
    assert refused.value.ruling.reasons[0].code == "case.not_your_power"
    then = catalogue.authority_as_known(catalogue.Asked(codes[0], "penalty", WEIPING, world.EFFECT), world.AT)
    now = catalogue.authority(matter=codes[0], power="penalty", area=WEIPING, day=world.EFFECT)
    assert (then.holder, now.holder) == ("enforcement_bureau", "housing_construction")


def test_the_public_page_changes_on_the_same_day() -> None:
    """R37 目录动态调整：公开页面当日改变"""
    codes = thirteen()
    withdrawn(codes)
    for code in (codes[0], codes[-1]):
        row = catalogue.matter(code)
        assert row is not None
        organ = registry.organ(row.domain)
        assert organ is not None
        eve = world.EFFECT - timedelta(days=1)
        shown = [Client().get(f"/areas/{WEIPING}", {"what": row.name, "day": day.isoformat()}) for day in (eve, world.EFFECT)]
        lines = [page.content.decode().split(f"/who/{WEIPING}/{code}?", 1)[1].split("</li>", 1)[0] for page in shown]
        assert [(BUREAU in line, organ.name in line) for line in lines] == [(True, False), (False, True)]


def test_moving_zitong_to_weiping_moves_five_open_tasks_which_weiping_accepts() -> None:
    """R54 “1+X”片区模式：调整有生效日，在办任务随同移交并由新中队接收"""
    rows = tasks()
    done = cut_over(by=who("guidance"), at=ON_THE_DAY, cutover=planned().code)
    assert done.before == {"task": len(rows)} == {"task": 5}
    assert {t.team for t in Dispatch.objects.filter(pk__in=[r.pk for r in rows])} == {WEIPING_SQUAD}
    day = ON_THE_DAY.date()
    assert [[c.team for c in registry.cover(d) if c.area == ZITONG] for d in (SEPTEMBER.date(), day)] == [
        ["squad-jiangjia"], [WEIPING_SQUAD]
    ]  # fmt: skip
    with pytest.raises(Invalid):
        accept_receipts(by=who("jiangjia-leader", day), at=ON_THE_DAY, chosen=Chosen(done.code))
    accept_receipts(by=who("weiping-leader", day), at=ON_THE_DAY, chosen=Chosen(done.code))
    done.refresh_from_db()
    assert (done.state, set(Receipt.objects.values_list("state", flat=True))) == ("reconciled", {"accepted"})


def rows_of(sender: int, own: range) -> list[tuple[object, ...]]:
    """Rows of one sender; every eighty-seventh is also on the list of the sender before, in fuller or other words."""
    return [(n, f"违反规定第{n}种行为", "城市管理", "", f"{RIVER}第{n % 45 + 1}条第{n // 45 + 1}款", "警告、罚款", "") for n in own]


def brought(sender: str, content: bytes) -> DepartmentList:
    by = who(f"regulator-{sender}".replace("_", "-"))
    row = lists.upload_list(by=by, at=world.AT, sender=sender, name="清单.xlsx", content=content)
    return lists.take_list(by=by, at=world.AT, file=row.pk, columns=row.columns)


def nine_lists() -> list[DepartmentList]:
    """1,833 matters in nine lists of three layouts, one of them with every mess; twenty-one of them are on two lists."""
    taken = [brought(NINE[-1], messy())]
    fresh = DraftMatter.objects.count()
    share = -(-(LISTED - fresh) // 8)
    heads = (HEAD, ("事项", "领域", "罚则", "种类"), ("职权名称", "领域", "处罚依据", "处罚种类"))
    for n, sender in enumerate(NINE[:-1]):
        own = range(n * share + 1, min((n + 1) * share, LISTED - fresh) + 1)
        again = range(own.start - TWICE, own.start) if n == 4 else range(0)
        said = [(*row[:5], "罚款", "重复报送") for row in rows_of(n, again)] + rows_of(n, own)
        head = heads[n % 3]
        taken.append(brought(sender, table(*(r if head is HEAD else (r[1], r[2], r[4], r[5]) for r in said), head=head)))
    return taken


def test_nine_lists_become_one_table_and_each_duplicate_is_resolved_with_a_log(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    """R117 事项划转目录清单总表"""
    settings.IMPORT_ROOT = tmp_path  # type: ignore[attr-defined]
    taken = nine_lists()
    outcomes = sum((Counter(row.counts) for row in taken), Counter())
    assert (len({row.sender for row in taken}), outcomes["created"], outcomes["merged"]) == (9, LISTED, TWICE)
    assert DraftMatter.objects.count() == LISTED
    log = [entry for row in taken for entry in trail.story(row.pk)[-1].facts["merged"]]
    assert (len(log), {tuple(line["differs"]) for line in log}) == (TWICE, {("处罚种类",)})
    both = [d for d in DraftMatter.objects.all() if len(d.senders) > 1]
    assert (len(both), {tuple(d.senders) for d in both}) == (TWICE, {(NINE[3], NINE[4])})
