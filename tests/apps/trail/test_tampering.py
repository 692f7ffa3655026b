"""Whoever writes past the house is found: any column of any tracked row, any record, any ledger entry, any byte of a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.trail.verifier import verify_export
from zhifa.apps.accounts import services as accounts
from zhifa.apps.evidence import services as evidence
from zhifa.apps.evidence.models import EvidenceFile
from zhifa.apps.exchange import services as exchange
from zhifa.apps.registry.models import Certificate, Organ, Person, Team
from zhifa.apps.trail import acts, anchors, exporting, hashing, services, verification
from zhifa.apps.trail.content import content
from zhifa.apps.trail.models import LedgerEntry, LedgerHead, Record, RowDigest, Unsealed
from zhifa.apps.trail.rows import Row
from zhifa.interfaces.cli import main as cli
from zhifa.law.actors import Actor, Role

pytestmark = pytest.mark.django_db
SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM, Role.SYSTEM_ADMIN}), tenant="330127")
OFFICER = Actor("o", "执法队员甲", "", frozenset({Role.OFFICER}), certificate="33-1", tenant="330127")


@pytest.fixture
def world(empty: None, at: datetime, settings: Any, tmp_path: Path) -> Path:
    """Some rows of several apps, with their records, sealed; returns the evidence store."""
    settings.EVIDENCE_ROOT, settings.TRAIL_ANCHORS = tmp_path / "evidence", tmp_path / "anchors.txt"
    with transaction.atomic():
        organ = Organ.objects.create(code="zhzf", name="县综合行政执法局", kind="county_enforcement_bureau", layer="demo")
        team = Team.objects.create(code="weiping", name="威坪中队", kind="squad", organ=organ, layer="demo")
        person = Person.objects.create(
            code="o1",
            name="甲",
            post="执法队员",
            organ=organ,
            team=team,
            roles=["officer"],
            areas=["weiping"],
            username="weiping-1",
            layer="demo",
        )
        gone = Team.objects.create(code="old", name="旧中队", kind="squad", organ=organ)
        certificate = Certificate.objects.create(number="33-1", person=person, since=date(2026, 1, 1), until=date(2026, 12, 31))
        services.record(subject=organ, verb="load", by=SYSTEM, at=at, rows=[team, person, certificate, gone])
        kept = acts.locked(Organ, organ.pk)
        kept.name = "县综合行政执法局（改）"
        services.record(subject=acts.save(kept), verb="rename", by=SYSTEM, at=at, removed=[acts.remove(gone)])
        accounts.create_demonstration_accounts(by=SYSTEM, at=at)
        exchange.issue_token(by=SYSTEM, at=at, source="hotline", name="热线", until=at + timedelta(days=1))
    evidence.store(by=OFFICER, at=at, content=b"%PDF-1.7 " + bytes(range(256)), name="a.pdf", kind="document", lon=119.0, lat=29.5)
    services.seal()
    anchors.drop(at)
    return Path(settings.EVIDENCE_ROOT)


def problems(anchored: bool = True) -> list[verification.Problem]:
    return list(verification.verify(verification.Counts(), anchor_files=[anchors.path()] if anchored else []))


@pytest.fixture
def few(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables without a row are not asked again for each of a hundred changes: nothing is ever put into them."""
    used = [model for model in verification.tracked_models() if model._base_manager.exists()]
    monkeypatch.setattr(verification, "tracked_models", lambda: used)


@contextmanager
def tampering() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def raw(model: type[models.Model]) -> models.QuerySet[Any]:
    """Past every fence of the model."""
    return models.QuerySet(model)


def other(field: models.Field[Any, Any], value: Any) -> Any:
    """Another value that the column can hold."""
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return uuid4()
    if isinstance(field, models.JSONField):
        return [*value, "x"] if isinstance(value, list) else {**value, "x": 1} if isinstance(value, dict) else {"x": 1}
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or datetime(2026, 1, 1, tzinfo=UTC)) + timedelta(microseconds=1)
    if isinstance(field, models.DateField):
        return (value or date(2026, 1, 1)) + timedelta(days=1)
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return (value or 0) + (Decimal("0.01") if isinstance(field, models.DecimalField) else 1000)
    return f"{value or ''}x"[-(field.max_length or 99) :] if len(value or "") < (field.max_length or 99) else f"{value[:-1]}y"


def test_nothing_is_found_where_nothing_was_changed(world: Path) -> None:
    counts = verification.Counts()
    assert list(verification.verify(counts, anchor_files=[anchors.path()])) == []
    assert (counts.records, counts.sealed, counts.files, counts.unsealed) == (5, 5, 1, [])
    assert counts.rows == 8


