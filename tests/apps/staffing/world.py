"""Posts and people for the tests of the app and of its doors."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.county import SHANGHAI, who
from zhifa.apps.staffing import services
from zhifa.apps.staffing.models import Appraisal, Transfer
from zhifa.law.staffing import Approved, Move

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
EFFECT = date(2026, 10, 1)
DOCUMENT = Approved("县机构编制主管部门", "演示编〔2026〕3号", date(2026, 8, 20))
WATER, RELIGION, CIVIL, JIANGJIA = "lake_water", "ethnic_religious", "civil_affairs", "gov-330127106"


def proposed(organ: str = WATER, count: int = 13, reason: str = "") -> Transfer:
    return services.propose_transfer(by=who("guidance"), at=AT, organ=organ, count=count, reason=reason)


def approved(organ: str = WATER, count: int = 13, effective_on: date = EFFECT, document: Approved = DOCUMENT) -> Transfer:
    row = proposed(organ, count)
    return services.approve_transfer(by=who("leader"), at=AT, transfer=row.pk, document=document, effective_on=effective_on)


def moved(**changes: Any) -> Move:
    """Two posts from the lake bureau to the enforcement bureau."""
    given = {
        "kind": "managed",
        "source": WATER,
        "destination": "enforcement_bureau",
        "count": 2,
        "effective_on": EFFECT,
        "approved": DOCUMENT,
    }
    return Move(**(given | changes))


def appraised(local: str = "", bureau: str = "", year: int = 2026) -> Appraisal:
    """Of an officer of the squad of Jiangjia, with the scores that are given."""
    services.open_appraisals(by=who("guidance"), at=AT, year=year)
    row = Appraisal.objects.get(person=who("jiangjia-officer-1").person, year=year)
    if local:
        services.sign_local(by=who("commander-jiangjia"), at=AT, appraisal=row.pk, score=Decimal(local))
    if bureau:
        services.sign_bureau(by=who("bureau-head-1"), at=AT, appraisal=row.pk, score=Decimal(bureau))
    return Appraisal.objects.get(pk=row.pk)
