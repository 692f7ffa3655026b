"""论证: should one matter go to one township (R55)? Twelve dimensions, ten that speak for it and two against, as 余姚 argued its list; the
model names nine of the ten, the tenth (how often it is found) is the county's own choice. Weights, scales and the mark are county numbers.

Two dimensions read the range of fines that the statute sets: how heavy the penalty is, never what anybody was fined (处罚法 74). A
dimension without facts is missing, and then nothing is recommended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhifa.law.book import Book, Settings, UnknownParameter
from zhifa.law.empowerment import HEAVY_KINDS, Band, plain
from zhifa.law.money import FEN, ONE, PERCENT, TENTH, ZERO
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling

LABELS = {
    "complaints": "信访投诉",
    "transfers": "部门移送",
    "stations": "基层站所",
    "simple": "简易程序适用",
    "highest": "最高处罚金额",
    "average": "平均处罚金额",
    "criminal": "涉刑可能",
    "duration": "处理时间",
    "demand": "镇街需要",
    "found": "发现频次",
    "subjects": "监管对象",
    "complexity": "法律适用",
}
FORMULAS = {
    "complaints": "近12个月本乡镇群众和投诉热线反映这一事项的件数",
    "transfers": "近12个月部门移送到本乡镇的这一事项的件数",
    "stations": "原主管部门在本乡镇有没有站所（没有的更需要乡镇）",
    "simple": "法定幅度适用简易程序的可能：总是 100，可能 50，不能 0",
    "highest": "法定罚款幅度的最高额，越低越适合；是法条的属性，不是实际罚款",
    "average": "法定罚款幅度的中间值，越低越适合；是法条的属性，不是实际罚款",
    "criminal": "近12个月全县这一事项的普通程序案件移送公安的比例，越低越适合",
    "duration": "近12个月本乡镇这一事项从接收到办结的平均天数，越短越适合",
    "demand": "近12个月本乡镇就这一事项提出的目录调整和支持请求",
    "found": "近12个月在本乡镇发现这一事项的次数",
    "subjects": "本乡镇检查表涉及这一事项的监管对象户数，越多乡镇越难承接",
    "complexity": "这一事项援引的法条数，越多适用越难",
}
UNITS = {
    "complaints": "件",
    "transfers": "件",
    "stations": "个",
    "simple": "%",
    "highest": "元",
    "average": "元",
    "criminal": "%",
    "duration": "天",
    "demand": "次",
    "found": "次",
    "subjects": "户",
    "complexity": "条",
}
AGAINST = ("subjects", "complexity")
FOR = tuple(code for code in LABELS if code not in AGAINST)
RECOMMENDED = {"fit": "建议赋权", "unfit": "不建议", "excluded": "处罚过重，不下放", "unclear": "材料不足，不作建议"}
ALWAYS, NEVER = Decimal(PERCENT), ZERO
MAYBE = (ALWAYS + NEVER) / len((ALWAYS, NEVER))  # between the two


@dataclass(frozen=True, slots=True)
class Scale:
    """`bands`: points by dimension; a target below the floor means that less is better. `passing`: percent of the points that can be had.
    `lacking`: parameters that the county has not set; `assumed`: no document states the numbers."""

    bands: Mapping[str, Band]
    passing: Decimal
    lacking: tuple[str, ...] = ()
    assumed: bool = False


def scale(book: Book, day: date) -> Scale:
    """The county's numbers in force on the day."""
    said = Settings(book, "argument", day)
    bands = {code: Band(*(said.number(f"{part}.{code}") for part in ("weight", "floor", "target"))) for code in LABELS}
    passing = said.number("threshold")
    return Scale(bands, passing, tuple(said.lacking), said.assumed)


@dataclass(frozen=True, slots=True)
class Scored:
    """One dimension. `points` None: the fact is missing; of a dimension against they are taken off."""

    code: str
    value: Decimal | None
    band: Band
    points: Decimal | None

    @property
    def against(self) -> bool:
        """Speaks against the matter."""
        return self.code in AGAINST

    @property
    def arithmetic(self) -> str:
        """To be checked with a pocket calculator; "" without a fact."""
        if self.value is None or self.points is None:
            return ""
        b, sign = self.band, "−" if self.against else ""
        if self.points in (ZERO, b.weight):
            return f"{plain(self.value)} → {sign}{plain(self.points)}"
        share = f"({plain(self.value)} − {plain(b.floor)}) ÷ ({plain(b.target)} − {plain(b.floor)})"
        return f"{sign}{plain(b.weight)} × {share} = {sign}{plain(self.points)}"


@dataclass(frozen=True, slots=True)
class Argued:
    """`total`: points for less points against, of 100; with `missing` ones a part, not a result. `recommendation`: of RECOMMENDED."""

    scored: tuple[Scored, ...]
    total: Decimal
    recommendation: str
    missing: tuple[str, ...]
    ruling: Ruling


