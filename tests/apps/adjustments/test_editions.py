"""A newer edition of the packs: its differences become items of a change that takes the way of every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from tests.apps.adjustments.world import AT, EFFECT, played
from tests.county import KEEPER, who
from zhifa.apps.adjustments import queries, services
from zhifa.apps.adjustments.models import Change
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue import services as loading
from zhifa.apps.catalogue.models import MatterGrant, Statute
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry import services as registry_loading
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import acting
from zhifa.law.rulings import Denied
from zhifa.packs.county import CountyData, Entry, load_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]

NEW_TEXT = {"code": "ST-NEW", "title": "镜湖养护条例", "version": "2026-10-01", "level": "local_regulation"}
NEW_MATTER = {
    **{"code": "UM-901", "name": "在镜湖冰面行车", "domain": "urban_management", "subdomain": "", "origin": "chunan"},
    **{"official_code": "", "precondition": "none", "kinds": "fine", "words": "冰上开车", "remarks": "", "since": "", "until": ""},
}
NEW_BASIS = {"code": "UM-901:penalty:1", "matter": "UM-901", "role": "penalty", "statute": "ST-NEW", "article": "12", "sub": "",
             "paragraph": "2", "item": "", "mark": ""}  # fmt: skip
NEW_RANGE = {"code": "UM-901:1", "matter": "UM-901", "party_kind": "any", "tier": "base", "condition": "", "min": "200", "max": "900",
             "unit": "", "ratio_min": "", "ratio_max": "", "base": "", "precondition": "none"}  # fmt: skip


def entry(values: dict[str, Any]) -> Entry:
    return Entry(values["code"], "chunan", values, "test:1")


def edition(**changed: Any) -> CountyData:
    """The configured packs with other rows in these tables: table → (code → cells to change | None to leave out), rows to add."""
    data = load_county(tuple(settings.ZHIFA_PACKS))
    tables = dict(data.tables)
    for table, (edits, added) in changed.items():
        rows = [e for e in data.table(table) if edits.get(e.code, {}) is not None]
        rows = [replace(e, values={**e.values, **edits[e.code]}) if e.code in edits else e for e in rows]
        tables[table] = (*rows, *(entry(v) for v in added))
    return replace(data, tables=tables, digests={**data.digests, "catalogue": "newer", "registry": "newer"})


def loaded(**changed: Any) -> None:
    data = edition(**changed)
    registry_loading.load_pack(by=KEEPER, at=AT, data=data)
    loading.load_pack(by=KEEPER, at=AT, data=data)


def ranged() -> Any:
    """A row of the packs for a fine whose degree a matter has once."""
    data = load_county(tuple(settings.ZHIFA_PACKS))
    keys = [(e.values["matter"], e.values["party_kind"], e.values["tier"]) for e in data.table("ranges")]
    rows = zip(data.table("ranges"), keys, strict=True)
    return next(e for e, key in rows if keys.count(key) == 1 and e.values["max"] and e.values["matter"].startswith("UM"))


def test_without_a_newer_edition_nothing_waits(django_assert_num_queries: Any) -> None:
    office = who("guidance")
    with django_assert_num_queries(2):
        assert queries.open_editions(office, EFFECT).items == ()
    with pytest.raises(Invalid):
        services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT)


def test_differences_of_matters_fines_texts_and_squads_take_effect_as_one_change() -> None:
    row = ranged()
    loaded(
        statutes=({}, [NEW_TEXT]),
        matters=({"UM-001": {"name": "擅自占道设摊"}, "UM-002": None}, [NEW_MATTER]),
        bases=({}, [NEW_BASIS]),
        ranges=({row.code: {"max": "77777"}}, [NEW_RANGE]),
        organs=({"archives": {"name": "淳安县档案馆"}}, []),
        coverage=({"330127107:squad-jiangjia": None}, [{"code": "330127107:squad-weiping", "area": "330127107", "team": "squad-weiping"}]),
    )
    found = queries.open_editions(who("guidance"), EFFECT)
    assert dict(found.left) == {"organs": 1}
    assert sorted((i.kind, i.subject) for i in found.items) == sorted(
        {("revise_matter", "UM-001"), ("end_matter", "UM-002"), ("new_matter", "UM-901"), ("revise_matter", row.values["matter"]),
         ("coverage", "330127107")}
    )  # fmt: skip
    change = services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT)
    assert queries.open_editions(who("guidance"), EFFECT).items == ()
    with pytest.raises(Invalid):
        services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT)
    played(change)
    matters = {code: catalogue.matter(code) for code in ("UM-001", "UM-002", "UM-901", row.values["matter"])}
    assert (matters["UM-001"].name, matters["UM-002"].until) == ("擅自占道设摊", EFFECT)
    assert (matters["UM-901"].since, matters["UM-901"].ranges[0].maximum) == (EFFECT, Decimal(900))
    assert str(matters["UM-901"].basis("penalty")[0].citation) == "镜湖养护条例 第十二条 第二款"
    assert Statute.objects.get(code="ST-NEW").version_date == date(2026, 10, 1)
    later = [r.maximum for r in matters[row.values["matter"]].ranges if r.since == EFFECT]
    assert later == [Decimal(77777)]
    assert {c.team for c in registry.cover(EFFECT) if c.area == "330127107"} == {"squad-weiping"}


def test_a_power_that_another_holds_in_the_newer_edition_ends_and_begins_anew() -> None:
    grant = MatterGrant.objects.filter(holder_kind="county_enforcement_bureau", matter=None, power="penalty", areas=[], until=None).first()
    assert grant is not None
    loaded(grants=({grant.code: {"holder": "housing_construction", "holder_kind": "original_department", "team": ""}}, []))
    items = queries.open_editions(who("guidance"), EFFECT).items
    assert sorted((i.kind, i.subject) for i in items) == [("new_grant", grant.domain), ("revise_grant", grant.code)]
    change = services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT, keys=[i.key for i in items])
    said = {i.kind: i.after for i in change.items.all()}
    assert said["revise_grant"] == {"until": "2026-10-01"}
    assert (said["new_grant"]["holder"], said["new_grant"]["powers"]) == ("housing_construction", ["penalty"])


def test_a_withdrawn_change_gives_its_differences_back_and_strangers_get_nothing() -> None:
    loaded(matters=({"UM-001": {"name": "擅自占道设摊"}}, []))
    change = services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT)
    services.withdraw_change(by=who("guidance"), at=AT, change=change.pk, reason="另议")
    assert len(queries.open_editions(who("guidance"), EFFECT).items) == 1
    with pytest.raises(Denied):
        services.change_from_editions(by=who("dispatcher-1"), at=AT, effective_on=EFFECT)
    with pytest.raises(Invalid):
        services.change_from_editions(by=who("guidance"), at=AT, effective_on=EFFECT, keys=["new_matter:UM-999:UM-999"])


def test_the_command_puts_them_into_a_draft(capsys: pytest.CaptureFixture[str]) -> None:
    loaded(matters=({"UM-001": {"name": "擅自占道设摊"}}, []), organs=({"archives": {"name": "淳安县档案馆"}}, []))
    assert cli.main(["packs", "propose", "--effective", "2026-10-01"]) == 0
    told = capsys.readouterr().out
    assert "1 项" in told
    assert "organs 1" in told
    assert Change.objects.get().requested_by_name == acting.SYSTEM.name
    assert cli.main(["packs", "propose", "--effective", "2026-10-01"]) == 1
