"""What may be evidence for a penalty, and when it is enough (EVD-01…EVD-13, APP-17)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

NATIONAL = frozenset({"law", "administrative_regulation"})
KINDS = {
    "documentary": "书证",
    "physical": "物证",
    "audiovisual": "视听资料",
    "electronic": "电子数据",
    "testimony": "证人证言",
    "statement": "当事人的陈述",
    "expert": "鉴定意见",
    "inspection": "勘验笔录、现场笔录",
}
STAGES = ("opening", "investigation", "review", "decision", "service", "enforcement")


@dataclass(frozen=True, slots=True)
class Device:
    """An electronic monitoring device and one of its records. `basis_level`: level of the text that allows monitoring."""

    device_reviewed: bool = True
    device_marked: bool = True
    location_published: bool = True
    record_reviewed: bool = True
    basis_level: str = "law"


@rule("EVD-04", "行政处罚法 第四十一条 第一款", "浙江省综合行政执法条例 第二十三条")
@rule("EVD-05", "行政处罚法 第四十一条 第二款")
def monitoring_device(device: Device) -> Ruling:
    """Reviewed, marked, published and its record reviewed; a basis below administrative regulation is open and by default not
    enough (AMB-08). `values`: usable_as_evidence."""
    missing = (
        (device.device_reviewed, "evidence_rule.device_not_reviewed"),
        (device.device_marked, "evidence_rule.device_not_marked"),
        (device.location_published, "evidence_rule.location_not_published"),
        (device.record_reviewed, "evidence_rule.record_not_reviewed"),
    )
    for there, code in missing:
        if not there:
            return ruling(Outcome.BLOCK, "EVD-04", "EVD-05", because=code, values={"usable_as_evidence": False})
    if device.basis_level not in NATIONAL:
        unusable = {"usable_as_evidence": False}
        return ruling(Outcome.ESCALATE, "EVD-04", because="evidence_rule.basis_too_low", ambiguities=("AMB-08",), values=unusable)
    return ruling(Outcome.ALLOW, "EVD-04", "EVD-05", because="evidence_rule.device_in_order", values={"usable_as_evidence": True})


@rule("EVD-09", "浙江省综合行政执法条例 第十八条 第一款")
def other_agency(lawfully_obtained: bool, meets_requirements: bool) -> Ruling:
    """Evidence that another agency obtained lawfully and that meets the requirements may be used."""
    good = lawfully_obtained and meets_requirements
    return ruling(
        Outcome.ALLOW if good else Outcome.BLOCK, "EVD-09", because="evidence_rule.usable" if good else "evidence_rule.not_usable"
    )


@rule("EVD-11", "个人信息保护法 第二十六条", "公共安全视频图像信息系统管理条例 第二十条")
def public_video(purpose_public_security: bool, authorised_by_law: bool) -> Ruling:
    """Public-security video serves public security; for another purpose a law must give power and procedure, otherwise a person
    decides and by default it is not used (AMB-09). `values`: usable_as_evidence."""
    if authorised_by_law or purpose_public_security:
        return ruling(Outcome.ALLOW, "EVD-11", because="evidence_rule.video_usable", values={"usable_as_evidence": True})
    unusable = {"usable_as_evidence": False}
    return ruling(Outcome.ESCALATE, "EVD-11", because="evidence_rule.video_purpose", ambiguities=("AMB-09",), values=unusable)


@rule("EVD-01", "行政处罚法 第四十六条 第一款")
def of_kind(kind: str) -> Ruling:
    """Evidence is of one of the eight kinds that the law lists; there is no ninth."""
    if kind in KINDS:
        return ruling(Outcome.ALLOW, "EVD-01", because="evidence_rule.kind_listed")
    return ruling(Outcome.BLOCK, "EVD-01", because="evidence_rule.kind_unknown", missing=("kind",))


@rule("EVD-02", "行政处罚法 第四十六条 第二款", "行政处罚法 第四十六条 第三款", "最高人民法院关于适用行政诉讼法的解释 第四十三条")
def usable(*, verified: Fact, lawful_procedure: Fact, free_of_force: Fact) -> Ruling:
    """Evidence is verified before it proves anything. What was got in grave breach of procedure, against a prohibition at the cost of
    somebody's rights, or by inducement, fraud, threat or force proves nothing."""
    facts = {"verified": verified, "lawful_procedure": lawful_procedure, "free_of_force": free_of_force}
    return all_of(facts, "EVD-02", refused="evidence_rule.not_usable", granted="evidence_rule.usable")


