"""The yearly report of the office as a document: sections → blocks → PDF or DOCX. Every figure stands in the register behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from zhifa.apps.documents import docx, pdf
from zhifa.apps.documents.blocks import Block, Heading, Note, Paragraph, Seal, Sheet, Table
from zhifa.apps.documents.wording import plain_date, solemn_date
from zhifa.apps.office.queries.work import Section
from zhifa.apps.registry import queries as registry
from zhifa.law.citations import chinese_number
from zhifa.law.office import FIGURE_LABELS, KIND_LABELS, Line

MOST = 200
HEAD = ("序号", "编号", "内容", "单位", "结果")


def report_sheet(sections: Sequence[Section], year: int, day: date, *, demo: bool) -> Sheet:
    """All sections with counts, outcomes and the first 200 lines of each; the seal is that of the bureau that the office belongs to."""
    organ = registry.acting_identity("enforcement_bureau", day)
    blocks: list[Block] = [
        Paragraph(
            f"本报告按《浙江省综合行政执法条例》第十二条列出的各项工作，汇总{year}年的记录。数字截至{plain_date(day)}，由系统按登记的记录计出。"
        ),
    ]
    for number, section in enumerate(sections, 1):
        blocks += _section(number, section)
    blocks += [Note("本报告不统计罚没数额，也不以案件数量评价执法。"), Seal(organ, solemn_date(day))]
    return Sheet(organ, f"综合执法办{year}年度工作报告", f"{year}年度", tuple(blocks), demo)


def _section(number: int, section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(f"{chinese_number(number)}、{section.label}")]
    if not section.groups:
        return [*blocks, Paragraph("本年度没有记录。")]
    for group in section.groups:
        said = "，".join(f"{label}{n}件" for label, n in group.outcomes)
        blocks.append(Paragraph(f"{KIND_LABELS[group.kind]}共{group.total}件：{said}。其中尚未办结{group.open}件。"))
    rows = tuple(_line(n, line) for n, line in enumerate(section.lines[:MOST], 1))
    blocks.append(Table((2, 5, 9, 8, 4), (HEAD, *rows)))
    if len(section.lines) > MOST:
        blocks.append(Paragraph(f"以上列出{MOST}件，其余见系统登记簿。"))
    return blocks


def _line(number: int, line: Line) -> tuple[str, ...]:
    figures = "".join(f"；{FIGURE_LABELS[code]}{n}" for code, n in line.figures)
    return str(number), line.key, line.title, line.about + figures, line.outcome


def drawn(sheet: Sheet, form: str, day: date) -> bytes:
    """`form` pdf or docx; the same bytes for the same words. Raises KeyError, `pdf.NoFonts`."""
    return {"pdf": pdf.render, "docx": docx.render}[form](sheet, datetime(day.year, day.month, day.day, tzinfo=UTC))
