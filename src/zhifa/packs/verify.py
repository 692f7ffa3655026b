"""Proves the catalogue against statute texts: every article, mark, figure, condition, precondition and penalty kind.

The texts are not part of the program; the folder is named on the command line. Nothing is inferred from a text that the catalogue
does not say: the check asks whether what the catalogue says is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhifa.law.citations import chinese_number
from zhifa.packs.compiled import DETENTION, ORIGIN
from zhifa.packs.county import CountyData, Entry
from zhifa.packs.figures import Figure, figures, is_refusal, penalty_kinds
from zhifa.packs.statutes import Article, Library

_CITES = re.compile(r"违反本(?:法|条例|规定|办法)第[一二三四五六七八九十百]+条")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One matter: `faults` empty means proven. `checked`: how many single statements were compared."""

    matter: str
    name: str
    layer: str
    checked: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All matters. `statutes`: texts that were opened; `figures`: ranges compared; `articles`: places looked up."""

    verdicts: tuple[Verdict, ...]
    statutes: int
    articles: int
    figures: int

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """Matters with at least one fault."""
        return tuple(v for v in self.verdicts if v.faults)


@dataclass
class _Matter:
    entry: Entry
    bases: list[Entry] = field(default_factory=list)
    ranges: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A basis found in its text: `text` are its words, with the lead when it names an item."""

    row: Mapping[str, Any]
    article: Article
    text: str


def verify(data: CountyData, library: Library) -> Report:
    """Check every matter of the layers. A statute or version that the library lacks is a fault of its matters."""
    statutes = {e.code: e.values for e in data.table("statutes")}
    verdicts = tuple(_check(m, statutes, library) for m in _gather(data))
    used = {(s["title"], s["version"]) for s in statutes.values() if library.find(s["title"], s["version"])}
    return Report(verdicts, len(used), len(data.table("bases")), len(data.table("ranges")))


def _gather(data: CountyData) -> Iterator[_Matter]:
    matters = {e.code: _Matter(e) for e in data.table("matters")}
    for entry in data.table("bases"):
        matters[entry.values["matter"]].bases.append(entry)
    for entry in data.table("ranges"):
        matters[entry.values["matter"]].ranges.append(entry)
    return iter(matters.values())


def _check(matter: _Matter, statutes: Mapping[str, Mapping[str, Any]], library: Library) -> Verdict:
    faults: list[str] = []
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for entry in matter.bases:
        found = _locate(entry.values, statutes, library)
        if isinstance(found, str):
            faults.append(found)
        else:
            places[entry.values["role"]].append(found)
    if not places["penalty"]:
        faults.append("没有找到罚则")
    compiled = matter.entry.values.get("origin") == ORIGIN
    faults += _marks(places["prohibition"], (*places["penalty"], *places["coercion"]), compiled)
    faults += _kinds(matter.entry.values, places["penalty"])
    faults += _figures(matter, places)
    kinds = len(str(matter.entry.values["kinds"]).split("；"))
    return Verdict(
        matter.entry.code,
        str(matter.entry.values["name"]),
        matter.entry.layer,
        2 * len(matter.bases) + 7 * len(matter.ranges) + kinds + 1,
        tuple(faults),
    )


def _number(text: Any) -> int | None:
    return int(text) if text not in ("", None) else None


def _locate(row: Mapping[str, Any], statutes: Mapping[str, Mapping[str, Any]], library: Library) -> _Place | str:
    statute = statutes.get(row["statute"])
    if statute is None:
        return f"statutes.csv 没有 {row['statute']}"
    cited = f"{statute['title']} 第{row['article']}条第{row['paragraph'] or '-'}款第{row['item'] or '-'}项"
    text = library.find(statute["title"], statute["version"])
    if text is None:
        held = "、".join(library.versions(statute["title"])) or "无"
        return f"没有 {statute['title']}（{statute['version']}）的文本，库内版本：{held}"
    article = text.articles.get((int(row["article"]), _number(row["sub"])))
    if article is None:
        return f"{cited}：没有这一条"
    paragraph, item = _number(row["paragraph"]), _number(row["item"])
    scope = article.scope(paragraph, item)
    if scope is None:
        return f"{cited}：没有这一款、项"
    return _Place(row, article, scope if item is None else f"{_lead(article, paragraph, item)}\n{scope}")


def _lead(article: Article, paragraph: int | None, item: int) -> str:
    if paragraph is not None:
        return article.paragraphs[paragraph - 1].text
    return next(p.text for p in article.paragraphs if len(p.items) >= item)


def _marks(prohibitions: Sequence[_Place], others: Sequence[_Place], compiled: bool) -> Iterator[str]:
    """Marks stand at their places, and each prohibition is one that the penalty speaks of. A `compiled` one that it cites needs none."""
    for place in (*prohibitions, *others):
        mark = str(place.row["mark"])
        if not mark and compiled and place in prohibitions and any(_cited(place) in p.text for p in others):
            continue
        if not mark:
            yield f"第{place.row['article']}条没有标记词"
        elif mark not in _own(place):
            yield f"第{place.row['article']}条里没有“{mark}”"
    penalties = [p for p in others if p.row["role"] == "penalty"]
    for place in prohibitions:
        if not any(_refers(p, place) for p in penalties):
            yield f"罚则没有指向违则第{place.row['article']}条"


def _own(place: _Place) -> str:
    """The words of the place itself, without the lead of an item."""
    return place.text if _number(place.row["item"]) is None else place.text.rsplit("\n", 1)[-1]