def test_any_changed_column_of_any_tracked_row_is_found(world: Path, few: None, at: datetime) -> None:
    tried = 0
    for model in verification.tracked_models():
        for row in model._base_manager.all():
            for field in set(row._meta.concrete_fields) - {row._meta.pk}:
                if field.attname not in row.business_state():
                    continue
                with tampering():
                    raw(model).filter(pk=row.pk).update(**{field.attname: other(field, getattr(row, field.attname))})
                    found = problems()
                    place = f"{hashing.label(row)} {row.pk}"
                    assert {p.place for p in found} == {place}, (place, field.attname)
                    tried += 1
    assert tried >= 80


def test_any_changed_column_of_the_trail_itself_is_found(world: Path, few: None) -> None:
    for model in (Record, RowDigest, LedgerEntry, LedgerHead):
        row = model._base_manager.order_by("-pk")[0]
        for field in model._meta.concrete_fields:
            with tampering():
                value = getattr(row, field.attname)
                new = other(field, value)
                if isinstance(field, models.ForeignKey | models.OneToOneField):
                    new = Record.objects.create(
                        subject_type="x", subject_id=uuid4(), position=1, verb="x", at=datetime(2026, 1, 1, tzinfo=UTC),
                        name="x", pack_version="x", hash="sha256:0",
                    ).pk  # fmt: skip
                if field.primary_key and model is Record:
                    continue
                changed = raw(model).filter(pk=row.pk).update(**{field.attname: new})
                assert changed == 1
                if not (field.primary_key and model in (RowDigest, LedgerEntry)):
                    assert problems(), (model.__name__, field.attname)


def remove_record(pick: Callable[[], Record]) -> None:
    gone = pick()
    raw(LedgerEntry).filter(record=gone).delete()
    raw(RowDigest).filter(record=gone).delete()
    raw(Record).filter(pk=gone.pk).delete()


@pytest.mark.parametrize("which", ["first", "last"])
def test_a_removed_record_is_found(world: Path, which: str) -> None:
    with tampering():
        remove_record(lambda: getattr(Record.objects.order_by("pk"), which)())
        assert {"row_unvouched", "row_changed", "ledger_broken", "chain_broken"} & {p.kind for p in problems()}


def test_removed_inserted_and_returned_rows_are_found(world: Path) -> None:
    with tampering():
        raw(Certificate).all().delete()
        (found,) = problems()
        assert (found.kind, found.place.split()[0]) == ("row_removed", "registry.certificate")
    with tampering():
        added = Team.objects.create(code="new", name="x", kind="squad", organ=Organ.objects.get())
        (found,) = problems()
        assert (found.kind, found.place) == ("row_unvouched", f"registry.team {added.pk}")
    with tampering():
        pk = RowDigest.objects.get(digest="").row_id
        Team.objects.create(pk=pk, code="old", name="旧中队", kind="squad", organ=Organ.objects.get())
        (found,) = problems()
        assert (found.kind, found.place) == ("row_returned", f"registry.team {pk}")


def test_renumbered_ledger_entries_are_found(world: Path) -> None:
    with tampering():
        first, second = LedgerEntry.objects.order_by("number")[:2]
        for entry, number in ((first, 900), (second, 1), (first, 2)):
            raw(LedgerEntry).filter(pk=entry.pk).update(number=number)
        assert {p.kind for p in problems()} == {"ledger_broken"}


def test_a_record_whose_ledger_entry_was_removed_is_no_unsealed_tail(world: Path) -> None:
    with tampering():
        last = LedgerEntry.objects.order_by("number").last()
        assert last is not None
        raw(LedgerEntry).filter(pk=last.pk).delete()
        raw(LedgerHead).update(number=last.number - 1, hash=last.previous)
        assert {p.kind for p in problems()} == {"record_unsealed", "anchor_lost"}


def test_whoever_recomputes_every_hash_is_caught_by_an_anchor(world: Path) -> None:
    with tampering():
        organ = Organ.objects.get()
        raw(Organ).update(name="另一个局")
        organ.refresh_from_db()
        forge_everything(organ)
        assert problems(anchored=False) == []
        assert {p.kind for p in problems()} == {"anchor_lost"}


def forge_everything(organ: Organ) -> None:
    """As the owner of the whole database: new digest, new hashes, new ledger."""
    raw(RowDigest).filter(row_id=organ.pk, row_version=2).update(digest=hashing.row_digest(organ))
    before: dict[UUID, str] = {}
    for made in Record.objects.order_by("subject_id", "position"):
        made.previous = before.get(made.subject_id, "")
        made.hash = hashing.digest(hashing.canonical(content(made, made.digests.all())))
        raw(Record).filter(pk=made.pk).update(previous=made.previous, hash=made.hash)
        before[made.subject_id] = made.hash
    previous = ""
    for entry in LedgerEntry.objects.order_by("number"):
        written = hashing.digest(hashing.canonical([entry.tenant, entry.number, previous, entry.record.hash]))
        raw(LedgerEntry).filter(pk=entry.pk).update(previous=previous, hash=written)
        previous = written
    raw(LedgerHead).update(hash=previous)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.integers(0, 264), flip=st.integers(1, 255))
