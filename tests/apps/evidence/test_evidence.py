from __future__ import annotations

import hashlib
import io
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from zhifa.apps.evidence import media, queries, services, storing
from zhifa.apps.evidence.models import EvidenceFile
from zhifa.apps.evidence.thumbnails import thumbnail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.queries import story
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(settings: Any, tmp_path: Path) -> Path:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.VAR = tmp_path
    return tmp_path


def picture(colour: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 400), (colour, 90, 90)).save(out, "JPEG")
    return out.getvalue()


def actor(*roles: Role, certificate: str = "", name: str = "执法队员甲") -> Actor:
    return Actor(name, name, "", frozenset(roles), "zhzf", "weiping", certificate=certificate, tenant="330127")


OFFICER = actor(Role.OFFICER, certificate="33-1")
AUXILIARY = actor(Role.AUXILIARY, name="协辅")
CAMERA = Actor("", "视频平台", "video", frozenset({Role.CONNECTOR}), tenant="330127")


def test_a_file_is_kept_under_its_hash_read_only_and_told_in_the_trail(at: datetime) -> None:
    content, subject = picture(), uuid4()
    kept = services.store(
        by=OFFICER, at=at, content=content, name="C:\\fake\\店外.jpg", kind="photo", subject_id=subject, lon=119.0, lat=29.6
    )
    assert kept.path.read_bytes() == content
    assert kept.path.stat().st_mode & 0o777 == 0o440
    assert (kept.sha256, kept.media_type, kept.name) == (hashlib.sha256(content).hexdigest(), "image/jpeg", "店外.jpg")
    assert kept.sm3 in ("", hashlib.new("sm3", content).hexdigest())
    assert [e.verb for e in story(kept.pk)] == ["evidence.store"]
    assert queries.adopted(subject) == 1
    assert [r.name for r in queries.by_subject([subject])[subject]] == ["店外.jpg"]
    assert not list((kept.path.parents[2] / "incoming").iterdir())


def test_the_same_bytes_twice_are_one_file_and_two_rows(at: datetime) -> None:
    first, second = (services.store(by=OFFICER, at=at, content=io.BytesIO(picture()), name=n, kind="photo") for n in "ab")
    assert first.path == second.path
    assert EvidenceFile.objects.count() == 2


def test_a_changed_file_in_the_store_is_noticed_when_its_bytes_come_again(at: datetime) -> None:
    kept = services.store(by=OFFICER, at=at, content=picture(), name="a", kind="photo")
    kept.path.chmod(0o640)
    kept.path.write_bytes(b"other")
    with pytest.raises(storing.Damaged):
        services.store(by=OFFICER, at=at, content=picture(), name="b", kind="photo")
    assert kept.path.read_bytes() == b"other", "evidence is never overwritten, not even to mend it"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空"),
        (b"MZ\x90\x00 program", "不接受"),
        (b"<html><script>", "不接受"),
        (b"PK\x03\x04 any archive", "不接受"),
        (b"\xff\xd8\xff" + b"x" * 2048, "超过"),
    ],
)
def test_what_is_no_material_is_refused_and_leaves_nothing(content: bytes, says: str, at: datetime, settings: Any, room: Path) -> None:
    settings.EVIDENCE_LARGEST = 1024
    with pytest.raises(Invalid, match=says):
        services.store(by=OFFICER, at=at, content=content, name="photo.jpg", kind="photo")
    assert not EvidenceFile.objects.exists()
    assert not [p for p in (room / "evidence").rglob("*") if p.is_file()]


def test_a_type_is_told_by_the_first_bytes() -> None:
    heads = {
        b"\xff\xd8\xff\xe0": "image/jpeg",
        b"%PDF-1.7": "application/pdf",
        b"\0\0\0\x18ftypheic": "image/heic",
        b"\0\0\0\x18ftypisom": "video/mp4",
        b"RIFF\0\0\0\0WEBP": "image/webp",
        b"RIFF\0\0\0\0AVI ": "",
        b"PK\x03\x04....word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04....OFD.xml": "application/ofd",
    }
    assert {head: media.media_type(head) for head in heads} == heads


