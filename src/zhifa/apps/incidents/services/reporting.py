"""Intake: the same report twice is one incident, a wrong report names each wrong field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.incidents.services import creating
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor, Role

LONGEST_TEXT = 4000
CLOCK_SKEW = timedelta(minutes=5)
OLDEST = timedelta(days=366)
SOURCES = ("12345", "110", "grid", "digital_city", "citizen", "patrol", "department", "township", "remote_sensing", "desk_call", "other")
PHONE = re.compile(r"^[0-9+\-() ]{5,32}$")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """`created` is False when this (source, external id) was known with the same content."""

    incident: Incident
    created: bool


class ConflictingReport(Invalid):
    """The source sent another content under a known external id."""


@registry.one_reading()
def report_incident(*, by: Actor, at: datetime, report: Report) -> Reported:
    """Take in one report, matched and ruled, at most once per (source, external id).

    Raises Denied, Invalid (field → messages), ConflictingReport.
    """
    permissions.check_report(by)
    report = cleaned(by, report, at, registry.snapshot())
    permissions.check_source(by, report.source)
    row = creating.checked(report)
    for _ in range(ATTEMPTS):
        # Written first and looked up only when the number is taken: nearly every report is new.
        try:
            with transaction.atomic():
                return Reported(creating.create(by, at, [row])[0], True)
        except IntegrityError:
            known = _known(by, report)
            if known:
                return same(known, row.digest)
    raise RuntimeError(f"no free incident number in {ATTEMPTS} attempts")


def _known(by: Actor, report: Report) -> Incident | None:
    if report.external_id is None:
        return None
    return Incident.objects.filter(tenant=by.tenant, source=report.source, external_id=report.external_id).first()


def same(known: Incident, digest: str) -> Reported:
    """The same content again; raises ConflictingReport."""
    if known.body_digest != digest:
        raise ConflictingReport({"external_id": [f"这个编号已登记为 {known.number}，但内容不同；更正请用更正接口"]})
    return Reported(known, False)


def cleaned(by: Actor, report: Report, at: datetime, known: registry.Snapshot) -> Report:
    """The report with spaces trimmed and the area found; raises Invalid with every wrong field at once."""
    wrong: dict[str, list[str]] = {}
    trimmed = (report.text.strip(), report.address.strip(), (report.external_id or "").strip() or None)
    if trimmed != (report.text, report.address, report.external_id):
        report = replace(report, text=trimmed[0], address=trimmed[1], external_id=trimmed[2])
    _check_words(report, wrong)
    _check_time(report, at, wrong)
    report = _placed(report, wrong, known)
    if by.has(Role.CONNECTOR) and report.external_id is None:
        wrong["external_id"] = ["来源系统必须给出它自己的编号，否则重复推送无法识别"]
    if wrong:
        raise Invalid(wrong)
    return report


def _check_words(report: Report, wrong: dict[str, list[str]]) -> None:
    if report.source not in SOURCES:
        wrong["source"] = [f"来源代码应为：{'、'.join(SOURCES)}"]
    if not report.text:
        wrong["text"] = ["请写明看到了什么"]
    elif len(report.text) > LONGEST_TEXT:
        wrong["text"] = [f"最多 {LONGEST_TEXT} 字，现有 {len(report.text)} 字"]
    for name, limit in (("address", 200), ("external_id", 64), ("reporter_name", 60)):
        value = getattr(report, name) or ""
        if len(value) > limit:
            wrong[name] = [f"最多 {limit} 字，现有 {len(value)} 字"]
        elif "\x00" in value:
            wrong[name] = ["含有不能保存的字符"]
    if "\x00" in report.text:
        wrong["text"] = ["含有不能保存的字符"]
    if report.reporter_phone and not PHONE.match(report.reporter_phone):
        wrong["reporter_phone"] = ["电话号码只能有数字、空格、+ 和 -"]


def _check_time(report: Report, at: datetime, wrong: dict[str, list[str]]) -> None:
    if report.reported_at.tzinfo is None:
        wrong["reported_at"] = ["时间必须带时区，例如 2026-07-01T08:30:00+08:00"]
    elif report.reported_at > at + CLOCK_SKEW:
        wrong["reported_at"] = ["时间在将来；请核对来源系统的时钟"]
    elif report.reported_at < at - OLDEST:
        wrong["reported_at"] = ["超过一年前的事请按线索登记并说明发现时间"]


def _placed(report: Report, wrong: dict[str, list[str]], known: registry.Snapshot) -> Report:
    if (report.lon is None) != (report.lat is None):
        wrong["lon"] = ["经度和纬度要么都给，要么都不给"]
        return report
    if report.lon is not None and report.lat is not None:
        if not (-180 <= report.lon <= 180 and -90 <= report.lat <= 90):
            wrong["lon"] = ["坐标超出范围：经度 -180–180，纬度 -90–90"]
            return report
        report = replace(report, lon=round(Decimal(report.lon), 6), lat=round(Decimal(report.lat), 6))
        if not report.area:
            around = [a for a in known.at(float(report.lon or 0), float(report.lat or 0)) if a.kind != "county"]
            return replace(report, area=around[0].code if around else "")
    if report.area and report.area not in known.areas:
        wrong["area"] = [f"没有代码为 {report.area} 的区域"]
    return report
