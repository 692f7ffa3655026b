from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from zhifa.apps.registry.models import Certificate, Organ, Person
from zhifa.apps.trail import acts, hashing, masking, queries, services, verification
from zhifa.apps.trail.models import AppendOnly, LedgerEntry, Record, RowDigest, Unsealed
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.rulings import Outcome, Reason, Ruling


def test_records_of_one_object_chain_and_carry_the_ground_of_the_act(organ: Organ, by: Actor, at: datetime) -> None:
    ruling = Ruling(
        Outcome.ALLOW, (Reason("x", {"n": "1"}),), ("HEA-05",), (Citation("行政处罚法", 63, 1),), values={"fine": Decimal("50.00")}
    )
    first = services.record(subject=organ, verb="open", by=by, at=at, ruling=ruling, acting_identity="县综合行政执法局")
    acts.save(organ)
    second = services.record(subject=organ, verb="correct", by=by, at=at, corrects=first.pk, note="误填")
    assert (first.position, second.position, second.previous) == (1, 2, first.hash)
    story = queries.story(organ.pk)
    assert [(e.verb, e.post, e.citations, e.corrects) for e in story] == [
        ("open", "执法队员", ("行政处罚法 第六十三条 第一款",), None),
        ("correct", "执法队员", (), first.pk),
    ]
    assert first.results == {"fine": "50.00"}


def test_a_record_vouches_for_the_rows_as_they_come_back_from_the_database(organ: Organ, by: Actor, at: datetime) -> None:
    person = Person.objects.create(code="p", name="甲", post="执法队员", organ=organ, roles=("officer",), areas=[])
    certificate = Certificate.objects.create(number="C1", person=person, since="2026-01-01", until="2027-01-01")  # type: ignore[misc]
    made = services.record(subject=organ, verb="load", by=by, at=at, rows=[person, certificate, person])
    assert made.digests.count() == 3
    for model in (Organ, Person, Certificate):
        row = model.objects.get()
        assert RowDigest.objects.get(row_id=row.pk).digest == hashing.row_digest(row)


def test_personal_numbers_never_reach_the_trail_in_clear(organ: Organ, by: Actor, at: datetime) -> None:
    made = services.record(
        subject=organ, verb="open", by=by, at=at, facts={"text": ["电话13812345678", {"id": "33012719900101123X"}]}, note="回电 13812345678"
    )
    assert made.facts == {"text": ["电话138****5678", {"id": "330127**********3X"}]}
    assert made.note == "回电 138****5678"
    assert masking.scrub("统一社会信用代码 91330127MA2ABCDE1X") == "统一社会信用代码 91330127MA2ABCDE1X"
    assert (masking.name("王小明"), masking.phone("13812345678"), masking.fingerprint("a")) == (
        "王**",
        "138****5678",
        masking.fingerprint("a"),
    )


def test_a_confidential_record_shows_neither_note_nor_facts_unless_asked_for(organ: Organ, by: Actor, at: datetime) -> None:
    services.record(subject=organ, verb="open", by=by, at=at, facts={"reporter": "王**"}, note="来电人要求保密", confidential=True)
    assert (queries.story(organ.pk)[0].note, queries.story(organ.pk)[0].facts) == ("", {})
    assert queries.story(organ.pk, confidential=True)[0].facts == {"reporter": "王**"}


def test_records_cannot_be_changed_or_removed_through_the_model(organ: Organ, by: Actor, at: datetime) -> None:
    made = services.record(subject=organ, verb="open", by=by, at=at)
    for attempt in (made.save, made.delete, Record.objects.all().delete, lambda: Record.objects.update(verb="x")):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused(organ: Organ, by: Actor, at: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        services.record(subject=organ, verb="open", by=by, at=at)


def test_a_position_is_taken_once(organ: Organ, by: Actor, at: datetime) -> None:
    made = services.record(subject=organ, verb="open", by=by, at=at)
    twin = Record(
        subject_type=made.subject_type, subject_id=made.subject_id, position=1, verb="x", at=at, name="", pack_version="", hash="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_submit_key_works_once_and_is_freed_by_a_rollback(db: None, by: Actor) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        assert acts.once("k", by)
        raise RuntimeError
    assert acts.once("k", by)
    assert not acts.once("k", by)
    assert acts.once("", by)
    assert acts.once("", by)


def test_an_act_on_an_older_version_is_refused(organ: Organ) -> None:
    acts.save(acts.locked(Organ, organ.pk, 1))
    with pytest.raises(acts.Stale) as refused:
        acts.locked(Organ, organ.pk, 1)
    assert refused.value.version == 2


def test_the_ledger_numbers_every_record_once_in_order(organ: Organ, by: Actor, at: datetime) -> None:
    hashes = [services.record(subject=organ, verb=str(n), by=by, at=at).hash for n in range(3)]
    assert services.seal() == 3
    assert services.seal() == 0
    entries = LedgerEntry.objects.order_by("number")
    assert [(e.number, e.record.hash) for e in entries] == list(enumerate(hashes, 1))
    assert [e.previous for e in entries] == ["", *[e.hash for e in entries][:-1]]
    assert not Unsealed.objects.exists()
    assert [e.number for e in queries.story(organ.pk)] == [1, 2, 3]


@dataclass(frozen=True)
class Facts:
    day: date
    moment: datetime
    money: Decimal
    roles: frozenset[str]
    law: Citation


def test_facts_have_one_written_form(at: datetime) -> None:
    facts = Facts(date(2026, 9, 1), datetime(2026, 9, 1, 2, tzinfo=UTC), Decimal("1.50"), frozenset({"b", "a"}), Citation("行政处罚法", 51))
    assert hashing.plain(facts) == {
        "day": "2026-09-01",
        "moment": "2026-09-01T02:00:00.000000+00:00",
        "money": "1.50",
        "roles": ["a", "b"],
        "law": "行政处罚法 第五十一条",
    }
    assert hashing.plain({"moment": at, "n": 1.0, "x": 0.5}) == {"moment": "2026-09-01T02:00:00.000000+00:00", "n": 1, "x": 0.5}
    with pytest.raises(TypeError):
        hashing.plain(object())


def test_many_records_of_one_act_are_those_that_single_ones_would_be(empty: None, by: Actor, at: datetime) -> None:
    organs = [Organ.objects.create(code=f"o{n}", name="机关", kind="county_enforcement_bureau") for n in range(3)]
    services.record(subject=organs[0], verb="load", by=by, at=at)
    for organ in organs:
        organ.name = "改名"
    acts.save_all(organs, "name")
    services.record_acts(verb="rename", by=by, at=at, acts=[services.Act(o, {"code": o.code}) for o in organs], note="改名")
    assert [r.position for r in Record.objects.filter(verb="rename").order_by("subject_id")] == [2, 1, 1]
    assert [(o.name, o.version) for o in Organ.objects.order_by("code")] == [("改名", 2)] * 3
    assert Unsealed.objects.count() == 4
    assert list(verification.check_records(verification.Counts())) == []
    assert list(verification.check_tables(verification.Counts())) == []
