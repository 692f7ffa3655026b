"""A file of work orders: bad rows never stop good ones, nothing half imported, the same file twice changes nothing."""

from __future__ import annotations

import io
from functools import cache

import pytest

from tests.algorithms.test_sheets import xlsx
from tests.apps.loop.world import AT, minutes, problems, reported
from tests.county import who
from zhifa.algorithms import sheets
from zhifa.apps.incidents import services
from zhifa.apps.incidents.models import Import, Incident, Reporter
from zhifa.apps.incidents.queries import imports as queries
from zhifa.apps.incidents.services import importing
from zhifa.apps.incidents.services.batch import report_batch
from zhifa.apps.outbox import leases, running
from zhifa.apps.outbox.models import Job
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.apps.trail.models import Record
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
HEAD = ("工单编号", "来电时间", "诉求内容", "事发地址", "所在乡镇", "来电人", "联系电话")
GOOD = ("G-1", "2026-09-01 08:30", "环镇路乱倒生活垃圾", "环镇路", "威坪镇", "王某", "13800000001")


@cache
def written(*rows: tuple[object, ...]) -> bytes:
    """The file itself: written twice it would carry two times of writing and be two files."""
    return xlsx(*rows)


def upload(*lines: tuple[object, ...], username: str = "dispatcher-1", head: tuple[str, ...] = HEAD, name: str = "9月1日.xlsx") -> Import:
    return services.upload_file(by=who(username), at=AT, source="12345", name=name, content=written(head, *lines))


def start(row: Import, **columns: str) -> Import:
    row.refresh_from_db()
    return services.start_import(by=who("dispatcher-1"), at=AT, file=row.pk, columns={**row.columns, **columns})


def work() -> int:
    """What the outbox does, to the end."""
    worker = running.Worker("w", lambda: minutes(1))
    done = 0
    while worker.step():
        done += 1
    assert not Job.objects.exclude(state="done").exists(), Job.objects.values_list("errors", flat=True)
    return done


def imported(*lines: tuple[object, ...]) -> Import:
    row = upload(*lines)
    start(row)
    work()
    row.refresh_from_db()
    return row


def test_columns_are_guessed_and_remembered_for_the_source(county) -> None:
    row = upload(GOOD)
    assert row.columns == {
        "external_id": "工单编号", "reported_at": "来电时间", "text": "诉求内容", "address": "事发地址", "area": "所在乡镇",
        "reporter_name": "来电人", "reporter_phone": "联系电话",
    }  # fmt: skip
    other = upload(("1", "2026-09-01 08:30", "垃圾", "别处"), head=("甲", "乙", "丙", "丁"), name="b.xlsx")
    assert other.columns == {}
    start(other, external_id="甲", reported_at="乙", text="丙")
    work()
    again = upload(("2", "2026-09-01 08:30", "垃圾", "别处"), head=("甲", "乙", "丙", "丁"), name="c.xlsx")
    assert again.columns == {"external_id": "甲", "reported_at": "乙", "text": "丙"}


def test_good_rows_become_incidents_as_if_they_had_been_called_in(county) -> None:
    row = imported(GOOD)
    incident = Incident.objects.get()
    assert (row.state, row.created, row.refused) == ("done", 1, 0)
    assert (incident.source, incident.external_id, incident.area, incident.due_basis) == (
        "12345",
        "G-1",
        "330127104",
        "loop.minutes.accept",
    )
    assert incident.proposals["candidates"][0]["authority"]["team"] == "squad-weiping"
    assert [e.verb for e in trail.story(incident.pk)] == ["report"]
    assert Reporter.objects.get().phone == "13800000001"
    assert not problems()


def test_the_batch_makes_what_single_reports_make(county) -> None:
    single = reported("S-1")
    text = {"text": single.text, "external_id": "S-2"}
    report = services.Report(source="12345", reported_at=AT, area="330127104", **text)
    (outcome,) = report_batch(by=who("dispatcher-1"), at=AT, reports=[report])
    other = outcome.reported.incident
    same = ("area", "place_area", "state", "due_at", "due_basis", "proposals", "text", "danger_to_life")
    assert [getattr(single, f) for f in same] == [getattr(other, f) for f in same]
    one, two = (trail.story(x.pk)[0] for x in (single, other))
    assert set(one.facts) == set(two.facts)
    assert {k: v for k, v in one.facts.items() if k != "external_id"} == {k: v for k, v in two.facts.items() if k != "external_id"}


def test_a_bad_row_says_why_and_stops_nobody(county) -> None:
    bad = [
        ("", "2026-09-01 08:30", "没有编号", "", "", "", ""),
        ("B-2", "昨天", "时间看不懂", "", "", "", ""),
        ("B-3", "2026-09-01 08:30", "", "没有内容", "", "", ""),
        ("B-4", "2026-09-01 08:30", "乡镇不存在", "", "不存在镇", "", ""),
        ("B-5", "2026-09-01 08:30", "=SUM(A1:A9)", "", "", "", ""),
        ("B-6", "2030-09-01 08:30", "将来的事", "", "", "", ""),
        ("B-7", "2026-09-01 08:30", "电话不对", "", "", "", "<script>"),
        ("G-1", "2026-09-01 08:30", "编号在同一份里重复而内容不同", "", "", "", ""),
    ]
    row = imported(GOOD, *bad, ("G-2", "2026/9/1 08:31", "好的行", "", "威坪", "", ""))
    assert (row.created, row.refused, row.done) == (2, 8, 10)
    report = {r.line: r for r in queries.report(queries.one(who("dispatcher-1"), row.pk))}
    assert [report[n].outcome for n in range(2, 12)] == ["created", *["refused"] * 8, "created"]
    assert [next(iter(report[n].errors)) for n in range(3, 11)] == [
        "external_id", "reported_at", "text", "area", "text", "reported_at", "reporter_phone", "external_id",
    ]  # fmt: skip
    assert Incident.objects.count() == 2


