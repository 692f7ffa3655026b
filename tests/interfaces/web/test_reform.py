"""The desk of the reform targets: denominators and versions stand beside the numbers, every number opens its rows."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.interfaces.web.test_desks import logged_in, people  # noqa: F401
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.registry.services import touch

pytestmark = pytest.mark.django_db
PAGE = "/desk/reform/"
YEAR_END = "2021-12-31"


def text(client: Any, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_overview_shows_each_figure_with_denominator_version_target_and_what_is_missing(people: None) -> None:  # noqa: F811
    page = text(logged_in("leader"), f"{PAGE}?day={YEAR_END}")
    for part in ("48.0%", "÷ 25", "seed-25", "综合行政执法事项拓展到60%以上的执法领域", "未达到", "÷ 1833", "OP-02", "缺事实，不能计算"):
        assert part in page
    other = text(logged_in("leader"), f"{PAGE}?day={YEAR_END}&taxonomy=seed-32")
    assert "÷ 32" in other
    assert "seed-32" in other
    unknown = text(logged_in("leader"), f"{PAGE}?taxonomy=province-40")
    assert "省里 40 个领域的名单没有提供" in unknown


def test_the_last_matter_of_archives_ends_and_the_page_names_the_domain_that_dropped(people: None) -> None:  # noqa: F811
    Matter.objects.filter(domain="archives").update(until=date(2021, 12, 31))
    touch("catalogue")
    page = text(logged_in("leader"), f"{PAGE}figures/X1/?day={YEAR_END}")
    assert "44.0%" in page
    assert re.search(r"退出：档案\s*<", page)


def test_a_figure_opens_its_rows_filters_them_and_saves_them(people: None) -> None:  # noqa: F811
    client = logged_in("guidance")
    url = reverse("web:reform_figure", args=["X1"])
    counted = client.get(url, {"day": YEAR_END, "standing": "counted"}).context
    assert (len(counted["rows"]), counted["figure"]["numerator"]) == (12, 12)
    assert [r["name"] for r in client.get(url, {"q": "档案"}).context["rows"]] == ["档案"]
    saved = client.get(url, {"format": "csv", "day": YEAR_END})
    assert saved["Content-Type"].startswith("text/csv")
    assert len(saved.content.decode("utf-8-sig").strip().splitlines()) == 26
    series = client.get(url, {"format": "series"}).content.decode("utf-8-sig")
    assert f"{YEAR_END},12,25,48.0,seed-25" in series
    assert (
        "X1,综合执法事项覆盖的领域,2021-12-31,12,25,48.0,seed-25" in client.get(PAGE, {"format": "csv", "day": YEAR_END}).content.decode()
    )


def test_the_chart_is_drawn_with_targets_and_has_a_table_beside_it(people: None) -> None:  # noqa: F811
    page = text(logged_in("leader"), f"{PAGE}figures/X1/?day={YEAR_END}")
    assert 'role="img"' in page
    assert 'class="goal"' in page
    assert "60% · 2021-12-31" in page
    assert page.count('<tr><td class="nowrap">') >= 4


def test_every_figure_has_a_page_and_an_unknown_one_has_none(people: None) -> None:  # noqa: F811
    client = logged_in("discipline")
    for code in [f["code"] for f, _ in client.get(PAGE).context["figures"]]:
        assert client.get(reverse("web:reform_figure", args=[code])).status_code == 200
    assert client.get(reverse("web:reform_figure", args=["X99"])).status_code == 404


def test_a_day_that_is_none_is_said_at_its_field(people: None) -> None:  # noqa: F811
    assert "error" in text(logged_in("leader"), f"{PAGE}?day=2021-13-45", 422)


def test_who_does_not_read_the_cockpit_is_refused_and_the_page_speaks_english(people: None) -> None:  # noqa: F811
    assert logged_in("weiping-officer-1").get(PAGE).status_code == 403
    client = logged_in("leader")
    client.cookies["django_language"] = "en"
    page = text(client, f"{PAGE}?day={YEAR_END}")
    assert "Domains that comprehensive enforcement reaches" in page


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}figures/X7/", f"{PAGE}figures/X1/"])
def test_a_page_asks_no_more_than_it_says(people: None, url: str, django_assert_max_num_queries: Any) -> None:  # noqa: F811
    client = logged_in("leader")
    client.get(url)
    with django_assert_max_num_queries(32):
        client.get(url)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("reform_subjects", ("每支队伍都有类别", "淳安县综合行政执法局", "汾口镇人民政府")),
        ("reform_powers", ("三权不一致", "汾口镇", "职责边界", "目录的构成")),
        ("reform_vacuum", ("没有执法空档",)),
    ],
)
def test_the_registers_beside_the_targets(people: None, name: str, says: tuple[str, ...], django_assert_max_num_queries: Any) -> None:  # noqa: F811
    client = logged_in("discipline")
    page = text(client, reverse(f"web:{name}"))
    for part in says:
        assert part in page
    assert client.get(reverse(f"web:{name}"), {"format": "csv"})["Content-Type"].startswith("text/csv")
    assert logged_in("weiping-officer-1").get(reverse(f"web:{name}")).status_code == 403
    with django_assert_max_num_queries(32):
        client.get(reverse(f"web:{name}"))
