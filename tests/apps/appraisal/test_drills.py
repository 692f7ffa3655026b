"""Drill orders are sent, answered inside their limit or not, and called off; directives outside of the platform are found by looking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import county
from zhifa.apps.appraisal import services
from zhifa.apps.appraisal.models import DrillCall
from zhifa.apps.appraisal.queries import drills as queries
from zhifa.apps.appraisal.queries import reform
from zhifa.apps.appraisal.services.drills import Look
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.law.procedure.drill import DRILL_CALL
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 3, 10, tzinfo=county.SHANGHAI)


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    county.load()


def who(name: str) -> Any:
    return county.who(name)


def send(*teams: str, at: datetime = AT) -> Any:
    return services.send_drill(by=who("duty-chief"), at=at, title="夜间应急演练", words="收到请应答，报在岗人数", teams=teams)


def answer(name: str, minutes: float, words: str = "") -> DrillCall:
    at = AT + timedelta(minutes=minutes)
    return services.answer_drill(by=who(name), at=at, call=queries.waiting(who(name), at)[0].id, words=words)


def figure(code: str = "X6.drills") -> Any:
    return reform.figure(who("leader"), code, AT.date()).figure


def test_an_order_goes_to_all_squads_and_professional_teams_with_the_countys_limit() -> None:
    row = send()
    assert (row.minutes, row.calls.count()) == (15, 15)
    assert {c.due_at for c in row.calls.all()} == {AT + timedelta(minutes=15)}
    assert trail.story(row.pk)[0].facts["basis"] == "loop.minutes.drill"
    assert figure().numerator == 0


def test_an_answer_inside_the_limit_passes_and_one_minute_later_does_not() -> None:
    send("squad-weiping", "team-market")
    assert answer("weiping-officer-1", 15, words="在岗四人").words == "在岗四人"
    answer("team-market-1", 15.5)
    rows = {c.team: c for c in queries.drills(who("guidance"), AT)[0].calls}
    assert (rows["squad-weiping"].in_time, rows["team-market"].in_time, rows["team-market"].minutes) == (True, False, 16)
    assert figure().numerator is None, "teams without any drill leave it unsaid"
    why = {x.subject: x.reason.code for x in figure().lines}
    assert (why["squad-weiping"], why["team-market"]) == ("reform.drill.in_time", "reform.drill.late")


def test_a_drill_that_is_called_off_counts_for_nobody_who_did_not_answer() -> None:
    row = send("squad-weiping", "team-market")
    answer("weiping-leader", 2)
    services.call_off_drill(by=who("duty-chief"), at=AT, drill=row.pk, reason="真实险情")
    why = {x.subject: x.reason.code for x in figure().lines}
    assert (why["squad-weiping"], why["team-market"]) == ("reform.drill.in_time", "reform.no_drill")
    with pytest.raises(Invalid):
        services.call_off_drill(by=who("duty-chief"), at=AT, drill=row.pk, reason="再次")
    with pytest.raises(Blocked):
        services.answer_drill(by=who("team-market-1"), at=AT, call=row.calls.get(team="team-market").pk)


def test_a_directive_outside_of_the_platform_is_found_by_looking() -> None:
    assert figure("X6.orders").numerator is None
    day = AT.date()
    look = Look("squad-weiping", day - timedelta(days=30), day, 20, 2, "两次电话派单，没有在平台登记")
    services.record_order_sample(by=who("guidance"), at=AT, look=look)
    found = figure("X6.orders")
    assert (found.numerator, found.denominator, found.missing[0].values["count"]) == (18, 20, "19")
    assert queries.samples(who("discipline"))[0].outside == 2


@pytest.mark.parametrize(
    ("field", "change"),
    [("team", {"team": "x"}), ("looked_at", {"looked_at": 0}), ("outside", {"outside": 21}), ("words", {"words": ""}),
     ("until", {"until": AT.date() + timedelta(days=1)})],
)  # fmt: skip
def test_a_look_that_cannot_be_is_named_at_its_field(field: str, change: dict[str, Any]) -> None:
    given = {"team": "squad-weiping", "since": AT.date(), "until": AT.date(), "looked_at": 20, "outside": 1, "words": "电话", **change}
    with pytest.raises(Invalid) as wrong:
        services.record_order_sample(by=who("guidance"), at=AT, look=Look(**given))
    assert field in wrong.value.errors


def test_whoever_may_not_is_denied_by_role_and_team() -> None:
    for name in ("weiping-leader", "leader", "dispatcher-1", "legal", "discipline", "weiping-auxiliary-1"):
        with pytest.raises(Denied):
            services.send_drill(by=who(name), at=AT, title="x", words="x")
    with pytest.raises(Invalid):
        send("unit-audit")
    row = send("squad-weiping")
    call = row.calls.get()
    for name in ("fenkou-officer-1", "weiping-auxiliary-1", "duty-chief", "leader"):
        with pytest.raises(Denied):
            services.answer_drill(by=who(name), at=AT, call=call.pk)
    for name in ("weiping-leader", "dispatcher-1", "leader"):
        with pytest.raises(Denied):
            services.call_off_drill(by=who(name), at=AT, drill=row.pk, reason="x")
    for name in ("duty-chief", "discipline", "weiping-leader"):
        with pytest.raises(Denied):
            services.record_order_sample(by=who(name), at=AT, look=Look("squad-weiping", AT.date(), AT.date(), 1, 0))
    with pytest.raises(Denied):
        queries.drills(who("regulator-education"), AT)
    assert queries.drills(who("fenkou-officer-1"), AT) == ()
    assert queries.call(who("fenkou-officer-1"), call.pk, AT) is None


def test_every_row_of_the_table_leads_to_an_end() -> None:
    assert {r.target for r in DRILL_CALL.rows} == DRILL_CALL.final
    assert {"called", *DRILL_CALL.final} == set(DRILL_CALL.states)


def test_drills_cost_two_queries_however_many_there_are() -> None:
    send()
    send(at=AT + timedelta(days=1))
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.drills(who("guidance"), AT)) == 2
    assert len(asked) <= 3
