"""Lists of the professional domains are drafted, sorted, submitted and confirmed with a document, and X2 counts exactly that (R4 c)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests import county
from zhifa.apps.appraisal import services
from zhifa.apps.appraisal.models import ProfessionalList
from zhifa.apps.appraisal.queries import lists as queries
from zhifa.apps.appraisal.queries import reform
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.procedure.professional_list import LIST_GUARDS, PROFESSIONAL_LIST
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 3, 10, tzinfo=county.SHANGHAI)
LATER = AT + timedelta(days=10)
DOCUMENT = "淳司〔2026〕1号"


@pytest.fixture(autouse=True)
def drafted(db: None) -> None:
    county.load()
    services.draft_lists(by=who("guidance"), at=AT)


def who(name: str) -> Any:
    return county.who(name)


def of(domain: str) -> ProfessionalList:
    return ProfessionalList.objects.get(domain=domain, state__in=("drafted", "submitted", "confirmed"))


def confirm(domain: str, at: datetime = LATER) -> ProfessionalList:
    services.submit_list(by=who("guidance"), at=at, pk=of(domain).pk)
    return services.confirm_list(by=who("legal"), at=at, pk=of(domain).pk, document=DOCUMENT)


def figure(day: datetime = LATER) -> Any:
    return reform.figure(who("leader"), "X2", day.date()).figure


def test_each_professional_domain_gets_one_list_and_drafting_again_changes_nothing() -> None:
    assert set(ProfessionalList.objects.values_list("domain", flat=True)) == {
        "market", "culture_market", "transport", "agriculture", "emergency", "natural_resources", "health", "forestry",
    }  # fmt: skip
    assert of("forestry").organ == "natural_resources"
    assert of("market").matters.count() == Matter.objects.filter(domain="market").count()
    assert services.draft_lists(by=who("guidance"), at=LATER) == []
    assert [e.verb for e in trail.story(of("market").pk)] == ["professional_list.draft"]


def test_the_figure_counts_confirmed_items_of_the_lists_and_is_unsaid_before_any_list() -> None:
    assert figure(AT - timedelta(days=1)).numerator is None
    before = figure()
    assert (before.numerator, before.missing[0].code) == (0, "reform.missing.confirmation")
    row = confirm("market")
    found = figure()
    assert found.numerator == row.matters.count()
    assert found.denominator == before.denominator
    assert DOCUMENT in {x.reason.values.get("document") for x in found.lines}
    assert figure(LATER - timedelta(days=1)).numerator == 0
    for domain in ProfessionalList.objects.filter(state="drafted").values_list("domain", flat=True):
        confirm(domain)
    whole = reform.figure(who("leader"), "X2", LATER.date())
    assert (whole.figure.percent, whole.figure.missing, whole.reached) == (Decimal("100.0"), (), True)


def test_struck_matters_leave_the_list_with_their_reason() -> None:
    row = of("market")
    code = row.matters.order_by("code")[0].code
    services.strike_matters(by=who("team-market-1"), at=AT, pk=row.pk, matters=[code], reason="已划入城市管理")
    assert confirm("market").matters.get(code=code).struck == "已划入城市管理"
    assert code not in {x.subject for x in figure().lines}
    with pytest.raises(Invalid):
        services.strike_matters(by=who("guidance"), at=AT, pk=of("health").pk, matters=["none"], reason="x")


def test_a_changed_catalogue_gives_a_new_edition_that_replaces_the_old_one_when_confirmed() -> None:
    old = confirm("market")
    Matter.objects.filter(pk=Matter.objects.filter(domain="market").order_by("code")[0].pk).update(until=LATER.date())
    touch("catalogue")
    assert {x.reason.code for x in figure().lines} >= {"reform.list_lapsed"}
    (fresh,) = services.draft_lists(by=who("guidance"), at=LATER)
    assert (fresh.domain, fresh.edition) == ("market", 2)
    services.submit_list(by=who("team-market-1"), at=LATER, pk=fresh.pk)
    services.confirm_list(by=who("legal"), at=LATER, pk=fresh.pk, document=DOCUMENT)
    old.refresh_from_db()
    assert (old.state, old.replaced_on) == ("replaced", LATER.date())
    assert "reform.list_lapsed" not in {x.reason.code for x in figure().lines}


def test_whoever_may_not_is_denied_by_role_and_organ() -> None:
    row = of("market")
    for name in ("legal", "leader", "weiping-leader", "team-market-1", "discipline"):
        with pytest.raises(Denied):
            services.draft_lists(by=who(name), at=AT)
    for name in ("team-health-1", "leader", "legal"):
        with pytest.raises(Denied):
            services.submit_list(by=who(name), at=AT, pk=row.pk)
        with pytest.raises(Denied):
            services.strike_matters(by=who(name), at=AT, pk=row.pk, matters=["x"], reason="x")
    services.submit_list(by=who("team-market-1"), at=AT, pk=row.pk)
    for name in ("guidance", "team-market-1", "leader", "head-judicial"):
        with pytest.raises(Denied):
            services.confirm_list(by=who(name), at=AT, pk=row.pk, document=DOCUMENT)
        with pytest.raises(Denied):
            services.return_list(by=who(name), at=AT, pk=row.pk, reason="x")
    with pytest.raises(Denied):
        queries.lists(who("weiping-officer-1"))
    assert {r.domain for r in queries.lists(who("team-natural-resources-1"))} == {"natural_resources", "forestry"}
    assert queries.one(who("team-health-1"), row.pk) is None


def test_a_confirmation_needs_a_document_and_what_comes_back_needs_a_reason() -> None:
    row = of("market")
    services.submit_list(by=who("guidance"), at=AT, pk=row.pk)
    with pytest.raises(Blocked):
        services.confirm_list(by=who("legal"), at=AT, pk=row.pk, document=" ")
    with pytest.raises(Blocked):
        services.return_list(by=who("legal"), at=AT, pk=row.pk, reason="")
    with pytest.raises(Stale):
        services.return_list(by=who("legal"), at=AT, pk=row.pk, reason="缺依据", version=1)
    back = services.return_list(by=who("legal"), at=AT, pk=row.pk, reason="缺依据")
    assert (back.state, back.reason) == ("drafted", "缺依据")
    row.matters.update(struck="空")
    with pytest.raises(Blocked):
        services.submit_list(by=who("guidance"), at=AT, pk=row.pk)


def test_every_cell_of_the_table_has_a_guard_and_every_guard_a_row() -> None:
    assert {r.guard for r in PROFESSIONAL_LIST.rows} == set(LIST_GUARDS)
    assert {r.source for r in PROFESSIONAL_LIST.rows} | {r.target for r in PROFESSIONAL_LIST.rows} == set(PROFESSIONAL_LIST.states)


def test_lists_cost_one_query(django_assert_num_queries: Any) -> None:
    by, pk = who("legal"), of("market").pk
    with django_assert_num_queries(1):
        assert len(queries.lists(by)) == 8
    with django_assert_num_queries(2):
        assert queries.matters_of(by, pk)
