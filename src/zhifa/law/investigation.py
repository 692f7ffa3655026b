"""From the clue to the record: filing, inspection, certificates, help of others (GEN, INS-01/04/06, OFF-02, JUR-09/14/16/17)."""

from __future__ import annotations

from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

STATUTE_OR_REGULATION = frozenset({"law", "administrative_regulation", "local_regulation"})


@rule("GEN-01", "行政处罚法 第五十四条", "行政处罚法 第七十六条 第二款")
def filing_due(book: Book, clue_on: date, extended: bool) -> Ruling:
    """What meets the standard is filed "in time". The law names no days: fifteen working days to verify a clue, fifteen more with
    approval, are the county's default; later is a warning to be reported, not a bar. `values`: deadline."""
    key = "clue_verification_extended" if extended else "clue_verification"
    end = reckon(book, key, clue_on, "GEN-01").due
    return ruling(Outcome.COMPUTE, "GEN-01", because=why("investigation.file_by", end=end), values={"deadline": end})


@rule("GEN-02", "行政处罚法 第五十四条 第一款")
def inspection_basis(basis_level: str) -> Ruling:
    """Inspections rest on a law or a regulation, the province's included; a rule alone gives no power to inspect."""
    if basis_level in STATUTE_OR_REGULATION:
        return ruling(Outcome.ALLOW, "GEN-02", because="investigation.may_inspect")
    return ruling(Outcome.BLOCK, "GEN-02", because="investigation.no_inspection_basis")


@rule("GEN-03", "行政处罚法 第五十五条 第二款")
def record(*, record_made: Fact, signed: Fact, refusal_noted: Fact) -> Ruling:
    """Every interview and inspection has its written record, signed by who was heard or inspected, or with a note that and why the
    signature was refused."""
    return all_of(
        {"record_made": record_made, "signature_or_note": True if signed or refusal_noted else signed},
        "GEN-03",
        refused="investigation.record_missing",
        granted="investigation.recorded",
    )


@rule("OFF-02", "行政处罚法 第五十五条 第一款", "行政处罚法 第五十二条 第一款", "行政强制法 第十八条 第三项")
def certificates(shown: Fact, numbers_recorded: Fact) -> Ruling:
    """Officers show their certificates unasked, in the summary procedure too; whoever is shown none may refuse. The record names
    the numbers, because what is not recorded cannot be proven."""
    return all_of(
        {"certificates_shown": shown, "certificate_numbers_recorded": numbers_recorded},
        "OFF-02",
        refused="investigation.certificates_missing",
        granted="investigation.certificates_shown",
    )


@rule("INS-01", "浙江省综合行政执法条例 第二十一条", "优化营商环境条例 第五十四条", "浙江省保障最多跑一次改革规定 第三十二条")
def random_selection(*, exempt_field: bool, object_random: Fact, inspectors_random: Fact, result_published: Fact) -> Ruling:
    """Routine inspections draw objects and inspectors at random and publish what was found; special trades and key fields are
    exempt. Which fields these are the county's plan says; by default a field is not exempt."""
    if exempt_field:
        return ruling(Outcome.ALLOW, "INS-01", because="investigation.exempt_field")
    return all_of(
        {"object_random": object_random, "inspectors_random": inspectors_random, "result_published": result_published},
        "INS-01",
        refused="investigation.not_random",
        granted="investigation.random",
    )


@rule("INS-04", "浙江省保障最多跑一次改革规定 第三十六条 第二款", "行政许可法 第六十一条 第二款")
def inspection_file(*, result_recorded: Fact, inspectors_signed: Fact, archived: Fact) -> Ruling:
    """What was inspected and how it was dealt with is written down, signed by the inspectors and filed."""
    return all_of(
        {"result_recorded": result_recorded, "inspectors_signed": inspectors_signed, "archived": archived},
        "INS-04",
        refused="investigation.file_incomplete",
        granted="investigation.file_complete",
    )


@rule("INS-06", "优化营商环境条例 第十四条 第二款", "优化营商环境条例 第五十九条")
def campaign(*, general_stop: bool, grave_danger: Fact, approved: Fact) -> Ruling:
    """A campaign never stops a whole trade or area, except for life, a grave accident or a state event and with the approval of the
    body that may give it."""
    if not general_stop:
        return ruling(Outcome.ALLOW, "INS-06", because="investigation.no_general_stop")
    return all_of(
        {"grave_danger": grave_danger, "approved": approved},
        "INS-06",
        refused="investigation.general_stop",
        granted="investigation.general_stop_approved",
    )


@rule("JUR-09", "行政处罚法 第二十六条", "浙江省综合行政执法条例 第三十六条")
def assistance(book: Book, asked_on: date, within_duties: bool) -> Ruling:
    """Another organ helps when it is asked and the help is among its duties. The law names no days for the answer: seven working
    days are the county's default, after which the guidance body is told. `values`: deadline."""
    if not within_duties:
        return ruling(Outcome.BLOCK, "JUR-09", because="investigation.not_their_duty")
    end = reckon(book, "assistance", asked_on, "JUR-09").due
    return ruling(Outcome.COMPUTE, "JUR-09", because=why("investigation.answer_by", end=end), values={"deadline": end})


@rule("JUR-14", "浙江省综合行政执法条例 第十八条 第二款")
def hand_over_clue(book: Book, seen_on: date, own_duty: bool) -> Ruling:
    """What is not one's own duty is fixed by picture and sound and handed over "in time": by default the next working day.
    `values`: deadline."""
    if own_duty:
        return ruling(Outcome.ALLOW, "JUR-14", because="investigation.own_duty")
    end = reckon(book, "clue_hand_over", seen_on, "JUR-14").due
    return ruling(Outcome.COMPUTE, "JUR-14", because=why("investigation.hand_over_by", end=end), values={"deadline": end})


@rule("JUR-16", "浙江省保障最多跑一次改革规定 第三十三条", "浙江省综合行政执法条例 第十六条")
@rule("JUR-17", "行政许可法 第六十四条")
def tell_licensing_organ(*, licensed_act: bool, licensing_organ_is_own: bool, licensing_organ_elsewhere: bool) -> Ruling:
    """Where licence and supervision are apart, the licensing organ is told of inspections and penalties; a licensing organ of another
    place also gets facts and outcome of an unlawful act under its licence. `values`: tell."""
    tell = licensed_act and not licensing_organ_is_own
    rule_id = "JUR-17" if licensing_organ_elsewhere else "JUR-16"
    code = "investigation.tell_licensing_organ" if tell else "investigation.nobody_to_tell"
    return ruling(Outcome.COMPUTE, rule_id, because=code, values={"tell": tell})
