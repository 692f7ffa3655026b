"""What must be true before an act on a change of the catalogue. Names are those of the transition table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from zhifa.law.actors import Role
from zhifa.law.catalogue_change import BUREAU_LEVEL, PROFESSIONAL, PROVINCE_LEVEL, Asked, levels_to
from zhifa.law.citations import Citation
from zhifa.law.procedure.catalogue_change import ADJUSTMENT, CATALOGUES, COORDINATION, DISCLOSURE, EXERCISE, LEGALITY, REGULATION, TOWNSHIPS
from zhifa.law.rulings import Outcome, Reason, Ruling, combine, refusal

FINE = Ruling(Outcome.ALLOW)
MERGING = (Citation(REGULATION, 8, 2), Citation("行政处罚法", 18, 1))
ISSUER = (Citation("行政处罚法", 18),)


@dataclass(frozen=True, slots=True)
class Document:
    """An approving document: level, organ, number, day (None or "": not stated)."""

    level: str
    organ: str
    number: str
    issued_on: date | None

    @property
    def stated(self) -> bool:
        """Organ, number and day are all there (R49)."""
        return bool(self.organ.strip() and self.number.strip() and self.issued_on)


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """`lacking`: keys of the request that are not filled. `actor`, `requester`: persons; `roles` of who acts. `scored`: subjects with a
    sheet; `weights`: the county states how to score. `mandated`: domains for which the centre or the province keeps a professional
    team. `unassessed`: townships that would be empowered without a passed assessment. `documents`: as stated. `against`: what the
    score says should not move and yet would. `new_faults`: what the proof would find that it does not find now. `day`: today."""

    day: date
    actor: str = ""
    requester: str = ""
    roles: frozenset[Role] = frozenset()
    lacking: tuple[str, ...] = ()
    items: tuple[Asked, ...] = ()
    scored: frozenset[str] = frozenset()
    weights: bool = True
    mandated: frozenset[str] = frozenset()
    unassessed: tuple[str, ...] = ()
    level: str = BUREAU_LEVEL
    opinion: str = ""
    documents: tuple[Document, ...] = ()
    against: tuple[str, ...] = ()
    new_faults: tuple[str, ...] = ()
    effective_on: date | None = None
    published_on: date | None = None
    channel: str = ""
    new_day: date | None = None
    reason: str = ""


def _reason(facts: ChangeFacts) -> Ruling:
    return FINE if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _words(facts: ChangeFacts) -> Ruling:
    lacking = tuple(key for key in facts.lacking if key in ("title", "ground_text"))
    return refusal("change.incomplete", *ADJUSTMENT, missing=lacking) if lacking else FINE


def _complete(facts: ChangeFacts) -> Ruling:
    if facts.lacking:
        return refusal("change.incomplete", *ADJUSTMENT, missing=facts.lacking)
    if facts.effective_on and facts.effective_on < facts.day:
        return refusal("change.effect_in_the_past", *ADJUSTMENT, missing=("effective_on",), day=facts.effective_on)
    return _faults(facts.items)


def _faults(items: Iterable[Asked]) -> Ruling:
    reasons = tuple(Reason(code, {"item": i.name, **dict(values)}) for i in items for code, values in i.faults)
    return Ruling(Outcome.BLOCK, reasons, citations=ADJUSTMENT) if reasons else FINE


def _computed(facts: ChangeFacts) -> Ruling:
    if facts.weights:
        return FINE
    return refusal("change.no_weights", *COORDINATION, missing=("catalogue_score",))


def _scored(facts: ChangeFacts) -> Ruling:
    wanted = [s for i in facts.items if i.moves for s in i.subjects]
    lacking = [s for s in dict.fromkeys(wanted) if s not in facts.scored]
    return refusal("change.not_scored", *ADJUSTMENT, subjects="、".join(lacking)) if lacking else FINE


def _mandated(facts: ChangeFacts) -> Ruling:
    outside = [i for i in facts.items if i.moves and i.holder_kind == PROFESSIONAL and i.domain not in facts.mandated]
    return refusal("change.no_mandate", *MERGING, items="、".join(i.name for i in outside)) if outside else FINE


def _assessed(facts: ChangeFacts) -> Ruling:
    """A township is empowered after an assessment that it passed and that is still in force (R56, 条例 9 第二款)."""
    if not facts.unassessed:
        return FINE
    return refusal("change.not_assessed", *TOWNSHIPS, rules=("JUR-03",), townships="、".join(facts.unassessed))


def _kinds(facts: ChangeFacts) -> Ruling:
    """Kinds that belong to the issuer of a licence need a list that names them: the provincial catalogue's entry (AF-16)."""
    staying = [i for i in facts.items if i.stays and not i.listed]
    if not staying:
        return FINE
    return refusal("change.kind_stays", *ISSUER, rules=("JUR-15",), items="、".join(i.name for i in staying))


