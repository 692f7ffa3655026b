"""How fast lists of departments become draft matters: nine files of nine senders read, placed in the texts, compared with all drafts, and
stored with one line of the report each.

.venv/bin/python bench/lists.py [ROWS]
"""

from __future__ import annotations

import io
import sys
import time

from _house import figure, prepared, room
from openpyxl import Workbook

SENDERS = ("archives", "lake_water", "development_reform", "education", "civil_affairs", "human_resources", "housing_construction",
           "veterans", "urban_management")  # fmt: skip
HEAD = ("序号", "事项名称", "所属领域", "违法依据", "处罚依据", "处罚种类", "备注")
TEXT = "《浙江省城市市容和环境卫生管理条例》"
ARTICLES, AGAIN = 45, 100  # every hundredth row is also on the list of the sender before


def main(count: int) -> None:
    """Rows per second for lists that are new, and for the same rows in other files."""
    with room():
        vendor = prepared()
        for what, note in (("new rows", ""), ("rows that are known", "再次报送")):
            files = [_file(n, count // len(SENDERS), note) for n in range(len(SENDERS))]
            began = time.perf_counter()
            rows = sum(_taken(sender, content) for sender, content in zip(SENDERS, files, strict=True))
            figure(f"lists of departments taken, {what}", rows / (time.perf_counter() - began), "rows/s", None, vendor)


def _taken(sender: str, content: bytes) -> int:
    """Rows of the report of one file."""
    from tests.county import who
    from zhifa.apps.catalogue import services
    from zhifa.interfaces.frame import clock

    by = who(f"regulator-{sender}".replace("_", "-"))
    row = services.upload_list(by=by, at=clock.now(), sender=sender, name="清单.xlsx", content=content)
    row = services.take_list(by=by, at=clock.now(), file=row.pk, columns=row.columns)
    return int(sum(row.counts.values()))


def _file(sender: int, count: int, note: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    for n in range(sender * count - (count // AGAIN if sender else 0), (sender + 1) * count):
        place = f"{TEXT}第{n % ARTICLES + 1}条第{n // ARTICLES % 9 + 1}款"
        sheet.append((n, f"违反规定第{n}种行为", "城市管理", "", place, "警告、罚款", note))
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1833)
