"""Requests to the guidance office: every cell of the table, whose word the outcome is, who reads them, what stands in the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

import pytest

from tests.apps.office.world import AT, DAY
from tests.cells import ROLES, Act, differs, held, nothing_recorded
from tests.county import KEEPER, who
from zhifa.apps.office import services
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.office.queries import work
from zhifa.apps.office.services import Request, requests
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.apps.trail.models import Record
from zhifa.apps.trail.tally import counted
from zhifa.law.actors import Actor
from zhifa.law.procedure.office import OFFICE_ENTRY
from zhifa.law.rulings import Blocked, Denied
from zhifa.packs.county import load_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
FENKOU = "330127108"
WANTED = Request("support", "需要业务指导", "第一次办理店外经营", FENKOU, "UM-001")


def asked(by: str = "commander-fenkou", request: Request = WANTED) -> OfficeEntry:
    return services.ask(by=who(by), at=AT, request=request)


def answered(by: str = "commander-fenkou", request: Request = WANTED) -> OfficeEntry:
    row = asked(by, request)
    services.take_up(by=who("guidance"), at=AT, entry=row.pk)
    return services.answer(by=who("guidance"), at=AT, entry=row.pk, words="已派法制员到镇")


ACTS: dict[str, Act] = {
    "take_up": lambda by, pk: services.take_up(by=by, at=AT, entry=pk),
    "decline": lambda by, pk: services.decline(by=by, at=AT, entry=pk, reason="不属本办职责"),
    "answer": lambda by, pk: services.answer(by=by, at=AT, entry=pk, words="已协调"),
    "confirm": lambda by, pk: services.confirm(by=by, at=AT, entry=pk, outcome="solved"),
    "ask_again": lambda by, pk: services.ask_again(by=by, at=AT, entry=pk, reason="设备还没有到"),
    "withdraw": lambda by, pk: services.withdraw(by=by, at=AT, entry=pk, reason="已自行解决"),
}


def test_every_cell_of_a_request() -> None:
    assert set(ACTS) == set(OFFICE_ENTRY.acts)
    row = asked()
    wrong = []
    with nothing_recorded():
        for state, (act, do), role in product(OFFICE_ENTRY.states, ACTS.items(), ROLES):
            OfficeEntry.objects.filter(pk=row.pk).update(state=state, asked_role=role.value)
            by = replace(who("commander-fenkou"), roles=frozenset({role}))
            with held(requests, OfficeEntry.objects.get(pk=row.pk)):
                wrong += differs(OFFICE_ENTRY, state, act, role, partial(do, by, row.pk))
    assert not wrong


def test_a_request_goes_from_asking_to_the_outcome_that_the_asker_says() -> None:
    row = answered()
    assert (row.asked_organ_name, row.due_on, row.state) == ("汾口镇人民政府", DAY + timedelta(days=15), "answered")
    row = services.ask_again(by=who("commander-fenkou"), at=AT, entry=row.pk, reason="文书样本没有给")
    row = services.answer(by=who("guidance"), at=AT, entry=row.pk, words="样本已发")
    row = services.confirm(by=who("commander-fenkou"), at=AT, entry=row.pk, outcome="partly", reason="还要一次培训")
    assert (row.state, row.outcome, row.note) == ("closed", "partly", "还要一次培训")
    verbs = list(Record.objects.filter(subject_id=row.pk).order_by("position").values_list("verb", flat=True))
    assert verbs == ["office_entry.ask", "take_up", "answer", "ask_again", "answer", "confirm"]


def other(name: str) -> Actor:
    return who(name)


@pytest.mark.parametrize("user", ["commander-weiping", "guidance", "leader", "legal", "fenkou-leader"])
def test_nobody_else_says_what_came_of_it(user: str) -> None:
    row = answered()
    with pytest.raises(Denied):
        services.confirm(by=other(user), at=AT, entry=row.pk, outcome="solved")


def test_a_squad_and_the_office_of_one_bureau_do_not_answer_for_each_other() -> None:
    row = answered("weiping-leader", replace(WANTED, area="", matter=""))
    for user in ("guidance", "fenkou-leader", "legal"):
        with pytest.raises(Denied):
            services.withdraw(by=who(user), at=AT, entry=asked("weiping-leader").pk, reason="x")
        with pytest.raises(Denied):
            services.confirm(by=who(user), at=AT, entry=row.pk, outcome="solved")
    assert services.confirm(by=who("weiping-leader"), at=AT, entry=row.pk, outcome="solved").asked_organ_name == "威坪中队"


def test_the_office_puts_its_own_work_on_record_and_ends_it() -> None:
    row = answered("guidance", Request("exchange", "三县水域执法交流", "与邻县会商"))
    assert services.confirm(by=who("guidance"), at=AT, entry=row.pk, outcome="solved").state == "closed"


@pytest.mark.parametrize(
    ("user", "job"),
    [
        ("regulator-housing-construction", "support"),
        ("guidance", "assigned"),
        ("weiping-officer-1", "links"),
        ("discipline", "links"),
        ("system-admin", "links"),
        ("dispatcher-1", "analysis"),
    ],
)
def test_who_may_not_ask_under_a_job_is_refused(user: str, job: str) -> None:
    with pytest.raises(Denied):
        services.ask(by=who(user), at=AT, request=replace(WANTED, job=job))
    assert not OfficeEntry.objects.exists()


def test_a_request_without_words_or_about_nothing_that_exists_says_what_is_wrong() -> None:
    with pytest.raises(Invalid) as wrong:
        services.ask(by=who("commander-fenkou"), at=AT, request=Request("nothing", " ", "", "x", "XX-1"))
    assert set(wrong.value.errors) == {"job", "title", "words", "area", "matter"}


def test_an_answer_needs_words_and_an_old_form_is_refused() -> None:
    row = asked()
    services.take_up(by=who("guidance"), at=AT, entry=row.pk, version=1)
    with pytest.raises(Blocked):
        services.answer(by=who("guidance"), at=AT, entry=row.pk, words=" ")
    with pytest.raises(Stale):
        services.answer(by=who("guidance"), at=AT, entry=row.pk, words="已办", version=1)


def test_who_asked_reads_the_own_requests_and_the_offices_read_all() -> None:
    own, foreign = asked(), asked("commander-weiping", replace(WANTED, area="330127104"))
    assert [e.number for e in work.entries(who("commander-fenkou"), DAY)] == [own.number]
    assert work.entry(who("commander-fenkou"), foreign.number, DAY) is None
    assert {e.number for e in work.entries(who("discipline"), DAY)} == {own.number, foreign.number}
    assert [o.act for o in work.offers(who("commander-fenkou"), own.number)] == ["withdraw"]
    assert work.offers(who("discipline"), own.number) == ()
    for user in ("weiping-officer-1", "verifier-1", "audit-admin"):
        with pytest.raises(Denied):
            work.entries(who(user), DAY)


def test_what_has_no_answer_in_time_is_late() -> None:
    row = asked()
    later = row.due_on + timedelta(days=1)
    found = work.entry(who("guidance"), row.number, row.due_on)
    assert found is not None
    assert not found.late
    assert [(j.waiting, j.late) for j in work.workbench(who("guidance"), later) if j.code == "support"] == [(1, 1)]
    assert counted(work.waiting(who(u)) for u in ("guidance", "commander-fenkou", "verifier-1")) == [1, 0, 0]


def test_the_demonstration_brings_requests_once() -> None:
    data = load_county(("cn", "zhejiang", "chunan", "demo"))
    first = services.load_pack(by=KEEPER, at=AT, data=data)
    assert (first.added, services.load_pack(by=KEEPER, at=AT, data=data).added) == ({"requests": 9}, {})
    assert set(OfficeEntry.objects.values_list("layer", flat=True)) == {"demo"}
    assert {j.code for j in work.workbench(who("guidance"), DAY) if j.waiting} >= {"support", "law_link", "analysis", "assigned"}
    with pytest.raises(Denied):
        services.load_pack(by=who("guidance"), at=AT, data=data)
