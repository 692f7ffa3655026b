"""Choosing a matter out of thousands: listed ones by a click, all others by code or name."""

from __future__ import annotations

import pytest

from zhifa.apps.catalogue import queries as catalogue
from zhifa.interfaces.frame.loop.incidents import Accept, OneMatter, matter_choices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def test_a_matter_is_found_by_code_by_name_and_by_words_of_its_name() -> None:
    one = catalogue.matter("UM-001")
    assert one is not None
    for words in ("UM-001", one.name, one.name[:-1]):
        form = OneMatter({"named": words})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["matter"] == "UM-001"


def test_words_of_many_or_no_matters_are_a_fault_that_names_what_fits() -> None:
    several = OneMatter({"named": "擅自"})
    assert not several.is_valid()
    assert "请写代码" in str(several.errors["named"])
    assert not OneMatter({"named": "月亮上的事"}).is_valid()
    assert not OneMatter({}).is_valid()


def test_listed_named_and_proposed_matters_are_accepted_together_once() -> None:
    form = Accept({"matters": ["UM-001"], "other": "UM-002", "named": "UM-001"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["chosen"] == ["UM-001", "UM-002"]
    assert not Accept({"matters": ["XX-999"]}).is_valid()


def test_the_list_holds_the_matters_that_people_wrote() -> None:
    assert [code for code, _ in matter_choices()[1:]] == [m.code for m in catalogue.matters()]
