"""The index of grants answers as a look through all of them does."""

from __future__ import annotations

from datetime import date

import pytest

from zhifa.apps.catalogue import queries
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.law.authority import Question, rule

pytestmark = pytest.mark.django_db
DAYS = (date(2021, 12, 31), date(2026, 9, 1))


def test_a_question_through_the_index_is_answered_as_over_all_grants_and_all_squads() -> None:
    known = snapshot()
    areas = [a for a in known.registry.areas if known.place(a) is not None]
    everyone = [c for area in known.registry.areas for c in known.registry.cover_of(area)]
    matters = sorted(known.matters.values(), key=lambda m: m.code)
    powers = sorted({g.power for g in known.stored})
    asked = 0
    for n, matter in enumerate(matters):
        for day in DAYS:
            place, power = known.place(areas[n % len(areas)]), powers[n % len(powers)]
            question = Question(power, matter.domain, matter.code, place, day, n % 5 == 0, n % 7 == 0)
            by_hand = rule(question, [known._named(g, day) for g in known.stored], everyone, known.unassigned)
            found = known.rule(question)
            assert (found.status, found.holder, found.acting_identity, found.team, found.commander, found.grant) == (
                by_hand.status,
                by_hand.holder,
                by_hand.acting_identity,
                by_hand.team,
                by_hand.commander,
                by_hand.grant,
            ), question
            bare = known.index.on(power, matter.code, matter.domain, place.area if place else "", day, question.county_level)
            assert (bare.status, bare.holder, bare.acting_identity, bare.team, bare.commander) == (
                found.status,
                found.holder,
                found.acting_identity,
                found.team,
                found.commander,
            ), question
            asked += 1
    assert asked == 2 * len(matters) > 400


def test_bare_answers_cost_two_queries_for_any_number(django_assert_num_queries: object) -> None:
    known = snapshot()
    asked = [queries.Asked(m, "penalty", "330127108", DAYS[1]) for m in known.matters]
    with django_assert_num_queries(2):  # type: ignore[operator]
        bare = queries.holders(asked)
    assert [(h.status, h.holder, h.acting_identity) for h in bare] == [
        (r.status, r.holder, r.acting_identity) for r in queries.authorities(asked)
    ]


@pytest.mark.parametrize(("matter", "area"), [("XX-999", "330127108"), ("UM-001", "330199")])
def test_bare_answers_know_no_unknown_matter_or_place(matter: str, area: str) -> None:
    with pytest.raises(LookupError):
        queries.holders([queries.Asked(matter, "penalty", area, DAYS[1])])
