"""The county with everything that the texts give, in a database: loaded, proven, ruled on, read in a known number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import county
from zhifa.apps.catalogue import queries, services
from zhifa.apps.catalogue.queries import counting
from zhifa.apps.catalogue.queries.reading import matter_rows
from zhifa.apps.registry import services as registry_services
from zhifa.interfaces.frame.sentences import say
from zhifa.packs.compiled import LAYER, ORIGIN
from zhifa.packs.county import load_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty")]
DAY = date(2026, 9, 1)


def test_the_full_catalogue_loads_is_proven_and_says_what_nobody_has_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = ("cn", "zhejiang", "chunan", LAYER, "demo")
    monkeypatch.setattr(settings, "ZHIFA_PACKS", list(layers))
    data = load_county(layers)
    registry_services.load_pack(by=county.KEEPER, at=county.LOADED_AT, data=data)
    loaded = services.load_pack(by=county.KEEPER, at=county.LOADED_AT, data=data)
    assert loaded.added["matters"] == len(data.table("matters")) == len(queries.matters())

    report = queries.proof(None)
    assert not report.faults
    assert report.matters == len(data.table("matters"))

    area = next(e.code for e in data.table("areas") if e.values["kind"] == "township")
    one = {True: "", False: ""} | {m.origin == ORIGIN: m.code for m in queries.matters("urban_management") if m.valid(DAY)}
    assumed = {c: queries.authority(matter=code, power="penalty", area=area, day=DAY).ruling.assumptions for c, code in one.items()}
    assert "assumption.compiled_matter" in assumed[True]
    assert "assumption.compiled_matter" not in assumed[False]
    assert "没有经县里确认" in say("assumption.compiled_matter")

    with CaptureQueriesContext(connection) as asked:
        matter_rows(settings.ZHIFA_TENANT, {})
    assert len(asked) == 5

    tally = counting.tally()
    assert tally.total.compiled == sum(m.origin == ORIGIN for m in queries.matters())
    assert tally.total.loaded == len(queries.matters())
