"""Every cell state × act × role of the table, through the real services: allowed exactly where the table has a row for the role, and a
refusal leaves nothing behind."""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest

from tests.apps.adjustments.world import AT, BUREAU_DOC, EFFECT, ON_THE_DAY, alone, moved, published, request
from tests.cells import ROLES, Act, differs, held, nothing_recorded
from tests.county import who
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.models import Change
from zhifa.apps.adjustments.services import step
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
RETURNS, REFUSALS = ("send_back", "object", "decline"), ("refuse", "reject")


def back(act: str) -> Act:
    return lambda by, pk: services.return_change(by=by, at=AT, change=pk, act=act, reason="请补充")


def refused(act: str) -> Act:
    return lambda by, pk: services.refuse_change(by=by, at=AT, change=pk, act=act, reason="不需要")


def later(by: object, pk: UUID) -> object:
    return services.postpone_change(by=by, at=AT, change=pk, effective_on=EFFECT.replace(day=2), reason="移交未完")  # type: ignore[arg-type]


ACTS: dict[str, Act] = {
    "amend": lambda by, pk: services.amend_change(by=by, at=AT, change=pk, request=request(moved())),
    "submit": lambda by, pk: services.submit_change(by=by, at=AT, change=pk),
    "score": lambda by, pk: services.score_change(by=by, at=AT, change=pk),
    "check": lambda by, pk: services.check_legality(by=by, at=AT, change=pk, opinion="符合条例"),
    "approve": lambda by, pk: services.approve_change(by=by, at=AT, change=pk, documents=(BUREAU_DOC,)),
    "publish": lambda by, pk: services.publish_change(by=by, at=AT, change=pk, channel="网站"),
    "take_effect": lambda by, pk: services.take_effect(by=by, at=ON_THE_DAY, change=pk),
    "postpone": later,
    "withdraw": lambda by, pk: services.withdraw_change(by=by, at=AT, change=pk, reason="另行报送"),
    "revoke": lambda by, pk: services.revoke_change(by=by, at=AT, change=pk, reason="暂缓"),
    **{act: back(act) for act in RETURNS},
    **{act: refused(act) for act in REFUSALS},
}


def test_every_cell_of_a_change() -> None:
    assert set(ACTS) == set(CATALOGUE_CHANGE.acts)
    row = published(moved())
    Change.objects.filter(pk=row.pk).update(requested_by=who("weiping-leader").person)
    people = {role: alone("guidance", role) for role in ROLES}
    wrong = []
    with nothing_recorded():
        for state, (act, do) in product(CATALOGUE_CHANGE.states, ACTS.items()):
            Change.objects.filter(pk=row.pk).update(state=state)
            with held(step, Change.objects.get(pk=row.pk)):
                for role, by in people.items():
                    wrong += differs(CATALOGUE_CHANGE, state, act, role, lambda do=do, by=by: do(by, row.pk))  # type: ignore[misc]
    assert wrong == []
