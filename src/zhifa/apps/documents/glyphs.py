"""Which characters the installed fonts can draw.

A name printed with a hole in it is a wrong document, and no renderer says so: the character maps (`cmap`, OpenType) are
read here, and a sheet with a character outside them is refused before anything is numbered.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
_UNDRAWN = frozenset("\n\r\t\u00a0\u200b\ufeff")


def font_files(root: Path) -> tuple[Path, ...]:
    """All font files under `root`, in a stable order."""
    return tuple(sorted(p for p in root.rglob("*") if p.suffix.lower() in SUFFIXES))


def missing(texts: Iterable[str], root: Path) -> str:
    """The characters of `texts` that no font under `root` has, each once, in order of appearance."""
    known = covered(tuple((str(p), p.stat().st_mtime_ns) for p in font_files(root)))
    wanted = dict.fromkeys(c for text in texts for c in text if c not in _UNDRAWN)
    return "".join(c for c in wanted if ord(c) not in known)


@lru_cache(maxsize=4)
def covered(files: tuple[tuple[str, int], ...]) -> frozenset[int]:
    """Code points that at least one of these files (path, time of change) has a glyph for."""
    points: set[int] = set()
    for path, _ in files:
        with open(path, "rb") as stream:
            for start in _faces(stream):
                points.update(_code_points(stream, start))
    return frozenset(points)


def _unpack(stream: BinaryIO, at: int, form: str) -> tuple[int, ...]:
    stream.seek(at)
    return struct.unpack(">" + form, stream.read(struct.calcsize(">" + form)))


def _faces(stream: BinaryIO) -> Iterator[int]:
    """Where each distinct character map of the file begins (a collection shares them between its faces)."""
    stream.seek(0)
    heads = [0]
    if stream.read(4) == b"ttcf":
        (count,) = _unpack(stream, 8, "I")
        heads = list(_unpack(stream, 12, f"{count}I"))
    found: set[int] = set()
    for head in heads:
        (tables,) = _unpack(stream, head + 4, "H")
        for i in range(tables):
            tag, _, offset, _ = _unpack_record(stream, head + 12 + 16 * i)
            if tag == b"cmap":
                found.add(offset)
    yield from sorted(found)


def _unpack_record(stream: BinaryIO, at: int) -> tuple[bytes, int, int, int]:
    stream.seek(at)
    tag, check, offset, length = struct.unpack(">4sIII", stream.read(16))
    return tag, check, offset, length


def _code_points(stream: BinaryIO, cmap: int) -> Iterator[int]:
    _, count = _unpack(stream, cmap, "HH")
    offsets = {_unpack(stream, cmap + 4 + 8 * i, "HHI")[2] for i in range(count)}
    for offset in sorted(offsets):
        (form,) = _unpack(stream, cmap + offset, "H")
        if form == 4:
            yield from _format_4(stream, cmap + offset)
        elif form == 12:
            yield from _format_12(stream, cmap + offset)


def _format_4(stream: BinaryIO, at: int) -> Iterator[int]:
    """Segments of the Basic Multilingual Plane; a code point mapped to glyph 0 is not covered."""
    (double,) = _unpack(stream, at + 6, "H")
    n = double // 2
    ends = _unpack(stream, at + 14, f"{n}H")
    starts = _unpack(stream, at + 16 + double, f"{n}H")
    deltas = _unpack(stream, at + 16 + 2 * double, f"{n}h")
    base = at + 16 + 3 * double
    ranges = _unpack(stream, base, f"{n}H")
    for i, (start, end, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        if start == 0xFFFF:
            continue
        glyphs = _unpack(stream, base + 2 * i + shift, f"{end - start + 1}H") if shift else range(start, end + 1)
        for code, glyph in zip(range(start, end + 1), glyphs, strict=True):
            if (glyph if shift and not glyph else (glyph + delta) & 0xFFFF) != 0:
                yield code


def _format_12(stream: BinaryIO, at: int) -> Iterator[int]:
    (groups,) = _unpack(stream, at + 12, "I")
    flat = _unpack(stream, at + 16, f"{3 * groups}I")
    for start, end, glyph in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        yield from range(start if glyph else start + 1, end + 1)
