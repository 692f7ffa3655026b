"""人员编制 (方案四（三）、四（四）、七): what moves with the powers of a department, posts that balance, whose an officer is, and the
appraisal under dual management. Numbers of people are facts of the county; the arithmetic is the plan's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhifa.law.book import Book, UnknownParameter
from zhifa.law.money import PERCENT, TENTH
from zhifa.law.rulebook import why
from zhifa.law.rulings import Outcome, Reason, Ruling, refusal

POST_KINDS = {"administrative": "行政", "managed": "参公事业", "other": "其他"}
RELATIONS = {"establishment": "编制关系", "party": "党组织关系", "pay": "人事和工资关系", "command": "日常管理和指挥"}
TRANSFER_RULES = {
    "team": "有专业执法队伍：剥离监管人员后划转其余全部",
    "qualified": "无专业执法队伍：划转部分有执法资格的人员或者编制",
    "items_only": "无队伍、无执法人员：仅划转事项",
    "open": "处罚权没有全部划转：三条规则不适用",
    "unclear": "事实没有填报，不作建议",
}
COMMANDERS = ("township_government", "county_enforcement_bureau", "original_department")


@dataclass(frozen=True, slots=True)
class Department:
    """`matters` of its fields, of which `moved` are punished by another organ; people of its `team` (0: it has none), of these
    `supervising` truly carry supervision; `officers`: qualified people outside a team. None: nobody has stated it."""

    matters: int
    moved: int
    team: int | None = None
    supervising: int | None = None
    officers: int | None = None

    @property
    def people(self) -> int:
        """All who could be moved."""
        return (self.team or 0) + (self.officers or 0)


@dataclass(frozen=True, slots=True)
class Proposed:
    """`rule`: a code of TRANSFER_RULES; from `least` to `most` people or posts, with the `arithmetic` behind them."""

    rule: str
    least: int
    most: int
    arithmetic: str
    ruling: Ruling


def _proposed(rule: str, least: int, most: int, arithmetic: str, outcome: Outcome, because: Reason, *missing: str) -> Proposed:
    return Proposed(rule, least, most, arithmetic, Ruling(outcome, (because,), missing=missing, values={"least": least, "most": most}))


def transfer(facts: Department) -> Proposed:
    """人员编制划转三规则 (R47): with a team all but those who supervise, without one a part of the qualified, with neither the matters
    only. The rules speak of departments whose powers of penalty all moved; of others they say nothing."""
    if facts.team is None or facts.supervising is None or facts.officers is None:
        return _proposed("unclear", 0, 0, "", Outcome.ESCALATE, why("staffing.facts_missing"), "staff_facts")
    if not facts.matters or facts.moved < facts.matters:
        because = why("staffing.not_all_moved", moved=facts.moved, matters=facts.matters)
        return _proposed("open", 0, facts.people, f"{facts.moved} / {facts.matters}", Outcome.ESCALATE, because)
    if facts.team:
        left = max(facts.team - facts.supervising, 0)
        because = why("staffing.with_team", team=facts.team, supervising=facts.supervising, left=left)
        return _proposed("team", left, left, f"{facts.team} − {facts.supervising} = {left}", Outcome.ALLOW, because)
    if facts.officers:
        most = max(facts.officers - 1, 1)
        because = why("staffing.without_team", officers=facts.officers, most=most)
        return _proposed("qualified", 1, most, f"1 ≤ n ≤ {most}", Outcome.ALLOW, because)
    return _proposed("items_only", 0, 0, "", Outcome.ALLOW, why("staffing.items_only", matters=facts.matters))


def chosen(facts: Department, proposed: Proposed, count: int, reason: str) -> Ruling:
    """What is proposed against what the rules give: another number needs reasons, more people than there are is none."""
    if proposed.rule == "unclear":
        return proposed.ruling
    if not 0 <= count <= facts.people:
        return refusal("staffing.more_than_there_are", missing=("posts",), count=count, people=facts.people)
    if proposed.rule != "open" and proposed.least <= count <= proposed.most:
        return Ruling(Outcome.ALLOW, proposed.ruling.reasons)
    least, most = proposed.least, proposed.most
    if not reason.strip():
        return refusal("staffing.deviates", missing=("reason",), count=count, least=least, most=most)
    said = why("staffing.deviates_with_reason", count=count, least=least, most=most)
    return Ruling(Outcome.WARN, (said, *proposed.ruling.reasons))


@dataclass(frozen=True, slots=True)
class Approved:
    """The document that approves a change of posts (分级报批, R49): who, which number, of which day."""

    organ: str = ""
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Posts of one kind from `source` to `destination` (codes of organs) as of a day."""

    kind: str
    source: str
    destination: str
    count: int
    effective_on: date
    approved: Approved


