"""四、（二）管执一体: a department that keeps its powers files on the platform, and the centre sees how far it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.cases import play
from tests.apps.loop.world import AT, reported
from tests.county import who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.cases.services.ordinary import Suspicion
from zhifa.apps.dispatch import services as dispatch
from zhifa.law.actors import Actor
from zhifa.law.rulings import Refused

pytestmark = pytest.mark.django_db
FRAUD, WEIPING, OWN = "MI-002", "330127104", "unit-medical_insurance"


def filed(by: Actor) -> OrdinaryCase:
    """骗取医疗保障基金, proposed and filed by the department's own head."""
    party = play.citizen(kind="organization", name="演示定点药店", identifier_type="none", identifier="", representative="店主")
    said = Suspicion("日常检查发现", "定点药店串换药品，虚报费用。", play.AT)
    case = ordinary.propose_filing(by=by, at=play.AT, suspicion=said, party=party.pk, scene=Scene(FRAUD, WEIPING, "环镇路"))
    play.picture(case, by)  # type: ignore[arg-type]
    return case


def test_medical_insurance_files_a_fraud_on_the_platform_and_the_centre_sees_its_status() -> None:
    """R41 司法、财政、审计、统计、医保：管执一体"""
    case = filed(who("unit-medical-insurance"))
    ordinary.join_case(by=who("unit-medical-insurance-2"), at=play.minutes(5), case=case.pk)
    ordinary.approve_filing(by=who("head-medical-insurance"), at=play.minutes(9), case=case.pk, opinion="符合立案标准。")
    assert (case.organ, case.team, case.acting_identity) == ("medical_insurance", OWN, "淳安县医疗保障局")
    for user in ("duty-chief", "guidance", "leader"):
        line = next(c for c in queries.ordinary_cases(who(user)) if c.id == case.pk)
        assert (line.state, line.identity) == ("investigating", "淳安县医疗保障局")
    assert case.ref in logged_in("duty-chief").get(reverse("web:ordinary_cases")).content.decode()


def test_no_squad_handles_the_case_of_a_department_that_keeps_its_powers() -> None:
    """R41 司法、财政、审计、统计、医保：管执一体"""
    with pytest.raises(Refused):
        filed(who("weiping-officer-1"))
    case = filed(who("unit-medical-insurance"))
    with pytest.raises(Refused):
        ordinary.join_case(by=who("weiping-officer-1"), at=play.minutes(5), case=case.pk)
    row = reported("FUND", text="药店套取医保基金")
    _incident, sent = dispatch.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=[FRAUD])
    assert [d.team for d in sent] == [OWN]
