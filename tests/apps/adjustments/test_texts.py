"""A text is amended: the matters that rest on it become one request, each with what it shall say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.apps.adjustments.world import AT, BUREAU_DOC, EFFECT, ON_THE_DAY
from tests.county import who
from zhifa.algorithms.statutes import compare, provisions_of, read_articles
from zhifa.apps.adjustments import services
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def texts(matter: str) -> tuple[str, int, list[str], list[str]]:
    """An invented old and new wording of the article on which a matter rests."""
    row = catalogue.matter(matter)
    assert row is not None
    place = row.basis("penalty")[0].citation
    lines = [
        f"第{str(place).split('第')[1].split('条')[0]}条　擅自占道经营的，处{sum_}罚款。"
        for sum_ in ("五十元以上二百元以下", "一百元以上五百元以下")
    ]
    return place.law, place.article, [lines[0]], [lines[1]]


def lone() -> str:
    """A matter whose penalty is a whole article that no other matter of the catalogue rests on."""
    placed: dict[tuple[str, int], list[str]] = {}
    for m in catalogue.matters():
        for b in m.basis("penalty"):
            placed.setdefault((b.citation.law, b.citation.article), []).append(m.code)
    for m in catalogue.matters():
        bases = m.basis("penalty")
        whole = len(bases) == 1 and bases[0].citation.paragraph is None and bases[0].citation.sub is None
        if whole and placed[bases[0].citation.law, bases[0].citation.article] == [m.code] and not m.until:
            return m.code
    raise LookupError


def test_a_new_fine_becomes_a_revision_that_holds_from_its_day() -> None:
    code = lone()
    law, _article, old, new = texts(code)
    before, after = ([p for a in read_articles(lines) for p in provisions_of(a)] for lines in (old, new))
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, law=law, differences=compare(before, after), effective_on=EFFECT)
    item = row.items.get()
    assert (row.ground, item.kind, item.subject) == ("law_amended", "revise_matter", code)
    assert item.after["ranges"][0]["maximum"] == "500"
    services.submit_change(by=who("guidance"), at=AT, change=row.pk)
    services.score_change(by=who("guidance"), at=AT, change=row.pk)
    services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="按修改后的条文")
    services.approve_change(by=who("bureau-head-1"), at=AT, change=row.pk, documents=(BUREAU_DOC,))
    services.publish_change(by=who("guidance"), at=AT, change=row.pk, channel="网站")
    services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    ranges = {(r.since, r.maximum) for r in catalogue.matter(code).ranges}  # type: ignore[union-attr]
    assert (EFFECT, Decimal(500)) in ranges


def test_a_penalty_that_is_gone_ends_the_matter_that_rests_on_nothing_else() -> None:
    code = lone()
    law, _article, old, _new = texts(code)
    before = [p for a in read_articles(old) for p in provisions_of(a)]
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, law=law, differences=compare(before, []))
    assert [(i.kind, i.subject) for i in row.items.all()] == [("end_matter", code)]


def test_a_text_on_which_nothing_rests_proposes_nothing() -> None:
    before = [p for a in read_articles(["第五十条　擅自敲冰的，处一百元罚款。"]) for p in provisions_of(a)]
    with pytest.raises(Invalid):
        services.change_from_texts(by=acting.SYSTEM, at=AT, law="镜湖养护条例", differences=compare(before, []))


def test_the_command_proposes_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = lone()
    law, _article, old, new = texts(code)
    paths = []
    for year, lines in ((2020, old), (2026, new)):
        path = tmp_path / f"{law}({year}-01-01).md"
        path.write_text("\n\n".join(["## 法律责任", *lines]), encoding="utf-8")
        paths.append(str(path))
    day = (date(2026, 12, 31) + timedelta(days=1)).isoformat()
    assert cli.main(["statutes", "diff", *paths, "--propose", "--effective", day]) == 1
    assert "TZ" in capsys.readouterr().err
    assert Matter.objects.filter(code=code, until__isnull=True).exists()
