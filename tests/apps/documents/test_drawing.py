"""Sheets, PDF and DOCX of every kind of document."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document as Word

from tests.apps.documents.samples import SAMPLES
from zhifa.apps.documents import docx, forms, glyphs, pdf
from zhifa.apps.documents.blocks import Paragraph, Sheet
from zhifa.law.documents import KINDS, complete

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "documents"
ORGAN = "淳安县综合行政执法局"


def a_sheet(code: str) -> Sheet:
    kind = KINDS[code]
    number = f"淳综执{kind.word}〔2026〕第0001号" if kind.word else ""
    said = {**SAMPLES[code], "organ": ORGAN, "day": "2026-09-01", "number": number}
    return forms.sheet(kind, said, organ=ORGAN, number=number, demo=True)


def words_of(content: bytes) -> str:
    """Everything a Word file says, cell by cell, in order."""
    word = Word(BytesIO(content))
    lines = [p.text for p in word.sections[0].header.paragraphs]
    for part in word.iter_inner_content():
        lines += [part.text] if hasattr(part, "text") else ["｜".join(c.text for c in row.cells) for row in part.rows]
    return "\n".join(line for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_has_a_form_and_a_full_sample(code: str) -> None:
    said = {**SAMPLES[code], "organ": ORGAN, "day": "2026-09-01", "number": "1"}
    assert complete(KINDS[code], said).permits
    sheet = a_sheet(code)
    assert Sheet.from_json(sheet.to_json()) == sheet


@pytest.mark.parametrize("code", sorted(KINDS))
def test_the_words_of_a_document_are_those_that_were_agreed(code: str, at: datetime) -> None:
    written = words_of(docx.render(a_sheet(code), at))
    agreed = GOLDEN / f"{code}.txt"
    assert written == agreed.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_mandatory_field_is_missed_by_name(code: str) -> None:
    said = {**SAMPLES[code], "organ": ORGAN, "day": "2026-09-01", "number": "1"}
    for need in KINDS[code].requirements:
        ruling = complete(KINDS[code], {**said, need.key: ""})
        assert not ruling.permits
        assert ruling.missing == (need.key,)
        assert need.label in ruling.reasons[0].values["fields"]
        assert need.basis in ruling.citations


def test_a_warning_needs_no_amount_and_no_way_to_pay() -> None:
    said = {**SAMPLES["DOC-D02"], "organ": ORGAN, "day": "2026-09-01", "number": "1"}
    said |= {"fine": "", "fine_words": "", "performance": "", "surcharge": "", "penalty": "警告"}
    assert complete(KINDS["DOC-D02"], said).permits


def test_the_same_sheet_gives_the_same_bytes(at: datetime) -> None:
    sheet = a_sheet("DOC-D02")
    first = pdf.render(sheet, at)
    assert first.startswith(b"%PDF-")
    assert pdf.render(a_sheet("DOC-D02"), at) == first
    assert pdf.render(replace(sheet, number="淳综执当罚〔2026〕第0002号"), at) != first


@pytest.mark.parametrize("text", ["#panic()", "*粗* _斜_ `x` $a$ \\ ] #let x = 1", '"}#read("/etc/passwd")', "<label> @ref = 标题"])
def test_what_a_party_is_called_is_never_read_as_markup(text: str, at: datetime) -> None:
    sheet = replace(a_sheet("DOC-D02"), blocks=(Paragraph(text),), title=text, number=text)
    assert pdf.render(sheet, at).startswith(b"%PDF-")


def test_a_character_without_a_glyph_is_named() -> None:
    root = Path(settings.FONT_ROOT)
    assert glyphs.missing(["当事人王喆堃，占用3㎡", "— 1 —"], root) == ""
    assert glyphs.missing(["当事人\U0010fffd某\U0010fffd"], root) == "\U0010fffd"


def test_a_folder_without_fonts_covers_nothing(tmp_path: Path) -> None:
    assert glyphs.missing(["罚"], tmp_path) == "罚"


def test_a_demonstration_document_says_so_on_every_page(at: datetime) -> None:
    sheet = a_sheet("DOC-D02")
    assert docx.DEMO in words_of(docx.render(sheet, at))
    real = replace(sheet, demo=False)
    assert "演示" not in words_of(docx.render(real, at)).replace("演示商户", "").replace("演示裁量", "")
    assert len(pdf.pictures(sheet, at)) == 2
    assert pdf.render(real, at) != pdf.render(sheet, at)
