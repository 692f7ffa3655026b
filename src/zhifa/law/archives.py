"""The file after the case: complete, handed over, kept, unforged (ARC-01…ARC-05, ARC-07)."""

from __future__ import annotations

from zhifa.law.conditions import Fact, all_of, none_of
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling


@rule("ARC-01", "行政处罚法 第四十七条")
def complete(required: frozenset[str], filed: frozenset[str]) -> Ruling:
    """The record of the whole procedure is filed; a case is not closed while a paper its steps call for is missing."""
    absent = sorted(required - filed)
    if absent:
        return ruling(Outcome.BLOCK, "ARC-01", because=why("archives.incomplete", papers="、".join(absent)), missing=("papers",))
    return ruling(Outcome.ALLOW, "ARC-01", because="archives.complete")


@rule("ARC-02", "档案法 第十四条", "档案法实施条例 第十九条 第一款")
def to_archive(*, handed_to_archive: Fact, kept_by_person: Fact) -> Ruling:
    """What belongs to the archive goes there regularly and stays with nobody. How often "regularly" is the texts at hand do not
    say: the county sets it; until then a file not handed over is a warning."""
    if kept_by_person:
        return ruling(Outcome.BLOCK, "ARC-02", because="archives.kept_by_person")
    return all_of(
        {"handed_to_archive": handed_to_archive},
        "ARC-02",
        refused="archives.not_handed_over",
        granted="archives.handed_over",
        otherwise=Outcome.WARN,
    )


@rule("ARC-03", "档案法实施条例 第十九条 第二款")
def retention(*, retention_set: Fact, archive_office_agreed: Fact) -> Ruling:
    """Each organ fixes what it keeps and for how long, with the consent of the archive office of its level. There is no
    default: without it a file gets no end."""
    facts = {"retention": retention_set, "archive_office_agreed": archive_office_agreed}
    return all_of(facts, "ARC-03", refused="archives.no_retention", granted="archives.retention")


@rule("ARC-04", "档案法 第三十七条", "档案法实施条例 第三十九条", "浙江省保障最多跑一次改革规定 第十五条 第三款")
def electronic(*, origin_known: Fact, system_safe: Fact, traceable: Fact, metadata_complete: Fact) -> Ruling:
    """An electronic file counts like paper when maker, act and time are certain, systems are safe, every handling can be traced
    and the metadata are as prescribed."""
    facts = {"origin_known": origin_known, "system_safe": system_safe, "traceable": traceable, "metadata_complete": metadata_complete}
    return all_of(facts, "ARC-04", refused="archives.not_reliable", granted="archives.reliable")


@rule("ARC-05", "档案法实施条例 第三十八条 第二款", "国务院关于在线政务服务的若干规定 第十二条")
def online(born_electronic: bool, handed_over_electronic: Fact) -> Ruling:
    """What was born electronic is filed and handed over electronically, through a working connection to the archive system."""
    if not born_electronic:
        return ruling(Outcome.ALLOW, "ARC-05", because="archives.on_paper")
    facts = {"handed_over_electronic": handed_over_electronic}
    return all_of(facts, "ARC-05", refused="archives.not_online", granted="archives.online", otherwise=Outcome.WARN)


@rule("ARC-07", "档案法 第二十一条", "档案法实施条例 第二十四条")
def untouched(*, altered: Fact, forged: Fact, destroyed_unappraised: Fact) -> Ruling:
    """Nothing in a file is altered, damaged, forged or destroyed by one's own decision; what is past its period is appraised first."""
    facts = {"altered": altered, "forged": forged, "destroyed_unappraised": destroyed_unappraised}
    return none_of(facts, "ARC-07", refused="archives.tampered", granted="archives.untouched")
