"""Each row of a list: one matter with what it says and what is missing, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhifa.algorithms.grids import Line, plain
from zhifa.algorithms.statutes.kinds import kinds_in
from zhifa.algorithms.statutes.model import ORDER
from zhifa.packs.lists.columns import Layout
from zhifa.packs.lists.references import Place, Texts, places

_NOTE = re.compile(r"^(?:注|备注|说明|填表|填报|制表|审核|联系|单位负责人|合计|总计|小计|共计|本表|本清单)")
_PARTS = re.compile(r"[、,，;；/\n。]|\d+[.．]|并处|可以并处|或者|和")
_FIELD_WORDS = re.compile(r"(?:执法)?(?:领域|方面|类|系统)$")
LONGEST_NAME = 120
UNREAD = ("", "责令改正", "责令限期改正", "限期改正", "行政处罚", "处", "处以", "依法", "予以", "给予", "责令")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence's code and its words. `missing`: nobody can decide the row before this is answered."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    missing: bool = False


@dataclass(frozen=True)
class Known:
    """What a row is read against: texts, domain code → name, and whose list it is (`own`: the domain of the sender, may be empty)."""

    texts: Texts
    domains: Mapping[str, str]
    sender: str
    sender_name: str
    own: str = ""


@dataclass(frozen=True)
class Listed:
    """`kind`: matter | refused | hidden | heading | note. `lines`: its lines in the file. `said`: field → text of the cells."""

    kind: str
    lines: tuple[int, ...]
    said: dict[str, str]
    name: str = ""
    code: str = ""
    domain: str = ""
    kinds: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def penalties(self) -> frozenset[tuple[str, int, int, int, int]]:
        """The places that penalise, as keys."""
        return frozenset(p.key for p in self.places if p.role == "penalty")


def read_rows(lines: Sequence[Line], layout: Layout, columns: Mapping[str, str], known: Known) -> tuple[Listed, ...]:
    """Everything below the headings, in order."""
    reader = _Rows(layout, columns, known)
    for line in lines:
        if line.number > layout.line:
            reader.take(line)
    return tuple(_judged(row, columns, known) for row in reader.rows)


class _Rows:
    """Lines become rows: a further line of a merged row is added to it, a section's title gives the domain of what follows."""

    def __init__(self, layout: Layout, columns: Mapping[str, str], known: Known) -> None:
        self.heads, self.known = layout.headings, known
        self.at = {f: layout.headings.index(h) for f, h in columns.items() if h in layout.headings}
        self.rows: list[Listed] = []
        self.section = ""

    def take(self, line: Line) -> None:
        said = {f: line.cells[i] if i < len(line.cells) else "" for f, i in self.at.items()}
        kind = self._kind(line, said)
        if kind == "section":
            self.section = said_domain(line.cells[line.own[0]], self.known.domains)
            kind = "heading"
        if kind == "more":
            self._add(line, said)
            return
        if kind == "matter" and self.section and not said.get("domain"):
            said["domain"] = self.known.domains[self.section]
        words = said if kind not in ("heading", "note") else {"name": line.cells[line.own[0]] if line.own else ""}
        self.rows.append(Listed(kind, (line.number,), words))

    def _kind(self, line: Line, said: Mapping[str, str]) -> str:
        if line.hidden:
            return "hidden"
        first = plain(line.cells[line.own[0]]) if line.own else ""
        if sum(plain(line.cells[i]) == head for i, head in enumerate(self.heads) if head and i < len(line.cells)) >= 2:
            return "heading"
        if len(line.own) == 1 and said_domain(first, self.known.domains):
            return "section"
        if _NOTE.match(first) and (len(line.own) <= 2 or not _rests(said)):
            return "note"
        if self._continues(line, said):
            return "more"
        return "note" if len(line.own) <= 1 and not _rests(said) else "matter"

    def _continues(self, line: Line, said: Mapping[str, str]) -> bool:
        before = self.rows[-1] if self.rows else None
        if before is None or before.kind != "matter" or not any(i in line.own for f, i in self.at.items() if f != "name"):
            return False
        same = self.at.get("name") in line.covered and said.get("name") == before.said.get("name")
        return same or (not said.get("name") and _rests(said))

    def _add(self, line: Line, said: Mapping[str, str]) -> None:
        before = self.rows[-1]
        more = {f: text for f, text in said.items() if text and text not in before.said.get(f, "").split("\n")}
        joined = {f: "\n".join(filter(None, (before.said.get(f, ""), more.get(f, "")))) for f in {**before.said, **more}}
        self.rows[-1] = replace(before, lines=(*before.lines, line.number), said=joined)


def _rests(said: Mapping[str, str]) -> bool:
    return any(said.get(f) for f in ("prohibition", "penalty", "penalty_places", "bases"))