@rule("EVD-03", "行政处罚法 第四十七条", "浙江省综合行政执法条例 第二十条")
def recorded(stages: Collection[str], done: Collection[str]) -> Ruling:
    """Every stage from opening to enforcement leaves words or pictures behind. `stages`: those the case went through, `done`: those
    recorded. A gap is a warning with a reason, for a record cannot be made afterwards."""
    facts = {f"record_of_{stage}": stage in done for stage in STAGES if stage in stages}
    return all_of(facts, "EVD-03", refused="evidence_rule.gaps", granted="evidence_rule.recorded", otherwise=Outcome.WARN)


@rule("EVD-06", "行政处罚法 第四十一条 第三款")
def tell_party(book: Book, reviewed_on: date) -> Ruling:
    """Whom a device recorded is told in time and can look, state and defend itself without detours. "In time" has no number: three
    working days after the record was reviewed by default. `values`: deadline."""
    end = reckon(book, "device_notice", reviewed_on, "EVD-06").due
    return ruling(Outcome.COMPUTE, "EVD-06", because=why("evidence_rule.tell_by", end=end), values={"deadline": end})


@rule("EVD-07", "行政处罚法 第五十六条")
def sample(*, voucher_issued: Fact, party_present_or_witness: Fact, sealed: Fact) -> Ruling:
    """Samples may be taken. The law asks for no form; voucher, a party or witness present, and a seal are the county's default,
    because an unsealed sample proves nothing in court."""
    facts = {"voucher_issued": voucher_issued, "party_present_or_witness": party_present_or_witness, "sealed": sealed}
    return all_of(facts, "EVD-07", refused="evidence_rule.sample_open", granted="evidence_rule.sample_sound")


@rule("EVD-10", "电子签名法 第五条", "电子签名法 第六条", "电子签名法 第八条")
def electronic_data(*, content_unchanged: Fact, origin_known: Fact, time_known: Fact, method_reliable: Fact) -> Ruling:
    """Electronic data stand for an original when their content is kept whole and unchanged, sender, receiver and time are known, and
    making, keeping and passing them on was reliable (here: hash, time, chain of acts)."""
    facts = {
        "content_unchanged": content_unchanged,
        "origin_known": origin_known,
        "time_known": time_known,
        "method_reliable": method_reliable,
    }
    return all_of(facts, "EVD-10", refused="evidence_rule.data_doubtful", granted="evidence_rule.data_sound")


@rule("EVD-12", "浙江省数字经济促进条例 第三十八条 第二款")
def sensor_record(*, fixed_as_evidence: Fact, reviewed: Fact) -> Ruling:
    """Records of sensors are evidence once they are gathered and fixed as evidence is, and reviewed and confirmed."""
    facts = {"fixed_as_evidence": fixed_as_evidence, "record_reviewed": reviewed}
    return all_of(facts, "EVD-12", refused="evidence_rule.record_not_reviewed", granted="evidence_rule.usable")


@rule("EVD-13", "个人信息保护法 第六条", "个人信息保护法 第三十四条", "个人信息保护法 第三十五条", "个人信息保护法 第三十六条")
def personal_data(*, within_powers: Fact, necessary: Fact, told_or_exempt: Fact, kept_in_country: Fact) -> Ruling:
    """An organ uses personal data within its powers and procedure, no more than the duty needs, tells the person unless a law frees it
    from telling, and keeps them in the country."""
    facts = {"within_powers": within_powers, "necessary": necessary, "told_or_exempt": told_or_exempt, "kept_in_country": kept_in_country}
    return all_of(facts, "EVD-13", refused="evidence_rule.personal_data", granted="evidence_rule.personal_data_lawful")


@rule("APP-17", "行政处罚法 第四十条", "行政处罚法 第五十七条 第一款 第三项")
def sufficient(elements: Collection[str], proven: Collection[str]) -> Ruling:
    """No penalty where the facts are unclear or unproven: every element of the provision has its evidence. A provision whose elements
    nobody listed is put to a person."""
    if not elements:
        return ruling(Outcome.ESCALATE, "APP-17", because="evidence_rule.elements_unknown", missing=("elements",))
    open_ = [element for element in elements if element not in proven]
    if open_:
        return ruling(Outcome.BLOCK, "APP-17", because="evidence_rule.unproven", elements="、".join(open_), missing=("evidence",))
    return ruling(Outcome.ALLOW, "APP-17", because="evidence_rule.proven")