def test_the_same_file_twice_changes_nothing(county) -> None:
    first = imported(GOOD)
    records = Record.objects.count()
    again = upload(GOOD)
    assert again.pk == first.pk
    assert Record.objects.count() == records
    start(again)
    work()
    again.refresh_from_db()
    assert (again.created, again.repeated, Incident.objects.count()) == (0, 1, 1)


def test_the_same_rows_in_another_file_are_known_and_changed_ones_are_told(county) -> None:
    imported(GOOD)
    changed = list(GOOD)
    changed[2] = "另一个内容"
    row = imported(tuple(GOOD), ("G-9", *GOOD[1:]))
    assert (row.repeated, row.created) == (1, 1)
    told = imported(tuple(changed))
    assert (told.repeated, told.refused) == (0, 1)
    assert "内容不同" in next(queries.report(queries.one(who("dispatcher-1"), told.pk))).errors["external_id"][0]


def test_long_files_go_in_chunks_and_a_killed_worker_loses_and_doubles_nothing(county, monkeypatch) -> None:
    monkeypatch.setattr(importing, "CHUNK", 3)
    row = upload(*[(f"L-{n}", "2026-09-01 08:30", f"乱倒垃圾 {n}", "", "威坪镇", "", "") for n in range(8)])
    start(row)
    (job,) = leases.claim("w1", minutes(1))
    assert job.arguments["start"] == 0
    with monkeypatch.context() as patch:
        patch.setattr(importing, "_count", lambda row, report: 1 / 0)  # dies in the middle of the first chunk
        with pytest.raises(ZeroDivisionError):
            services.run_chunk(file=row.pk, run=1, start=0, at=minutes(1))
    assert not Incident.objects.exists()
    leases.fail(job, "killed", "")
    Job.objects.update(not_before=0)
    assert work() == 3
    row.refresh_from_db()
    assert (row.done, row.created, row.state) == (8, 8, "done")
    assert [services.run_chunk(file=row.pk, run=1, start=start, at=minutes(2)) for start in (0, 3, 9)] == [0, 0, 0]
    assert not problems()


@pytest.mark.parametrize(
    "username", ["weiping-leader", "guidance", "leader", "discipline", "regulator-education", "verifier-1", "system-admin"]
)
def test_only_the_command_centre_imports(county, username: str) -> None:
    with pytest.raises(Denied):
        upload(GOOD, username=username)
    row = upload(GOOD)
    with pytest.raises(Denied):
        services.start_import(by=who(username), at=AT, file=row.pk, columns=row.columns)
    for ask in (lambda: queries.imports(who(username)), lambda: queries.one(who(username), row.pk)):
        if username == "discipline":
            assert ask()
            continue
        with pytest.raises(Denied):
            ask()


def test_what_is_no_table_is_refused_and_leaves_nothing(county) -> None:
    with pytest.raises(Invalid) as wrong:
        services.upload_file(by=who("dispatcher-1"), at=AT, source="12345", name="../../x.exe", content=b"MZ\x00\x00")
    assert "file" in wrong.value.errors
    with pytest.raises(Invalid):
        services.upload_file(by=who("dispatcher-1"), at=AT, source="citizen", name="x.xlsx", content=xlsx(HEAD, GOOD))
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"text": ""}, "text"),
        ({"address": "没有的列"}, "address"),
        ({"address": "诉求内容"}, "address"),
        ({"nobody": "工单编号"}, "nobody"),
    ],
)
def test_wrong_columns_are_refused(county, columns, field) -> None:
    row = upload(GOOD)
    with pytest.raises(Invalid) as wrong:
        start(row, **columns)
    assert field in wrong.value.errors


def test_a_running_import_is_not_started_twice_nor_by_an_old_form(county) -> None:
    row = start(upload(GOOD))
    with pytest.raises(Blocked):
        start(row)
    work()
    with pytest.raises(Stale):
        services.start_import(by=who("dispatcher-1"), at=AT, file=row.pk, columns=row.columns, version=1)


def test_the_preview_says_what_would_be_refused(county) -> None:
    row = upload(GOOD, ("", "昨天", "", "", "不存在镇", "", ""))
    good, bad = services.preview(file=row.pk, columns=row.columns, at=AT)
    assert good.errors == {}
    assert set(bad.errors) == {"external_id", "reported_at", "area"}


def test_a_batch_asks_the_database_the_same_number_of_questions_for_any_number(county, django_assert_max_num_queries) -> None:
    by = who("dispatcher-1")

    def reports(start: int, count: int) -> list[services.Report]:
        return [services.Report("12345", f"垃圾 {n}", AT, external_id=f"Q-{n}", area="330127104") for n in range(start, start + count)]

    report_batch(by=by, at=AT, reports=reports(0, 2))
    with django_assert_max_num_queries(40):
        report_batch(by=by, at=AT, reports=reports(10, 200))


def test_the_template_can_be_read_back(county) -> None:
    content = sheets.written([names[0] for names in importing.FIELDS.values()], [GOOD])
    assert sheets.read(io.BytesIO(content).getvalue()).headings[0] == "工单编号"
