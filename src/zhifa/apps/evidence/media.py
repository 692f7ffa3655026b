"""What a file is, by its first bytes; its name and declared type are never believed."""

from __future__ import annotations

# First bytes → media type of what the house keeps (photos, recordings, papers).
_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
)
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"M4A ": "audio/mp4", b"qt  ": "video/quicktime"}
_PARTS = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"OFD.xml", "application/ofd"),
)

HEAD = 64 * 1024


def media_type(head: bytes) -> str:
    """Media type of a file that starts with `head` (at least `HEAD` bytes of it when it is longer); empty: not accepted."""
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head[:4] == b"PK\x03\x04":
        return next((found for part, found in _PARTS if part in head), "")
    return ""
