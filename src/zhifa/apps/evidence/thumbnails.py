"""Small pictures for lists. They are made from the original on demand and can be thrown away; the original is only read."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from zhifa.apps.evidence.storing import place

SIDES = (160, 640)
LARGEST_PIXELS = 100_000_000


def thumbnail(sha256: str, side: int = 160) -> Path | None:
    """A JPEG that fits a square of `side` pixels (160 or 640), upright; None when the file is no picture that can be read."""
    if side not in SIDES:
        raise ValueError(f"side must be one of {SIDES}")
    target = Path(settings.VAR) / "thumbnails" / f"{sha256}-{side}.jpg"
    if not target.exists():
        picture = _small(place(sha256), side)
        if picture is None:
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            picture.save(file, "JPEG", quality=80)
        Path(part).replace(target)
    return target


def _small(original: Path, side: int) -> Image.Image | None:
    try:
        with warnings.catch_warnings(), Image.open(original) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if opened.width * opened.height > LARGEST_PIXELS:
                return None
            opened.draft("RGB", (side, side))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return None
    picture.thumbnail((side, side))
    return picture