def _refers(penalty: _Place, prohibition: _Place) -> bool:
    """Same article (then the same item), the article cited, or, where the penalty cites none, its own mark for the act."""
    if (penalty.row["statute"], penalty.row["article"]) == (prohibition.row["statute"], prohibition.row["article"]):
        return not (penalty.row["item"] and prohibition.row["item"]) or penalty.row["item"] == prohibition.row["item"]
    return _cited(prohibition) in penalty.text or not _CITES.search(_own(penalty))


def _cited(place: _Place) -> str:
    sub = _number(place.row["sub"])
    return f"第{chinese_number(int(place.row['article']))}条" + (f"之{chinese_number(sub)}" if sub else "")


def _kinds(row: Mapping[str, Any], penalties: Sequence[_Place]) -> Iterator[str]:
    """A matter need not have the detention of its provision: the police decide on that (行政处罚法 18)."""
    said = {k for k in str(row["kinds"]).split("；") if k}
    found = penalty_kinds("\n".join(p.text for p in penalties))
    if said - found:
        yield f"罚则里没有这些种类：{'、'.join(sorted(said - found))}"
    if more := found - said - {DETENTION}:
        yield f"罚则里还有这些种类：{'、'.join(sorted(more))}"


def _figures(matter: _Matter, places: Mapping[str, Sequence[_Place]]) -> Iterator[str]:
    penalties = places.get("penalty", ())
    found = figures("\n".join(p.text for p in penalties))
    items = {n for role in ("prohibition", "penalty") for p in places.get(role, ()) if (n := _number(p.row["item"]))}
    paragraphs = {n for p in places.get("prohibition", ()) if (n := _number(p.row["paragraph"]))}
    base = next((e for e in matter.ranges), None)
    stated = matter.entry.values["precondition"]
    if base is not None and base.values["precondition"] != stated:
        yield f"事项的前置条件 {stated} 与首个幅度 {base.values['precondition']} 不一致"
    if base is None:
        yield from _without_amount(matter.entry.values, penalties, bool(found))
    for entry in matter.ranges:
        same_amount = [f for f in found if amounts_of(f) == said_amounts(entry.values)]
        fitting = [f for f in same_amount if not _mismatch(f, entry.values, items, paragraphs)]
        if not same_amount:
            yield f"{_shown(entry.values)}：罚则里没有这个数额"
        elif not fitting:
            yield f"{_shown(entry.values)}：{_mismatch(same_amount[0], entry.values, items, paragraphs)}"


def _without_amount(row: Mapping[str, Any], penalties: Sequence[_Place], amounts: bool) -> Iterator[str]:
    if "fine" in str(row["kinds"]) and amounts:
        yield "罚则写了罚款数额，事项没有幅度"
    if is_refusal("\n".join(p.text for p in penalties)) != (row["precondition"] == "rectify_first"):
        yield "前置条件（逾期、拒不改正）不符"


def amounts_of(figure: Figure) -> tuple[str, Decimal | None, Decimal | None]:
    """yuan or ratio, from, to."""
    return figure.kind, figure.minimum, figure.maximum


def said_amounts(row: Mapping[str, Any]) -> tuple[str, Decimal | None, Decimal | None]:
    """The same of a row of ranges."""
    kind = "ratio" if row["ratio_max"] else "yuan"
    low, high = (row["ratio_min"], row["ratio_max"]) if kind == "ratio" else (row["min"], row["max"])
    return kind, Decimal(low) if low else None, Decimal(high) if high else None


def _mismatch(figure: Figure, row: Mapping[str, Any], items: set[int], paragraphs: set[int]) -> str:
    """What the words around a figure say otherwise than the row; empty when they agree."""
    before = {"rectify_first": True, "none": False}[row["precondition"]]
    spare = ("min", "max") if figure.kind == "ratio" else ("ratio_min", "ratio_max", "base")
    tests = (
        (not any(row[column] for column in spare), "数额和倍数不能同时填"),
        (figure.rectify_first == before, "前置条件（逾期、拒不改正）不符"),
        (_same_condition(figure, row["condition"]), f"情节应为“{figure.condition}”"),
        (figure.party in (row["party_kind"], "any"), f"当事人应为 {figure.party}"),
        (figure.party != "any" or row["party_kind"] in ("any", "organization"), "条文没有这样区分当事人"),
        (figure.unit == row["unit"], f"计罚单位应为“{figure.unit}”"),
        (not row["base"] or row["base"] in figure.before, f"基数“{row['base']}”不在条文里"),
        (figure.kind != "ratio" or bool(row["base"]), "没有写倍数、比例的基数"),
        (not figure.items or not items or bool(figure.items & items), "条文把这个数额写给别的项"),
        (not figure.paragraphs or not paragraphs or bool(figure.paragraphs & paragraphs), "条文把这个数额写给别的款"),
    )
    return next((fault for good, fault in tests if not good), "")


def _same_condition(figure: Figure, said: str) -> bool:
    """As the figure's own reading says; or in more of the clause's words than that reading knows."""
    words = said.replace(" ", "")
    return figure.condition == words or bool(words and words in figure.segment and figure.condition in words)


def _shown(row: Mapping[str, Any]) -> str:
    low, high = (row["ratio_min"], row["ratio_max"]) if row["ratio_max"] else (row["min"], row["max"])
    return f"{row['party_kind']} {low or '0'}–{high}{'倍' if row['ratio_max'] else '元'}{row['unit']}"
