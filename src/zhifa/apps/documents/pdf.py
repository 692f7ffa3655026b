"""A sheet as PDF, by typst: the same sheet, instant and fonts give the same bytes, so that a hash can vouch for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst
from django.conf import settings

from zhifa.apps.documents.blocks import Sheet

TEMPLATE = Path(__file__).with_name("page.typ")
# Which faces to prefer for which part, best first; every other face installed stands behind them for single characters.
FACES = {
    "title": ("FZXiaoBiaoSong-B05S", "FandolSong", "Noto Serif CJK SC", "Noto Serif SC"),
    "body": ("FangSong_GB2312", "FandolFang R", "Noto Serif CJK SC", "Noto Serif SC"),
    "hei": ("SimHei", "FandolHei", "Noto Sans CJK SC", "Noto Sans SC"),
    "kai": ("KaiTi_GB2312", "FandolKai", "FandolFang R", "Noto Serif CJK SC"),
    "song": ("SimSun", "FandolSong", "Noto Serif CJK SC", "Noto Serif SC"),
}
_lock = Lock()


class NoFonts(Exception):
    """No font under FONT_ROOT: nothing can be drawn."""


@lru_cache(maxsize=2)
def _workshop(root: Path) -> tuple[typst.Compiler, dict[str, tuple[str, ...]]]:
    """The compiler is built once per process: that is what makes a document take milliseconds."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(root)])
    families = fonts.families()
    if not families:
        raise NoFonts(str(root))
    faces = {
        part: tuple(dict.fromkeys([f for f in wanted if f in families] + [f for f in families if f.endswith("SC")] + families))
        for part, wanted in FACES.items()
    }
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True), faces


def chains() -> dict[str, tuple[str, ...]]:
    """Part of a page → faces for it, best first. Raises NoFonts."""
    with _lock:
        return _workshop(Path(settings.FONT_ROOT))[1]


def render(sheet: Sheet, at: datetime) -> bytes:
    """PDF bytes; `at` is written as the time of creation. Raises NoFonts."""
    return _compile(sheet, at, "pdf")[0]


def pictures(sheet: Sheet, at: datetime, dots_per_inch: int = 70) -> list[bytes]:
    """One PNG per page, for previews."""
    return _compile(sheet, at, "png", dots_per_inch)


def _compile(sheet: Sheet, at: datetime, form: str, dots_per_inch: int = 144) -> list[bytes]:
    with _lock:
        compiler, faces = _workshop(Path(settings.FONT_ROOT))
        data = json.dumps({**sheet.to_json(), "fonts": faces}, ensure_ascii=False, sort_keys=True)
        out = compiler.compile(
            format=form,  # type: ignore[arg-type]
            ppi=dots_per_inch,
            sys_inputs={"sheet": data},
            timestamp=int(at.astimezone(UTC).timestamp()),
        )
    return out if isinstance(out, list) else [out or b""]
