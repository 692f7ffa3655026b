"""Writes the agreed words anew after a wanted change: python -m tests.apps.documents.write_golden, then read the diff."""

from __future__ import annotations

from datetime import UTC, datetime

if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.apps.documents.test_drawing import GOLDEN, a_sheet, words_of
    from zhifa.apps.documents import docx
    from zhifa.law.documents import KINDS

    for code in sorted(KINDS):
        (GOLDEN / f"{code}.txt").write_text(words_of(docx.render(a_sheet(code), datetime(2026, 9, 1, 2, 0, tzinfo=UTC))), encoding="utf-8")
