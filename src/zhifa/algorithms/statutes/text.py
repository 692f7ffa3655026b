"""A statute's text as articles (条), paragraphs (款) and items (项). Takes lines, whatever file they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from zhifa.algorithms.statutes.numerals import whole

_NUMERAL = "[零〇○一二三四五六七八九十百千两]+"
_ARTICLE = re.compile(rf"^第({_NUMERAL}|\d+)条(?:之({_NUMERAL}))?([\s　:：]*)(.*)$")
_RUN_ON = re.compile(rf"(?<=[。；])[ \t　]+(?=第{_NUMERAL}条(?:之{_NUMERAL})?[ \t　])")  # articles that were joined to one line
_CHAPTER = re.compile(rf"^第(?:{_NUMERAL}|\d+)[编章节分](?:[\s　]|$|(?=[^，。；]{{1,30}}$))")
_ITEM = re.compile(rf"^[(（]\s*({_NUMERAL}|\d+)\s*[)）]\s*[、．.]?\s*(.*)$")
_SUBITEM = re.compile(r"^(?:\d+[.．、]|[(（]\d+[)）]|[①-⑳])")
_MARKS = re.compile(r"\*+|<[^<>]*>|^>+\s*|\\")
_SPACES = re.compile(r"[\s　 ​]+")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_BRACED = re.compile(rf"第((?:（{_NUMERAL}）(?:、|和|或者?|以?及|至)*)+)([款项])")
_ENUMERATED = re.compile(rf"第({_NUMERAL}(?:(?:、|和|或者|或|以及|及){_NUMERAL})+)([条款项])")
_LISTED = re.compile(rf"^(?:({_NUMERAL})、|(\d+)[.．、])(?!\d)(.*)$")
_WIDE = str.maketrans("０１２３４５６７８９．％,;:()", "0123456789.%，；：（）")
_FOREWORD_END = "<!-- INFO END -->"
_SHORT_HEADING = 30
_SECOND = 2


@dataclass(frozen=True)
class Item:
    """One 项: the number printed before it and its words (sub-items joined)."""

    number: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One 款 and the 项 it introduces."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Article:
    """One 条; `key` is the number as text ("37", "37-1"); `heading` is the chapter it stands in; `lines` are as they were found."""

    key: str
    heading: str
    lines: tuple[str, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """款 in order, tidied."""
        return _paragraphs(self.lines)

    @property
    def number(self) -> int | str:
        """As the contract writes it."""
        return int(self.key) if self.key.isdigit() else self.key


def tidy(text: str) -> str:
    """One line in one spelling: full-width punctuation, plain digits, no spaces inside."""
    text = _SPACES.sub("", _MARKS.sub("", text)).translate(_WIDE)
    text = _BRACED.sub(_unbraced, _GROUPED.sub("", text))
    return _ENUMERATED.sub(_spelled_out, text)


def _unbraced(found: re.Match[str]) -> str:
    """第（一）、（三）项 as 第一项、第三项."""
    return re.sub(rf"（({_NUMERAL})）", rf"第\1{found[2]}", found[1])


def _spelled_out(found: re.Match[str]) -> str:
    """第一、二项 as 第一项、第二项."""
    return re.sub(rf"({_NUMERAL})", rf"第\1{found[2]}", found[1])


def read_articles(lines: Iterable[str]) -> Iterator[Article]:
    """Articles in the order of the text; what stands before the first article and between headings is skipped."""
    reader = _Reader()
    for line in _body(lines):
        for piece in _RUN_ON.split(line):
            if done := reader.take(piece):
                yield done
    if done := reader.finish():
        yield done


def _body(lines: Iterable[str]) -> Iterator[str]:
    kept: list[str] = []
    for line in lines:
        if _FOREWORD_END in line:
            kept = []
        else:
            kept.append(line)
    yield from kept


class _Reader:
    def __init__(self) -> None:
        self._key: str | None = None
        self._last = 0
        self._heading = ""
        self._lines: list[str] = []

    def take(self, line: str) -> Article | None:
        """The article that this line ends, if any."""
        plain = line.replace("*", "").strip(" \t　\r\n﻿")
        if plain.startswith("#"):
            plain = plain.lstrip("# 　")
            if not _ARTICLE.match(plain):
                return self._head(plain)
        if (found := _ARTICLE.match(plain)) and self._begins(found):
            done = self.finish()
            self._last = whole(found[1])
            self._key = f"{self._last}-{whole(found[2])}" if found[2] else str(self._last)
            self._lines = [found[4]]
            return done
        if _CHAPTER.match(plain) and len(plain) <= _SHORT_HEADING:
            return self._head(plain)
        if self._key and plain:
            self._lines.append(plain)
        return None

    def finish(self) -> Article | None:
        """The article under way."""
        if self._key is None:
            return None
        done = Article(self._key, self._heading, tuple(self._lines))
        self._key, self._lines = None, []
        return done

    def _head(self, plain: str) -> Article | None:
        done = self.finish()
        self._heading = tidy(plain)
        return done

    def _begins(self, found: re.Match[str]) -> bool:
        """A line that opens with a reference (第十条规定的…) is no new article."""
        if found[3]:
            return True
        follows = whole(found[1]) in (self._last, self._last + 1) or self._key is None
        return follows and not re.match(r"(规定|第|、|和|或|至|的)", found[4])


def _paragraphs(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    for line in lines:
        text = tidy(line)
        if not text:
            continue
        if out and _SUBITEM.match(text) and out[-1].items:
            last = out[-1].items[-1]
            out[-1] = replace(out[-1], items=(*out[-1].items[:-1], replace(last, text=last.text + text)))
        elif (found := _ITEM.match(text)) and out:
            if whole(found[1]) == _SECOND and _unnumbered(out):
                out[-2:] = [replace(out[-2], items=(Item(1, out[-1].text),))]
            out[-1] = replace(out[-1], items=(*out[-1].items, Item(whole(found[1]), found[2])))
        elif item := _listed(out, text):
            out[-1] = replace(out[-1], items=(*out[-1].items, item))
        elif out and _broken(out[-1]):
            out[-1] = Paragraph(out[-1].text + text)
        else:
            out.append(Paragraph(text))
    return tuple(out)


def _listed(out: list[Paragraph], text: str) -> Item | None:
    """An item of old texts (一、…) under a paragraph that announces a list."""
    found = _LISTED.match(text)
    if not out or not found or not out[-1].text.endswith("："):
        return None
    number = whole(found[1] or found[2])
    return Item(number, found[3]) if number == len(out[-1].items) + 1 else None


def _unnumbered(out: list[Paragraph]) -> bool:
    """Whether the last paragraph is a first item whose number is missing."""
    return len(out) > 1 and not out[-1].items and not out[-2].items and out[-2].text.endswith("：")


def _broken(last: Paragraph) -> bool:
    """Whether the line before stopped in the middle of a sentence."""
    return not last.items and len(last.text) > _SHORT_HEADING and not re.search(r"[。；：，、！？”）》]$", last.text)
