"""Who holds a power over a matter at a place on a day, and in whose name it is exercised (JUR-03, 04, 13, 18, 19).

The only authority function: the rules door and the services build grants and ask it. Never a silent default: no grant is
`unclear` and says what is missing, two holders of equal rank are `contested`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhifa.law.citations import Citation
from zhifa.law.rulebook import citations, ruling
from zhifa.law.rulebook import rule as registered
from zhifa.law.rulings import Outcome, Reason, Ruling

TOWNSHIP = "township_government"
BUREAU = "county_enforcement_bureau"
SUPERIOR = "superior_organ"  # above the county: special rules of the State or the province for a professional domain
POWERS = ("licence", "supervision", "targeted_inspection", "routine_patrol", "penalty", "investigation", "coercion")


@dataclass(frozen=True, slots=True)
class Grant:
    """One power held by one organ. `holder`: organ code. `holder_kind`: contract code. `acting_identity`: the name that
    stands on documents. A grant names a `matter` or a whole `domain`; `areas` None means the whole county; `since`/`until`
    half-open. `kinds`: penalty kinds that moved, None = not restricted. `team`: the professional team or internal unit.
    `assumption`: reason code when it rests on demo data."""

    id: str
    power: str
    holder: str
    holder_kind: str
    acting_identity: str
    mandate: str
    citation: Citation | None
    matter: str | None
    domain: str | None
    areas: frozenset[str] | None
    since: date | None
    until: date | None
    published_on: date | None
    needs_publication: bool = False
    kinds: frozenset[str] | None = None
    team: str = ""
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """A squad serves an area (1+X), half-open in time."""

    area: str
    team: str
    since: date | None
    until: date | None
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A domain that the sources leave to nobody; `reason` is a reason code."""

    id: str
    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """`area`: code. `commander`: name of the township government, "" for platforms."""

    area: str
    name: str
    township: bool
    commander: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which power, over what, where, on which day. `domain` is that of the matter."""

    power: str
    domain: str
    matter: str | None
    place: Place | None
    day: date
    cross_area: bool = False
    major_or_complex: bool = False

    @property
    def county_level(self) -> bool:
        """Cross-area, major and complex cases are handled by the county (JUR-18)."""
        return self.cross_area or self.major_or_complex


@dataclass(frozen=True, slots=True)
class Considered:
    """A grant that concerns the matter, and why it decides or does not."""

    grant: Grant
    accepted: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class AuthorityRuling:
    """`status`: held | contested | unclear. Names and codes are "" where nobody holds the power. `grant` is the one that
    decides. A held power whose squad is unknown keeps its holder; `ruling` then asks for the coverage."""

    status: str
    holder: str
    holder_kind: str
    acting_identity: str
    team: str
    commander: str
    county_level: bool
    grant: Grant | None
    considered: tuple[Considered, ...]
    ruling: Ruling


@registered("JUR-04", "浙江省综合行政执法条例 第八条", "行政处罚法 第十八条")
@registered("JUR-07", "行政处罚法 第二十五条 第二款")
@registered("JUR-03", "行政处罚法 第二十四条 第一款", "浙江省综合行政执法条例 第九条")
@registered("JUR-18", "行政处罚法 第二十三条", "浙江省综合行政执法条例 第九条")
@registered("JUR-19", "浙江省综合行政执法条例 第九条 第四款", "浙江省综合行政执法条例 第八条")
def rule(question: Question, grants: Iterable[Grant], cover: Iterable[Cover], open_points: Iterable[OpenPoint] = ()) -> AuthorityRuling:
    """A special rule for an organ above the county beats all, a township's published list beats the bureau; cross-area, major and
    complex cases go to the county; squads act in the bureau's name under the command of the township.

    The holder of the power, or what stands in the way. Grants of other matters and domains are ignored."""
    considered = [_consider(question, g) for g in grants if _concerns(question, g)]
    standing = [c for c in considered if c.accepted]
    if not standing:
        return _unclear(question, considered, open_points)
    best = max(rank(c.grant) for c in standing)
    considered = [_yield(c, best) for c in considered]
    top = [c.grant for c in considered if c.accepted]
    if len({g.holder for g in top}) > 1:
        return _contested(question, considered, top)
    return _held(question, considered, max(top, key=_freshness), cover)


@registered("JUR-04", "浙江省综合行政执法条例 第十条")
def outside_catalogue(question: Question, since: date | None, until: date | None) -> AuthorityRuling:
    """On a day on which the matter is not yet or no longer in the catalogue nobody holds a power over it by the catalogue."""
    early = since is not None and question.day < since
    code = "authority.matter_not_yet" if early else "authority.matter_ended"
    found = ruling(Outcome.ESCALATE, "JUR-04", because=code, day=since if early else until, missing=("matter",))
    return _nobody("unclear", question, (), found)


def _concerns(question: Question, grant: Grant) -> bool:
    if grant.power != question.power:
        return False
    return grant.matter == question.matter if grant.matter else grant.domain == question.domain


def _consider(question: Question, grant: Grant) -> Considered:
    reason = _obstacle(question, grant)
    if reason:
        return Considered(grant, False, Reason(reason, {"holder": grant.acting_identity, "day": str(question.day)}))
    return Considered(grant, True, Reason("authority.grant_applies", {"holder": grant.acting_identity}))


def _obstacle(question: Question, grant: Grant) -> str:
    """The first thing that keeps a grant from applying; "" if nothing does."""
    if grant.since and question.day < grant.since:
        return "authority.not_yet_in_force"
    if grant.until and question.day >= grant.until:
        return "authority.no_longer_in_force"
    if grant.needs_publication and (grant.published_on is None or grant.published_on > question.day):
        return "authority.not_published"
    if grant.areas is not None and (question.place is None or question.place.area not in grant.areas):
        return "authority.other_area"
    if grant.holder_kind == TOWNSHIP and question.county_level:
        return "authority.county_level"
    return ""


def rank(grant: Grant) -> tuple[bool, bool, bool]:
    """A special rule for an organ above the county beats everything else, then a township's published list; a grant of the matter beats
    a grant of the domain."""
    return grant.holder_kind == SUPERIOR, grant.holder_kind == TOWNSHIP, grant.matter is not None


def _freshness(grant: Grant) -> tuple[date, str]:
    return grant.since or date.min, grant.id


def _yield(item: Considered, best: tuple[bool, bool, bool]) -> Considered:
    if item.accepted and rank(item.grant) < best:
        special, township, _ = best
        reason = f"authority.yields_to_{'special_rule' if special else 'township' if township else 'matter'}"
        return replace(item, accepted=False, reason=Reason(reason, {"holder": item.grant.acting_identity}))
    return item


def _unclear(question: Question, considered: Sequence[Considered], open_points: Iterable[OpenPoint]) -> AuthorityRuling:
    open_point = next((p for p in open_points if p.domain == question.domain), None)
    if open_point:
        reasons = (Reason(open_point.reason, {"domain": question.domain}),)
    else:
        reasons = (Reason("authority.nobody_holds", {"power": question.power, "domain": question.domain}),)
    place_missing = question.place is None and any(c.reason.code == "authority.other_area" for c in considered)
    found = ruling(Outcome.ESCALATE, "JUR-03", "JUR-04", because=reasons, missing=("place",) if place_missing else ("grant",))
    return _nobody("unclear", question, considered, found)


def _contested(question: Question, considered: Sequence[Considered], top: Sequence[Grant]) -> AuthorityRuling:
    names = "、".join(sorted({g.acting_identity for g in top}))
    reason = Reason("authority.contested", {"holders": names})
    found = ruling(Outcome.ESCALATE, "JUR-04", "JUR-07", because=reason, assumptions=_demo(*top))
    return _nobody("contested", question, considered, found)


def _nobody(status: str, question: Question, considered: Sequence[Considered], found: Ruling) -> AuthorityRuling:
    return AuthorityRuling(status, "", "", "", "", "", question.county_level, None, tuple(considered), found)


def _held(question: Question, considered: Sequence[Considered], grant: Grant, cover: Iterable[Cover]) -> AuthorityRuling:
    team, commander, open_end = grant.team, "", None
    assumptions = _demo(grant)
    if grant.holder_kind == BUREAU and not question.county_level:
        team, open_end, demo = _squad(question, cover)
        assumptions += demo
        commander = question.place.commander if question.place and team else ""
    elif grant.holder_kind == TOWNSHIP and question.place:
        commander = question.place.commander
    rules = _rules(question, grant, team)
    cited = (*((grant.citation,) if grant.citation else ()), *citations(*rules))
    code = "authority.special_rule" if grant.holder_kind == SUPERIOR else "authority.held"
    found = open_end or Ruling(Outcome.COMPUTE, (Reason(code, {"holder": grant.acting_identity or grant.holder_kind}),))
    assumed = tuple(dict.fromkeys(assumptions))
    found = replace(found, rules=rules, citations=tuple(dict.fromkeys(cited)), assumptions=assumed)
    named = (grant.holder, grant.holder_kind, grant.acting_identity, team, commander)
    return AuthorityRuling("held", *named, question.county_level, grant, tuple(considered), found)


def _rules(question: Question, grant: Grant, team: str) -> tuple[str, ...]:
    """What the answer rests on: the township's list, or the catalogue with the county level or the stationed squad."""
    if grant.holder_kind == TOWNSHIP:
        return ("JUR-03",)
    if grant.holder_kind != BUREAU:
        return ("JUR-04",)
    if question.county_level:
        return "JUR-04", "JUR-18"
    return ("JUR-04", "JUR-19") if team else ("JUR-04",)


def _squad(question: Question, cover: Iterable[Cover]) -> tuple[str, Ruling | None, tuple[str, ...]]:
    """The one squad that serves the place, or the ruling that asks for it."""
    if question.place is None:
        return "", Ruling(Outcome.ESCALATE, (Reason("authority.place_unknown"),), missing=("place",)), ()
    place = question.place
    serving = [c for c in cover if c.area == place.area and _in_time(c, question.day)]
    teams = {c.team for c in serving}
    if len(teams) == 1:
        return teams.pop(), None, tuple(c.assumption for c in serving if c.assumption)
    code = "authority.several_squads" if teams else "authority.no_squad"
    return "", Ruling(Outcome.ESCALATE, (Reason(code, {"place": place.name}),), missing=("squad_coverage",)), ()


def _in_time(cover: Cover, day: date) -> bool:
    return (cover.since is None or cover.since <= day) and (cover.until is None or day < cover.until)


def _demo(*grants: Grant) -> tuple[str, ...]:
    return tuple(dict.fromkeys(g.assumption for g in grants if g.assumption))
