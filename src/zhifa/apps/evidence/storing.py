"""The content-addressed store: a file is written once under its own hash and never again.

Bytes go to a temporary file, are hashed on the way, reach the disk, become read-only, and only then get their name by a hard
link, which fails instead of replacing.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from zhifa.apps.evidence import media
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.hashing import algorithm

BLOCK = 1024 * 1024


class Damaged(Exception):
    """The store holds other bytes under this hash than it should: somebody changed the file."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """`sm3` is empty where the machine cannot compute it."""

    sha256: str
    sm3: str
    size: int
    media_type: str


def put(content: bytes | BinaryIO, expected: str = "") -> Arrived:
    """Keep the bytes; `expected`: the SHA-256 that was declared. Raises `Invalid` (too large, kind not accepted, empty, other
    hash) and `Damaged`; nothing stays behind then."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    with _incoming() as (file, part):
        arrived = _copy(stream, file)
        _check(arrived, expected)
        file.flush()
        os.fsync(file.fileno())
        part.chmod(0o440)
        _name(part, place(arrived.sha256), arrived.sha256)
    return arrived


def place(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.EVIDENCE_ROOT) / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def _incoming() -> Iterator[tuple[BinaryIO, Path]]:
    folder = Path(settings.EVIDENCE_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, part
    finally:
        part.unlink(missing_ok=True)


def _copy(stream: BinaryIO, file: BinaryIO) -> Arrived:
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3") if algorithm() == "sm3" else None
    size, head = 0, b""
    while block := stream.read(BLOCK):
        size += len(block)
        if size > settings.EVIDENCE_LARGEST:
            raise Invalid({"content": [f"文件超过 {settings.EVIDENCE_LARGEST // BLOCK} MB"]})
        head = head or block[: media.HEAD]
        sha256.update(block)
        if sm3:
            sm3.update(block)
        file.write(block)
    return Arrived(sha256.hexdigest(), sm3.hexdigest() if sm3 else "", size, media.media_type(head))


def _check(arrived: Arrived, expected: str) -> None:
    if not arrived.size:
        raise Invalid({"content": ["文件是空的"]})
    if expected and arrived.sha256 != expected.lower():
        raise Invalid({"content": [f"内容的 SHA-256 是 {arrived.sha256}，与申报的不一致"]})
    if not arrived.media_type:
        raise Invalid({"content": ["不接受这种文件；可以用照片、视频、录音、PDF、DOCX 或 OFD"]})


def _name(part: Path, target: Path, sha256: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(part, target)
    except FileExistsError:
        if not intact(target, sha256):
            raise Damaged(str(target)) from None
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def intact(path: Path, sha256: str) -> bool:
    """The bytes there have this hash."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
