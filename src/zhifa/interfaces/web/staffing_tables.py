"""What the pages of posts and people show, as files for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from zhifa.apps.staffing.queries import AppraisalRow, BenefitRow, DepartmentRow, Ledger, StaffRow, StationRow
from zhifa.interfaces.web.empowerment_tables import reasons
from zhifa.law.empowerment import plain
from zhifa.law.staffing import RELATIONS

Sheet = tuple[Sequence[str], Iterable[Sequence[object]]]


def entries(found: Ledger) -> Sheet:
    """One line an entry, newest first."""
    head = (_("生效日期"), _("划出"), _("划入"), _("编制类别"), _("编制数"), _("批准文件"), _("批准日期"), _("划转方案"), _("事由"),
            _("记账人"), _("来源层"))  # fmt: skip
    return head, (
        (e.effective_on, e.source_name or _("期初"), e.destination_name, _(e.kind_label), e.count, e.document, e.approved_on, e.transfer,
         e.reason, e.recorded_by, e.layer)
        for e in found.entries
    )  # fmt: skip


def departments(rows: Iterable[DepartmentRow]) -> Sheet:
    """One line a department."""
    head = (_("部门"), _("事项"), _("已划转处罚权"), _("队伍人数"), _("承担监管"), _("其他有资格人员"), _("规则"), _("算式"), _("最少"),
            _("最多"), _("说明"), _("方案"), _("拟划转"), _("状态"), _("偏离的理由"), _("数据来源"), _("来源层"))  # fmt: skip
    return head, (
        (r.organ_name, r.matters, r.moved, r.team, r.supervising, r.officers, _(r.rule_label), r.arithmetic, r.least, r.most,
         reasons(r.ruling), t.code if t else "", t.count if t else "", _(t.state_label) if t else "", t.reason if t else "", r.source,
         r.layer)
        for r in rows
        for t in (r.transfer,)
    )  # fmt: skip


def stationings(rows: Iterable[StationRow]) -> Sheet:
    """One line a stationing."""
    head = (_("人员"), _("队伍"), _("所属机关"), _("派驻到"), _("开始"), _("结束"), _("依据"), _("执法名义"), _("来源层"))
    return head, ((r.person_name, r.team_name, r.organ_name, r.host_name, r.since, r.until, r.ground, r.acts_as, r.layer) for r in rows)


def people(rows: Iterable[StaffRow]) -> Sheet:
    """One line a person, one column a relation."""
    head = (
        _("人员"),
        _("岗位"),
        _("队伍"),
        *(_(label) for label in RELATIONS.values()),
        _("专编专用"),
        _("派驻"),
        _("执法名义"),
        _("来源层"),
    )
    return head, (
        (r.name, r.post, r.team_name, *(x.organ_name for x in r.relations), _("是") if r.earmarked else _("否"), r.host_name, r.acts_as,
         r.layer)
        for r in rows
    )  # fmt: skip


def appraisals(rows: Iterable[AppraisalRow]) -> Sheet:
    """One line a person of the year."""
    head = (_("编号"), _("年度"), _("人员"), _("队伍"), _("属地"), _("属地评分"), _("属地签字"), _("县局评分"), _("县局签字"),
            _("属地权重（%）"), _("结果"), _("状态"))  # fmt: skip
    return head, (
        (r.code, r.year, r.person_name, r.team_name, r.local_name, plain(r.local_score), r.local_signed_by, plain(r.bureau_score),
         r.bureau_signed_by, plain(r.share), plain(r.result), _(r.state_label))
        for r in rows
    )  # fmt: skip


def benefits(rows: Iterable[BenefitRow]) -> Sheet:
    """One line a benefit."""
    head = (_("乡镇"), _("待遇"), _("乡镇人员"), _("派驻人员"), _("有差异"), _("数据来源"), _("来源层"))
    return head, ((r.organ_name, r.item, r.town, r.squad, _("是") if r.differs else _("否"), r.source, r.layer) for r in rows)
