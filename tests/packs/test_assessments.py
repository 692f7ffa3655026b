"""What the demonstration shows of assessments, and that production shows none."""

from __future__ import annotations

from zhifa.law.empowerment import BY_CODE
from zhifa.packs.assessments import shown_assessments


def test_the_demonstration_has_finished_and_open_assessments_with_their_document() -> None:
    found = shown_assessments(("cn", "zhejiang", "chunan", "demo"))
    assert {a.state for a in found} == {"opened", "concluded"}
    assert all(a.document.startswith(b"%PDF") and a.layer == "demo" for a in found)
    assert {f.indicator for a in found for f in a.facts} <= set(BY_CODE)


def test_layers_without_demonstration_show_none() -> None:
    assert shown_assessments(("cn", "zhejiang", "chunan")) == ()
