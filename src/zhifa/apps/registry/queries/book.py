"""The law of this installation: the book of the configured pack layers."""

from __future__ import annotations

from django.conf import settings

from zhifa.law.book import Book
from zhifa.packs.book import load_book


def county_book() -> Book:
    """Built once per process from settings.ZHIFA_PACKS; raises PackError."""
    return load_book(tuple(settings.ZHIFA_PACKS))
