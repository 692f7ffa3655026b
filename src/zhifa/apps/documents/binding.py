"""One file out of many: cover and contents first, then every part on pages of its own, numbered through.

PDF parts and pictures are set as they are (typst embeds their pages), so that the bound file shows what was issued.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst
from django.conf import settings

from zhifa.apps.documents import pdf
from zhifa.apps.documents.blocks import Sheet
from zhifa.apps.documents.models import path_of
from zhifa.apps.documents.wording import plain_date

TEMPLATE = Path(__file__).with_name("bound.typ")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@dataclass(frozen=True, slots=True)
class Part:
    """`form`: pdf, png, jpg, webp, or empty for what cannot be printed (it stands in the lists only). `path`: where the file lies when
    it is not one of ours."""

    name: str
    number: str
    day: date
    digest: str
    form: str
    path: Path | None = None

    @property
    def file(self) -> Path:
        """Where the bytes are."""
        return self.path or path_of(self.digest)


def pages_of(part: Part) -> int:
    """Pages it takes in the bound file; 0 for what cannot be drawn: it stands in the lists only, with its hash."""
    if not part.form:
        return 0
    content = part.file.read_bytes()
    if part.path is None:  # one of ours, whose page objects stand in clear
        return len(_PAGE.findall(content))
    if not _drawn(content, part.form, 1):
        return 0
    return _count(content) if part.form == "pdf" else 1


def _count(content: bytes) -> int:
    """How many pages a PDF of somebody else has: the last page number that the renderer knows."""
    low, high = 1, 2
    while _drawn(content, "pdf", high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _drawn(content, "pdf", middle) else (low, middle)
    return low


def _drawn(content: bytes, form: str, page: int) -> bool:
    with tempfile.TemporaryDirectory() as room:
        Path(room, f"part.{form}").write_bytes(content)
        Path(room, "ask.typ").write_text(f'#image("part.{form}"' + (f", page: {page})" if form == "pdf" else ")"))
        try:
            typst.compile(str(Path(room, "ask.typ")), format="pdf", ignore_system_fonts=True)
        except typst.TypstError:
            return False
    return True


def cover_pages(cover: Sheet, at: datetime) -> int:
    """Pages of the cover with its lists."""
    return len(pdf.pictures(cover, at, 20))


def contents(parts: Sequence[Part], first: int) -> tuple[list[dict[str, str]], list[int]]:
    """Lines of the list of contents with page numbers from `first` on, and the pages of each part."""
    lines, counts, page = [], [], first
    for part in parts:
        count = pages_of(part)
        counts.append(count)
        span = "存电子件" if not count else str(page) if count == 1 else f"{page}—{page + count - 1}"
        lines.append(
            {"name": part.name, "number": part.number, "day": plain_date(part.day), "pages": span, "digest": part.digest.partition(":")[2]}
        )
        page += count
    return lines, counts


def bound(cover: Sheet, parts: Sequence[Part], counts: Sequence[int], at: datetime) -> bytes:
    """PDF of cover and parts. Raises `pdf.NoFonts`."""
    faces = pdf.chains()
    with tempfile.TemporaryDirectory() as room:
        root = Path(room)
        (root / "cover.pdf").write_bytes(pdf.render(cover, at))
        (root / "bound.typ").write_bytes(TEMPLATE.read_bytes())
        listed = [{"file": "cover.pdf", "pages": cover_pages(cover, at), "own": True, "name": ""}]
        for n, (part, count) in enumerate(zip(parts, counts, strict=True)):
            if not count:
                continue
            name = f"part{n}.{part.form}"
            (root / name).write_bytes(part.file.read_bytes())
            listed.append({"file": name, "pages": count, "own": part.form == "pdf", "name": part.name})
        data = json.dumps({"parts": listed, "title": cover.title, "fonts": faces}, ensure_ascii=False, sort_keys=True)
        made = typst.compile(
            str(root / "bound.typ"),
            root=str(root),
            format="pdf",
            font_paths=[str(settings.FONT_ROOT)],
            ignore_system_fonts=True,
            sys_inputs={"bound": data},
            timestamp=int(at.astimezone(UTC).timestamp()),
        )
    assert isinstance(made, bytes)
    return made
