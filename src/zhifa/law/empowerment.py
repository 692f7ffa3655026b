"""赋权评估: can a township take over penalties, and which ones (处罚法 24, 条例 9–10). The plan names five aspects; indicators, weights,
scales and thresholds are the county's numbers, held as parameters.

Need counts incidents and complaints, ability counts what was done well. Fines and numbers of cases are no merit (处罚法 74): each
indicator is a `Definition`, which refuses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from zhifa.law import authority  # noqa: F401  (registers JUR-03, which every ruling here rests on)
from zhifa.law.appraisal import Definition
from zhifa.law.book import Book, Settings, UnknownParameter
from zhifa.law.money import FEN, ONE, PERCENT, TENTH, ZERO
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Reason, Ruling

ASPECTS = {"economy": "经济", "population": "人口", "governance": "社会治理", "resources": "执法资源", "capability": "执法能力"}
CONCLUSIONS = {"pass": "通过", "defer": "暂缓", "not_empowered": "不赋权", "unclear": "材料不足，不作结论"}
DEMO_SCALE = "assumption.demo_empowerment_scale"
HEAVY_KINDS = ("revoke_licence", "suspend_licence", "downgrade", "stop_business", "close", "restrict_trade", "detention")


@dataclass(frozen=True, slots=True)
class Indicator:
    """`live`: the house counts it itself; a sourced document stands in only where it cannot."""

    aspect: str
    unit: str
    definition: Definition
    live: bool = False

    @property
    def code(self) -> str:
        """Name of its parameters and facts."""
        return self.definition.code


def _made(aspect: str, code: str, label: str, unit: str, formula: str, live: bool = False) -> Indicator:
    return Indicator(aspect, unit, Definition(code, label, 1, (code,), formula), live)


INDICATORS: tuple[Indicator, ...] = (
    _made("economy", "gdp", "地区生产总值", "亿元", "上一年度统计数"),
    _made("economy", "market_entities", "市场主体", "户", "登记在册的市场主体数"),
    _made("population", "residents", "常住人口", "人", "上一年度统计数"),
    _made("population", "visitors", "接待游客", "万人次", "上一年度统计数"),
    _made("governance", "incidents", "事件需求", "件", "近12个月发生在本乡镇的事件，合并的只算一件；表示需求，不表示成绩", True),
    _made("governance", "complaints", "投诉举报", "件", "其中来自群众和投诉热线的", True),
    _made("governance", "solved", "实质解决率", "%", "近12个月已定的事项中，经核实且观察期内没有再发生的比例", True),
    _made("resources", "officers", "持证执法人员", "人", "本乡镇中队和乡镇政府持有效执法证的人，一人只计一次", True),
    _made("resources", "squad", "驻地中队", "支", "驻地在本乡镇的中队", True),
    _made("resources", "legal_reviewer", "法制审核", "人", "乡镇或县局可以审核的法制审核员，有即为 1", True),
    _made("resources", "vehicles", "执法车辆", "辆", "固定用于执法的车船"),
    _made("resources", "case_room", "办案场所", "平方米", "询问、陈述申辩、物品保管用房"),
    _made("capability", "response", "按时响应率", "%", "近12个月已定的派遣中，按时接收并按时到场的比例", True),
    _made("capability", "quality", "案件办理质量", "%", "近12个月作出决定的案件中，没有被撤回、撤销、变更的比例；不看件数和数额", True),
    _made("capability", "training", "人均培训", "学时", "上一年度持证人员人均培训学时"),
)
BY_CODE = {i.code: i for i in INDICATORS}
LABELS = {i.code: i.definition.label for i in INDICATORS}
FORMULAS = {i.code: i.definition.formula for i in INDICATORS}
UNITS = {i.code: i.unit for i in INDICATORS}


@dataclass(frozen=True, slots=True)
class Band:
    """Points of one indicator: none up to `floor`, all `weight` from `target` on, in a straight line between."""

    weight: Decimal
    floor: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """`lacking`: parameters for which the county has set no number: then nothing is concluded. `assumed`: no document states them."""

    bands: Mapping[str, Band]
    passing: Decimal = ZERO
    deferring: Decimal = ZERO
    officers: int = 0
    lacking: tuple[str, ...] = ()
    assumed: bool = False

    def changed(self, weights: Mapping[str, Decimal]) -> Scale:
        """Another weighing of the same facts."""
        bands = {code: replace(band, weight=weights.get(code, band.weight)) for code, band in self.bands.items()}
        return replace(self, bands=bands)


def scale(book: Book, day: date) -> Scale:
    """The county's weights and thresholds in force on the day."""
    said = Settings(book, "empowerment", day)
    bands = {i.code: Band(*(said.number(f"{part}.{i.code}") for part in ("weight", "floor", "target"))) for i in INDICATORS}
    passing, deferring, officers = (said.number(key) for key in ("threshold.pass", "threshold.defer", "officers_minimum"))
    return Scale(bands, passing, deferring, int(officers), tuple(said.lacking), said.assumed)


