"""What the house counts itself: incidents of a full year, shares of what was settled, decisions that did not stand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play
from tests.apps.empowerment.test_townships import TENANT, grant, incident, known_for_a_year
from tests.apps.empowerment.world import AT, PINGMEN, opened
from tests.county import who
from zhifa.apps.appraisal.models import Score
from zhifa.apps.cases import services as cases
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.empowerment import queries, services
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.empowerment.queries import IndicatorRow
from zhifa.apps.incidents.models import Incident, IncidentMatter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
LATER = AT + timedelta(days=1)


def counted(area: str) -> dict[str, IndicatorRow]:
    row = queries.assessment(who("guidance"), opened(area, LATER).code)
    return {i.code: i for a in queries.sheet(row, LATER.date()).aspects for i in a.indicators}


def test_incidents_of_a_full_year_are_counted_merged_ones_once_and_complaints_apart() -> None:
    known_for_a_year()
    for n in range(4):
        incident(PINGMEN, AT - timedelta(days=n + 1), "UM-001")
    first, second, third, _fourth = Incident.objects.filter(area=PINGMEN, received_at__gt=AT - timedelta(days=9)).order_by("pk")
    Incident.objects.filter(pk=second.pk).update(merged_into=first.pk, state="merged")
    Incident.objects.filter(pk=third.pk).update(source="grid")
    found = counted(PINGMEN)
    assert (found["incidents"].value, found["incidents"].origin, found["incidents"].counted) == (3, "live", 3)
    assert found["complaints"].value == 2


def test_shares_are_of_what_was_settled_and_open_their_dispatches() -> None:
    for n, value in enumerate((True, True, False)):
        incident(PINGMEN, AT - timedelta(days=n + 1), "UM-001")
        matter = IncidentMatter.objects.latest("pk")
        sent = Dispatch.objects.create(tenant=TENANT, incident_matter=matter, incident=matter.incident, area=PINGMEN, state="verified")
        Score.objects.create(
            tenant=TENANT, dispatch=sent, indicator="response", definition=1, team="squad-linqi", state="final", value=value, computed_at=AT
        )
    found = counted(PINGMEN)["response"]
    assert (found.value, found.counted, found.note.values) == (Decimal("66.7"), 3, {"yes": "2", "all": "3"})
    row = queries.assessments(who("guidance"))[0]
    assert [line.incident for line in queries.evidence_of(row, "response")] == sorted(
        i.number for i in Incident.objects.filter(area=PINGMEN)
    )


def test_decisions_that_did_not_stand_lower_the_quality_and_put_the_matter_on_the_list() -> None:
    nameless = {"identifier_type": "none", "identifier": ""}
    decided = [play.played("decided", party=play.citizen(name=f"演示当事人{n}", **nameless)) for n in "甲乙丙"]
    cases.withdraw_decision(by=play.leader(), at=play.minutes(9), case=decided[0].pk, reason="地点写错")
    found = counted(play.WEIPING)["quality"]
    assert (found.value, found.note.values) == (Decimal("66.7"), {"yes": "2", "all": "3"})
    grant(play.WEIPING, play.LITTER)
    services.propose_withdrawals(tenant=TENANT, at=LATER)
    row = Withdrawal.objects.get(area=play.WEIPING)
    assert (row.ground, row.decided, row.undone) == ("low_quality", 3, 1)
