"""A compiled pack: sheets per domain that `zhifa statutes compile` wrote, and names per domain that people wrote beside them.

    laws.csv  enforcers.csv              which laws concern the county and whose field a body is (zhifa.packs.scope); by hand
    names/<domain>.csv                   code, name, words; by hand
    sheets/statutes.csv                  the texts that matters rest on
    sheets/<domain>.{matters,bases,ranges}.csv
    questions.csv                        provisions that stay drafts: what a person must decide
    left_out.csv                         texts and provisions that are no matters of the county, with the reason

Only what has a name is loaded, without 行政拘留: that is the police's power whatever the provision's own enforcer is (行政处罚法 18).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhifa.packs.reading import ROOT, PackError, read_csv

LAYER = "chunan/compiled"
ORIGIN = "compiled"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "statutes": ("code", "title", "version", "level"),
    "matters": ("code", "domain", "origin", "precondition", "kinds", "since"),
    "bases": ("matter", "role", "statute", "article", "sub", "paragraph", "item", "mark"),
    "ranges": ("matter", "party_kind", "tier", "condition", "min", "max", "unit", "ratio_min", "ratio_max", "base", "precondition"),
    "questions": ("code", "law", "version", "article", "paragraph", "item", "domain", "question"),
    "left_out": ("law", "version", "provisions", "reason"),
}
LONGEST_NAME = 60
DETENTION = "detention"
KIND_MARK = "；"
OF_THE_POLICE = "罚则另有行政拘留：由公安机关决定，不属本事项的执法主体，移送公安机关（行政处罚法 第十八条第三款）"

Rows = Iterable[tuple[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Count:
    """One domain: matters with a name, drafts that only lack one, drafts with a question."""

    domain: str
    named: int
    unnamed: int
    questions: int


def tables(root: Path) -> Iterator[tuple[str, Rows]]:
    """Table → (file:line, row) of everything that has a name; nothing for a folder without such sheets. Raises PackError."""
    if not (root / "sheets").is_dir():
        return
    names = read_names(root)
    matters = [(where, {**_ours(row), "name": names[row["code"]][0]}) for where, row in _all(root, "matters") if row["code"] in names]
    codes = {row["code"] for _, row in matters}
    bases, ranges = ([line for line in _all(root, kind) if line[1]["matter"] in codes] for kind in ("bases", "ranges"))
    used = {row["statute"] for _, row in bases}
    yield "statutes", [line for line in read_csv(root / "sheets" / "statutes.csv", *COLUMNS["statutes"]) if line[1]["code"] in used]
    yield "matters", matters
    yield "bases", bases
    yield "ranges", ranges
    yield "words", [(f"names: {code}", {"matter": code, "words": names[code][1]}) for code in sorted(codes) if names[code][1]]


def _ours(row: dict[str, str]) -> dict[str, str]:
    """The matter with the kinds that its organ may impose, and a remark on what is left to the police."""
    kinds = row["kinds"].split(KIND_MARK)
    rest = [k for k in kinds if k != DETENTION]
    return {**row, "kinds": KIND_MARK.join(rest), "remarks": OF_THE_POLICE} if len(rest) < len(kinds) else row


def read_names(root: Path) -> dict[str, tuple[str, str]]:
    """Code → (name, everyday words) as people wrote them; lines without a name say nothing yet. Raises PackError for a name that is too
    long and a code that is named twice."""
    out: dict[str, tuple[str, str]] = {}
    for path in sorted((root / "names").glob("*.csv")):
        for where, row in read_csv(path, "code", "name", "words"):
            if not row["name"]:
                continue
            if row["code"] in out:
                raise PackError(f"{where}: {row['code']} has a name already")
            if len(row["name"]) > LONGEST_NAME:
                raise PackError(f"{where}: a name has at most {LONGEST_NAME} characters")
            out[row["code"]] = (row["name"], row["words"])
    return out


@lru_cache(maxsize=2)
def counts(layer: str = LAYER) -> tuple[Count, ...]:
    """Per domain; questions whose domain is open are counted under an empty one. Empty without such a layer."""
    root = ROOT / layer
    if not (root / "sheets").is_dir():
        return ()
    names = read_names(root)
    found = [(row["domain"], row["code"] in names) for _, row in _all(root, "matters")]
    named, drafts = (Counter(domain for domain, has in found if has is wanted) for wanted in (True, False))
    asked = Counter(row["domain"] for _, row in read_csv(root / "questions.csv", *COLUMNS["questions"]))
    return tuple(Count(d, named[d], drafts[d], asked[d]) for d in sorted({*named, *drafts, *asked}))


def left_out(layer: str = LAYER) -> int:
    """Provisions of the library that are no matters of the county."""
    path = ROOT / layer / "left_out.csv"
    return sum(int(row["provisions"]) for _, row in read_csv(path, *COLUMNS["left_out"])) if path.is_file() else 0


def write_table(path: Path, kind: str, rows: Iterable[Mapping[str, str]]) -> None:
    """One sheet with the columns of its kind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS[kind], lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _all(root: Path, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((root / "sheets").glob(f"*.{kind}.csv")):
        yield from read_csv(path, *COLUMNS[kind])
