from __future__ import annotations

from datetime import date

import pytest

from zhifa.apps.registry.models import Certificate, Organ, Person, Team
from zhifa.law.actors import Actor, Role

SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant="330127")


@pytest.fixture
def people(empty: None) -> dict[str, Person]:
    """A dispatcher, an officer with a certificate for 2026, an auxiliary with one that counts for nothing."""
    bureau = Organ.objects.create(code="zhzf", name="县综合行政执法局", kind="county_enforcement_bureau", layer="chunan")
    squad = Team.objects.create(code="weiping", name="威坪中队", kind="squad", organ=bureau, layer="chunan")
    rows = [
        Person(code="d1", name="值班调度员甲", post="值班调度员", organ=bureau, roles=["dispatcher"], username="diaodu", layer="demo"),
        Person(
            code="o1",
            name="威坪中队执法队员甲",
            post="执法队员",
            organ=bureau,
            team=squad,
            roles=["officer"],
            username="weiping-1",
            layer="demo",
        ),
        Person(
            code="x1", name="协辅人员", post="协辅人员", organ=bureau, team=squad, roles=["auxiliary"], username="weiping-3", layer="demo"
        ),
        Person(code="n1", name="无账号", post="执法队员", organ=bureau, roles=["officer"], layer="demo"),
    ]
    rows[2].auxiliary = True
    Person.objects.bulk_create(rows)
    for row in rows[1:3]:
        Certificate.objects.create(number=f"33-{row.code}", person=row, since=date(2026, 1, 1), until=date(2026, 12, 31), layer="demo")
    return {p.code: p for p in rows}
