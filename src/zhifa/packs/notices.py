"""Notices of days off that come after an edition of the packs: read strictly, kept in a folder of the installation.

A notice is a CSV of one year with the columns of the packs: date, kind (off | makeup), holiday, statutory (yes | no).
"""

from __future__ import annotations

import csv
import os
from calendar import SATURDAY
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhifa.packs.reading import PackError, a_date, read_csv

NOTICES = "notices.csv"
COLUMNS = ("date", "kind", "holiday", "statutory")
Stamp = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`title`: of the notice; `rows`: its days, in the columns of the packs."""

    year: int
    title: str
    rows: tuple[tuple[str, str, str, str], ...]


def stamp(folder: Path) -> Stamp:
    """Names and times of the files of a folder; empty when there is none."""
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted((e.name, e.stat().st_mtime_ns) for e in entries if e.name.endswith(".csv")))
    except FileNotFoundError:
        return ()


def read_notice(file: Path, title: str, fixed: Iterable[tuple[int, int]]) -> Notice:
    """The notice in `file`. `fixed`: (month, day) of the holidays that every year has. Raises PackError naming line or day."""
    rows = [(where, row) for where, row in read_csv(file, *COLUMNS)]
    days = {a_date(where, row["date"]): row for where, row in rows}
    if not title.strip() or not days or len(days) != len(rows):
        raise PackError(f"{file.name}: a notice has a title and days, each once")
    year = max(days).year
    for day, row in days.items():
        _check(file, day, row, year)
    off = {day for day, row in days.items() if row["kind"] == "off"}
    lacking = [date(year, *which).isoformat() for which in fixed if date(year, *which) not in off]
    if lacking:
        raise PackError(f"{file.name}: a statutory holiday is not off: {', '.join(lacking)}")
    return Notice(year, title.strip(), tuple((d.isoformat(), r["kind"], r["holiday"], r["statutory"]) for d, r in sorted(days.items())))


def _check(file: Path, day: date, row: dict[str, str], year: int) -> None:
    """Days off of a New Year may begin in the year before."""
    faults = (
        (row["kind"] in ("off", "makeup"), "kind is off or makeup"),
        (row["statutory"] in ("yes", "no"), "statutory is yes or no"),
        (day.year == year or (day.year == year - 1 and row["kind"] == "off"), f"not a day of the notice for {year}"),
        (row["kind"] != "makeup" or day.weekday() >= SATURDAY, "only a weekend day is made up for"),
        (row["kind"] != "makeup" or row["statutory"] == "no", "a statutory holiday is not worked"),
    )
    for good, fault in faults:
        if not good:
            raise PackError(f"{file.name} {day}: {fault}")


def keep(notice: Notice, folder: Path) -> None:
    """Write the notice into the folder, the list of years last, so that a reader never sees a year without its days."""
    folder.mkdir(parents=True, exist_ok=True)
    held = [(row["year"], row["notice"]) for _, row in read_csv(folder / NOTICES, "year", "notice")] if (folder / NOTICES).is_file() else []
    known = [(year, title) for year, title in held if year != str(notice.year)]
    _write(folder / f"{notice.year}.csv", COLUMNS, notice.rows)
    _write(folder / NOTICES, ("year", "notice"), sorted([*known, (str(notice.year), notice.title)]))


def _write(path: Path, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    draft.replace(path)
