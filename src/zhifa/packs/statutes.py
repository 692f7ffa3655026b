"""Reading statute texts (Markdown, one file per version) into articles, paragraphs and items. Pure text work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from zhifa.law.citations import number_from_chinese

_ARTICLE = re.compile(r"^\**第([零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]))?\**(?:[\s　]+|(?=[^第\s，。]))(.*)$")
_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]+)[)）]\s*(.*)$")
_NAME = re.compile(r"^(?P<title>.+?)(?:\((?P<version>\d{4}-\d{2}-\d{2})\))?$")
_FOREWORD_END = "<!-- INFO END -->"


@dataclass(frozen=True)
class Paragraph:
    """One 款: `text` and the 项 it introduces."""

    text: str
    items: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Lead and items."""
        return "\n".join((self.text, *self.items))


@dataclass(frozen=True)
class Article:
    """One 条 with its 款 in order."""

    number: int
    sub: int | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def whole(self) -> str:
        """All paragraphs."""
        return "\n".join(p.whole for p in self.paragraphs)

    def scope(self, paragraph: int | None, item: int | None) -> str | None:
        """The words at this place; None when there is no such 款 or 项. An item is given without its lead."""
        chosen = self.paragraphs
        if paragraph is not None:
            if not 1 <= paragraph <= len(chosen):
                return None
            chosen = (chosen[paragraph - 1],)
        if item is None:
            return "\n".join(p.whole for p in chosen)
        found = [p.items[item - 1] for p in chosen if 1 <= item <= len(p.items)]
        return found[0] if found else None


@dataclass(frozen=True)
class StatuteText:
    """One text in one version."""

    path: Path
    title: str
    version: str

    @cached_property
    def articles(self) -> dict[tuple[int, int | None], Article]:
        """(article, 之) → article; raises OSError when the file cannot be read."""
        return {(a.number, a.sub): a for a in read_articles(self.path.read_text(encoding="utf-8"))}


class Library:
    """All statute files under a folder, found by title and version date."""

    def __init__(self, root: Path) -> None:
        self._texts: dict[str, dict[str, StatuteText]] = {}
        for path in sorted(root.rglob("*.md")):
            found = _NAME.match(path.stem)
            if found:
                title, version = found["title"], found["version"] or ""
                self._texts.setdefault(title, {}).setdefault(version, StatuteText(path, title, version))

    def find(self, title: str, version: str) -> StatuteText | None:
        """The text of this title in this version (ISO date; empty: the file that carries none)."""
        return self._texts.get(title, {}).get(version)

    def versions(self, title: str) -> tuple[str, ...]:
        """Version dates that are there, oldest first."""
        return tuple(sorted(self._texts.get(title, {})))

    def __len__(self) -> int:
        return sum(len(v) for v in self._texts.values())


def read_articles(text: str) -> Iterator[Article]:
    """Articles in the order of the text. Headings end an article; what stands before the first article is skipped."""
    body = text.split(_FOREWORD_END, 1)[-1]
    current: tuple[int, int | None] | None = None
    lines: list[str] = []
    for line in (raw.strip(" 　\t") for raw in body.splitlines()):
        if found := _ARTICLE.match(line):
            if current:
                yield Article(*current, _paragraphs(lines))
            current = number_from_chinese(found[1]), number_from_chinese(found[2]) if found[2] else None
            lines = [found[3]]
        elif line.startswith("#"):
            if current:
                yield Article(*current, _paragraphs(lines))
            current = None
        elif line and current:
            lines.append(line)
    if current:
        yield Article(*current, _paragraphs(lines))


def _paragraphs(lines: list[str]) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    for line in lines:
        if (found := _ITEM.match(line)) and out:
            out[-1] = Paragraph(out[-1].text, (*out[-1].items, found[2]))
        elif line:
            out.append(Paragraph(line))
    return tuple(out)
