"""What holds across all acts: who only looks, administrators apart from the county's work, nothing without a certificate."""

from __future__ import annotations

import pytest

from tests.apps.office import who_may as office
from tests.apps.test_who_may import AGREED, CHECKS, passes
from zhifa.apps.accounts import permissions as accounts
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied

READERS_ONLY = {"act for the own account", "read accounts", "read the trail", "read imports", "read the docket of others",
                "open a document of another house", "see a party in clear", "read changes", "read cut-overs", "read assessments",
                "read posts and stationing", "read relations and appraisals", "read what the matcher learned", *office.READS}  # fmt: skip


def test_discipline_changes_nothing() -> None:
    assert not [key for key, agreed in AGREED.items() if "discipline" in agreed]
    assert {what for what, (check, _) in CHECKS.items() if passes(check, Role.DISCIPLINE)} <= READERS_ONLY


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_do_nothing_of_the_county_s_work_and_read_no_case(role: Role) -> None:
    assert not [key for key, agreed in AGREED.items() if role in agreed]
    for seen in (
        "open a document of another house",
        "see a party in clear",
        "read the docket of others",
        "read imports",
        "reveal a reporter",
    ):
        assert not passes(CHECKS[seen][0], role)


def test_the_three_administrations_share_nothing_but_helping_with_lost_phones() -> None:
    held = {
        role: {what for what, (check, _) in CHECKS.items() if passes(check, role)} - {"act for the own account", "read accounts"}
        for role in accounts.SEPARATED
    }
    assert held[Role.SYSTEM_ADMIN] & held[Role.SECURITY_ADMIN] == {"end sessions of others", "reset a second factor"}
    assert held[Role.AUDIT_ADMIN] == {"read the trail"}


@pytest.mark.parametrize("what", ["open a case", "sign a document", "adopt evidence", "register a party"])
def test_an_auxiliary_authors_nothing_whatever_else_they_hold(what: str) -> None:
    both = Actor("p", "某", "", frozenset({Role.AUXILIARY, Role.OFFICER}), organ="o", team="t", certificate="c", tenant="330127")
    with pytest.raises(Denied):
        CHECKS[what][0](both)


@pytest.mark.parametrize("what", ["open a case", "sign a document", "adopt evidence", "register a party"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL])
def test_without_a_certificate_of_the_day_nobody_does_these(what: str, role: Role) -> None:
    bare = Actor("p", "某", "", frozenset({role}), organ="o", team="t", tenant="330127")
    with pytest.raises(Denied):
        CHECKS[what][0](bare)
