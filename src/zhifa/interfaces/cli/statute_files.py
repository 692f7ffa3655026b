"""Files of laws: Markdown, plain text and DOCX into lines, with title and version from the file name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

TEXTS = {".md", ".markdown", ".txt"}
WORD = {".docx"}
_OTHERS = {
    ".doc": "is an old Word file; save it as DOCX",
    ".wps": "is a WPS file; save it as DOCX",
    ".rtf": "is an RTF file; save it as DOCX",
    ".pdf": "is a PDF; its words cannot be taken from a scan, give the text as DOCX, Markdown or plain text",
}
_NAME = re.compile(r"^(?P<law>.+?)(?:[(（_](?P<version>\d{4}-\d{2}-\d{2})[)）]?)?$")
_STATE = "中华人民共和国"
_PDF, _OLE, _ZIP = b"%PDF", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


class Unreadable(Exception):
    """One file that cannot be read as a law; the message says why and what to do."""


@dataclass(frozen=True)
class Source:
    """One file: where it is and what its name says. `version` is a date or None."""

    path: Path
    law: str
    version: str | None


def source_of(path: Path) -> Source:
    """Title without the state's name and the date; the date if the name ends in one."""
    found = _NAME.match(path.stem)
    law = found["law"] if found else path.stem
    return Source(path, law.replace(_STATE, "").strip(), found["version"] if found else None)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Files in a fixed order: as named, folders sorted by path. Raises FileNotFoundError for a path that is not there."""
    for path in paths:
        if path.is_dir():
            wanted = TEXTS | WORD | set(_OTHERS)
            found = (p for p in path.rglob("*") if p.suffix.lower() in wanted and p.is_file() and not p.name.startswith((".", "~$")))
            yield from sorted(found, key=lambda p: p.as_posix())
        elif path.exists():
            yield path
        else:
            raise FileNotFoundError(path)


def lines_of(path: Path) -> list[str]:
    """The words of a law, line by line; raises Unreadable."""
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise Unreadable(_OTHERS[suffix])
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}") from error
    if not raw.strip():
        raise Unreadable("is empty")
    if raw.startswith(_PDF):
        raise Unreadable(_OTHERS[".pdf"])
    if raw.startswith(_OLE):
        raise Unreadable(_OTHERS[".doc"])
    if suffix in WORD or raw.startswith(_ZIP):
        return _word_lines(path)
    return _text_lines(raw)


def _text_lines(raw: bytes) -> list[str]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 (byte {error.start}); convert it, e.g. from GB18030") from error
    if "\x00" in text:
        raise Unreadable("is no text")
    return text.splitlines()


def _word_lines(path: Path) -> list[str]:
    try:
        document = Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable("is no DOCX that can be read") from error
    lines = [line for paragraph in document.paragraphs for line in paragraph.text.splitlines()]
    if not any(line.strip() for line in lines):
        raise Unreadable("holds no words (only pictures?)")
    return lines
