"""Changes of the catalogue in any state, made through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.county import DAY, SHANGHAI, who
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.models import Change
from zhifa.apps.adjustments.services import Item, Request
from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.catalogue_change_guards import Document

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
EFFECT = date(2026, 10, 1)
ON_THE_DAY = datetime(2026, 10, 1, 0, 5, tzinfo=SHANGHAI)
COUNTY_DOC = Document("county", "淳安县人民政府", "淳政发〔2026〕9号", DAY)
PROVINCE_DOC = Document("province", "浙江省人民政府", "浙政函〔2026〕3号", DAY - timedelta(days=30))
BUREAU_DOC = Document("bureau", "淳安县综合行政执法局", "淳综执〔2026〕5号", DAY)
POWERS = ["penalty", "investigation", "coercion"]


def back_to(matter: str, organ: str = "housing_construction") -> Item:
    """The powers over a matter go back to the department that had them."""
    after = {"matter": matter, "powers": POWERS, "holder": organ, "holder_kind": "original_department"}
    return Item("new_grant", matter, after)


def moved(team: str = "squad-fenkou") -> Item:
    """梓桐镇 is served by another squad."""
    return Item("coverage", "330127107", {"team": team})


def request(*items: Item, effective_on: date | None = EFFECT, ground: str = "evaluation") -> Request:
    """A request with these items."""
    return Request("调整部分执法事项", ground, "按年度评估结果，专业性强、基层难以承接的事项退回", effective_on, items)


def drafted(*items: Item, effective_on: date | None = EFFECT, ground: str = "evaluation", user: str = "guidance") -> Change:
    """起草中."""
    return services.draft_change(by=who(user), at=AT, request=request(*items, effective_on=effective_on, ground=ground))


def submitted(*items: Item, effective_on: date | None = EFFECT) -> Change:
    """待三高评分."""
    return services.submit_change(by=who("guidance"), at=AT, change=drafted(*items, effective_on=effective_on).pk)


def scored(*items: Item, effective_on: date | None = EFFECT) -> Change:
    """待合法性审核."""
    return services.score_change(by=who("guidance"), at=AT, change=submitted(*items, effective_on=effective_on).pk)


def assessed(area: str) -> Assessment:
    """The township passed this year's assessment."""
    words = {"code": f"PG-{area}", "area": area, "area_name": area, "year": 2026, "since": DAY, "until": DAY, "opened_by_name": "甲"}
    ended = {"state": "concluded", "conclusion": "pass", "concluded_at": AT, "valid_until": date(2027, 8, 31)}
    return save(Assessment(**words, **ended))


def checked(*items: Item, effective_on: date | None = EFFECT) -> Change:
    """待批准."""
    row = scored(*items, effective_on=effective_on)
    for item in items:
        if item.kind == "empower":
            assessed(item.subject.removeprefix("gov-"))
    return services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="依据和程序符合条例七至十条")


def approved(*items: Item, effective_on: date | None = EFFECT) -> Change:
    """待公布."""
    documents = (COUNTY_DOC, PROVINCE_DOC, BUREAU_DOC)
    return services.approve_change(
        by=who("leader"), at=AT, change=checked(*items, effective_on=effective_on).pk, documents=documents, reason="群众反映集中"
    )


def published(*items: Item, effective_on: date | None = EFFECT) -> Change:
    """已公布待生效."""
    row = approved(*items, effective_on=effective_on)
    return services.publish_change(by=who("guidance"), at=AT, change=row.pk, channel="县政府门户网站")


def in_effect(*items: Item, effective_on: date | None = EFFECT, at: datetime = ON_THE_DAY) -> Change:
    """已生效."""
    row = published(*items, effective_on=effective_on)
    return services.take_effect(by=who("guidance"), at=at, change=row.pk)


def played(change: Change) -> Change:
    """A draft: score, legal check, approval, publication, effect."""
    office = who("guidance")
    services.submit_change(by=office, at=AT, change=change.pk)
    services.score_change(by=office, at=AT, change=change.pk)
    services.check_legality(by=who("legal"), at=AT, change=change.pk, opinion="依据现行有效")
    documents = (COUNTY_DOC, PROVINCE_DOC, BUREAU_DOC)
    services.approve_change(by=who("leader"), at=AT, change=change.pk, documents=documents, reason="按新版")
    services.publish_change(by=office, at=AT, change=change.pk, channel="网站")
    return services.take_effect(by=office, at=ON_THE_DAY, change=change.pk)


def alone(user: str, role: Role) -> Actor:
    """This person with one duty only."""
    return replace(who(user), roles=frozenset({role}))