def _lawful(facts: ChangeFacts) -> Ruling:
    if facts.actor == facts.requester:
        return refusal("change.own_request", *LEGALITY)
    if not facts.opinion.strip():
        return refusal("change.no_opinion", *LEGALITY, missing=("opinion",))
    return _first(_faults(facts.items), _scored(facts), _mandated(facts), _kinds(facts), _assessed(facts))


def _approval(facts: ChangeFacts) -> Ruling:
    if facts.actor == facts.requester:
        return refusal("change.own_request", *ADJUSTMENT)
    if facts.level != BUREAU_LEVEL and Role.LEADER not in facts.roles:
        return refusal("change.higher_level", *EXERCISE, level=facts.level)
    return _first(_faults(facts.items), _stated(facts), _days(facts), _assessed(facts), _weighed(facts), _proven(facts))


def _stated(facts: ChangeFacts) -> Ruling:
    stated = {d.level for d in facts.documents if d.stated}
    lacking = [level for level in levels_to(facts.level) if level not in stated]
    if PROVINCE_LEVEL in lacking:
        return refusal("change.province_approves", *CATALOGUES, *EXERCISE, missing=("province_number",))
    return refusal("change.no_document", *ADJUSTMENT, missing=("organ", "number", "issued_on")) if lacking else FINE


def _days(facts: ChangeFacts) -> Ruling:
    """A document of a later day approves nothing yet, and nothing takes effect before its approval (R49)."""
    days = [d.issued_on for d in facts.documents if d.issued_on]
    if any(day > facts.day for day in days):
        return refusal("change.document_of_a_later_day", *ADJUSTMENT, missing=("issued_on",))
    if facts.effective_on and any(day > facts.effective_on for day in days):
        last = max(days)
        return refusal("change.effect_before_approval", *ADJUSTMENT, missing=("effective_on",), approved=last, effect=facts.effective_on)
    return FINE


def _weighed(facts: ChangeFacts) -> Ruling:
    """Who moves what the score would keep says why (R34)."""
    if not facts.against or facts.reason.strip():
        return FINE
    return refusal("change.against_score", *COORDINATION, missing=("reason",), subjects="、".join(facts.against))


def _proven(facts: ChangeFacts) -> Ruling:
    if not facts.new_faults:
        return FINE
    shown = "；".join(facts.new_faults[:5])
    return refusal("change.new_faults", *EXERCISE, rules=("JUR-04",), n=len(facts.new_faults), faults=shown)


def _announced(facts: ChangeFacts) -> Ruling:
    if not facts.channel.strip():
        return refusal("change.no_channel", *DISCLOSURE, missing=("channel",))
    if facts.effective_on and facts.effective_on < facts.day:
        return refusal(
            "change.published_too_late", *DISCLOSURE, rules=("JUR-03", "JUR-21"), missing=("effective_on",), day=facts.effective_on
        )
    return FINE


def _reached(facts: ChangeFacts) -> Ruling:
    if facts.published_on is None:
        return refusal("change.not_published", *DISCLOSURE, rules=("JUR-21",))
    if facts.effective_on is None or facts.day < facts.effective_on:
        return refusal("change.day_not_reached", *ADJUSTMENT, day=facts.effective_on or "—")
    return _first(_faults(facts.items), _proven(facts))


def _later(facts: ChangeFacts) -> Ruling:
    if not facts.reason.strip():
        return refusal("reason_required", missing=("reason",))
    earliest = max(day for day in (facts.effective_on, facts.day) if day)
    if facts.new_day is None or facts.new_day < earliest or facts.new_day == facts.effective_on:
        return refusal("change.not_a_later_day", *ADJUSTMENT, missing=("effective_on",))
    return FINE


def _first(*rulings: Ruling) -> Ruling:
    """All that stands in the way, told together."""
    found = [r for r in rulings if not r.permits]
    return combine(found) if found else FINE


GUARDS: dict[str, Callable[[ChangeFacts], Ruling]] = {
    "words_given": _words,
    "request_complete": _complete,
    "scores_computed": _computed,
    "lawful": _lawful,
    "approval_stated": _approval,
    "announced_before_effect": _announced,
    "day_reached": _reached,
    "later_day": _later,
    "reason_given": _reason,
}


def would(facts: ChangeFacts, guard: str) -> Ruling:
    """What stands in the way of an act before its words are given: words that the form will ask for are taken as given."""
    day = facts.new_day or (max(facts.effective_on, facts.day) if facts.effective_on else facts.day)
    documents = facts.documents or tuple(Document(level, "—", "—", facts.day) for level in levels_to(facts.level))
    later = day if facts.effective_on != day else date.fromordinal(day.toordinal() + 1)
    given = replace(facts, opinion="—", documents=documents, channel="—", reason="—", new_day=later)
    return GUARDS[guard](given)
