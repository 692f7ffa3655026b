"""Matters of a county compiled from laws: which provisions concern it, whose field each is, and whether the texts prove its rows.

What the sheets of a compiled pack hold are facts: places, amounts, kinds, dates. Names are written by people in own words beside
them (`names/<domain>.csv`); a provision without a name is a draft and is not loaded. The statute's wording never enters a sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhifa.algorithms.statutes import Provision
from zhifa.packs.compiled import DETENTION, ORIGIN
from zhifa.packs.county import CountyData, Entry
from zhifa.packs.drafting import (
    PRECONDITIONS,
    Resting,
    Row,
    bases_of,
    hashed_code,
    kinds_of,
    level_of,
    matters_by_basis,
    matters_resting_on,
    ranges_of,
)
from zhifa.packs.figures import figures
from zhifa.packs.scope import LawScope, Scope
from zhifa.packs.statutes import Library
from zhifa.packs.verify import Verdict, amounts_of, said_amounts, verify

_POLICE_ONLY = "行政拘留由公安机关决定（行政处罚法 第十八条第三款）"
_MORE_STOPPED = "罚则里还有这些种类：stop_business"
_IN_FORCE = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|生效)")


@dataclass(frozen=True, slots=True)
class Text:
    """One law in one version. `last`: its last article."""

    law: str
    version: str
    provisions: tuple[Provision, ...]
    last: str = ""

    @property
    def since(self) -> str:
        """The day that the last article names, when it is not before the version: an amended text names the day of the first one."""
        found = _IN_FORCE.findall(self.last)
        day = date(*map(int, found[-1])).isoformat() if found else ""
        return day if day >= self.version else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A provision that stays a draft: what a person must decide. `domain` empty: whose field it is, too."""

    code: str
    law: str
    version: str
    place: tuple[str, str, str]
    domain: str
    question: str


@dataclass
class Compilation:
    """`matters`, `bases`, `ranges`: rows by domain; `wording`: code → what the statute says, for the person who writes the name, never
    for the repository; `left`: (law, version, reason) → provisions; `known`: provisions that a matter written by hand rests on."""

    statutes: dict[str, Row] = field(default_factory=dict)
    matters: dict[str, Row] = field(default_factory=dict)
    bases: dict[str, list[Row]] = field(default_factory=dict)
    ranges: dict[str, list[Row]] = field(default_factory=dict)
    wording: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    left: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    known: int = 0


def compile_texts(texts: Sequence[Text], scope: Scope, catalogue: CountyData) -> Compilation:
    """Every provision of every text is placed, asked about, or left out with a reason."""
    made, resting = Compilation(), matters_by_basis(catalogue)
    chosen = _versions(texts, catalogue)
    codes = {(e.values["title"], e.values["version"]): e.code for e in catalogue.table("statutes")}
    for text in {(t.law, t.version): t for t in reversed(texts)}.values():  # a library may hold a text twice
        penal = [p for p in text.provisions if kinds_of(p)]
        law = scope.laws.get(text.law)
        reason = _outside(law, text, chosen)
        if reason:
            made.left[text.law, text.version, reason] += len(penal)
        elif law and penal:
            statute = codes.get((text.law, text.version)) or hashed_code("D", text.law, text.version)
            made.statutes.setdefault(statute, _statute(statute, text, law))
            _compile(made, text, law, statute, scope, resting)
    return made


def _outside(law: LawScope | None, text: Text, chosen: Mapping[str, str]) -> str:
    if law is None:
        return "laws.csv 没有这部法"
    if not law.domain:
        return law.reason
    return "" if chosen[text.law] == text.version else "旧版本"


def _versions(texts: Sequence[Text], catalogue: CountyData) -> dict[str, str]:
    """Title → the version that is compiled: the newest that matters written by hand rest on, else the newest there is."""
    there: dict[str, set[str]] = {}
    for text in texts:
        there.setdefault(text.law, set()).add(text.version)
    used = {b.values["statute"] for b in catalogue.table("bases")}
    held: dict[str, set[str]] = {}
    for entry in catalogue.table("statutes"):
        if entry.code in used:
            held.setdefault(str(entry.values["title"]), set()).add(str(entry.values["version"]))
    return {law: max(versions & held.get(law, set()) or versions) for law, versions in there.items()}


