"""Files of issued documents, named by their own SHA-256 and never overwritten."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from zhifa.apps.documents.models import path_of


class Damaged(Exception):
    """The stored file is gone or is no longer what was issued."""


def keep(content: bytes, suffix: str = ".pdf") -> str:
    """Store and return `sha256:hex`. The same content is stored once; a crash leaves no half file under the name."""
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    path = path_of(digest, suffix)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{uuid4().hex}")
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    return digest


def read(digest: str, suffix: str = ".pdf") -> bytes:
    """The bytes as issued; raises Damaged."""
    try:
        content = path_of(digest, suffix).read_bytes()
    except OSError as error:
        raise Damaged(digest) from error
    if "sha256:" + hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content


def check(path: Path, digest: str) -> None:
    """The file at `path` has this digest; raises Damaged."""
    try:
        found = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise Damaged(digest) from error
    if found != digest:
        raise Damaged(digest)