def test_any_changed_byte_of_an_evidence_file_is_found(world: Path, few: None, place: int, flip: int) -> None:
    row = EvidenceFile.objects.get()
    before = row.path.read_bytes()
    row.path.chmod(0o640)
    row.path.write_bytes(before[:place] + bytes([before[place] ^ flip]) + before[place + 1 :])
    try:
        (found,) = problems()
        assert (found.kind, found.place) == ("file_changed", f"evidence.evidencefile {row.pk}")
    finally:
        row.path.write_bytes(before)


def test_a_missing_file_is_found_and_can_be_left_out(world: Path) -> None:
    EvidenceFile.objects.get().path.unlink()
    (found,) = problems()
    assert found.kind == "file_missing"
    assert list(verification.verify(verification.Counts(), files=False)) == []


def test_the_unsealed_tail_is_named_and_no_problem(world: Path, at: datetime) -> None:
    organ = Organ.objects.get()
    made = services.record(subject=organ, verb="touch", by=SYSTEM, at=at)
    counts = verification.Counts()
    assert list(verification.verify(counts)) == []
    assert counts.unsealed == [str(made.pk)]
    raw(Unsealed).all().delete()
    assert [p.kind for p in problems()] == ["record_unsealed"]


def test_records_of_two_algorithms_stand_in_one_chain(world: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "algorithm", lambda: "sha256")
    organ = acts.locked(Organ, Organ.objects.get().pk)
    services.record(subject=acts.save(organ), verb="touch", by=SYSTEM, at=at)
    services.seal()
    kinds = {hashing.algorithm_of(h) for h in Record.objects.values_list("hash", flat=True)}
    monkeypatch.undo()
    assert kinds == {hashing.algorithm(), "sha256"}
    assert problems() == []


def test_queries_do_not_grow_with_the_rows(world: Path, at: datetime, django_assert_max_num_queries: Any) -> None:
    organ = Organ.objects.get()
    teams = [Team(code=f"t{n}", name="x", kind="squad", organ=organ) for n in range(300)]
    Team.objects.bulk_create(teams)
    services.record(subject=organ, verb="load", by=SYSTEM, at=at, rows=teams)
    with django_assert_max_num_queries(12 + 2 * len(verification.tracked_models())):
        assert problems() == []


def test_the_command_tells_what_where_and_which_record(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trail", "verify"]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    raw(Person).update(name="乙")
    assert cli.main(["trail", "verify"]) == 1
    said = capsys.readouterr().out
    assert f"row_changed      registry.person {Person.objects.get().pk}" in said
    assert str(Record.objects.get(verb="load").pk) in said


@pytest.fixture
def exported(world: Path, tmp_path: Path) -> Path:
    file = tmp_path / "trail.jsonl"
    assert cli.main(["trail", "export", str(file)]) == 0
    return file


def test_an_export_is_verified_by_a_program_that_knows_nothing_of_us(exported: Path, world: Path) -> None:
    program = Path(__file__).parents[3] / "tools" / "verify_trail.py"
    words = [sys.executable, "-I", "-S", str(program), str(exported), "--anchors", str(anchors.path()), "--evidence", str(world)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 records (0 without ledger number), 1 evidence files: everything fits" in done.stdout


def test_the_program_finds_a_record_that_was_left_out_of_an_export(exported: Path) -> None:
    lines = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    for gone in range(1, len(lines)):
        exported.write_text("".join(lines[:gone] + lines[gone + 1 :]), encoding="utf-8")
        assert verify_export(exported) == 1


def test_the_program_finds_a_changed_evidence_file(exported: Path, world: Path) -> None:
    EvidenceFile.objects.get().path.unlink()
    assert verify_export(exported, evidence=world) == 1
    assert verify_export(exported) == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_changed_value_of_an_export_is_found(exported: Path, data: st.DataObject) -> None:
    lines = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    places = list(leaves([line for line in lines if line["type"] == "record"], ()))
    path = data.draw(st.sampled_from(places))
    mutate([line for line in lines if line["type"] == "record"], path)
    changed = exported.with_name("changed.jsonl")
    changed.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    assert verify_export(changed) in (1, 2), path


def leaves(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list) and value:
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[key], (*path, key))
    elif path[-1] != "type":
        yield path


def mutate(value: Any, path: tuple[Any, ...]) -> None:
    *way, last = path
    for key in way:
        value = value[key]
    old = value[last]
    value[last] = f"{old}x" if isinstance(old, str) else "x" if old is None or isinstance(old, list | dict) else old + 1


def test_exporting_needs_a_fixed_number_of_queries(world: Path, at: datetime, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        assert len(list(exporting.export(at))) == 7


def test_a_row_class_can_opt_out() -> None:
    assert all(issubclass(m, Row) for m in verification.tracked_models())
    assert EvidenceFile in verification.tracked_models()
