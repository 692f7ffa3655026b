"""Numbers, refusals, rights and files of issued documents."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection, connections

from tests.apps.documents.conftest import BUREAU, ORGAN, officer
from tests.apps.documents.samples import SAMPLES
from zhifa.apps.documents import files, queries, services
from zhifa.apps.documents.blocks import Sheet
from zhifa.apps.documents.models import Document, NumberSeries
from zhifa.apps.documents.services import Owner
from zhifa.apps.trail import queries as trail
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied

FACTS = SAMPLES["DOC-D02"]


def issue(by: Actor, at: datetime, owner: Owner, **changes: object) -> queries.DocumentRow:
    return services.issue(by=by, at=at, kind="DOC-D02", owner=owner, facts={**FACTS, **changes})


def test_numbers_run_without_gap_per_identity_kind_and_year(by: Actor, at: datetime, owner: Owner) -> None:
    assert [issue(by, at, owner).number for _ in range(3)] == [f"演示综执当罚〔2026〕第000{n}号" for n in (1, 2, 3)]
    order = services.issue(by=by, at=at, kind="DOC-I06", owner=owner, facts=SAMPLES["DOC-I06"])
    assert order.number == "演示综执责改〔2026〕第0001号"
    assert issue(by, at.replace(year=2027), owner).number == "演示综执当罚〔2027〕第0001号"


def test_the_year_is_that_of_the_local_day(by: Actor, at: datetime, owner: Owner) -> None:
    new_year = at.replace(month=12, day=31, hour=23, minute=59) + timedelta(minutes=1)
    assert "〔2027〕" in issue(by, new_year, owner).number


def test_a_township_has_its_own_series(by: Actor, at: datetime, owner: Owner) -> None:
    issue(by, at, owner)
    assert issue(by, at, Owner(uuid4(), "gov-330127108", "汾口镇人民政府")).number == "演示汾政执当罚〔2026〕第0001号"


@pytest.mark.parametrize("key", ["violation", "basis", "remedy", "fine_words", "officers"])
def test_a_missing_mandatory_field_refuses_before_a_number_is_taken(by: Actor, at: datetime, owner: Owner, key: str) -> None:
    with pytest.raises(Blocked) as refused:
        issue(by, at, owner, **{key: ""})
    assert refused.value.ruling.missing == (key,)
    assert not NumberSeries.objects.exists()


def test_a_name_that_cannot_be_printed_refuses_before_a_number_is_taken(by: Actor, at: datetime, owner: Owner) -> None:
    with pytest.raises(Blocked) as refused:
        issue(by, at, owner, party="王\U0010fffd")
    assert refused.value.ruling.reasons[0].code == "document.glyph_missing"
    assert "U+10FFFD" in refused.value.ruling.reasons[0].values["glyphs"]
    assert not NumberSeries.objects.exists()


def test_an_identity_without_a_prefix_gets_no_number(by: Actor, at: datetime, owner: Owner) -> None:
    with pytest.raises(Blocked, match=r"document\.no_series"):
        issue(by, at, Owner(uuid4(), "nobody", "无牌机关"))


def test_a_void_number_stays_in_the_series_with_its_reason(by: Actor, at: datetime, owner: Owner) -> None:
    first = issue(by, at, owner)
    leader = officer(roles=frozenset({Role.SQUAD_LEADER}))
    services.void(by=leader, at=at, document_id=first.id, reason="当事人姓名录入有误")
    assert issue(by, at, owner).number.endswith("第0002号")
    (run,) = queries.series(2026)
    assert run.numbers == ((first.number, "当事人姓名录入有误"), ("演示综执当罚〔2026〕第0002号", ""))
    with pytest.raises(Blocked, match=r"document\.void_already"):
        services.void(by=leader, at=at, document_id=first.id, reason="再次")


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)])
def test_only_officers_issue(at: datetime, owner: Owner, role: Role) -> None:
    with pytest.raises(Denied):
        issue(officer(roles=frozenset({role})), at, owner)


def test_an_auxiliary_never_signs_even_with_another_duty(at: datetime, owner: Owner) -> None:
    with pytest.raises(Denied, match="auxiliary_may_not"):
        issue(officer(roles=frozenset({Role.AUXILIARY, Role.OFFICER})), at, owner)


def test_without_a_certificate_nobody_signs(at: datetime, owner: Owner) -> None:
    with pytest.raises(Denied, match="certificate_required"):
        issue(officer(certificate=""), at, owner)


OPENS = {Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_open_a_document(by: Actor, at: datetime, owner: Owner, role: Role) -> None:
    made = issue(by, at, owner)
    stranger = officer(roles=frozenset({role}), team="weiping", areas=frozenset({"weiping-town"}))
    oversight = {Role.DISCIPLINE, Role.GUIDANCE, Role.LEGAL_REVIEWER, Role.LEADER}
    if role in oversight | {Role.APPROVER}:  # the head opens what the own organ issued
        assert services.open_file(by=stranger, at=at, document_id=made.id).content.startswith(b"%PDF-")
        assert trail.story(made.id)[-1].verb == "open"
    else:
        with pytest.raises(Denied, match="not_your_document"):
            services.open_file(by=stranger, at=at, document_id=made.id)


def test_a_commander_opens_what_concerns_the_own_township(by: Actor, at: datetime, owner: Owner) -> None:
    made = issue(by, at, owner)
    commander = officer(roles=frozenset({Role.TOWNSHIP_COMMANDER}), team="", areas=frozenset({"qiandaohu-town"}))
    assert services.open_file(by=commander, at=at, document_id=made.id, form="docx").name.endswith(".docx")


def test_a_changed_file_is_found(by: Actor, at: datetime, owner: Owner, settings: object, tmp_path: object) -> None:
    settings.DOCUMENT_ROOT = tmp_path  # type: ignore[attr-defined]
    made = issue(by, at, owner)
    assert trail.story(made.id)[0].facts["sha256"] == made.digest
    (path,) = tmp_path.rglob("*.pdf")  # type: ignore[attr-defined]
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(files.Damaged):
        services.open_file(by=by, at=at, document_id=made.id)


def _issue_some(at: datetime, count: int) -> None:
    try:
        for _ in range(count):
            issue(officer(), at, Owner(uuid4(), ORGAN, BUREAU, team="qiandaohu"))
    finally:
        connections.close_all()


def _check_run(total: int) -> None:
    (run,) = queries.series(2026)
    assert run.last == total
    assert [text for text, _ in run.numbers] == [f"演示综执当罚〔2026〕第{n:04d}号" for n in range(1, total + 1)]
    assert Document.objects.count() == total


@pytest.mark.django_db(transaction=True)
def test_officers_numbering_at_once_in_threads_get_each_number_once(at: datetime, county: None) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _issue_some(at, 3), range(4)))
    _check_run(12)


_CHILD = """
import django, sys
from datetime import datetime
django.setup()
from tests.apps.documents.test_issuing import _issue_some
_issue_some(datetime.fromisoformat(sys.argv[1]), 3)
"""


def _database_url() -> str:
    """The database of this test run, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    host = quote(str(given["HOST"]), safe="")
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@/{given['NAME']}?host={host}&port={given['PORT']}"


@pytest.mark.django_db(transaction=True)
def test_officers_numbering_at_once_in_processes_get_each_number_once(at: datetime, county: None, tmp_path: Path) -> None:
    own = {"DJANGO_SETTINGS_MODULE": "zhifa.conf.settings", "ZHIFA_DATABASE": _database_url(), "ZHIFA_VAR": str(tmp_path)}
    env = os.environ | own
    command = [sys.executable, "-c", _CHILD, at.isoformat()]

    def child(_: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=90, check=False)

    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(child, range(3)))
    assert [done.stderr for done in ended if done.returncode] == []
    _check_run(9)


def test_a_document_on_a_matter_that_nobody_has_confirmed_says_so(by: Actor, at: datetime, owner: Owner) -> None:
    owners = owner, replace(owner, unconfirmed=True)
    said = [Sheet.from_json(Document.objects.get(pk=issue(by, at, o).id).blocks) for o in owners]
    assert not any("尚未经县里确认" in text for text in said[0].texts())
    assert any("尚未经县里确认" in text for text in said[1].texts())