def valid_until(book: Book, day: date) -> date:
    """The last day on which a conclusion of this day holds."""
    return book.calendar.add_months(day, book.count("empowerment.valid_months", day, "months")) - timedelta(days=1)


def appeal_until(book: Book, day: date) -> date:
    """The last day on which the township may object to a conclusion of this day."""
    return day + timedelta(days=book.count("empowerment.appeal_days", day, "natural_days"))


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator. `points` None: the fact is missing, which is not the same as zero."""

    indicator: Indicator
    value: Decimal | None
    band: Band
    points: Decimal | None

    @property
    def arithmetic(self) -> str:
        """How the points come about, to be checked with a pocket calculator."""
        if self.value is None:
            return ""
        b = self.band
        if self.value <= b.floor:
            return f"{plain(self.value)} ≤ {plain(b.floor)} → 0"
        if self.value >= b.target:
            return f"{plain(self.value)} ≥ {plain(b.target)} → {plain(b.weight)}"
        return (
            f"{plain(b.weight)} × ({plain(self.value)} − {plain(b.floor)}) ÷ ({plain(b.target)} − {plain(b.floor)}) = {plain(self.points)}"
        )


@dataclass(frozen=True, slots=True)
class Assessed:
    """`total` of 100 is what the known facts give; with `missing` ones it is a part, not a result. `ruling` carries the reasons,
    `proposal` a code of CONCLUSIONS."""

    scored: tuple[Scored, ...]
    total: Decimal
    proposal: str
    ruling: Ruling
    missing: tuple[str, ...] = ()
    aspects: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)


def plain(value: Decimal | None) -> str:
    """Without trailing zeros."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def points(value: Decimal | None, band: Band) -> Decimal | None:
    """Of one fact, to the hundredth."""
    if value is None:
        return None
    if value <= band.floor:
        share = ZERO
    elif value >= band.target:
        share = ONE
    else:
        share = (value - band.floor) / (band.target - band.floor)
    return (band.weight * share).quantize(FEN, ROUND_HALF_UP)


def assess(facts: Mapping[str, Decimal | None], by: Scale) -> Assessed:
    """Points, total and what follows from them. A fact that is not there stays missing."""
    scored = tuple(
        Scored(i, facts.get(i.code), by.bands[i.code], None if by.lacking else points(facts.get(i.code), by.bands[i.code]))
        for i in INDICATORS
    )
    missing = tuple(s.indicator.code for s in scored if s.value is None and by.bands[s.indicator.code].weight)
    full = sum((b.weight for b in by.bands.values()), ZERO)
    reached = sum((s.points or ZERO for s in scored), ZERO)
    total = (reached * PERCENT / full).quantize(TENTH, ROUND_HALF_UP) if full else ZERO
    proposal, found = _proposal(facts, total, missing, by)
    return Assessed(scored, total, proposal, found, missing, _aspects(scored))


def _aspects(scored: Iterable[Scored]) -> dict[str, tuple[Decimal, Decimal]]:
    """Aspect → points reached and possible."""
    found = dict.fromkeys(ASPECTS, (ZERO, ZERO))
    for s in scored:
        got, full = found[s.indicator.aspect]
        found[s.indicator.aspect] = (got + (s.points or ZERO), full + s.band.weight)
    return found


def vetoes(facts: Mapping[str, Decimal | None], by: Scale) -> tuple[Reason, ...]:
    """What no number of points outweighs: too few officers, nobody to review, no squad of its own (两块牌子)."""
    found = []
    officers, reviewer, squad = (facts.get(code) for code in ("officers", "legal_reviewer", "squad"))
    if officers is not None and officers < by.officers:
        found.append(why("empowerment.few_officers", officers=plain(officers), minimum=by.officers))
    if reviewer is not None and reviewer <= 0:
        found.append(why("empowerment.no_legal_review"))
    if squad is not None and squad <= 0:
        found.append(why("empowerment.no_squad"))
    return tuple(found)