def _statute(code: str, text: Text, law: LawScope) -> Row:
    return {"code": code, "title": text.law, "version": text.version, "level": law.level or level_of(text.law)}


def _compile(made: Compilation, text: Text, law: LawScope, statute: str, scope: Scope, resting: Resting) -> None:
    met: Counter[str] = Counter()
    for provision in text.provisions:
        place = provision.place
        where = str(place.article), str(place.paragraph or ""), str(place.item or "")
        met["|".join(where)] += 1
        if not kinds_of(provision):
            continue
        if matters_resting_on(provision, text.law, text.version, resting):
            made.known += 1
            continue
        if set(kinds_of(provision)) == {DETENTION}:
            made.left[text.law, text.version, _POLICE_ONLY] += 1
            continue
        code = hashed_code("C", text.law, text.version, *where, "penalty", str(met["|".join(where)]))
        placed = scope.place(law, provision.enforcer)
        if placed.left:
            made.left[text.law, text.version, placed.left] += 1
            continue
        made.wording[code] = provision.conduct
        if placed.question:
            made.questions.append(Question(code, text.law, text.version, where, "", placed.question))
            continue
        _add(made, code, provision, statute, placed.domain, text.since)


def _add(made: Compilation, code: str, provision: Provision, statute: str, domain: str, since: str) -> None:
    if code in made.matters:
        raise ValueError(f"two provisions have the code {code}")
    made.matters[code] = {
        "code": code,
        "domain": domain,
        "origin": ORIGIN,
        "precondition": PRECONDITIONS[provision.precondition],
        "kinds": "；".join(kinds_of(provision)),
        "since": since,
    }
    made.bases[code] = list(bases_of(provision, code, statute))
    made.ranges[code] = ranges_of(provision, code)


def reach(made: Compilation, library: Library) -> None:
    """Amounts that stand in another 款 of the same article (单位有前款行为的) make that 款 a basis too."""
    for code, rows in made.ranges.items():
        penalty = made.bases[code][-1]
        statute = made.statutes[penalty["statute"]]
        text = library.find(statute["title"], statute["version"])
        article = text.articles.get((int(penalty["article"]), int(penalty["sub"]) if penalty["sub"] else None)) if text else None
        if article is None or not penalty["paragraph"]:
            continue
        here = int(penalty["paragraph"]) - 1
        stated = [{amounts_of(f) for f in figures(p.whole)} for p in article.paragraphs]
        wanted = {said_amounts(row) for row in rows} - (stated[here] if here < len(stated) else set())
        for number, amounts in enumerate(stated):
            if number != here and amounts & wanted:
                made.bases[code].append({**penalty, "paragraph": str(number + 1), "item": "", "mark": "罚款"})


def prove(made: Compilation, library: Library) -> None:
    """What the texts do not prove becomes a question with what is wrong. An organisation that is told to stop its activities for a time
    has its business stopped, though the provision's own reading knows that of enterprises only."""
    for verdict in _verified(made, library):
        if verdict.faults == (_MORE_STOPPED,):
            made.matters[verdict.matter]["kinds"] += "；stop_business"
    for verdict in _verified(made, library):
        row, penalty = made.matters.pop(verdict.matter), next(b for b in made.bases.pop(verdict.matter) if b["role"] == "penalty")
        made.ranges.pop(verdict.matter)
        statute = made.statutes[penalty["statute"]]
        article = penalty["article"] + (f"-{penalty['sub']}" if penalty["sub"] else "")
        where = article, penalty["paragraph"], penalty["item"]
        faults = f"与条文核对：{'；'.join(verdict.faults)}"
        made.questions.append(Question(row["code"], statute["title"], statute["version"], where, row["domain"], faults))


def _verified(made: Compilation, library: Library) -> tuple[Verdict, ...]:
    """Those that are not proven."""
    rows = {
        "statutes": made.statutes.values(),
        "matters": ({"name": "", **row} for row in made.matters.values()),
        "bases": (row for some in made.bases.values() for row in some),
        "ranges": (row for some in made.ranges.values() for row in some),
    }
    tables = {name: tuple(Entry(row.get("code", ""), "", row, "") for row in some) for name, some in rows.items()}
    return verify(CountyData((), {}, tables), library).failed
