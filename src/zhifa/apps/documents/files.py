"""Files of issued documents, named by their own SHA-256 and never overwritten."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings


class Damaged(Exception):
    """The stored file is gone or is no longer what was issued."""


def _path(digest: str, suffix: str) -> Path:
    name = digest.partition(":")[2]
    return Path(settings.DOCUMENT_ROOT) / name[:2] / name[2:4] / f"{name}{suffix}"


def keep(content: bytes, suffix: str = ".pdf") -> str:
    """Store and return `sha256:hex`. The same content is stored once; a crash leaves no half file under the name."""
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    path = _path(digest, suffix)
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
        content = _path(digest, suffix).read_bytes()
    except OSError as error:
        raise Damaged(digest) from error
    if "sha256:" + hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content
