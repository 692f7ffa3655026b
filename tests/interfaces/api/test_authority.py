"""Who could enforce what where on a day, over HTTP."""

from __future__ import annotations

from datetime import date

import pytest

from tests import county
from tests.interfaces.api.conftest import Source
from tests.interfaces.api.people import Enter
from tests.interfaces.api.test_incidents import problem
from zhifa.apps.catalogue import services

FENKOU = "330127108"


def asked(**more: str) -> str:
    values = {"matter": "UM-001", "area": FENKOU, "day": "2021-12-01", **more}
    return "/authority?" + "&".join(f"{key}={value}" for key, value in values.items())


def test_the_answer_names_holder_identity_and_who_else_was_weighed(source: Source) -> None:
    answer = source.send("GET", asked())
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert (said["status"], said["holder"], said["acting_identity"], said["since"]) == (
        "held",
        "enforcement_bureau",
        "淳安县综合行政执法局",
        None,
    )
    assert [c["name"] for c in said["considered"] if not c["taken"]] == ["汾口镇人民政府"]
    assert [(s["since"], s["until"], s["current"]) for s in said["stretches"]] == [(None, "2022-09-01", True), ("2022-09-01", None, False)]


def test_a_day_is_answered_as_it_was_known_then(source: Source) -> None:
    terms = services.Terms(date(2022, 9, 1), date(2026, 1, 1), date(2022, 8, 15))
    code = f"gov-{FENKOU}:penalty:UM-001"
    services.revise_grant(by=county.KEEPER, at=county.LOADED_AT, code=code, version=1, terms=terms, ground="收回（演示）")
    now = source.send("GET", asked(day="2026-09-01")).json()
    then = source.send("GET", asked(day="2026-09-01", known_at="2026-01-01T09:00:00Z")).json()
    assert (now["holder"], then["holder"]) == ("enforcement_bureau", f"gov-{FENKOU}")


@pytest.mark.parametrize("wrong", [{"matter": "XX-999"}, {"area": "nowhere"}])
def test_an_unknown_matter_or_area_is_not_found(source: Source, wrong: dict[str, str]) -> None:
    problem(source.send("GET", asked(**wrong)), 404)


@pytest.mark.parametrize("wrong", [{"power": "reign"}, {"day": "1.12.2021"}, {"day": "1638316800"}, {"known_at": "2026-01-01T09:00:00"}])
def test_what_cannot_be_read_is_a_problem(source: Source, wrong: dict[str, str]) -> None:
    assert problem(source.send("GET", asked(**wrong)), 422)["errors"]


def test_the_question_needs_a_token(source: Source) -> None:
    source.token = "x"
    problem(source.send("GET", asked()), 401)


def test_anybody_signed_in_may_ask(enter: Enter) -> None:
    assert enter("weiping-auxiliary-1").send("GET", asked()).status_code == 200
