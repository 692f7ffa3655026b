"""What may be evidence for a penalty (EVD-04, 05, 09, 11)."""

from __future__ import annotations

from dataclasses import dataclass

from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

NATIONAL = frozenset({"law", "administrative_regulation"})


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
