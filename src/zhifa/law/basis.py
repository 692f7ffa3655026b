"""What a penalty may be based on: level, publication, force in time, validity (JUR-12, JUR-20, JUR-21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book, Statute
from zhifa.law.citations import Citation
from zhifa.law.conditions import Fact, all_of
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

NO_BASIS = "normative_document"
RULES = frozenset({"department_rule", "local_government_rule"})
RULE_KINDS = frozenset({"warning", "notice_of_criticism", "fine"})
PROTECTED = frozenset({"health", "life_and_property", "public_safety", "ecology", "limited_resources"})


@rule("JUR-12", "行政处罚法 第三十八条")
def validity(*, has_basis: Fact, qualified_subject: Fact, procedure_grave: Fact) -> Ruling:
    """A penalty without a basis, by a body that is no subject of penalties, or in grave and obvious breach of procedure is void.
    What is grave and obvious the law does not say: such a breach is told to whoever decides, and by default nothing is decided
    until it is cured."""
    facts = {"has_basis": has_basis, "qualified_subject": qualified_subject}
    facts["procedure_in_order"] = None if procedure_grave is None else not procedure_grave
    return all_of(facts, "JUR-12", refused="basis.void", granted="basis.valid")


@rule(
    "JUR-20",
    "行政处罚法 第十三条",
    "行政处罚法 第十四条",
    "行政处罚法 第十六条",
    "浙江省人民代表大会常务委员会关于政府规章设定罚款限额的规定 第三条",
)
def level(book: Book, day: date, text_level: str, kinds: Iterable[str], fine_max: Decimal | None, interest: str = "") -> Ruling:
    """A normative document sets no penalty; a rule sets warnings, criticism and fines only, and a rule of this province fines up to
    30 000 yuan, up to 100 000 where health, life and property, public safety, ecology or limited resources are at stake. A fine
    above the ceiling is a warning, because ceilings of other rule-makers are not in the data. `values`: ceiling."""
    if text_level == NO_BASIS:
        return ruling(Outcome.BLOCK, "JUR-20", because="basis.normative_document")
    if text_level not in RULES:
        return ruling(Outcome.ALLOW, "JUR-20", because="basis.level_suffices")
    if set(kinds) - RULE_KINDS:
        return ruling(Outcome.BLOCK, "JUR-20", because="basis.kind_beyond_rule")
    ceiling = book.value(f"rule_fine_ceiling.{'protected' if interest in PROTECTED else 'ordinary'}", day)
    values = {"ceiling": ceiling}
    if fine_max is not None and fine_max > ceiling:
        return ruling(Outcome.WARN, "JUR-20", because=why("basis.above_ceiling", ceiling=ceiling), values=values)
    return ruling(Outcome.ALLOW, "JUR-20", because="basis.level_suffices", values=values)


def in_force(book: Book, title: str, day: date) -> Statute | None:
    """The version of the text that applies on `day`; None before the first one that the data hold."""
    return next((s for s in reversed(book.statutes.get(title, ())) if s.effective_from <= day), None)


@rule("JUR-21", "行政处罚法 第五条 第三款")
def published(book: Book, cited: Citation, version: str, day: date) -> Ruling:
    """Only a published text that is in force on the day is a basis: one that the list of statutes lacks is put to a person, one that
    was not yet published, not yet in force or already replaced is refused with the version that applies. `version`: the day of
    its promulgation. `values`: version in force."""
    known = {s.version: s for s in book.statutes.get(cited.law, ())}
    found, current = known.get(version), in_force(book, cited.law, day)
    values = {"version": current.version if current else ""}
    words = {"law": cited.law, "version": version, "current": values["version"] or "—", "day": day}
    if found is None:
        return ruling(Outcome.ESCALATE, "JUR-21", because=why("basis.text_unknown", **words), missing=("statute_version",), values=values)
    if date.fromisoformat(found.version) > day:
        return ruling(Outcome.BLOCK, "JUR-21", because=why("basis.not_published", **words), values=values)
    if found.effective_from > day:
        return ruling(Outcome.BLOCK, "JUR-21", because=why("basis.not_in_force", **words, since=found.effective_from), values=values)
    if found is not current:
        return ruling(Outcome.BLOCK, "JUR-21", because=why("basis.replaced", **words), values=values)
    return ruling(Outcome.ALLOW, "JUR-21", because=why("basis.in_force", **words), values=values)
