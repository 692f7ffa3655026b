"""What the pages of empowerment show, as files for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.apps.empowerment.queries import AssessmentRow, DemandRow, Sheet, TownshipRow, UseRow, WithdrawalRow
from zhifa.interfaces.frame.sentences import say
from zhifa.law.empowerment import plain
from zhifa.law.rulings import Ruling

MODES = {"seat": "派驻", "cover": "1+X"}


def csv_file(table: tuple[Sequence[str], Iterable[Sequence[object]]], name: str) -> HttpResponse:
    """UTF-8 with its mark."""
    head, lines = table
    rows = tuple(tuple("" if c is None else str(c) for c in line) for line in lines)
    content = Table(tuple(head), rows, ()).written("csv")
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def reasons(ruling: Ruling) -> str:
    """In one cell."""
    return "；".join(say(r.code, r.values) for r in ruling.reasons)


def townships(rows: Iterable[TownshipRow]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """One line a township or platform."""
    head = (
        _("区域"),
        _("行政区划代码"),
        _("方式"),
        _("中队"),
        _("人员"),
        _("持证"),
        _("赋权事项"),
        _("评估"),
        _("得分"),
        _("结论"),
        _("有效期至"),
    )
    return head, (
        (r.name, r.division_code, MODES.get(r.mode, ""), r.squad, r.people, r.certified, r.matters, r.code, r.score, r.conclusion_label,
         r.valid_until)
        for r in rows
    )  # fmt: skip


def sheet(row: AssessmentRow, found: Sheet) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """One line an indicator; the last one is the total."""
    head = (
        _("方面"),
        _("指标"),
        _("口径"),
        _("数值"),
        _("单位"),
        _("来源"),
        _("满分"),
        _("起算"),
        _("满分线"),
        _("得分"),
        _("算式"),
        _("来源文件"),
        _("截止日期"),
    )
    lines: list[Sequence[object]] = [
        (a.label, i.label, i.formula, plain(i.value), i.unit, i.origin, plain(i.weight), plain(i.floor), plain(i.target), plain(i.points),
         i.arithmetic, i.source, i.as_of)
        for a in found.aspects
        for i in a.indicators
    ]  # fmt: skip
    lines.append((row.area_name, _("合计"), row.code, "", "", "", 100, "", "", found.total, found.proposal_label, row.conclusion_label, ""))
    return head, lines


def demand(area: str, rows: Iterable[DemandRow]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """What a change of the catalogue takes over: area, matter, whether it is proposed and why."""
    head = (
        _("区域"),
        _("事项编码"),
        _("事项"),
        _("领域"),
        _("近12个月"),
        _("处罚种类"),
        _("最高罚款（元）"),
        _("已赋权"),
        _("建议赋权"),
        _("理由"),
    )
    return head, (
        (area, r.matter, r.name, r.domain_label, r.need, "、".join(r.kinds), plain(r.highest), _("是") if r.held else _("否"),
         _("是") if r.proposed else _("否"), reasons(r.ruling))
        for r in rows
    )  # fmt: skip


def withdrawals(rows: Iterable[WithdrawalRow]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """One line a proposal."""
    head = (
        _("编号"),
        _("区域"),
        _("事项编码"),
        _("事项"),
        _("原因"),
        _("起"),
        _("止"),
        _("线索"),
        _("案件"),
        _("决定"),
        _("其中被撤改"),
        _("状态"),
        _("答复"),
    )
    return head, (
        (r.code, r.area_name, r.matter_code, r.matter_name, r.ground_label, r.since, r.until, r.leads, r.cases, r.decided, r.undone,
         r.state_label, r.answer)
        for r in rows
    )  # fmt: skip


def uses(rows: Iterable[UseRow]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """One line a matter that a township holds."""
    head = (
        _("区域"),
        _("事项编码"),
        _("事项"),
        _("赋权日"),
        _("线索"),
        _("案件"),
        _("决定"),
        _("其中被撤改"),
        _("使用"),
        _("质量"),
    )
    return head, (
        (r.area_name, r.matter, r.matter_name, r.held_since, r.leads, r.cases, r.decided, r.undone, reasons(r.use), reasons(r.quality))
        for r in rows
    )
