"""An ordinary case from the lead to the bound file, and what the law refuses on the way."""

from __future__ import annotations

import pytest

from tests.apps.cases.ordinary import play
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.documents import queries as documents

pytestmark = pytest.mark.django_db


def test_from_a_lead_to_the_bound_file(county) -> None:
    case = play.played("archived")
    assert case.state == "archived"
    kinds = [d.kind for d in documents.of_subjects(case.pk)]
    assert kinds == [
        "DOC-G01", "DOC-G04", "DOC-G03", "DOC-G14", "DOC-R01", "DOC-N01", "DOC-S01", "DOC-D01", "DOC-S01", "DOC-E09", "DOC-A01",
    ]  # fmt: skip
    assert OrdinaryCase.objects.get(pk=case.pk).ended_at


def test_a_hearing_asked_for_in_time(county) -> None:
    case = play.hearing_case("hearing_held")
    assert case.state == "hearing_held"
