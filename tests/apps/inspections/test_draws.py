"""双随机: a draw is kept with everything that is needed to draw again; who was drawn goes, or it is said why not; all is published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.inspections.world import AT, DAY, MARKET, SQUAD, URBAN, approved, places, recorded, submitted
from tests.county import who
from zhifa.algorithms import random_draw
from zhifa.apps.documents import queries as documents
from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.models import Draw, Inspection
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db


def drawn(line: PlanLine | None = None, count: int = 2, user: str = MARKET, **more: str) -> Draw:
    row = line or approved(MARKET)
    return services.draw_at_random(by=who(user), at=AT, line=row.pk, count=count, planned_on=DAY, **more)


def test_a_draw_is_repeated_by_its_seed_and_its_visits_stand_on_the_calendar(county) -> None:
    made = drawn(words_said="八八六")
    assert made.seed.endswith("·八八六")
    again = random_draw.draw(made.seed, made.pool, 2, made.people)
    assert [{"place": d.place, "people": list(d.people)} for d in again] == made.drawn
    visits = Inspection.objects.filter(draw=made)
    assert {(str(v.premises_id), tuple(v.assigned)) for v in visits} == {(d["place"], tuple(d["people"])) for d in made.drawn}
    assert {v.state for v in visits} == {"approved"}
    shown = queries.draws(who(MARKET), made.line_id)
    assert (shown[0].repeats, shown[0].pool, len(shown[0].drawn)) == (True, len(places()), 2)
    assert [d.kind for d in documents.of_subjects(made.line_id)] == ["DOC-I01", "DOC-I08"]
    assert list(verify(Counts(), files=False)) == []


def test_a_result_that_was_changed_does_not_repeat(county) -> None:
    made = drawn(count=1)
    other = next(p for p in made.pool if p != made.drawn[0]["place"])
    Draw.objects.filter(pk=made.pk).update(drawn=[{"place": other, "people": made.drawn[0]["people"]}])
    assert not queries.draws(who(MARKET), made.line_id)[0].repeats
    assert list(verify(Counts(), files=False)), "the trail finds it too"


def test_what_was_drawn_once_is_not_drawn_again(county) -> None:
    line = approved(MARKET)
    first, second = drawn(line), drawn(line)
    assert not {d["place"] for d in first.drawn} & {d["place"] for d in second.drawn}
    for count in (0, len(places())):
        with pytest.raises(Blocked) as refused:
            drawn(line, count)
        assert refused.value.ruling.reasons[0].code == "draw.count"
    drawn(line, len(places()) - 4)
    with pytest.raises(Blocked) as refused:
        drawn(line, 1)
    assert refused.value.ruling.reasons[0].code == "draw.nothing_left"


@pytest.mark.parametrize("user", ["guidance", "discipline", "weiping-auxiliary-1", "head-market", "team-emergency-1"])
def test_only_the_organ_of_the_line_draws(county, user: str) -> None:
    line = approved(MARKET)
    with pytest.raises(Denied):
        drawn(line, user=user)


def test_a_line_that_is_not_approved_is_not_drawn_from(county) -> None:
    with pytest.raises(Blocked):
        drawn(submitted(MARKET))


def test_one_person_alone_cannot_be_drawn(county, monkeypatch) -> None:
    monkeypatch.setattr(registry, "certified", lambda ids, day: frozenset(list(ids)[:1]))
    with pytest.raises(Blocked) as refused:
        drawn()
    assert refused.value.ruling.reasons[0].code == "draw.too_few_people"


def test_who_was_drawn_goes_or_it_is_said_why_not(county) -> None:
    line = approved(SQUAD, some=places("330127104", "餐饮店"))
    services.draw_at_random(by=who(SQUAD), at=AT, line=line.pk, count=1, planned_on=DAY)
    row = Inspection.objects.get()
    people = [p for p in registry.people("squad-weiping") if p.username and not p.auxiliary]
    others = [p for p in people if p.id not in row.assigned]
    mine, partner = (next(p for p in people if p.id == i) for i in row.assigned)
    with pytest.raises(Blocked) as refused:
        services.arrive(by=who(mine.username), at=AT, visit=row.pk, officers=[others[0].id])
    assert refused.value.ruling.reasons[0].code == "draw.other_people"
    came = services.arrive(by=who(mine.username), at=AT, visit=row.pk, officers=[others[0].id], substitution="抽到的人请假")
    assert came.state == "on_site"
    assert partner.id not in came.officers


def test_everybody_reads_the_draw_and_the_results_without_names(county) -> None:
    made = drawn()
    row, finding = recorded()
    services.correct_on_spot(by=who("weiping-officer-1"), at=AT, finding=finding.pk, note="已搬回店内")
    services.close_visit(by=who("weiping-officer-1"), at=AT, visit=row.pk)
    told = queries.published_draws(made.tenant)
    assert (told[0].seed, told[0].repeats, told[0].count, told[0].drawn) == (made.seed, True, 2, ()), "nobody is warned beforehand"
    Inspection.objects.filter(draw=made).update(state="closed")
    told = queries.published_draws(made.tenant)
    assert [(d.people, d.place[:2]) for d in told[0].drawn] == [((), "某*")] * 2
    Inspection.objects.filter(draw=made).update(state="cancelled")
    result = queries.published_results(made.tenant, DAY)[0]
    assert (result.code, result.place[:2], result.found) == (row.code, "某*", (f"{finding.title}：当场改正",))
    assert finding.words not in repr(result)
    assert queries.published_results(made.tenant, DAY + timedelta(days=200)) == ()


def test_the_published_page_asks_a_fixed_number_of_questions(county) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            queries.published_draws(who(MARKET).tenant)
        return len(counted)

    line = approved(MARKET)
    drawn(line, 1)
    asked()  # what is kept per process is read once
    few = asked()
    drawn(line, 3)
    assert asked() == few <= 6


def test_the_head_signs_a_sheet_and_a_joint_line_has_its_scheme(county) -> None:
    from tests.apps.inspections.world import visit
    from zhifa.apps.planning import services as planning

    row = visit(URBAN, "routine")
    services.approve_visit(by=who("head-urban-management"), at=AT, visit=row.pk)
    assert [d.kind for d in documents.of_subjects(row.pk)] == ["DOC-I02"]
    joint = services.merge_lines(by=who(MARKET), at=AT, line=submitted(MARKET).pk, other=submitted(URBAN).pk)
    planning.agree_to_join(by=who(URBAN), at=AT, line=joint.pk)
    planning.approve_line(by=who("guidance"), at=AT, line=joint.pk)
    assert [d.kind for d in documents.of_subjects(joint.pk)] == ["DOC-I04"]
