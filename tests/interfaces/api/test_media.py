"""Files come by their hash: only what a report of this token named, only the bytes that were named, once."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.interfaces.api.conftest import ADMIN, Source
from tests.interfaces.api.test_incidents import problem
from zhifa.apps.evidence.models import EvidenceFile
from zhifa.apps.exchange.services import issue_token
from zhifa.interfaces.frame import clock

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 200
HASH = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def reported(source: Source, body: dict[str, Any]) -> Source:
    """A report that names one photo was taken in."""
    assert source.post("/incidents", body | {"media": [HASH]}).status_code == 201
    return source


def test_named_file_is_stored_once_as_lead_material(reported: Source) -> None:
    first, again = reported.send("PUT", f"/media/{HASH}", PHOTO), reported.send("PUT", f"/media/{HASH}", PHOTO)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == {"sha256": HASH, "rows": 1}
    row = EvidenceFile.objects.get()
    assert row.stored_at is not None
    assert row.material == "lead"
    assert row.path.read_bytes() == PHOTO


def test_other_bytes_under_the_hash_are_refused(reported: Source) -> None:
    said = problem(reported.send("PUT", f"/media/{HASH}", PHOTO + b"x"), 422)
    assert said["errors"][0]["field"] == "content"
    assert EvidenceFile.objects.get().stored_at is None


def test_empty_file_is_refused(reported: Source) -> None:
    problem(reported.send("PUT", f"/media/{HASH}", b""), 422)


def test_unnamed_file_and_file_of_another_source_are_not_taken(reported: Source) -> None:
    other = hashlib.sha256(b"x").hexdigest()
    problem(reported.send("PUT", f"/media/{other}", b"x"), 404)
    reported.token = issue_token(by=ADMIN, at=clock.now(), source="110", name="110")
    problem(reported.send("PUT", f"/media/{HASH}", PHOTO), 404)


@pytest.mark.parametrize("name", ["x", "A" * 64, HASH[:-1], HASH + "0", "..%2f..%2fetc"])
def test_name_that_is_no_hash_is_refused(source: Source, name: str) -> None:
    assert source.send("PUT", f"/media/{name}", PHOTO).status_code in (404, 422)


def test_file_beyond_the_limit_is_refused(reported: Source, settings: Any) -> None:
    settings.EVIDENCE_LARGEST = 100
    problem(reported.send("PUT", f"/media/{HASH}", PHOTO), 422)