def points(value: Decimal | None, band: Band) -> Decimal | None:
    """Of one fact, to the hundredth, in a straight line from the floor to the target, whichever of the two is larger."""
    if value is None or band.floor == band.target:
        return None
    share = min(max((value - band.floor) / (band.target - band.floor), ZERO), ONE)
    return (band.weight * share).quantize(FEN, ROUND_HALF_UP)


def argue(facts: Mapping[str, Decimal | None], kinds: Iterable[str], by: Scale, *, book: Book, day: date) -> Argued:
    """Points, total and what follows. A penalty that is too heavy excludes the matter, whatever the points."""
    scored = tuple(
        Scored(code, facts.get(code), by.bands[code], None if by.lacking else points(facts.get(code), by.bands[code])) for code in LABELS
    )
    missing = tuple(s.code for s in scored if s.points is None and s.band.weight)
    full = sum((s.band.weight for s in scored if not s.against), ZERO)
    reached = sum(((-s.points if s.against else s.points) for s in scored if s.points is not None), ZERO)
    total = (max(reached, ZERO) * PERCENT / full).quantize(TENTH, ROUND_HALF_UP) if full else ZERO
    code, found = _recommended(total, missing, heavy(kinds, book, day), by)
    return Argued(scored, total, code, missing, found)


def heavy(kinds: Iterable[str], book: Book, day: date) -> tuple[str, ...]:
    """Of these kinds of penalty, those that the county keeps from townships; a kind for which it has set nothing is kept."""

    def kept(kind: str) -> bool:
        try:
            return bool(book.value(f"empowerment.item.excludes.{kind}", day))
        except UnknownParameter:
            return True

    return tuple(kind for kind in kinds if kind in HEAVY_KINDS and kept(kind))


def _recommended(total: Decimal, missing: tuple[str, ...], excluded: tuple[str, ...], by: Scale) -> tuple[str, Ruling]:
    if excluded:
        because = why("empowerment.item_heavy", kinds="、".join(excluded))
        return "excluded", ruling(Outcome.BLOCK, "JUR-03", because=because)
    if by.lacking:
        return "unclear", ruling(Outcome.ESCALATE, "JUR-03", because="empowerment.no_scale", missing=("empowerment_scale",))
    if missing:
        because = why("argument.facts_missing", facts="、".join(LABELS[code] for code in missing))
        return "unclear", ruling(Outcome.ESCALATE, "JUR-03", because=because, missing=("argument_facts",))
    fit = total >= by.passing
    because = why("argument.reached" if fit else "argument.below", total=plain(total), passing=plain(by.passing))
    return ("fit" if fit else "unfit"), ruling(Outcome.ALLOW if fit else Outcome.BLOCK, "JUR-03", because=because)


@dataclass(frozen=True, slots=True)
class Range:
    """Of the statute, in yuan: None where it sets no such limit, or counts from goods or income."""

    party_kind: str
    minimum: Decimal | None
    maximum: Decimal | None


def highest(ranges: Iterable[Range]) -> Decimal | None:
    """The largest fine that the statute allows in yuan."""
    return max((r.maximum for r in ranges if r.maximum is not None), default=None)


def average(ranges: Iterable[Range]) -> Decimal | None:
    """The middle of each range, averaged."""
    ends = [(r.minimum or ZERO, r.maximum) for r in ranges if r.maximum is not None]
    middles = [sum(pair, ZERO) / len(pair) for pair in ends]
    return (sum(middles, ZERO) / len(middles)).quantize(FEN, ROUND_HALF_UP) if middles else None


def simple(ranges: Iterable[Range], kinds: Iterable[str], *, book: Book, day: date) -> Decimal | None:
    """Whether the simple procedure fits (处罚法 51): always, perhaps, never. A range for anybody is judged by the lower limit for
    always and by the higher one for perhaps. None: the statute states a fine without a sum."""
    held, named = list(ranges), set(kinds)
    if "fine" not in named:
        return ALWAYS if "warning" in named else NEVER
    if not held:
        return None
    limits = {kind: book.value(f"summary.fine_max.{kind}", day) for kind in ("citizen", "organization")}

    def limit(kind: str, best: bool) -> Decimal:
        if kind == "any":
            return max(limits.values()) if best else min(limits.values())
        return limits["citizen" if kind in ("citizen", "responsible_person") else "organization"]

    if all(r.maximum is not None and r.maximum <= limit(r.party_kind, best=False) for r in held):
        return ALWAYS
    return MAYBE if any((r.minimum or ZERO) <= limit(r.party_kind, best=True) for r in held) else NEVER