def said_domain(text: str, domains: Mapping[str, str]) -> str:
    """The code of the domain that these words name: in whole, or as the only one that begins so; else empty."""
    words = _FIELD_WORDS.sub("", re.sub(r"^[一二三四五六七八九十\d]+[、.]|\(.*?\)$", "", plain(text)))
    exact = [code for code, name in domains.items() if words in (plain(name), re.sub(r"\(.*?\)", "", plain(name)), code)]
    near = exact or [code for code, name in domains.items() if len(words) >= 2 and plain(name).startswith(words)]
    return near[0] if len(near) == 1 else ""


def _judged(row: Listed, columns: Mapping[str, str], known: Known) -> Listed:
    if row.kind != "matter":
        return row
    name = " ".join(row.said.get("name", "").split())
    faults = tuple(_refusals(row, name))
    if faults:
        return replace(row, kind="refused", name=name[:LONGEST_NAME], findings=faults)
    found = tuple(_bases(row.said, known.texts))
    kinds = tuple(k for k in kinds_in(plain(row.said.get("kinds", "")), False) if k not in (ORDER, "other"))
    domain, told = _domain(row.said.get("domain", ""), "domain" in columns, known)
    findings = (*_about_bases(row.said, found), *_about_kinds(row.said.get("kinds", ""), kinds), *told, *_about_sender(row.said, known))
    code = plain(row.said.get("code", ""))
    return replace(row, name=name, code=code[:20], domain=domain, kinds=kinds, places=found, findings=findings)


def _refusals(row: Listed, name: str) -> Iterator[Finding]:
    formulas = [f for f, text in row.said.items() if text.startswith("=")]
    if formulas:
        yield Finding("lists.formula", missing=True)
    if not name:
        yield Finding("lists.no_name", missing=True)
    elif len(name) > LONGEST_NAME:
        yield Finding("lists.long_name", {"most": str(LONGEST_NAME)}, missing=True)


def _bases(said: Mapping[str, str], texts: Texts) -> Iterator[Place]:
    penalty = said.get("penalty", "")
    if said.get("penalty_places"):
        penalty = "\n".join(_title_and_place(penalty, said["penalty_places"]))
    for role, text in (("prohibition", said.get("prohibition", "")), ("penalty", penalty), ("", said.get("bases", ""))):
        yield from places(text, role, texts)


def _title_and_place(titles: str, where: str) -> Iterator[str]:
    """Titles and places stand in two columns, line by line."""
    names, spots = titles.split("\n"), where.split("\n")
    for n, spot in enumerate(spots):
        name = plain(names[min(n, len(names) - 1)])
        yield (name if "《" in name else f"《{name}》") + spot


def _about_bases(said: Mapping[str, str], found: Sequence[Place]) -> Iterator[Finding]:
    if not found:
        yield Finding("lists.basis_unreadable" if _rests(said) else "lists.basis_missing", missing=True)
    elif not any(p.role == "penalty" for p in found):
        yield Finding("lists.no_penalty_basis", missing=True)
    if any(not p.role for p in found):
        yield Finding("lists.role_unclear", missing=True)
    for place in {p.title + p.stated: p for p in found if p.title and p.fault}.values():
        words = {"title": place.title, "stated": place.stated, "version": place.version, "near": place.near}
        near = place.fault == "lists.statute_unknown" and place.near
        yield Finding("lists.statute_near" if near else place.fault, words, missing=True)
    if any(not p.title for p in found):
        yield Finding("lists.no_title", missing=True)


def _about_kinds(text: str, kinds: Sequence[str]) -> Iterator[Finding]:
    if not kinds:
        yield Finding("lists.kinds_missing" if not plain(text) else "lists.kinds_unreadable", {"said": plain(text)[:60]}, missing=True)
        return
    for part in (plain(p) for p in _PARTS.split(text)):
        if part not in UNREAD and not kinds_in(part, False):
            yield Finding("lists.kind_unknown", {"said": part[:40]}, missing=True)


def _domain(text: str, has_column: bool, known: Known) -> tuple[str, tuple[Finding, ...]]:
    if plain(text):
        code = said_domain(text.split("\n")[0], known.domains)
        return code, () if code else (Finding("lists.domain_unknown", {"said": plain(text)[:40]}, missing=True),)
    if not has_column and known.own in known.domains:
        return known.own, (Finding("lists.domain_of_sender", {"domain": known.domains[known.own]}),)
    return "", (Finding("lists.domain_missing", missing=True),)


def _about_sender(said: Mapping[str, str], known: Known) -> Iterator[Finding]:
    named = plain(said.get("department", ""))
    if named and named not in plain(known.sender_name) and plain(known.sender_name) not in named:
        yield Finding("lists.sender_differs", {"said": named[:40], "sender": known.sender_name})
