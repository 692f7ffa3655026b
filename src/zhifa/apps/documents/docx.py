"""The same sheet as a Word file, for offices that edit or print from there. Fonts are named, not embedded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from zhifa.apps.documents import blocks as b

BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
_LINE = Pt(28.9)
_CHAR = 15.8
_GREY = RGBColor(0x78, 0x78, 0x78)
DEMO = "演示文书 · 含演示数据，不具有法律效力"


def render(sheet: b.Sheet, at: datetime) -> bytes:
    """DOCX bytes; `at` becomes the time of creation."""
    word = Document()
    _page(word, sheet)
    core = word.core_properties
    core.title, core.author, core.created, core.modified = sheet.organ + sheet.title, sheet.organ, at, at
    _centred(word, sheet.organ, TITLE, 18)
    _centred(word, sheet.title, TITLE, 22)
    if sheet.number:
        _line(word, sheet.number, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for block in sheet.blocks:
        _DRAWN[type(block)](word, block, sheet.demo)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: Word, sheet: b.Sheet) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(35), Mm(33)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style: Any = word.styles["Normal"]
    style.font.size = Pt(16)
    _face(style.font, style.element.get_or_add_rPr(), BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = _LINE
    if sheet.demo:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(head, DEMO, HEI, 9).font.color.rgb = _GREY
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", SONG, 14)
    _page_field(_run(foot, "", SONG, 14))
    _run(foot, " —", SONG, 14)


def _page_field(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _face(font: Any, properties: Any, name: str) -> None:
    font.name = name
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _run(line: Line, text: str, face: str = BODY, size: float = 16) -> Run:
    run = line.add_run(text)
    run.font.size = Pt(size)
    _face(run.font, run._r.get_or_add_rPr(), face)
    return run


def _line(word: Any, text: str = "", *, label: str = "", indent: float = 0, hang: float = 0, align: Any = None) -> Line:
    line: Line = word.add_paragraph()
    line.alignment = align if align is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.first_line_indent = Pt(indent - hang)
    line.paragraph_format.left_indent = Pt(hang)
    if label:
        _run(line, label, HEI)
    if text:
        _run(line, text)
    return line


def _centred(word: Word, text: str, face: str, size: float) -> None:
    line = _line(word, align=WD_ALIGN_PARAGRAPH.CENTER)
    run = _run(line, text, face, size)
    run.font.bold = True
    line.paragraph_format.line_spacing = Pt(size * 1.6)


def _heading(word: Word, block: b.Heading, demo: bool) -> None:
    _line(word, label=block.text, indent=2 * _CHAR)


def _field(word: Word, block: b.Field, demo: bool) -> None:
    _line(word, block.value, label=block.label + "：", hang=(len(block.label) + 1) * _CHAR)


def _paragraph(word: Word, block: b.Paragraph, demo: bool) -> None:
    for i, part in enumerate(block.text.split("\n")):
        _line(word, part, label="" if i else block.label, indent=2 * _CHAR if block.indent else 0)


def _table(word: Word, block: b.Table, demo: bool) -> None:
    table = word.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    total = sum(block.widths)
    for i, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, block.widths, strict=True):
            cell.width = Mm(156 * width / total)
            line = cell.paragraphs[0]
            line.paragraph_format.line_spacing = Pt(20)
            _run(line, text, HEI if block.head and i == 0 else BODY, 12)
    _line(word)


def _signatures(word: Word, block: b.Signatures, demo: bool) -> None:
    for signer in block.signers:
        line = _line(word, label=signer.role + "：")
        _run(line, signer.name or "＿＿＿＿＿＿＿＿＿", KAI if signer.signed else BODY)
        if signer.detail:
            _run(line, "　" + signer.detail, size=12)
        if signer.signed:
            note = _line(word, indent=0, hang=0)
            _run(note, "　　" + signer.signed, size=10.5).font.color.rgb = _GREY


def _seal(word: Word, block: b.Seal, demo: bool) -> None:
    _line(word)
    if demo:
        line = _line(word, align=WD_ALIGN_PARAGRAPH.RIGHT)
        _run(line, "［印章处（演示）］　　　　", HEI, 9).font.color.rgb = _GREY
    for text in (block.organ, block.day):
        _line(word, text + "　　　　", align=WD_ALIGN_PARAGRAPH.RIGHT)


def _note(word: Word, block: b.Note, demo: bool) -> None:
    line = _line(word)
    _run(line, block.text, size=10.5)


def _break(word: Word, block: b.PageBreak, demo: bool) -> None:
    _line(word).add_run().add_break(WD_BREAK.PAGE)


_DRAWN: dict[type[Any], Callable[[Word, Any, bool], None]] = {
    b.Heading: _heading,
    b.Field: _field,
    b.Paragraph: _paragraph,
    b.Table: _table,
    b.Signatures: _signatures,
    b.Seal: _seal,
    b.Note: _note,
    b.PageBreak: _break,
}