Balances = Mapping[tuple[str, str], int]


def after(move: Move, balances: Balances) -> dict[tuple[str, str], int]:
    """(organ, kind) → posts once it is written: what leaves one account enters the other."""
    found = dict(balances)
    for organ, change in ((move.source, -move.count), (move.destination, move.count)):
        found[organ, move.kind] = found.get((organ, move.kind), 0) + change
    return found


def posts(move: Move, balances: Balances, available: int, cap: int | None) -> Ruling:
    """编制台账 (R48): an entry has a source and a document, takes no more than is there, and leaves the total where it was, within the
    approved one. `balances`: of the day of effect; `available`: the least that the source has from that day on; `cap` None: not stated."""
    faults = _faults(move)
    if faults:
        return faults
    if available < move.count:
        kind = POST_KINDS[move.kind]
        return refusal("staffing.not_enough_posts", missing=("posts",), held=available, count=move.count, kind=kind)
    before, total = sum(balances.values()), sum(after(move, balances).values())
    if cap is None:
        return refusal("staffing.no_cap", missing=("post_cap",))
    if before != total or total > cap:
        return refusal("staffing.over_cap", total=total, cap=cap)
    because = why("staffing.balanced", count=move.count, before=before, after=total, cap=cap)
    return Ruling(Outcome.ALLOW, (because,), values={"before": before, "after": total, "cap": cap})


def _faults(move: Move) -> Ruling | None:
    if not move.source:
        return refusal("staffing.no_source", missing=("post_source",))
    if move.source == move.destination or not move.destination:
        return refusal("staffing.same_place", missing=("post_destination",))
    if move.count < 1 or move.kind not in POST_KINDS:
        return refusal("staffing.no_posts", missing=("posts",))
    return approved(move.approved, move.effective_on)


def approved(given: Approved, effective_on: date) -> Ruling | None:
    """A change of organs or posts waits for its document and takes effect on its day at the earliest (R49); None: so it is."""
    if not given.organ.strip() or not given.number.strip() or given.issued_on is None:
        return refusal("staffing.no_document", missing=("approval_document",))
    if effective_on < given.issued_on:
        return refusal("staffing.before_approval", effective=effective_on, approved=given.issued_on)
    return None


def commanded(earmarked: bool, kind: str, name: str) -> Ruling:
    """专编专用 (R51): who holds an earmarked post is commanded by a township, the bureau or the department where the team is stationed,
    and is put to no other use. `kind`, `name`: of the organ that is to command."""
    if earmarked and kind not in COMMANDERS:
        return refusal("staffing.diverted", organ=name)
    return Ruling(Outcome.ALLOW, (why("staffing.other_relations_stay"),))


def township_percent(book: Book, day: date) -> Decimal:
    """The local share of the appraisal in percent on a day; raises UnknownParameter. 以属地乡镇为主: the pack says more than half."""
    share = book.value("staffing.township_percent", day)
    if not PERCENT - share < share <= PERCENT:
        raise UnknownParameter("staffing.township_percent", day, book.parameters["staffing.township_percent"])
    return share


def weighted(local: Decimal, bureau: Decimal, percent: Decimal) -> Decimal:
    """Points of 100 to the tenth: 88 and 92 at 60 % → 89.6."""
    return ((local * percent + bureau * (PERCENT - percent)) / PERCENT).quantize(TENTH, ROUND_HALF_UP)