def test_what_an_auxiliary_brings_is_a_lead_until_a_certified_officer_adopts_it(at: datetime) -> None:
    subject = uuid4()
    lead = services.store(by=AUXILIARY, at=at, content=picture(), name="a", kind="photo", subject_id=subject)
    assert (lead.material, queries.adopted(subject)) == ("lead", 0)
    services.adopt(by=OFFICER, at=at, evidence_id=lead.pk)
    assert queries.adopted(subject) == 1
    services.set_aside(by=OFFICER, at=at, evidence_id=lead.pk, reason="与本案无关")
    assert queries.adopted(subject) == 0
    assert [(e.verb, e.note) for e in story(lead.pk)] == [
        ("evidence.store", ""),
        ("evidence.adopt", ""),
        ("evidence.set_aside", "与本案无关"),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_only_enforcers_with_a_certificate_adopt_or_set_aside(role: Role, at: datetime) -> None:
    lead = services.store(by=CAMERA, at=at, content=picture(), name="a", kind="photo")
    may = role in (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL)
    for by in (actor(role), actor(role, certificate="33-1")) if not may else (actor(role), actor(role, Role.AUXILIARY, certificate="33-1")):
        with pytest.raises(Denied):
            services.adopt(by=by, at=at, evidence_id=lead.pk)
        with pytest.raises(Denied):
            services.set_aside(by=by, at=at, evidence_id=lead.pk, reason="x")
    if may:
        assert services.adopt(by=actor(role, certificate="33-1"), at=at, evidence_id=lead.pk).material == "adopted"


def test_an_auxiliary_is_told_the_article(at: datetime) -> None:
    lead = services.store(by=CAMERA, at=at, content=picture(), name="a", kind="photo")
    with pytest.raises(Denied) as refused:
        services.adopt(by=actor(Role.OFFICER, Role.AUXILIARY, certificate="33-1"), at=at, evidence_id=lead.pk)
    assert str(refused.value.ruling.citations[0]) == "浙江省综合行政执法条例 第三十条"


@pytest.mark.parametrize("role", [Role.DISCIPLINE, Role.LEADER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_those_who_look_on_bring_no_material(role: Role, at: datetime) -> None:
    with pytest.raises(Denied):
        services.store(by=actor(role), at=at, content=picture(), name="a", kind="photo")
    with pytest.raises(Denied):
        services.declare(by=actor(role), at=at, sha256="0" * 64, name="a", kind="photo")


def test_a_source_declares_a_hash_first_and_brings_the_bytes_later(at: datetime) -> None:
    content = picture()
    sha256 = hashlib.sha256(content).hexdigest()
    row = services.declare(by=CAMERA, at=at, sha256=sha256.upper(), name="a.jpg", kind="photo", subject_id=uuid4())
    assert queries.awaited(sha256, CAMERA.name)
    with pytest.raises(Blocked, match="not_here_yet"):
        services.adopt(by=OFFICER, at=at, evidence_id=row.pk)
    with pytest.raises(Invalid, match="不一致"):
        services.store_declared(by=CAMERA, at=at, sha256=sha256, content=picture(200))
    other = Actor("", "别的来源", "", frozenset({Role.CONNECTOR}), tenant="330127")
    with pytest.raises(EvidenceFile.DoesNotExist):
        services.store_declared(by=other, at=at, sha256=sha256, content=content)
    assert services.store_declared(by=CAMERA, at=at, sha256=sha256, content=content) == 1
    assert services.store_declared(by=CAMERA, at=at, sha256=sha256, content=content) == 0
    assert queries.one(row.pk).stored
    assert not queries.awaited(sha256, CAMERA.name)


@pytest.mark.parametrize("wrong", [{"sha256": "abc"}, {"kind": "weapon"}, {"lat": 91.0}])
def test_a_wrong_declaration_names_its_field(wrong: dict[str, str], at: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        services.declare(**{"by": CAMERA, "at": at, "sha256": "0" * 64, "name": "a", "kind": "photo", **wrong})  # type: ignore[arg-type]
    assert list(refused.value.errors) == list(wrong)


def test_many_writers_of_the_same_bytes_leave_one_whole_file() -> None:
    content = picture()
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(storing.put, [content] * 16))
    assert {k.sha256 for k in kept} == {hashlib.sha256(content).hexdigest()}
    assert storing.place(kept[0].sha256).read_bytes() == content
    assert os.listdir(storing.place(kept[0].sha256).parents[2] / "incoming") == []


def test_a_thumbnail_is_small_and_leaves_the_original_alone(at: datetime) -> None:
    content = picture()
    kept = services.store(by=OFFICER, at=at, content=content, name="a", kind="photo")
    small = thumbnail(kept.sha256)
    assert small is not None
    with Image.open(small) as opened:
        assert opened.size == (160, 53)
    assert kept.path.read_bytes() == content
    assert thumbnail(services.store(by=OFFICER, at=at, content=b"%PDF-1.7 x", name="b", kind="document").sha256) is None
