"""Small pictures that stand for photographs of a scene, each different, so that hashes and thumbnails are real."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 48, 36


def picture(rng: Random) -> bytes:
    """A PNG: sky, ground and a few blocks."""
    sky, ground = _colour(rng, 150, 230), _colour(rng, 60, 140)
    rows = [[sky if y < HEIGHT // 2 else ground for _ in range(WIDTH)] for y in range(HEIGHT)]
    for _ in range(rng.randint(2, 5)):
        left, top = rng.randrange(WIDTH - 8), rng.randrange(HEIGHT // 3, HEIGHT - 6)
        colour = _colour(rng, 20, 250)
        for y in range(top, min(HEIGHT, top + rng.randint(4, 10))):
            rows[y][left : left + 8] = [colour] * 8
    raw = b"".join(b"\0" + b"".join(row) for row in rows)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw)) + _chunk(b"IEND", b"")


def _colour(rng: Random, low: int, high: int) -> bytes:
    return bytes(rng.randint(low, high) for _ in range(3))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
