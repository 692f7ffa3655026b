"""Topic `evidence`: use of evidence."""

from __future__ import annotations

from zhifa.law import evidence
from zhifa.law.evidence import Device
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen


@ask(
    "evidence",
    "monitoring_device",
    rules=("EVD-04",),
    device_reviewed=True,
    device_marked=True,
    location_published=True,
    record_reviewed=True,
    basis_level="law",
)
def monitoring_device(f: Facts, law: Law) -> Answer:
    """May the record of an electronic monitoring device be evidence for a penalty?"""
    return Answer.of(evidence.monitoring_device(Device(**chosen(f, Device))), flags=("usable_as_evidence",))


@ask("evidence", "other_agency", "lawfully_obtained", "meets_requirements", rules=("EVD-09",))
def other_agency(f: Facts, law: Law) -> Answer:
    """May evidence of another agency be used?"""
    return Answer(evidence.other_agency(f["lawfully_obtained"], f["meets_requirements"]))


@ask("evidence", "public_video", "purpose_public_security", "authorised_by_law", rules=("EVD-11",))
def public_video(f: Facts, law: Law) -> Answer:
    """May public-security video be used as evidence for an ordinary penalty?"""
    found = evidence.public_video(f["purpose_public_security"], f["authorised_by_law"])
    return Answer.of(found, flags=("usable_as_evidence",))