def _proposal(facts: Mapping[str, Decimal | None], total: Decimal, missing: tuple[str, ...], by: Scale) -> tuple[str, Ruling]:
    """What the points say about a township: enough and nothing stands against it, not yet, no, or nothing while facts are missing."""
    assumed = (DEMO_SCALE,) if by.assumed else ()
    words = {"total": plain(total), "passing": plain(by.passing), "deferring": plain(by.deferring)}
    if by.lacking or missing:
        labels = "、".join(BY_CODE[code].definition.label for code in missing)
        because = why("empowerment.no_scale") if by.lacking else why("empowerment.facts_missing", facts=labels)
        asked = ("empowerment_scale",) if by.lacking else ("empowerment_facts",)
        return "unclear", ruling(Outcome.ESCALATE, "JUR-03", because=because, missing=asked, assumptions=assumed)
    against = vetoes(facts, by)
    if total < by.deferring:
        code, first = "not_empowered", why("empowerment.below_defer", **words)
    elif total < by.passing or against:
        code, first = "defer", why("empowerment.below_pass" if total < by.passing else "empowerment.reached_but", **words)
    else:
        code, first = "pass", why("empowerment.reached", **words)
    outcome = Outcome.ALLOW if code == "pass" else Outcome.BLOCK
    return code, ruling(outcome, "JUR-03", because=(first, *against), assumptions=assumed, values={"total": total, "proposal": code})


def suitable(kinds: Iterable[str], highest: Decimal | None, need: int, *, book: Book, day: date) -> Ruling:
    """Should a matter go to a township: needed often, and without penalties that are too heavy for it (highest fine in yuan). The
    regulation says frequent, easily found, not too technical; where the line runs is the county's number."""
    try:
        heavy = [k for k in kinds if k in HEAVY_KINDS and book.value(f"empowerment.item.excludes.{k}", day)]
        minimum, cap = (book.value(f"empowerment.item.{key}", day) for key in ("need_minimum", "highest_fine"))
    except UnknownParameter:
        return ruling(Outcome.ESCALATE, "JUR-03", because="empowerment.no_scale", missing=("empowerment_scale",))
    against = [why("empowerment.item_heavy", kinds="、".join(heavy))] if heavy else []
    if highest is not None and highest > cap:
        against.append(why("empowerment.item_fine", highest=plain(highest), cap=plain(cap)))
    if need < minimum:
        against.append(why("empowerment.item_rare", need=need, minimum=plain(minimum)))
    found = against or [why("empowerment.item_suitable", need=need)]
    outcome = Outcome.BLOCK if against else Outcome.ALLOW
    return ruling(outcome, "JUR-03", because=found, assumptions=(DEMO_SCALE,), values={"need": need, "heavy": bool(heavy)})


def idle(leads: int, cases: int, held_since: date | None, known_since: date | None, window: tuple[date, date]) -> Ruling:
    """A matter of a township that nobody reported and nobody handled in the window is proposed for withdrawal. Held, or recorded, for a
    shorter time proves nothing."""
    since, until = window
    first, last = since.isoformat(), until.isoformat()
    if leads or cases:
        return ruling(Outcome.ALLOW, "JUR-03", because="empowerment.item_used", leads=leads, cases=cases, since=first, until=last)
    if known_since is None:
        return ruling(Outcome.WARN, "JUR-03", because="empowerment.note_no_records")
    if known_since > since:
        return ruling(Outcome.WARN, "JUR-03", because="empowerment.item_unknown", known=known_since.isoformat())
    if held_since is not None and held_since > since:
        return ruling(Outcome.WARN, "JUR-03", because="empowerment.item_new", held=held_since.isoformat())
    return ruling(Outcome.BLOCK, "JUR-03", because="empowerment.item_idle", since=first, until=last)


def poor(decided: int, undone: int, *, book: Book, day: date) -> Ruling:
    """Of the cases decided in a matter, too large a share was withdrawn, annulled or changed. Few cases prove nothing."""
    try:
        least, share = (book.value(f"empowerment.quality.{key}", day) for key in ("least_cases", "undone_percent"))
    except UnknownParameter:
        return ruling(Outcome.ESCALATE, "JUR-03", because="empowerment.no_scale", missing=("empowerment_scale",))
    if decided and decided >= least and undone * PERCENT >= share * decided:
        because = why("empowerment.item_poor", decided=decided, undone=undone, share=plain(share))
        return ruling(Outcome.BLOCK, "JUR-03", because=because, assumptions=(DEMO_SCALE,))
    return ruling(Outcome.ALLOW, "JUR-03", because="empowerment.item_sound", decided=decided, undone=undone)
