from __future__ import annotations

import pytest

from zhifa.apps.registry.models import Area, Organ
from zhifa.apps.trail.tally import Tally, counted

pytestmark = pytest.mark.django_db


def test_numbers_of_several_tables_cost_one_query_and_keep_their_order(organ: Organ, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    Area.objects.create(code="a", name="甲", kind="township")
    Area.objects.create(code="b", name="乙", kind="platform")
    wanted: list[Tally | int] = [
        7,
        Tally(Area.objects.order_by("name")),
        Tally(Organ.objects.filter(code=organ.code)),
        Tally(Area.objects.none()),
        Tally(Area.objects.filter(kind="platform") | Area.objects.filter(name="乙' OR 1=1 --")),
        Tally(Organ.objects.filter(pk__in=())),
    ]
    with django_assert_num_queries(1):
        assert counted(wanted) == [7, 2, 1, 0, 1, 0]


def test_what_needs_no_counting_asks_nothing(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert counted([3, Tally(Area.objects.none())]) == [3, 0]
