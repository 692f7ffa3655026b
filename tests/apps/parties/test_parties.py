"""Parties: sound identifiers, masked data, a recorded look."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from zhifa.algorithms.identifiers import citizen_check, citizen_problem, credit_check, credit_problem
from zhifa.apps.parties import queries, services
from zhifa.apps.parties.models import Party
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied

SOUND = "11010519491231002X"  # the example of GB 11643-1999
CITIZEN = {"kind": "citizen", "name": "演示当事人甲", "identifier_type": "citizen_id", "identifier": SOUND, "phone": "13800000000"}


def actor(*roles: Role, **changes: str) -> Actor:
    values = {
        "person": "p1",
        "name": "执法队员甲",
        "post": "执法队员",
        "organ": "zhzf",
        "team": "qdh",
        "certificate": "1",
        "tenant": "330127",
    }
    return Actor(roles=frozenset(roles), **(values | changes))


OFFICER = actor(Role.OFFICER)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (SOUND, ""),
        ("110105194912310021", "check"),
        ("11010519491331002X", "birthday"),
        ("11010520991231002X", "birthday"),
        ("11010519491231", "form"),
        ("01010519491231002X", "form"),
        ("1101051949123100２X", "form"),
    ],
)
def test_identity_numbers_are_checked_by_form_birthday_and_check_character(number: str, problem: str) -> None:
    assert citizen_problem(number, date(2026, 9, 1)) == problem


def test_any_single_wrong_figure_of_an_identity_number_is_found() -> None:
    for i in range(17):
        for figure in "0123456789":
            changed = SOUND[:i] + figure + SOUND[i + 1 : 17]
            assert (citizen_check(changed) == SOUND[17]) is (changed == SOUND[:17])


def test_credit_codes_are_checked_by_form_and_check_character() -> None:
    code = "91330127MA2XXXXXX"
    code += credit_check(code)
    assert credit_problem(code) == ""
    assert credit_problem(code[:-1] + ("0" if code[-1] != "0" else "1")) == "check"
    assert credit_problem("91330127MAIXXXXXX0") == "form"
    assert credit_problem(code[:-1]) == "form"


@pytest.mark.django_db
def test_the_same_identifier_is_one_party(at: datetime) -> None:
    first = services.register_party(by=OFFICER, at=at, entries=CITIZEN)
    assert services.register_party(by=OFFICER, at=at, entries=CITIZEN | {"identifier": " 110105 19491231002x"}) == first
    with pytest.raises(Invalid) as wrong:
        services.register_party(by=OFFICER, at=at, entries=CITIZEN | {"name": "另一人"})
    assert list(wrong.value.errors) == ["name"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "ghost"}, "kind"),
        ({"name": " "}, "name"),
        ({"identifier": "110105194912310021"}, "identifier"),
        ({"identifier": ""}, "identifier"),
        ({"identifier_type": "none"}, "identifier"),
        ({"identifier_type": "x"}, "identifier_type"),
        ({"kind": "organization"}, "representative"),
    ],
)
def test_each_wrong_field_is_named(at: datetime, change: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        services.register_party(by=OFFICER, at=at, entries=CITIZEN | change)
    assert list(wrong.value.errors) == [field]
    assert not Party.objects.exists()


@pytest.mark.django_db
def test_rows_are_masked_and_the_trail_never_holds_the_data(at: datetime) -> None:
    made = services.register_party(by=OFFICER, at=at, entries=CITIZEN)
    shown = queries.masked(made.id)[made.id]
    assert SOUND not in repr(shown)
    assert "13800000000" not in repr(shown)
    assert shown.phone == "138****0000"
    clear = services.reveal(by=OFFICER, at=at, party_id=made.id, purpose="核对身份")
    assert (clear.identifier, clear.phone) == (SOUND, "13800000000")
    story = trail.story(made.id)
    assert [e.verb for e in story] == ["register", "reveal"]
    assert SOUND not in repr(story)
    assert "13800000000" not in repr(story)
    assert CITIZEN["name"] not in repr(story)


@pytest.mark.django_db
def test_a_look_needs_a_purpose(at: datetime) -> None:
    made = services.register_party(by=OFFICER, at=at, entries=CITIZEN)
    with pytest.raises(Blocked, match=r"party\.purpose_needed"):
        services.reveal(by=OFFICER, at=at, party_id=made.id, purpose=" ")


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_who_registers_and_who_sees_in_clear(at: datetime, role: Role) -> None:
    enforces = role in (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
    made = services.register_party(by=OFFICER, at=at, entries=CITIZEN)
    other = CITIZEN | {"identifier_type": "passport", "identifier": "E1"}
    if enforces:
        assert services.register_party(by=actor(role), at=at, entries=other)
    else:
        with pytest.raises(Denied):
            services.register_party(by=actor(role), at=at, entries=other)
    if enforces or role in (Role.LEGAL_REVIEWER, Role.DISCIPLINE):
        assert services.reveal(by=actor(role), at=at, party_id=made.id, purpose="办案").identifier == SOUND
    else:
        with pytest.raises(Denied):
            services.reveal(by=actor(role), at=at, party_id=made.id, purpose="办案")
    if enforces:
        with pytest.raises(Denied):
            services.reveal(by=actor(role, organ="other"), at=at, party_id=made.id, purpose="办案")
