"""The fast way to a digest writes the same bytes as the plain one, and as Python's own writer, which outsiders verify with."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail import hashing

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(["2.0", "1.0]", "3e5", "事项 2.0,", '"', "\u2028"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0, -0.0, 1.0, 1e-7, 6e-05, 0.0001, 1e16, 1e22, 0.1])
    | TEXTS
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12)


@given(VALUES)
def test_canonical_text_is_what_pythons_writer_makes(value: Any) -> None:
    said = hashing.plain(value)
    assert hashing.canonical(said) == json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@given(VALUES)
def test_a_row_is_digested_as_its_plain_columns_are(value: Any) -> None:
    row = Incident(proposals=value, text="2.0]")
    assert hashing.row_digest(row) == hashing.digest(hashing.canonical([hashing.label(row), hashing.columns(row)]))


@given(VALUES)
def test_a_stored_value_has_the_digest_of_what_is_read_back(value: Any) -> None:
    row = Incident(proposals=value)
    read = Incident(id=row.pk, proposals=json.loads(json.dumps(value)))
    assert hashing.row_digest(row) == hashing.row_digest(read)
